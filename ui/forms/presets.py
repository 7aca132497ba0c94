"""Entering a service rule from a preset: which service, which product's published rule, by which source."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.problems import Refused
from models.terms.service_rules import presets, rule_from_preset
from ui.fitting import open_at
from ui.foot import foot
from ui.forms.beginnings import free_id
from ui.forms.inputs import ChoiceInput
from ui.look import GAP, GAP_SMALL, GAP_WIDE
from ui.session import Session, sentences
from ui.wording import label


class PresetDialog(QDialog):
    """Asks for service and preset, shows where the preset comes from, and enters the rule."""

    saved = Signal(str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Service rule from a preset"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        words, facts = session.words, session.facts
        ruled = {rule.service for rule in facts.service_rules.values()}
        free = [service for service in facts.services if service not in ruled]
        self.service = ChoiceInput([(key, label(words, facts, "service", key)) for key in free], optional=False)
        self.preset = ChoiceInput([(one.id, one.name[words.language]) for one in presets()], optional=False)
        self.source = QLabel()
        self.source.setObjectName("soft")
        self.source.setWordWrap(True)
        self.source.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.problem = QLabel()
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        self.enter_button = QPushButton(words.act("enter_service_rule"))
        self.enter_button.setEnabled(bool(free))
        if not free:
            self.problem.setText(self.tr("Every service has its rule already, or there is no service yet."))
        for choice in (self.service, self.preset):
            choice.changed.connect(self._show_source)
        self._lay_out()
        self._show_source()

    def enter(self) -> None:
        """Enter the rule; a refusal is said in the dialog."""
        session = self._session
        rule_id = free_id("r", session.facts.service_rules)
        rule = rule_from_preset(self.preset.raw(), self.service.raw(), rule_id, session.words.language)
        try:
            session.enter(rule)
        except Refused as refused:
            self.problem.setText("\n".join(sentences(refused, session.words)))
            return
        self.accept()
        self.saved.emit("service_rule", rule_id)

    def _show_source(self) -> None:
        chosen = next(one for one in presets() if one.id == self.preset.raw())
        read_on = self.tr("Read on {0}. H official text, M secondary source, L weak source.")
        language = self._session.words.language
        self.source.setText(f"{chosen.source(language)}\n{read_on.format(chosen.read_on.isoformat())}")

    def _lay_out(self) -> None:
        words = self._session.words
        title = QLabel(self.windowTitle())
        title.setObjectName("title")
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP_SMALL)
        rows = (
            (words.kind("service"), self.service),
            (self.tr("Preset"), self.preset),
            (words.field("service_rule", "source"), self.source),
        )
        for row, (text, widget) in enumerate(rows):
            name = QLabel(text)
            name.setBuddy(widget)
            widget.setAccessibleName(text)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop if widget is self.source else Qt.AlignmentFlag(0))
            grid.addWidget(widget, row, 1)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        column.setSpacing(GAP)
        column.addWidget(title)
        column.addLayout(grid, 1)
        column.addLayout(foot(self, self.enter_button, self.enter, self.problem))
        open_at(self, 620, 340)
