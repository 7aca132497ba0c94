"""Importing statements of banks and payment services in the window: how they are read is shown and can be changed."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.facts.facts import Facts
from models.facts.records import OUTGOING, STATEMENT_ROLES, LayoutColumn
from models.ledger.acts import Change
from models.ledger.originals import KEEP_UP_TO, Original
from models.ledger.statement_acts import StatementsOutcome, import_statements
from models.money import format_amount
from models.statements.reading import tables_of
from models.statements.taking import StatementChoices, Taken, take
from models.vocabulary import Vocabulary
from ui.fitting import open_at
from ui.importing.dialog import ImportDialog, fit_list
from ui.importing.importing import FileByFile
from ui.look import GAP, ROW
from ui.wording import begun
from ui.work import Work

_COLUMN, _MOST = 132, 260
_AT_ONCE = 5_000
"""Rows that are read again at once when something is chosen anew."""
_TYPED_AFTER = 700
"""Milliseconds of rest after which a long file is read for the account typed."""
_SAMPLE = 8
"""Rows of the file that are shown below its headings."""


class StatementImport(FileByFile):
    """One import of statements: each file shown in turn, each confirmed one an act of its own."""

    def seen_at(self, change: Change) -> tuple[str, str]:
        """Give the account of the lines that came in, to be matched and reconciled."""
        return "reconciliation", next((name for kind, name in change.touched if kind == "statement_line"), "")

    def _take(self, path: Path) -> None:
        session = self._session
        work = self._work(partial(_read, path, session.facts, session.today), partial(self._show, path))
        work.start(self._session.words.text("reconcile.reading", name=path.name))

    def _show(self, path: Path, read: tuple[list[Taken], int]) -> None:
        session = self._session
        taken, size = read
        preview = StatementPreview(taken, session.facts, session.words, session.today, self._window)
        preview.ask_to_keep([Original(path, size, size <= KEEP_UP_TO)], KEEP_UP_TO)
        preview.end()
        preview.chosen.connect(partial(self._take_in, path))
        self._preview(preview)

    def _take_in(self, path: Path, choices: StatementChoices, keep_up_to: int) -> None:
        job = partial(
            import_statements,
            self._session.ledger,
            [path],
            choices,
            today=self._session.today,
            keep_up_to=keep_up_to,
        )
        self._work(job, self._imported).start(self._session.words.text("reconcile.importing"))

    def _imported(self, outcome: StatementsOutcome) -> None:
        self._session.took(outcome.change)
        if outcome.change is None:
            self._messages.say(self._session.words.text("reconcile.all_known"))
        else:
            self._messages.say(self._session.words.text("reconcile.imported", count=outcome.new), undo=True)
        self._did(outcome.change)


def _read(path: Path, facts: Facts, today: date) -> tuple[list[Taken], int]:
    """Read a file's tables as the ledger or a guess says; give them with its size in bytes."""
    return [take(table, facts, StatementChoices(), today) for table in tables_of(path)], path.stat().st_size


class StatementPreview(ImportDialog):
    """Shows the head of a file with what each column is taken for, and what would come in by that."""

    chosen = Signal(object, int)
    """The user wants this, with these :class:`StatementChoices`, files up to so many bytes kept."""

    def __init__(
        self,
        taken: list[Taken],
        facts: Facts,
        words: Vocabulary,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words.text("reconcile.title"), words, parent)
        self._today = today
        self._tables = tables = [one.table for one in taken]
        self._facts = facts
        self._changed = False
        self._long = sum(len(table.rows) for table in tables) > _AT_ONCE
        first = taken[0]
        self.say(tables[0].file, "title")
        how = words.text("statement.remembered" if first.remembered else "statement.guessed")
        self.how = self.say(begun(how), "soft")
        self._ask(self.column, first)
        self._show_columns(self.column, first)
        self.told = self.say("")
        self.notes = QListWidget()
        self.notes.setProperty("roomy", "true")
        self.notes.setWordWrap(True)
        self.column.addWidget(self.notes)
        self.go.clicked.connect(self._choose)
        open_at(self, 980, 640)
        self._tell(taken)

    def _ask(self, column: QVBoxLayout, first: Taken) -> None:
        words = self._words
        form = QFormLayout()
        form.setSpacing(GAP)
        self.account = QLineEdit(first.account or "")
        typed = QTimer(self)
        typed.setSingleShot(True)
        typed.setInterval(_TYPED_AFTER)
        typed.timeout.connect(self.look)
        self.account.textEdited.connect(lambda _: typed.start() if self._long else self.look())
        self.outgoing = QComboBox()
        for name in OUTGOING:
            self.outgoing.addItem(begun(words.choice("outgoing", name)), name)
        self.outgoing.setCurrentIndex(OUTGOING.index(first.layout.outgoing or OUTGOING[0]))
        self.outgoing.activated.connect(self._change)
        form.addRow(words.field("statement", "account"), self.account)
        form.addRow(words.field("statement_layout", "outgoing"), self.outgoing)
        column.addLayout(form)

    def _show_columns(self, column: QVBoxLayout, first: Taken) -> None:
        """Show the file's first rows, and above each column a choice of what it holds."""
        table, words = self._tables[0], self._words
        headings, rows = table.headings, table.rows[:_SAMPLE]
        self.table = QTableWidget(1 + len(rows), len(headings))
        self.table.setHorizontalHeaderLabels([heading or "·" for heading in headings])
        self.table.setAccessibleName(table.file)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(ROW)
        self.table.setShowGrid(False)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.roles: list[QComboBox] = []
        roles = {each.column: each.role for each in first.layout.columns}
        for place, heading in enumerate(headings):
            choice = QComboBox()
            choice.setAccessibleName(heading)
            choice.addItem("—", None)
            for role in STATEMENT_ROLES:
                choice.addItem(words.choice("role", role), role)
            choice.setCurrentIndex(choice.findData(roles.get(place + 1)))
            choice.activated.connect(self._change)
            self.roles.append(choice)
            self.table.setCellWidget(0, place, choice)
            for number, row in enumerate(rows, start=1):
                self.table.setItem(number, place, QTableWidgetItem(row.cells[place] if place < len(row.cells) else ""))
            shown = min(self.table.sizeHintForColumn(place), _MOST)
            self.table.setColumnWidth(place, max(choice.sizeHint().width(), shown, _COLUMN))
        column.addWidget(self.table, 1)

    def _change(self) -> None:
        self._changed = True
        self.look()

    def choices(self) -> StatementChoices:
        """Give what the user chose; what was not touched is left to the ledger or the guess."""
        account = self.account.text().strip() or None
        if not self._changed:
            return StatementChoices(account)
        headings = self._tables[0].headings
        columns = tuple(
            LayoutColumn(place + 1, choice.currentData(), headings[place] or None)
            for place, choice in enumerate(self.roles)
            if choice.currentData() is not None
        )
        return StatementChoices(account, columns, self.outgoing.currentData())

    def look(self) -> None:
        """Say what would come in by what is chosen now; a long file is gone through off the screen's thread."""
        choices = self.choices()

        def again() -> list[Taken]:
            return [take(table, self._facts, choices, self._today) for table in self._tables]

        if self._long:
            work = Work(self, again, self._tell, lambda _: None)
            work.start(self._words.text("reconcile.reading", name=self._tables[0].file))
        else:
            self._tell(again())

    def _tell(self, taken: list[Taken]) -> None:
        """Say what comes in, what to check, and what keeps the file out."""
        problems = [problem for one in taken for problem in one.problems]
        amounts = [line.amount for one in taken for line in one.lines]
        counts = {"new": sum(len(one.new) for one in taken), "same": sum(one.same for one in taken)}
        came = format_amount(sum(each for each in amounts if each > 0), grouped=True)
        went = format_amount(-sum(each for each in amounts if each < 0), grouped=True)
        self.told.setText(self._words.text("statement.lines", **counts, came=came, went=went))
        self.notes.clear()
        notes = [*problems, *(note for one in taken for note in one.notes)]
        self.notes.addItems([self._words.problem_line(note) for note in notes])
        self.notes.setVisible(bool(notes))
        fit_list(self.notes, len(notes))
        self.go.setEnabled(not problems)
        named = {choice.currentData() for choice in self.roles}
        self.outgoing.setEnabled("amount" in named and "direction" not in named)

    def _choose(self) -> None:
        choices, keep = self.choices(), KEEP_UP_TO if self.keep.isChecked() else 0
        self.accept()
        self.chosen.emit(choices, keep)
