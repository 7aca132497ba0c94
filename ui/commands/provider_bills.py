"""The provider's bills through ``import``: sums by product, records, what to check."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from models.ledger.ledger import open_ledger
from models.ledger.source_acts import Choices, Outcome, import_provider_bills, preview_provider_bills
from models.money import format_amount, readable_amount
from models.vocabulary import Vocabulary
from ui.commands.imported import Imported, problem_as_json
from ui.commands.listing import columns
from ui.importing.told import original_told, originals_as_json

_AMOUNTS = ("payable", "cash", "gift", "voucher", "share")


def import_bills(arguments: argparse.Namespace, files: Sequence[Path], words: Vocabulary) -> Imported:
    """Import the provider's bill files, or tell what that would do."""
    choices = Choices(
        arguments.billing_cycle, arguments.sent_at, update=arguments.update, keep_up_to=arguments.keep_originals
    )
    with open_ledger(arguments.ledger) as ledger:
        act = preview_provider_bills if arguments.preview else import_provider_bills
        outcome = act(ledger, files, choices)
    conflicts = () if arguments.update else outcome.proposal.conflicts
    return Imported(told(outcome, words, preview=arguments.preview), as_json(outcome, words), conflicts)


def told(outcome: Outcome, words: Vocabulary, *, preview: bool) -> list[str]:
    """Tell what an import did or would do, line by line."""
    say = words.text
    lines = [say("import.file", name=file.name, level=file.level or "?", rows=file.rows) for file in outcome.files]
    lines += [say("import.skipped", name=name) for name in outcome.skipped]
    if not outcome.rows_new and outcome.change is None and outcome.proposal.is_empty:
        return [*lines, say("import.nothing_new")]
    lines += [say("import.rows", new=outcome.rows_new, same=outcome.rows_same, changed=outcome.rows_changed)]
    if outcome.rows_gone:
        lines += [say("import.rows_gone", count=outcome.rows_gone)]
    lines += ["", *products_table(outcome, words), "", *_records(outcome, words)]
    lines += [original_told(one, words) for one in outcome.originals]
    if outcome.proposal.notes:
        lines += ["", say("import.notes"), *(f"  {words.problem_line(note)}" for note in outcome.proposal.notes)]
    return [*lines, "", say("import.preview_only" if preview else "import.done")]


def products_table(outcome: Outcome, words: Vocabulary) -> list[str]:
    """Tell what each product came to, as columns."""
    names = [words.text("import.product"), *(words.field("billline", name) for name in _AMOUNTS)]
    rows = [[product, *_amounts(sums)] for product, sums in sorted(outcome.products.items())]
    whole = {name: sum(sums[name] for sums in outcome.products.values()) for name in _AMOUNTS}
    return columns([names, *rows, [words.text("import.whole"), *_amounts(whole)]], right=set(range(1, 6)))


def _amounts(sums: dict[str, int]) -> list[str]:
    return [readable_amount(sums[name]) for name in _AMOUNTS]


def _records(outcome: Outcome, words: Vocabulary) -> list[str]:
    proposal = outcome.proposal
    lines = []
    for key, names in (("new", proposal.new), ("changed", proposal.changed)):
        if names.by_kind:
            listed = " · ".join(f"{words.kind(kind)} {count}" for kind, count in names.by_kind.items())
            lines.append(words.text(f"import.{key}", listed=listed))
        if "bill" in names.by_kind:
            lines += [f"  {words.record(kind, name)}" for kind, name in names if kind == "bill"]
    return [*lines, words.text("import.same", count=proposal.same)]


def as_json(outcome: Outcome, words: Vocabulary) -> dict[str, Any]:
    """Give what an import did or would do as plain JSON values (docs/exchange.md)."""
    proposal = outcome.proposal

    return {
        "imported": outcome.change is not None,
        "files": [file._asdict() for file in outcome.files],
        "skipped": outcome.skipped,
        "originals": originals_as_json(outcome.originals),
        "rows": {
            "new": outcome.rows_new,
            "same": outcome.rows_same,
            "changed": outcome.rows_changed,
            "gone": outcome.rows_gone,
        },
        "new": _Named(proposal.new),
        "changed": _Named(proposal.changed),
        "same": proposal.same,
        "products": [
            {"product": product, **{name: format_amount(amount) for name, amount in sums.items()}}
            for product, sums in sorted(outcome.products.items())
        ],
        "notes": [problem_as_json(one, words) for one in proposal.notes],
        "conflicts": [problem_as_json(one, words) for one in proposal.conflicts],
    }


class _Named(list[dict[str, str]]):
    """The names of records as JSON objects, made one after the other while they are written: there may be a million."""

    def __init__(self, names: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._names = names

    def __len__(self) -> int:
        return len(self._names)

    def __iter__(self) -> Iterator[dict[str, str]]:
        return ({"kind": kind, "record": record} for kind, record in self._names)
