"""The settings: language, look, reminders, starting with the session; each takes effect and is kept once set."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.agenda import LEADS, NEVER
from models.problems import Refused
from models.vocabulary import Vocabulary
from ui import login, look
from ui.fitting import Fitting, open_at
from ui.look import GAP, GAP_PAGE, GAP_SMALL, GAP_WIDE
from ui.number import Number
from ui.preferences import APPEARANCES, CONTRASTS, SIZES, Looks, Reminders, keep_looks, keep_reminders, looks, reminders

_LONGEST_LEAD = 365


class SettingsDialog(QDialog):
    """Shows what the user can choose."""

    language_chosen = Signal(str)
    refused = Signal(object)
    """Starting with the session could not be set: a :class:`models.problems.Refused`."""

    def __init__(self, words: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen, reminded = looks(), reminders()
        self.language = _choice([("zh", "中文"), ("en", "English")], words.language)
        self.appearance = _choice(
            list(zip(APPEARANCES, (self.tr("As the system"), self.tr("Light"), self.tr("Dark")), strict=True)),
            chosen.appearance,
        )
        self.contrast = _choice(
            list(zip(CONTRASTS, (self.tr("As the system"), self.tr("High"), self.tr("Usual")), strict=True)),
            chosen.contrast,
        )
        self.size_chosen = _choice([(size, f"{size} %") for size in SIZES], chosen.size)
        self.still = QCheckBox(self.tr("Nothing moves or blinks by itself"))
        self.still.setChecked(chosen.still)
        self.remind = QCheckBox(self.tr("Tell me at start and every day what is due"))
        self.remind.setChecked(reminded.wanted)
        self.leads = {kind: _lead({**LEADS, **reminded.leads}[kind], self.tr("never")) for kind in LEADS}
        self.login = QCheckBox(self.tr("Start when I log in, with the ledger used last"))
        self.login.setChecked(login.starts_with_session())
        self._lay_out(words)
        self.language.activated.connect(lambda _: self._speak(words.language))
        for box in (self.appearance, self.contrast, self.size_chosen):
            box.currentIndexChanged.connect(lambda _: self._look())
        self.still.toggled.connect(lambda _: self._look())
        self.remind.toggled.connect(lambda _: self._keep_reminders())
        for field in self.leads.values():
            field.valueChanged.connect(lambda _: self._keep_reminders())
        self.login.toggled.connect(self._start_with_session)

    def _speak(self, spoken: str) -> None:
        """Have another language spoken, in which everything is made anew."""
        wanted = self.language.currentData()
        if wanted != spoken:
            self.accept()
            self.language_chosen.emit(wanted)

    def _look(self) -> None:
        chosen = Looks(
            self.appearance.currentData(),
            self.contrast.currentData(),
            self.still.isChecked(),
            self.size_chosen.currentData(),
        )
        keep_looks(chosen)
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101 - a dialog has one
        look.follow(application, chosen)

    def _keep_reminders(self) -> None:
        keep_reminders(Reminders(self.remind.isChecked(), {kind: field.value() for kind, field in self.leads.items()}))
        for field in self.leads.values():
            field.setEnabled(self.remind.isChecked())

    def _start_with_session(self, wanted: bool) -> None:  # noqa: FBT001 - as Qt's signal gives it
        try:
            login.start_with_session(wanted=wanted)
        except (Refused, OSError) as error:
            self.login.blockSignals(True)  # noqa: FBT003 - Qt's own signature
            self.login.setChecked(login.starts_with_session())
            self.login.blockSignals(False)  # noqa: FBT003
            self.refused.emit(login.refusal(error))

    def _lay_out(self, words: Vocabulary) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP_WIDE)
        grid.setVerticalSpacing(GAP_SMALL)
        grid.setColumnStretch(1, 1)
        for name, field in (
            (self.tr("Language"), self.language),
            (self.tr("Appearance"), self.appearance),
            (self.tr("Contrast"), self.contrast),
            (self.tr("Size"), self.size_chosen),
        ):
            _add(grid, name, field)
        later = QLabel(self.tr("Everything is drawn so large from the next start on."))
        later.setObjectName("hint")
        grid.addWidget(later, grid.rowCount(), 1)
        grid.addWidget(self.still, grid.rowCount(), 1)
        heading = _heading(self.tr("Reminders"))
        leads = QGridLayout()
        leads.setHorizontalSpacing(GAP_WIDE)
        leads.setVerticalSpacing(GAP_SMALL)
        leads.setColumnStretch(0, 1)
        for kind, lead in self.leads.items():
            label = QLabel(words.figure(kind))
            label.setBuddy(lead)
            lead.setAccessibleName(self.tr("Days ahead: {0}").format(words.figure(kind)))
            lead.setEnabled(self.remind.isChecked())
            row = leads.rowCount()
            leads.addWidget(label, row, 0)
            leads.addWidget(lead, row, 1)
        close = QPushButton(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        ahead = QLabel(self.tr("So many days ahead:"))
        ahead.setObjectName("soft")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(grid)
        column.addWidget(heading)
        column.addWidget(self.remind)
        column.addWidget(ahead)
        column.addLayout(leads)
        column.addWidget(self.login)
        title = QLabel(self.windowTitle())
        title.setObjectName("title")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(GAP_PAGE, GAP_WIDE, GAP_PAGE, GAP_WIDE)
        whole.setSpacing(GAP)
        whole.addWidget(title)
        whole.addWidget(Fitting(inside), 1)
        whole.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        wanted = self.sizeHint()
        open_at(self, wanted.width(), wanted.height())
        self.setMinimumWidth(460)


def _choice(choices: Sequence[tuple[object, str]], chosen: object) -> QComboBox:
    box = QComboBox()
    for value, text in choices:
        box.addItem(text, value)
    box.setCurrentIndex([value for value, _ in choices].index(chosen))
    return box


def _lead(days: int, never: str) -> Number:
    field = Number()
    field.setRange(NEVER, _LONGEST_LEAD)
    field.setSpecialValueText(never)
    field.setValue(days)
    field.setMinimumWidth(96)
    return field


def _heading(text: str) -> QLabel:
    heading = QLabel(text)
    heading.setObjectName("heading")
    return heading


def _add(grid: QGridLayout, name: str, field: QWidget) -> None:
    row = grid.rowCount()
    label = QLabel(name)
    label.setBuddy(field)
    field.setAccessibleName(name)
    grid.addWidget(label, row, 0)
    grid.addWidget(field, row, 1)
