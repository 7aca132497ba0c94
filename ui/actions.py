"""Everything a user can do from a menu, a button or the keyboard, in one table.

Menus, the toolbar and the sheet of shortcuts are built from it; the window says who does what, by the actions' names.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar, QToolBar, QWidget

from ui.icons import icon
from ui.languages import QT_TRANSLATE_NOOP, translate


class Action(NamedTuple):
    """One thing to do: its name, English text, menu, keys, icon, and whether it has a button in the toolbar."""

    name: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    button: bool = False


LEDGER = QT_TRANSLATE_NOOP("Actions", "&Ledger")
EDIT = QT_TRANSLATE_NOOP("Actions", "&Edit")
PAPER = QT_TRANSLATE_NOOP("Actions", "&Papers")
VIEW = QT_TRANSLATE_NOOP("Actions", "&View")
HELP = QT_TRANSLATE_NOOP("Actions", "&Help")

ACTIONS: tuple[Action | None, ...] = (
    Action("new_ledger", QT_TRANSLATE_NOOP("Actions", "New ledger…"), LEDGER, ("Ctrl+Shift+N",), "new"),
    Action("open_ledger", QT_TRANSLATE_NOOP("Actions", "Open ledger…"), LEDGER, ("Ctrl+O",), "open"),
    None,
    Action("import_file", QT_TRANSLATE_NOOP("Actions", "Import file…"), LEDGER, ("Ctrl+I",), "import", button=True),
    Action("export_file", QT_TRANSLATE_NOOP("Actions", "Export everything…"), LEDGER, ("Ctrl+Shift+E",), "export"),
    None,
    Action("close_ledger", QT_TRANSLATE_NOOP("Actions", "Close ledger"), LEDGER, ("Ctrl+W",)),
    Action("quit", QT_TRANSLATE_NOOP("Actions", "Quit"), LEDGER, ("Ctrl+Q",)),
    Action("undo", QT_TRANSLATE_NOOP("Actions", "Undo"), EDIT, ("Ctrl+Z",), "undo", button=True),
    Action("redo", QT_TRANSLATE_NOOP("Actions", "Redo"), EDIT, ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", button=True),
    None,
    Action("new_record", QT_TRANSLATE_NOOP("Actions", "New record"), EDIT, ("Ctrl+N",), "new", button=True),
    Action("edit_record", QT_TRANSLATE_NOOP("Actions", "Edit record"), EDIT, ("F2",), "edit"),
    Action("remove_record", QT_TRANSLATE_NOOP("Actions", "Remove record"), EDIT, (), "remove"),
    None,
    Action("filter", QT_TRANSLATE_NOOP("Actions", "Filter the list"), EDIT, ("Ctrl+F",), "filter"),
    Action("letter", QT_TRANSLATE_NOOP("Actions", "Letter of objection…"), PAPER, ("Ctrl+L",), "letter", button=True),
    Action(
        "settlement",
        QT_TRANSLATE_NOOP("Actions", "Settlement summary…"),
        PAPER,
        ("Ctrl+P",),
        "settlement",
        button=True,
    ),
    Action("explain", QT_TRANSLATE_NOOP("Actions", "Explanation"), VIEW, ("Ctrl+E",), "explain"),
    None,
    Action("day_before", QT_TRANSLATE_NOOP("Actions", "Day before"), VIEW, ("Ctrl+Left",), "back"),
    Action("day_after", QT_TRANSLATE_NOOP("Actions", "Day after"), VIEW, ("Ctrl+Right",), "forward"),
    Action("today", QT_TRANSLATE_NOOP("Actions", "Back to today"), VIEW, ("Ctrl+T",), "today"),
    Action("choose_day", QT_TRANSLATE_NOOP("Actions", "Look at a day…"), VIEW, ("Ctrl+D",)),
    None,
    Action("language", QT_TRANSLATE_NOOP("Actions", "中文 / English"), VIEW, ("Ctrl+Shift+L",), "language"),
    Action("shortcuts", QT_TRANSLATE_NOOP("Actions", "Keyboard shortcuts"), HELP, ("F1", "Ctrl+/"), "keyboard"),
)

PAGE_KEYS = "Ctrl+{0}"
"""Ctrl+1 … Ctrl+9, Ctrl+0 go to the pages, in their order."""


def table() -> Iterator[Action]:
    """Give every action of the table."""
    return (action for action in ACTIONS if action is not None)


def text_of(action: Action) -> str:
    """Give an action's text in the screen's language."""
    return translate("Actions", action.text)


def build(window: QMainWindow, do: Callable[[str], None]) -> dict[str, QAction]:
    """Make the QAction of every action and put them into the window's menus and its toolbar; give them by name."""
    made = {action.name: _made(window, action, do) for action in table()}
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
    """Put the actions that have a button into a toolbar."""
    for action in table():
        if action.button:
            bar.addAction(made[action.name])


def _made(parent: QWidget, action: Action, do: Callable[[str], None]) -> QAction:
    made = QAction(text_of(action), parent)
    made.setObjectName(action.name)
    made.setShortcuts([QKeySequence(keys) for keys in action.keys])
    keys = QKeySequence(action.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if action.keys else ""
    made.setToolTip(f"{text_of(action).rstrip('…')} ({keys})" if keys else text_of(action))
    made.setIconText(text_of(action).rstrip("…"))
    if action.icon:
        made.setIcon(icon(action.icon))
    made.triggered.connect(lambda: do(action.name))
    return made
