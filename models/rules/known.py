"""What rules may ask for besides the situation: other figures, how payments covered the invoices, work done once."""

from collections.abc import Callable
from functools import cached_property
from threading import RLock
from typing import Any, TypeVar
from weakref import ReferenceType, ref

from models.figures import Figures
from models.rules.coverage import cover, same_payments
from models.rules.covered import Covered
from models.rules.possible import Possible, possible
from models.rules.situation import Situation

_T = TypeVar("_T")


class Known:
    """The figures of one situation, computed as they are asked for, and the outcome of all payments.

    ``make`` makes the figures. They are held by whoever assesses, not from here: they hold this in turn, and a
    ring of hundreds of thousands of objects would have to be looked for when nobody needs them any more. ``other_day``
    knows the same ledger on another day: where the same invoices and payments were known, they covered the same.
    """

    def __init__(
        self,
        situation: Situation,
        make: "Callable[[Known], Figures]",
        covered: Covered | None = None,
        *,
        other_day: "Known | None" = None,
    ) -> None:
        self.situation = situation
        self._make = make
        self._done: dict[str, Any] = {}
        self._figures: ReferenceType[Figures] | None = None
        self._one_at_a_time = RLock()
        self._covered = covered
        self._other_day: Known | None = other_day
        if other_day is not None and not other_day.has_covered:
            self._other_day = other_day._other_day  # noqa: SLF001 - another of the same class

    @property
    def figures(self) -> Figures:
        """The figures; made anew when a figure is asked for its why after its assessment was let go."""
        figures = self._figures() if self._figures is not None else None
        if figures is None:
            figures = self._make(self)
            self._figures = ref(figures)
        return figures

    @property
    def covered(self) -> Covered:
        """What every payment covered; worked out once, when the first figure needs it: another thread then waits."""
        return self._covered or self._cover(None)

    @property
    def has_covered(self) -> bool:
        """Whether that was worked out."""
        return self._covered is not None

    def apply_payments(self, tell: Callable[[], None]) -> None:
        """Work out what every payment covered now, if nobody has; ``tell`` is called now and then and may raise."""
        self._cover(tell)

    def _cover(self, tell: Callable[[], None] | None) -> Covered:
        with self._one_at_a_time:
            if self._covered is None:
                other, self._other_day = self._other_day, None
                same = other is not None and same_payments(self.situation, other.situation)
                self._covered = other.covered if same and other is not None else cover(self.situation, tell)
            return self._covered

    @cached_property
    def possible(self) -> Possible:
        """What an arrangement still to be published may change of that; empty when there is nothing it can."""
        return possible(self.situation, self.covered)

    def once(self, name: str, work: Callable[[], _T]) -> _T:
        """Do a piece of work that several figures share once, under a name of its own."""
        if name not in self._done:
            self._done[name] = work()
        done: _T = self._done[name]
        return done
