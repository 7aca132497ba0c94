"""What a new holiday arrangement moved: every date that is another one now."""

from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.assess import Assessment
from models.figures import Value
from models.vocabulary import Vocabulary
from models.what_if import Difference, differences
from ui.fitting import open_at
from ui.look import GAP, GAP_WIDE, ROW
from ui.messages import Messages
from ui.session import Session
from ui.wording import begun
from ui.work import Beside


class MovedDates(QObject):
    """Looks at acts on arrangements and tells which dates they moved."""

    def __init__(self, window: QWidget, session: Session, messages: Messages) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._messages = messages
        self._beside = Beside(self)

    def after_change(self, touched: tuple[tuple[str, str], ...]) -> None:
        """Look which dates an act moved."""
        session = self._session
        before = session.before
        if before is None or not any(kind == "arrangement" for kind, _ in touched):
            return
        if session.large:
            self._beside.ask(partial(moved, before, session.assessment), self._tell)
        else:
            self._tell(moved(before, session.assessment))

    def _tell(self, found: list[Difference]) -> None:
        if found:
            MovedDialog(found, self._session.words, self._window).open()
        else:
            self._messages.say(self.tr("The holiday arrangement is on record; no date moved."), undo=True)


def moved(before: Assessment, after: Assessment) -> list[Difference]:
    """Give the dates that differ, or whose status does; that a range has become certain moves nothing."""
    return [one for one in differences(before, after) if one.unit == "date" and one.moved]


class MovedDialog(QDialog):
    """Lists dates before and after."""

    def __init__(self, found: list[Difference], words: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Dates that moved"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = QLabel(self.tr("%n date(s) moved with the holiday arrangement", "", len(found)))
        title.setObjectName("title")
        self.table = QTableWidget(len(found), 4)
        self.table.setHorizontalHeaderLabels(
            [begun(words.text(f"column.{name}")) for name in ("record", "figure")] + [self.tr("Before"), self.tr("Now")]
        )
        self.table.setAccessibleName(self.windowTitle())
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(ROW)
        for row, one in enumerate(found):
            cells = [words.record(one.subject, one.record), words.figure(one.kind)]
            cells += [_shown(one.before, one.before_status, words), _shown(one.after, one.after_status, words)]
            for position, text in enumerate(cells):
                self.table.setItem(row, position, QTableWidgetItem(text))
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setResizeContentsPrecision(200)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        close = QPushButton(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        column.setSpacing(GAP)
        column.addWidget(title)
        column.addWidget(self.table, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        open_at(self, 640, min(len(found) * ROW + 170, 520))


def _shown(value: Value, status: str | None, words: Vocabulary) -> str:
    if value is None:
        return begun(words.status(status)) or "—"
    said = words.value(value, "date")
    return f"{said} · {words.status(status)}" if status else said
