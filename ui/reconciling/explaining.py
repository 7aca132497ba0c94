"""What is shown of a reconciliation explained beside it: its sums, and each line's amount and balance."""

from models.assess import Assessment
from models.facts.facts import Facts
from models.facts.records import Reconciliation, StatementLine
from models.objection import Derived
from models.statements.derivations import derived, of_line
from models.vocabulary import Vocabulary
from ui.explain.nodes import Node, why
from ui.explain.sums import Explained, Line, Sum, of_derived


def of_reconciliation(facts: Facts, one: Reconciliation, name: str, words: Vocabulary) -> Sum:
    """Explain the figures of a reconciliation, the one of a name first."""
    about = ("reconciliation", one.id)

    def make(assessment: Assessment) -> Explained:
        found = sorted(derived(facts, one), key=lambda each: each.name != name)
        return Explained(assessment, [_line(each, name_of(each.name, words), about, words) for each in found])

    return Sum(words.record(*about), make)


def brief(facts: Facts, one: Reconciliation, name: str, words: Vocabulary) -> str:
    """Say a figure of a reconciliation and where it comes from in a few lines."""
    return _brief(next(each for each in derived(facts, one) if each.name == name), words)


def of_statement_line(
    facts: Facts, line: StatementLine, previous: StatementLine | None, name: str, words: Vocabulary
) -> Sum:
    """Explain a line: its amount and its balance, the one of a name first, and what it is matched to."""
    about = ("statement_line", line.id)

    def make(assessment: Assessment) -> Explained:
        found = sorted(of_line(facts, line, previous), key=lambda each: each.name != name)
        lines = [_line(each, words.field("statement_line", each.name), about, words) for each in found]
        return Explained(assessment, [*lines, *(Line(node) for node in _matched(facts, line, words))])

    return Sum(words.record(*about), make)


def brief_of_line(
    facts: Facts, line: StatementLine, previous: StatementLine | None, name: str, words: Vocabulary
) -> str:
    """Say a line's amount or balance and where it comes from; empty where the line has none."""
    return "".join(_brief(each, words) for each in of_line(facts, line, previous) if each.name == name)


def name_of(name: str, words: Vocabulary) -> str:
    """Name a figure of a reconciliation."""
    return words.text(f"reconcile.figure.{name}")


def _line(one: Derived, name: str, about: tuple[str, str], words: Vocabulary) -> Line:
    """Give the line of a figure; whose it is, the title says."""
    line = of_derived(one, name, about, words)
    return line._replace(node=line.node._replace(source=""))


def _brief(one: Derived, words: Vocabulary) -> str:
    return f"{words.value(one.value, one.unit)}\n{why(one.because, words)}"


def _matched(facts: Facts, line: StatementLine, words: Vocabulary) -> list[Node]:
    """Name what a line is matched to, with its amount."""
    name = words.text("reconcile.what")
    if line.payment is not None and (payment := facts.payments.get(line.payment)) is not None:
        about = ("payment", payment.id)
        return [Node("value", name, words.value(payment.amount, "money"), words.record(*about), record=about)]
    if line.order is not None and (order := facts.orders.get(line.order)) is not None:
        about = ("order", order.id)
        return [Node("value", name, words.value(order.cash, "money"), words.record(*about), record=about)]
    return [Node("value", name, words.choice("purpose", line.purpose))] if line.purpose else []
