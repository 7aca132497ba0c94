"""What rules may ask for besides the situation: other figures, and how payments covered the invoices."""

from functools import cached_property
from typing import TYPE_CHECKING

from models.figures import Figures
from models.rules.situation import Situation

if TYPE_CHECKING:
    from models.rules.availability import Level
    from models.rules.coverage import Covered


class Known:
    """The figures of one situation, computed as they are asked for, and the outcome of all payments."""

    def __init__(self, situation: Situation, covered: "Covered | None" = None) -> None:
        self._situation = situation
        self.figures: Figures
        if covered is not None:
            self.covered = covered

    @cached_property
    def covered(self) -> "Covered":
        """What every payment covered; worked out once, when the first figure needs it."""
        from models.rules.coverage import cover

        return cover(self._situation)

    @cached_property
    def levels(self) -> "dict[str, Level]":
        """The service month of each incident whose service has a service rule with tiers; worked out once."""
        from models.rules.availability import levels

        return levels(self._situation, self)
