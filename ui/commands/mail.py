"""Messages through ``import``: kept as notices of a kind the user confirms."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from models.exchange.record_json import record_to_json
from models.facts.records import Notice
from models.ledger.ledger import open_ledger
from models.ledger.mail_acts import import_mail, notice_of
from models.problems import Problem
from models.sources.mail import Suggestion, read_file, suggest
from models.vocabulary import Vocabulary
from ui.commands.imported import Imported, problem_as_json
from ui.importing.told import mail_told


def import_messages(arguments: argparse.Namespace, files: Sequence[Path], words: Vocabulary) -> Imported:
    """Keep messages as notices of a kind the user confirms, or tell what they suggest."""
    with open_ledger(arguments.ledger) as ledger:
        mine = ledger.facts.agreement.customer.email
        found = [suggest(mail, mine) for path in files for mail in read_file(path)]
        records = [notice_of(ledger, one.mail) for one in found]
        confirmed = [(one.mail, _confirmed(one.notice, arguments)) for one in found]
        change = None
        unsure = arguments.kind is None and not arguments.preview and None in records
        if not arguments.preview and not unsure:
            change = import_mail(ledger, confirmed)
    lines = [line for one, record in zip(found, records, strict=True) for line in mail_told(one, record, words)]
    if not unsure:
        done = "preview_only" if arguments.preview else "done" if change else "nothing_new"
        lines.append(words.text(f"import.{done}"))
    problems = [Problem("mail_kind_unconfirmed")] if unsure else []
    return Imported(lines, _as_json(found, records, change is not None, words), problems)


def _confirmed(notice: Notice, arguments: argparse.Namespace) -> Notice:
    kind = notice.kind if arguments.kind in {None, "suggested"} else arguments.kind
    moment = arguments.event_at
    return notice._replace(kind=kind, **({} if moment is None else {"event_at": moment, "event_ends_at": None}))


def _as_json(
    found: list[Suggestion],
    records: list[str | None],
    imported: bool,  # noqa: FBT001
    words: Vocabulary,
) -> dict[str, Any]:
    return {
        "imported": imported,
        "messages": [
            {
                "file": one.mail.file,
                "sha256": one.mail.sha256,
                "from": one.mail.sender,
                "received": [
                    {"at": hop.at.isoformat() if hop.at else None, "words": hop.words} for hop in one.mail.received
                ],
                "attachments": list(one.mail.attachments),
                "record": record,
                "suggested": record_to_json(one.notice),
                "notes": [problem_as_json(note, words) for note in one.notes],
            }
            for one, record in zip(found, records, strict=True)
        ],
    }
