"""The register of letters: each with its state and days, narrowed by a filter; what teaches while there is none."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ui.filter import FilterLine
from ui.in_view import InView
from ui.letters.rows import COLUMNS, headers, rows
from ui.look import GAP, GAP_TINY, TEXT_TITLE, font
from ui.nothing import Nothing
from ui.rooms import page_name
from ui.session import Session
from ui.tables.model import RowsModel
from ui.tables.view import RecordsView


class Register(QWidget):
    """Lists the letters of a session; what is to be done is asked for by signal."""

    opening = Signal(str)
    """The id of a letter to be opened."""
    removing = Signal(str)
    """The id of a letter to be removed."""
    selected = Signal(str)
    """The id of the letter selected."""
    drafting = Signal()
    """A new letter is wanted."""
    registering = Signal()
    """A letter made elsewhere is to be registered."""
    wording = Signal()
    """The user's own wordings are wanted."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        words = session.words
        self.model = RowsModel(headers(words), [False] * len(COLUMNS))
        self.view = RecordsView(self.model)
        self.view.setAccessibleName(page_name("letter", words))
        self.view.opened.connect(self.open_current)
        self.view.removing.connect(self.remove_current)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self.tell_selected())
        self.filter = FilterLine(self.tr("Filter"))
        self.filter.wanted.connect(self.model.filter)
        self.filter.left.connect(self.view.setFocus)
        self.count = QLabel()
        self.count.setObjectName("soft")
        self.count.setContentsMargins(0, 0, 0, GAP_TINY)
        self.new_button = self._new_button()
        self._nothing = Nothing(
            self.tr("No letters yet. Each finding offers its letter; any other is chosen here."),
            self.tr("A letter keeps its number, its pages, how it went out, and what was answered."),
            self._new_button(),
        )
        self._body = QStackedWidget()
        self._in_view = InView(self, self._renew)
        session.changed.connect(self._in_view.changed)
        self._lay_out()

    @property
    def current(self) -> str | None:
        """The id of the selected letter."""
        index = self.view.currentIndex()
        return self.model.rows[index.row()].record if index.isValid() and self.model.rows else None

    def _renew(self) -> None:
        """Make the rows anew; the selection stays where it was."""
        kept, session = self.current, self._session
        letters = list(session.facts.letters.values())
        self.model.put(rows(letters, session.assessment, session.words))
        self.count.setText(str(len(letters)))
        self._body.setCurrentIndex(0 if letters else 1)
        self.setFocusProxy(self.view if letters else self._nothing)
        for widget in (self.count, self.filter, self.new_button):
            widget.setVisible(bool(letters))
        if kept is not None and self.model.row_of(kept) >= 0:
            self.view.selectRow(self.model.row_of(kept))
        self.view.fit()

    def select_first(self) -> None:
        """Select something when nothing is."""
        self._in_view.catch_up()
        if self.current is None and self.model.rows:
            self.view.selectRow(0)

    def tell_selected(self) -> None:
        """Tell which letter is selected, when one is."""
        if self.current is not None:
            self.selected.emit(self.current)

    def open_current(self) -> None:
        """Ask for the selected letter to be opened."""
        if self.current is not None:
            self.opening.emit(self.current)

    def remove_current(self) -> None:
        """Ask for the selected letter to be removed."""
        if self.current is not None:
            self.removing.emit(self.current)

    def _new_button(self) -> QPushButton:
        button = QPushButton(self.tr("New letter…"))
        button.clicked.connect(self.drafting)
        return button

    def _lay_out(self) -> None:
        title = QLabel(page_name("letter", self._session.words))
        title.setObjectName("title")
        title.setFont(font(TEXT_TITLE, bold=True))
        own = QPushButton(self.tr("My wordings…"))
        own.clicked.connect(self.wording)
        elsewhere = QPushButton(self.tr("Made elsewhere…"))
        elsewhere.setToolTip(self.tr("Register a letter that was written in another program, with its PDF"))
        elsewhere.clicked.connect(self.registering)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(title)
        head.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        for widget in (self.filter, own, elsewhere, self.new_button):
            head.addWidget(widget)
        self._body.addWidget(self.view)
        self._body.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(head)
        column.addWidget(self._body, 1)
