"""What the provider's files would bring, shown before anything is done."""

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.facts.records import Bill, kind_of
from models.facts.shapes import Misfit, Moment
from models.ledger.source_acts import Choices, Outcome
from models.money import format_amount
from models.problems import Problem
from models.vocabulary import Vocabulary
from ui.foot import foot
from ui.forms.dates import MomentInput
from ui.importing.told import originals_told, size_told
from ui.look import GAP, GAP_SMALL, GAP_WIDE, ROW

_AMOUNTS = ("payable", "cash", "gift", "voucher", "share")


class ImportPreview(QDialog):
    """Shows sums by product, records, what to check and conflicts; asks when the bill was sent and who wins."""

    chosen = Signal(object)
    """The user wants this, with these :class:`Choices`."""

    def __init__(self, outcome: Outcome, choices: Choices, words: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._choices = choices
        self.setWindowTitle(self.tr("Import the provider's bills"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        column.setSpacing(GAP)
        title = QLabel(self._heading(outcome))
        title.setObjectName("heading")
        column.addWidget(title)
        rows = words.text("import.rows", new=outcome.rows_new, same=outcome.rows_same, changed=outcome.rows_changed)
        gone = [words.text("import.rows_gone", count=outcome.rows_gone)] if outcome.rows_gone else []
        for text in (rows, *gone, *self._records(outcome)):
            label = QLabel(text)
            label.setWordWrap(True)
            column.addWidget(label)
        self.table = self._sums(outcome)
        column.addWidget(self.table, 1)
        notes, conflicts = outcome.proposal.notes, outcome.proposal.conflicts
        self.notes = self._told(column, words.text("import.notes"), [words.problem_line(one) for one in notes])
        self.conflicts = self._told(column, self.tr("Conflicts:"), [words.problem_line(one) for one in conflicts])
        new_bills = [record for record in outcome.proposal.new if isinstance(record, Bill)]
        self.sent_at = MomentInput()
        if len(new_bills) == 1:
            self._ask_when_sent(column, new_bills[0].sent_at)
        self.files_win = QCheckBox(self.tr("Let the files win; what was on record stays in the history"))
        self.files_win.setVisible(bool(outcome.proposal.conflicts))
        column.addWidget(self.files_win)
        self.keep = self._originals(column, outcome)
        self.wrong = QLabel()
        self.wrong.setObjectName("problem")
        self.wrong.hide()
        column.addWidget(self.wrong)
        self._buttons(column, conflicts=bool(outcome.proposal.conflicts))
        self.resize(820, 640)

    def _heading(self, outcome: Outcome) -> str:
        names = [file.name.rpartition("/")[2] for file in outcome.files if file.rows]
        shown = " · ".join(names[:2]) + (" …" if len(names) > 2 else "")
        return self.tr("Would be imported: {0}").format(shown)

    def _records(self, outcome: Outcome) -> list[str]:
        said = []
        changed = [after for _, after in outcome.proposal.changed]
        for key, records in (("new", outcome.proposal.new), ("changed", changed)):
            counts: dict[str, int] = {}
            for record in records:
                counts[kind_of(record)] = counts.get(kind_of(record), 0) + 1
            if counts:
                listed = " · ".join(f"{self._words.kind(kind)} {count}" for kind, count in counts.items())
                said.append(self._words.text(f"import.{key}", listed=listed))
        return [*said, self._words.text("import.same", count=outcome.proposal.same)]

    def _sums(self, outcome: Outcome) -> QTableWidget:
        words = self._words
        products = sorted(outcome.products.items())
        whole = {name: sum(sums[name] for _, sums in products) for name in _AMOUNTS}
        rows = [*products, (words.text("import.whole"), whole)]
        made = QTableWidget(len(rows), 1 + len(_AMOUNTS))
        made.setHorizontalHeaderLabels([words.text("import.product"), *(words.field("billline", n) for n in _AMOUNTS)])
        made.setAccessibleName(words.text("import.product"))
        made.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        made.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        made.setShowGrid(False)
        made.verticalHeader().hide()
        made.verticalHeader().setDefaultSectionSize(ROW)
        for row, (product, sums) in enumerate(rows):
            for position, text in enumerate([product, *(format_amount(sums[n], grouped=True) for n in _AMOUNTS)]):
                item = QTableWidgetItem(text)
                if position:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                if row == len(rows) - 1:
                    font = item.font()
                    font.setBold(True)
                    item.setFont(font)
                made.setItem(row, position, item)
        header = made.horizontalHeader()
        header.setHighlightSections(False)
        header.setResizeContentsPrecision(200)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for position in range(made.columnCount()):
            side = Qt.AlignmentFlag.AlignRight if position else Qt.AlignmentFlag.AlignLeft
            header_item = made.horizontalHeaderItem(position)
            assert header_item is not None  # noqa: S101 - every column was given a label
            header_item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        return made

    def _originals(self, column: QVBoxLayout, outcome: Outcome) -> QCheckBox:
        """Ask whether the files themselves are to be kept; say of those too large for it that they are not."""
        kept = [one for one in outcome.originals if one.kept]
        size, most = size_told(sum(one.size for one in kept)), self._choices.keep_up_to // 1_000_000
        said = self.tr("Keep the files themselves with the bill, as evidence ({0}, packed; up to {1} MB each)")
        made = QCheckBox(said.format(size, most))
        made.setChecked(bool(kept))
        made.setVisible(bool(kept))
        column.addWidget(made)
        left = [one for one in outcome.originals if not one.kept]
        label = QLabel("\n".join(originals_told(replace(outcome, originals=left), self._words)))
        label.setObjectName("soft")
        label.setWordWrap(True)
        label.setVisible(bool(left))
        column.addWidget(label)
        return made

    def _told(self, column: QVBoxLayout, heading: str, lines: list[str]) -> QListWidget:
        """Add a list below its heading; both stay away when there is nothing to tell."""
        title = QLabel(heading)
        title.setObjectName("soft")
        made = QListWidget()
        made.setAccessibleName(heading)
        made.setWordWrap(True)
        made.addItems(lines)
        made.setMaximumHeight(120)
        for widget in (title, made):
            widget.setVisible(bool(lines))
            column.addWidget(widget)
        return made

    def _ask_when_sent(self, column: QVBoxLayout, sent_at: datetime) -> None:
        row = QHBoxLayout()
        row.setSpacing(GAP_SMALL)
        label = QLabel(self._words.field("bill", "sent_at"))
        label.setBuddy(self.sent_at)
        hint = QLabel()
        hint.setObjectName("soft")
        self.sent_at.changed.connect(lambda: hint.setText(self.sent_at.hint()))
        self.sent_at.put(sent_at.isoformat())
        self._taken = self.sent_at.raw()
        for widget in (label, self.sent_at, hint):
            row.addWidget(widget)
        row.addStretch(1)
        column.addLayout(row)

    def _buttons(self, column: QVBoxLayout, *, conflicts: bool) -> None:
        self.go = QPushButton(self.tr("Import"))
        self.go.setEnabled(not conflicts)
        self.files_win.toggled.connect(self.go.setEnabled)
        column.addLayout(foot(self, self.go, self._choose))

    def _choose(self) -> None:
        sent_at = self._choices.sent_at
        raw = self.sent_at.raw()
        if raw is not None and raw != getattr(self, "_taken", None):
            try:
                sent_at = Moment().read(raw)
            except Misfit as misfit:
                self.wrong.setText(self._words.problem(Problem(misfit.code, inputs=misfit.inputs)))
                self.wrong.show()
                self.sent_at.setFocus()
                return
        self.accept()
        win, keep = self.files_win.isChecked(), self.keep.isChecked()
        keep_up_to = self._choices.keep_up_to if keep else 0
        self.chosen.emit(Choices(self._choices.billing_cycle, sent_at, win, keep_up_to))
