"""The marks that begin clauses: 第一条, 3.2.4, （1）; told from numbers inside sentences by their place and sequence.

A number begins a clause only at a line's start, and only as the plausible successor of the one before. One that comes
again, goes back or skips is taken where nothing speaks against it, and reported.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from models.clauses.lines import PUNCTUATION, Line, ends_sentence, is_label
from models.clauses.numerals import CHINESE, fold, number_of

Number = tuple[int, ...]
Doubt = Literal["repeated", "out_of_order", "skipped"]

TITLE_LONGEST = 40
_PLAIN_LONGEST = 12
_SENTENCE = re.compile(r"应|须|不得|可以|将|如|若|凡|按照|根据|依据|为了|包括|[的地得是在为由与和及或等很]$")
"""What shows that a short line is the beginning of a sentence that a page break cut."""
_LARGEST_SKIP = 20
_LEAD = re.compile(r"(#{1,6}\s+)?([-–—•●▪◦·*]\s*)?")
_NESTED = re.compile(r"([1-9]\d{0,2}(?:\.[1-9]\d{0,2}){1,4})(?!\.?\d)[.、]?\s*")
_NUMERAL = rf"[0-9]{{1,3}}|[{CHINESE}]{{1,7}}"
_CHAPTERS = {
    "条": re.compile(rf"第\s*({_NUMERAL})\s*条(\s*[、.:：]\s*|\s+|$|)"),
    "章": re.compile(rf"第\s*({_NUMERAL})\s*章(\s*[、.:：]\s*|\s+|$|)"),
    "、": re.compile(rf"([{CHINESE}]{{1,4}})(\s*[、.]\s*)"),
    "1": re.compile(r"([1-9]\d?)([.、]\s*|\s+)(?=[^\d\s.])"),
}
"""How chapters may be counted, the first that a text uses: 第一条, 第一章, 一、, 1."""

_REFERENCE = re.compile(r"第|款|项|至第|、|，|和第|及第|或第|与第|所(?!有)|约定|规定|之|的|中的|下的")
"""What follows 第三条 in a sentence that only speaks of it."""
_NO_CLAUSE = re.compile(r"[%％‰，。；,;)）]|条(?!款|件|例)|款(?!项|式)|项(?!目)|\.")
_UNIT = re.compile(r"[元倍折级版万亿年月日号天个]|小时|以[上下内]|[KMGT]?B\b|[和及或至到与~-]?\s*\d+\.\d")


class Mark(NamedTuple):
    """The beginning of a clause: its number, how much of the line the mark takes, and what is odd about its number."""

    number: Number
    length: int
    title: str | None = None
    doubt: Doubt | None = None


class Counting(NamedTuple):
    """How a text counts its chapters, and whether 章 stand above them as parts."""

    pattern: re.Pattern[str]
    parts: bool
    plain: bool


def counting_of(lines: Sequence[Line]) -> Counting:
    """Find out how a text counts its chapters: by the first of the ways in which it has a number one."""
    for name, pattern in _CHAPTERS.items():
        if any(_first(pattern, line.text) for line in lines):
            return Counting(pattern, name == "条", name == "1")
    return Counting(_CHAPTERS["1"], parts=False, plain=True)


def _first(pattern: re.Pattern[str], text: str) -> bool:
    found = pattern.match(fold(text))
    return found is not None and number_of(found[1]) == 1


def beginning(lines: Sequence[Line], counting: Counting) -> int:
    """Give the index at which the numbered text begins: after a table of contents, if there is one."""
    ones = [index for index, line in enumerate(lines) if _first(counting.pattern, line.text)]
    begin = ones[0] if ones else 0
    for later in ones[1:]:
        same = _entry(lines[begin].text) == _entry(lines[later].text)
        if not same or any(line.text.endswith(("。", "；")) for line in lines[begin:later]):
            break
        begin = later
    while counting.parts and begin and _first(_CHAPTERS["章"], lines[begin - 1].text):
        begin -= 1
    return begin


def _entry(text: str) -> str:
    """Give a heading as a table of contents has it, without the dots and the page."""
    return fold(text).rstrip("0123456789").rstrip(" \t.…·_")


class Marker:
    """Recognises the marks of one text, line by line from its beginning; knows what number may come next."""

    def __init__(self, lines: Sequence[Line], counting: Counting) -> None:
        self._lines = lines
        self._counting = counting
        self._at: Number = ()
        self._seen: set[Number] = set()
        self._heading_before = True
        self._surest: dict[Number, int] = {}
        for index, line in enumerate(lines):
            number = _number_in(line.text, counting)
            if number and index and self._may_end(lines[index - 1].text):
                self._surest[number] = index

    def mark(self, index: int) -> Mark | None:
        """Give the mark that begins a line, or None. To be asked of each line in order."""
        line = self._lines[index]
        after_sentence = self._heading_before or self._may_end(self._lines[index - 1].text)
        found = self._nested(index, line, after_sentence) or self._chapter(index, line, after_sentence)
        self._heading_before = found is not None and (
            found.title is not None or is_plain_title(line.text[found.length :])
        )
        if found is not None:
            self._seen.add(found.number)
            if found.doubt not in {"repeated", "out_of_order"}:
                self._at = found.number
        return found

    def part(self, index: int, expected: int) -> Mark | None:
        """Give the mark of a part (第一章 above 第一条) that begins a line, or None."""
        found = _CHAPTERS["章"].match(fold(self._lines[index].text)) if self._counting.parts else None
        if found is None or number_of(found[1]) != expected:
            return None
        rest = self._lines[index].text[found.end() :]
        return Mark((expected,), found.end(), rest) if is_title(rest) else None

    @staticmethod
    def _may_end(text: str) -> bool:
        return ends_sentence(text) or is_label(text)

    def _nested(self, index: int, line: Line, after_sentence: bool) -> Mark | None:  # noqa: FBT001
        folded = fold(line.text)
        lead = _LEAD.match(folded)
        begin = lead.end() if lead else 0
        found = _NESTED.match(folded, begin)
        if found is None or _NO_CLAUSE.match(folded, found.end()):
            return None
        number = tuple(map(int, found[1].split(".")))
        after_sentence = after_sentence or begin > 0
        if not after_sentence and (_UNIT.match(folded, found.end()) or self._surest.get(number, 0) > index):
            return None
        if self._follows(number):
            return Mark(number, found.end())
        if not after_sentence or _UNIT.match(folded, found.end()) or not self._conceivable(number):
            return None
        return Mark(number, found.end(), doubt=self._doubt(number))

    def _chapter(self, index: int, line: Line, after_sentence: bool) -> Mark | None:  # noqa: FBT001
        folded = fold(line.text)
        found = self._counting.pattern.match(folded)
        value = number_of(found[1]) if found else None
        if found is None or not value or _REFERENCE.match(folded, found.end()):
            return None
        number, rest = (value,), line.text[found.end() :]
        titled = is_title(rest)
        following = self._number_after(index)
        if self._counting.plain and not titled and following != (value, 1):
            return None  # one of a list inside a clause
        title = rest if titled and rest else None
        if value == (self._at[0] if self._at else 0) + 1:
            sure = after_sentence or self._surest.get(number, 0) <= index
            return Mark(number, found.end(), title) if sure else None
        if not (titled and found[2] and after_sentence) or self._counting.plain:
            return None
        return Mark(number, found.end(), title, self._doubt(number))

    def _number_after(self, index: int) -> Number | None:
        after = self._lines[index + 1 : index + 2]
        return _number_in(after[0].text, self._counting) if after else None

    def _follows(self, number: Number) -> bool:
        """Tell whether a number is the first below the current one, or the next of it or of one above it."""
        if not self._at:
            return number[1:] == (1,) and number[0] == 1
        return number == (*self._at, 1) or any(
            number == (*self._at[:depth], self._at[depth] + 1) for depth in range(1, len(self._at))
        )

    def _conceivable(self, number: Number) -> bool:
        """Tell whether a number out of sequence can be a clause's all the same."""
        if not self._at:
            return True
        if number in self._seen or number < self._at:
            return (number[0],) in self._seen or number[0] == self._at[0]
        if number[0] == self._at[0] + 1:
            return number[1:] == (1,)
        known = len(number) == 2 or number[:-1] in self._seen
        last = max((n[-1] for n in self._seen if n[:-1] == number[:-1]), default=0)
        return number[0] == self._at[0] and known and number[-1] <= last + _LARGEST_SKIP

    def _doubt(self, number: Number) -> Doubt:
        if number in self._seen:
            return "repeated"
        return "out_of_order" if number < self._at else "skipped"


def _number_in(text: str, counting: Counting) -> Number | None:
    """Give the number a line begins with, whatever came before it."""
    folded = fold(text)
    lead = _LEAD.match(folded)
    nested = _NESTED.match(folded, lead.end() if lead else 0)
    if nested:
        return None if _NO_CLAUSE.match(folded, nested.end()) else tuple(map(int, nested[1].split(".")))
    found = counting.pattern.match(folded)
    value = number_of(found[1]) if found and not _REFERENCE.match(folded, found.end()) else None
    return (value,) if value else None


def is_title(text: str) -> bool:
    """Tell whether a text is short and holds no sentence; the empty text may be a title, too."""
    return len(text) <= TITLE_LONGEST and not re.search(r"[。；，：;!?！？:]", text)


def is_plain_title(text: str) -> bool:
    """Tell whether a line is so short and plain that it is a title although it is followed by text."""
    return len(text) <= _PLAIN_LONGEST and not PUNCTUATION.search(text) and not _SENTENCE.search(text)


# Items -------------------------------------------------------------------------------------------------------------

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ITEMS: Mapping[str, re.Pattern[str]] = {
    "(1)": re.compile(r"\(\s*(\d{1,2})\s*\)[、.]?\s*"),
    "(一)": re.compile(rf"\(\s*([{CHINESE}]{{1,4}})\s*\)[、.]?\s*"),
    "1)": re.compile(r"(\d{1,2})\s*\)[、.]?\s*"),
    "①": re.compile(rf"([{_CIRCLED}])\s*"),
    "1、": re.compile(r"(\d{1,2})[、.]\s*(?=[^\d\s.])"),
    "(a)": re.compile(r"\(?([a-z])[).、]\s*(?![a-z.])"),
}
_PART_OF_A_NAME = re.compile(r"项|款|条|点")


class ItemMark(NamedTuple):
    """The beginning of an item: the way of counting, its value, how much of the line the mark takes."""

    style: str
    value: int
    length: int


def item_mark(text: str) -> ItemMark | None:
    """Give the mark of an item that begins a line, or None."""
    folded = fold(text)
    for style, pattern in _ITEMS.items():
        found = pattern.match(folded)
        if found is None or _PART_OF_A_NAME.match(folded, found.end()):
            continue
        if style == "①":
            value: int | None = _CIRCLED.index(found[1]) + 1
        elif style == "(a)":
            value = ord(found[1]) - ord("a") + 1
        else:
            value = number_of(found[1])
        return ItemMark(style, value, found.end()) if value else None
    return None
