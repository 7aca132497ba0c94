"""Files of several kinds brought together: what was recognised is told, then each kind is taken in after the other."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QMainWindow, QTreeWidget, QTreeWidgetItem, QWidget

from models.sources.kinds import ACCOUNT_FILE, DOCUMENT, INVOICE, MAIL, PACKAGE, PROVIDER_BILL, STATEMENT
from models.sources.sorting import ARRANGEMENT, COPY, OTHER, Sorted
from models.vocabulary import Vocabulary
from ui.fitting import open_at
from ui.importing.account_files import AccountFileImport
from ui.importing.bills import BillImport
from ui.importing.dialog import ImportDialog
from ui.importing.documents import ArrangementImport, CopyImport, DocumentImport, PackageImport
from ui.importing.evidence import EvidenceImport
from ui.importing.importing import Import
from ui.importing.invoices import InvoiceImport
from ui.importing.mail import MailImport
from ui.importing.statements import StatementImport
from ui.messages import Messages
from ui.session import Session
from ui.wording import begun

IMPORTS: Mapping[str, type[Import]] = {
    PACKAGE: PackageImport,
    DOCUMENT: DocumentImport,
    ARRANGEMENT: ArrangementImport,
    COPY: CopyImport,
    PROVIDER_BILL: BillImport,
    INVOICE: InvoiceImport,
    ACCOUNT_FILE: AccountFileImport,
    STATEMENT: StatementImport,
    MAIL: MailImport,
    OTHER: EvidenceImport,
}
"""What takes in the files of each kind."""
_GROUP = Qt.ItemDataRole.UserRole
_NAMES = 280
"""Pixels of the names, with the boxes to tick before them, which a column does not reckon with by itself."""
_FEW = 6
"""Files of a kind that are named at once; more stand behind their kind."""


class Together(QObject):
    """Leads through files of several kinds: the list of them first, then the import of each kind the user wants."""

    beginning = Signal(object)
    """An :class:`Import` about to start."""

    def __init__(self, window: QMainWindow, session: Session, messages: Messages) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._messages = messages
        self._waiting: list[tuple[Sorted, str]] = []

    def offer(self, found: Sequence[Sorted]) -> None:
        """Tell what was recognised and what would be done; begin with what the user leaves ticked."""
        dialog = TogetherDialog(found, self._session.words, self._window)
        dialog.chosen.connect(self._begin)
        dialog.open()

    def _begin(self, wanted: Sequence[Sorted]) -> None:
        words = self._session.words
        for number, group in enumerate(wanted, start=1):
            turn = self.tr("{0} of {1} · {2}").format(number, len(wanted), begun(words.text(f"sort.{group.kind}")))
            self._waiting.append((group, turn))
        self._next()

    def _next(self) -> None:
        if self._waiting:
            group, turn = self._waiting.pop(0)
            made = IMPORTS[group.kind](self._window, self._session, self._messages, group.paths, turn)
            made.stopped.connect(self._waiting.clear)
            made.over.connect(self._next)
            self.beginning.emit(made)
            made.start()


class TogetherDialog(ImportDialog):
    """Lists files by what they are, how many, and what will be done with them; each kind, each file can be left out."""

    chosen = Signal(object)
    """The user wants these: a list of :class:`Sorted`."""

    def __init__(self, found: Sequence[Sorted], words: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__("", words, parent)
        self.setWindowTitle(self.tr("Import files of several kinds"))
        count = sum(len(group.paths) for group in found)
        self.say(self.tr("%n file(s) recognised", "", count), "title")
        advice = self.tr("They are taken in one kind after the other. Untick what is not wanted.")
        self.say(advice, "soft")
        self.tree = self._listed(found)
        self.column.addWidget(self.tree, 1)
        self.end()
        self.go.setText(self.tr("Next"))
        self.go.clicked.connect(self._choose)
        self.tree.itemChanged.connect(lambda: self.go.setEnabled(bool(self.wanted())))
        open_at(self, 820, 520)
        self.tree.setFocus()

    def _listed(self, found: Sequence[Sorted]) -> QTreeWidget:
        words = self._words
        made = QTreeWidget()
        made.setProperty("roomy", "true")
        made.setAccessibleName(self.tr("Files recognised"))
        made.setHeaderLabels([self.tr("What it is"), self.tr("Number"), self.tr("What will be done")])
        made.setUniformRowHeights(True)
        made.setTabKeyNavigation(False)
        for group in found:
            doing = words.text(f"sort_done.{group.kind}")
            top = QTreeWidgetItem([begun(words.text(f"sort.{group.kind}")), str(len(group.paths)), doing])
            top.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            top.setToolTip(2, doing)
            top.setFlags(top.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
            top.setData(0, _GROUP, group)
            for path in group.paths:
                file = QTreeWidgetItem(top, [path.name])
                file.setToolTip(0, str(path))
                file.setFlags(file.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                file.setCheckState(0, Qt.CheckState.Checked)
            made.addTopLevelItem(top)
            top.setExpanded(len(group.paths) <= _FEW)
            for file in _below(top):
                file.setFirstColumnSpanned(True)
        made.setCurrentIndex(made.model().index(0, 0))
        header = made.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        made.setColumnWidth(0, _NAMES)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        made.headerItem().setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return made

    def wanted(self) -> list[Sorted]:
        """Give the kinds and files that are ticked."""
        found = []
        for top in _below(self.tree.invisibleRootItem()):
            group: Sorted = top.data(0, _GROUP)
            ticked = [file.checkState(0) == Qt.CheckState.Checked for file in _below(top)]
            paths = tuple(path for path, wanted in zip(group.paths, ticked, strict=True) if wanted)
            if paths:
                found.append(group._replace(paths=paths))
        return found

    def _choose(self) -> None:
        wanted = self.wanted()
        self.accept()
        self.chosen.emit(wanted)


def _below(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = [item.child(row) for row in range(item.childCount())]
    return [one for one in found if one is not None]
