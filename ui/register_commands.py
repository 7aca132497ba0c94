"""The command ``register``: the customer's letters, from the draft to the end of the matter."""

import argparse
import json
import mimetypes
from datetime import date
from pathlib import Path

from models.assess import assess
from models.exchange import assessment as assessment_file
from models.facts.records import LETTER_CHANNELS, LETTER_SUBJECTS, LetterAnswered, LetterSent
from models.ledger import letter_acts
from models.ledger.ledger import Ledger, open_ledger
from models.ledger.letter_acts import File
from models.problems import Refused
from models.vocabulary import LANGUAGES, Vocabulary
from ui.dates import day_argument
from ui.files import write_beside
from ui.listing import columns


def add_register(made: argparse.ArgumentParser, words: Vocabulary) -> None:
    """Add the jobs of ``register``."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--lang", choices=LANGUAGES, help=words.text("command.lang"), default=argparse.SUPPRESS)
    jobs = made.add_subparsers(required=True, metavar="{list,draft,freeze,send,answer,close,write}")
    day = day_argument(words)

    def job(name: str) -> argparse.ArgumentParser:
        text = words.text(f"command.register_{name}")
        new = jobs.add_parser(name, help=text, description=text, parents=[common], allow_abbrev=False)
        new.set_defaults(job=name)
        if name not in {"list", "draft"}:
            new.add_argument("letter", metavar="LETTER", help=words.text("command.letter_id"))
        return new

    job("list")
    new = job("draft")
    new.add_argument("kind", metavar="KIND", help=words.text("command.letter_kind"))
    new.add_argument("--to", required=True, help=words.text("command.letter_to"))
    new.add_argument("--title", required=True, help=words.text("command.letter_title"))
    new.add_argument("--about", nargs=2, metavar=("KIND", "RECORD"), help=words.text("command.letter_about"))
    new.add_argument("--reply-by", metavar="D", type=day, help=words.text("command.reply_by"))
    new.add_argument("--number", help=words.text("command.number"))
    new = job("freeze")
    new.add_argument("file", metavar="PDF", type=Path, help=words.text("command.letter_pdf"))
    new = job("send")
    new.add_argument("--channel", choices=LETTER_CHANNELS, required=True, help=words.text("command.channel"))
    new.add_argument("--tracking", help=words.text("command.tracking"))
    new.add_argument("--proof", metavar="FILE", type=Path, help=words.text("command.proof"))
    new.add_argument("--on", metavar="D", type=day, help=words.text("command.on"))
    new = job("answer")
    new.add_argument("--note", help=words.text("command.note"))
    new.add_argument("--proof", metavar="FILE", type=Path, help=words.text("command.proof"))
    new.add_argument("--on", metavar="D", type=day, help=words.text("command.on"))
    job("close").add_argument("--on", metavar="D", type=day, help=words.text("command.on"))
    job("write").add_argument(
        "-o", "--output", metavar="FILE", type=Path, required=True, help=words.text("command.output")
    )


def register(arguments: argparse.Namespace, words: Vocabulary) -> int:
    """Do one of the command's jobs; gives the exit status."""
    with open_ledger(arguments.ledger) as ledger:
        if arguments.job == "list":
            print("\n".join(_list(ledger, words)))
        elif arguments.job == "draft":
            _draft(ledger, arguments, words)
        elif arguments.job == "write":
            letter = ledger.facts.letters.get(arguments.letter)
            if letter is None:
                raise Refused.because("no_such_record", value=arguments.letter)
            write_beside(arguments.output, letter_acts.frozen_file(ledger, letter))
            print(words.text("command.written", file=arguments.output))
        else:
            _step(ledger, arguments, words)
            state = words.text(f"state.{ledger.facts.letters[arguments.letter].state}")
            print(words.text("command.letter_now", id=arguments.letter, state=state))
    return 0


def read_file(path: Path, how: str) -> File:
    """Read a file to be kept with a record. Raises :class:`Refused` when it cannot be read."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Refused.because("cannot_read_file", file=str(path), reason=error.strerror or str(error)) from error
    return File(path.name, mimetypes.guess_type(path.name)[0] or "application/octet-stream", content, how)


def _list(ledger: Ledger, words: Vocabulary) -> list[str]:
    letters = ledger.facts.letters.values()
    if not letters:
        return [words.text("command.no_letters")]
    names = ("id", "number", "title", "to", "created_on", "reply_by")
    head = (*(words.field("letter", name) for name in names), words.text("column.status"))
    rows = [
        (one.id, one.number or "—", one.title, one.to, str(one.created_on), str(one.reply_by or "—"),
         words.text(f"state.{one.state}"))
        for one in letters
    ]  # fmt: skip
    return columns([head, *rows])


def _draft(ledger: Ledger, arguments: argparse.Namespace, words: Vocabulary) -> None:
    about = tuple(arguments.about) if arguments.about else None
    if about and about[0] not in LETTER_SUBJECTS:
        raise Refused.because("not_a_choice", value=about[0], values=" · ".join(LETTER_SUBJECTS))
    letter = letter_acts.draft(
        ledger, arguments.kind, to=arguments.to, title=arguments.title, created_on=arguments.as_of, about=about,
        reply_by=arguments.reply_by, number=arguments.number,
    )  # fmt: skip
    print(words.text("command.letter_drafted", number=letter.number, id=letter.id))


def _step(ledger: Ledger, arguments: argparse.Namespace, words: Vocabulary) -> None:
    letter = arguments.letter
    if arguments.job == "freeze":
        written = assessment_file.write(assess(ledger.facts, arguments.as_of), words)
        content = json.dumps(written, ensure_ascii=False, indent=2).encode()
        letter_acts.freeze(ledger, letter, read_file(arguments.file, "").content, content, arguments.as_of)
        return
    on: date = arguments.on or arguments.as_of
    if arguments.job == "close":
        letter_acts.close(ledger, letter, on)
        return
    proof = read_file(arguments.proof, words.act(f"{arguments.job}_letter")) if arguments.proof else None
    if arguments.job == "send":
        letter_acts.send(ledger, letter, LetterSent(arguments.channel, on, arguments.tracking), proof)
    else:
        letter_acts.answer(ledger, letter, LetterAnswered(on, arguments.note), proof)
