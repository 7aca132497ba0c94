"""Everything a user can do from a menu, a button or the keyboard, in one table.

Menus, the toolbar, the palette and the sheet of shortcuts are built from it; the window says who does what, by the
actions' names, and the page in front what it does itself.
"""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar, QToolBar, QToolButton, QWidget

from models.words import Words
from ui.icons import icon
from ui.languages import QT_TRANSLATE_NOOP, translate
from ui.rooms import ROOMS, room_name


class Action(NamedTuple):
    """One thing to do: its name, English text, menu, keys, icon, and what its button in the toolbar shows."""

    name: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    button: Literal["", "icon", "text"] = ""


LEDGER = QT_TRANSLATE_NOOP("Actions", "&Ledger")
EDIT = QT_TRANSLATE_NOOP("Actions", "&Edit")
GO = QT_TRANSLATE_NOOP("Actions", "&Go")
PAPER = QT_TRANSLATE_NOOP("Actions", "&Papers")
VIEW = QT_TRANSLATE_NOOP("Actions", "&View")
HELP = QT_TRANSLATE_NOOP("Actions", "&Help")

ROOM = "room_"
"""Begins the names of the actions that go to a room: ``room_today`` and so on."""

ACTIONS: tuple[Action | None, ...] = (
    Action("new_ledger", QT_TRANSLATE_NOOP("Actions", "New ledger…"), LEDGER, ("Ctrl+Shift+N",), "new"),
    Action("open_ledger", QT_TRANSLATE_NOOP("Actions", "Open ledger…"), LEDGER, ("Ctrl+O",), "open"),
    Action("recent_ledgers", QT_TRANSLATE_NOOP("Actions", "Recent ledgers…"), LEDGER, ("Ctrl+Shift+O",)),
    None,
    Action("import_file", QT_TRANSLATE_NOOP("Actions", "Import file…"), LEDGER, ("Ctrl+I",), "import", "text"),
    Action("import_copy", QT_TRANSLATE_NOOP("Actions", "Import the agreement…"), LEDGER),
    Action("import_calendar", QT_TRANSLATE_NOOP("Actions", "Open a calendar file…"), LEDGER),
    Action("export_file", QT_TRANSLATE_NOOP("Actions", "Export everything…"), LEDGER, ("Ctrl+Shift+E",), "export"),
    Action("reminders", QT_TRANSLATE_NOOP("Actions", "Deadlines for a calendar…"), LEDGER),
    None,
    Action("back_up", QT_TRANSLATE_NOOP("Actions", "Back up…"), LEDGER, ("Ctrl+B",), "save"),
    Action("restore", QT_TRANSLATE_NOOP("Actions", "Restore a backup…"), LEDGER),
    Action("verify", QT_TRANSLATE_NOOP("Actions", "Check that nothing was altered…"), LEDGER),
    Action("compact", QT_TRANSLATE_NOOP("Actions", "Make the file smaller…"), LEDGER),
    None,
    Action("close_ledger", QT_TRANSLATE_NOOP("Actions", "Close ledger"), LEDGER, ("Ctrl+W",)),
    Action("quit", QT_TRANSLATE_NOOP("Actions", "Quit"), LEDGER, ("Ctrl+Q",)),
    Action("undo", QT_TRANSLATE_NOOP("Actions", "Undo"), EDIT, ("Ctrl+Z",), "undo", "icon"),
    Action("redo", QT_TRANSLATE_NOOP("Actions", "Redo"), EDIT, ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", "icon"),
    None,
    Action("new_record", QT_TRANSLATE_NOOP("Actions", "New record"), EDIT, ("Ctrl+N",), "new", "text"),
    Action("preset", QT_TRANSLATE_NOOP("Actions", "Service rule from a preset…"), EDIT),
    Action("edit_record", QT_TRANSLATE_NOOP("Actions", "Edit record"), EDIT, ("F2",), "edit"),
    Action("edit_several", QT_TRANSLATE_NOOP("Actions", "Change the selected records…"), EDIT, ("Shift+F2",), "edit"),
    Action("duplicate_record", QT_TRANSLATE_NOOP("Actions", "Duplicate record"), EDIT, ("Ctrl+Shift+D",)),
    Action("remove_record", QT_TRANSLATE_NOOP("Actions", "Remove the selected records"), EDIT, (), "remove"),
    Action("reinstate", QT_TRANSLATE_NOOP("Actions", "Bring the earlier state back"), EDIT),
    Action("record_history", QT_TRANSLATE_NOOP("Actions", "History of the record"), EDIT, ("Ctrl+H",), "history"),
    None,
    Action("filter", QT_TRANSLATE_NOOP("Actions", "Filter the list"), EDIT, ("Ctrl+Shift+F",), "filter"),
    None,
    Action("copy_rows", QT_TRANSLATE_NOOP("Actions", "Copy the selected rows"), EDIT, ("Ctrl+C",)),
    Action("back", QT_TRANSLATE_NOOP("Actions", "Back"), GO, ("Alt+Left",), "back", "icon"),
    Action("forward", QT_TRANSLATE_NOOP("Actions", "Forward"), GO, ("Alt+Right",), "forward", "icon"),
    None,
    *(Action(ROOM + room.name, "", GO, (room.keys,), room.name) for room in ROOMS),
    None,
    Action("reconcile", QT_TRANSLATE_NOOP("Actions", "Match and reconcile statements"), GO, ("Ctrl+Alt+R",), "payment"),
    None,
    Action("tab_after", QT_TRANSLATE_NOOP("Actions", "Next tab"), GO, ("Ctrl+PgDown",)),
    Action("tab_before", QT_TRANSLATE_NOOP("Actions", "Tab before"), GO, ("Ctrl+PgUp",)),
    None,
    Action("search", QT_TRANSLATE_NOOP("Actions", "Search…"), GO, ("Ctrl+F",), "search", "icon"),
    Action("palette", QT_TRANSLATE_NOOP("Actions", "Do anything…"), GO, ("Ctrl+K", "Ctrl+Shift+P"), "keyboard"),
    Action("letter", QT_TRANSLATE_NOOP("Actions", "Letter…"), PAPER, ("Ctrl+L",), "letter", "text"),
    Action("letter_step", QT_TRANSLATE_NOOP("Actions", "Next step of the letter…"), PAPER, ("Ctrl+Return",)),
    Action("register_letter", QT_TRANSLATE_NOOP("Actions", "Register a letter made elsewhere…"), PAPER),
    Action(
        "settlement",
        QT_TRANSLATE_NOOP("Actions", "Settlement summary…"),
        PAPER,
        ("Ctrl+Shift+S",),
        "settlement",
        "text",
    ),
    Action("fee_statement", QT_TRANSLATE_NOOP("Actions", "Late-fee statement…"), PAPER, (), "invoice"),
    Action("evidence_list", QT_TRANSLATE_NOOP("Actions", "Evidence list…"), PAPER, (), "evidence"),
    Action("evidence_bundle", QT_TRANSLATE_NOOP("Actions", "Bind the evidence…"), PAPER, (), "evidence"),
    None,
    Action("print_rows", QT_TRANSLATE_NOOP("Actions", "Print the list…"), PAPER, ("Ctrl+P",), "print"),
    Action("print_several", QT_TRANSLATE_NOOP("Actions", "Print several letters…"), PAPER, ("Ctrl+Alt+P",), "print"),
    Action("export_rows", QT_TRANSLATE_NOOP("Actions", "Export the list…"), PAPER),
    Action("columns", QT_TRANSLATE_NOOP("Actions", "Columns…"), VIEW),
    Action("views", QT_TRANSLATE_NOOP("Actions", "Saved views…"), VIEW, ("Ctrl+Shift+V",)),
    None,
    Action("explain", QT_TRANSLATE_NOOP("Actions", "Explanation"), VIEW, ("Ctrl+E", "F1"), "explain"),
    Action("readings", QT_TRANSLATE_NOOP("Actions", "Compare readings…"), VIEW, ("Ctrl+Shift+X",)),
    None,
    Action("day_before", QT_TRANSLATE_NOOP("Actions", "Day before"), VIEW, ("Ctrl+Left",), "back"),
    Action("day_after", QT_TRANSLATE_NOOP("Actions", "Day after"), VIEW, ("Ctrl+Right",), "forward"),
    Action("today", QT_TRANSLATE_NOOP("Actions", "Back to today"), VIEW, ("Ctrl+T",), "today"),
    Action("choose_day", QT_TRANSLATE_NOOP("Actions", "Look at a day…"), VIEW, ("Ctrl+D",)),
    None,
    Action("language", QT_TRANSLATE_NOOP("Actions", "中文 / English"), VIEW, ("Ctrl+Shift+L",), "language"),
    Action("settings", QT_TRANSLATE_NOOP("Actions", "Settings…"), VIEW, ("Ctrl+,",), "settings"),
    Action("manual", QT_TRANSLATE_NOOP("Actions", "Manual"), HELP, ("Shift+F1",), "explain"),
    Action("shortcuts", QT_TRANSLATE_NOOP("Actions", "Keyboard shortcuts"), HELP, ("Ctrl+/",), "keyboard"),
)
"""A row without text is named by what it leads to: the rooms."""
OF_LISTS = ("copy_rows", "print_rows", "export_rows", "columns", "views")
"""Actions on a list as a whole, which only a page that lists records does."""


def table() -> Iterator[Action]:
    """Give every action of the table."""
    return (action for action in ACTIONS if action is not None)


def text_of(action: Action, words: Words) -> str:
    """Give an action's text in the screen's language."""
    if not action.text:
        return room_name(next(room for room in ROOMS if ROOM + room.name == action.name), words)
    return translate("Actions", action.text)


def menu_of(action: Action) -> str:
    """Name the menu an action is in, without the mark of its key."""
    return translate("Actions", action.menu).replace("&", "").partition("(")[0]


def keys_of(action: Action) -> str:
    """Give the first keys of an action as the system writes them; empty when it has none."""
    return QKeySequence(action.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if action.keys else ""


def build(window: QMainWindow, do: Callable[[str], None], words: Words) -> dict[str, QAction]:
    """Make the QAction of every action and put them into the window's menus and its toolbar; give them by name."""
    made = {action.name: _made(window, action, do, words) for action in table()}
    fill_menus(window.menuBar(), made)
    return made


def fill_menus(bar: QMenuBar, made: dict[str, QAction]) -> None:
    """Put the actions into menus, in the table's order."""
    menus: dict[str, QMenu] = {}
    last = ""
    for action in ACTIONS:
        if action is None:
            menus[last].addSeparator()
            continue
        if action.menu not in menus:
            menus[action.menu] = bar.addMenu(translate("Actions", action.menu))
        menus[action.menu].addAction(made[action.name])
        last = action.menu


def fill_toolbar(bar: QToolBar, made: dict[str, QAction]) -> None:
    """Put the actions that have a button into a toolbar: those of places first, as at the head of a book."""
    for action in sorted((each for each in table() if each.button), key=lambda each: each.menu != GO):
        bar.addAction(made[action.name])
        button = bar.widgetForAction(made[action.name])
        button.setAccessibleName(made[action.name].iconText())
        if action.button == "icon" and isinstance(button, QToolButton):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)


def _made(parent: QWidget, action: Action, do: Callable[[str], None], words: Words) -> QAction:
    text, keys = text_of(action, words), keys_of(action)
    made = QAction(text.replace("&", "&&"), parent)
    made.setObjectName(action.name)
    made.setShortcuts([QKeySequence(each) for each in action.keys])
    made.setToolTip(f"{text.rstrip('…')} ({keys})" if keys else text)
    made.setIconText(text.rstrip("…").replace("&", "&&"))
    if action.icon:
        made.setIcon(icon(action.icon))
    made.triggered.connect(lambda: do(action.name))
    return made
