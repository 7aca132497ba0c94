"""Where the figures of a reconciliation come from: its balances, what its ticked lines add up to, the difference.

Each is a :class:`models.objection.Derived`: its formula computes its value from its inputs, which are lines of
statements, the reconciliation itself, or the one before it.
"""

from collections.abc import Sequence

from models.facts.facts import Facts
from models.facts.records import Reconciliation, StatementLine
from models.figures import Because, Input
from models.objection import Derived
from models.statements.reconciling import balance_of, before, lines_in

_RULE = "reconciliation."


def derived(facts: Facts, one: Reconciliation) -> list[Derived]:
    """Derive ``difference``, ``opening``, ``came``, ``went`` and ``closing`` of a reconciliation, in 1e-8 CNY."""
    balance = balance_of(facts, one)
    amounts = (("closing", one.closing), ("opening", one.opening), ("came", balance.came), ("went", balance.went))
    inputs = tuple(Input(name, amount, "money") for name, amount in amounts)
    lines = lines_in(facts, one.account, one.from_, one.to)
    ticked = [line for key in one.lines if (line := facts.statement_lines.get(key)) is not None]
    return [
        _derived("difference", balance.difference, "closing - (opening + came - went)", inputs),
        Derived("opening", one.opening, "money", _opening(facts, one, lines)),
        _derived("came", balance.came, "sum(line_came)", _amounts("line_came", ticked)),
        _derived("went", balance.went, "sum(line_went)", _amounts("line_went", ticked)),
        Derived("closing", one.closing, "money", _closing(one, lines)),
    ]


def of_line(facts: Facts, line: StatementLine, previous: StatementLine | None) -> list[Derived]:
    """Derive a line's ``amount``, and its ``balance`` where it has one.

    ``previous`` is the line before it in the account, None where there is none.
    """
    statement, record = facts.statements[line.statement], ("statement_line", line.id)
    file = Input("file", statement.file, "text", record=("statement", statement.id), field="file")
    row = Input("file_row", line.file_row, "number", record=record, field="file_row")
    found = [_derived("amount", line.amount, "amount", (_of("amount", line, line.amount), file, row))]
    if line.balance is None:
        return found
    stated = _of("balance", line, line.balance)
    if previous is None or previous.balance is None:
        return [*found, _derived("balance", line.balance, "balance", (stated,), "balance_stated")]
    inputs = (_of("balance_before", previous, previous.balance, "balance"), _of("amount", line, line.amount))
    if previous.balance + line.amount == line.balance:
        return [*found, _derived("balance", line.balance, "balance_before + amount", inputs)]
    return [*found, _derived("balance", line.balance, "balance", (stated, *inputs), "balance_unlike")]


def _opening(facts: Facts, one: Reconciliation, lines: Sequence[StatementLine]) -> Because:
    stated = Input("opening", one.opening, "money", record=("reconciliation", one.id), field="opening")
    first = lines[0] if lines else None
    if first is not None and first.balance is not None:
        said = (_of("balance", first, first.balance), _of("amount", first, first.amount))
        if first.balance - first.amount == one.opening:
            return Because("", f"{_RULE}opening", "balance - amount", said)
        return Because("", f"{_RULE}opening_unlike", "opening", (stated, *said))
    earlier = before(facts, one.account, one.from_)
    if earlier is not None and earlier.closing == one.opening:
        closing = Input("closing", earlier.closing, "money", record=("reconciliation", earlier.id), field="closing")
        return Because("", f"{_RULE}opening_carried", "closing", (closing,))
    return Because("", f"{_RULE}stated", "opening", (stated,))


def _closing(one: Reconciliation, lines: Sequence[StatementLine]) -> Because:
    stated = Input("closing", one.closing, "money", record=("reconciliation", one.id), field="closing")
    last = lines[-1] if lines else None
    if last is None or last.balance is None:
        return Because("", f"{_RULE}stated", "closing", (stated,))
    said = _of("balance", last, last.balance)
    if last.balance == one.closing:
        return Because("", f"{_RULE}closing", "balance", (said,))
    return Because("", f"{_RULE}closing_unlike", "closing", (stated, said))


def _amounts(name: str, ticked: Sequence[StatementLine]) -> tuple[Input, ...]:
    """Give the amounts of the lines ticked that came in, or that went out (without their sign)."""
    sign = 1 if name == "line_came" else -1
    return tuple(_of(name, line, sign * line.amount, "amount") for line in ticked if sign * line.amount > 0)


def _of(name: str, line: StatementLine, amount: int, field: str | None = None) -> Input:
    return Input(name, amount, "money", record=("statement_line", line.id), field=field or name)


def _derived(name: str, value: int, formula: str, inputs: tuple[Input, ...], rule: str = "") -> Derived:
    return Derived(name, value, "money", Because("", _RULE + (rule or name), formula, inputs))
