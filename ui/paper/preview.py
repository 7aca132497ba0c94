"""The preview of a letter or summary: the pages as they will be saved and printed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from models.problems import Refused
from models.vocabulary import Vocabulary
from ui.files import write_beside
from ui.icons import icon
from ui.look import GAP_SMALL, GAP_TINY
from ui.messages import show_problems
from ui.paper.pages import PdfPages
from ui.paper.printing import print_pages
from ui.paper.view import PagesView
from ui.session import sentences


class Preview(QDialog):
    """Shows a PDF, saves those very bytes, prints those very pages."""

    def __init__(self, content: bytes, name: str, words: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(name)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._words = words
        self._name = name
        self.pages = PdfPages(content)
        self.view = PagesView(self.pages)
        self.view.moved.connect(self._tell_page)
        self.where = QLabel()
        self.where.setObjectName("soft")
        self.message = QLabel()
        self.message.setObjectName("soft")
        row = QHBoxLayout()
        row.setContentsMargins(GAP_SMALL, GAP_TINY, GAP_SMALL, GAP_TINY)
        row.setSpacing(GAP_TINY)
        row.addWidget(self._button("save", self.tr("Save…"), "Ctrl+S", self.ask_where))
        row.addWidget(self._button("print", self.tr("Print…"), "Ctrl+P", self.ask_printer))
        row.addStretch(1)
        row.addWidget(self.message)
        row.addStretch(1)
        row.addWidget(self.where)
        row.addWidget(self._button("zoom-out", self.tr("Smaller"), "Ctrl+-", self.view.zoom_out, bare=True))
        row.addWidget(self._button("zoom-in", self.tr("Larger"), "Ctrl+=", self.view.zoom_in, bare=True))
        row.addWidget(self._button("", self.tr("Fit width"), "Ctrl+0", self.view.fit_width))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        self.resize(900, 760)
        self.view.setFocus()
        self._tell_page(0)

    def save(self, path: Path) -> bool:
        """Write the bytes shown to a file."""
        try:
            write_beside(path, self.pages.content)
        except Refused as refused:
            show_problems(self, self.tr("The file was not written."), sentences(refused, self._words))
            return False
        self.message.setText(self.tr("Written: {0}").format(path))
        return True

    def ask_where(self) -> None:
        """Ask for a place and save there."""
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save"), f"{self._name}.pdf", self.tr("PDF (*.pdf)"))
        if name:
            self.save(Path(name if name.lower().endswith(".pdf") else f"{name}.pdf"))

    def ask_printer(self) -> None:
        """Ask for a printer and print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._name)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(self.pages))
        dialog.accepted.connect(lambda: print_pages(printer, self.pages))
        dialog.setModal(True)
        dialog.show()

    def _tell_page(self, page: int) -> None:
        self.where.setText(self.tr("Page {0} of {1}").format(page + 1, len(self.pages)))

    def _button(self, name: str, text: str, keys: str, act: Callable[[], None], *, bare: bool = False) -> QToolButton:
        button = QToolButton()
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{text.rstrip('…')} ({shown})")
        button.setAccessibleName(text.rstrip("…"))
        if name:
            button.setIcon(icon(name))
        if not bare:
            button.setText(text)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(act)
        QShortcut(QKeySequence(keys), self, act)
        return button
