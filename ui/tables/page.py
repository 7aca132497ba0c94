"""A page that lists the records of one kind."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from models.exchange.document import record_to_json
from models.letters.table import LETTERS
from ui.evidence.drops import FOR_IMPORT, Drops
from ui.languages import QT_TRANSLATE_NOOP, translate
from ui.look import GAP, GAP_PAGE, GAP_SMALL, GAP_TINY, TEXT_TITLE, font
from ui.page import Page
from ui.rooms import page_name, room_of
from ui.session import Session
from ui.tables.menus import ListMenus
from ui.tables.model import LONG, RowsModel
from ui.tables.rows import COLUMNS, has_figures, header, right_aligned, rows_of
from ui.tables.taking import Taking
from ui.tables.teaching import teaching
from ui.tables.totals import money_columns, sums_text, totals
from ui.tables.view import RecordsView
from ui.work import Beside

_TYPED_AFTER = 150
"""Milliseconds of rest after which a long list is filtered by what was typed."""
_WARMED = 40

_ALSO = {
    "service_rule": ("preset", QT_TRANSLATE_NOOP("RecordsPage", "From a preset…")),
    "arrangement": ("import_calendar", QT_TRANSLATE_NOOP("RecordsPage", "Open a calendar file…")),
}
"""Kind → action of the table that also enters records of the kind, and its button's text."""
_LETTERS = {kind.subject for kind in LETTERS.values()}
"""Kinds of records that letters are about."""
_OWN = {"id", "number", "answer", "agreed_total", "received_at", "reference"}
"""Fields that a duplicate does not take over: they tell this one record from every other."""


class RecordsPage(Page):
    """The records of one kind with their figures: filter, sort, select, open, remove, add up, carry elsewhere."""

    def __init__(self, session: Session, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.kind = kind
        self._titled = len(room_of(kind).pages) == 1
        words = session.words
        self.model = RowsModel(
            [header(kind, column, words, self.tr("Status")) for column in COLUMNS[kind]],
            [right_aligned(kind, column) for column in COLUMNS[kind]],
            self,
        )
        self.view = RecordsView(self.model)
        self.view.setAccessibleName(page_name(kind, words))
        self.view.opened.connect(self.open_current)
        self.view.removing.connect(self.remove_current)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._tell_selected())
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._add_up())
        self.model.arranged.connect(self._after_arranging)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setAccessibleName(self.tr("Filter"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setFixedWidth(220)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TYPED_AFTER)
        self._timer.timeout.connect(self._filter)
        self.filter.textChanged.connect(lambda _: self._typed())
        self.filter.returnPressed.connect(self.view.setFocus)
        self.menus = ListMenus(self, self.view, kind, self.filter)
        self.taking = Taking(self, self.view, session, kind)
        self.taking.saying.connect(self.told)
        self.taking.refusing.connect(self.refused)
        self.count, self.sums = QLabel(), QLabel()
        for label in (self.count, self.sums):
            label.setObjectName("soft")
        self.count.setContentsMargins(0, 0, 0, GAP_TINY)
        self.sums.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sums.hide()
        self._money = money_columns(kind)
        self._body = QStackedWidget()
        self._body.addWidget(self.view)
        self._body.addWidget(self._nothing_yet())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(GAP_PAGE, GAP_PAGE - 4 if self._titled else GAP, GAP_PAGE, GAP_PAGE)
        self._column.setSpacing(GAP)
        self._column.addLayout(self._head())
        self._column.addWidget(self._body, 1)
        self._column.addWidget(self.sums)
        self.setFocusProxy(self.view)
        Drops(self.view.viewport(), self._dropped, leave=FOR_IMPORT)
        self._current: str | None = None
        self._warm, self._adding = Beside(self), Beside(self)
        self._stale = True
        session.changed.connect(self._after_change)
        self.menus.bring_back()

    def add_below(self, widget: QWidget) -> None:
        """Put something of the kind's own under the list."""
        self._column.addWidget(widget)

    @property
    def current(self) -> str | None:
        """The id of the selected record."""
        index = self.view.currentIndex()
        return self.model.rows[index.row()].record if index.isValid() and self.model.rows else None

    @property
    def selected(self) -> list[str]:
        """The ids of all selected records, in the order shown."""
        return [row.record for row in self.view.selected_rows()]

    @property
    def spot(self) -> str:
        """The id of the selected record."""
        return self.current or ""

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
            "duplicate_record": self.duplicate_current,
            "remove_record": self.remove_current,
            "filter": self.choose_filter,
            "record_history": self._show_history,
            "copy_rows": self.taking.copy,
            "export_rows": self.taking.export,
            "print_rows": self.taking.ask_printer,
            "columns": lambda: self.menus.columns().popup(self._corner()),
            "views": lambda: self.menus.views().popup(self._corner()),
        }
        if self.kind in _LETTERS:
            done["letter"] = self._compose
        return done

    def _compose(self) -> None:
        self.composing.emit(self.kind, self.current or "")

    def _show_history(self) -> None:
        if self.current is not None:
            self.showing.emit("history", f"{self.kind}\t{self.current}")

    def _dropped(self, paths: list[Path], place: QPoint) -> None:
        """Keep files with the record they were dropped on; beside the records the user says with which."""
        row = self.view.indexAt(place).row()
        self.attaching.emit(self.kind, self.model.rows[row].record if row >= 0 else "", paths)

    def choose_filter(self) -> None:
        """Put the cursor into the filter."""
        self.filter.setFocus()
        self.filter.selectAll()

    def refresh(self) -> None:
        """Make the rows anew; the selection stays where it was. A large ledger's figures follow a little later."""
        self._stale = False
        session = self._session
        rows = rows_of(self.kind, session.facts, session.assessment, session.words)
        if session.large and has_figures(self.kind):
            self.model.put(rows_of(self.kind, session.facts, session.assessment, session.words, figures=False))
            first = range(len(rows.ids))[:_WARMED]
            self._warm.ask(lambda: [rows.fresh(number).cells for number in first], lambda _: self.model.put(rows))
        else:
            self.model.put(rows)
        self.view.fit()

    def select(self, record: str) -> bool:
        """Select a record; False when it is not shown. One that a filter hides has the filter taken away."""
        if self._stale:
            self.refresh()
        row = self.model.row_of(record)
        if row < 0 and self.filter.text() and record in self._session.facts.of_kind(self.kind):
            self._current = record
            self.filter.clear()
            self._filter()
            row = self.model.row_of(record)
        if row >= 0:
            self.view.selectRow(row)
            self.view.scrollTo(self.model.index(row, self.view.shown_columns()[0]))
        return row >= 0

    def select_first(self) -> None:
        """Select something when nothing is, so that the keyboard has a place to start from."""
        if self._stale:
            self.refresh()
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

    def remove_current(self) -> None:
        """Ask for the selected record to be removed."""
        if self.current is not None:
            self.removing.emit(self.kind, self.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc in the filter clears it and goes back to the list."""
        if event.key() == Qt.Key.Key_Escape and self.filter.hasFocus():
            self.filter.clear()
            self.view.setFocus()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Make the rows now if something changed while the page was not in view."""
        if self._stale:
            self.refresh()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Remember how the list is looked at."""
        self.menus.remember()
        super().hideEvent(event)

    def _after_change(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _typed(self) -> None:
        """Filter at once, a long list when typing rests."""
        if self.model.total > LONG:
            self._timer.start()
        else:
            self._filter()

    def _filter(self) -> None:
        self._timer.stop()
        self.model.filter(self.filter.text())
        if self.model.busy:
            self.count.setText(self.tr("Looking…"))

    def _tell_selected(self) -> None:
        if self.current is not None:
            self._current = self.current
            self.explaining.emit(self.kind, self.current, "")
            self.moved.emit()

    def _after_arranging(self) -> None:
        shown, total = len(self.model.rows), self.model.total
        self.count.setText(self.tr("{0} of {1}").format(shown, total) if shown != total else str(total))
        self._body.setCurrentIndex(0 if total else 1)
        self.filter.setVisible(total > 0)
        self._more.setVisible(total > 0)
        row = self.model.row_of(self._current) if self._current is not None else -1
        if row >= 0:
            self.view.selectRow(row)
            self.view.scrollTo(self.model.index(row, self.view.shown_columns()[0]))

    def _add_up(self) -> None:
        """Say what several selected rows add up to; of very many, a little later."""
        count = self.view.selected_count
        self._adding.drop()
        self.sums.setVisible(count > 1)
        if count < 2:
            return
        rows, columns, places = self.model.rows, self._money, self.view.selected_places()
        self.sums.setText(self._selected(count))
        if count > LONG:
            self._adding.ask(lambda: totals(map(rows.once, places), columns), self._say_sums)
        else:
            self._say_sums(totals(map(rows.once, places), columns))

    def _say_sums(self, sums: list[int]) -> None:
        names = [str(self.model.headerData(column, Qt.Orientation.Horizontal)) for column in self._money]
        text = sums_text(sums, names)
        count = self._selected(self.view.selected_count)
        self.sums.setText(f"{count} · {text}" if text else count)

    @staticmethod
    def _selected(count: int) -> str:
        return translate("RecordsPage", "{0} selected").format(count)

    def _corner(self) -> QPoint:
        """Give where a menu of the list opens."""
        return self._more.mapToGlobal(self._more.rect().bottomLeft())

    def _head(self) -> QHBoxLayout:
        words = self._session.words
        new = QPushButton(words.act(f"enter_{self.kind}"))
        new.clicked.connect(lambda: self.adding.emit(self.kind))
        self._more = QPushButton(self.tr("Views"))
        self._more.setToolTip(self.tr("Columns and saved views"))
        self._more.clicked.connect(self._show_menus)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        if self._titled:
            title = QLabel(page_name(self.kind, words))
            title.setObjectName("title")
            title.setFont(font(TEXT_TITLE, bold=True))
            row.addWidget(title)
        row.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        row.addWidget(self.filter)
        row.addWidget(self._more)
        if self.kind in _LETTERS:
            letter = QPushButton(self.tr("Letter…"))
            letter.clicked.connect(self._compose)
            row.addWidget(letter)
        if self.kind in _ALSO:
            name, text = _ALSO[self.kind]
            also = QPushButton(translate("RecordsPage", text))
            also.clicked.connect(lambda: self.asking.emit(name))
            row.addWidget(also)
        row.addWidget(new)
        return row

    def _show_menus(self) -> None:
        menu = self.menus.views()
        menu.addMenu(self.menus.columns())
        menu.popup(self._corner())

    def _nothing_yet(self) -> QWidget:
        empty = QWidget()
        words = self._session.words
        text = QLabel(self.tr("Nothing here yet. Ctrl+N enters the first one."))
        text.setObjectName("soft")
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        new = QPushButton(words.act(f"enter_{self.kind}"))
        new.clicked.connect(lambda: self.adding.emit(self.kind))
        what = QLabel(teaching(self.kind))
        what.setAlignment(Qt.AlignmentFlag.AlignCenter)
        what.setWordWrap(True)
        column = QVBoxLayout(empty)
        column.setSpacing(GAP_SMALL)
        column.addStretch(2)
        column.addWidget(what)
        column.addWidget(text)
        column.addWidget(new, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(3)
        return empty
