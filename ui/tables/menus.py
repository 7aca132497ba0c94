"""The menus of a list: what can be done with a row, which columns are shown, and the views saved by name."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu

from ui.actions import keys_of, table
from ui.languages import translate
from ui.page import Page
from ui.tables.view import RecordsView
from ui.tables.views import View, apply, last_view, named_views, remember_view, save_view, view_of
from ui.tables.views_dialog import ViewsDialog

_OF_ONE = ("edit_record", "duplicate_record", "record_history", "letter", "fee_statement")
"""Actions on the current row alone."""
_OF_ROWS = (*_OF_ONE, "edit_several", "copy_rows", "remove_record")


class ListMenus(QObject):
    """Offers what is done with rows, chooses columns and views of one list, and remembers how it is looked at."""

    asking = Signal(str)
    """An action of the table, by its name."""

    def __init__(self, page: Page, view: RecordsView, kind: str, needle: QLineEdit) -> None:
        super().__init__(page)
        self._page = page
        self._view = view
        self._kind = kind
        self._needle = needle
        header = view.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda at: self.columns().popup(header.mapToGlobal(at)))

        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._show_acts)

    def acts(self) -> QMenu:
        """Give the menu of what can be done with the selected rows, with the keys that do it."""
        menu = self._menu(self.tr("Rows"))
        done, several = self._page.doers(), self._view.selected_count > 1
        for action in table():
            if action.name in done and action.name in _OF_ROWS and not (several and action.name in _OF_ONE):
                text, keys = translate("Actions", action.text), keys_of(action)
                if action.name == "remove_record":
                    menu.addSeparator()
                    keys = QKeySequence(Qt.Key.Key_Delete).toString(QKeySequence.SequenceFormat.NativeText)
                self._add(menu, f"{text}\t{keys}" if keys else text, partial(self.asking.emit, action.name))
        return menu

    def _show_acts(self, at: QPoint) -> None:
        """Open the menu where the mouse is; asked for by key, at the current row."""
        if self._view.selected_count:
            self.acts().popup(self._view.viewport().mapToGlobal(at))

    def bring_back(self) -> None:
        """Let the list be as it was looked at last."""
        view = last_view(self._kind)
        if view is not None:
            self.show_view(view)

    def remember(self) -> None:
        """Remember how the list is looked at now."""
        remember_view(self._kind, self._now())

    def show_view(self, view: View) -> None:
        """Look at the list as a view says."""
        self._view.take_widths(by_hand=bool(view.widths))
        apply(view, self._view.horizontalHeader(), self._kind)
        self._needle.setText(view.needle)
        self._view.fit()

    def columns(self) -> QMenu:
        """Give the menu that shows and hides columns."""
        menu = self._menu(self.tr("Columns"))
        header, records = self._view.horizontalHeader(), self._view.records
        shown = self._view.shown_columns()
        for place in range(header.count()):
            column = header.logicalIndex(place)
            text = str(records.headerData(column, Qt.Orientation.Horizontal))
            action = self._add(menu, text, partial(self._turn, column))
            action.setCheckable(True)
            action.setChecked(column in shown)
            action.setEnabled(shown != [column])
        menu.addSeparator()
        self._add(menu, self.tr("All columns as they were"), lambda: self.show_view(View(needle=self._needle.text())))
        return menu

    def views(self) -> QMenu:
        """Give the menu of the views saved by name."""
        menu = self._menu(self.tr("Views"))
        saved = named_views(self._kind)
        for name, view in saved.items():
            self._add(menu, name.replace("&", "&&"), partial(self.show_view, view))
        menu.addSeparator()
        self._add(menu, self.tr("Save this view…"), self.ask_name)
        if saved:
            self._add(menu, self.tr("Rename, replace, delete…"), self.tend)
        return menu

    def tend(self) -> None:
        """Show the saved views, to be renamed, brought up to date and deleted."""
        dialog = ViewsDialog(self._kind, self._now, self._page)
        dialog.chosen.connect(self.show_view)
        dialog.open()

    def ask_name(self) -> None:
        """Ask for the name of the view now looked at, and save it."""
        ask = QInputDialog(self._page)
        ask.setWindowTitle(self.tr("Save this view"))
        ask.setLabelText(
            self.tr("Columns, order and filter are kept under this name; one of the same name is replaced:")
        )
        ask.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ask.textValueSelected.connect(self.save_as)
        ask.open()

    def save_as(self, name: str) -> None:
        """Save the view now looked at under a name."""
        if name.strip():
            save_view(self._kind, name.strip(), self._now())

    def _now(self) -> View:
        return view_of(self._view.horizontalHeader(), self._kind, self._needle.text(), by_hand=self._view.by_hand)

    def _turn(self, column: int) -> None:
        self._view.setColumnHidden(column, not self._view.isColumnHidden(column))
        self._view.fit()

    def _menu(self, title: str) -> QMenu:
        menu = QMenu(title, self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    @staticmethod
    def _add(menu: QMenu, text: str, act: Callable[[], object]) -> QAction:
        action = QAction(text, menu)
        action.triggered.connect(lambda _: act())
        menu.addAction(action)
        return action
