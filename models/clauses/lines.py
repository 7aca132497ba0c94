"""The lines of a text: what ends a sentence, which lines are headers and page numbers, which belong together again.

A page break may fall into a sentence; then the next line goes on with it, blank lines between or not. A line that
reaches the right margin goes on too, where the text is broken into lines of one length.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from models.clauses.numerals import fold

_BREAK = "\n\r\f\v\x1c-\x1e\x85\u2028\u2029"
_LINE = re.compile(f"[^{_BREAK}]+")
_BREAKS = re.compile(f"\r\n|[{_BREAK}]")
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_SPACE = "".join(c for c in map(chr, range(0x3001)) if c.isspace()) + _INVISIBLE

_CLOSERS = "”’」』）)】》〉]\"'"
_ENDS = frozenset("。！？；：….!?;:")
_FULL_STOPS = frozenset("。！？.!?")
_CANNOT_BEGIN = "，。！？；：、…”’」』）】》〉,;!?"
PUNCTUATION = re.compile(r"[，。！？；：、…,;!?:]")

_LABEL = re.compile(r"[^\W\d_][^，。！？；：、,;!?:]{0,15}[：:]")
_PAGE_NAMED = re.compile(
    r"第\s*\d+\s*页(\s*[,，/／|]?\s*共\s*\d+\s*页)?|page\s*\d+(\s*(of|/)\s*\d+)?|[-—–]\s*\d+\s*[-—–]", re.IGNORECASE
)
_PAGE_BARE = re.compile(r"(\d{1,3})(\s*/\s*\d{1,3})?")
_NUMBERED = re.compile(r"\W*(\d|第)|\(")
_RUNNING_LONGEST = 40
_RUNNING_LEAST = 3


class Line(NamedTuple):
    """A line that is not blank: its text without the space around it, where it begins, blank lines before it or not."""

    text: str
    start: int
    after_gap: bool = False


def lines_of(text: str) -> list[Line]:
    """Give the lines of a text that are not blank."""
    lines: list[Line] = []
    end = 0
    for found in _LINE.finditer(text):
        stripped = found[0].strip(_SPACE)
        if not stripped:
            continue
        start = found.start() + len(found[0]) - len(found[0].lstrip(_SPACE))
        lines.append(Line(stripped, start, len(_BREAKS.findall(text, end, start)) > 1))
        end = start + len(stripped)
    return lines


def without_running(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Part the lines into (those of the agreement, page numbers and headers that come again on each page)."""
    running = _page_numbers(lines) | _headers(lines)
    return (
        [line for index, line in enumerate(lines) if index not in running],
        [line for index, line in enumerate(lines) if index in running],
    )


def _page_numbers(lines: Sequence[Line]) -> set[int]:
    folded = [fold(line.text) for line in lines]
    named = {index for index, text in enumerate(folded) if _PAGE_NAMED.fullmatch(text)}
    bare = {index: int(found[1]) for index, text in enumerate(folded) if (found := _PAGE_BARE.fullmatch(text))}
    numbers = list(bare.values())
    in_sequence = len(numbers) > 1 and all(b == a + 1 for a, b in pairwise(numbers))
    return named | set(bare) if in_sequence else named


def _headers(lines: Sequence[Line]) -> set[int]:
    """Find short lines without a sentence that come again and again, and at least once inside a sentence."""
    places = defaultdict(list)
    for index, line in enumerate(lines):
        plain = not PUNCTUATION.search(line.text) and "\t" not in line.text and not _NUMBERED.match(fold(line.text))
        if plain and len(line.text) <= _RUNNING_LONGEST:
            places[line.text].append(index)
    found: set[int] = set()
    for at in places.values():
        apart = all(b - a > 2 for a, b in pairwise(at))
        if len(at) >= _RUNNING_LEAST and apart and any(i and not ends_sentence(lines[i - 1].text) for i in at[1:]):
            # The title of the agreement, which a header repeats, stays where it stands first.
            found |= set(at[1:] if at[0] < 10 else at)
    return found


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends where a sentence, or what leads to a list, does."""
    return _last(text) in _ENDS


def ends_finally(text: str) -> bool:
    """Tell whether a line ends with a full stop, a question mark or an exclamation mark."""
    return _last(text) in _FULL_STOPS


def _last(text: str) -> str:
    return text.rstrip(_CLOSERS + _SPACE)[-1:]


def leads_on(text: str) -> bool:
    """Tell whether a text ends with the colon that leads to a list."""
    return text.endswith(("：", ":"))


def is_label(text: str) -> bool:
    """Tell whether a line is one of a form, such as 开户行：…."""
    return bool(_LABEL.match(text))


def width(text: str) -> int:
    """Count the columns a text takes where Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def full_width(lines: Sequence[Line]) -> int | None:
    """Give the width from which on a line reaches the right margin; None when lines are not broken at one."""
    widths = sorted(width(line.text) for line in lines)
    if len(widths) < 12:
        return None
    margin = widths[int(0.98 * (len(widths) - 1))]
    full = [line for line in lines if width(line.text) >= margin - 6]
    inside = Counter(ends_sentence(line.text) for line in full)[False]
    return margin - 6 if margin <= 160 and len(full) * 5 >= len(lines) and inside * 2 >= len(full) else None


def goes_on(before: Line, after: Line, full: int | None) -> bool:
    """Tell whether a line goes on with the paragraph of the line before it."""
    if after.text[0] in _CANNOT_BEGIN:
        return True
    if is_label(after.text) and (leads_on(before.text) or is_label(before.text)):
        return False
    if ends_sentence(before.text):
        return not after.after_gap and full is not None and width(before.text) >= full
    return True


def paragraphs(lines: Sequence[Line], full: int | None) -> list[str]:
    """Join lines into paragraphs again; only whitespace is dropped or put in."""
    made: list[list[str]] = []
    for index, line in enumerate(lines):
        if not index or not goes_on(lines[index - 1], line, full):
            made.append([line.text])
        else:
            made[-1] += (_between(lines[index - 1].text, line.text), line.text)
    return ["".join(pieces) for pieces in made]


def _between(before: str, after: str) -> str:
    """Give what stands between two lines of a paragraph: a space between Western words, nothing between Chinese."""
    western = before[-1].isascii() and after[0].isascii() and before[-1] not in "([{/-" and after[0] not in ".,)]}/-"
    return " " if western else ""
