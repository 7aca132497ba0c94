"""What lines of statements may have paid, each with its reasons, to be ticked and accepted as one act."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.ledger.statement_acts import Accepted
from models.money import format_amount
from models.statements.matching import Suggested, Suggestion
from models.vocabulary import Vocabulary
from ui.fitting import open_at
from ui.foot import foot
from ui.look import GAP, GAP_SMALL, GAP_WIDE, TEXT, TEXT_SMALL, colours, font
from ui.suggesting import suggestion_told

_ROLE = Qt.ItemDataRole.UserRole


class MatchDialog(QDialog):
    """Lists suggestions line by line: those beyond doubt are ticked, the others are for the user to decide."""

    accepted_all = Signal(object)
    """The user accepts this list of :class:`Accepted`."""

    def __init__(self, found: list[Suggested], words: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setWindowTitle(words.text("reconcile.match").rstrip("…"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        column.setSpacing(GAP)
        title = QLabel(self.windowTitle())
        title.setObjectName("title")
        column.addWidget(title)
        advice = QLabel(words.text("reconcile.advice"))
        advice.setObjectName("soft")
        advice.setWordWrap(True)
        column.addWidget(advice)
        self.list = QListWidget()
        self.list.setProperty("roomy", "true")
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setAccessibleName(words.text("reconcile.match"))
        for one in found:
            self._add(one)
        self.list.itemChanged.connect(self._ticked)
        column.addWidget(self.list, 1)
        self.go = QPushButton(words.text("reconcile.accept"))
        column.addLayout(foot(self, self.go, self._choose))
        open_at(self, 860, 560)
        self._count()

    def _add(self, one: Suggested) -> None:
        line = one.line
        said = [str(line.on), format_amount(line.amount, grouped=True), line.counterparty or "", line.summary or ""]
        head = QListWidgetItem("   ".join(filter(None, said)))
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        head.setFont(font(TEXT, bold=True))
        if self.list.count():
            self.list.addItem(_gap())
        self.list.addItem(head)
        for each in one.suggestions:
            item = QListWidgetItem(suggestion_told(each, self._words))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked if each.clear else Qt.CheckState.Unchecked)
            item.setData(_ROLE, (line.id, each))
            self.list.addItem(item)
        if one.ambiguous:
            doubt = QListWidgetItem(self._words.text("reconcile.ambiguous"))
            doubt.setFlags(Qt.ItemFlag.ItemIsEnabled)
            doubt.setForeground(QColor(colours().soft))
            doubt.setFont(font(TEXT_SMALL))
            self.list.addItem(doubt)

    def _items(self) -> list[tuple[QListWidgetItem, str, Suggestion]]:
        found = []
        for row in range(self.list.count()):
            item = self.list.item(row)
            data = item.data(_ROLE)
            if data is not None:
                found.append((item, data[0], data[1]))
        return found

    def _ticked(self, changed: QListWidgetItem) -> None:
        """Keep at most one suggestion of a line ticked."""
        data = changed.data(_ROLE)
        if data is not None and changed.checkState() == Qt.CheckState.Checked:
            for item, line, _ in self._items():
                if item is not changed and line == data[0]:
                    item.setCheckState(Qt.CheckState.Unchecked)
        self._count()

    def chosen(self) -> list[Accepted]:
        """Give what is ticked."""
        return [
            Accepted(line, each.kind, each.targets)
            for item, line, each in self._items()
            if item.checkState() == Qt.CheckState.Checked
        ]

    def _count(self) -> None:
        self.go.setEnabled(bool(self.chosen()))

    def _choose(self) -> None:
        chosen = self.chosen()
        self.accept()
        self.accepted_all.emit(chosen)


def _gap() -> QListWidgetItem:
    """Give room between one line's suggestions and the next line."""
    item = QListWidgetItem()
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    item.setSizeHint(QSize(0, GAP_SMALL))
    return item
