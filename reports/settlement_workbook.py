"""The settlement summary as a spreadsheet: every total is a formula that adds up the rows above it again."""

import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

from models.money import DECIMALS
from models.settlement import METHODS, Charge, Settlement
from models.settlement_months import months
from models.vocabulary import vocabulary
from reports.wording import Wording, wording

_FUNDING = ("payable", "cash", "gift", "voucher")
_FORMULA_LIKE = ("=", "+", "-", "@", "\t", "\r")


def settlement_xlsx(settlement: Settlement, *, as_of: date) -> bytes:
    """Make the workbook of a settlement, dated ``as_of``; the same settlement gives the same bytes.

    Amounts are numbers of CNY. Text that looks like a formula stays text.
    """
    from openpyxl import Workbook

    text, own, words = wording("settlement"), wording("settlement_workbook"), vocabulary("zh")
    book = Workbook()
    book.remove(book.active)
    created = datetime.combine(as_of, time())
    book.properties.created = created
    book.properties.creator = settlement.after.situation.facts.agreement.customer.name
    book.properties.title = text.text("title")
    balance = [
        (text.text("balance.opening", day=settlement.before.as_of), settlement.opening),
        (text.text("balance.invoiced"), settlement.invoiced),
        (text.text("balance.reversed"), -settlement.reversed_),
        *((text.text(f"balance.{method}"), -settlement.covered[method]) for method in METHODS),
    ]
    heads = [text.text(f"balance.{name}") for name in ("item", "amount")]
    _sheet(book, text.text("balance.heading"), heads, balance, 1, text.text("balance.closing", day=settlement.last))
    names = [text.text("bills.service"), text.text("bills.payable"), *(text.text(f"bills.{n}") for n in _FUNDING[1:])]
    rows = _charges(settlement, settlement.charges, text)
    _sheet(book, text.text("bills.heading"), names, rows, 1, text.text("bills.total"))
    names[1] = text.text("purchases.paid")
    rows = _charges(settlement, settlement.purchases, text)
    _sheet(book, text.text("purchases.heading"), names, rows, 1, text.text("purchases.total"))
    rows = [(one.month, _service(settlement, one.service, text), one.payable) for one in months(settlement)]
    names = [own.text(name) for name in ("month", "service", "payable")]
    _sheet(book, own.text("months"), names, rows, 2, text.text("bills.total"))
    rows = [(fee.invoice.id, fee.outstanding, fee.opening, fee.accrued, fee.closing) for fee in settlement.late_fees]
    names = [text.text(f"late_fees.{n}") for n in ("invoice", "outstanding", "opening", "accrued", "closing")]
    _sheet(book, text.text("late_fees.heading"), names, rows, 1, text.text("late_fees.total"))
    rows = [
        (
            move.payment.paid_on.isoformat() if move.payment else "—",
            move.payment.id if move.payment else text.text("payments.earlier"),
            words.choice("method", move.payment.method) if move.payment else "—",
            move.money,
            move.covered,
            move.penalty,
            move.credit,
        )
        for move in settlement.movements
    ]
    names = [text.text(f"payments.{n}") for n in ("day", "number", "method", "money", "covered", "penalty", "credit")]
    _sheet(book, text.text("payments.heading"), names, rows, 3, text.text("payments.total"))
    buffer = BytesIO()
    book.save(buffer)
    return _reproducible(buffer.getvalue(), created)


def _service(settlement: Settlement, service: str | None, text: Wording) -> str:
    return settlement.after.situation.facts.services[service].name if service else text.text("bills.unexplained")


def _charges(settlement: Settlement, charges: Iterable[Charge], text: Wording) -> list[tuple[Any, ...]]:
    return [
        (_service(settlement, one.service, text), *(getattr(one, source) for source in _FUNDING)) for one in charges
    ]


def _sheet(  # noqa: PLR0917 - a sheet from its name to its total
    book: Any, name: str, heads: Sequence[str], rows: Sequence[tuple[Any, ...]], texts: int, total: str
) -> None:
    """Write a sheet: heads, rows of ``texts`` texts followed by amounts, and a row that sums each column of amounts."""
    from openpyxl.styles import Border, Font, Side
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(re.sub(r"[\\/*?:\[\]]", "", name)[:31])
    for column, head in enumerate(heads, start=1):
        _write(sheet.cell(1, column), head)
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = 28 if column <= texts else 18
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            _write(sheet.cell(number, column), value)
    last = len(rows) + 2
    _write(sheet.cell(last, 1), total)
    for column in range(texts + 1, len(heads) + 1):
        letter = get_column_letter(column)
        cell = sheet.cell(last, column)
        cell.value = f"=SUM({letter}2:{letter}{last - 1})" if rows else 0
        cell.number_format = "#,##0.00######"
    for column in range(1, len(heads) + 1):
        sheet.cell(last, column).font = Font(bold=True)
        sheet.cell(last, column).border = Border(top=Side("thin"))
    sheet.freeze_panes = "A2"


def _write(cell: Any, value: int | str) -> None:
    """Write an amount in 1e-8 CNY as a number of CNY, a text as a text, whatever it begins with."""
    if isinstance(value, int):
        cell.value = Decimal(value).scaleb(-DECIMALS)
        cell.number_format = "#,##0.00######"
        return
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
