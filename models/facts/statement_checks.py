"""Whether statements' lines and reconciliations make sense among the other records."""

from collections.abc import Iterator, Mapping, Sequence

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


def holders_of_lines(facts: Facts) -> dict[str, list[str]]:
    """Give the ids of the reconciliations in which each line is ticked."""
    found: dict[str, list[str]] = {}
    for one in facts.reconciliations.values():
        for line in one.lines:
            found.setdefault(line, []).append(one.id)
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


def reconciliation_nonsense(facts: Facts, holders: Mapping[str, Sequence[str]], one: Reconciliation) -> _Nonsense:
    """Give what is wrong with a reconciliation: its span, lines that are not of it, a lock without zero difference."""
    if one.to < one.from_:
        yield "ends_before_start", "to", {"start": one.from_, "end": one.to}
    ticked = 0
    for index, key in enumerate(one.lines):
        line = facts.statement_lines.get(key)
        if line is None:
            continue  # a dangling reference, which is told as such
        ticked += line.amount
        statement = facts.statements.get(line.statement)
        if (statement is not None and statement.account != one.account) or not one.from_ <= line.on <= one.to:
            yield "line_not_of_reconciliation", f"lines[{index}]", {"value": key, "account": one.account}
        other = next((holder for holder in holders.get(key, ()) if holder != one.id), None)
        if other is not None:
            yield "line_reconciled_twice", f"lines[{index}]", {"value": key, "other": other}
    if one.locked_on is not None and one.opening + ticked != one.closing:
        difference = one.closing - one.opening - ticked
        yield "reconciliation_not_zero", "locked_on", {"amount": difference}
