"""Reading the history: acts in brief, what they altered, what a record was at any time, and bringing that back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from models.exchange.document import read_file
from models.exchange.record_json import record_to_json
from models.facts.records import Payment
from models.ledger import acts, history_text, past
from models.ledger.ledger import Ledger, open_ledger
from models.ledger.reinstating import reinstate
from models.ledger.verify import verify
from models.problems import Refused
from resources import resource

PAID = Payment('p-"九"', date(2026, 11, 20), 18_000_000_000, "bank")


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    """Open the sample, whose import is long enough to be in parts; what is done to it then stands in its entries."""
    monkeypatch.setattr(history_text, "PART", 2000)
    path = tmp_path / "a.clauseledger"
    acts.make_from(path, read_file(resource("sample", "sample.json")))
    with open_ledger(path) as opened:
        yield opened


def change(ledger: Ledger) -> list[int]:
    """Enter, revise twice, remove a payment; give the numbers of the four entries."""
    done = [
        acts.enter(ledger, PAID),
        acts.revise(ledger, PAID._replace(amount=17_000_000_000, reference="凭证")),
        acts.revise(ledger, PAID._replace(amount=17_000_000_000)),
        acts.remove(ledger, "payment", PAID.id),
    ]
    return [each.entry for each in done if each is not None]


def test_acts_are_told_in_brief_the_newest_first(ledger: Ledger):
    entries = change(ledger)
    acts.undo(ledger)
    heads = ledger.acts()
    assert [head.entry for head in heads] == list(range(entries[-1] + 1, 0, -1))
    assert (heads[0].act, heads[0].reversed_act) == ("undo", "remove_payment")
    assert (heads[1].act, heads[1].first, heads[1].records) == ("remove_payment", ("payment", PAID.id), 1)
    whole = next(head for head in heads if head.act == "import")
    assert whole.records is None  # too long to be counted
    first = ledger.altered(whole.entry)[0][0]
    assert whole.first == (first.kind, first.id)


@pytest.mark.parametrize("most", [1, 2, 5, 6, 7])
def test_pages_of_acts_follow_one_another(ledger: Ledger, most: int):
    change(ledger)
    whole, found = past.heads(ledger.connection), []
    while page := past.heads(ledger.connection, before=found[-1].entry if found else None, most=most):
        found += page
    assert found == whole
    assert len(whole) == 6


def test_acts_on_one_record_and_acts_that_say_something(ledger: Ledger):
    entries = change(ledger)
    assert [head.entry for head in ledger.acts(record=("payment", PAID.id))] == entries[::-1]
    assert not ledger.acts(record=("bill", PAID.id))
    assert [head.entry for head in ledger.acts(wanted="凭证")] == [entries[2], entries[1], *_imports(ledger, "凭证")]
    assert [head.entry for head in ledger.acts(wanted='P-"九')] == entries[::-1]
    assert not ledger.acts(wanted="没有这种东西")


def _imports(ledger: Ledger, text: str) -> list[int]:
    return [head.entry for head in ledger.acts() if head.act == "import" and text in ledger.entry(head.entry).changes]


@pytest.mark.parametrize(("most", "given", "more"), [(1, 1, True), (2, 2, False), (3, 2, False)])
def test_what_an_act_altered_is_given_up_to_a_limit(ledger: Ledger, most: int, given: int, more: bool):
    both = acts.put(ledger, "import", [PAID, PAID._replace(id="p-10")])
    found, there_is_more = past.altered(ledger.connection, both.entry, most)
    assert (len(found), there_is_more) == (given, more)
    assert found == ledger.entry(both.entry).altered[:most]


def test_the_state_after_each_act_is_what_the_record_was(ledger: Ledger):
    states = []
    for act in (
        lambda: acts.enter(ledger, PAID),
        lambda: acts.revise(ledger, PAID._replace(amount=17_000_000_000, reference="凭证")),
        lambda: acts.revise(ledger, PAID._replace(amount=17_000_000_000)),
        lambda: acts.undo(ledger),
        lambda: acts.remove(ledger, "payment", PAID.id),
        lambda: acts.undo(ledger),
    ):
        entry = act().entry
        record = ledger.facts.payments.get(PAID.id)
        states.append((entry, record_to_json(record) if record is not None else None))
    assert past.state_after(ledger.connection, "payment", PAID.id, states[0][0] - 1) is None
    for entry, expected in states:
        assert past.state_after(ledger.connection, "payment", PAID.id, entry) == expected


@pytest.mark.parametrize("in_parts", [True, False])
def test_a_record_in_a_large_import_is_read_without_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, in_parts: bool
):
    """A long entry is in parts, or whole as a program before the parts wrote it."""
    monkeypatch.setattr(history_text, "PART", 700 if in_parts else 10**9)
    monkeypatch.setattr(history_text, "_AT_A_TIME", 2)
    path = tmp_path / "b.clauseledger"
    acts.make_from(path, read_file(resource("sample", "sample.json")))
    monkeypatch.setattr(history_text, "PART", 30)
    monkeypatch.setattr(past, "_COUNTED", 100)
    with open_ledger(path) as opened:
        assert (opened.connection.execute("SELECT COUNT(*) FROM history_parts").fetchone()[0] > 5) == in_parts
        _is_read_record_by_record(opened)


def _is_read_record_by_record(ledger: Ledger):
    imported = next(head for head in ledger.acts() if head.act == "import")
    assert (imported.records, imported.first) == (None, ("account", "100000000000"))
    for bill in ledger.facts.bills.values():
        assert past.state_after(ledger.connection, "bill", bill.id, imported.entry) == record_to_json(bill)


def test_an_earlier_state_is_brought_back_as_an_act_that_can_be_undone(ledger: Ledger):
    first, second, *_ = change(ledger)
    before = dict(ledger.facts.payments)
    done = reinstate(ledger, "payment", PAID.id, second)
    assert done.act == "reinstate_payment"
    assert ledger.facts.payments[PAID.id] == PAID._replace(amount=17_000_000_000, reference="凭证")
    assert reinstate(ledger, "payment", PAID.id, second) is None
    reinstate(ledger, "payment", PAID.id, first)
    assert ledger.facts.payments[PAID.id] == PAID
    acts.undo(ledger)
    acts.undo(ledger)
    assert ledger.facts.payments == before
    assert not verify(ledger)


def test_what_was_not_there_cannot_be_brought_back(ledger: Ledger):
    *_, removed = change(ledger)
    for kind, record, entry in (("payment", PAID.id, removed), ("payment", "none", removed), ("attachment", "x", 1)):
        with pytest.raises(Refused) as refused:
            reinstate(ledger, kind, record, entry)
        assert refused.value.problems[0].code == "no_such_record"


def test_a_state_that_no_longer_fits_the_others_is_refused(ledger: Ledger):
    entry = acts.enter(ledger, PAID._replace(invoices=())).entry
    service = next(iter(ledger.facts.services))
    from models.facts.records import ServiceRule

    ruled = acts.enter(ledger, ServiceRule("r-9", service, retention_days=7)).entry
    acts.remove(ledger, "service_rule", "r-9")
    assert reinstate(ledger, "service_rule", "r-9", ruled) is not None
    assert reinstate(ledger, "payment", PAID.id, entry) is None
    before = ledger.history()
    bill = ledger.facts.bills["b-2026-10"]
    old = before[0].entry
    acts.revise(ledger, bill._replace(account="100000000000", lines=()))
    acts.remove(ledger, "service_rule", "r-9")
    assert reinstate(ledger, "bill", bill.id, old) is not None
    assert ledger.facts.bills[bill.id].total == bill.total
