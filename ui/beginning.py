"""Beginning a new ledger: whose it is, when the agreement was signed, which terms, and where the file goes."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.exchange.record_json import record_from_json
from models.facts.records import Agreement
from models.facts.shapes import fields_of
from models.ledger.ledger import SUFFIX, create
from models.problems import Problem, Refused
from models.vocabulary import Vocabulary
from ui.fitting import open_at
from ui.foot import foot
from ui.forms.inputs import input_for
from ui.forms.line import LineInput
from ui.look import GAP, GAP_SMALL, GAP_WIDE
from ui.settings import data_folder


class NewLedgerDialog(QDialog):
    """Asks for the few facts a ledger begins with and makes it."""

    made = Signal(Path)

    def __init__(self, words: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New ledger"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._words = words
        shapes = {field.name: field for field in fields_of(Agreement)}
        self.customer = LineInput()
        self.signed_on = self._input(shapes["signed_on"])
        self.terms = self._input(shapes["terms"])
        self.terms.setCurrentIndex(0)
        self.file = LineInput()
        self._own_name = True
        self.file.textEdited.connect(self._named_by_hand)
        self.customer.changed.connect(self._suggest)
        browse = QPushButton("…")
        browse.setAccessibleName(self.tr("Choose a place"))
        browse.setToolTip(self.tr("Choose a place"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        place = QHBoxLayout()
        place.setSpacing(GAP_SMALL)
        place.addWidget(self.file, 1)
        place.addWidget(browse)
        self.problems: dict[str, QLabel] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(GAP_SMALL)
        self._add("customer.name", words.field("agreement", "customer"), self.customer)
        self._add("signed_on", words.field("agreement", "signed_on"), self.signed_on)
        self._add("terms", words.field("agreement", "terms"), self.terms)
        self._add("file", self.tr("File"), self.file, place)
        self._finish()
        self._suggest()
        self.customer.setFocus()

    def make(self) -> None:
        """Make the ledger; what is wrong is said at its field."""
        raw: dict[str, Any] = {"terms": self.terms.raw(), "customer": {"name": self.customer.raw()}}
        raw["signed_on"] = self.signed_on.raw()
        raw["customer"] = {name: value for name, value in raw["customer"].items() if value is not None}
        problems: list[Problem] = []
        agreement = record_from_json(Agreement, raw, "$", problems)
        path = Path(self.file.text().strip())
        if path.suffix != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
        if agreement is not None:
            try:
                create(path, agreement).close()
            except Refused as refused:
                problems = list(refused.problems)
        self._complain(problems)
        if not problems:
            self.accept()
            self.made.emit(path)

    def _complain(self, problems: list[Problem]) -> None:
        said: dict[str, str] = {}
        for problem in problems:
            path = problem.path.removeprefix("$.").removeprefix("agreement.")
            said.setdefault(path if path in self.problems else "file", self._words.problem(replace(problem, path=path)))
        for path, label in self.problems.items():
            label.setText(said.get(path, ""))
            label.setVisible(path in said)

    def _input(self, field: Any) -> Any:
        return input_for("agreement", field, self._words, lambda _: [], optional=False)

    def _add(self, path: str, text: str, made: QWidget, place: QHBoxLayout | None = None) -> None:
        row = self._grid.rowCount()
        label = QLabel(f"{text} *")
        label.setBuddy(made)
        made.setAccessibleName(text)
        self._grid.addWidget(label, row, 0)
        if place is not None:
            self._grid.addLayout(place, row, 1)
        else:
            self._grid.addWidget(made, row, 1)
        problem = QLabel()
        problem.setObjectName("problem")
        problem.setWordWrap(True)
        problem.hide()
        self._grid.addWidget(problem, row + 1, 1)
        self.problems[path] = problem

    def _finish(self) -> None:
        title = QLabel(self.windowTitle())
        title.setObjectName("title")
        make = QPushButton(self.tr("Make the ledger"))
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        column.setSpacing(GAP)
        column.addWidget(title)
        column.addLayout(self._grid)
        column.addStretch(1)
        column.addLayout(foot(self, make, self.make))
        open_at(self, 600, 320)

    def _named_by_hand(self) -> None:
        self._own_name = False

    def _suggest(self) -> None:
        if self._own_name:
            name = re.sub(r'[\\/:*?"<>|\s.]+', "-", self.customer.text().strip()).strip("-") or self.tr("ledger")
            self.file.setText(str(data_folder() / f"{name}{SUFFIX}"))

    def _browse(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("New ledger"), self.file.text(), f"*{SUFFIX}")
        if name:
            self._own_name = False
            self.file.setText(name)
