"""Whether statements' lines and reconciliations make sense among the other records."""

from collections.abc import Iterator, Mapping, Sequence, Set
from operator import attrgetter

from models.facts.facts import Facts
from models.facts.records import Payment, Reconciliation, StatementLayout, StatementLine

_Nonsense = Iterator[tuple[str, str, dict[str, object]]]


def lines_by_payment(facts: Facts) -> dict[str, list[StatementLine]]:
    """Give the lines matched to each payment."""
    found: dict[str, list[StatementLine]] = {}
    for line in facts.statement_lines.values():
        if line.payment is not None:
            found.setdefault(line.payment, []).append(line)
    return found


def layout_nonsense(layout: StatementLayout) -> _Nonsense:
    """Give what is wrong with a layout: a column named twice, a role that only one column can have."""
    columns = [column.column for column in layout.columns]
    roles = [column.role for column in layout.columns if column.role != "summary"]
    for index, column in enumerate(layout.columns):
        if columns.count(column.column) > 1 or roles.count(column.role) > 1:
            yield "layout_column_twice", f"columns[{index}]", {"column": column.column, "role": column.role}


def line_nonsense(facts: Facts, by_payment: Mapping[str, Sequence[StatementLine]], line: StatementLine) -> _Nonsense:
    """Give what is wrong with a line: matched to several things at once, or to a payment of another amount."""
    said = [name for name in ("payment", "order", "purpose") if getattr(line, name) is not None]
    if len(said) > 1:
        yield "line_matched_twice", said[1], {}
    payment = facts.payments.get(line.payment) if line.payment is not None else None
    if payment is not None:
        yield from _unlike(payment, by_payment.get(payment.id, ()), "payment")


def payment_nonsense(payment: Payment, lines: Sequence[StatementLine]) -> _Nonsense:
    """Give what is wrong with a payment whose lines on a statement come to more than it."""
    yield from _unlike(payment, lines, "amount")


def _unlike(payment: Payment, lines: Sequence[StatementLine], path: str) -> _Nonsense:
    went = -sum(line.amount for line in lines)
    if lines and not 0 <= went <= payment.amount:
        yield "lines_unlike_payment", path, {"value": payment.id, "amount": payment.amount, "designated": went}


def reconciliation_nonsense(facts: Facts, one: Reconciliation) -> _Nonsense:
    """Give what is wrong with a reconciliation: its span, lines that are not of it, a lock without zero difference."""
    if one.to < one.from_:
        yield "ends_before_start", "to", {"start": one.from_, "end": one.to}
    # A dangling reference is told as such. A hundred thousand lines are gone through only when one of them is amiss.
    lines = list(filter(None, map(facts.statement_lines.get, one.lines)))
    strange = {statement.id for statement in facts.statements.values() if statement.account != one.account}
    days = list(map(attrgetter("on"), lines))
    if not strange.isdisjoint(map(attrgetter("statement"), lines)) or (
        days and not one.from_ <= min(days) <= max(days) <= one.to
    ):
        yield from _lines_beside(one, lines, strange)
    ticked = frozenset(one.lines)
    for other in facts.reconciliations.values():
        if other.id != one.id and not ticked.isdisjoint(other.lines):
            twice = ticked.intersection(other.lines)
            for index, key in enumerate(one.lines):
                if key in twice:
                    yield "line_reconciled_twice", f"lines[{index}]", {"value": key, "other": other.id}
    difference = one.closing - one.opening - sum(map(attrgetter("amount"), lines))
    if one.locked_on is not None and difference:
        yield "reconciliation_not_zero", "locked_on", {"amount": difference}


def _lines_beside(one: Reconciliation, lines: Sequence[StatementLine], strange: Set[str]) -> _Nonsense:
    """Give the lines that are of another account, or not between the days; ``strange`` are the others' statements."""
    places = {key: index for index, key in enumerate(one.lines)}
    for line in lines:
        if line.statement in strange or not one.from_ <= line.on <= one.to:
            yield "line_not_of_reconciliation", f"lines[{places[line.id]}]", {"value": line.id, "account": one.account}
