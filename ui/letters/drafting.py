"""Asking which letter to draft, about which record, by which number and in which words."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from models.facts.records import LETTER_LANGUAGES
from models.ledger import letter_acts
from models.letters.table import LETTERS, prepare
from models.problems import Refused
from models.vocabulary import Vocabulary
from ui.fitting import open_at
from ui.forms.form_dialog import FormDialog
from ui.forms.inputs import ChoiceInput, ReferenceInput
from ui.forms.line import LineInput
from ui.letters import writing
from ui.letters.writing import Choices
from ui.look import GAP, GAP_TINY, GAP_WIDE, TEXT, TEXT_SMALL, colours, font
from ui.paint import cut
from ui.session import Session, sentences
from ui.wording import label

_KIND_LINE = 54


class _Kinds(QStyledItemDelegate):
    """Paints a kind of letter: its name, and under it in small when it is written; pale where it cannot be."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        name, _, when = str(index.data()).partition("\n")  # the option has other marks between lines
        bare.text = ""
        bare.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, bare.widget)
        room = option.rect.adjusted(GAP, GAP_TINY, -GAP, -GAP_TINY)
        half = room.height() // 2
        pale = index.data(Qt.ItemDataRole.ForegroundRole) is not None
        painter.save()
        for text, top, size, ink in (
            (name, room.top(), TEXT, colours().soft if pale else colours().ink),
            (when, room.top() + half, TEXT_SMALL, colours().soft),
        ):
            in_font = font(size, bold=size == TEXT and not pale)
            painter.setFont(in_font)
            painter.setPen(QColor(ink))
            line = QRect(room.left(), top, room.width(), half)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, cut(text, line.width(), in_font))
        painter.restore()


class NewLetterDialog(FormDialog):
    """Asks which letter about which record, and says at once whether the record gives that letter."""

    chosen = Signal(str, str, object)
    """(kind of letter, record, :class:`ui.letters.writing.Choices`)"""

    def __init__(
        self, session: Session, parent: QWidget | None = None, *, subject: str | None = None, record: str = ""
    ) -> None:
        words = session.words
        super().__init__(words.act("draft_letter"), parent)
        self._session = session
        self._record = record
        self.kinds = QListWidget()
        self.kinds.setAccessibleName(words.field("letter", "kind"))
        self.kinds.setProperty("roomy", "true")
        self.kinds.setItemDelegate(_Kinds(self.kinds))
        self.kinds.setMinimumSize(380, 300)
        for kind, about in LETTERS.items():
            if subject is None or about.subject == subject:
                item = QListWidgetItem(f"{words.choice('kind', kind)}\n{words.text(f'letter_when.{kind}')}", self.kinds)
                item.setData(Qt.ItemDataRole.UserRole, kind)
                item.setSizeHint(QSize(0, _KIND_LINE))
                item.setToolTip(words.text(f"letter_when.{kind}"))
        self.kinds.currentItemChanged.connect(lambda *_: self._show_kind())
        self.kinds.itemDoubleClicked.connect(lambda _: self.finish())
        self.record: ReferenceInput | None = None
        self._record_label = QLabel()
        self._record_place = QVBoxLayout()
        self.number = LineInput()
        self.language = ChoiceInput([(one, words.choice("language", one)) for one in LETTER_LANGUAGES], optional=False)
        self.language.put(words.language)
        self.language.changed.connect(self._show_wordings)
        self.wording = ChoiceInput([], optional=True)
        self.also = QCheckBox()
        self.done_button.setText(self.tr("Draft"))
        self._lay_out(words)
        self.number.put(letter_acts.next_free(session.ledger, session.as_of.year))
        self.kinds.setCurrentRow(self._first_given(subject, record))
        self.kinds.setFocus()
        open_at(self, 960, 500)

    @property
    def kind(self) -> str:
        """The kind of letter chosen."""
        item = self.kinds.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def choose(self, kind: str) -> None:
        """Choose a kind of letter."""
        for row in range(self.kinds.count()):
            if self.kinds.item(row).data(Qt.ItemDataRole.UserRole) == kind:
                self.kinds.setCurrentRow(row)

    def _first_given(self, subject: str | None, record: str) -> int:
        """Give the row of the first kind the record gives; the others are pale, and say why on the pointer."""
        first = None
        for row in range(self.kinds.count() if subject is not None and record else 0):
            item = self.kinds.item(row)
            refused = self._refused(str(item.data(Qt.ItemDataRole.UserRole)), record)
            if refused is None:
                first = row if first is None else first
                continue
            item.setForeground(QColor(colours().soft))
            item.setToolTip("\n".join(sentences(refused, self._session.words)))
        return first or 0

    def _refused(self, kind: str, record: str, also: str | None = None) -> Refused | None:
        """Give why a record gives no letter of a kind; None when it does."""
        try:
            prepare(self._session.assessment, kind, record, also=writing.additions(also))
        except Refused as refused:
            return refused
        return None

    def finish(self) -> None:
        """Ask for the letter, when its record gives it."""
        record = self._chosen_record()
        if self._complain() or not record:
            return
        self.chosen.emit(self.kind, record, self._choices())

    def _choices(self) -> Choices:
        known = self._session.facts.letter_templates
        wording = self.wording.raw()
        text = known[wording].text if wording is not None else None
        also = next(iter(LETTERS[self.kind].also), None) if self.also.isChecked() else None
        return Choices(self.number.raw(), self.language.raw(), also, text)

    def refuse(self, refused: Refused) -> None:
        """Say why there is no such letter."""
        self.problem.setText("\n".join(sentences(refused, self._session.words)))

    def _chosen_record(self) -> str:
        if LETTERS[self.kind].subject == "agreement":
            return "agreement"
        return str(self.record.raw() or "") if self.record is not None else ""

    def _complain(self) -> bool:
        """Say whether the record chosen gives no such letter."""
        record, also = self._chosen_record(), self._choices().also
        if not record:
            self.problem.clear()
            return False
        refused = self._refused(self.kind, record, also)
        if refused is not None:
            self.refuse(refused)
            return True
        self.problem.clear()
        return False

    def _show_kind(self) -> None:
        """Offer the records a kind is about, and what it can add."""
        if not self.kind:
            return
        session, words, about = self._session, self._session.words, LETTERS[self.kind]
        if self.record is not None:
            self._record_place.removeWidget(self.record)
            self.record.hide()
            self.record.deleteLater()
            self.record = None
        self._record_label.setText(words.kind(about.subject))
        if about.subject != "agreement":
            ids = session.assessment.situation.facts.of_kind(about.subject)
            options = [(one, label(words, session.facts, about.subject, one)) for one in ids]
            self.record = ReferenceInput(options)
            self.record.setAccessibleName(words.kind(about.subject))
            self._record_label.setBuddy(self.record)
            self.record.put(self._record if self._record in ids else options[-1][0] if options else None)
            self.record.changed.connect(self._complain)
            self._record_place.addWidget(self.record)
            QWidget.setTabOrder(self.kinds, self.record)
        self.also.setVisible(bool(about.also))
        self.also.setChecked(False)
        if about.also:
            self.also.setText(words.choice("also", about.also[0]))
        self._show_wordings()
        self._complain()

    def _show_wordings(self) -> None:
        """Offer the user's own wordings of the kind and language."""
        own = [
            (one.id, one.name)
            for one in self._session.facts.letter_templates.values()
            if one.kind == self.kind and one.language == self.language.raw()
        ]
        self.wording.offer(own, nothing=self.tr("As it comes with the program"))
        self.wording.setEnabled(bool(own))

    def _lay_out(self, words: Vocabulary) -> None:
        self.also.toggled.connect(lambda _: self._complain())
        self.column.removeItem(self.fields)
        both = QHBoxLayout()
        both.setSpacing(GAP_WIDE)
        both.addWidget(self.kinds, 3)
        both.addLayout(self.fields, 2)
        self.column.insertLayout(1, both, 1)
        record_row = self.fields.rowCount()
        self.fields.addWidget(self._record_label, record_row, 0)
        self.fields.addLayout(self._record_place, record_row, 1, 1, 2)
        self.add(words.field("letter", "number"), self.number)
        self.add(words.field("letter", "language"), self.language)
        self.add(words.field("letter_template", "text"), self.wording)
        self.fields.addWidget(self.also, self.fields.rowCount(), 1, 1, 2)
        self.fields.setRowStretch(self.fields.rowCount(), 1)
