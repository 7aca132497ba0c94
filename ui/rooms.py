"""The rooms of the window in one table: what stands in the navigation, in which order, by which key, with which pages.

The navigation, the menu of places, the palette and the sheet of shortcuts are built from it. A new page is a row here
(or a name in a row) and its maker in :mod:`ui.pages`.
"""

from typing import NamedTuple

from models.words import Words
from ui.languages import QT_TRANSLATE_NOOP, translate


class Room(NamedTuple):
    """One line of the navigation: its name (also its icon's), key, and pages; several pages stand behind tabs.

    ``text`` is its name in English where the vocabulary's name of its first page does not say it.
    """

    name: str
    keys: str
    pages: tuple[str, ...]
    text: str = ""


ROOMS: tuple[Room, ...] = (
    Room("today", "Ctrl+1", ("today",), QT_TRANSLATE_NOOP("Navigation", "Today")),
    Room("service", "Ctrl+2", ("service", "order", "voucher"), QT_TRANSLATE_NOOP("Navigation", "Services & orders")),
    Room("bill", "Ctrl+3", ("bill",)),
    Room("invoice", "Ctrl+4", ("invoice",)),
    Room("payment", "Ctrl+5", ("payment", "reconciliation", "movement")),
    Room("notice", "Ctrl+6", ("notice",)),
    Room("incident", "Ctrl+7", ("incident",)),
    Room("finding", "Ctrl+8", ("finding",), QT_TRANSLATE_NOOP("Navigation", "Findings")),
    Room("letter", "Ctrl+9", ("letter",)),
    Room("evidence", "Ctrl+0", ("evidence",), QT_TRANSLATE_NOOP("Navigation", "Evidence")),
    Room(
        "agreement",
        "Ctrl+Shift+A",
        ("agreement", "agreement_copy", "account", "service_rule", "arrangement", "reference_rate"),
    ),
    Room("reports", "Ctrl+Shift+R", ("reports",), QT_TRANSLATE_NOOP("Navigation", "Reports")),
    Room("history", "Ctrl+Shift+H", ("history",), QT_TRANSLATE_NOOP("Navigation", "History")),
)
"""Every room, in the navigation's order."""

PAGES = tuple(page for room in ROOMS for page in room.pages)
"""Every page, in the order of the rooms and of their tabs."""

_ROOM_OF = {page: room for room in ROOMS for page in room.pages}
_OWN_NAMES = {room.pages[0]: room.text for room in ROOMS if room.text and len(room.pages) == 1}


def room_of(page: str) -> Room:
    """Give the room a page stands in. Raises KeyError for a page that is in none: a bug."""
    return _ROOM_OF[page]


def room_name(room: Room, words: Words) -> str:
    """Name a room in the screen's language."""
    return translate("Navigation", room.text) if room.text else page_name(room.pages[0], words)


def page_name(page: str, words: Words) -> str:
    """Name a page; English names a list by its section of the exchange file, which is the plural."""
    if page in _OWN_NAMES:
        return translate("Navigation", _OWN_NAMES[page])
    if words.language == "en" and page not in {"agreement", "agreement_copy"}:
        from models.facts.records import SECTIONS

        if page in SECTIONS:
            return SECTIONS[page][0].replace("_", " ").capitalize()
    return words.kind(page)
