"""What the parts of a settlement on paper share: the statement, words, edition, numbers of the annex."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from models.settlement.settlement import Settlement
from models.vocabulary import Vocabulary
from reports.settlement.sources import Sources
from reports.typesetting.blocks import Column
from reports.wording import Wording


@dataclass(frozen=True)
class Paper:
    """One settlement being set. ``own`` is the edition for the customer's own eyes."""

    settlement: Settlement
    created: date
    own: bool
    text: Wording
    words: Vocabulary
    sources: Sources
    tell: Callable[[], None]
    """Called now and then while the paper is made; may raise to stop."""

    def service(self, service: str | None) -> str:
        """Name a service; None is what lines leave open."""
        services = self.settlement.after.situation.facts.services
        return services[service].name if service else self.text.text("bills.unexplained")

    def left(self, section: str, *names: str) -> tuple[Column, ...]:
        """Give columns of texts with their heads."""
        return tuple(Column(self.text.text(f"{section}.{name}")) for name in names)

    def right(self, section: str, *names: str) -> tuple[Column, ...]:
        """Give columns of amounts with their heads."""
        return tuple(Column(self.text.text(f"{section}.{name}"), "right") for name in names)

    @property
    def source(self) -> Column:
        """The column that says where in the annex a row is derived."""
        return Column(self.text.text("source"), "right")
