"""Readings side by side: what each gives for a figure, what each changes in the ledger, and one act to choose it."""

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTabBar,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.facts.agreement import READINGS
from models.figures import Figure, Value
from models.problems import Refused
from models.readings_compared import Given, changed_by, side_by_side, touching, with_reading
from models.vocabulary import Vocabulary
from models.what_if import Difference
from ui.fitting import open_at
from ui.look import GAP, GAP_SMALL, GAP_WIDE, ROW
from ui.session import Session
from ui.wording import begun
from ui.work import Beside

_MOST = 500
"""Figures listed; more are counted."""


class ReadingsDialog(QDialog):
    """One reading at a time by its tab; its choices above, every figure that the selected one would change below."""

    said = Signal(str)
    """The selected choice became the agreement's setting; an act that can be undone."""
    refused = Signal(object)

    def __init__(self, session: Session, figure: Figure | None, reading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._figure = figure
        self._changed: dict[str, list[Difference]] = {}
        self._beside = Beside(self)
        self.setWindowTitle(self.tr("Compare readings"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = session.words
        self._readings = touching(session.assessment, figure) if figure is not None else []
        self._readings += [each for each in READINGS if each not in self._readings]
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(words.text("column.readings"))
        for each in self._readings:
            self.tabs.addTab(words.field("readings", each))
        self.about = QLabel(self._about())
        self.about.setObjectName("heading")
        self.about.setVisible(figure is not None)
        self.choices = _table(
            [self.tr("Reading"), self.tr("This figure"), self.tr("Difference"), self.tr("Figures changed")],
            self.tr("Choices of the reading"),
            numbers=(1, 2, 3),
        )
        self.choices.setWordWrap(True)
        for column in (1, 2):
            self.choices.setColumnHidden(column, figure is None)
        self.choices.currentItemChanged.connect(lambda *_: self._show_changed())
        self.changes_heading = QLabel()
        self.changes_heading.setObjectName("heading")
        self.changes = _table(
            [self.tr("Record"), self.tr("Figure"), self.tr("Now"), self.tr("Then")],
            self.tr("What would change"),
            numbers=(2, 3),
        )
        self.choose_button = QPushButton(self.tr("Make this the agreement's setting"))
        self.choose_button.clicked.connect(self.choose)
        self._lay_out()
        if reading in self._readings:
            self.tabs.setCurrentIndex(self._readings.index(reading))
        self.tabs.currentChanged.connect(lambda _: self._show_reading())
        self._show_reading()

    @property
    def reading(self) -> str:
        """The reading whose tab is in front."""
        return self._readings[self.tabs.currentIndex()]

    @property
    def choice(self) -> str:
        """The choice selected."""
        return READINGS[self.reading][max(self.choices.currentRow(), 0)]

    def choose(self) -> None:
        """Make the selected choice the agreement's setting."""
        session, words = self._session, self._session.words
        reading, choice = self.reading, self.choice
        try:
            session.revise(with_reading(session.facts.agreement, reading, choice))
        except Refused as refused:
            self.refused.emit(refused)
            return
        name = words.field("readings", reading)
        self.accept()
        self.said.emit(self.tr("{0}: now read as “{1}”").format(name, words.choice(reading, choice)))

    def _about(self) -> str:
        words, figure = self._session.words, self._figure
        if figure is None:
            return ""
        return f"{words.figure(figure.kind)} · {words.record(figure.subject, figure.record)}"

    def _show_reading(self) -> None:
        """Show the choices of the reading in front; what they change follows, of a large ledger a little later."""
        session, figure, reading = self._session, self._figure, self.reading
        used = session.assessment.situation.reading(reading)
        self._changed = {}
        self.choices.setRowCount(len(READINGS[reading]))
        given = side_by_side(session.assessment, figure, reading) if figure is not None else ()
        for row, choice in enumerate(READINGS[reading]):
            self._put_choice(row, choice, given, used=choice == used)
        self.choices.resizeRowsToContents()
        for row in range(self.choices.rowCount()):
            self.choices.setRowHeight(row, self.choices.rowHeight(row) + 2 * GAP_SMALL)
        self.choices.updateGeometry()
        others = [row for row, choice in enumerate(READINGS[reading]) if choice != used]
        self.choices.setCurrentCell(others[0], 0)
        assessment = session.assessment

        def job() -> dict[str, list[Difference]]:
            return {choice: changed_by(assessment, reading, choice) for choice in READINGS[reading]}

        if session.large:
            self._beside.ask(job, self._take)
        else:
            self._take(job())

    def _put_choice(self, row: int, choice: str, given: Sequence[Given], *, used: bool) -> None:
        words, reading = self._session.words, self.reading
        name = begun(words.choice(reading, choice))
        if used:
            name = self.tr("{0} (in use)").format(name)
        cells = [f"{name}\n{words.reading(reading, choice)}", "", "", "…"]
        if given:
            cells[1] = _shown(given[row].value, given[row].status, self._unit, words)
            cells[2] = _by(given[row].by, self._unit, words) if not used else "—"
        for column, text in enumerate(cells):
            item = _number(text) if column else QTableWidgetItem(text)
            item.setToolTip(text)
            if used:
                made = item.font()
                made.setBold(True)
                item.setFont(made)
            self.choices.setItem(row, column, item)

    @property
    def _unit(self) -> str:
        return self._figure.unit if self._figure is not None else ""

    def _take(self, changed: dict[str, list[Difference]]) -> None:
        self._changed = changed
        for row, choice in enumerate(READINGS[self.reading]):
            self.choices.setItem(row, 3, _number(str(len(changed[choice])) if changed[choice] else "—"))
        self._show_changed()

    def _show_changed(self) -> None:
        """List what the selected choice would change."""
        session, words, choice = self._session, self._session.words, self.choice
        used = choice == session.assessment.situation.reading(self.reading)
        self.choose_button.setEnabled(not used)
        found = self._changed.get(choice)
        if used:
            self.changes_heading.setText(self.tr("This reading is in use: every figure is as it stands."))
        elif found is None:
            self.changes_heading.setText(self.tr("Looking at the whole ledger…"))
        elif not found:
            self.changes_heading.setText(self.tr("No figure of the ledger would change today."))
        else:
            name = words.choice(self.reading, choice)
            self.changes_heading.setText(self.tr("%n figure(s) would change under “{0}”", "", len(found)).format(name))
        shown = (found or [])[:_MOST]
        self.changes.setRowCount(len(shown))
        for row, one in enumerate(shown):
            cells = [words.record(one.subject, one.record), words.figure(one.kind)]
            cells += [_shown(one.before, one.before_status, one.unit, words)]
            cells += [_shown(one.after, one.after_status, one.unit, words)]
            for column, text in enumerate(cells):
                self.changes.setItem(row, column, _number(text) if column > 1 else QTableWidgetItem(text))

    def _lay_out(self) -> None:
        title = QLabel(self.windowTitle())
        title.setObjectName("title")
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        buttons.addWidget(self.choose_button)
        self.choose_button.setDefault(True)
        self.choices.setSizeAdjustPolicy(QTableWidget.SizeAdjustPolicy.AdjustToContents)
        self.choices.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        column.setSpacing(GAP)
        for widget in (title, self.about, self.tabs, self.choices, self.changes_heading):
            column.addWidget(widget)
        column.addWidget(self.changes, 1)
        column.addLayout(buttons)
        self.choices.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.changes.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        open_at(self, 920, 680)


def _table(headers: list[str], name: str, *, numbers: Sequence[int]) -> QTableWidget:
    """Make a table; ``numbers`` are its columns whose values are compared, one under the other."""
    table = QTableWidget(0, len(headers))
    table.setAccessibleName(name)
    table.setHorizontalHeaderLabels(headers)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(ROW)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for column in numbers:
        table.setHorizontalHeaderItem(column, _number(headers[column]))
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    return table


def _number(text: str) -> QTableWidgetItem:
    """Give a cell at the right of its column."""
    item = QTableWidgetItem(text)
    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item


def _shown(value: Value, status: str | None, unit: str, words: Vocabulary) -> str:
    if value is None:
        return begun(words.status(status)) or "—"
    said = words.value(value, unit)
    return f"{said} · {words.status(status)}" if status else said


def _by(by: int | Fraction | None, unit: str, words: Vocabulary) -> str:
    """Say how far one value is from another: days between dates, the rest in their unit, with its sign."""
    if not by:
        return "—"
    size = by if by > 0 else -by
    said = words.value(size, "days" if unit == "date" else unit)
    return f"+{said}" if by > 0 else f"−{said}"
