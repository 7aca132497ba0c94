"""Statements come in once, lines are matched for reasons that are said, and what is reconciled and locked stays so."""

import json
from datetime import date
from pathlib import Path

import pytest

from models.assess import assess
from models.exchange import document
from models.facts.records import LayoutColumn, Reconciliation
from models.ledger import acts, past
from models.ledger.ledger import open_ledger
from models.ledger.reinstating import reinstate
from models.ledger.statement_acts import Accepted, accept, import_statements, lock, tick, unlock
from models.ledger.verify import verify
from models.money import YUAN
from models.problems import Refused
from models.statements.matching import suggest
from models.statements.paid import payees_of, still_open
from models.statements.reconciling import balance_of, lines_in, payments_without_line, proposed_balances, ticked
from models.statements.taking import StatementChoices
from tests.files import make_statements as made
from tests.models import samples

TODAY = date(2026, 2, 2)
JANUARY = (date(2026, 1, 1), date(2026, 1, 31))
ACCOUNT = "6222****0001"
INVOICES = [
    {"id": "i-1", "number": made.INVOICE, "issued_on": "2025-12-30", "amount": "1234.56", "channel": "electronic",
     "sent_at": "2025-12-30T10:00:00+08:00"},
    {"id": "i-2", "issued_on": "2026-01-02", "amount": "35.00", "channel": "electronic",
     "sent_at": "2026-01-02T10:00:00+08:00"},
]  # fmt: skip


def document_with(**sections):
    whole = samples.only(**sections)
    whole["agreement"]["provider"] = {"name": made.PROVIDER, "bank_account_number": "44010000000000000001"}
    return whole


@pytest.fixture
def ledger(tmp_path):
    with samples.opened(tmp_path / "test.clauseledger", document_with(invoices=INVOICES)) as opened:
        yield opened
        assert not verify(opened)


def bring(ledger, *names, **choices):
    choices = StatementChoices(**choices)
    paths = [name if isinstance(name, Path) else made.FOLDER / name for name in names]
    return import_statements(ledger, paths, choices, today=TODAY)


def codes(act, *arguments, **named):
    with pytest.raises(Refused) as refused:
        act(*arguments, **named)
    return [problem.code for problem in refused.value.problems]


def part(tmp_path, name, rows):
    """Write a download of some of the lines: those of ``rows``, counted from 0 below the header."""
    lines = (made.FOLDER / "statement-icbc.csv").read_bytes().split(b"\r\n")
    path = tmp_path / name
    path.write_bytes(b"\r\n".join([*lines[:7], *(lines[7 + row] for row in rows), b""]))
    return path


def reconciled(ledger, name="r-1", lines=None):
    """Enter a reconciliation of January with all its lines ticked, or some."""
    every = [line.id for line in lines_in(ledger.facts, ACCOUNT, *JANUARY)]
    one = Reconciliation(
        name, ACCOUNT, *JANUARY, 10000 * YUAN, 2819544 * YUAN // 100, tuple(every if lines is None else lines)
    )
    acts.enter(ledger, one)
    return one


def suggested(ledger):
    assessment = assess(ledger.facts, TODAY)
    return suggest(ledger.facts, still_open(assessment), payees_of(assessment))


class TestImport:
    def test_a_file_comes_in_as_one_act_and_is_undone_as_one(self, ledger):
        before = ledger.facts
        outcome = bring(ledger, "statement-icbc.csv")
        assert outcome.new == 5
        ((statement, file),) = ledger.facts.statements.items()
        assert (file.account, file.file, file.imported_on) == (ACCOUNT, "statement-icbc.csv", TODAY)
        assert ledger.act(outcome.change.entry) == "import_statement"
        assert outcome.change.touched[0] == ("statement", statement)  # the act is called after it
        acts.undo(ledger)
        assert ledger.facts == before
        acts.redo(ledger)
        assert len(ledger.facts.statement_lines) == 5

    @pytest.mark.parametrize("name", [name for name in made.FILES if name != "statement-signed.csv"])
    def test_twice_changes_nothing(self, ledger, name):
        assert bring(ledger, name).new == 5
        before, entries = ledger.facts, len(ledger.history())
        again = bring(ledger, name)
        assert (again.new, again.taken[0].same, again.change) == (0, 5, None)
        assert (ledger.facts, len(ledger.history())) == (before, entries)

    def test_downloads_that_overlap_bring_each_line_once(self, ledger, tmp_path):
        assert bring(ledger, part(tmp_path, "a.csv", [0, 1])).new == 2
        assert bring(ledger, part(tmp_path, "b.csv", [1, 2, 3])).new == 2
        assert bring(ledger, "statement-icbc.csv").new == 1
        found = [line.amount for line in lines_in(ledger.facts, ACCOUNT, *JANUARY)]
        assert found == [int(float(deal[2]) * 100) * YUAN // 100 for deal in made.DEALS]

    def test_lines_alike_in_everything_are_counted(self, ledger, tmp_path):
        for name, times, new in (("a.csv", 2, 2), ("b.csv", 1, 0), ("c.csv", 3, 1)):
            path = tmp_path / name
            path.write_text("交易日期,金额,摘要\n" + "2026-01-05,-35.00,午餐\n" * times, encoding="utf-8")
            assert bring(ledger, path, account="甲").new == new

    def test_the_same_lines_of_another_account_are_other_lines(self, ledger):
        bring(ledger, "statement-icbc.csv")
        assert bring(ledger, "statement-icbc.csv", account="另一账户").new == 5

    def test_a_sheet_and_a_text_of_the_same_deals_are_the_same_lines(self, ledger):
        bring(ledger, "statement-wechat.csv")
        assert (bring(ledger, "statement-wechat.xlsx").new, len(ledger.facts.statement_lines)) == (0, 5)

    def test_how_a_layout_is_read_is_remembered_and_undone_with_the_act(self, ledger, tmp_path):
        path = tmp_path / "a.csv"
        path.write_text("甲,乙,丙\n2026-01-05,5.00,记\n", encoding="utf-8")
        columns = (LayoutColumn(1, "on", "甲"), LayoutColumn(2, "amount", "乙"), LayoutColumn(3, "summary", "丙"))
        assert codes(bring, ledger, path) == ["statement_columns_missing"]
        bring(ledger, path, account="甲行", columns=columns, outgoing="positive")
        path.write_text("甲,乙,丙\n2026-01-06,7.00,记\n", encoding="utf-8")
        again = bring(ledger, path)  # the account, too: this layout came for one only
        assert again.taken[0].remembered
        assert (again.taken[0].account, [line.amount for line in again.taken[0].lines]) == ("甲行", [-7 * YUAN])
        acts.undo(ledger)
        acts.undo(ledger)
        assert not ledger.facts.statement_layouts
        assert codes(bring, ledger, path) == ["statement_columns_missing"]

    def test_a_preview_changes_nothing_and_tells_everything(self, ledger):
        entries = len(ledger.history())
        outcome = import_statements(ledger, [made.FOLDER / "statement-signed.csv"], today=TODAY, preview=True)
        assert [problem.code for problem in outcome.problems] == ["statement_account_unknown"]
        assert len(outcome.taken[0].lines) == 5
        assert len(ledger.history()) == entries

    def test_one_file_that_cannot_be_read_keeps_all_of_them_out(self, ledger, tmp_path):
        bad = tmp_path / "bad.csv"
        bad.write_text("交易日期,金额,摘要\n2026-01-05,五,甲\n", encoding="utf-8")
        assert codes(bring, ledger, made.FOLDER / "statement-icbc.csv", bad, account="甲") == ["source_not_an_amount"]
        assert not ledger.facts.statement_lines


class TestMatching:
    def test_reasons_are_said_and_only_what_is_beyond_doubt_is_clear(self, ledger):
        bring(ledger, "statement-icbc.csv")
        first, second, third, last = suggested(ledger)
        (one,) = first.suggestions
        assert (one.kind, one.targets, one.clear) == ("invoice", ("i-1",), True)
        assert [reason.code for reason in one.reasons] == ["same_amount", "days_apart", "payee_named", "number_named"]
        assert [(r.days, r.words) for r in one.reasons[1:]] == [(6, None), (None, made.PROVIDER), (None, made.INVOICE)]
        # The shop was paid what the invoice is for, twice: the amount alone settles nothing.
        assert [(s.ambiguous, [x.targets for x in s.suggestions]) for s in (second, third)] == [(True, [("i-2",)])] * 2
        assert ([s.kind for s in last.suggestions], last.clear) == (["recharge"], None)

    def test_a_payment_on_record_that_is_near_and_alone_is_clear(self, ledger):
        payment = {"id": "p-1", "paid_on": "2026-01-03", "amount": "500.00", "method": "bank"}
        for day, clear in (("2026-01-23", True), ("2026-01-24", True)):
            acts.merge(
                ledger,
                samples.read(document_with(invoices=INVOICES, payments=[payment | {"paid_on": day}])),
                update=True,
            )
            bring(ledger, "statement-icbc.csv")
            assert (suggested(ledger)[-1].clear is not None) is clear  # the provider is named
        bare = [
            line._replace(counterparty=None, counterparty_account=None, summary=None)
            for line in ledger.facts.statement_lines.values()
        ]
        acts.put(ledger, "import", bare)
        for day, clear in (("2026-01-23", True), ("2026-01-24", False), ("2026-02-20", False)):
            acts.revise(ledger, ledger.facts.payments["p-1"]._replace(paid_on=date.fromisoformat(day)))
            assert (suggested(ledger)[-1].clear is not None) is clear
        acts.revise(ledger, ledger.facts.payments["p-1"]._replace(paid_on=date(2026, 2, 21)))  # 32 days
        assert suggested(ledger)[-1].suggestions == ()

    def test_two_lines_that_clearly_match_one_thing_do_not(self, ledger, tmp_path):
        path = tmp_path / "a.csv"
        path.write_text("交易日期,金额,对方户名\n" + f"2026-01-05,-35.00,{made.PROVIDER}\n" * 2, encoding="utf-8")
        bring(ledger, path, account="甲")
        assert [(one.ambiguous, len(one.suggestions)) for one in suggested(ledger)] == [(True, 1), (True, 1)]

    def test_a_transfer_that_names_several_invoices_covers_each(self, ledger, tmp_path):
        other = "26442000000000000018"
        acts.revise(ledger, ledger.facts.invoices["i-2"]._replace(number=other))
        path = tmp_path / "a.csv"
        path.write_text(f"交易日期,金额,摘要\n2026-01-05,-1269.56,付{made.INVOICE}和{other}\n", encoding="utf-8")
        bring(ledger, path, account="甲")
        (one,) = suggested(ledger)
        assert one.clear.targets == ("i-1", "i-2")
        accept(ledger, [Accepted(one.line.id, "invoice", one.clear.targets)], still_open(assess(ledger.facts, TODAY)))
        (payment,) = ledger.facts.payments.values()
        assert [(part.invoice, part.amount) for part in payment.invoices] == [
            ("i-1", 123456 * YUAN // 100),
            ("i-2", 35 * YUAN),
        ]

    def test_accepting_is_one_act_and_makes_the_payment(self, ledger):
        bring(ledger, "statement-icbc.csv")
        before = ledger.facts
        one, *others = ledger.facts.statement_lines
        change = accept(ledger, [Accepted(one, "invoice", ("i-1",)), Accepted(others[3], "recharge")])
        (payment,) = ledger.facts.payments.values()
        assert (str(payment.paid_on), payment.amount, payment.method) == ("2026-01-05", 123456 * YUAN // 100, "bank")
        assert ledger.facts.statement_lines[one].payment == payment.id
        assert still_open(assess(ledger.facts, TODAY))["i-1"] == 0
        assert ledger.act(change.entry) == "match_statement_lines"
        acts.undo(ledger)
        assert ledger.facts == before

    def test_what_lines_are_can_be_taken_back_and_is_one_thing(self, ledger):
        bring(ledger, "statement-wechat.csv")
        one, *_, third, _last = ledger.facts.statement_lines
        accept(ledger, [Accepted(one, "invoice", ("i-1",))])
        assert next(iter(ledger.facts.payments.values())).method == "online"
        accept(ledger, [Accepted(one, "unrelated")])
        assert (ledger.facts.statement_lines[one].payment, ledger.facts.statement_lines[one].purpose) == (
            None,
            "unrelated",
        )
        accept(ledger, [Accepted(one, "none")])
        assert not ledger.facts.statement_lines[one].is_matched
        assert codes(accept, ledger, [Accepted(third, "invoice", ("i-1",))]) == ["line_brought_money"]
        assert codes(accept, ledger, [Accepted(one, "payment", ("p-9",))]) == ["no_such_record"]

    def test_lines_come_to_no_more_than_their_payment(self, ledger):
        bring(ledger, "statement-icbc.csv")
        one, second, *_ = ledger.facts.statement_lines
        accept(ledger, [Accepted(one, "invoice", ("i-1",))])
        (payment,) = ledger.facts.payments
        assert codes(accept, ledger, [Accepted(second, "payment", (payment,))]) == ["lines_unlike_payment"]
        less = ledger.facts.payments[payment]._replace(amount=YUAN, invoices=())
        assert codes(acts.revise, ledger, less) == ["lines_unlike_payment"]


class TestReconciling:
    def test_balances_follow_from_the_lines(self, ledger):
        for name, account in (("statement-icbc.csv", ACCOUNT), ("statement-ccb.xlsx", "建设银行 44050000000000000009")):
            bring(ledger, name)
            proposed = proposed_balances(ledger.facts, account, *JANUARY)
            assert (proposed.opening, proposed.closing) == (10000 * YUAN, 2819544 * YUAN // 100)

    def test_the_next_one_opens_where_the_last_one_closed(self, ledger):
        bring(ledger, "statement-wechat.csv")
        account = "微信支付 示例昵称"
        acts.enter(ledger, Reconciliation("r-1", account, *JANUARY, 0, 5 * YUAN))
        proposed = proposed_balances(ledger.facts, account, date(2026, 2, 1), date(2026, 2, 28))
        assert (proposed.opening, proposed.closing) == (5 * YUAN, None)

    def test_ticking_brings_the_difference_to_zero_and_only_then_it_locks(self, ledger):
        bring(ledger, "statement-icbc.csv")
        every = [line.id for line in lines_in(ledger.facts, ACCOUNT, *JANUARY)]
        one = reconciled(ledger, lines=every[:-1])
        assert balance_of(ledger.facts, one).difference == -500 * YUAN
        assert codes(lock, ledger, "r-1", TODAY) == ["reconciliation_not_zero"]
        acts.revise(ledger, ticked(ledger.facts, one, every, on=True))
        assert balance_of(ledger.facts, ledger.facts.reconciliations["r-1"]).difference == 0
        lock(ledger, "r-1", TODAY)
        assert codes(lock, ledger, "r-1", TODAY) == ["reconciliation_locked"]

    def test_a_tick_among_many_is_told_and_undone_by_that_line_alone(self, ledger, tmp_path):
        rows = "".join(f"2026-01-{day:02},-{day}.00,甲\n" for day in range(1, 32))
        (tmp_path / "a.csv").write_text(f"交易日期,金额,对方户名\n{rows}", encoding="utf-8")
        bring(ledger, tmp_path / "a.csv", account=ACCOUNT)
        every = list(ledger.facts.statement_lines)
        acts.enter(ledger, Reconciliation("r-1", ACCOUNT, *JANUARY, 0, 0))
        tick(ledger, "r-1", every, on=True)
        numbers = [tick(ledger, "r-1", [every[7]], on=on).entry for on in (False, True)]
        (off,), (on,) = (ledger.entry(number).altered for number in numbers)
        assert (off.before, off.after) == ({"lines": {"apart": [[7, every[7]]]}}, {"lines": {"apart": []}})
        assert (on.before, on.after) == ({"lines": {"apart": []}}, {"lines": {"apart": [[30, every[7]]]}})
        assert [head.parts for head in past.heads(ledger.connection, most=3)] == [1, 1, 31]
        acts.undo(ledger)
        acts.undo(ledger)
        assert ledger.facts.reconciliations["r-1"].lines == tuple(every)
        acts.redo(ledger)
        assert ledger.facts.reconciliations["r-1"].lines == (*every[:7], *every[8:])
        reinstate(ledger, "reconciliation", "r-1", numbers[1])
        assert ledger.facts.reconciliations["r-1"].lines == (*every[:7], *every[8:], every[7])
        with open_ledger(ledger.path) as again:
            assert again.facts.reconciliations == ledger.facts.reconciliations

    def test_lines_of_another_account_or_day_or_reconciliation_are_refused(self, ledger):
        bring(ledger, "statement-icbc.csv")
        first, *others = ledger.facts.statement_lines
        reconciled(ledger, lines=[first])
        again = Reconciliation("r-2", ACCOUNT, *JANUARY, 0, 0, (first,))
        assert codes(acts.enter, ledger, again) == ["line_reconciled_twice"]
        assert codes(acts.enter, ledger, again._replace(account="别处", lines=(others[0],))) == [
            "line_not_of_reconciliation"
        ]
        late = again._replace(from_=date(2026, 1, 6), lines=(others[0],))
        assert codes(acts.enter, ledger, late) == ["line_not_of_reconciliation"]
        backwards = again._replace(from_=date(2026, 2, 1), to=date(2026, 1, 1), lines=())
        assert codes(acts.enter, ledger, backwards) == ["ends_before_start"]

    def test_payments_that_no_line_shows_are_told(self, ledger):
        bring(ledger, "statement-icbc.csv")
        paid = [{"id": f"p-{day}", "paid_on": f"2026-01-{day}", "amount": "1.00", "method": method}
                for day, method in (("10", "bank"), ("11", "online"), ("12", "offset"))]  # fmt: skip
        acts.merge(ledger, samples.read(document_with(invoices=INVOICES, payments=paid)))
        assert [one.id for one in payments_without_line(ledger.facts, *JANUARY)] == ["p-10", "p-11"]


@pytest.fixture
def locked(ledger):
    """Give a ledger with January reconciled and locked, a line of it matched to a payment."""
    bring(ledger, "statement-icbc.csv")
    first = next(iter(ledger.facts.statement_lines))
    accept(ledger, [Accepted(first, "invoice", ("i-1",))])
    reconciled(ledger)
    lock(ledger, "r-1", TODAY)
    return ledger


def locked_second(ledger):
    """Lock a second, empty reconciliation; give its id."""
    acts.enter(ledger, Reconciliation("r-2", ACCOUNT, date(2026, 3, 1), date(2026, 3, 31), 0, 0))
    lock(ledger, "r-2", TODAY)
    return "r-2"


class TestLock:
    def test_it_holds_whatever_asks(self, locked):
        facts = locked.facts
        line, payment = next(iter(facts.statement_lines.values())), next(iter(facts.payments.values()))
        one, statement = facts.reconciliations["r-1"], next(iter(facts.statements.values()))
        held = ["locked_by_reconciliation"]
        assert codes(acts.revise, locked, line._replace(summary="改")) == held
        assert codes(acts.remove, locked, "payment", payment.id) == ["still_referred_to"]
        assert codes(acts.revise, locked, payment._replace(reference="改")) == held
        assert codes(acts.revise, locked, statement._replace(account="改")) == held
        assert codes(acts.revise, locked, one._replace(lines=())) == ["reconciliation_not_zero", *held]
        assert codes(acts.revise, locked, one._replace(locked_on=None)) == held
        assert codes(acts.remove, locked, "reconciliation", "r-1") == held
        assert codes(accept, locked, [Accepted(line.id, "none")]) == held
        assert codes(acts.undo, locked) == ["undo_stops_at_lock"]
        assert codes(reinstate, locked, "statement_line", line.id, 3) == held
        assert locked.facts == facts

    def test_it_holds_against_an_import_that_would_win(self, locked):
        for section, field, value in (
            ("statement_lines", "summary", "改"),
            ("payments", "paid_on", "2026-01-06"),
            ("reconciliations", "locked_on", None),
        ):
            written = json.loads("".join(document.text(locked.facts)))
            written[section][0][field] = value
            assert codes(acts.merge, locked, samples.read(written), update=True) == ["locked_by_reconciliation"]

    def test_no_new_line_comes_between_its_days(self, locked, tmp_path):
        path = tmp_path / "more.csv"
        for day, new in (("2026-01-31", 0), ("2026-02-01", 1)):
            path.write_text(f"账号,交易日期,金额,摘要\n{ACCOUNT},{day},-1.00,补\n", encoding="utf-8")
            if new:
                assert bring(locked, path).new == 1
            else:
                assert codes(bring, locked, path) == ["line_into_locked_span"]

    def test_what_is_not_of_it_goes_on(self, locked):
        acts.revise(locked, locked.facts.invoices["i-1"]._replace(deducted=True))
        acts.undo(locked)
        assert bring(locked, "statement-icbc.csv").change is None

    def test_unlocking_is_an_act_with_its_place_in_the_history(self, locked):
        change = unlock(locked, "r-1")
        assert locked.act(change.entry) == "unlock_reconciliation"
        (altered,) = locked.entry(change.entry).altered
        assert (altered.before, altered.after) == ({"locked_on": str(TODAY)}, {"locked_on": None})
        assert codes(unlock, locked, "r-1") == ["reconciliation_not_locked"]
        line = next(iter(locked.facts.statement_lines.values()))
        acts.revise(locked, line._replace(summary="改"))
        acts.undo(locked)
        acts.redo(locked)
        assert locked.facts.statement_lines[line.id].summary == "改"

    def test_undoing_goes_on_behind_a_lock_once_it_was_unlocked(self, locked):
        other = locked_second(locked)
        assert codes(acts.undo, locked) == ["undo_stops_at_lock"]
        unlock(locked, "r-1")
        assert codes(acts.undo, locked) == ["undo_stops_at_lock"]  # r-2 still is
        unlock(locked, other)
        lock(locked, other, TODAY)
        unlock(locked, other)
        while acts.undo(locked) is not None:
            pass
        assert (locked.facts.statement_lines, locked.facts.reconciliations) == ({}, {})
        while acts.redo(locked) is not None:
            pass
        assert [one.locked_on for one in locked.facts.reconciliations.values()] == [None, None]
        assert verify(locked) == []

    def test_it_goes_out_and_comes_in_again_exactly(self, locked, tmp_path):
        text = "".join(document.text(locked.facts))
        path = tmp_path / "again.clauseledger"
        acts.make_from(path, document.read(text))
        with open_ledger(path) as again:
            assert "".join(document.text(again.facts)) == text
            assert codes(acts.remove, again, "reconciliation", "r-1") == ["locked_by_reconciliation"]
        without = json.loads(text)
        for section in ("statement_layouts", "statements", "statement_lines", "reconciliations"):
            del without[section]
        assert samples.read(without).payments == locked.facts.payments  # older readers need none of it
