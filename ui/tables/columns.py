"""What a list shows of each kind of record: its columns, and their cells made of facts and figures."""

from collections.abc import Iterator
from functools import cache, partial
from typing import Any, NamedTuple

from models.assess import Assessment
from models.china_time import china_day
from models.facts.facts import Facts
from models.facts.notices import READ_IN
from models.facts.records import KINDS, Invoice
from models.facts.shapes import Amount, Count, Field, Group, Many, Quantity, References, fields_of
from models.figures import Figure
from models.money import readable_amount
from models.vocabulary import Vocabulary, owner
from ui.languages import translate
from ui.look import Tone
from ui.tables.rows import Cell, Row, Rows
from ui.wording import begun, field_text


class Column(NamedTuple):
    """One column: a record's field (``cash_balance.on`` goes inside), a figure's value, or a figure's status."""

    name: str
    source: str = "field"


COLUMNS: dict[str, tuple[Column, ...]] = {
    "account": (Column("id"), Column("label"), Column("cash_balance.on"), Column("cash_balance.amount")),
    "service": (
        *(Column(name) for name in ("id", "name", "account", "billing", "starts_on", "ended_on")),
        Column("data_kept_until", "figure"),
        Column("data_kept_until", "status"),
    ),
    "order": (
        *(Column(name) for name in ("id", "service", "starts_on", "ends_on", "list_price", "cash")),
        Column("unconsumed_prepaid", "figure"),
        Column("owed_at_list_price", "figure"),
    ),
    "bill": (
        *(Column(name) for name in ("id", "account", "period", "total")),
        Column("delivered_on", "figure"),
        Column("bill_objection_deadline", "figure"),
        Column("bill_objection_deadline", "status"),
    ),
    "invoice": (
        *(Column(name) for name in ("id", "bills", "amount")),
        Column("delivered_on", "figure"),
        Column("payment_deadline", "figure"),
        Column("outstanding", "figure"),
        Column("late_fee", "figure"),
        Column("payment_deadline", "status"),
    ),
    "payment": tuple(Column(name) for name in ("id", "paid_on", "amount", "method", "invoices", "reference")),
    "notice": (
        *(Column(name) for name in ("id", "from", "kind", "subject")),
        Column("delivered_on", "figure"),
        Column("event_at"),
        Column("notice_shortfall", "figure"),
        Column("notice_shortfall", "status"),
    ),
    "incident": (
        *(Column(name) for name in ("id", "service", "cause", "started_at", "ended_at")),
        Column("liability_cap", "figure"),
        Column("claimable_loss", "figure"),
        Column("claimable_loss", "status"),
    ),
    "service_rule": tuple(
        Column(name)
        for name in (
            *("id", "service", "effective_on", "retention_days", "claim_within_days", "refund_method", "billing_cycle"),
            *("source_on", "source"),
        )
    ),
    "arrangement": tuple(Column(name) for name in ("id", "notice", "signed_on", "spans", "adjusted_working")),
    "voucher": (
        *(Column(name) for name in ("id", "name", "account", "face", "balance")),
        Column("voucher_usable_until", "figure"),
        *(Column(name) for name in ("status", "scope")),
    ),
    "reference_rate": tuple(Column(name) for name in ("id", "effective_on", "percent", "source")),
}

TONES: dict[str, Tone] = {
    "open": "watch",
    "confirmed": "good",
    "objected": "accent",
    "objected_late": "late",
    "deemed_confirmed": "muted",
    "paid": "good",
    "paid_late": "watch",
    "overdue": "late",
    "none": "muted",
    "arises": "watch",
    "arisen": "late",
    "cured": "good",
    "met": "good",
    "short": "late",
    "unproven": "watch",
    "not_in_writing": "late",
    "kept": "watch",
    "deletable": "late",
    "unknown": "watch",
    "exempt": "muted",
    "claimable": "accent",
    "actual": "plain",
    "deemed": "plain",
    "so_far": "watch",
    "passed": "muted",
    "answered": "good",
    "usable": "watch",
    "used": "muted",
    "expired": "muted",
}
"""How a status is shown beside its words."""


def tone_of(status: str | None) -> Tone:
    """Give the tone of a figure's status."""
    return TONES.get(status or "", "plain")


def header(kind: str, column: Column, words: Vocabulary, status: str) -> str:
    """Name a column; ``status`` is the name of a column of statuses."""
    if column.source == "figure":
        return words.figure(column.name)
    if column.source == "status":
        return status
    *group, name = column.name.split(".")
    in_group = kind if not group else owner(field_of_path(kind, group[0]).shape.record)  # type: ignore[attr-defined]
    return words.field(in_group, name)


def right_aligned(kind: str, column: Column) -> bool:
    """Tell whether a column holds numbers that are compared digit under digit."""
    if column.source == "status":
        return False
    if column.source == "figure":
        return column.name in MONEY
    shape = field_of_path(kind, column.name).shape
    return isinstance(shape, Amount | Count | Quantity) or (isinstance(shape, Many) and kind != "payment")


MONEY = {"outstanding", "late_fee", "unconsumed_prepaid", "owed_at_list_price", "liability_cap", "claimable_loss"}


def rows_of(kind: str, facts: Facts, assessment: Assessment, words: Vocabulary, *, figures: bool = True) -> Rows:
    """Give the rows of every record of a kind, in the order of entry; ``figures`` False leaves figures to come."""
    there, records = assessment.situation.facts.of_kind(kind), facts.of_kind(kind)

    def make(known: Assessment | None, record_id: str) -> Row:
        cells = partial(_cells, kind, records[record_id], known, words)
        return Row(kind, record_id, cells, there=record_id in there)

    return Rows(list(records), partial(make, assessment if figures else None), bare=partial(make, None))


def has_figures(kind: str) -> bool:
    """Tell whether a list shows figures."""
    return any(column.source != "field" for column in COLUMNS[kind])


def _cells(kind: str, record: Any, assessment: Assessment | None, words: Vocabulary) -> Iterator[Cell]:
    for column in COLUMNS[kind]:
        if column.source == "field":
            yield _field_cell(kind, record, column.name, words)
            continue
        figure = assessment.figures.get(column.name, kind, record.id) if assessment is not None else None
        if column.source == "status" and isinstance(record, Invoice) and record.is_red_letter:
            yield _red_letter(record, words)
        elif figure is None:
            yield Cell("" if assessment is not None else "…", None, why=_to_come if assessment is None else None)
        elif column.source == "status":
            yield Cell(begun(words.status(figure.status)), figure.status or "", tone_of(figure.status))
        else:
            yield figure_cell(figure, words)


def _red_letter(record: Invoice, words: Vocabulary) -> Cell:
    """Say that an invoice is a red letter, and of one that came first that what it reverses is not here yet."""
    awaited = record.reverses_number is not None
    said = words.text("value.original_not_here" if awaited else "value.red_letter")
    return Cell(begun(said), said, "watch" if awaited else "muted")


def figure_cell(figure: Figure, words: Vocabulary) -> Cell:
    """Show a figure's value in a list: money without its unit, all with a mark when they may still move."""
    if figure.value is None:
        text = "—"
    elif figure.unit == "money" and isinstance(figure.value, int):
        text = readable_amount(figure.value)
    else:
        text = words.figure_value(figure)
    if figure.provisional:
        return Cell(f"{text} ≈", figure.value, why=partial(words.provisional, figure))
    return Cell(text, figure.value, why=partial(words.figure_value, figure) if figure.value is None else None)


def _to_come() -> str:
    return translate("RecordsPage", "Still being computed")


def _field_cell(kind: str, record: Any, path: str, words: Vocabulary) -> Cell:
    *groups, name = path.split(".")
    holder: type = type(record)
    for group in groups:
        holder = _field_of(holder, group).shape.record  # type: ignore[attr-defined]
        record = getattr(record, group)
        if record is None:
            return Cell("", None)
    field = _field_of(holder, name)
    value = getattr(record, field.attribute)
    if isinstance(field.shape, Many) and kind == "payment":
        text = "、".join(part.invoice for part in value)
        return Cell(text, text)
    if kind == "notice" and path == "id" and value.startswith(READ_IN):
        day = words.value(china_day(record.sent_at), "date") if record.sent_at is not None else ""
        return Cell(day, day)  # nobody gave it a number; its subject stands beside it
    text = field_text(words, name, field.shape, value)
    if value is None or value == ():
        return Cell("", None)
    sortable = text if isinstance(field.shape, References | Group | Many) else value
    return Cell(text, sortable)


def field_of_path(kind: str, path: str) -> Field:
    """Give the field of a kind of record that a column's path names."""
    record = KINDS[kind]
    *groups, name = path.split(".")
    for group in groups:
        record = _field_of(record, group).shape.record  # type: ignore[attr-defined]
    return _field_of(record, name)


@cache
def _field_of(record: type, name: str) -> Field:
    return next(field for field in fields_of(record) if field.name == name)
