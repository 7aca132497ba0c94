"""The preview of papers: the pages as they will be saved and printed, with binding margin and all."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressDialog,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from models.problems import Refused
from models.vocabulary import Vocabulary
from reports.page_setup import PageSetup, Paper, arranged
from ui.files import write_beside
from ui.fitting import open_at
from ui.icons import icon
from ui.look import GAP_SMALL, GAP_TINY
from ui.messages import show_problems
from ui.paper.page_setup import PageSetupDialog, remembered
from ui.paper.pages import PdfPages
from ui.paper.printing import for_pages, print_pages
from ui.paper.view import PagesView
from ui.session import sentences
from ui.work import SHOWN_AFTER, Headway, Work


class Arranged(NamedTuple):
    """Papers set up for printing as one PDF; when that is ``refused``, the first of them as it is."""

    setup: PageSetup
    content: bytes
    refused: Refused | None


def arrange(papers: Sequence[tuple[str, bytes]], setup: PageSetup) -> Arranged:
    """Set papers, each (name, PDF), up for printing."""
    try:
        return Arranged(setup, arranged([Paper(*one) for one in papers], setup), None)
    except Refused as refused:
        return Arranged(setup, papers[0][1], refused)


class Preview(QDialog):
    """Shows papers as one PDF, saves those very bytes, prints those very pages.

    ``papers`` are (name, PDF). One paper without a binding margin is shown as it is, byte for byte. Many or long papers
    are arranged beforehand, off the screen's thread (:func:`arrange`), and handed over as ``ready``.
    """

    def __init__(
        self,
        papers: Sequence[tuple[str, bytes]],
        name: str,
        words: Vocabulary,
        parent: QWidget | None = None,
        *,
        ready: Arranged | None = None,
    ) -> None:
        super().__init__(parent)
        self._papers = papers
        self.setup, content, refused = ready or arrange(papers, remembered())
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
        row.addWidget(self._button("", self.tr("Page setup…"), "Ctrl+Shift+P", self.ask_setup))
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
        open_at(self, 900, 760)
        self.view.setFocus()
        self._tell_page(0)
        if refused is not None:
            self.message.setText("\n".join(sentences(refused, self._words)))
        else:
            self._tell_setup()

    def set_up(self, setup: PageSetup) -> None:
        """Show the papers as they will be printed with another setup; refused ones stay as they are."""
        headway = Headway()

        def job() -> Arranged:
            headway.free()
            return arrange(self._papers, setup)

        Work(self, job, self._take, lambda _: None, headway=headway).start(self.tr("Arranging the pages"))

    def _take(self, made: Arranged) -> None:
        if made.refused is not None:
            show_problems(self, self.tr("The pages were not moved."), sentences(made.refused, self._words))
            return
        self.setup = made.setup
        self.pages = PdfPages(made.content)
        self.view.put(self.pages)
        self._tell_page(self.view.page)
        self._tell_setup()

    def ask_setup(self) -> None:
        """Ask for binding margin and two sides."""
        ask = PageSetupDialog(self.setup, self)
        ask.chosen.connect(self.set_up)
        ask.open()

    def _tell_setup(self) -> None:
        told = []
        if self.setup.binding:
            told.append(self.tr("Binding margin {0} mm").format(self.setup.binding))
        if self.setup.two_sided:
            told.append(self.tr("two-sided"))
        self.message.setText(" · ".join(told))

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
        for_pages(printer, self.pages, two_sided=self.setup.two_sided)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(self.pages))
        dialog.accepted.connect(lambda: self._print(printer))
        dialog.setModal(True)
        dialog.show()

    def _print(self, printer: QPrinter) -> None:
        """Print, saying how far it is when there is much of it; stopped, the pages not yet printed are left out."""
        progress = self.progress()

        def go_on(done: int) -> bool:
            progress.setValue(done)
            return not progress.wasCanceled()

        whole = print_pages(printer, self.pages, go_on)
        progress.close()
        self.message.setText(self.tr("Sent to the printer") if whole else self.tr("Printing was stopped"))

    def progress(self) -> QProgressDialog:
        """Give what tells how far the printing is."""
        progress = QProgressDialog(self.tr("Printing…"), self.tr("Cancel"), 0, len(self.pages), self)
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setMinimumDuration(SHOWN_AFTER)
        return progress

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
