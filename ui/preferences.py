"""What the user chose of how the program looks and of what it reminds; kept with the window's settings."""

from collections.abc import Mapping
from typing import NamedTuple

from ui.settings import settings

APPEARANCES = ("system", "light", "dark")
CONTRASTS = ("system", "high", "plain")
SIZES = (100, 125, 150, 175, 200)
"""Per cent of the usual size that everything can be drawn in."""


class Looks(NamedTuple):
    """Light or dark, contrast (``system`` leaves either to the system), whether nothing moves by itself, per cent."""

    appearance: str = "system"
    contrast: str = "system"
    still: bool = False
    size: int = 100


class Reminders(NamedTuple):
    """Whether to remind at all, and days of lead by the matter's kind as far as the user set them (-1: never)."""

    wanted: bool = True
    leads: Mapping[str, int] = {}


def looks() -> Looks:
    """Give how the program is to look; what is not readable is as at first."""
    store, first = settings(), Looks()
    appearance, contrast = str(store.value("appearance")), str(store.value("contrast"))
    return Looks(
        appearance if appearance in APPEARANCES else first.appearance,
        contrast if contrast in CONTRASTS else first.contrast,
        _flag(store.value("still"), first=first.still),
        size if (size := _number(store.value("size"))) in SIZES else first.size,
    )


def keep_looks(chosen: Looks) -> None:
    """Keep how the program is to look."""
    store = settings()
    for name, value in chosen._asdict().items():
        store.setValue(name, value)


def reminders() -> Reminders:
    """Give what is to be reminded of."""
    store = settings()
    store.beginGroup("lead")
    leads = {kind: number for kind in store.childKeys() if (number := _number(store.value(kind))) is not None}
    store.endGroup()
    return Reminders(_flag(store.value("remind"), first=True), leads)


def keep_reminders(chosen: Reminders) -> None:
    """Keep what is to be reminded of."""
    store = settings()
    store.setValue("remind", chosen.wanted)
    for kind, days in chosen.leads.items():
        store.setValue(f"lead/{kind}", days)


def _flag(stored: object, *, first: bool) -> bool:
    return str(stored).lower() == "true" if stored is not None else first


def _number(stored: object) -> int | None:
    try:
        return int(str(stored))
    except ValueError:
        return None
