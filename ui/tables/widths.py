"""How wide the columns of a list are: numbers and days whole, words cut only where there is no room for them."""

from collections.abc import Sequence
from typing import NamedTuple

_CUT = 80
"""Pixels that a column of words keeps at least when it is cut."""
_AIR = 48
"""Pixels a column may have beyond what it shows, before one of them takes what is left."""


class Need(NamedTuple):
    """What a column needs, in pixels: for its cells, for its name on one line, for the longest word of its name."""

    cells: int
    name: int
    word: int
    words: bool
    """Whether its cells are words, which can be cut; numbers, days and marks cannot."""
    right: bool = False
    """Whether its cells stand at its right."""


def shared_out(needs: Sequence[Need], room: int) -> list[int]:
    """Give each column's width in a room of so many pixels; more than the room where the list has to scroll.

    What is too much is taken first from the names of columns, which break into lines, then from the widest words.
    What is left over goes to each column, and then to the last one, or to the widest words where that has numbers.
    """
    widths = [max(need.cells, need.name) for need in needs]
    _take(widths, [max(need.cells, need.word) for need in needs], room)
    _take(
        widths,
        [min(max(need.word, _CUT), width) if need.words else width for need, width in zip(needs, widths, strict=True)],
        room,
    )
    spare = room - sum(widths)
    if spare <= 0 or not widths:
        return widths
    each = min(spare // len(widths), _AIR)
    widths = [width + each for width in widths]
    widths[_taker(needs)] += room - sum(widths)
    return widths


def _take(widths: list[int], floors: Sequence[int], room: int) -> None:
    """Take from the widest columns what is too much for the room, none below its floor."""
    while sum(widths) > room:
        loose = [(width, place) for place, width in enumerate(widths) if width > floors[place]]
        if not loose:
            break
        widths[max(loose)[1]] -= 1


def _taker(needs: Sequence[Need]) -> int:
    """Say which column takes what is left: a number far from the others would be hard to read."""
    last = len(needs) - 1
    wordy = [(need.cells, place) for place, need in enumerate(needs) if need.words]
    return max(wordy)[1] if needs[last].right and wordy else last
