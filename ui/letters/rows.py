"""The register as rows: number, kind, record, state, and the days that a letter has of its own."""

from collections.abc import Iterator
from functools import partial

from models.assess import Assessment
from models.facts.records import LETTER_KINDS, Letter
from models.vocabulary import Vocabulary
from ui.languages import translate
from ui.look import Tone
from ui.tables.rows import Cell, Row
from ui.wording import begun

TONES: dict[str, Tone] = {"draft": "watch", "frozen": "accent", "sent": "plain", "answered": "good", "closed": "muted"}
SOON = 5
"""Days before the day an answer was asked for from which it is marked as near."""
COLUMNS = ("number", "kind", "record", "state", "delivered_on", "reply_by", "days")


def headers(words: Vocabulary) -> list[str]:
    """Name the columns."""
    own = {
        "state": translate("RecordsPage", "Status"),
        "delivered_on": words.figure("delivered_on"),
        "reply_by": words.figure("answer_requested_by"),
        "days": translate("LettersPage", "Days"),
    }
    return [own.get(name) or words.field("letter", name) for name in COLUMNS]


def kind_name(words: Vocabulary, kind: str) -> str:
    """Name a kind of letter; one the program does not write goes by its own name."""
    return words.choice("kind", kind) if kind in LETTER_KINDS else kind


def record_name(words: Vocabulary, letter: Letter) -> str:
    """Name the record a letter is about; empty for none."""
    return words.record(letter.subject, letter.record) if letter.subject and letter.record else ""


def rows(letters: list[Letter], assessment: Assessment, words: Vocabulary) -> list[Row]:
    """Give a row for each letter, the newest first."""
    there = assessment.situation.facts.letters
    return [
        Row("letter", one.id, partial(_cells, one, assessment, words), there=one.id in there)
        for one in reversed(letters)
    ]


def _cells(letter: Letter, assessment: Assessment, words: Vocabulary) -> Iterator[Cell]:
    number, record = letter.number or "—", record_name(words, letter)
    delivered = assessment.figures.get("delivered_on", "letter", letter.id)
    yield Cell(number, number)
    yield Cell(kind_name(words, letter.kind), letter.kind)
    yield Cell(record, record)
    yield Cell(begun(words.text(f"state.{letter.state}")), letter.state, TONES[letter.state])
    yield Cell(words.figure_value(delivered), delivered.value) if delivered else Cell("", None)
    yield Cell(letter.reply_by.isoformat(), letter.reply_by) if letter.reply_by else Cell("", None)
    yield days_cell(letter, assessment, words)


def days_cell(letter: Letter, assessment: Assessment, words: Vocabulary) -> Cell:
    """Show the days left until an answer was asked for, once the letter has gone out and while none has come."""
    asked = assessment.figures.get("answer_requested_by", "letter", letter.id)
    if letter.reply_by is None or asked is None or asked.status == "answered":
        return Cell("", None)
    left = (letter.reply_by - assessment.as_of).days
    if left < 0:
        return Cell(words.text("command.days_past", days=-left), left, "late")
    if left == 0:
        return Cell(words.text("command.today"), left, "watch")
    return Cell(words.text("command.days_left", days=left), left, "watch" if left <= SOON else "plain")
