"""A large ledger: the screen's thread does only what the page in view needs; the rest comes from beside it."""

import random
from datetime import date, datetime, timedelta
from pathlib import Path
from weakref import ref

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.assess import assess
from models.china_time import CHINA
from models.facts.facts import Facts
from models.facts.records import Account, Agreement, Allocation, Customer, Invoice, Payment
from models.findings.find import find
from models.ledger import acts
from models.ledger.several import revise_several
from ui.application import Program
from ui.session import MANY
from ui.window import LedgerWindow
from ui.work import Beside

DAY = date(2026, 11, 1)
LAST = f"i{MANY - 1}"


def facts(count: int) -> Facts:
    """Give a ledger of so many invoices, each with a payment."""
    chance = random.Random(1)  # noqa: S311 - a reproducible ledger, not a secret
    invoices, payments = {}, {}
    for n in range(count):
        received = datetime(2018, 1, 4, 10, tzinfo=CHINA) + timedelta(n * 3000 / count)
        amount = chance.randrange(10_000, 900_000) * 2 * 10**6
        invoices[f"i{n}"] = Invoice(f"i{n}", amount, received_at=received)
        paid = (received + timedelta(chance.randrange(40))).date()
        payments[f"p{n}"] = Payment(f"p{n}", paid, amount // 2, "bank", (Allocation(f"i{n}", amount // 2),))
    agreement = Agreement("tencent-cloud-2021", date(2017, 11, 8), Customer("x"))
    return Facts(agreement, {"a": Account("a")}, {}, {}, {}, invoices, payments, {})


@pytest.fixture
def large(program: Program, qtbot: QtBot, tmp_path: Path) -> LedgerWindow:
    """Give the window of a large ledger, looked at as a whole."""
    path = tmp_path / "large.clauseledger"
    acts.make_from(path, facts(MANY))
    assert program.open(path)
    window = program.window
    assert isinstance(window, LedgerWindow)
    assert window.session.large
    assert not window.outlook.current  # the window is there first
    qtbot.waitUntil(lambda: window.outlook.current, timeout=20_000)
    return window


def test_today_and_findings_arrive_a_little_later(large: LedgerWindow, qtbot: QtBot):
    assert [each.key for each in large.outlook.view.findings] == [each.key for each in find(large.session.assessment)]
    large.session.move_to(DAY)
    assert large.pages.page("today").official.text() == "正在查看整个账本…"
    qtbot.waitUntil(lambda: large.outlook.current, timeout=20_000)
    assert large.pages.page("today").model.matters
    assert "2026-12-31" in large.pages.page("today").official.text()


def test_moving_the_day_asks_only_for_the_rows_in_view(large: LedgerWindow):
    large.show_page("invoice")
    large.session.move_to(DAY)
    made = [row for row in large.lists["invoice"].model.rows if row._cells is not None]
    assert len(made) < 200 < MANY == len(large.lists["invoice"].model.rows)


def test_a_long_list_of_matters_is_laid_out_as_one_goes_down_it(large: LedgerWindow, qtbot: QtBot):
    page = large.pages.page("today")
    matters = page.model.items
    assert page.model.rowCount() < len(matters)
    qtbot.keyClick(page.matters, Qt.Key.Key_End)
    assert page.matters.currentIndex().row() == len(matters) - 1
    page.matters.setCurrentIndex(page.model.at(0))
    large.session.move_by(1)
    qtbot.waitUntil(lambda: large.outlook.current, timeout=20_000)
    assert page.model.rowCount() < len(matters)
    assert page.go_to("\t".join(page.model.items[-1].figure.key))
    assert page.matters.currentIndex().row() == len(page.model.items) - 1


def test_a_list_out_of_view_keeps_no_figures_of_a_day_that_is_looked_at_no_more(large: LedgerWindow, qtbot: QtBot):
    def said() -> list[str]:
        return [cell.text for cell in large.lists["invoice"].model.rows[0].cells]

    large.show_page("invoice")
    qtbot.waitUntil(lambda: "…" not in said())
    large.show_page("payment")
    assert "…" not in said()
    large.session.move_by(1)
    assert "…" in said()
    large.show_page("invoice")
    qtbot.waitUntil(lambda: "…" not in said())


def test_what_takes_long_never_holds_the_screen(large: LedgerWindow, qtbot: QtBot):
    """Told without a clock, as other work runs on the same machine: control is back before the whole is looked at."""
    for page in ("today", "invoice", "payment", "agreement"):
        large.show_page(page)
        large.session.move_by(-1)
        assert not large.outlook.current, page
        qtbot.waitUntil(lambda: large.outlook.current, timeout=20_000)


def test_readings_are_added_when_they_are_known(large: LedgerWindow, qtbot: QtBot):
    large.explain_panel.show_record("invoice", "i5", "late_fee")
    tree = large.explain_panel.tree

    def readings() -> bool:
        root = tree.topLevelItem(0)
        texts = [root.child(row).data(0, 0x100).name for row in range(root.childCount())] if root else []
        return any(text.startswith("读法") for text in texts)

    qtbot.waitUntil(readings, timeout=20_000)


def test_what_is_explained_is_of_the_ledger_and_the_day_shown_or_says_that_it_is_being_computed(
    large: LedgerWindow, qtbot: QtBot
):
    session, panel = large.session, large.explain_panel

    def values() -> list[str]:
        return [panel.figures.topLevelItem(row).data(0, 0x100).text for row in range(panel.figures.topLevelItemCount())]

    def settled(invoice: str) -> bool:
        return not panel.figures.waiting and panel.title.text() == session.words.record("invoice", invoice)

    def of(invoice: str) -> list[str]:
        found = assess(session.facts, session.as_of).of_record("invoice", invoice)
        return [session.words.figure_value(each) for each in found]

    large.show_page("invoice")
    large.lists["invoice"].select(LAST)
    qtbot.waitUntil(lambda: settled(LAST), timeout=20_000)
    before = values()
    assert before == of(LAST)
    session.move_by(30)
    assert values() == before
    assert not settled(LAST)  # they are of the day before, paled
    panel.figures.setCurrentItem(panel.figures.topLevelItem(0))  # what is asked of the old ones loses no new one
    qtbot.waitUntil(lambda: settled(LAST), timeout=20_000)
    assert values() == of(LAST) != before
    large.lists["invoice"].select("i6")
    assert values() == []  # never those of another record
    assert panel.title.text() == "发票 i6 · 正在计算…"
    large.lists["invoice"].select("i7")
    qtbot.waitUntil(lambda: settled("i7"), timeout=20_000)
    assert values() == of("i7")


def test_in_another_language_nothing_is_computed_again(large: LedgerWindow, program: Program):
    large.session.move_by(3)
    before, day = large.session.assessment, large.session.as_of
    program.speak("en")
    assert isinstance(program.window, LedgerWindow)
    assert program.window.session.assessment is before
    assert program.window.session.as_of == day
    assert program.window.session.words.language == "en"


def test_an_act_computes_again_only_what_it_can_change(large: LedgerWindow):
    before = large.session.assessment
    large.session.enter(Payment("p-new", DAY, 10**10, "bank"))
    after = large.session.assessment
    assert after is not before
    assert after.situation.calendar is before.situation.calendar
    kept = [known for known in ("i7", "i8") if after.figures["delivered_on", "invoice", known]]
    same = assess(large.session.facts, large.session.as_of)
    assert [after.figures["outstanding", "invoice", each].value for each in kept] == [
        same.figures["outstanding", "invoice", each].value for each in kept
    ]


@pytest.mark.parametrize("page", ["today", "invoice"])
def test_nobody_holds_the_figures_of_before_an_act_for_long(large: LedgerWindow, qtbot: QtBot, page: str):
    large.show_page(page)
    qtbot.waitUntil(lambda: large.outlook.current, timeout=20_000)
    list(large.session.assessment.figures)
    before = [ref(large.session.assessment)]
    large.session.enter(Payment("p-new", DAY, 10**10, "bank"))
    list(large.session.assessment.figures)
    before.append(ref(large.session.assessment))
    large.session.move_by(1)
    qtbot.waitUntil(lambda: [each() for each in before] == [None, None], timeout=20_000)


def test_of_what_is_asked_for_meanwhile_the_last_is_done(qtbot: QtBot, program: Program):
    beside = Beside(program)
    done: list[int] = []
    for number in range(5):
        beside.ask(lambda number=number: number, done.append)
    qtbot.waitUntil(lambda: not beside.busy)
    assert done == [4]
    beside.ask(lambda: 5, done.append)
    beside.drop()
    qtbot.wait(150)
    assert done == [4]


def test_a_fault_beside_the_screen_is_raised_on_it(qtbot: QtBot, program: Program):
    def fail() -> None:
        raise ZeroDivisionError

    with qtbot.capture_exceptions() as raised:
        beside = Beside(program)
        beside.ask(fail, lambda _: None)
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError


def test_what_is_outstanding_is_asked_beside_the_screen_when_the_day_moves(large: LedgerWindow, qtbot: QtBot):
    large.show_page("invoice")
    page = large.lists["invoice"]
    invoice = next(
        figure.record
        for figure in large.session.assessment.figures.of_kind("outstanding")
        if isinstance(figure.value, int) and figure.value > 0
    )
    page.select(invoice)
    supposing = page.suppose
    qtbot.waitUntil(lambda: supposing.isVisible() and not supposing._owing.busy, timeout=20_000)
    large.session.move_by(1)
    assert supposing._owing.busy  # the screen did not wait for every payment to be looked at
    assert {cell.text() for cell in supposing.cells.values()} == {"…"}
    qtbot.waitUntil(lambda: not supposing._owing.busy, timeout=20_000)
    assert supposing.day.text() == large.session.as_of.isoformat()


def test_a_long_act_is_undone_and_done_again_beside_the_screen(large: LedgerWindow, qtbot: QtBot):
    session, reference = large.session, "转账" * 50
    session.took(revise_several(session.ledger, "payment", list(session.facts.payments), {"reference": reference}))
    for act, said in (("undo", None), ("redo", reference)):
        large.do(act)
        assert not large.isEnabled()
        qtbot.waitUntil(large.isEnabled, timeout=20_000)
        assert {payment.reference for payment in session.facts.payments.values()} == {said}
    assert large.messages.line.text().startswith("已重做")
    session.enter(Account("b"))
    large.do("undo")
    assert large.isEnabled()
    assert set(session.facts.accounts) == {"a"}
