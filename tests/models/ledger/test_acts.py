"""What a user does to a ledger: each act one transaction and one history entry, undone, redone, surviving a restart."""

import json
import random
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.china_time import CHINA
from models.exchange import document
from models.facts.records import SECTIONS, Account, CashBalance, Invoice, Service, kind_of
from models.ledger import acts, attachments
from models.ledger.ledger import create, open_ledger
from models.ledger.verify import verify
from models.money import YUAN
from models.problems import Refused
from tests.models import documents, samples


@pytest.fixture
def path(tmp_path):
    return tmp_path / "test.clauseledger"


@pytest.fixture
def ledger(path):
    with samples.opened(path, samples.WHOLE) as opened:
        yield opened


def refusal(act, *arguments, **named):
    with pytest.raises(Refused) as refused:
        act(*arguments, **named)
    return [problem.code for problem in refused.value.problems]


def exported(ledger):
    return "".join(document.text(ledger.facts))


def entries(ledger):
    return [(entry.entry, entry.act) for entry in reversed(ledger.history())]


class TestEnter:
    def test_one_entry_and_it_survives(self, ledger, path):
        before = len(ledger.history())
        change = acts.enter(ledger, Account("a-3", label="新账号"))
        assert change.act == "enter_account"
        assert change.touched == (("account", "a-3"),)
        assert len(ledger.history()) == before + 1
        ledger.close()
        with open_ledger(path) as again:
            assert again.facts.accounts["a-3"] == Account("a-3", label="新账号")
            assert list(again.facts.accounts) == ["a-1", "a-2", "a-3"]
            assert verify(again) == []

    @pytest.mark.parametrize(
        ("record", "code"),
        [
            (Account("a-1"), "duplicate_id"),
            (Service("s-9", "nobody", "x", "prepaid", date(2025, 1, 1)), "dangling_reference"),
            (Invoice("i-9", -YUAN), "negative_without_reversal"),
        ],
    )
    def test_refused_changes_nothing(self, ledger, record, code):
        before, known = exported(ledger), ledger.history()
        assert refusal(acts.enter, ledger, record) == [code]
        assert (exported(ledger), ledger.history()) == (before, known)

    def test_the_time_is_the_clocks(self, path):
        at = datetime(2026, 11, 23, 9, 30, tzinfo=CHINA)
        with create(path, samples.read(samples.only()).agreement, clock=lambda: at) as made:
            acts.enter(made, Account("a"))
            assert [entry.at for entry in made.history()] == ["2026-11-23T09:30:00+08:00"] * 2


class TestRevise:
    def test_only_what_differs_is_told(self, ledger):
        account = ledger.facts.accounts["a-1"]
        change = acts.revise(ledger, account._replace(label="改名"))
        [altered] = ledger.entry(change.entry).altered
        assert (altered.before, altered.after) == ({"label": "主账号"}, {"label": "改名"})

    def test_nothing_differs(self, ledger):
        known = ledger.history()
        assert acts.revise(ledger, ledger.facts.accounts["a-1"]) is None
        assert ledger.history() == known

    def test_unknown(self, ledger):
        assert refusal(acts.revise, ledger, Account("a-9")) == ["no_such_record"]

    def test_parts_are_replaced_in_order(self, ledger, path):
        incident = ledger.facts.incidents["x-1"]
        acts.revise(ledger, incident._replace(losses=tuple(reversed(incident.losses)) * 2))
        ledger.close()
        with open_ledger(path) as again:
            assert again.facts.incidents["x-1"].losses == tuple(reversed(incident.losses)) * 2

    @pytest.mark.parametrize("act", ["revise", "merge", "remove"])
    def test_lines_nobody_has_looked_at_are_told_as_they_were(self, path, act):
        """Bill lines stay in the file until they are read; an act that replaces them reads them in time."""
        made = samples.whole()
        del made["invoices"][0]["bills"]
        acts.make_from(path, samples.read(made))
        bill = samples.read(made).bills["b-1"]
        other = bill._replace(total=bill.total + YUAN, lines=(bill.lines[0]._replace(cash=7), bill.lines[0]))
        with open_ledger(path) as opened:
            if act == "revise":
                acts.revise(opened, other)
            elif act == "merge":
                acts.merge(opened, samples.read(made).with_records([other]), update=True)
            else:
                acts.remove(opened, "bill", "b-1")
            assert verify(opened) == []
        with open_ledger(path) as opened:
            acts.undo(opened)
            assert verify(opened) == []
            assert opened.facts.bills["b-1"] == bill
            acts.redo(opened)
            assert verify(opened) == []
            assert opened.facts.bills.get("b-1") == (None if act == "remove" else other)

    def test_the_agreement(self, ledger):
        acts.revise(ledger, ledger.facts.agreement._replace(readings=None, amendments=()))
        assert ledger.facts.agreement.readings is None
        assert refusal(acts.revise, ledger, ledger.facts.agreement._replace(terms="x")) == ["unknown_terms"]


class TestRemove:
    def test_and_undo_brings_it_back_to_its_place(self, ledger, path):
        before = exported(ledger)
        acts.remove(ledger, "notice", "n-2")
        acts.enter(ledger, samples.read(samples.WHOLE).notices["n-2"]._replace(id="n-3"))
        acts.undo(ledger)
        acts.undo(ledger)
        assert exported(ledger) == before
        ledger.close()
        with open_ledger(path) as again:
            assert exported(again) == before

    @pytest.mark.parametrize(
        ("kind", "record", "by"),
        [
            ("account", "a-1", {("service", "s-1"), ("bill", "b-1"), ("voucher", "v-1")}),
            ("invoice", "i-1", {("invoice", "i-2"), ("payment", "p-1")}),
            ("notice", "n-1", {("agreement", "agreement"), ("incident", "x-1")}),
            ("bill", "b-1", {("invoice", "i-1")}),
        ],
    )
    def test_refused_while_referred_to(self, ledger, kind, record, by):
        before = exported(ledger)
        with pytest.raises(Refused) as refused:
            acts.remove(ledger, kind, record)
        assert {(p.inputs["other_kind"], p.inputs["other"]) for p in refused.value.problems} == by
        assert {p.code for p in refused.value.problems} == {"still_referred_to"}
        assert exported(ledger) == before

    def test_unknown(self, ledger):
        assert refusal(acts.remove, ledger, "bill", "b-9") == ["no_such_record"]


class TestMerge:
    def test_the_same_again_is_no_act(self, ledger):
        known = ledger.history()
        merged = acts.merge(ledger, samples.read(samples.WHOLE))
        assert (merged.change, merged.added, merged.replaced) == (None, (), ())
        assert merged.identical == sum(1 for _ in ledger.facts.everything())
        assert ledger.history() == known

    def changed(self):
        made = samples.whole()
        made["accounts"].append({"id": "a-3"})
        made["accounts"][0]["label"] = "改名"
        made["payments"][0]["reference"] = "回单 2"
        return samples.read(made)

    def test_conflicts_are_all_listed_and_nothing_is_imported(self, ledger):
        before = exported(ledger)
        with pytest.raises(Refused) as refused:
            acts.merge(ledger, self.changed())
        assert [(p.code, p.record, p.inputs["fields"]) for p in refused.value.problems] == [
            ("conflict", "a-1", "label"),
            ("conflict", "p-1", "reference"),
        ]
        assert exported(ledger) == before

    def test_update_lets_the_file_win_in_one_entry(self, ledger):
        before, known = exported(ledger), len(ledger.history())
        merged = acts.merge(ledger, self.changed(), update=True)
        assert merged.added == (("account", "a-3"),)
        assert merged.replaced == (("account", "a-1"), ("payment", "p-1"))
        assert len(ledger.history()) == known + 1
        told = {altered.id: altered.before for altered in ledger.history()[0].altered}
        assert told == {"a-3": None, "a-1": {"label": "主账号"}, "p-1": {"reference": "回单 1"}}
        acts.undo(ledger)
        assert exported(ledger) == before

    def test_records_may_refer_to_what_the_ledger_has(self, ledger):
        made = samples.only(services=[{"id": "s-1"}], accounts=[{"id": "a"}])
        made["services"][0]["account"] = "a"
        incoming = samples.read(made)
        assert refusal(acts.merge, ledger, incoming) == ["conflict", "conflict"]  # the agreement and s-1

    def test_two_service_rules_may_change_places(self, path):
        rules = [{"id": "r1", "service": "s1"}, {"id": "r2", "service": "s2"}]
        made = samples.only(services=[{"id": "s1"}, {"id": "s2"}], service_rules=rules)
        acts.make_from(path, samples.read(made))
        rules[0]["service"], rules[1]["service"] = "s2", "s1"
        with open_ledger(path) as opened:
            acts.merge(opened, samples.read(made), update=True)
            acts.undo(opened)
            acts.redo(opened)
            assert verify(opened) == []
            assert opened.facts == samples.read(made)


class TestMakeFrom:
    def test_everything_is_there(self, path):
        merged = acts.make_from(path, samples.read(samples.WHOLE))
        facts = samples.read(samples.WHOLE)
        assert merged.added == tuple((kind, record.id) for kind, record in facts.everything())
        with open_ledger(path) as opened:
            assert opened.facts == facts
            assert entries(opened)[0][1] == "create_ledger"
            assert verify(opened) == []

    def test_a_record_may_stand_before_the_one_it_refers_to(self, path):
        made = samples.whole()
        made["invoices"].reverse()  # the red-letter invoice before the one it takes back
        with samples.opened(path, made) as opened:
            assert list(opened.facts.invoices) == ["i-3", "i-2", "i-1"]
            assert verify(opened) == []

    @pytest.mark.parametrize("bad", ["unknown_terms", "dangling_reference", "ledger_exists"])
    def test_refused_leaves_no_file(self, path, bad):
        facts = samples.read(samples.WHOLE)
        if bad == "unknown_terms":
            facts = facts.with_records([facts.agreement._replace(terms="nobody's")])
        elif bad == "dangling_reference":
            facts = facts.without("account", "a-1")
        else:
            path.write_text("somebody else's")
        assert set(refusal(acts.make_from, path, facts)) == {bad}
        assert [left.name for left in path.parent.iterdir()] == ([path.name] if bad == "ledger_exists" else [])

    def test_a_fault_leaves_no_file(self, path, monkeypatch):
        monkeypatch.setattr("models.ledger.tables.insert", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            acts.make_from(path, samples.read(samples.WHOLE))
        assert list(path.parent.iterdir()) == []


class TestUndoAndRedo:
    def test_nothing_to_undo(self, path):
        with create(path, samples.read(samples.only()).agreement) as made:
            assert acts.undo(made) is None
            assert acts.redo(made) is None
            assert entries(made) == [(1, "create_ledger")]

    def test_every_undo_and_redo_is_an_entry(self, ledger):
        first = entries(ledger)
        acts.enter(ledger, Account("a-3"))
        acts.undo(ledger)
        acts.redo(ledger)
        assert [act for _, act in entries(ledger)[len(first) :]] == ["enter_account", "undo", "redo"]
        assert "a-3" in ledger.facts.accounts

    def test_a_new_act_forgets_what_could_be_redone(self, ledger):
        acts.enter(ledger, Account("a-3"))
        acts.undo(ledger)
        acts.enter(ledger, Account("a-4"))
        assert acts.redo(ledger) is None
        assert "a-3" not in ledger.facts.accounts

    def test_across_a_restart(self, ledger, path):
        before = exported(ledger)
        acts.enter(ledger, Account("a-3"))
        ledger.close()
        with open_ledger(path) as again:
            acts.undo(again)
            assert exported(again) == before
        with open_ledger(path) as again:
            acts.redo(again)
            assert "a-3" in again.facts.accounts

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
    @given(chance=st.randoms(use_true_random=False))
    def test_any_acts_are_undone_one_by_one(self, chance, tmp_path_factory):
        path = tmp_path_factory.mktemp("undo") / "any.clauseledger"
        maker = documents.Maker(chance)
        with samples.opened(path, maker.document()) as opened:
            states = [exported(opened)]
            states += [exported(opened) for number in range(5) if do_something(opened, maker, number)]
            for state in reversed(states[:-1]):
                acts.undo(opened)
                assert exported(opened) == state
            for state in states[1:]:
                acts.redo(opened)
                assert exported(opened) == state
            assert verify(opened) == []
        with open_ledger(path) as again:
            assert exported(again) == states[-1]


def do_something(ledger, maker, number):
    """Import, enter, revise or remove something; tell whether it was done."""
    everything = [record for kind, record in ledger.facts.everything() if kind != "agreement"]
    what = maker.pick(("import", "enter", "revise", "remove", "remove"))
    try:
        if what == "import":
            return acts.merge(ledger, samples.read(maker.document()), update=True).change is not None
        if what == "enter":
            return bool(acts.enter(ledger, Account(f"new-{number}")))
        record = maker.pick(everything)
        if what == "remove":
            return bool(acts.remove(ledger, kind_of(record), record.id))
        other = maker.pick([one for one in everything if kind_of(one) == kind_of(record)])
        return acts.revise(ledger, other._replace(id=record.id)) is not None
    except Refused:
        return False


class TestAttachments:
    def attach(self, ledger, content=b"%PDF", record="b-1"):
        return acts.attach(
            ledger, "bill", record, "账单.pdf", content, media_type="application/pdf", obtained_how="控制台下载"
        )

    def test_byte_for_byte_once(self, ledger, path):
        content = random.Random(1).randbytes(5000)  # noqa: S311
        first, second = self.attach(ledger, content), self.attach(ledger, content)
        assert first.id != second.id
        ledger.close()
        with open_ledger(path) as again:
            assert attachments.of_record(again.connection, "bill", "b-1") == [first, second]
            assert attachments.content(again.connection, first.sha256) == content
            assert again.connection.execute("SELECT count(*) FROM attachment_contents").fetchone() == (1,)
            assert verify(again) == []

    def test_detached_and_brought_back(self, ledger):
        made = self.attach(ledger)
        acts.detach(ledger, made.id)
        assert attachments.of_record(ledger.connection, "bill", "b-1") == []
        acts.undo(ledger)
        assert attachments.of_record(ledger.connection, "bill", "b-1") == [made]
        acts.undo(ledger)
        assert attachments.of_record(ledger.connection, "bill", "b-1") == []
        assert verify(ledger) == []

    def test_refused(self, ledger):
        assert refusal(self.attach, ledger, record="b-9") == ["no_such_record"]
        assert refusal(acts.detach, ledger, "0") == ["no_such_record"]
        assert refusal(acts.describe, ledger, "0", name="x", obtained_how="", proves="") == ["no_such_record"]

    def test_brought_back_where_it_was(self, ledger):
        first, second = self.attach(ledger), self.attach(ledger, b"other")
        acts.detach(ledger, first.id)
        acts.undo(ledger)
        assert attachments.of_record(ledger.connection, "bill", "b-1") == [first, second]

    def test_described_anew_and_undone(self, ledger):
        made = self.attach(ledger)
        assert acts.describe(ledger, made.id, name=made.name, obtained_how=made.obtained_how, proves="") is None
        acts.describe(ledger, made.id, name="回单.pdf", obtained_how="银行", proves="已付款")
        said = made._replace(name="回单.pdf", obtained_how="银行", proves="已付款")
        assert attachments.one(ledger.connection, made.id) == said
        assert verify(ledger) == []
        acts.undo(ledger)
        assert attachments.one(ledger.connection, made.id) == made
        acts.redo(ledger)
        assert attachments.one(ledger.connection, made.id) == said
        assert attachments.sizes(ledger.connection) == {made.sha256: 4}
        assert verify(ledger) == []


class TestTwoProgramsAtOnce:
    """What another program writes after an act was asked for and before it begins is seen by the act's checks."""

    @pytest.fixture
    def both(self, path, monkeypatch):
        """Give a ledger, and a way to let another program act between the request and the act."""
        with samples.opened(path, samples.WHOLE) as mine, open_ledger(path) as other:
            acts.enter(mine, Account("a", "one"))
            begin = mine.transaction

            def meanwhile(do, *arguments):
                def late():
                    monkeypatch.setattr(mine, "transaction", begin)
                    do(other, *arguments)
                    return begin()

                assert mine.facts.accounts["a"].label == "one"
                monkeypatch.setattr(mine, "transaction", late)
                return mine

            yield meanwhile
            assert verify(mine) == []

    def test_a_field_changed_meanwhile_is_told_in_history(self, both):
        balance = CashBalance(date(2026, 1, 1), 100 * YUAN)
        mine = both(acts.revise, Account("a", "two"))
        acts.revise(mine, Account("a", "one", balance))
        told = mine.history()[0].altered[0].before
        assert told == {"label": "two", "cash_balance": None}

    def test_an_act_undone_meanwhile_is_not_undone_again_but_the_one_before(self, both):
        mine = both(acts.undo)
        acts.undo(mine)
        assert mine.undo_stacks == ([], [3, 2])

    @pytest.mark.parametrize(
        ("meanwhile", "act", "code"),
        [
            ((acts.enter, Account("b")), (acts.enter, Account("b")), "duplicate_id"),
            ((acts.remove, "account", "a"), (acts.remove, "account", "a"), "no_such_record"),
            (
                (acts.remove, "account", "a"),
                (acts.enter, Service("s9", "a", "n", "prepaid", date(2026, 1, 1))),
                "dangling_reference",
            ),
            (
                (acts.enter, Service("s9", "a", "n", "prepaid", date(2026, 1, 1))),
                (acts.remove, "account", "a"),
                "still_referred_to",
            ),
        ],
    )
    def test_refused_by_name(self, both, meanwhile, act, code):
        mine = both(*meanwhile)
        do, *arguments = act
        assert refusal(do, mine, *arguments) == [code]


def test_another_programs_act_is_seen(ledger, path):
    with open_ledger(path) as other:
        acts.enter(other, Account("a-3"))
    assert "a-3" in ledger.facts.accounts
    acts.enter(ledger, Account("a-4"))
    assert [act for _, act in entries(ledger)[-2:]] == ["enter_account", "enter_account"]


def test_every_kind_of_record_goes_in_and_comes_out(ledger):
    assert {kind for kind, _ in ledger.facts.everything()} == {"agreement", *SECTIONS} - {"arrangement"}
    assert json.loads(exported(ledger)) == document.write(samples.read(samples.WHOLE))
