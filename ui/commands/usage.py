"""The command line's usage, help and complaints, which argparse writes, in the user's language.

argparse asks ``gettext`` for its sentences under the names ``_`` and ``ngettext`` of its own module, and there is no
Chinese of it. While a command line is read, these two answer from the vocabulary instead.
"""

import argparse
import re
from collections.abc import Iterator
from contextlib import contextmanager

from models.vocabulary import Vocabulary
from ui.commands.listing import width

SENTENCES = {
    "usage: ": "usage",
    "%(heading)s:": "heading",
    "positional arguments": "positional",
    "options": "options",
    "show this help message and exit": "help",
    "%(prog)s: error: %(message)s\n": "error",
    "argument %(argument_name)s: %(message)s": "argument",
    "the following arguments are required: %s": "required",
    "unrecognized arguments: %s": "unrecognized",
    "invalid choice: %(value)r (choose from %(choices)s)": "invalid_choice",
    "invalid choice: %(value)r, maybe you meant %(suggestion)r? (choose from %(choices)s)": "misspelt_choice",
    "invalid %(type)s value: %(value)r": "invalid_value",
    "expected one argument": "expected_one",
    "expected at least one argument": "expected_some",
    "expected %s argument": "expected_count",
    "expected %s arguments": "expected_count",
    "ignored explicit argument %r": "ignored_value",
    "ambiguous option: %(option)s could match %(matches)s": "ambiguous",
}
"""What argparse says to people who use a command of ours, by its own English, and the key ``usage.…`` of our words."""

_PIECES = re.compile(r"\s+|[(（《“]*(?:[!-~]+|\S)[)）》”，。、；：！？…]*")
"""Spaces, or a word or a character of Chinese with the marks that open before it and close after it."""


@contextmanager
def speaking(words: Vocabulary) -> Iterator[None]:
    """Let argparse speak the words' language while parsers are made and asked."""

    def say(sentence: str) -> str:
        if SENTENCES.get(sentence) == "required":
            return _Missing(words)
        return words.text(f"usage.{SENTENCES[sentence]}") if sentence in SENTENCES else sentence

    def say_counted(one: str, many: str, count: int) -> str:
        return say(one if count == 1 else many)

    theirs = {name: getattr(argparse, name) for name in ("_", "ngettext")}
    argparse.__dict__.update(_=say, ngettext=say_counted)
    try:
        yield
    finally:
        argparse.__dict__.update(theirs)


class _Missing(str):
    """The sentence about what is missing; of jobs or commands it names each, where argparse would give ``{a,b}``."""

    __slots__ = ("_words",)
    _words: Vocabulary

    def __new__(cls, words: Vocabulary) -> "_Missing":
        made = super().__new__(cls, words.text("usage.required"))
        made._words = words
        return made

    def __mod__(self, names: object) -> str:
        """Fill in what is missing."""
        separator = "、" if self._words.language == "zh" else ", "

        def one_of(found: re.Match[str]) -> str:
            return self._words.text("usage.one_of", choices=separator.join(found[1].split(",")))

        return super().__mod__(_CHOICES.sub(one_of, str(names)))


_CHOICES = re.compile(r"\{([^{}]+)\}")


class Help(argparse.HelpFormatter):
    """Help whose lines are as wide as the terminal, where Chinese has no spaces to break at and is twice as wide."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrapped(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in wrapped(text, width - len(indent)))


def wrapped(text: str, room: int) -> list[str]:
    """Break a text into lines of at most ``room`` cells: at spaces, and between Chinese characters; never in a word."""
    lines = [""]
    for piece in _PIECES.findall(text):
        if lines[-1] and width((lines[-1] + piece).rstrip()) > room:
            lines.append("")
        lines[-1] += " " if lines[-1] and piece.isspace() else piece.strip()
    return [line.rstrip() for line in lines]
