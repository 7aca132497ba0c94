"""One file, chosen or dropped, in a form."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from ui.look import TEXT_SMALL, font


class FileInput(QWidget):
    """A file, chosen or dropped here; ``title`` heads the dialog that asks for it, ``kinds`` are offered there."""

    chosen = Signal(object)
    """The path of the file now taken."""

    def __init__(self, title: str, kinds: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self._title = title
        self._kinds = kinds
        self.setAcceptDrops(True)
        self.name = QLabel(self.tr("None; choose a file or drop one here"))
        self.name.setObjectName("soft")
        self.name.setFont(font(TEXT_SMALL))
        self.choose_button = QPushButton(self.tr("Choose…"))
        self.choose_button.setAutoDefault(False)
        self.choose_button.clicked.connect(self.ask)
        self.setFocusProxy(self.choose_button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.name, 1)
        row.addWidget(self.choose_button)

    def ask(self) -> None:
        """Ask for a file."""
        name, _ = QFileDialog.getOpenFileName(self, self._title, "", self._kinds)
        if name:
            self.put(Path(name))

    def put(self, path: Path) -> None:
        """Take a file."""
        self.path = path
        self.name.setText(path.name)
        self.chosen.emit(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let a file be dropped."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file dropped."""
        event.acceptProposedAction()
        self.put(Path(event.mimeData().urls()[0].toLocalFile()))
