"""Options of the commands that write a file: where to, its language, a binding margin, both sides; and the writing."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from models.problems import Refused
from models.vocabulary import LANGUAGES, Vocabulary
from ui.files import write_beside


def add_output(made: argparse.ArgumentParser, words: Vocabulary) -> None:
    """Add ``-o``, the file to write."""
    made.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help=words.text("command.output"))


def add_language(made: argparse.ArgumentParser, words: Vocabulary, *also: str) -> None:
    """Add ``--language``, that of the paper, under other names ``also``; the screen's own has nothing to do with it."""
    said = words.text("command.paper_language")
    made.add_argument("--language", *also, choices=LANGUAGES, default=LANGUAGES[0], help=said)


def add_page_setup(made: argparse.ArgumentParser, words: Vocabulary) -> None:
    """Add ``--binding`` and ``--two-sided``."""
    made.add_argument("--binding", metavar="MM", type=int, default=0, help=words.text("command.binding"))
    made.add_argument("--two-sided", action="store_true", help=words.text("command.two_sided"))


def write_papers(arguments: argparse.Namespace, papers: Sequence[tuple[str, bytes]], words: Vocabulary) -> None:
    """Write papers (name, PDF) set up for printing as one file, and say where. Raises :class:`Refused`."""
    from reports.page_setup import WIDEST_BINDING, PageSetup, Paper, arranged

    if not 0 <= arguments.binding <= WIDEST_BINDING:
        raise Refused.because("bad_binding", value=arguments.binding, widest=WIDEST_BINDING)
    setup = PageSetup(arguments.binding, arguments.two_sided)
    write_to(arguments.output, arranged([Paper(*one) for one in papers], setup), words)


def write_to(path: Path, content: bytes, words: Vocabulary) -> None:
    """Write a file and say where it is."""
    write_beside(path, content)
    print(words.text("command.written", file=path))
