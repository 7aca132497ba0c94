"""The register as rows: number, kind, record, state, and the days that a letter has of its own."""

from collections.abc import Iterator
from functools import partial

from models.assess import Assessment
from models.facts.records import LETTER_KINDS, Letter
from models.vocabulary import Vocabulary
from ui.languages import translate
from ui.look import Tone
from ui.tables.rows import Cell, Row

TONES: dict[str, Tone] = {"draft": "watch", "frozen": "accent", "sent": "plain", "answered": "good", "closed": "muted"}
COLUMNS = ("number", "kind", "record", "state", "sent", "delivered_on", "reply_by")


def headers(words: Vocabulary) -> list[str]:
    """Name the columns."""
    own = {
        "state": translate("RecordsPage", "Status"),
        "delivered_on": words.figure("delivered_on"),
        "reply_by": words.figure("answer_requested_by"),
        "sent": translate("LettersPage", "Sent on"),
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
    yield Cell(words.text(f"state.{letter.state}"), letter.state, TONES[letter.state])
    yield Cell(letter.sent.on.isoformat(), letter.sent.on) if letter.sent else Cell("", None)
    yield Cell(words.figure_value(delivered), delivered.value) if delivered else Cell("", None)
    yield reply_cell(letter, assessment, words)


def reply_cell(letter: Letter, assessment: Assessment, words: Vocabulary) -> Cell:
    """Show the day an answer was asked for by, with the days left once the letter has gone out."""
    if letter.reply_by is None:
        return Cell("", None)
    day = letter.reply_by.isoformat()
    asked = assessment.figures.get("answer_requested_by", "letter", letter.id)
    if asked is None or asked.status == "answered":
        return Cell(day, letter.reply_by)
    left = (letter.reply_by - assessment.as_of).days
    said = words.text("command.days_left", days=left) if left >= 0 else words.text("command.days_past", days=-left)
    return Cell(f"{day} · {said}", letter.reply_by)
