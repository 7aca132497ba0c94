"""The page of findings: what is wrong or near, what is at stake, and a button for the act that answers it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from models.facts.records import Letter
from models.findings.find import own_words
from models.findings.finding import Finding
from models.letters.table import letter_for
from models.register.states import written
from ui.entries import EntriesView
from ui.explain.nodes import Node
from ui.explain.sums import Sum, of_nodes
from ui.findings.view import FindingsModel
from ui.fitting import BesideWhenWide
from ui.in_view import InView
from ui.look import GAP, GAP_PAGE, GAP_TINY, GAP_WIDE, TEXT_TITLE, font
from ui.outlook import Outlook
from ui.page import Page
from ui.rooms import page_name
from ui.session import Session
from ui.wording import begun

_FIGURES = {
    "notice_short": "notice_shortfall",
    "notice_unproven": "notice_shortfall",
    "notice_not_in_writing": "notice_shortfall",
    "promotion_lost": "owed_at_list_price",
    "refund_short": "refund_cash",
    "invoice_not_agreed": "outstanding",
    "invoice_not_net_cash": "outstanding",
    "maintenance_longer": "claimable_loss",
}
"""Code of a finding → the figure of its record that says most about it."""
QUOTED_LINES = 5
"""Lines of the agreement's own words seen at once below a finding; longer clauses scroll."""
QUOTED_BESIDE = 16
"""Lines of them seen beside the findings, in a wide window."""


class FindingsPage(Page):
    """Findings, and below them the selected one in full with what answers it."""

    def __init__(self, session: Session, outlook: Outlook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._outlook = outlook
        self.model = FindingsModel(session.words)
        self.view = EntriesView(self.model)
        self.view.setAccessibleName(page_name("finding", session.words))
        self.view.selectionModel().currentChanged.connect(lambda *_: self._show_selected())
        self.view.opened.connect(lambda _: self.answer())
        self.setFocusProxy(self.view)
        self.count = QLabel()
        self.count.setObjectName("soft")
        self.count.setContentsMargins(0, 0, 0, GAP_TINY)
        self.none = QLabel(self.tr("Nothing found: bills, invoices, notices and refunds on record fit the agreement."))
        self.none.setObjectName("sentence")
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.about = QLabel()
        self.about.setObjectName("soft")
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.own_words = QPlainTextEdit()
        self.own_words.setReadOnly(True)
        self.own_words.setTabChangesFocus(True)
        self.own_words.setFrameShape(QFrame.Shape.NoFrame)
        self.own_words.setObjectName("quote")
        self.own_words.document().setDocumentMargin(0)
        self.letter_button = QPushButton()
        self.letter_button.clicked.connect(self.answer)
        self.written_button = QPushButton()
        self.written_button.setToolTip(self.tr("Open the letter already written about this"))
        self.written_button.clicked.connect(self._open_written)
        self.record_button = QPushButton(self.tr("Open the record"))
        self.record_button.clicked.connect(self._open_record)
        self.detail = QFrame()
        self.detail.setObjectName("card")
        self.both = BesideWhenWide(self.view, self.detail)
        self._lay_out()
        self._in_view = InView(self, self.refresh)
        outlook.renewed.connect(self._in_view.changed)

    @property
    def current(self) -> Finding | None:
        """The finding selected."""
        index = self.view.currentIndex()
        return self.model.items[index.row()] if index.isValid() else None

    def refresh(self) -> None:
        """Show the findings as they are now; the selection stays with its finding."""
        kept = self.current
        found = self._outlook.view.findings
        self.model.put(found)
        self.both.setVisible(bool(found))
        self.none.setVisible(not found)
        self.count.setText(str(len(found)) if found else "")
        keys = [finding.key for finding in found]
        row = keys.index(kept.key) if kept is not None and kept.key in keys else 0
        if found:
            self.view.setCurrentIndex(self.model.at(row))
        self._show_selected()

    @property
    def spot(self) -> str:
        """The selected finding."""
        return "\t".join(self.current.key) if self.current is not None else ""

    def go_to(self, spot: str) -> bool:
        """Select a finding."""
        self._in_view.catch_up()
        keys = ["\t".join(finding.key) for finding in self.model.items]
        if spot in keys:
            self.view.setCurrentIndex(self.model.at(keys.index(spot)))
        return not spot or spot in keys

    def arrive(self) -> None:
        """Have the selected finding's record explained."""
        self.explain_current()

    def doers(self) -> Mapping[str, Callable[[], object]]:
        """Write the letter that answers the selected finding, or another about its record."""
        return {"letter": self._compose}

    def _compose(self) -> None:
        found = self.current
        letter = letter_for(found) if found is not None else None
        if letter is not None:
            self.writing.emit(*letter)
        elif found is not None:
            self.composing.emit(found.subject, found.record)

    def explain_current(self) -> None:
        """Ask for the figures of the selected finding's record to be explained."""
        found = self.current
        if found is not None:
            figure = found.inputs.get("kind") if found.code == "deadline_near" else _FIGURES.get(found.code, "")
            if self._session.assessment.of_record(found.subject, found.record):
                self.explaining.emit(found.subject, found.record, str(figure))
            else:
                self.explaining_sum.emit(self._rests_on(found))
            self.moved.emit()

    def _rests_on(self, found: Finding) -> Sum:
        """Give what a finding about a record without figures rests on: its clause, its sentence, the record."""
        words = self._session.words
        record = words.record(found.subject, found.record)
        stake = words.value(found.amount, "money") if found.amount is not None else ""
        clause = f"{words.text('column.clause')} {found.clause}"
        about = (found.subject, found.record)
        return of_nodes(
            record,
            [
                Node("value", record, stake, clause, record=about),
                Node("text", clause, begun(words.finding(found)), record=about),
            ],
        )

    def answer(self) -> None:
        """Do what answers the selected finding: the letter where there is one, otherwise its record."""
        found = self.current
        letter = letter_for(found) if found is not None else None
        if letter is not None:
            self.writing.emit(*letter)
        else:
            self._open_record()

    def _written(self, found: Finding) -> Letter | None:
        """Give the last letter that answers a finding; None while there is none."""
        answer = letter_for(found)
        letters = written(self._session.facts, answer[0], found.subject, found.record) if answer is not None else ()
        return letters[-1] if letters else None

    def _open_written(self) -> None:
        letter = self._written(self.current) if self.current is not None else None
        if letter is not None:
            self.showing.emit("letter", letter.id)

    def _open_record(self) -> None:
        found = self.current
        if found is not None:
            self.opening.emit(found.subject, found.record)

    def _show_selected(self) -> None:
        found = self.current
        self.detail.setVisible(found is not None)
        if found is None:
            return
        words = self._session.words
        clause = f"{words.text('column.clause')} {found.clause}"
        self.about.setText(f"{words.record(found.subject, found.record)} · {clause}")
        self.sentence.setText(begun(words.finding(found)))
        self._quote(found)
        answer = begun(words.text(f"answer.{found.answer}"))
        self.letter_button.setText(self.tr("{0}…").format(answer))
        self.letter_button.setVisible(letter_for(found) is not None)
        letter = self._written(found)
        self.written_button.setVisible(letter is not None)
        if letter is not None:
            self.written_button.setText(f"{letter.number or letter.id} · {words.text(f'state.{letter.state}')}")
        self.explain_current()

    def _quote(self, found: Finding) -> None:
        """Show what the user's own copy of the agreement says in the clause, as many lines as fit; nothing without."""
        words = self._session.words
        said = own_words(self._session.facts, [found]).get(found.clause, "")
        name = words.text("column.own_words", clause=found.clause)
        self.own_words.setAccessibleName(name)
        self.own_words.setPlainText(f"{name}\n{said}")
        self.own_words.setVisible(bool(said))

    def _lay_out(self) -> None:
        title = QLabel(page_name("finding", self._session.words))
        title.setObjectName("title")
        title.setFont(font(TEXT_TITLE, bold=True))
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(title)
        head.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        says = QVBoxLayout()
        says.setSpacing(GAP_TINY)
        says.addWidget(self.about)
        says.addWidget(self.sentence)
        self.own_words.setFixedHeight(QUOTED_LINES * self.own_words.fontMetrics().lineSpacing())
        whole = QVBoxLayout(self.detail)
        whole.setContentsMargins(GAP_WIDE, GAP, GAP_WIDE, GAP)
        whole.setSpacing(GAP)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(GAP)
        whole.addLayout(self._row)
        whole.addWidget(self.own_words)
        self._row.addLayout(says, 1)
        for button in (self.written_button, self.record_button, self.letter_button):
            self._row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_PAGE, GAP_PAGE - 4, GAP_PAGE, GAP_PAGE)
        column.setSpacing(GAP)
        column.addLayout(head)
        self.both.turned.connect(self._stand)
        column.addWidget(self.both, 1)
        column.addWidget(self.none, 1)

    def _stand(self, upright: bool) -> None:  # noqa: FBT001 - a signal's slot
        """Put the buttons under the words and more of the quoted ones in view, or beside them and fewer."""
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight)
        lines = QUOTED_BESIDE if upright else QUOTED_LINES
        self.own_words.setFixedHeight(lines * self.own_words.fontMetrics().lineSpacing())
