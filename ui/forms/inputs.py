"""One input per shape of a field: it takes and gives raw JSON values, as an exchange file would hold them.

An input never judges: what cannot be read is handed on as typed, and the models say what is wrong with it.
"""

import re
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QPlainTextEdit, QWidget

from models.facts.shapes import Amount, Choice, Count, Day, Field, Flag, Moment, Month, Quantity, Reference, Text
from models.terms.terms import bundled_terms, load_terms
from models.vocabulary import Vocabulary
from ui.forms.dates import DayInput, MomentInput, MonthInput
from ui.forms.line import LineInput
from ui.forms.sums import calculated
from ui.wording import begun

Options = Callable[[str], list[tuple[str, str]]]
"""Kind of record → (id, label) of every record a reference can name."""


class Input(Protocol):
    """What every input of a field can do."""

    changed: Signal

    def raw(self) -> Any:
        """Give the JSON value as entered; None when empty."""

    def put(self, raw: Any) -> None:
        """Show a JSON value."""

    def hint(self) -> str:
        """Say something helpful about what is entered; can be empty."""


class AmountInput(LineInput):
    """An amount of money; grouping commas and a currency sign are taken off, and a sum (``10+3.2*2``) is worked out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def read(self, text: str) -> Any:
        """Work a sum out; take off what people write around the digits."""
        return calculated(text) or re.sub(r"[,，\s¥￥元]", "", text) or text

    def hint(self) -> str:
        """Say what a sum comes to."""
        value = calculated(self.text())
        return f"= {value}" if value is not None else ""


class NumberInput(LineInput):
    """A whole number; what is not one is handed on as typed."""

    def read(self, text: str) -> Any:
        """Give an int when it is one."""
        return int(text) if re.fullmatch(r"-?\d{1,12}", text, re.ASCII) else text


class LinesInput(QPlainTextEdit):
    """Text of several lines. Ctrl+Enter is left to the form, Tab moves on."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(84)
        self.textChanged.connect(self.changed)

    def raw(self) -> Any:
        """Give the text; None when there is nothing but space."""
        return self.toPlainText() if self.toPlainText().strip() else None

    def put(self, raw: Any) -> None:
        """Show a text."""
        self.setPlainText(raw or "")

    def hint(self) -> str:
        """Nothing to say."""
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+Enter to the form."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)


class ChoiceInput(QComboBox):
    """One of a closed list; an optional field has an empty first line. The wheel does not change it by accident."""

    changed = Signal()

    def __init__(self, choices: list[tuple[Any, str]], *, optional: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._raws: list[Any] = [value for value, _ in choices]
        if optional or not choices:
            self._raws.insert(0, None)
            self.addItem("—")
        self.addItems([text for _, text in choices])
        self.currentIndexChanged.connect(lambda _: self.changed.emit())

    def offer(self, choices: list[tuple[Any, str]], *, nothing: str) -> None:
        """Offer other choices, the first of them nothing, by a name of its own."""
        self.clear()
        self._raws = [None, *(value for value, _ in choices)]
        self.addItems([nothing, *(text for _, text in choices)])

    def raw(self) -> Any:
        """Give the chosen value."""
        return self._raws[self.currentIndex()] if self.currentIndex() >= 0 else None

    def put(self, raw: Any) -> None:
        """Show a value; one that is not in the list leaves nothing chosen."""
        self.setCurrentIndex(self._raws.index(raw) if raw in self._raws else -1)

    def hint(self) -> str:
        """Nothing to say."""
        return ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the form scroll instead."""
        event.ignore()


class ReferenceInput(QComboBox):
    """The id of another record: type any part of its id or label, or choose from the list.

    ``options`` are (id, label) of every record, or give them; they are then asked for when the input is first used, as
    a form of a long ledger would wait for thousands of labels otherwise.
    """

    changed = Signal()

    def __init__(
        self, options: list[tuple[str, str]] | Callable[[], list[tuple[str, str]]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._ids: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._options = options if callable(options) else lambda: options
        self._asked = False
        if not callable(options):
            self._ask()
        self.editTextChanged.connect(lambda _: self.changed.emit())

    def _ask(self) -> None:
        """Have every record to choose from, if they were not asked for yet."""
        if self._asked:
            return
        self._asked = True
        self._texts = dict(self._options())
        self._ids = {text: record_id for record_id, text in self._texts.items()}
        typed, quiet = self.currentText(), QSignalBlocker(self)
        self.addItems(list(self._ids))
        self.setCurrentIndex(-1)
        self.setEditText(typed)
        quiet.unblock()
        completer = QCompleter(list(self._ids), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have the records at hand for who is going to type or choose."""
        self._ask()
        super().focusInEvent(event)

    def showPopup(self) -> None:
        """Show the records to choose from."""
        self._ask()
        super().showPopup()

    def raw(self) -> Any:
        """Give the id: of the label shown, or what was typed."""
        text = self.currentText().strip()
        if text:
            self._ask()
        return self._ids.get(text, text) or None

    def rest_with(self, text: str) -> None:
        """Show a text while the input is empty."""
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(text)

    def put(self, raw: Any) -> None:
        """Show the label of an id; an id no record has is shown as it is."""
        if raw:
            self._ask()
        self.setEditText(self._texts.get(raw, raw) if raw else "")
        line = self.lineEdit()
        if line is not None:
            line.home(False)  # noqa: FBT003 - Qt's own; what is too long is cut at its end

    def hint(self) -> str:
        """Nothing to say."""
        return ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the form scroll instead."""
        event.ignore()


def input_for(kind: str, field: Field, words: Vocabulary, options: Options, *, optional: bool) -> Any:
    """Make the input of one field that is not made of others; ``kind`` is the record the field belongs to."""
    closed = closed_list(kind, field.name, words)
    if closed is not None:
        return ChoiceInput(closed, optional=optional)
    match field.shape:
        case Day():
            return DayInput()
        case Moment():
            return MomentInput()
        case Month():
            return MonthInput()
        case Amount():
            return AmountInput()
        case Count() | Quantity():
            return NumberInput()
        case Choice(values):
            return ChoiceInput([(value, begun(words.choice(field.name, value))) for value in values], optional=optional)
        case Flag():
            choices = [(flag, begun(words.choice(field.name, word))) for flag, word in ((True, "yes"), (False, "no"))]
            return ChoiceInput(choices, optional=optional)
        case Reference(target):
            return ReferenceInput(partial(options, target))
        case Text(lines=True):
            return LinesInput()
        case _:
            return LineInput()


def closed_list(kind: str, name: str, words: Vocabulary) -> list[tuple[Any, str]] | None:
    """Give (value, text) of a text field that only the bundled terms can fill; None for any other field."""
    if (kind, name) == ("agreement", "terms"):
        return [(terms, load_terms(terms).title[words.language]) for terms in bundled_terms()]
    if (kind, name) == ("amendment", "parameter"):
        found = {}
        for terms in bundled_terms():
            for parameter, says in load_terms(terms).says.items():
                found[parameter] = f"{load_terms(terms).versions[parameter][0].clause} {says[words.language]}"
        return list(found.items())
    return None
