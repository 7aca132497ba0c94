"""A letter as people call it: by its number, written as they please, or by its id."""

import re
from unicodedata import normalize

from models.facts.facts import Facts
from models.facts.records import Letter
from models.problems import Refused, no_such_record

_PARTS = re.compile(r"\d+")
_NUMBERS_ALONE = re.compile(r"[\W\d_号第年]+")


def letter_called(facts: Facts, said: str) -> Letter:
    """Give the letter of an id, a number (〔2026〕3号) or a number's figures alone (2026-3).

    Raises :class:`Refused` when there is none, or when the figures are those of several letters.
    """
    letter = facts.letters.get(said)
    if letter is not None:
        return letter
    wanted = _written(said)
    numbered = [one for one in facts.letters.values() if one.number is not None]
    found = [one for one in numbered if _written(one.number or "") == wanted]
    if not found and _NUMBERS_ALONE.fullmatch(wanted):
        figures = _figures(wanted)
        found = [one for one in numbered if figures and _figures(one.number or "") == figures]
    if not found:
        raise no_such_record("letter", said)
    if len(found) > 1:
        raise Refused.because("letters_alike", value=said, letters=" · ".join(str(one.number) for one in found))
    return found[0]


def _written(number: str) -> str:
    """Leave out what is written in several ways: full-width forms, spaces, the shape of brackets."""
    plain = "".join(normalize("NFKC", number).split())
    return plain.translate(str.maketrans("〔〕【】[]", "()()()"))


def _figures(number: str) -> list[int]:
    return [int(part) for part in _PARTS.findall(normalize("NFKC", number))]
