"""The lines of bills stay in the ledger: read in pieces, added up exactly, as they were for whoever looked before."""

import shutil
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path

import pytest

from models.china_time import CHINA
from models.facts.bill_lines import Charged, charged, charged_by_order, charged_by_service
from models.facts.records import Account, Answer, Bill, BillLine, Order, Service
from models.ledger import acts, lines
from models.ledger.ledger import open_ledger
from models.ledger.verify import verify
from models.problems import Refused
from tests.models import samples

FIRST, LAST = date(2026, 1, 1), date(2026, 2, 1)
LARGE = 9 * 10**17
"""About the largest amount a line may have; eleven of them are more than 64 bits hold."""


def line(service, payable, cash=0, gift=None, order=None):
    return BillLine(service, FIRST, LAST, payable, cash, gift=gift, order=order)


def bill(name, *its_lines):
    return Bill(name, "a", "2026-01", datetime(2026, 2, 1, tzinfo=CHINA), "electronic", 0, lines=its_lines)


LINES = [*(line(f"s{n % 2}", n * 100, n) for n in range(7)), line("s0", -350, gift=-50)]
ORDERED = [line("s0", payable, 1, 2, name) for payable, name in ((5, "o"), (7, "o"), (-3, "o"), (2, None))]
BILLS = (bill("b", *LINES), bill("none"), bill("large", *[line("s0", LARGE, -LARGE)] * 15), bill("ordered", *ORDERED))


ORDER = Order("o", "s0", FIRST, FIRST, LAST, 20, 20)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    path = tmp_path_factory.mktemp("made") / "made.clauseledger"
    services = [Service(f"s{n}", "a", "x", "postpaid", FIRST) for n in (0, 1)]
    facts = samples.read(samples.only()).with_records([Account("a"), *services, ORDER, *BILLS])
    acts.make_from(path, facts)
    return path


@pytest.fixture
def path(made, tmp_path):
    return Path(shutil.copy(made, tmp_path / "test.clauseledger"))


@pytest.fixture
def ledger(path):
    with open_ledger(path) as opened:
        yield opened


@pytest.mark.parametrize("at_a_time", [1, 3, 4, 7, 8, 9])
def test_the_same_lines_however_many_are_read_at_a_time(ledger, monkeypatch, at_a_time):
    monkeypatch.setattr(lines, "AT_A_TIME", at_a_time)
    found = ledger.facts.bills["b"].lines
    for _ in range(2):  # what was kept is what was read
        assert list(found) == LINES
        assert (len(found), found[2], found[-1], found[1:3]) == (8, LINES[2], LINES[-1], tuple(LINES[1:3]))
        assert found == tuple(LINES)
        assert found != tuple(LINES[:-1])
        assert found != (*LINES[:-1], LINES[0])


def test_no_more_lines_are_kept_than_there_is_room_for(ledger, monkeypatch):
    monkeypatch.setattr(lines, "KEPT", 8)
    bills = ledger.facts.bills
    for _ in range(2):
        assert list(bills["b"].lines) == LINES
        assert len(list(bills["large"].lines)) == 15


@pytest.mark.parametrize("name", ["b", "none", "large", "ordered"])
def test_added_up_where_they_are_as_when_read(ledger, name):
    stored = ledger.facts.bills[name].lines
    own = next(bill.lines for bill in BILLS if bill.id == name)
    assert charged_by_service(stored) == charged_by_service(own)
    assert charged(stored) == charged(own)
    assert charged_by_order(stored) == charged_by_order(own)


def test_an_order_s_lines_add_up_without_its_refunds(ledger):
    assert charged_by_order(ledger.facts.bills["ordered"].lines) == {"o": Charged(12, 2, 4, 0)}


def test_sums(ledger):
    assert charged_by_service(ledger.facts.bills["b"].lines) == {
        "s0": Charged(1200 - 350, 12, -50, 0),
        "s1": Charged(900, 9, 0, 0),
    }
    assert charged(ledger.facts.bills["large"].lines) == Charged(15 * LARGE, -15 * LARGE, 0, 0)
    assert charged(()) == Charged(0, 0, 0, 0)


def test_a_closed_ledger_is_told_by_name(path):
    with open_ledger(path) as opened:
        facts = opened.facts
        read = list(facts.bills["b"].lines)
    assert list(facts.bills["b"].lines) == read  # kept
    unread = facts.bills["large"].lines
    for look in (list, len, charged, lambda _: list(facts.lines_of_service("s0", FIRST, LAST))):
        with pytest.raises(Refused) as refused:
            look(unread)
        [problem] = refused.value.problems
        assert (problem.code, problem.inputs["file"]) == ("ledger_closed", str(path))


def test_work_on_other_threads_reads_whole_lines_until_the_ledger_closes(path, monkeypatch):
    """Pages are made beside the screen: a close in the middle of a read refuses it by name and breaks nothing."""
    monkeypatch.setattr(lines, "KEPT", 0)  # each look is a read
    turn = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(20):
            ledger = open_ledger(path)
            shown = ledger.facts.bills["b"].lines
            with ThreadPoolExecutor(4) as threads:
                reading = [threads.submit(_read_until_closed, shown) for _ in range(4)]
                time.sleep(0.01)
                ledger.close()
            assert {done.result() for done in reading} == {"ledger_closed"}
    finally:
        sys.setswitchinterval(turn)


def _read_until_closed(shown):
    while True:
        try:
            if tuple(shown) != tuple(LINES):
                return "other lines"
        except Refused as refused:
            return refused.problems[0].code


class TestFactsOfBefore:
    """An act makes new facts; those of before go on to say what they said."""

    @pytest.mark.parametrize("read_before", [False, True])
    def test_other_lines(self, ledger, read_before):
        before = ledger.facts
        if read_before:
            list(before.bills["b"].lines)
        acts.revise(ledger, before.bills["b"]._replace(lines=(line("s1", 5),)))
        assert list(before.bills["b"].lines) == LINES
        assert charged(before.bills["b"].lines) == charged(LINES)
        of_service = [found for bill, found in before.lines_of_service("s1", FIRST, LAST) if bill.id == "b"]
        assert of_service == [one for one in LINES if one.service == "s1"]
        assert list(ledger.facts.bills["b"].lines) == [line("s1", 5)]
        assert verify(ledger) == []

    def test_the_bill_removed_and_back_again(self, ledger):
        before = ledger.facts
        acts.remove(ledger, "bill", "b")
        assert list(before.bills["b"].lines) == LINES
        acts.undo(ledger)
        assert list(ledger.facts.bills["b"].lines) == LINES
        assert verify(ledger) == []

    def test_undo_and_redo(self, ledger):
        acts.revise(ledger, ledger.facts.bills["b"]._replace(lines=()))
        for act, expected in ((acts.undo, LINES), (acts.redo, []), (acts.undo, LINES)):
            before = ledger.facts
            said = list(before.bills["b"].lines)
            act(ledger)
            assert list(before.bills["b"].lines) == said
            assert list(ledger.facts.bills["b"].lines) == expected
        assert verify(ledger) == []


def test_lines_that_stay_the_same_are_not_written_again(ledger):
    trace = []
    ledger.connection.set_trace_callback(trace.append)
    acts.revise(ledger, ledger.facts.bills["b"]._replace(answer=Answer("confirmed", date(2026, 3, 1))))
    ledger.connection.set_trace_callback(None)
    assert not [said for said in trace if said.startswith(("DELETE FROM bills_lines", "INSERT INTO bills_lines"))]
    assert list(ledger.facts.bills["b"].lines) == LINES
    assert ledger.entry(len(ledger.history())).altered[0].after == {"answer": {"kind": "confirmed", "on": "2026-03-01"}}
    assert verify(ledger) == []


def test_a_copy_of_a_bill_has_lines_of_its_own(ledger):
    acts.enter(ledger, ledger.facts.bills["b"]._replace(id="copy"))
    acts.revise(ledger, ledger.facts.bills["b"]._replace(lines=()))
    assert list(ledger.facts.bills["copy"].lines) == LINES
    assert verify(ledger) == []


def test_lines_of_another_ledger_are_copied(ledger, path, tmp_path):
    other = Path(shutil.copy(path, tmp_path / "other.clauseledger"))
    acts.revise(ledger, ledger.facts.bills["b"]._replace(lines=()))
    with open_ledger(other) as opened:
        acts.merge(ledger, opened.facts, update=True)
    assert list(ledger.facts.bills["b"].lines) == LINES
    assert verify(ledger) == []
