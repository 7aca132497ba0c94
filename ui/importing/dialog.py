"""The dialog that shows what an import would do: what comes in, what to check, conflicts, if files are kept."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from models.facts.records import Record
from models.ledger.originals import Original
from models.problems import Problem
from models.sources.matching import Brought, Proposal
from models.vocabulary import Vocabulary
from ui.importing.told import original_told, records_told, size_told
from ui.look import GAP, GAP_SMALL, GAP_WIDE

_LIST = 132
"""Pixels: notes and conflicts are lists that scroll, so that what is imported keeps the room."""


def fit_list(made: QListWidget, count: int) -> None:
    """Give a list of sentences the height of so many, a second line each included, and no more than notes get."""
    two_lines = 2 * made.fontMetrics().lineSpacing()
    made.setMinimumHeight(two_lines + GAP)
    made.setMaximumHeight(min(_LIST, max(1, count) * two_lines + GAP))


class ImportDialog(QDialog):
    """A preview: its heading and words from above, its parts in one column, the buttons below.

    ``go`` imports; it is off while there are conflicts and the files are not to win.
    """

    def __init__(self, title: str, words: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        self.column.setSpacing(GAP)
        self.files_win = QCheckBox(self.tr("Let the files win; what was on record stays in the history"))
        self.keep = QCheckBox()
        self.wrong = QLabel()
        self.wrong.setObjectName("problem")
        self.wrong.setWordWrap(True)
        self.wrong.hide()
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.stop = QPushButton(self.tr("Skip the rest"))
        self.stop.setAutoDefault(False)
        self.stop.hide()
        self.go = QPushButton(self.tr("Import"))
        self.go.setDefault(True)

    def in_turn(self, turn: str) -> None:
        """Say above everything which of several imports this is; to cancel is to go on without it."""
        label = QLabel(turn)
        label.setObjectName("soft")
        self.column.insertWidget(0, label)
        self.cancel.setText(self.tr("Skip"))
        self.stop.show()

    def say_of_files(self, names: Iterable[str]) -> None:
        """Head the dialog with the files that would be imported: two by name."""
        named = [name.rpartition("/")[2] for name in names]
        shown = " · ".join(named[:2]) + (" …" if len(named) > 2 else "")
        self.say(self.tr("Would be imported: {0}").format(shown), "title").setToolTip("\n".join(named))

    def say(self, text: str, look: str = "") -> QLabel:
        """Add words; ``look`` is ``title`` or ``soft``. What a file says is never markup."""
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        if look:
            label.setObjectName(look)
        self.column.addWidget(label)
        return label

    def say_records(self, proposal: Proposal | Brought, more: Sequence[Record] = ()) -> None:
        """Say how many records of which kind would be new, changed and the same."""
        self.say("\n".join(records_told(proposal, self._words, more)))

    def list_problems(self, heading: str, problems: Sequence[Problem]) -> QListWidget:
        """Add a list of problems below its heading; both stay away when there is none."""
        lines = [self._words.problem_line(one) for one in problems]
        title = self.say(heading, "soft")
        made = QListWidget()
        made.setProperty("roomy", "true")
        made.setWordWrap(True)
        made.setAccessibleName(heading)
        made.addItems(lines)
        fit_list(made, len(lines))
        for widget in (title, made):
            widget.setVisible(bool(lines))
        self.column.addWidget(made)
        return made

    def ask_to_keep(self, originals: Sequence[Original], most: int) -> None:
        """Ask whether the files themselves are to be kept; say of those too large for it that they are not."""
        kept = [one for one in originals if one.kept]
        said = self.tr("Keep the files themselves as evidence ({0}, packed; up to {1} MB each)")
        self.keep.setText(said.format(size_told(sum(one.size for one in kept)), most // 1_000_000))
        self.keep.setChecked(bool(kept))
        self.keep.setVisible(bool(kept))
        self.column.addWidget(self.keep)
        left = [original_told(one, self._words) for one in originals if not one.kept]
        self.say("\n".join(left), "soft").setVisible(bool(left))

    def end(self, conflicts: Sequence[Problem] = ()) -> None:
        """Close the column: whether the files win, what is wrong, and the buttons."""
        self.files_win.setVisible(bool(conflicts))
        self.column.addWidget(self.files_win)
        self.column.addWidget(self.wrong)
        row = QHBoxLayout()
        row.setSpacing(GAP_SMALL)
        row.addWidget(self.stop)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.go)
        self.column.addLayout(row)
        if conflicts:
            self.go.setEnabled(False)
            self.files_win.toggled.connect(self.go.setEnabled)

    def complain(self, sentence: str, field: QWidget) -> None:
        """Say what is wrong with a field, and go to it."""
        self.wrong.setText(sentence)
        self.wrong.show()
        field.setFocus()
