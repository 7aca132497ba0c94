"""The command ``agreement``: import the user's own copy, list its clauses, show one, search."""

import argparse
import sys
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from models.clauses.clauses import Clauses, clauses_of, read_clauses
from models.clauses.numerals import search_form
from models.clauses.splitting import CLOSING, PREAMBLE, Clause
from models.exchange.agreement_copy import read_file
from models.ledger.agreement_act import import_agreement
from models.ledger.ledger import open_ledger
from models.problems import Problem, Refused, listed
from models.vocabulary import Vocabulary
from ui.commands.imported import Imported
from ui.commands.jobs import add_jobs
from ui.commands.listing import columns

_EXCERPT = 36
_JOBS = ("import", "clauses", "show", "search")


def add_arguments(parser: argparse.ArgumentParser, words: Vocabulary) -> None:
    """Add the command's own jobs to its parser."""
    job = add_jobs("agreement", _JOBS, parser, words, as_of=False)

    def say(key: str) -> str:
        return words.text(f"command.agreement_{key}")

    job("import").add_argument("file", metavar="FILE", type=Path, help=say("file"))
    job("clauses")
    job("show").add_argument("number", metavar="CLAUSE", help=say("number"))
    job("search").add_argument("words", metavar="WORDS", nargs="+", help=say("words"))


def run(arguments: argparse.Namespace, words: Vocabulary) -> int:
    """Do one of the command's jobs; gives the exit status."""
    if arguments.job == "import":
        return _import(arguments, words)
    clauses = _clauses(arguments.ledger)
    if arguments.job == "clauses":
        print("\n".join(_list(clauses.all, words)))
    elif arguments.job == "show":
        print("\n".join(_whole(clauses, _wanted(clauses, arguments.number, words), words)))
    else:
        print("\n".join(_found(clauses, " ".join(arguments.words), words)))
    return 0


def _import(arguments: argparse.Namespace, words: Vocabulary) -> int:
    lines, problems = _taken(arguments.ledger, arguments.file, arguments.today, words)
    print("\n".join(lines))
    for problem in listed(problems):
        print(words.problem_line(problem), file=sys.stderr)
    return 0


def _taken(path: Path, file: Path, today: date, words: Vocabulary) -> tuple[list[str], Sequence[Problem]]:
    """Take in a copy; tell what it holds, and what is doubtful in it."""
    with open_ledger(path) as ledger:
        read = read_file(file)
        change = import_agreement(ledger, read.name, read.text, read.content, read.media_type, today)
    if change is None:
        return [words.text("command.agreement_unchanged", file=file)], ()
    clauses = read_clauses(read.text)
    first, last = clauses.numbered[0].number, clauses.numbered[-1].number
    counts = {"count": len(clauses.numbered), "first": first, "last": last}
    lines = [words.text("command.agreement_imported", file=file, **counts)]
    if clauses.left_out:
        shown = " · ".join(dict.fromkeys(clauses.left_out))
        lines.append(words.text("command.agreement_left_out", count=len(clauses.left_out), lines=_short(shown, 200)))
    return lines, clauses.problems


def import_copies(arguments: argparse.Namespace, files: Sequence[Path], words: Vocabulary) -> Imported:
    """Take in copies of the agreement that came among other files; a preview only names their clauses' number."""
    lines: list[str] = []
    told = []
    for file in files:
        if arguments.preview:
            numbered = read_clauses(read_file(file).text).numbered
            counts = {"count": len(numbered), "first": numbered[0].number, "last": numbered[-1].number}
            lines.append(words.text("command.agreement_would_import", file=file, **counts))
        else:
            said, doubts = _taken(arguments.ledger, file, arguments.today, words)
            lines += [*said, *(words.problem_line(one) for one in listed(doubts))]
        told.append({"file": str(file)})
    return Imported(lines, {"imported": not arguments.preview, "copies": told})


def _clauses(path: Path) -> Clauses:
    with open_ledger(path) as ledger:
        clauses = clauses_of(ledger.facts)
    if clauses is None:
        raise Refused.because("no_agreement_copy")
    return clauses


def _wanted(clauses: Clauses, number: str, words: Vocabulary) -> Clause:
    outside = {words.text(f"column.{name}"): name for name in (PREAMBLE, CLOSING)}
    clause = clauses.get(outside.get(number, number))
    if clause is None:
        raise Refused.because("no_such_clause", value=number)
    return clause


def _name(clause: Clause, words: Vocabulary) -> str:
    return words.text(f"column.{clause.number}") if clause.number in {PREAMBLE, CLOSING} else clause.number


def _list(listed: tuple[Clause, ...], words: Vocabulary) -> list[str]:
    return columns([("  " * max(0, c.level - 1) + _name(c, words), _short(c.words, _EXCERPT)) for c in listed])


def _whole(clauses: Clauses, clause: Clause, words: Vocabulary) -> list[str]:
    """Give a clause and what is below it as it reads in the copy, the closing sentence last."""
    said = [f"{_name(clause, words)} {clause.title or ''}".rstrip()]
    if clause.text and not clause.title:
        said[0] += f" {clause.text}"
    elif clause.text:
        said.append(clause.text)
    said += [f"{item.mark} {item.text}" for item in clause.items]
    for child in clauses.children(clause.number):
        said += _whole(clauses, child, words)
    return [*said, clause.closing] if clause.closing else said


def _found(clauses: Clauses, wanted: str, words: Vocabulary) -> list[str]:
    found = clauses.search(wanted)
    if not found:
        return [words.text("command.agreement_nothing_found")]
    first = search_form(wanted.split(maxsplit=1)[0])
    return columns([(_name(clause, words), _around(clause, first)) for clause in found])


def _around(clause: Clause, word: str) -> str:
    """Give the words around the first place where a clause says a word."""
    for paragraph in clause.words.splitlines():
        said = " ".join(unicodedata.normalize("NFKC", paragraph).split())
        at = said.casefold().find(word)
        if at >= 0:
            # Cut the paragraph as it is written where folding has kept its length.
            shown = paragraph if len(said) == len(paragraph) else said
            begin = max(0, at - _EXCERPT // 2)
            return ("…" if begin else "") + _short(shown[begin:], _EXCERPT)
    return _short(clause.words, _EXCERPT)


def _short(text: str, longest: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else line[:longest] + "…"
