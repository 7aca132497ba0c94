"""What became of a letter, step by step, with its own deadlines, and the files that prove it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from models.evidence.exhibits import own_files
from models.facts.records import Letter
from models.law.limitation import CLAIMS, demanded, limitation
from ui.letters.rows import days_cell
from ui.look import GAP, GAP_SMALL
from ui.session import Session


class Story(QScrollArea):
    """Lists a letter's steps."""

    verifying = Signal()
    """Look whether the pages are still the ones that were frozen."""
    binding = Signal()
    """Bind the letter with its evidence."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines: dict[str, str] = {}
        """What is shown: each line's text by its name."""

    def put(self, letter: Letter) -> None:
        """Show a letter."""
        words, assessment = self._session.words, self._session.assessment
        delivered = assessment.figures.get("delivered_on", "letter", letter.id)
        sent, answered = letter.sent, letter.answered
        asked = letter.reply_by.isoformat() if letter.reply_by else None
        days = days_cell(letter, assessment, words).text
        steps: list[tuple[str, str | None]] = [
            (words.field("letter", "to"), letter.to),
            (words.field("letter", "created_on"), letter.created_on.isoformat()),
            (words.field("letter", "frozen_on"), letter.frozen_on.isoformat() if letter.frozen_on else None),
            (self.tr("Sent"), f"{sent.on.isoformat()} · {words.choice('channel', sent.channel)}" if sent else None),
            (words.field("lettersent", "tracking"), sent.tracking if sent else None),
            (words.figure("delivered_on"), words.figure_value(delivered) if delivered else None),
            (words.figure("answer_requested_by"), f"{asked} · {days}" if asked and days else asked),
            (words.text("law.limitations"), self._interrupted(letter)),
            (self.tr("Answered"), answered.on.isoformat() if answered else None),
            (words.field("letteranswered", "note"), answered.note if answered else None),
            (words.field("letter", "closed_on"), letter.closed_on.isoformat() if letter.closed_on else None),
            (words.field("letter", "pdf"), letter.pdf),
        ]
        files = [one.name for one in own_files(self._session.ledger, letter)]
        steps.append((self.tr("Files"), "\n".join(files) or None))
        self.lines = {name: text for name, text in steps if text}
        self.setWidget(self._made(frozen=letter.frozen_on is not None))

    def _interrupted(self, letter: Letter) -> str | None:
        """Say which limitation the letter began anew; None while it did so to none."""
        words, assessment = self._session.words, self._session.assessment
        said = []
        for about in demanded(assessment, letter) if letter.sent is not None else ():
            found = limitation(assessment, *about) if about[0] in CLAIMS else None
            events = found.interruptions if found is not None else ()
            event = next((one for one in events if one.record == ("letter", letter.id)), None)
            if found is not None and event is not None:
                last = found.value("last_day")
                told = self.tr("{0}: interrupted on {1}, now until {2}")
                day = words.value(last.value, last.unit)
                said.append(told.format(words.record(found.subject, found.record), event.on.isoformat(), day))
        return "\n".join(said) or None

    def _made(self, *, frozen: bool) -> QWidget:
        inside = QWidget()
        inside.setObjectName("scrolled")
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP_SMALL)
        grid.setColumnStretch(1, 1)
        for row, (name, text) in enumerate(self.lines.items()):
            label, value = QLabel(name), QLabel(text)
            label.setObjectName("soft")
            label.setWordWrap(True)
            label.setFixedWidth(128)
            value.setWordWrap(True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            if len(text) == 64:
                value.setText(f"{text[:32]}\n{text[32:]}")
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.addLayout(grid)
        if frozen:
            column.addSpacing(GAP_SMALL)
            column.addLayout(self._acts())
        column.addStretch(1)
        return inside

    def _acts(self) -> QHBoxLayout:
        verify, bind = QPushButton(self.tr("Verify the PDF")), QPushButton(self.tr("Bind with its evidence…"))
        verify.setToolTip(self.tr("Compute the SHA-256 of the pages again and compare it with the registered one"))
        verify.clicked.connect(self.verifying)
        bind.clicked.connect(self.binding)
        row = QHBoxLayout()
        row.setSpacing(GAP_SMALL)
        for button in (verify, bind):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        return row
