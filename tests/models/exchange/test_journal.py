"""The money side as double entries: accepted by beancount and hledger, in agreement with the settlement to the fen."""

import json
import shutil
import subprocess
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.assess import assess
from models.exchange.document import read
from models.exchange.journal import ACCOUNTS, journal
from models.exchange.journal_text import WRITERS
from models.money import YUAN
from models.settlement.settlement import settle
from models.vocabulary import vocabulary
from tests.models import documents
from tests.models.exchange import plain_text_accounting
from tests.reports import papers

READERS = {".beancount": plain_text_accounting.beancount, ".journal": plain_text_accounting.hledger}
PROGRAMS = {".beancount": ["bean-check"], ".journal": ["hledger", "check", "--strict", "-f"]}


def text_of(facts, day, ending=".beancount", language="zh"):
    made = journal(assess(facts, day))
    return "".join(WRITERS[ending](made, facts, vocabulary(language)))


def total(balances, key, language="zh"):
    name = vocabulary(language).text(f"journal.account.{key}")
    return sum((amount for each, amount in balances.items() if each == name or each.startswith(f"{name}:")), Decimal(0))


def units(amount):
    return int(amount * YUAN)


@given(st.randoms(use_true_random=False), st.sampled_from([None, "penalty"]), st.sampled_from(["zh", "en"]))
def test_both_texts_are_sound_and_agree_with_the_settlement(random, reading, language):
    sections, last = documents.document_and_day(random)
    if reading:
        sections["agreement"].setdefault("readings", {})["payment_covers_first"] = reading
    facts = papers.facts(sections)
    texts = {ending: text_of(facts, last, ending, language) for ending in WRITERS}
    books = {ending: READERS[ending](text) for ending, text in texts.items()}
    balances = books[".beancount"].balances()
    assert balances == books[".journal"].balances()
    assert sum(balances.values(), Decimal(0)) == 0
    made = settle(facts, last, last)
    fees = sum(fee.closing for fee in made.late_fees)
    held = {key: units(total(balances, key, language)) for key in ACCOUNTS}
    assert held["payable"] == -made.closing
    assert held["credit"] == made.closing_credit
    assert held["late_fee"] == fees
    assert held["late_fee_owed"] == sum(fee.paid for fee in made.late_fees) - fees
    assert held["cash"] == made.cash_balances
    whole = settle(facts, date(2000, 1, 1), last)
    assert held["consumed"] + held["payable"] - sum(whole.covered.values()) == -sum(
        [line.cash for bill in whole.bills for line in bill.lines if line.order is None or line.payable < 0]
        + [charge.cash for charge in whole.purchases]
    ) - units(total(balances, "unexplained", language))
    assert held["offset"] == -sum(
        move.money for move in whole.movements if move.payment is not None and move.payment.method == "offset"
    )


LINES = [
    papers.line("db", "336.00", cash="320.00", voucher="16.00"),
    papers.line("cdn", "164.00000001", cash="150.00000001", gift="14.00"),
]


def small(**sections):
    """Give a ledger whose balances a person can work out: one bill, one invoice half paid too late, one order ended."""
    order = {
        "id": "o-1", "service": "db", "paid_on": "2026-01-05", "starts_on": "2026-01-05", "ends_on": "2026-01-15",
        "list_price": "200.00", "cash": "60.00", "gift": "40.00", "settled_on": "2026-01-06",
        "promotions": [{"name": "满十日", "condition": "用满", "condition_met": False}],
    }  # fmt: skip
    bill = papers.bill(lines=LINES, total="505.00")
    invoice = {"id": "i-1", "amount": "470.00", "received_at": "2026-10-19T10:00:00+08:00", "bills": ["B-7"]}
    paid = {"paid_on": "2026-11-04", "method": "bank", "invoices": [{"invoice": "i-1", "amount": "170.00"}]}
    return papers.ledger(
        **{
            "orders": [order],
            "bills": [bill],
            "invoices": [invoice],
            "payments": [{"id": "p-1", "amount": "180.00", **paid}],
        }
        | sections
    )


def test_each_account_holds_what_a_person_works_out():
    """Received Monday 2026-10-19, due 2026-11-02; two days at 1 % on 470.00, then five more on what is left of it.

    The undesignated 10.00 of the payment covers the same invoice. List price used: 2 of 10 days of 200.00, so of the
    100.00 paid 60.00 comes back, cash and gift as 60 to 40.
    """
    facts = read(json.dumps(small()))
    for ending, reader in READERS.items():
        found = reader(text_of(facts, date(2026, 11, 9), ending)).balances()
        assert {name.partition(":")[2]: str(amount) for name, amount in found.items()} == {
            "1002银行存款": "-180.00",
            "1221应收退款": "60.00",
            "2202应付账款:01已开票": "-290.00",
            "2202应付账款:02已消费未开票": "-65.00",
            "2241其他应付款:01逾期违约金": "-23.90",
            "6602管理费用:01云服务:X-cdn-内容分发": "164.00000001",
            "6602管理费用:01云服务:X-db-云数据库": "376.00",
            "6602管理费用:02账单总额与明细之差": "4.99999999",
            "6711营业外支出:01逾期违约金": "23.90",
            "6301赠送金抵付": "-54.00",
            "6302代金券抵付": "-16.00",
        }


def test_a_line_for_an_order_counts_once_and_a_refund_on_a_bill_meets_what_was_due():
    lines = [
        papers.line("db", "100.00", cash="60.00", gift="40.00", order="o-1"),
        papers.line("db", "-45.00", cash="-45.00"),
    ]
    bill = papers.bill(lines=lines, total="55.00", period="2026-01", sent_at="2026-02-02T19:00:00+08:00")
    facts = read(json.dumps(small(bills=[bill], invoices=[], payments=[])))
    found = plain_text_accounting.beancount(text_of(facts, date(2026, 11, 9))).balances()
    assert total(found, "service") == Decimal("40.00")
    assert total(found, "refunds") == Decimal("15.00")
    assert total(found, "consumed") == Decimal("-15.00")


def test_a_red_letter_takes_off_what_it_reverses_and_no_more():
    red = {"id": "i-2", "amount": "-500.00", "reverses": "i-1", "issued_on": "2026-11-05"}
    sections = small()
    facts = read(json.dumps(small(invoices=[*sections["invoices"], red], payments=[])))
    book = plain_text_accounting.beancount(text_of(facts, date(2026, 11, 9)))
    assert total(book.balances(), "payable") == 0
    (entry,) = [entry for entry in book.entries if "#red-letter" in entry[2]]
    assert (entry[0], entry[2][1:]) == (date(2026, 11, 5), ["^invoice-i-2", "^invoice-i-1"])
    assert max(amount for _, amount in entry[3]) == Decimal("470.00")


def held_on(made, day):
    """Give what is payable and prepaid at the end of a day by a journal's entries, in 1e-8 CNY."""
    before = [entry.postings for entry in made.entries if entry.day <= day]
    return {
        key: sum(amount for each in before for one, amount in each.items() if one.key == key)
        for key in ("payable", "credit")
    }


def test_a_red_letter_leaves_the_days_before_it_as_they_were():
    red = {"id": "i-2", "amount": "-470.00", "reverses": "i-1", "issued_on": "2026-11-05"}
    sections = small()
    paid = [{"id": "p-1", "amount": "470.00", "paid_on": "2026-10-30", "method": "bank", "invoices": []}]
    facts = read(json.dumps(small(invoices=[*sections["invoices"], red], payments=paid)))
    made, before = (journal(assess(facts, date(2026, 11, day))) for day in (9, 4))
    earlier = [entry for entry in made.entries if entry.day < date(2026, 11, 5)]
    assert [(one.day, one.what, dict(one.postings)) for one in earlier] == [
        (one.day, one.what, dict(one.postings)) for one in before.entries
    ]
    (anew,) = [entry for entry in made.entries if entry.what == "covered_anew"]
    assert (anew.day, anew.record, anew.also) == (date(2026, 11, 5), ("invoice", "i-2"), (("invoice", "i-1"),))
    moved = {account.key: amount for account, amount in anew.postings.items() if amount}
    assert moved == {"payable": -470 * YUAN, "credit": 470 * YUAN}
    assert held_on(made, date(2026, 11, 4)) == {"payable": 0, "credit": 0}
    assert held_on(made, date(2026, 11, 5)) == {"payable": 0, "credit": 470 * YUAN}


@given(st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_every_days_balances_are_that_days_own(random):
    sections, last = documents.document_and_day(random)
    whole = assess(papers.facts(sections), last)
    made = journal(whole)
    if any(entry.what == "covered_anew" and entry.also and entry.also[0][0] == "payment" for entry in made.entries):
        return  # paid before its invoice came, which may have covered another in between: see the test below
    days = {near for entry in made.entries for near in (entry.day, entry.day - timedelta(days=1))}
    for day in sorted(days):
        if whole.situation.facts.agreement.signed_on <= day < last:
            assert held_on(made, day) == held_on(journal(whole.on(day)), day)


def test_what_is_paid_before_its_invoice_comes_is_prepaid_until_then():
    paid = [
        {"id": "p-1", "amount": "500.00", "paid_on": "2026-10-01", "method": "bank",
         "invoices": [{"invoice": "i-1", "amount": "470.00"}]},
    ]  # fmt: skip
    made = journal(assess(read(json.dumps(small(payments=paid))), date(2026, 11, 9)))
    assert held_on(made, date(2026, 10, 18)) == {"payable": 0, "credit": 500 * YUAN}
    assert held_on(made, date(2026, 10, 19)) == {"payable": 0, "credit": 30 * YUAN}


EVIL = [
    '" ; x',
    "a:b  100 CNY",
    "\\",
    "é—№ ½ (x) [2026-01-01]",
    "-",
    "中 文",
    "z | y, date:2020-01-01",
    "=1+1",
    "a-b",
    "a b",
]


@pytest.fixture(scope="module")
def evil():
    """Give a ledger whose ids and names try to be something else in both forms."""
    made = small()
    made["accounts"] = [{"id": text, "cash_balance": {"on": "2026-01-01", "amount": "1.00"}} for text in EVIL]
    made["services"] = [papers.service(text, text[::-1], account=text) for text in EVIL]
    made["orders"], made["bills"] = (
        [],
        [
            papers.bill(id=text, account=text, period=f"2025-{at:02d}", total="9.00", lines=[papers.line(text, "9.00")])
            for at, text in enumerate(EVIL, 1)
        ],
    )
    made["invoices"] = [{"id": text, "amount": "9.00", "bills": [text]} for text in EVIL]
    made["payments"] = [{"id": text, "amount": "9.00", "paid_on": "2026-05-01", "method": "bank"} for text in EVIL]
    return read(json.dumps(made))


@pytest.mark.parametrize("ending", WRITERS)
def test_no_name_acts_and_none_is_taken_for_another(evil, ending):
    found = READERS[ending](text_of(evil, date(2026, 11, 9), ending)).balances()
    cash = vocabulary("zh").text("journal.account.cash")
    assert sorted(amount for name, amount in found.items() if name.startswith(cash)) == [Decimal("1.00")] * len(EVIL)
    assert total(found, "service") == 9 * len(EVIL)


@pytest.mark.parametrize("ending", WRITERS)
def test_the_real_program_takes_it(evil, ending, tmp_path):
    """Runs where the program is installed: both are programs of their own and no part of this one."""
    program, *arguments = PROGRAMS[ending]
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed")
    for number, facts in enumerate((evil, read(json.dumps(small())))):
        file = tmp_path / f"{number}{ending}"
        file.write_text(text_of(facts, date(2026, 11, 9), ending), encoding="utf-8")
        environment = {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        done = subprocess.run([found, *arguments, str(file)], capture_output=True, env=environment, check=False)
        assert (done.returncode, done.stderr) == (0, b"")
