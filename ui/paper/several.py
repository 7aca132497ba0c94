"""Several letters for one job of the printer: chosen from the register, put together, shown as they will be printed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.facts.records import Letter
from ui.fitting import open_at
from ui.foot import foot
from ui.letters.writing import written_here
from ui.look import GAP, GAP_WIDE
from ui.session import Session


class SeveralDialog(QDialog):
    """Asks which letters to print together; they are printed in the order of the register."""

    chosen = Signal(object)
    """The letters, a tuple."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Print several letters"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._letters = [one for one in session.facts.letters.values() if one.frozen_on or written_here(one)]
        self.list = QListWidget()
        self.list.setProperty("roomy", "true")
        self.list.setAccessibleName(self.windowTitle())
        for letter in self._letters:
            state = session.words.text(f"state.{letter.state}")
            item = QListWidgetItem(f"{letter.number or '—'}　{letter.title}　（{state}）", self.list)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        self.list.itemChanged.connect(lambda _: self._tell())
        self.count = QLabel()
        self.count.setObjectName("soft")
        self.print = QPushButton(self.tr("Preview"))
        title = QLabel(self.windowTitle())
        title.setObjectName("title")
        lead = QLabel(self.tr("Frozen letters are printed as they were frozen, drafts as they stand."))
        lead.setObjectName("soft")
        lead.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        column.setSpacing(GAP)
        for widget in (title, lead, self.list):
            column.addWidget(widget)
        column.addLayout(foot(self, self.print, self._take, self.count))
        open_at(self, 560, 420)
        self._tell()

    @property
    def letters(self) -> tuple[Letter, ...]:
        """The letters ticked."""
        ticked = (self.list.item(row).checkState() == Qt.CheckState.Checked for row in range(self.list.count()))
        return tuple(letter for letter, wanted in zip(self._letters, ticked, strict=True) if wanted)

    def _tell(self) -> None:
        chosen = len(self.letters)
        self.count.setText(self.tr("%n letter(s)", "", chosen))
        self.print.setEnabled(chosen > 0)

    def _take(self) -> None:
        letters = self.letters
        self.accept()
        self.chosen.emit(letters)
