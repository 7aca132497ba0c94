"""From a record to a letter in the register, and from its words to its pages; for window and command line alike."""

import json
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from models.assess import Assessment, assess
from models.exchange import assessment as assessment_file
from models.facts.facts import Facts
from models.facts.records import Letter
from models.ledger import letter_acts
from models.ledger.acts import Change
from models.ledger.ledger import Ledger
from models.ledger.letter_acts import Wording
from models.letters.table import LETTERS
from models.objection import Sending
from models.problems import Refused
from models.register.own_pages import check_pages
from models.vocabulary import Vocabulary
from ui.files import read_file

CHINESE = "zh"


class Choices(NamedTuple):
    """What a user chooses of a new letter: number (None: the next), language, addition, and wording (a template)."""

    number: str | None = None
    language: str = CHINESE
    also: str | None = None
    text: str | None = None


def additions(also: str | None) -> Collection[str]:
    """Give what a letter adds as the table of letters takes it."""
    return (also,) if also else ()


def written_here(letter: Letter) -> bool:
    """Tell whether the program has the words of a letter; one of another kind was made elsewhere."""
    return letter.kind in LETTERS and letter.record is not None


def draft(ledger: Ledger, assessment: Assessment, kind: str, record: str, choices: Choices) -> Letter:
    """Enter a letter about a record as a draft, dated on the assessment's day. Raises :class:`Refused`."""
    from reports.letters.letter import compose

    number, language, also, text = choices
    made = compose(assessment, kind, record, language=language, also=additions(also), template=text)
    return letter_acts.draft(
        ledger,
        kind,
        to=made.to,
        title=made.title,
        created_on=assessment.as_of,
        about=(LETTERS[kind].subject, record),
        reply_by=made.reply_by,
        number=number,
        wording=Wording(language if language != CHINESE else None, also, text),
    )


def pages(assessment: Assessment, letter: Letter, exhibits: Sequence[str]) -> tuple[bytes, Wording]:
    """Give the pages of a letter as its words and the ledger stand, and what the register keeps of them.

    ``exhibits`` are the names of the files of evidence that go along (see ``models.evidence.exhibits``).
    """
    from reports.letters.letter import compose
    from reports.pdf import pdf

    made = compose(
        assessment,
        letter.kind,
        letter.record or "",
        number=letter.number,
        language=letter.language or CHINESE,
        also=additions(letter.also),
        template=letter.text,
        exhibits=exhibits,
    )
    return pdf(made.document), Wording(letter.language, letter.also, letter.text, made.title, made.reply_by, made.to)


def wording_of(assessment: Assessment, letter: Letter) -> Wording:
    """Give what the register keeps of a draft's words; without their title when they make no letter yet."""
    from reports.letters.letter import compose

    kept = Wording(letter.language, letter.also, letter.text)
    try:
        made = compose(
            assessment,
            letter.kind,
            letter.record or "",
            language=letter.language or CHINESE,
            also=additions(letter.also),
            template=letter.text,
        )
    except Refused:
        return kept
    return kept._replace(title=made.title, reply_by=made.reply_by, to=made.to)


class Frozen(NamedTuple):
    """What is stored when a letter is frozen: its pages, the assessment they print, what the register keeps."""

    pdf: bytes
    assessment: bytes
    wording: Wording


def to_freeze(assessment: Assessment, letter: Letter, exhibits: Sequence[str], words: Vocabulary) -> Frozen:
    """Make what a draft's freezing stores; a long ledger's assessment takes its time."""
    pdf, wording = pages(assessment, letter, exhibits)
    return Frozen(pdf, assessment_bytes(assessment, words), wording)


def freeze(ledger: Ledger, letter: Letter, made: Frozen, on: date) -> Change:
    """Store a draft's pages with the assessment they print; what the letter is never changes again."""
    return letter_acts.freeze(ledger, letter.id, made.pdf, made.assessment, on, wording=made.wording)


def own_pages(path: Path) -> bytes:
    """Read the pages of a letter written elsewhere. Raises :class:`Refused` when the file is no PDF that opens."""
    content = read_file(path, "").content
    check_pages(content, path.name)
    return content


def read_own(path: Path, facts: Facts, day: date, words: Vocabulary) -> tuple[bytes, bytes]:
    """Read the pages of a letter written elsewhere, and give what the ledger says on the day they are frozen."""
    return own_pages(path), assessment_bytes(assess(facts, day), words)


def assessment_bytes(assessment: Assessment, words: Vocabulary) -> bytes:
    """Give an assessment as the file that is kept with a frozen letter."""
    return json.dumps(assessment_file.write(assessment, words), ensure_ascii=False, indent=2).encode()


def said_of_sending(outcome: Sending, words: Vocabulary) -> str:
    """Say what follows from sending a letter: when it counts as delivered, and whether that is in time."""
    said = words.text("command.sending_delivered", day=outcome.delivered)
    if outcome.bill is None:
        return said
    key = "undated" if outcome.deadline is None else "late" if outcome.late else "answers"
    more = words.text(f"command.sending_{key}", bill=outcome.bill.id, deadline=outcome.deadline)
    return f"{said}{'' if words.language == 'zh' else ' '}{more}"
