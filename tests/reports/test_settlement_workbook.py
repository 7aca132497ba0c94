"""The settlement as a spreadsheet: its formulas, evaluated here, give the settlement's totals."""

import random
import re
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from models.money import YUAN
from models.settlement import settle
from models.settlement_months import months
from reports.settlement_workbook import settlement_xlsx
from tests.models import documents
from tests.reports import papers

DAY = date(2026, 11, 23)


def total(sheet):
    """Evaluate the last row's sums from the cells they name."""
    found = []
    for cell in sheet[sheet.max_row]:
        if isinstance(cell.value, str) and cell.value.startswith("="):
            first, last = re.fullmatch(r"=SUM\(([A-Z]+\d+):([A-Z]+\d+)\)", cell.value).groups()
            found.append(sum(Decimal(str(one.value)) for (one,) in sheet[f"{first}:{last}"]))
        elif not isinstance(cell.value, str) and cell.value is not None:
            found.append(Decimal(cell.value))
    return found


def sheets(statement):
    return load_workbook(BytesIO(settlement_xlsx(statement, as_of=DAY))).worksheets


@pytest.mark.parametrize("seed", range(12))
def test_the_formulas_recompute_to_the_settlement_s_totals(seed):
    sections, last = documents.document_and_day(random.Random(seed))  # noqa: S311
    statement = settle(papers.facts(sections), date(last.year - 1, 1, 1), last)
    balance, bills, orders, by_month, fees, payments = sheets(statement)

    def close(found, *wanted):  # a spreadsheet's numbers have fifteen digits
        assert [round(one, 6) for one in found] == [round(Decimal(one) / YUAN, 6) for one in wanted]

    close(total(balance), statement.closing)
    close(total(bills)[:1], statement.billed)
    close(total(by_month), statement.billed)
    close(total(orders)[:1], sum(one.payable for one in statement.purchases))
    close(total(fees)[-1:], sum(one.closing for one in statement.late_fees))
    close(total(payments)[1:2], sum(statement.covered.values()))


def test_months_and_services_are_told_apart():
    bills = [papers.bill(), papers.bill(id="B-8", period="2026-08", lines=None, total="10.00")]
    statement = settle(papers.facts(papers.ledger(bills=bills)), date(2026, 1, 1), DAY)
    assert [(one.month, one.service, one.payable // 1_000_000) for one in months(statement)] == [
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
