"""A page that lists the records of one kind."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, QRect
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models.exchange.record_json import record_to_json
from ui.dropping import is_imported, said_of_record
from ui.evidence.drops import Aim, Drops
from ui.explain.nodes import brief
from ui.in_view import InView
from ui.look import GAP, GAP_PAGE
from ui.page import Left, Page
from ui.rooms import page_name
from ui.session import Session
from ui.tables.columns import COLUMNS, has_figures, header, right_aligned, rows_of
from ui.tables.head import OF_LETTERS, ListHead, is_titled
from ui.tables.menus import ListMenus
from ui.tables.model import LONG, RowsModel
from ui.tables.rows import Row, Rows
from ui.tables.taking import Taking
from ui.tables.teaching import NothingYet
from ui.tables.totals import SelectedSums
from ui.tables.view import RecordsView
from ui.work import Beside

_TYPED_AFTER = 150
"""Milliseconds of rest after which a long list is filtered by what was typed."""
_WARMED = 40
_KEPT = 200
"""Records selected together that stay so when the rows are made anew."""
_OWN = {"id", "number", "answer", "agreed_total", "received_at", "reference"}
"""Fields that a duplicate does not take over: they tell this one record from every other."""


class RecordsPage(Page):
    """The records of one kind with their figures: filter, sort, select, open, remove, add up, carry elsewhere."""

    def __init__(self, session: Session, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.kind = kind
        words = session.words
        self.model = RowsModel(
            [header(kind, column, words, self.tr("Status")) for column in COLUMNS[kind]],
            [right_aligned(kind, column) for column in COLUMNS[kind]],
            self,
        )
        self.model.derivation = self._derivation
        self.view = RecordsView(self.model)
        self.view.setAccessibleName(page_name(kind, words))
        self.view.opened.connect(self.open_current)
        self.view.removing.connect(self.remove_selected)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._tell_selected())
        self.view.selectionModel().currentColumnChanged.connect(lambda *_: self._tell_selected())
        self.view.clicked.connect(lambda _: self._tell_selected())
        self.model.arranged.connect(self._after_arranging)
        self.head = ListHead(kind, words)
        self.head.asking.connect(self.asking)
        self.head.looking.connect(self._show_menus)
        self.filter, self.count = self.head.filter, self.head.count
        self.filter.wanted.connect(self._filter)
        self.filter.left.connect(self.view.setFocus)
        self.menus = ListMenus(self, self.view, kind, self.filter)
        self.menus.asking.connect(self.asking)
        self.taking = Taking(self, self.view, session, kind)
        self.taking.saying.connect(self.told)
        self.taking.refusing.connect(self.refused)
        self.sums = SelectedSums(self.view, kind, words)
        self.sums.explaining.connect(self.explaining_sum)
        self._nothing = NothingYet(kind, words)
        self._nothing.entering.connect(lambda: self.adding.emit(kind))
        self._body = QStackedWidget()
        self._body.addWidget(self.view)
        self._body.addWidget(self._nothing)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(GAP_PAGE, GAP_PAGE - 4 if is_titled(kind) else GAP, GAP_PAGE, GAP_PAGE)
        self._column.setSpacing(GAP)
        self._column.addWidget(self.head)
        self._column.addWidget(self._body, 1)
        self._column.addWidget(self.sums)
        self.setFocusProxy(self.view)
        Drops(self.view.viewport(), self._dropped, self._aim, is_imported)
        self._current: str | None = None
        self._together: list[str] = []
        """The records selected together before the rows were made anew."""
        self._warm = Beside(self)
        self._in_view = InView(self, self.refresh)
        self._stays = False
        """Whether the list stays where it is scrolled to when its rows are made anew."""
        session.changed.connect(self._after_change)
        self.menus.bring_back()

    def add_below(self, widget: QWidget, stretch: int = 0) -> None:
        """Put something of the kind's own under the list; ``stretch`` 1 gives it as much room as the list."""
        self._column.addWidget(widget, stretch)

    @property
    def current(self) -> str | None:
        """The id of the selected record."""
        index = self.view.currentIndex()
        return self.model.rows[index.row()].record if index.isValid() and self.model.rows else None

    @property
    def selected(self) -> list[str]:
        """The ids of all selected records, in the order shown."""
        return [self.model.rows.record_at(place) for place in self.view.selected_places()]

    @property
    def spot(self) -> str:
        """The id of the selected record."""
        return self.current or ""

    def left(self) -> Left:
        """Tell how the list is looked at, with what is selected together."""
        return super().left()._replace(together=tuple(self._selected_together()))

    def find_again(self, left: Left) -> None:
        """Look at the list as it was left."""
        super().find_again(left)
        self._together = list(left.together)
        if not self.model.busy:
            self._select_together()

    def scroll_again(self) -> None:
        """Scroll to where the list was; one that is being arranged a little later."""
        if not self.model.busy:
            super().scroll_again()

    def _selected_together(self) -> list[str]:
        return self.selected if 1 < self.view.selected_count <= _KEPT else []

    def go_to(self, spot: str) -> bool:
        """Select the record of an id."""
        return self.select(spot) if spot else True

    def arrive(self) -> None:
        """Select something when nothing is, and have it explained."""
        self.select_first()
        self.explaining.emit(self.kind, self.current or "", "")

    def doers(self) -> Mapping[str, Callable[[], object]]:
        """Enter, edit, remove and filter records, and what can be done with the list as a whole."""
        done: dict[str, Callable[[], object]] = {
            "new_record": lambda: self.adding.emit(self.kind),
            "edit_record": self.open_current,
            "edit_several": self.edit_selected,
            "duplicate_record": self.duplicate_current,
            "remove_record": self.remove_selected,
            "filter": self.filter.choose,
            "record_history": self._show_history,
            "copy_rows": self.taking.copy,
            "export_rows": self.taking.export,
            "print_rows": self.taking.ask_printer,
            "columns": lambda: self.menus.columns().popup(self.head.corner),
            "views": lambda: self.menus.views().popup(self.head.corner),
        }
        if self.kind in OF_LETTERS:
            done["letter"] = self._compose
        return done

    def _compose(self) -> None:
        self.composing.emit(self.kind, self.current or "")

    def _show_history(self) -> None:
        if self.current is not None:
            self.showing.emit("history", f"{self.kind}\t{self.current}")

    def _aim(self, place: QPoint) -> Aim:
        """Say with which record a drop keeps files: the one at a place, else one that is asked for."""
        index = self.view.indexAt(place)
        if not index.isValid():
            return said_of_record(None), None
        record = self._session.words.record(self.kind, self.model.rows[index.row()].record)
        row = self.view.visualRect(index)
        return said_of_record(record), QRect(0, row.top(), self.view.viewport().width(), row.height())

    def _dropped(self, paths: list[Path], place: QPoint) -> None:
        """Keep files with the record they were dropped on; beside the records the user says with which."""
        row = self.view.indexAt(place).row()
        self.attaching.emit(self.kind, self.model.rows[row].record if row >= 0 else "", paths)

    def refresh(self) -> None:
        """Make the rows anew; the selection stays where it was. A large ledger's figures follow a little later."""
        session = self._session
        self._together = self._selected_together()
        rows = rows_of(self.kind, session.facts, session.assessment, session.words)
        if session.large and has_figures(self.kind):
            self._put(rows_of(self.kind, session.facts, session.assessment, session.words, figures=False))
            first = range(len(rows.ids))[:_WARMED]
            self._warm.ask(lambda: [rows.fresh(number).cells for number in first], lambda _: self._put(rows))
        else:
            self._put(rows)
        self.view.fit()

    def _put(self, rows: Rows) -> None:
        self._stays = True
        self.model.put(rows)

    def select(self, record: str) -> bool:
        """Select a record; False when it is not shown. One that a filter hides has the filter taken away."""
        self._in_view.catch_up()
        row = self.model.row_of(record)
        if row < 0 and self.filter.text() and record in self._session.facts.of_kind(self.kind):
            self._current = record
            self.filter.clear()
            self.filter.narrow()
            row = self.model.row_of(record)
        if row >= 0:
            self.view.selectRow(row)
            self.view.scrollTo(self.model.index(row, self.view.shown_columns()[0]))
        return row >= 0

    def select_first(self) -> None:
        """Select something when nothing is, so that the keyboard has a place to start from."""
        self._in_view.catch_up()
        if self.current is None and self.model.rows:
            self.view.selectRow(0)

    def open_current(self) -> None:
        """Ask for the selected record to be edited."""
        if self.current is not None:
            self.opening.emit(self.kind, self.current)

    def duplicate_current(self) -> None:
        """Ask for a new record to be entered that begins like the selected one."""
        if self.current is not None:
            written = record_to_json(self._session.facts.of_kind(self.kind)[self.current])
            given = {name: value for name, value in written.items() if name not in _OWN}
            self.entering.emit(self.kind, given)

    def edit_selected(self) -> None:
        """Ask for fields of all selected records to be changed at once."""
        if self.view.selected_count:
            self.revising.emit(self.kind, self.selected)

    def remove_selected(self) -> None:
        """Ask for the selected records to be removed."""
        if self.view.selected_count > 1:
            self.removing_several.emit(self.kind, self.selected)
        elif self.current is not None:
            self.removing.emit(self.kind, self.current)

    def hideEvent(self, event: QHideEvent) -> None:
        """Remember how the list is looked at."""
        self.menus.remember()
        super().hideEvent(event)

    def _after_change(self) -> None:
        self._in_view.changed()
        if not self.isVisible():
            self.model.let_go()

    def _filter(self, needle: str) -> None:
        self.model.filter(needle)
        if self.model.busy:
            self.count.setText(self.tr("Looking…"))

    def _tell_selected(self) -> None:
        if self.current is not None:
            self._current = self.current
            self.explaining.emit(self.kind, self.current, self._figure_at(self.view.currentIndex().column()))
            self.moved.emit()

    def _figure_at(self, column: int) -> str:
        """Give the kind of figure a column shows; empty for one that shows a field."""
        shown = COLUMNS[self.kind][column] if column >= 0 else None
        return shown.name if shown is not None and shown.source != "field" else ""

    def _derivation(self, row: Row, column: int) -> str:
        kind = self._figure_at(column)
        figure = self._session.assessment.figures.get(kind, self.kind, row.record) if kind else None
        return brief(figure, self._session.words) if figure is not None else ""

    def _after_arranging(self) -> None:
        total = self.model.total
        self.head.say_count(len(self.model.rows), total)
        self.filter.rest = _TYPED_AFTER if total > LONG else 0
        self._body.setCurrentIndex(0 if total else 1)
        self.setFocusProxy(self.view if total else self._nothing)
        row = self.model.row_of(self._current) if self._current is not None else -1
        across, down = self.view.horizontalScrollBar().value(), self.view.verticalScrollBar().value()
        if row >= 0:
            self.view.selectRow(row)
            if not self._stays:
                self.view.scrollTo(self.model.index(row, self.view.shown_columns()[0]))
        if self._stays:
            self.view.horizontalScrollBar().setValue(across)
            self.view.verticalScrollBar().setValue(down)
        self._stays = False
        self._select_together()
        if self._scrolled:
            self.scroll_again()

    def _select_together(self) -> None:
        """Select again what was selected together before the rows were made anew."""
        rows, last = [self.model.row_of(each) for each in self._together], len(self.view.shown_columns()) - 1
        self._together = []
        selection = QItemSelection()
        for row in rows:
            if row >= 0:
                selection.select(self.model.index(row, 0), self.model.index(row, last))
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        self.view.selectionModel().select(selection, flags)

    def _show_menus(self) -> None:
        menu = self.menus.views()
        menu.addMenu(self.menus.columns())
        menu.popup(self.head.corner)
