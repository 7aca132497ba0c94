"""The command ``register``: the customer's letters, from the draft to the end of the matter."""

import argparse
from datetime import date
from pathlib import Path

from models.assess import Assessment, assess
from models.evidence.exhibits import exhibit_names
from models.facts.records import LETTER_CHANNELS, LETTER_SUBJECTS, Letter, LetterAnswered, LetterSent
from models.ledger import letter_acts
from models.ledger.ledger import Ledger, open_ledger
from models.ledger.letter_acts import Wording
from models.letters.table import ALSO, LETTERS
from models.objection import sending
from models.problems import Refused
from models.register.called import letter_called
from models.register.states import letter_for
from models.vocabulary import Vocabulary
from ui.commands.called import record_called
from ui.commands.dates import day_argument
from ui.commands.jobs import add_jobs
from ui.commands.listing import columns
from ui.commands.output import add_language, add_output, add_page_setup, write_papers
from ui.files import read_file
from ui.letters import writing
from ui.letters.writing import Choices, said_of_sending

_JOBS = ("list", "draft", "words", "reword", "freeze", "pages", "send", "answer", "close", "write")


def add_register(made: argparse.ArgumentParser, words: Vocabulary) -> None:
    """Add the jobs of ``register``."""
    add_job = add_jobs("register", _JOBS, made, words)
    day = day_argument(words)

    def job(name: str) -> argparse.ArgumentParser:
        new = add_job(name)
        if name not in {"list", "draft", "write"}:
            new.add_argument("letter", metavar="LETTER", help=words.text("command.letter_id"))
        return new

    job("list")
    new = job("draft")
    new.add_argument("kind", metavar="KIND", help=words.text("command.letter_kind"))
    new.add_argument("--to", help=words.text("command.letter_to"))
    new.add_argument("--title", help=words.text("command.letter_title"))
    new.add_argument("--about", nargs=2, metavar=("KIND", "RECORD"), help=words.text("command.letter_about"))
    new.add_argument("--reply-by", metavar="D", type=day, help=words.text("command.reply_by"))
    new.add_argument("--number", help=words.text("command.number"))
    add_language(new, words, "--lang-of-letter")
    new.add_argument("--also", choices=ALSO, help=words.text("command.letter_also"))
    new.add_argument("--template", metavar="ID", help=words.text("command.letter_template"))
    job("words")
    job("reword").add_argument("file", metavar="FILE", type=Path, help=words.text("command.letter_words"))
    new = job("freeze")
    new.add_argument("file", metavar="PDF", type=Path, nargs="?", help=words.text("command.letter_pdf"))
    job("pages").add_argument("file", metavar="PDF", type=Path, help=words.text("command.letter_pages"))
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
    new = job("write")
    new.add_argument("letters", metavar="LETTER", nargs="+", help=words.text("command.letter_ids"))
    add_output(new, words)
    add_page_setup(new, words)


def register(arguments: argparse.Namespace, words: Vocabulary) -> int:
    """Do one of the command's jobs; gives the exit status."""
    with open_ledger(arguments.ledger) as ledger:
        words = words.knowing(ledger.facts.get)
        if arguments.job == "list":
            print("\n".join(_list(ledger, words)))
        elif arguments.job == "draft":
            _draft(ledger, arguments, words)
        elif arguments.job == "write":
            letters = [letter_called(ledger.facts, letter) for letter in arguments.letters]
            papers = [(paper_name(letter), letter_acts.frozen_file(ledger, letter)) for letter in letters]
            write_papers(arguments, papers, words)
        elif arguments.job == "pages":
            letter = letter_called(ledger.facts, arguments.letter)
            letter_acts.add_pages(ledger, letter.id, read_file(arguments.file, "").content)
            print(words.text("command.letter_pages_added", id=words.called(letter), sha256=letter.pdf))
        elif arguments.job == "words":
            print(_words_of(letter_called(ledger.facts, arguments.letter)), end="")
        else:
            letter = letter_called(ledger.facts, arguments.letter)
            _step(ledger, letter, arguments, words)
            now = ledger.facts.letters[letter.id]
            print(words.text("command.letter_now", id=words.called(now), state=words.text(f"state.{now.state}")))
    return 0


def paper_name(letter: Letter) -> str:
    """Name a letter's paper: its number and title."""
    return f"{letter.number or ''} {letter.title}".strip()


def _list(ledger: Ledger, words: Vocabulary) -> list[str]:
    letters = ledger.facts.letters.values()
    if not letters:
        return [words.text("command.no_letters")]
    names = ("number", "title", "to", "created_on", "reply_by")
    head = (*(words.field("letter", name) for name in names), words.text("column.status"))
    rows = [
        (one.number or one.id, one.title, one.to, str(one.created_on), str(one.reply_by or "—"),
         words.text(f"state.{one.state}"))
        for one in letters
    ]  # fmt: skip
    return columns([head, *rows])


def _words_of(letter: Letter) -> str:
    """Give a letter's words: the user's own, or those that come with the program."""
    from reports.wording import letter_template

    if letter.text is None and letter.kind not in LETTERS:
        raise Refused.because("letter_has_no_words", value=letter.number or letter.id)
    return letter.text or letter_template(letter.language or writing.CHINESE, letter.kind)


def _draft(ledger: Ledger, arguments: argparse.Namespace, words: Vocabulary) -> None:
    about = tuple(arguments.about) if arguments.about else None
    if about and about[0] not in LETTER_SUBJECTS:
        raise Refused.because("not_a_choice", value=about[0], values=" · ".join(LETTER_SUBJECTS))
    if about and arguments.kind in LETTERS and not (arguments.to or arguments.title):
        subject = LETTERS[arguments.kind].subject
        if about[0] != subject:
            raise Refused.because("letter_is_about", kind=arguments.kind, target=subject, value=about[0])
        choices = Choices(arguments.number, arguments.language, arguments.also, _template(ledger, arguments))
        record = record_called(ledger.facts, about[0], about[1], words)
        letter = writing.draft(ledger, assess(ledger.facts, arguments.as_of), arguments.kind, record, choices)
    elif not (arguments.to and arguments.title):
        raise Refused.because("letter_needs_title", value=arguments.kind)
    else:
        about = (about[0], record_called(ledger.facts, about[0], about[1], words)) if about else None
        letter = letter_acts.draft(
            ledger, arguments.kind, to=arguments.to, title=arguments.title, created_on=arguments.as_of, about=about,
            reply_by=arguments.reply_by, number=arguments.number,
        )  # fmt: skip
    print(words.text("command.letter_drafted", number=letter.number, id=letter.id))


def _template(ledger: Ledger, arguments: argparse.Namespace) -> str | None:
    if arguments.template is None:
        return None
    found = ledger.facts.letter_templates.get(arguments.template)
    if found is None or found.kind != arguments.kind or found.language != arguments.language:
        raise Refused.because("no_such_template", value=arguments.template, kind=arguments.kind)
    return found.text


def _step(ledger: Ledger, current: Letter, arguments: argparse.Namespace, words: Vocabulary) -> None:
    letter = current.id
    if arguments.job in {"freeze", "reword"}:
        assessment = assess(ledger.facts, arguments.as_of)
        if arguments.job == "reword":
            _reword(ledger, assessment, current, arguments.file)
        elif arguments.file is None:
            if not writing.written_here(current):
                raise Refused.because("letter_has_no_words", value=current.number or current.id)
            made = writing.to_freeze(assessment, current, exhibit_names(ledger, current), words)
            writing.freeze(ledger, current, made, arguments.as_of)
        else:
            content = writing.assessment_bytes(assessment, words)
            letter_acts.freeze(ledger, letter, writing.own_pages(arguments.file), content, arguments.as_of)
        return
    on: date = arguments.on or arguments.as_of
    if arguments.job == "close":
        letter_acts.close(ledger, letter, on)
        return
    proof = read_file(arguments.proof, words.act(f"{arguments.job}_letter")) if arguments.proof else None
    if arguments.job == "send":
        _send(ledger, letter, LetterSent(arguments.channel, on, arguments.tracking), proof, words)
    else:
        letter_acts.answer(ledger, letter, LetterAnswered(on, arguments.note), proof)


def _send(ledger: Ledger, letter: str, sent: LetterSent, proof: letter_acts.File | None, words: Vocabulary) -> None:
    """Record how a letter went out, and say what follows from it."""
    outcome = sending(ledger.facts, letter_for(ledger.facts, letter, "send"), sent)
    letter_acts.send(ledger, letter, sent, proof, outcome.bill)
    print(said_of_sending(outcome, words))


def _reword(ledger: Ledger, assessment: Assessment, letter: Letter, path: Path) -> None:
    """Take a draft's words from a file; they must make the letter."""
    if not writing.written_here(letter):
        raise Refused.because("letter_has_no_words", value=letter.number or letter.id)
    content = read_file(path, "").content
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused.because("not_utf8", position=error.start) from error
    _, said = writing.pages(assessment, letter._replace(text=text), ())
    letter_acts.reword(ledger, letter.id, Wording(letter.language, letter.also, text, said.title, said.reply_by))
