"""The agreement's own words: import a copy, browse its clauses, search in them."""

from collections.abc import Callable, Mapping
from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from models.clauses.clauses import Clauses, clauses_of
from models.clauses.splitting import CLOSING, PREAMBLE, Clause
from models.facts.records import AgreementCopy
from models.vocabulary import Vocabulary
from ui.in_view import InView
from ui.look import GAP, GAP_PAGE
from ui.nothing import Nothing
from ui.page import Page
from ui.session import Session

_LINE = 30
_EXCERPT = 40


class ClausesPage(Page):
    """Clauses at the left, the chosen one with everything below it at the right."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._clauses: Clauses | None = None
        self.source = QLabel()
        self.source.setObjectName("soft")
        self.search = QLineEdit()
        self.search.setAcceptDrops(False)  # a file dropped here is no words to look for
        self.search.setPlaceholderText(self.tr("Search the clauses"))
        self.search.setAccessibleName(self.tr("Search the clauses"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(220)
        self.search.textChanged.connect(lambda _: self._list())
        self.list = QListWidget()
        self.list.setProperty("roomy", "true")
        self.list.setAccessibleName(self.tr("Clauses"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(lambda *_: self._show_clause())
        self.search.returnPressed.connect(self.list.setFocus)
        self.text = QTextBrowser()
        self.text.setObjectName("clause")
        self.text.setAccessibleName(self.tr("Words of the clause"))
        self.remove_button = QPushButton(self.tr("Remove this copy"))
        self.remove_button.clicked.connect(self._remove)
        self.import_button = self._import_button()
        self._body, self._nothing = QStackedWidget(), self._nothing_yet()
        self._lay_out()
        self.setFocusProxy(self.list)
        self._shown: Mapping[str, AgreementCopy] = {}
        self._in_view = InView(self, self.refresh)
        session.changed.connect(self._after_change)

    @property
    def copy(self) -> AgreementCopy | None:
        """The copy shown: the newest on record."""
        entered_last_first = reversed(list(self._session.facts.agreement_copies.values()))
        return max(entered_last_first, key=lambda copy: copy.imported_on, default=None)

    @property
    def spot(self) -> str:
        """The number of the clause shown."""
        item = self.list.currentItem()
        clause: Clause | None = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return clause.number if clause is not None else ""

    def arrive(self) -> None:
        """Explain nothing: a clause has no figures."""
        self.explaining.emit("agreement_copy", "", "")

    def doers(self) -> Mapping[str, Callable[[], object]]:
        """Search the clauses."""
        return {"filter": self.search.setFocus}

    def go_to(self, spot: str) -> bool:
        """Show the clause of a number, if the copy has it."""
        number = spot
        if not number:
            return True
        self.search.clear()
        self._in_view.catch_up()
        clause = self._clauses.get(number) if self._clauses is not None else None
        if clause is not None:
            for row in range(self.list.count()):
                if self.list.item(row).data(Qt.ItemDataRole.UserRole) == clause:
                    self.list.setCurrentRow(row)
                    return True
        return False

    def refresh(self) -> None:
        """Show the copy on record."""
        copy = self.copy
        self._shown = self._session.facts.agreement_copies
        self._clauses = clauses_of(self._session.facts)
        self._body.setCurrentIndex(0 if copy is not None else 1)
        self.setFocusProxy(self.list if copy is not None else self._nothing)
        for widget in (self.search, self.remove_button, self.import_button):
            widget.setVisible(copy is not None)
        self.source.setText(
            self.tr("{0}, imported on {1}").format(copy.name, copy.imported_on.isoformat()) if copy else ""
        )
        self._list()

    def _after_change(self) -> None:
        if self._session.facts.agreement_copies != self._shown:
            self._in_view.changed()

    def _list(self) -> None:
        self.list.clear()
        if self._clauses is None:
            self.text.clear()
            return
        wanted = self.search.text().strip()
        found = self._clauses.search(wanted) if wanted else self._clauses.all
        for clause in found:
            said = " ".join((clause.title or clause.text or clause.words).split())
            excerpt = said if len(said) <= _EXCERPT else said[:_EXCERPT] + "…"
            depth = "" if wanted else "    " * max(clause.level - 1, 0)
            item = QListWidgetItem(f"{depth}{name_of(clause, self._session.words)}  {excerpt}", self.list)
            item.setSizeHint(QSize(0, _LINE))
            item.setData(Qt.ItemDataRole.UserRole, clause)
        if found:
            self.list.setCurrentRow(0)
        else:
            self.text.setPlainText(self._session.words.text("command.agreement_nothing_found"))

    def _show_clause(self) -> None:
        item = self.list.currentItem()
        if item is None or self._clauses is None:
            return
        clause: Clause = item.data(Qt.ItemDataRole.UserRole)
        below = self._clauses.with_below(clause.number)
        shown = below if clause in below else (clause,)
        self.moved.emit()
        self.text.setHtml("".join(_as_html(each, self._session.words) for each in shown))

    def _remove(self) -> None:
        copy = self.copy
        if copy is not None:
            self.removing.emit("agreement_copy", copy.id)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.source, 1)
        head.addWidget(self.search)
        head.addWidget(self.remove_button)
        head.addWidget(self.import_button)
        both = QSplitter()
        both.addWidget(self.list)
        both.addWidget(self.text)
        both.setStretchFactor(0, 2)
        both.setStretchFactor(1, 3)
        both.setHandleWidth(GAP)
        both.setChildrenCollapsible(False)
        self._body.addWidget(both)
        self._body.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_PAGE, GAP, GAP_PAGE, GAP_PAGE)
        column.setSpacing(GAP)
        column.addLayout(head)
        column.addWidget(self._body, 1)

    def _nothing_yet(self) -> QWidget:
        return Nothing(
            self.tr("Import or drop your own copy of the agreement: a TXT, DOCX or PDF file with text."),
            self.tr("Explanations then quote its words, and every clause can be looked up here."),
            self._import_button(),
        )

    def _import_button(self) -> QPushButton:
        button = QPushButton(self.tr("Import your copy…"))
        button.clicked.connect(lambda: self.asking.emit("import_copy"))
        return button


def name_of(clause: Clause, words: Vocabulary) -> str:
    """Name a clause: its number, or what it is when it stands before or after the numbered ones."""
    return words.text(f"column.{clause.number}") if clause.number in {PREAMBLE, CLOSING} else clause.number


def _as_html(clause: Clause, words: Vocabulary) -> str:
    head = escape(f"{name_of(clause, words)}  {clause.title or ''}".strip())
    rest = [clause.text, *(f"{item.mark} {item.text}" for item in clause.items), clause.closing]
    paragraphs = "".join(
        f'<p style="line-height:150%; margin:0 0 8px 0">{escape(line)}</p>'
        for part in rest
        for line in part.splitlines()
        if line.strip()
    )
    return f'<p style="margin:6px 0 4px 0"><b>{head}</b></p>{paragraphs}'
