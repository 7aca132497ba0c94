"""What the page asks of all lines again and again, looked up anew only when they are others."""

from datetime import date

from models.facts.facts import Facts
from models.facts.records import Payment, StatementLine
from models.statements import reconciling


class Lines:
    """The lines of an account between two days, and the payments without one, as they were looked up last.

    Ticking a line leaves the lines themselves as they are; of a hundred thousand each look takes half a second.
    """

    def __init__(self) -> None:
        self._asked: tuple[object, ...] = ()
        self._whole: list[StatementLine] = []
        self._days = date.min, date.max
        self._found: list[StatementLine] = []
        self._asked_of_payments: tuple[object, ...] = ()
        self._without: list[Payment] = []

    def between(self, facts: Facts, account: str, first: date, last: date) -> list[StatementLine]:
        """Give the lines of an account from a day to a day (:func:`models.statements.reconciling.lines_in`).

        As long as nothing changed it is the same list.
        """
        asked = (_Same(facts.statements), _Same(facts.statement_lines), account)
        if asked != self._asked:
            self._asked, self._days = asked, (date.min, date.max)
            self._whole = self._found = reconciling.lines_in(facts, account, *self._days)
        if (first, last) == (date.min, date.max):
            return self._whole
        if (first, last) != self._days:
            self._days, self._found = (first, last), [line for line in self._whole if first <= line.on <= last]
        return self._found

    def payments_without(self, facts: Facts, first: date, last: date) -> list[Payment]:
        """Give the payments of some days that no line is matched to."""
        asked = (_Same(facts.payments), _Same(facts.statement_lines), first, last)
        if asked != self._asked_of_payments:
            self._asked_of_payments, self._without = asked, reconciling.payments_without_line(facts, first, last)
        return self._without


class _Same:
    """Equals only what holds the very same thing; records are never changed in place."""

    def __init__(self, thing: object) -> None:
        self._thing = thing

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other._thing is self._thing

    def __hash__(self) -> int:
        return id(self._thing)
