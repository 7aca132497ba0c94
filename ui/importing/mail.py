"""Keeping messages as notices in the window: each is shown with what it suggests, for the user to confirm."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QListWidget, QPlainTextEdit, QWidget

from models.facts.records import NOTICE_KINDS, Notice
from models.facts.shapes import Misfit, Moment
from models.ledger.mail_acts import import_mail, notice_of
from models.problems import Problem, Refused
from models.sources.mail import Mail, Suggestion, read_file, suggest
from models.vocabulary import Vocabulary
from ui.fitting import open_at
from ui.forms.dates import MomentInput
from ui.forms.inputs import ChoiceInput
from ui.importing.dialog import ImportDialog
from ui.importing.importing import Import
from ui.importing.told import hops_told
from ui.look import GAP
from ui.wording import begun, moment_text


class MailImport(Import):
    """One import of messages: each shown in turn, each confirmed one an act of its own."""

    page = "notice"
    _waiting: tuple[Suggestion, ...] = ()

    def start(self) -> None:
        """Read the messages and show the first."""
        self._work(self._read, self._begin).start(self.tr("Reading {0}").format(self._paths[0].name))

    def _read(self) -> list[Suggestion]:
        ledger = self._session.ledger
        mine = ledger.facts.agreement.customer.email
        found = [mail for path in self._paths for mail in read_file(path)]
        return [suggest(mail, mine) for mail in found if notice_of(ledger, mail) is None]

    def _begin(self, suggestions: list[Suggestion]) -> None:
        self._waiting = tuple(suggestions)
        if suggestions:
            self._next()
        else:
            self._nothing_new(self.tr("These messages are on record already."))

    def _next(self) -> None:
        first, *rest = self._waiting
        self._waiting = tuple(rest)
        dialog = MailDialog(first, self._session.words, self._window, left=len(rest))
        dialog.confirmed.connect(self._enter)
        self._preview(dialog)

    def _stop(self) -> None:
        self._waiting = ()
        super()._stop()

    def _end(self) -> None:
        if self._waiting:
            self._next()
        else:
            super()._end()

    def _enter(self, mail: Mail, notice: Notice) -> None:
        try:
            change = import_mail(self._session.ledger, [(mail, notice)])
        except Refused as refused:
            self._refuse(refused)
            return
        self._session.took(change)
        self._messages.say(self.tr("The message is kept as a notice."), undo=change is not None)
        self._did(change)


class MailDialog(ImportDialog):
    """Shows a message: who, when by itself and by the servers on its way, its text; asks for kind and event."""

    confirmed = Signal(object, object)

    def __init__(
        self, suggestion: Suggestion, words: Vocabulary, parent: QWidget | None = None, *, left: int = 0
    ) -> None:
        super().__init__("", words, parent)
        self.setWindowTitle(self.tr("Keep a message as a notice"))
        self._suggestion = suggestion
        self._left = left
        self.say(suggestion.mail.subject or suggestion.mail.file, "title")
        form = QFormLayout()
        form.setSpacing(GAP)
        self._tell(form)
        self._ask(form)
        self.column.addLayout(form)
        advice = self.tr("Kind and times are suggested by words of the message; please confirm or correct them.")
        for text in (advice, *(words.problem(note) for note in suggestion.notes)):
            self.say(text, "soft")
        body = QPlainTextEdit(suggestion.mail.text)
        body.setAccessibleName(words.field("notice", "text"))
        body.setReadOnly(True)
        body.setTabChangesFocus(True)
        self.column.addWidget(body, 1)
        self.end()
        self._say_left()
        self.go.setText(self.tr("Keep as a notice"))
        self.go.clicked.connect(self._confirm)
        open_at(self, 720, 700)

    def in_turn(self, turn: str) -> None:
        """Say above everything which of several imports this is; the button goes on saying how many messages wait."""
        super().in_turn(turn)
        self._say_left()

    def _say_left(self) -> None:
        if self._left:
            self.cancel.setText(self.tr("Skip ({0} more)").format(self._left))

    def _tell(self, form: QFormLayout) -> None:
        """Say who sent it, when by itself and by the servers, and what hangs on it."""
        words, mail, notice = self._words, self._suggestion.mail, self._suggestion.notice
        form.addRow(words.field("notice", "from"), _plain(mail.sender))
        sent = moment_text(notice.sent_at) if notice.sent_at else words.text("value.unknown")
        form.addRow(words.field("notice", "sent_at"), QLabel(sent))
        self.hops = QListWidget()
        self.hops.setProperty("roomy", "true")
        self.hops.addItems(hops_told(mail, words))
        self.hops.setWordWrap(True)
        self.hops.setMinimumHeight(2 * self.hops.fontMetrics().lineSpacing())
        self.hops.setMaximumHeight(100)
        form.addRow(words.text("import.received"), self.hops)
        if mail.attachments:
            form.addRow(words.text("import.attachments"), _plain(" · ".join(mail.attachments)))

    def _ask(self, form: QFormLayout) -> None:
        """Ask for kind and times of the event, with what is suggested."""
        words, notice = self._words, self._suggestion.notice
        self.kind = ChoiceInput([(kind, begun(words.choice("kind", kind))) for kind in NOTICE_KINDS], optional=False)
        self.kind.put(notice.kind)
        self.event_at, self.event_ends_at = MomentInput(), MomentInput()
        for field, moment in ((self.event_at, notice.event_at), (self.event_ends_at, notice.event_ends_at)):
            field.put(moment.isoformat() if moment else None)
        form.addRow(words.field("notice", "kind"), self.kind)
        form.addRow(words.field("notice", "event_at"), self.event_at)
        form.addRow(words.field("notice", "event_ends_at"), self.event_ends_at)

    def _confirm(self) -> None:
        moments = []
        for field in (self.event_at, self.event_ends_at):
            raw = field.raw()
            try:
                moments.append(None if raw is None else Moment().read(raw))
            except Misfit as misfit:
                self.complain(self._words.problem(Problem(misfit.code, inputs=misfit.inputs)), field)
                return
        notice = self._suggestion.notice._replace(kind=self.kind.raw(), event_at=moments[0], event_ends_at=moments[1])
        self.accept()
        self.confirmed.emit(self._suggestion.mail, notice)


def _plain(text: str) -> QLabel:
    """Make a label of a message's own words, in which nothing is a tag."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
