"""The command ``evidence``: keep files with records, list them, take them out, verify them, bind them."""

import argparse
import sys
from pathlib import Path

from models.evidence.exhibits import Exhibit, exhibits_of, exhibits_of_letter
from models.facts.records import KINDS
from models.ledger import acts, attachments, letter_acts
from models.ledger.attachments import Attachment
from models.ledger.ledger import Ledger, open_ledger
from models.ledger.verify import verify
from models.problems import Refused, no_such_record
from models.register.called import letter_called
from models.terms.terms import terms_of
from models.vocabulary import Vocabulary
from ui.commands.called import record_called
from ui.commands.jobs import add_jobs
from ui.commands.listing import columns
from ui.commands.output import add_language, add_output
from ui.files import read_file, write_beside

_JOBS = ("add", "list", "export", "verify", "bundle")


def add_evidence(made: argparse.ArgumentParser, words: Vocabulary) -> None:
    """Add the jobs of ``evidence``."""
    job = add_jobs("evidence", _JOBS, made, words)

    new = job("add")
    new.add_argument("kind", metavar="KIND", help=words.text("command.record_kind"))
    new.add_argument("record", metavar="RECORD", help=words.text("command.record"))
    new.add_argument("file", metavar="FILE", type=Path, help=words.text("command.evidence_file"))
    new.add_argument("--how", required=True, help=words.text("command.evidence_how"))
    new.add_argument("--proves", default="", help=words.text("command.evidence_proves"))
    job("list")
    new = job("export")
    new.add_argument("attachment", metavar="ATTACHMENT", help=words.text("command.evidence_id"))
    add_output(new, words)
    job("verify")
    new = job("bundle")
    of = words.text("command.evidence_of")
    new.add_argument("--letter", metavar="LETTER", help=words.text("command.evidence_letter"))
    new.add_argument("--of", nargs=2, action="append", metavar=("KIND", "RECORD"), help=of)
    add_language(new, words)
    add_output(new, words)


def evidence(arguments: argparse.Namespace, words: Vocabulary) -> int:
    """Do one of the command's jobs; gives the exit status."""
    if arguments.job == "bundle" and not (arguments.letter or arguments.of):
        print(words.text("command.evidence_nothing"), file=sys.stderr)
        return 2
    with open_ledger(arguments.ledger) as ledger:
        words = words.knowing(ledger.facts.get)
        if arguments.job == "add":
            _add(ledger, arguments, words)
        elif arguments.job == "list":
            print("\n".join(_list(ledger, words)))
        elif arguments.job == "export":
            _export(ledger, arguments, words)
        elif arguments.job == "verify":
            broken = [problem for problem in verify(ledger) if problem.code == "attachment_damaged"]
            if broken:
                raise Refused(broken)
            print(words.text("command.evidence_sound", count=len(attachments.everything(ledger.connection))))
        else:
            _bundle(ledger, arguments, words)
    return 0


def _known(ledger: Ledger, kind: str, record: str, words: Vocabulary) -> tuple[str, str]:
    if kind not in KINDS:
        raise Refused.because("no_such_kind", value=kind, known=" · ".join(KINDS))
    return kind, record_called(ledger.facts, kind, record, words)


def _add(ledger: Ledger, arguments: argparse.Namespace, words: Vocabulary) -> None:
    file = read_file(arguments.file, arguments.how)
    made = acts.attach(
        ledger, *_known(ledger, arguments.kind, arguments.record, words), file.name, file.content,
        media_type=file.media_type, obtained_how=file.how, proves=arguments.proves,
    )  # fmt: skip
    print(words.text("command.evidence_added", id=made.id, sha256=made.sha256))


def _list(ledger: Ledger, words: Vocabulary) -> list[str]:
    kept = attachments.everything(ledger.connection)
    if not kept:
        return [words.text("command.no_evidence")]
    head = [words.text(f"column.{name}") for name in ("exhibit_id", "record", "file", "obtained_at", "obtained_how")]
    rows = [
        (one.id, words.record(one.kind, one.record), one.name, one.obtained_at[:16].replace("T", " "),
         _how(one, words), one.sha256[:16])
        for one in kept
    ]  # fmt: skip
    return columns([[*head, "SHA-256"], *rows])


def _how(one: Attachment, words: Vocabulary) -> str:
    """Say how a file was obtained: the user's words, or the act of the program that kept it."""
    act = f"act.{one.obtained_how}"
    return words.text(act) if act in words else one.obtained_how


def _export(ledger: Ledger, arguments: argparse.Namespace, words: Vocabulary) -> None:
    one = attachments.one(ledger.connection, arguments.attachment)
    if one is None:
        raise no_such_record("attachment", arguments.attachment)
    write_beside(arguments.output, attachments.content(ledger.connection, one.sha256))
    print(words.text("command.written", file=arguments.output))


def _bundle(ledger: Ledger, arguments: argparse.Namespace, words: Vocabulary) -> None:
    from reports.evidence.bundle import evidence_bundle

    facts, letter, pages = ledger.facts, None, None
    exhibits: tuple[Exhibit, ...] = ()
    if arguments.letter:
        letter = letter_called(facts, arguments.letter)
        pages = letter_acts.frozen_file(ledger, letter)
        exhibits = exhibits_of_letter(ledger, letter)
    more = exhibits_of(ledger, [_known(ledger, kind, record, words) for kind, record in arguments.of or ()])
    numbered = tuple(one._replace(number=number) for number, one in enumerate((*exhibits, *more), start=1))
    provider = (facts.agreement.provider or terms_of(facts.agreement).provider).name
    made = evidence_bundle(
        facts.agreement, provider, numbered, day=arguments.as_of, letter=letter, letter_pdf=pages,
        language=arguments.language,
    )  # fmt: skip
    for one in made.beside:
        beside = arguments.output.with_name(f"{arguments.output.stem}-{one.number}-{Path(one.name).name}")
        write_beside(beside, one.content)
        print(words.text("command.evidence_beside", file=beside))
    write_beside(arguments.output, made.pdf)
    print(words.text("command.written", file=arguments.output))
