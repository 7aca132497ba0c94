"""The settlement as a spreadsheet: its formulas, evaluated here, give the settlement's totals."""

import random
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from io import BytesIO

import pytest
from openpyxl import load_workbook

from models.fee_statement import fee_ranges
from models.money import YUAN
from models.settlement.own import own_side
from models.settlement.settlement import settle
from reports.settlement.workbook import settlement_xlsx
from tests.models import documents
from tests.reports import papers
from tests.reports.letters import ledgers

DAY = date(2026, 11, 23)


class Evaluator:
    """What a spreadsheet makes of the formulas used here: references, SUM, ROUND, + - *, exactly and in decimals."""

    TOKEN = re.compile(
        r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?:'(?P<sheet>[^']+)'!)?(?P<first>[A-Z]+\d+)(?::(?P<last>[A-Z]+\d+))?"
        r"|(?P<function>SUM|ROUND)(?=\()|(?P<mark>[-+*(),]))"
    )

    def __init__(self, book):
        self.book = book

    def value(self, sheet, cell):
        found = sheet[cell].value
        if isinstance(found, str) and found.startswith("=") and sheet[cell].data_type == "f":
            tokens = list(self.TOKEN.finditer(found, 1))
            assert "".join(match.group() for match in tokens) == found[1:]
            result, rest = self._sum(sheet, tokens)
            assert not rest
            return result
        return Decimal(str(found)) if found is not None and not isinstance(found, str) else Decimal(0)

    def _sum(self, sheet, tokens):
        value, tokens = self._product(sheet, tokens)
        while tokens and tokens[0]["mark"] in {"+", "-"}:
            sign = 1 if tokens[0]["mark"] == "+" else -1
            more, tokens = self._product(sheet, tokens[1:])
            value += sign * more
        return value, tokens

    def _product(self, sheet, tokens):
        value, tokens = self._one(sheet, tokens)
        while tokens and tokens[0]["mark"] == "*":
            more, tokens = self._one(sheet, tokens[1:])
            value *= more
        return value, tokens

    def _one(self, sheet, tokens):
        token, rest = tokens[0], tokens[1:]
        if token["number"]:
            return Decimal(token["number"]), rest
        if token["function"]:
            value, rest = self._sum(sheet, rest[1:])
            if token["function"] == "ROUND":
                places, rest = self._one(sheet, rest[1:])
                value = value.quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)
            return value, rest[1:]
        where = self.book[token["sheet"]] if token["sheet"] else sheet
        cells = where[f"{token['first']}:{token['last'] or token['first']}"]
        cells = cells if isinstance(cells, tuple) else ((cells,),)
        return sum((self.value(where, cell.coordinate) for row in cells for cell in row), Decimal(0)), rest


def total(sheet):
    """Evaluate the formulas of the last row."""
    cells = [cell for cell in sheet[sheet.max_row] if cell.value is not None and not isinstance(cell.value, str)]
    formulas = [cell for cell in sheet[sheet.max_row] if cell.data_type == "f"]
    evaluator = Evaluator(sheet.parent)
    return [evaluator.value(sheet, cell.coordinate) for cell in formulas or cells]


def sheets(statement, *, own=False):
    return load_workbook(BytesIO(settlement_xlsx(statement, as_of=DAY, own=own))).worksheets


@pytest.mark.parametrize("seed", range(12))
def test_the_formulas_recompute_to_the_settlement_s_totals(seed):
    sections, last = documents.document_and_day(random.Random(seed))  # noqa: S311
    statement = settle(papers.facts(sections), date(last.year - 1, 1, 1), last)
    balance, bills, orders, by_month, fees, ranges, payments = sheets(statement)

    def close(found, *wanted):  # a spreadsheet's numbers have fifteen digits
        assert len(found) == len(wanted)
        for one, other in zip(found, wanted, strict=True):
            exact = Fraction(other) / YUAN
            assert abs(one - Decimal(exact.numerator) / exact.denominator) < Decimal("1e-6")

    close(total(balance), statement.closing)
    close(total(bills)[:1], statement.billed)
    funding = ("payable", "cash", "gift", "voucher")
    close(total(by_month), *(sum(getattr(one, name) for one in statement.charges) for name in funding))
    close(total(orders)[:1], sum(one.payable for one in statement.purchases))
    names = ("outstanding", "opening", "accrued", "closing")
    close(total(fees), *(sum(getattr(one, name) for one in statement.late_fees) for name in names))
    exact = sum(one.fee for fee in statement.late_fees for one in fee_ranges(statement.after, fee.invoice.id))
    close(total(ranges), exact)
    names = ("money", "covered", "penalty", "credit")
    close(total(payments), *(sum(getattr(one, name) for one in statement.movements) for name in names))


def test_months_and_services_are_told_apart():
    bills = [papers.bill(), papers.bill(id="B-8", period="2026-08", lines=None, total="10.00")]
    statement = settle(papers.facts(papers.ledger(bills=bills)), date(2026, 1, 1), DAY)
    assert [(one.month, one.service, one.payable // 1_000_000) for one in statement.months] == [
        ("2026-08", None, 1000), ("2026-09", None, 4567), ("2026-09", "cdn", 16400), ("2026-09", "db", 33600),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_text_that_looks_like_a_formula_stays_text(name):
    services = [papers.service("db", name), papers.service("cdn", "内容分发")]
    statement = settle(papers.facts(papers.ledger(services=services, bills=[papers.bill()])), date(2026, 1, 1), DAY)
    cell = sheets(statement)[1]["A3"]
    assert (cell.value, cell.data_type) == (name, "s")
    assert cell.quotePrefix


def test_the_same_settlement_gives_the_same_bytes():
    statement = settle(papers.facts(papers.ledger(bills=[papers.bill()])), date(2026, 1, 1), DAY)
    assert settlement_xlsx(statement, as_of=DAY) == settlement_xlsx(statement, as_of=DAY)


def test_a_late_fee_is_computed_again_from_its_ranges_and_follows_them():
    invoice = {"id": "i-1", "issued_on": "2026-10-19", "received_at": "2026-10-20T15:30:00+08:00", "amount": "500.00"}
    payment = {"id": "p-1", "paid_on": "2026-11-10", "amount": "200.00", "method": "bank"}
    made = papers.ledger(invoices=[invoice], payments=[payment])
    statement = settle(papers.facts(made), date(2026, 1, 1), DAY)
    fees, ranges = sheets(statement)[4:6]
    # 500.00 for 7 days from 4 November, 300.00 for 13 more: 35.00 + 39.00
    evaluator = Evaluator(fees.parent)
    assert [evaluator.value(fees, cell) for cell in ("D2", "E2")] == [Decimal("74.00"), Decimal("74.00")]
    ranges["F3"].value = 14
    assert evaluator.value(fees, "E2") == Decimal("77.00")


def test_the_own_edition_adds_claims_caps_and_exposure_and_says_what_it_is():
    statement = settle(papers.facts(ledgers.order() | {"bills": [papers.bill()]}), date(2026, 1, 1), DAY)
    shared, own = sheets(statement), sheets(statement, own=True)
    assert len(own) == len(shared) + 3
    assert not [sheet.title for sheet in shared if "主张" in sheet.title or "风险" in sheet.title]
    claims = own[len(shared)]
    # 230.65 of the order's cash and 45.67 the bill asks beyond its lines
    assert total(claims) == [Decimal("276.32")]
    assert own_side(statement).claimed == 276_32 * YUAN // 100
    assert {sheet.oddHeader.center.text for sheet in own} == {"自用版，不交对方"}
    assert {sheet.oddHeader.center.text for sheet in shared} == {"对账版"}
