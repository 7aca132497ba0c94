"""How what is typed finds a name: the words in any order, each as a piece of the name or as letters in their order."""

from typing import NamedTuple

_PIECE = 1_000
_AT_WORD = 500
_HEAD = 50


class Match(NamedTuple):
    """How well a name fits (more is better), and which of its characters were found."""

    score: int
    places: tuple[int, ...]


def match(typed: str, name: str) -> Match | None:
    """Fit what was typed to a name, case aside; None when a word of it is not in the name.

    A piece of the name counts most, at the beginning of a word still more; otherwise the letters must follow each other
    in the name, the closer the better. Chinese needs no more: each character is a piece by itself.
    """
    places: set[int] = set()
    score = -len(name)
    for word in typed.casefold().split():
        found = _word(word, name.casefold())
        if found is None:
            return None
        score += found.score
        places.update(found.places)
    return Match(score, tuple(sorted(places)))


def _word(word: str, name: str) -> Match | None:
    starts = [at for at in range(len(name)) if name.startswith(word, at)]
    if starts:
        at = next((each for each in starts if _begins_word(name, each)), starts[0])
        return Match(_PIECE + (_AT_WORD if _begins_word(name, at) else 0) - at, tuple(range(at, at + len(word))))
    return _letters(word, name)


def _letters(word: str, name: str) -> Match | None:
    """Find the letters in their order: each at the next beginning of a word where there is one, or just the next."""
    found = []
    for heads_first in (True, False):
        for first in (at for at, char in enumerate(name) if char == word[0]):
            places = _walk(word, name, first, heads_first=heads_first)
            if places is not None:
                gaps = places[-1] - first + 1 - len(word)
                heads = sum(_begins_word(name, at) for at in places)
                found.append(Match(_HEAD * heads - gaps, places))
    return max(found, default=None, key=lambda each: each.score)


def _walk(word: str, name: str, first: int, *, heads_first: bool) -> tuple[int, ...] | None:
    places = [first]
    for char in word[1:]:
        later = [at for at in range(places[-1] + 1, len(name)) if name[at] == char]
        heads = [at for at in later if _begins_word(name, at)]
        if not later:
            return None
        places.append(heads[0] if heads_first and heads else later[0])
    return tuple(places)


def _begins_word(name: str, at: int) -> bool:
    return at == 0 or not name[at - 1].isalnum()
