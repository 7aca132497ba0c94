"""What the list of movements shows: when, what, in and out, what was left, and the record each belongs to."""

from collections.abc import Iterator

from models.ledger.movements import Movement
from models.money import readable_amount
from models.sources.account_files import MOVEMENTS
from models.sources.kept import account_cell
from models.vocabulary import Vocabulary
from ui.languages import QT_TRANSLATE_NOOP, translate
from ui.tables.rows import Cell, Row

COLUMNS = ("at", "kind", "amount", "balance", "record", "order", "channel", "note", "account", "file")
RIGHT = [name in {"amount", "balance"} for name in COLUMNS]
_HEADINGS = {
    "at": QT_TRANSLATE_NOOP("Movements", "Time"),
    "kind": QT_TRANSLATE_NOOP("Movements", "Kind"),
    "amount": QT_TRANSLATE_NOOP("Movements", "In (+), out (−)"),
    "balance": QT_TRANSLATE_NOOP("Movements", "Balance"),
    "record": QT_TRANSLATE_NOOP("Movements", "Belongs to"),
    "order": QT_TRANSLATE_NOOP("Movements", "Order number"),
    "channel": QT_TRANSLATE_NOOP("Movements", "Channel"),
    "note": QT_TRANSLATE_NOOP("Movements", "Note"),
    "account": QT_TRANSLATE_NOOP("Movements", "Account"),
    "file": QT_TRANSLATE_NOOP("Movements", "File and row"),
}


def headings() -> list[str]:
    """Name the columns."""
    return [translate("Movements", _HEADINGS[name]) for name in COLUMNS]


def moved(one: Movement) -> int | None:
    """Give what a movement brought in, below zero what it took out, in 1e-8 CNY; None where the file does not say."""
    came: int | None = one.values.get("in")
    went: int | None = one.values.get("out")
    if came is None and went is None:
        amount: int | None = one.values.get("amount")
        return amount
    return (came or 0) - abs(went or 0)


def row_of(one: Movement, words: Vocabulary) -> Row:
    """Make the row of a movement."""

    def cells() -> Iterator[Cell]:
        for name in COLUMNS:
            yield _cell(one, name, words)

    return Row("movement", str(one.row), cells, there=True)


def _cell(one: Movement, name: str, words: Vocabulary) -> Cell:
    match name:
        case "amount":
            amount = moved(one)
            return Cell("" if amount is None else readable_amount(amount), amount)
        case "record":
            alone = one.kind == "account"
            text = translate("Movements", "nothing yet") if alone else words.record(one.kind, one.record)
            return Cell(text, text, "muted" if alone else "good")
        case "account":
            account = one.record if one.kind == "account" else str(one.values.get("account") or "")
            return Cell(account, account)
        case "file":
            return Cell(f"{one.file.rpartition('/')[2]}:{one.number}", (one.file, one.number))
    value = one.values.get(name)
    if value is None:
        return Cell("", None)
    text = readable_amount(value) if name == "balance" else account_cell(MOVEMENTS, name, value)
    return Cell(text, value)
