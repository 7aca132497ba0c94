"""The page of the history: every act, what it changed, earlier states of a record brought back, the tamper check."""

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from models.ledger.history import Altered
from models.ledger.past import Head
from ui.entries import EntriesView
from ui.filter import FilterLine
from ui.fitting import WIDE
from ui.history.taking import COLUMNS, lines
from ui.history.view import ActsModel
from ui.history.wording import NOT_RECORDS, differences
from ui.in_view import InView
from ui.look import GAP, GAP_PAGE, GAP_SMALL, ROW, TEXT_TITLE, font
from ui.page import Page
from ui.rooms import PAGES, page_name
from ui.session import Session
from ui.tables.plain_taking import PlainTaking
from ui.wording import begun

_TYPED_AFTER = 250
_LONG = 24
_LOOKED_AT = 60
"""Rows that the width of a column is fitted to."""
_NARROWEST, _WIDEST = 110, 220
"""Pixels of the columns of records and fields."""
"""Characters from which a value may need more than one line."""
_TOP = Qt.AlignmentFlag.AlignTop
_RECORD = Qt.ItemDataRole.UserRole
_GONE = Qt.ItemDataRole.UserRole + 1


class HistoryPage(Page):
    """Acts above, below them what the selected one changed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._record: tuple[str, str] | None = None
        self.table: QTableWidget = QTableWidget(0, 4)
        self.model = ActsModel(session)
        self.view = EntriesView(self.model)
        self.view.setAccessibleName(page_name("history", session.words))
        self.view.selectionModel().currentChanged.connect(lambda *_: self._show_act())
        self.view.opened.connect(lambda _: self.table.setFocus())
        self.setFocusProxy(self.view)
        self.filter = FilterLine(self.tr("Filter by what changed"), rest=_TYPED_AFTER)
        self.filter.wanted.connect(lambda _: self.refresh())
        self.filter.left.connect(self.view.setFocus)
        self.only = QToolButton()
        self.only.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.only.setToolTip(self.tr("Show the acts on all records again"))
        self.only.clicked.connect(lambda: self.about(None))
        self.verify_button = QPushButton(self.tr("Check that nothing was altered"))
        self.verify_button.clicked.connect(lambda: self.asking.emit("verify"))
        self.more = QLabel()
        self.more.setObjectName("soft")
        self.reinstate_button = QPushButton(self.tr("Bring this state back"))
        self.reinstate_button.clicked.connect(lambda: self.asking.emit("reinstate"))
        self.record_button = QPushButton(self.tr("Show the record"))
        self.record_button.clicked.connect(self._show_record)
        self.only_button = QPushButton(self.tr("Only this record"))
        self.only_button.clicked.connect(lambda: self.about(self.record))
        self.taking = PlainTaking(self.table, page_name("history", session.words), whole=(self._lines, COLUMNS))
        self.taking.said.connect(self.told)
        self.taking.refused.connect(self.refused)
        self._lay_out()
        self._in_view = InView(self, self.refresh)
        session.changed.connect(self._after_change)

    @property
    def current(self) -> Head | None:
        """The act selected."""
        index = self.view.currentIndex()
        return self.model.items[index.row()] if index.isValid() else None

    @property
    def record(self) -> tuple[str, str] | None:
        """The (kind, id) of the record selected among those the act altered."""
        item = self.table.item(self.table.currentRow(), 0)
        found: tuple[str, str] | None = item.data(_RECORD) if item is not None else None
        return found

    @property
    def spot(self) -> str:
        """The record whose acts are shown, if only one's are, and the act selected."""
        head = self.current
        return "\t".join((*(self._record or ("", "")), str(head.entry) if head is not None else ""))

    def go_to(self, spot: str) -> bool:
        """Show the acts on one record only, or on all, and select one when its number is named."""
        kind, record, entry = [*spot.split("\t"), "", ""][:3]
        self.about((kind, record) if record else None)
        if entry:
            self.view.setCurrentIndex(self.model.at(self.model.row_of(int(entry))))
        return True

    def arrive(self) -> None:
        """Have the selected record's figures explained; an act itself is no figure."""
        self._explain()

    def _lines(self) -> Iterator[list[str]]:
        return lines(self._session.ledger, self._record, self.filter.text().strip(), self._session.words)

    def _explain(self) -> None:
        self.explaining.emit(*(self.record or ("", "")), "")

    def doers(self) -> Mapping[str, Callable[[], object]]:
        """Filter the acts, bring earlier states back, copy what one altered, write all that are shown."""
        return {
            "filter": self.filter.choose,
            "reinstate": self.reinstate,
            "copy_rows": self.taking.copy,
            "export_rows": self.taking.export,
        }

    def about(self, record: tuple[str, str] | None) -> None:
        """Show the acts on one record, or on all."""
        self._record = record
        self.refresh()
        self.moved.emit()

    def refresh(self) -> None:
        """Read the acts anew; the selection stays with its act, or with the newest."""
        kept = self.current.entry if self.current is not None and self.view.currentIndex().row() > 0 else None
        self.model.read(self._record, self.filter.text().strip())
        self.only.setVisible(self._record is not None)
        if self._record is not None:
            self.only.setText(f"{self._session.words.record(*self._record)}  ✕")
        rows = [head.entry for head in self.model.items]
        quiet = QSignalBlocker(self.view.selectionModel())
        if rows:
            self.view.setCurrentIndex(self.model.at(rows.index(kept) if kept in rows else 0))
        quiet.unblock()
        self._show_act()

    def reinstate(self) -> None:
        """Bring the selected record back to what it was after the selected act. Raises Refused."""
        head, record = self.current, self.record
        if head is None or record is None or not self.reinstate_button.isEnabled():
            return
        name = self._session.words.record(*record)
        if self._session.reinstate(*record, head.entry) is None:
            self.told.emit(self.tr("{0} is like that already.").format(name))
        else:
            self.said.emit(self.tr("Brought back: {0}").format(name))
        self.view.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what an act changed beside the acts where there is room, else under them."""
        super().resizeEvent(event)
        self._both.setOrientation(Qt.Orientation.Horizontal if self.width() >= WIDE else Qt.Orientation.Vertical)

    def _after_change(self, touched: tuple[tuple[str, str], ...]) -> None:
        if touched or self.isHidden():
            self._in_view.changed()

    def _show_act(self) -> None:
        head, words = self.current, self._session.words
        changes, more = self._session.ledger.altered(head.entry) if head is not None else ([], False)
        if self._record is not None:
            changes = [change for change in changes if (change.kind, change.id) == self._record] or changes
        self.table.setRowCount(0)
        for change in changes:
            self._add(change)
        for column in (0, 1):
            wanted = self.table.sizeHintForColumn(column) + GAP_SMALL
            self.table.setColumnWidth(column, min(max(wanted, _NARROWEST), _WIDEST))
        self.table.setCurrentCell(0, 0)
        self._explain()
        self.more.setText(self.tr("The first %n record(s) are shown.", "", len(changes)) if more else "")
        self.more.setVisible(more)
        self._offer()
        self.table.setAccessibleName(begun(words.text("column.record")))

    def _add(self, change: Altered) -> None:
        gone = change.after is None
        lines = differences(change, self._session.words)
        for place, line in enumerate(lines):
            row = self.table.rowCount()
            self.table.insertRow(row)
            cells = (line.record if place == 0 else "", line.field, line.before, line.after)
            tall = max(map(len, cells[2:])) > _LONG or "\n" in cells[2] + cells[3]
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | (_TOP if tall else Qt.AlignmentFlag.AlignVCenter))
                item.setData(_RECORD, (change.kind, change.id))
                item.setData(_GONE, gone)
                self.table.setItem(row, column, item)
            self.table.setRowHeight(row, ROW - 6)
            if tall:
                self.table.resizeRowToContents(row)

    def _offer(self) -> None:
        """Grey out what cannot be done with the selected record."""
        record = self.record
        item = self.table.item(self.table.currentRow(), 0)
        stands = record is not None and record[0] not in NOT_RECORDS and item is not None and not item.data(_GONE)
        self.reinstate_button.setEnabled(stands)
        known = record is not None and record[0] in PAGES and self._session.facts.get(*record) is not None
        self.record_button.setEnabled(known)
        self.only_button.setEnabled(record is not None and self._record is None)

    def _show_record(self) -> None:
        if self.record is not None:
            kind, record = self.record
            self.showing.emit(kind, "" if kind == "agreement" else record)

    def _lay_out(self) -> None:
        words = self._session.words
        title = QLabel(page_name("history", words))
        title.setObjectName("title")
        title.setFont(font(TEXT_TITLE, bold=True))
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(title)
        head.addWidget(self.only)
        head.addStretch(1)
        head.addWidget(self.filter)
        head.addWidget(self.verify_button)
        self.table.setHorizontalHeaderLabels(
            [begun(words.text("column.record")), self.tr("Field"), self.tr("Before"), self.tr("After")]
        )
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableWidget.SelectionMode.ExtendedSelection)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.currentCellChanged.connect(lambda *_: self._offer())
        top = self.table.horizontalHeader()
        top.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        top.setHighlightSections(False)
        top.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        top.setResizeContentsPrecision(_LOOKED_AT)
        for position in (0, 1):
            top.setSectionResizeMode(position, QHeaderView.ResizeMode.Interactive)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP_SMALL)
        buttons.addWidget(self.more, 1)
        buttons.addStretch(1)
        for button in (self.only_button, self.record_button, self.reinstate_button):
            buttons.addWidget(button)
        below = QWidget()
        under = QVBoxLayout(below)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(GAP_SMALL)
        under.addWidget(self.table, 1)
        under.addLayout(buttons)
        self._both = both = QSplitter(Qt.Orientation.Vertical)
        both.setChildrenCollapsible(False)
        both.setHandleWidth(GAP)
        both.addWidget(self.view)
        both.addWidget(below)
        both.setStretchFactor(0, 3)
        both.setStretchFactor(1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_PAGE, GAP_PAGE - 4, GAP_PAGE, GAP_PAGE)
        column.setSpacing(GAP)
        column.addLayout(head)
        column.addWidget(both, 1)
