"""The settlement summary as a spreadsheet: every total, difference and late fee is a formula that recomputes it."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any, NamedTuple

from models.fee_statement import fee_ranges
from models.figures import Figure
from models.money import DECIMALS
from models.settlement.own import own_side
from models.settlement.settlement import METHODS, Charge, Settlement
from models.vocabulary import vocabulary
from reports.wording import CHINESE, Wording, letter_words, wording

_FUNDING = ("payable", "cash", "gift", "voucher")
_FORMULA_LIKE = ("=", "+", "-", "@", "\t", "\r")
_MONEY = "#,##0.00######"


class Formula(NamedTuple):
    """A cell that computes; ``{row}`` is the number of its own row."""

    text: str


class Plain(NamedTuple):
    """A number that is no amount of money, and how it is shown: days, a rate."""

    value: int | Fraction
    shown: str


Cell = int | str | Formula | Plain


class Sheet(NamedTuple):
    """A sheet: name, heads, rows, how many columns from the left are not summed, and the name of the total row."""

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    texts: int
    total: str
    summed: Sequence[int] | None = None
    """The columns summed, from 1; all behind the texts when None."""


def settlement_xlsx(settlement: Settlement, *, as_of: date, own: bool = False, language: str = CHINESE) -> bytes:
    """Make the workbook of a settlement, dated ``as_of``; the same settlement gives the same bytes.

    Amounts are numbers of CNY. Text that looks like a formula stays text. ``own`` makes the edition for the customer's
    own eyes, with claims, caps and exposure.
    """
    from openpyxl import Workbook

    text = wording("settlement", language)
    book = Workbook()
    book.remove(book.active)
    created = datetime.combine(as_of, time())
    book.properties.created = created
    book.properties.creator = settlement.after.situation.facts.agreement.customer.name
    book.properties.title = text.text("title_own" if own else "title")
    book.properties.subject = text.text("edition.own_value" if own else "edition.shared_value")
    sheets = (*_sheets(settlement, text), *(_own_sheets(settlement, text) if own else ()))
    for sheet in sheets:
        _write_sheet(book, sheet, text.text("edition.own" if own else "edition.shared"))
    buffer = BytesIO()
    book.save(buffer)
    return _reproducible(buffer.getvalue(), created)


def _sheets(settlement: Settlement, text: Wording) -> Iterator[Sheet]:
    own = wording("settlement_workbook", text.language)
    balance: list[tuple[Cell, ...]] = [
        (text.text("balance.opening", day=settlement.before.as_of), settlement.opening),
        (text.text("balance.invoiced"), settlement.invoiced),
        (text.text("balance.reversed"), -settlement.reversed_),
        *((text.text(f"balance.{method}"), -settlement.covered[method]) for method in METHODS),
    ]
    heads = [text.text(f"balance.{name}") for name in ("item", "amount")]
    closing = text.text("balance.closing", day=settlement.last)
    yield Sheet(text.text("balance.heading"), heads, balance, 1, closing)
    for section, charges, first in (
        ("bills", settlement.charges, "bills.payable"),
        ("purchases", settlement.purchases, "purchases.paid"),
    ):
        names = [text.text("bills.service"), text.text(first), *(text.text(f"bills.{n}") for n in _FUNDING[1:])]
        rows = [_charge(settlement, one, text) for one in charges]
        yield Sheet(text.text(f"{section}.heading"), names, rows, 1, text.text(f"{section}.total"))
    by_month: list[tuple[Cell, ...]] = [
        (one.month, _service(settlement, one.service, text), one.payable, one.cash, one.gift, one.voucher)
        for one in settlement.months
    ]
    names = [own.text("month"), own.text("service"), *(text.text(f"bills.{name}") for name in _FUNDING)]
    yield Sheet(own.text("months"), names, by_month, 2, own.text("total"))
    yield from _fee_sheets(settlement, text)
    yield _payments(settlement, text)


def _charge(settlement: Settlement, one: Charge, text: Wording) -> tuple[Cell, ...]:
    return _service(settlement, one.service, text), one.payable, one.cash, one.gift, one.voucher


def _service(settlement: Settlement, service: str | None, text: Wording) -> str:
    return settlement.after.situation.facts.services[service].name if service else text.text("bills.unexplained")


def _fee_sheets(settlement: Settlement, text: Wording) -> Iterator[Sheet]:
    """Give late fees by invoice, each the sum of its ranges on the next sheet, rounded to a fen once (4.4.1)."""
    ranges_name = text.text("late_fees.ranges")
    ranges: list[tuple[Cell, ...]] = []
    fees: list[tuple[Cell, ...]] = []
    for fee in settlement.late_fees:
        first = len(ranges) + 2
        for one in fee_ranges(settlement.after, fee.invoice.id):
            days, rate = Plain(one.days, "0"), Plain(one.rate, "0.00####%")
            span = one.first.isoformat(), one.last.isoformat()
            paid = text.listed(one.payments)
            ranges.append((fee.invoice.id, *span, paid, one.principal, days, rate, Formula("=E{row}*F{row}*G{row}")))
        closing = Formula(f"=ROUND(SUM('{ranges_name}'!H{first}:H{len(ranges) + 1}),2)")
        fees.append((fee.invoice.id, fee.outstanding, fee.opening, Formula("=E{row}-C{row}"), closing))
    names = [text.text(f"late_fees.{n}") for n in ("invoice", "outstanding", "opening", "accrued", "closing")]
    yield Sheet(text.text("late_fees.heading"), names, fees, 1, text.text("late_fees.total"))
    columns = ("invoice", "first", "last", "changed", "principal", "days", "rate", "fee")
    names = [text.text(f"ranges.{column}") for column in columns]
    yield Sheet(ranges_name, names, ranges, 4, text.text("late_fees.total"), (8,))


def _payments(settlement: Settlement, text: Wording) -> Sheet:
    words = vocabulary(text.language)
    rows = [
        (
            move.payment.paid_on.isoformat() if move.payment else "—",
            move.payment.id if move.payment else text.text("payments.earlier"),
            words.choice("method", move.payment.method) if move.payment else "—",
            move.money,
            move.covered,
            move.penalty,
            Formula("=D{row}-E{row}-F{row}"),
        )
        for move in settlement.movements
    ]
    names = [text.text(f"payments.{n}") for n in ("day", "number", "method", "money", "covered", "penalty", "credit")]
    return Sheet(text.text("payments.heading"), names, rows, 3, text.text("payments.total"))


def _own_sheets(settlement: Settlement, text: Wording) -> Iterator[Sheet]:
    own, words, names = own_side(settlement), vocabulary(text.language), letter_words(text.language)
    claims: list[tuple[Cell, ...]] = [
        (one.clause, names.text(f"claim.{one.what}"), one.record, _amount(one.amount.value)) for one in own.claims
    ]
    heads = [text.text(f"own.{name}") for name in ("clause", "what", "record", "amount")]
    yield Sheet(text.text("own.claims"), heads, claims, 3, text.text("own.total"))
    caps: list[tuple[Cell, ...]] = [
        (cap.record, _shown(cap, text), _shown(claimable, text)) for cap, claimable in own.caps
    ]
    heads = [text.text(f"own.{name}") for name in ("incident", "cap", "claimable")]
    yield Sheet(text.text("own.caps"), heads, caps, 1, "", ())
    exposure: list[tuple[Cell, ...]] = [(words.figure(one.kind), one.clause, _shown(one, text)) for one in own.exposure]
    heads = [text.text(f"own.{name}") for name in ("item", "clause", "amount")]
    yield Sheet(text.text("own.exposure"), heads, exposure, 2, "", ())


def _shown(figure: Figure, text: Wording) -> Cell:
    return figure.value if isinstance(figure.value, int) else vocabulary(text.language).figure_value(figure)


def _amount(value: object) -> int:
    return value if isinstance(value, int) else 0


def _write_sheet(book: Any, sheet: Sheet, edition: str) -> None:
    """Write heads, rows, and a row that sums the columns of amounts; the edition stands in the page's header."""
    from openpyxl.styles import Border, Font, Side
    from openpyxl.utils import get_column_letter

    made = book.create_sheet(re.sub(r"[\\/*?:\[\]]", "", sheet.name)[:31])
    made.oddHeader.center.text = edition
    made.page_setup.orientation = "landscape"
    made.page_setup.paperSize = made.PAPERSIZE_A4
    made.page_setup.fitToHeight = 0
    made.sheet_properties.pageSetUpPr.fitToPage = True
    made.print_title_rows = "1:1"
    for column, head in enumerate(sheet.heads, start=1):
        _write(made.cell(1, column), head)
        made.cell(1, column).font = Font(bold=True)
        made.column_dimensions[get_column_letter(column)].width = 28 if column <= sheet.texts else 18
    for number, row in enumerate(sheet.rows, start=2):
        for column, value in enumerate(row, start=1):
            _write(made.cell(number, column), value)
    summed = range(sheet.texts + 1, len(sheet.heads) + 1) if sheet.summed is None else sheet.summed
    if summed:
        last = len(sheet.rows) + 2
        _write(made.cell(last, 1), sheet.total)
        for column in summed:
            letter = get_column_letter(column)
            _write(made.cell(last, column), Formula(f"=SUM({letter}2:{letter}{last - 1})") if sheet.rows else 0)
        for column in range(1, len(sheet.heads) + 1):
            made.cell(last, column).font = Font(bold=True)
            made.cell(last, column).border = Border(top=Side("thin"))
    made.freeze_panes = "A2"


def _write(cell: Any, value: Cell) -> None:
    """Write an amount in 1e-8 CNY as a number of CNY, a text as a text, whatever it begins with."""
    if isinstance(value, Formula):
        cell.value = value.text.format(row=cell.row)
        cell.number_format = _MONEY
    elif isinstance(value, Plain):
        fraction = Fraction(value.value)
        cell.value = Decimal(fraction.numerator) / fraction.denominator
        cell.number_format = value.shown
    elif isinstance(value, int):
        cell.value = Decimal(value).scaleb(-DECIMALS)
        cell.number_format = _MONEY
    else:
        cell.value = value
        if value.startswith(_FORMULA_LIKE):
            cell.data_type = "s"
            cell.quotePrefix = True


def _reproducible(content: bytes, moment: datetime) -> bytes:
    """Put the settlement's day where the writer put the time of writing."""
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as read, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for item in read.infolist():
            part = read.read(item)
            if item.filename == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, part)
            entry = zipfile.ZipInfo(item.filename, (1980, 1, 1, 0, 0, 0))
            made.writestr(entry, part, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
