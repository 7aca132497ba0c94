"""What the palette offers: the action table as the window has it, and the ledgers opened lately."""

from pathlib import Path

from PySide6.QtGui import QAction

from models.words import Words
from ui import actions
from ui.palette.palette import Offer
from ui.rooms import ROOMS
from ui.settings import ledger_name, recent_ledgers


def offers_of(made: dict[str, QAction], words: Words) -> list[Offer]:
    """Give every action but the palette itself; in any language it answers to its English name too."""
    offers = []
    for action in actions.table():
        if action.name == "palette":
            continue
        text = made[action.name].text().replace("&&", "&").rstrip("…")
        keys = actions.keys_of(action)
        aside = "   ".join(part for part in (actions.menu_of(action), keys) if part)
        offers.append(Offer(action.name, text, aside, _english(action, words), made[action.name].isEnabled()))
    return offers


def recent_offers(but: Path) -> list[Offer]:
    """Give the ledgers opened lately, save the one that is open."""
    paths = [path for path in recent_ledgers() if path != but.resolve()]
    return [Offer(str(path), ledger_name(path), str(path.parent)) for path in paths]


def _english(action: actions.Action, words: Words) -> str:
    if words.language == "en":
        return ""
    room = next((room for room in ROOMS if actions.ROOM + room.name == action.name), None)
    return room.text or room.name if room is not None else action.text
