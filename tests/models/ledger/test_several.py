"""Several records changed or removed at once: one act, all or nothing, one undo."""

from datetime import date

import pytest

from models.exchange import document
from models.ledger import acts
from models.ledger.ledger import open_ledger
from models.ledger.several import changeable, plan, remove_several, revise_several
from models.ledger.verify import verify
from models.problems import Refused
from tests.models import samples


@pytest.fixture
def path(tmp_path):
    return tmp_path / "test.clauseledger"


@pytest.fixture
def ledger(path):
    made = samples.whole()
    made["services"].append({**made["services"][1], "id": "s-3", "starts_on": "2026-03-01"})
    made["bills"].append(dict(made["bills"][0], id="b-2", answer=None))
    made["payments"].append({"id": "p-2", "paid_on": "2026-11-02", "amount": "1.00", "method": "bank"})
    acts.make_from(path, samples.read(made))
    with open_ledger(path) as opened:
        yield opened


def exported(ledger):
    return "".join(document.text(ledger.facts))


def problems_of(act, *arguments):
    with pytest.raises(Refused) as refused:
        act(*arguments)
    return [(problem.code, problem.record, problem.path) for problem in refused.value.problems]


def test_one_entry_one_undo_and_it_survives(ledger, path):
    before, entries = exported(ledger), ledger.entries
    ids = list(ledger.facts.invoices)
    assert len(ids) > 1
    change = revise_several(ledger, "invoice", ids, {"channel": "post", "issued_on": "2026-10-09"})
    assert (change.act, change.touched) == ("revise_several", tuple(("invoice", each) for each in ids))
    assert ledger.entries == entries + 1
    assert {(one.channel, one.issued_on) for one in ledger.facts.invoices.values()} == {("post", date(2026, 10, 9))}
    ledger.close()
    with open_ledger(path) as again:
        assert {one.channel for one in again.facts.invoices.values()} == {"post"}
        acts.undo(again)
        assert exported(again) == before
        assert verify(again) == []


def test_only_what_differs_is_altered_and_nothing_is_no_act(ledger):
    first, second, *_ = ledger.facts.services
    revise_several(ledger, "service", [first], {"region": "北京"})
    change = revise_several(ledger, "service", [first, second], {"region": "北京"})
    assert change.touched == (("service", second),)
    entries = ledger.entries
    assert revise_several(ledger, "service", [first, second], {"region": "北京"}) is None
    assert ledger.entries == entries
    [altered] = plan(ledger.facts, "service", [first], {"region": None}).altered
    assert (altered.before, altered.after) == ({"region": "北京"}, {"region": None})


def test_one_record_that_cannot_take_it_keeps_all_from_changing(ledger):
    services = ledger.facts.services
    last = max(service.starts_on for service in services.values())
    late = [service.id for service in services.values() if service.starts_on == last]
    assert 0 < len(late) < len(services)
    before, entries = exported(ledger), ledger.entries
    day = date.fromordinal(last.toordinal() - 1).isoformat()
    found = problems_of(revise_several, ledger, "service", list(services), {"ended_on": day})
    assert found == [("ends_before_start", each, "ended_on") for each in late]
    assert (exported(ledger), ledger.entries) == (before, entries)
    assert revise_several(ledger, "service", list(services), {"ended_on": last.isoformat()}) is not None


@pytest.mark.parametrize(
    ("changes", "code", "at"),
    [
        ({"total": "1.234"}, "not_whole_fen", "total"),
        ({"total": None}, "missing_field", "total"),
        ({"period": "2026-13"}, "not_a_month", "period"),
        ({"answer.on": "soon"}, "not_a_day", "answer.on"),
    ],
)
def test_a_value_no_record_can_take_is_said_once_at_its_field(ledger, changes, code, at):
    ids = list(ledger.facts.bills)
    assert problems_of(revise_several, ledger, "bill", ids, changes) == [(code, "", at)]


def test_a_group_is_begun_and_ended_by_its_fields_and_lines_stay(ledger):
    bills = ledger.facts.bills
    without = [bill.id for bill in bills.values() if bill.answer is None]
    lines = {bill.id: list(bill.lines) for bill in bills.values()}
    assert without
    assert any(lines.values())
    found = problems_of(revise_several, ledger, "bill", list(bills), {"answer.disputed": "1.00"})
    assert found == [(code, each, path) for each in without for code, path in _ANSWER_NEEDS]
    revise_several(ledger, "bill", list(bills), {"answer.kind": "objected", "answer.on": "2026-12-31"})
    assert {bill.answer.on for bill in ledger.facts.bills.values()} == {date(2026, 12, 31)}
    nothing = {path: None for path, _ in changeable("bill") if path.startswith("answer.")}
    revise_several(ledger, "bill", list(bills), nothing)
    assert {bill.answer for bill in ledger.facts.bills.values()} == {None}
    assert {bill.id: list(bill.lines) for bill in ledger.facts.bills.values()} == lines


_ANSWER_NEEDS = (("missing_field", "answer.kind"), ("missing_field", "answer.on"))


def test_references_are_set_and_one_that_leads_nowhere_is_refused_for_each(ledger):
    ids = list(ledger.facts.invoices)[:2]
    bill = next(iter(ledger.facts.bills))
    revise_several(ledger, "invoice", ids, {"bills": [bill]})
    assert {ledger.facts.invoices[each].bills for each in ids} == {(bill,)}
    found = problems_of(revise_several, ledger, "invoice", ids, {"bills": ["nobody"]})
    assert found == [("dangling_reference", each, "bills[0]") for each in ids]


def test_several_are_removed_as_one_act_and_come_back_in_their_places(ledger):
    before, entries, ids = exported(ledger), ledger.entries, list(ledger.facts.payments)
    assert len(ids) > 1
    change = remove_several(ledger, "payment", ids)
    assert change.touched == tuple(("payment", each) for each in ids)
    assert not ledger.facts.payments
    assert ledger.entries == entries + 1
    acts.undo(ledger)
    assert exported(ledger) == before
    acts.redo(ledger)
    assert not ledger.facts.payments
    assert verify(ledger) == []


def test_what_others_refer_to_is_not_removed_but_what_refers_to_each_other_goes_together(ledger):
    from models.facts.records import Invoice
    from models.money import YUAN

    acts.enter(ledger, Invoice("i-x", 10 * YUAN))
    acts.enter(ledger, Invoice("i-y", -YUAN, reverses="i-x"))
    assert problems_of(remove_several, ledger, "invoice", ["i-x"]) == [("still_referred_to", "i-x", "id")]
    remove_several(ledger, "invoice", ["i-x", "i-y"])
    assert "i-x" not in ledger.facts.invoices
    before = exported(ledger)
    services = list(ledger.facts.services)
    assert {code for code, *_ in problems_of(remove_several, ledger, "service", services)} == {"still_referred_to"}
    assert exported(ledger) == before
