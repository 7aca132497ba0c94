"""Each figure of a reconciliation is what its printed formula gives from its printed inputs, whatever was typed."""

from datetime import date

import pytest

from models.formulas import evaluate
from models.ledger import acts
from models.ledger.statement_acts import import_statements, tick
from models.money import YUAN
from models.statements import reconciling
from models.statements.derivations import derived, of_line
from models.terms.calendar import Calendar
from tests.files import make_statements as made
from tests.models import samples
from tests.models.ledger.test_statement_acts import ACCOUNT, JANUARY, TODAY


@pytest.fixture
def facts(tmp_path):
    with samples.opened(tmp_path / "test.clauseledger") as ledger:
        import_statements(ledger, [made.FOLDER / "statement-icbc.csv"], today=TODAY)
        one = reconciling.begun(ledger.facts, ACCOUNT, *JANUARY)
        acts.enter(ledger, one)
        every = list(ledger.facts.statement_lines)
        tick(ledger, one.id, [every[0], every[3]], on=True)
        yield ledger.facts


def found(facts, one):
    return {each.name: each for each in derived(facts, one)}


def test_every_figure_is_what_its_formula_gives(facts):
    one = facts.reconciliations["r-1"]
    of = found(facts, one)
    said = {name: each.value for name, each in of.items()}
    fen = YUAN // 100
    balances = {"opening": 10_000_00 * fen, "closing": 28_195_44 * fen}
    assert said == {**balances, "came": 20_000_00 * fen, "went": 1_234_56 * fen, "difference": -570_00 * fen}
    for each in of.values():
        assert evaluate(each.because, Calendar.bundled()) == each.value
    assert [each.record for each in of["went"].because.inputs] == [("statement_line", one.lines[0])]
    lines = list(facts.statement_lines.values())
    for line, previous in zip(lines, [None, *lines], strict=False):
        for each in of_line(facts, line, previous):
            assert evaluate(each.because, Calendar.bundled()) == each.value


@pytest.mark.parametrize(
    ("field", "rule", "unlike"), [("opening", "opening", "opening_unlike"), ("closing", "closing", "closing_unlike")]
)
def test_a_balance_typed_otherwise_than_the_lines_say_is_told(facts, field, rule, unlike):
    one = facts.reconciliations["r-1"]
    assert found(facts, one)[field].because.rule == f"reconciliation.{rule}"
    other = one._replace(**{field: getattr(one, field) + YUAN // 100})
    because = found(facts, other)[field].because
    assert (because.rule, because.formula) == (f"reconciliation.{unlike}", field)
    assert evaluate(because, Calendar.bundled()) == getattr(other, field)


def test_where_lines_have_no_balance_the_reconciliation_before_is_named(facts):
    one = facts.reconciliations["r-1"]
    facts = facts.with_records([line._replace(balance=None) for line in facts.statement_lines.values()])
    assert found(facts, one)["opening"].because.rule == "reconciliation.stated"
    after = one._replace(id="r-2", from_=date(2026, 2, 1), to=date(2026, 2, 28), opening=one.closing, lines=())
    because = found(facts, after)["opening"].because
    assert (because.rule, because.inputs[0].record) == ("reconciliation.opening_carried", ("reconciliation", "r-1"))
    unlike = after._replace(opening=one.closing + 1)
    assert found(facts, unlike)["opening"].because.rule == "reconciliation.stated"


def test_a_balance_that_does_not_follow_from_the_line_before_says_so(facts):
    first, second, *_ = facts.statement_lines.values()
    amount, balance = of_line(facts, second, first)
    assert (amount.value, balance.because.formula) == (second.amount, "balance_before + amount")
    assert of_line(facts, second, None)[1].because.rule == "reconciliation.balance_stated"
    unlike = second._replace(balance=second.balance + 1)
    assert of_line(facts, unlike, first)[1].because.rule == "reconciliation.balance_unlike"
    assert len(of_line(facts, second._replace(balance=None), first)) == 1
