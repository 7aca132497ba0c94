"""The panel that explains: a record's figures, and where the selected one comes from."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QTreeWidgetItem, QVBoxLayout, QWidget

from models.facts.records import KINDS
from models.figures import Because, Figure
from ui.explain.nodes import READING, Node, below, derivation, node_of, readings_below
from ui.explain.sums import Explained, Line, Sum, of_record
from ui.explain.view import NODE_ROLE, DerivationView
from ui.in_view import InView
from ui.look import GAP, GAP_SMALL
from ui.session import Session
from ui.work import Beside

_FIGURE_ROLE, _BECAUSE_ROLE = NODE_ROLE + 2, NODE_ROLE + 3
_TALLEST = 280
"""Pixels that the list of figures takes at most, so that the derivation keeps its room."""


class ExplainPanel(QWidget):
    """Shows one record's figures above, the derivation of the selected one below."""

    opening = Signal(str, str, str)
    """(kind, id, field) of the record an input came from; the field can be empty."""
    comparing = Signal(object, str)
    """(the figure, a reading): compare the readings of the figure."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._subject: tuple[str, str] | None = None
        self._chosen = ""
        self._sum: Sum | None = None
        self._explained = Explained(session.assessment, [])
        self._shown: object = None
        """What the lines shown are about: a record or a sum."""
        self._explaining, self._reading = Beside(self), Beside(self)
        self.title = QLabel()
        self.title.setObjectName("heading")
        self.title.setWordWrap(True)
        self.message = QLabel()
        self.message.setObjectName("soft")
        self.message.setWordWrap(True)
        self.figures = DerivationView()
        self.figures.setRootIsDecorated(False)
        self.figures.setIndentation(0)
        self.figures.setAccessibleName(self.tr("Figures of the record"))
        self.figures.currentItemChanged.connect(lambda *_: self._show_derivation())
        self.figures.itemDoubleClicked.connect(lambda item, _: self._open(item))
        self.tree = DerivationView()
        self.tree.setAccessibleName(self.tr("Derivation"))
        self.tree.itemExpanded.connect(self._fill)
        self.tree.itemDoubleClicked.connect(lambda item, _: self._open(item))
        self.beside = QLabel()
        self.beside.setObjectName("hint")
        self.beside.setWordWrap(True)
        self.beside.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.compare_button = QPushButton(self.tr("Compare readings…"))
        self.compare_button.clicked.connect(lambda: self._compare(""))
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP_SMALL)
        column.addWidget(self.title)
        column.addWidget(self.message)
        column.addWidget(self.figures)
        column.addSpacing(GAP_SMALL)
        column.addWidget(self.tree, 1)
        column.addWidget(self.compare_button)
        column.addWidget(self.beside)
        column.addStretch(0)
        self._in_view = InView(self, self.refresh)
        session.changed.connect(self._in_view.changed)
        self._in_view.catch_up()

    def show_record(self, kind: str, record_id: str, figure_kind: str = "") -> None:
        """Explain a record's figures, beginning with one of them; no record's when the id is empty."""
        if self._sum is None and (kind, record_id) == self._subject and figure_kind in {"", self._chosen}:
            return
        self._sum = None
        self._subject = (kind, record_id) if record_id else None
        self._chosen = figure_kind or self._chosen
        self._in_view.changed()

    def show_sum(self, asked: Sum) -> None:
        """Explain what an amount is made of that is no figure of one record."""
        self._sum, self._subject = asked, None
        self._in_view.changed()

    def refresh(self) -> None:
        """Show the figures of the record as they are now."""
        session, assessment, subject, asked = self._session, self._session.assessment, self._subject, self._sum
        if asked is None and subject is None:
            self._explaining.drop()
            self._show(Explained(assessment, []))
            return

        def job() -> Explained:
            if asked is not None:
                return asked.make(assessment)
            assert subject is not None  # noqa: S101 - one of the two is asked about
            return of_record(assessment, *subject, session.words)

        if session.large:
            self._wait()
            self._explaining.ask(lambda: _with_why(job()), self._show)
        else:
            self._explaining.drop()
            self._show(job())

    def _wait(self) -> None:
        """Say that it is being computed; what was shown of the same stays meanwhile, paled, and nothing of another."""
        self._reading.drop()
        self.title.setText(self.tr("{0} · computing…").format(self._title()))
        self.title.show()
        self.message.hide()
        self.compare_button.hide()
        self.beside.hide()
        if self._shown != (self._sum or self._subject):
            quiet = QSignalBlocker(self.figures)
            self.figures.clear()
            quiet.unblock()
            self.tree.clear()
        for view in (self.figures, self.tree):
            view.wait(waiting=True)

    def _title(self) -> str:
        return self._sum.title if self._sum else self._session.words.record(*self._subject) if self._subject else ""

    def _show(self, explained: Explained) -> None:
        found, title = explained.lines, self._title()
        self._explained, self._shown = explained, self._sum or self._subject
        for view in (self.figures, self.tree):
            view.wait(waiting=False)
        self.beside.setText(explained.beside)
        self.beside.setVisible(bool(explained.beside))
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.message.setText(self._message(found))
        self.message.setVisible(not found)
        self.figures.setVisible(bool(found))
        self.tree.setVisible(bool(found))
        quiet = QSignalBlocker(self.figures)
        self.figures.clear()
        for line in found:
            self.figures.addTopLevelItem(_item(line.node, line.figure, line.because))
        self.figures.setCurrentIndex(self.figures.model().index(self._telling(found), 0))
        self.figures.fit_height(_TALLEST)
        quiet.unblock()
        self._show_derivation()

    def _telling(self, found: list[Line]) -> int:
        """Give the line shown first: the kind chosen, otherwise the first that says more than a delivery."""
        kinds = [line.figure.kind if line.figure is not None else "" for line in found]
        if self._sum is not None:
            return 0 if kinds else -1
        telling = next((kind for kind in kinds if kind != "delivered_on"), "delivered_on")
        return kinds.index(self._chosen if self._chosen in kinds else telling) if kinds else -1

    def _message(self, found: list[Line]) -> str:
        if found:
            return ""
        if self._sum is not None:
            return self.tr("Nothing on record adds to this amount on the day looked at.")
        if self._subject is None:
            return self.tr("Select a record to see its figures and where they come from.")
        if self._subject[0] not in KINDS:  # a file, kept or read: what the history also shows
            return self.tr("No figure depends on this record alone.")
        if self._session.facts.get(*self._subject) is None:
            return self.tr("This record is no longer in the ledger.")
        if self._session.assessment.situation.facts.get(*self._subject) is None:
            return self.tr("On the day looked at, this has not happened yet.")
        return self.tr("No figure depends on this record alone.")

    def _show_derivation(self) -> None:
        self._reading.drop()
        self.tree.clear()
        self.compare_button.hide()
        chosen = self.figures.currentItem()
        if chosen is None:
            return
        node: Node = chosen.data(0, NODE_ROLE)
        figure: Figure | None = chosen.data(0, _FIGURE_ROLE)
        if figure is not None and self._sum is None:
            self._chosen = figure.kind
        root = _item(node, figure, chosen.data(0, _BECAUSE_ROLE))
        if figure is not None and self._sum is None:
            root.setData(0, NODE_ROLE, node_of(figure, self._session.words))
        self.tree.addTopLevelItem(root)
        root.setExpanded(True)
        self.tree.setCurrentItem(root)

    def _fill(self, item: QTreeWidgetItem) -> None:
        """Make the lines under a figure when it is opened the first time."""
        assessment, words = self._explained.assessment, self._session.words
        figure, because = self._figure_of(item), item.data(0, _BECAUSE_ROLE)
        if because is not None and not item.childCount():
            item.addChildren([_item(child) for child in derivation(assessment, because, words)])
        if figure is None or item.childCount():
            return
        of_ledger = assessment.figures.get(*figure.key)
        item.addChildren([_item(child) for child in below(assessment, figure, words)])
        if of_ledger is None:
            return  # a supposed record's: no other reading was computed for it
        if self._session.large:
            item.setData(0, NODE_ROLE + 1, waiting := object())
            self._reading.ask(
                lambda: readings_below(assessment, figure, words), lambda found: self._append(waiting, found)
            )
        else:
            self._add_readings(item, readings_below(assessment, figure, words))

    def _figure_of(self, item: QTreeWidgetItem) -> Figure | None:
        """Give the figure a line is about; None when it is about something else."""
        node: Node = item.data(0, NODE_ROLE)
        own: Figure | None = item.data(0, _FIGURE_ROLE)
        return own or (self._explained.assessment.figures.get(*node.figure) if node.figure else None)

    def _append(self, waiting: object, found: list[Node]) -> None:
        """Put the readings of a large ledger's figure where they belong, if it is still shown."""
        item = self.tree.topLevelItem(0)
        while item is not None:
            if item.data(0, NODE_ROLE + 1) is waiting:
                self._add_readings(item, found)
                return
            item = self.tree.itemBelow(item)

    def _add_readings(self, item: QTreeWidgetItem, found: list[Node]) -> None:
        item.addChildren([_item(child) for child in found])
        if found and item is self.tree.topLevelItem(0):
            self.compare_button.show()

    def _compare(self, reading: str) -> None:
        """Ask for the readings of the figure explained to be compared."""
        root = self.tree.topLevelItem(0)
        figure = root.data(0, _FIGURE_ROLE) if root is not None else None
        if figure is not None:
            self.comparing.emit(figure, reading)

    def _open(self, item: QTreeWidgetItem | None) -> None:
        node: Node | None = item.data(0, NODE_ROLE) if item is not None else None
        if node is not None and node.record is not None and (node.field or "").startswith(READING):
            owner = item.parent() if item is not None else None
            figure = self._figure_of(owner) if owner is not None else None
            if figure is not None:
                self.comparing.emit(figure, (node.field or "").removeprefix(READING))
        elif node is not None and node.record is not None and self._session.facts.get(*node.record) is not None:
            self.opening.emit(*node.record, node.field or "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open an input's record with Enter."""
        view = self.tree if self.tree.hasFocus() else self.figures if self.figures.hasFocus() else None
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and view is not None:
            self._open(view.currentItem())
        else:
            super().keyPressEvent(event)


def _with_why(explained: Explained) -> Explained:
    """Have every line's derivation made: that of a sum over a large ledger takes a while."""
    for line in explained.lines:
        if line.figure is not None:
            line.figure.because  # noqa: B018 - made at the first asking
    return explained


def _item(node: Node, figure: Figure | None = None, because: Because | None = None) -> QTreeWidgetItem:
    item = QTreeWidgetItem()
    item.setData(0, NODE_ROLE, node)
    item.setData(0, _FIGURE_ROLE, figure)
    item.setData(0, _BECAUSE_ROLE, because)
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, node.said)
    item.setToolTip(0, node.said)
    if node.figure is not None or because is not None:
        item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
    return item
