"""The numbers Word prints before the paragraphs of automatic lists (ISO/IEC 29500-1, 17.9).

The text of such a paragraph does not hold its number; it is counted here as Word counts it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree.ElementTree import Element

from models.clauses.numerals import DIGITS, chinese_numeral

_LEVELS = 9
_LARGEST = 999


class Level(NamedTuple):
    """How one level of a list is counted and written; ``text`` is such as ``%1.%2`` or ``第%1条``."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    all_decimal: bool = False
    space: str = " "


class List(NamedTuple):
    """A list in use: the counters it shares with others of its kind, its levels, and those it begins anew."""

    counters: str
    levels: Mapping[int, Level]
    restarts: Mapping[int, int]


@dataclass(frozen=True)
class Numbering:
    """Counts the paragraphs of one document; they are to be asked for in order."""

    lists: Mapping[str, List]
    styles: Mapping[str, tuple[str | None, int | None]]
    counters: dict[str, dict[int, int]]
    begun: set[str]

    def label(self, properties: Element | None) -> str:
        """Give what Word prints before a paragraph of these properties, with the space after it; empty for none."""
        number, level = self._list_of(properties)
        used = self.lists.get(number) if number else None
        if number is None or used is None or level not in used.levels:
            return ""
        counters = self.counters.setdefault(used.counters, {})
        if number not in self.begun:
            self.begun.add(number)
            counters.update({at: start - 1 for at, start in used.restarts.items()})
        own = used.levels[level]
        counters[level] = min(counters.get(level, own.start - 1) + 1, _LARGEST)
        for below in [at for at in counters if at > level]:
            del counters[below]
        label = re.sub("%([1-9])", lambda found: self._counted(used, counters, own, int(found[1]) - 1), own.text)
        return label + own.space if label else ""

    def _list_of(self, properties: Element | None) -> tuple[str | None, int]:
        if properties is None:
            return None, 0
        number, level = _numbered(properties)
        style_number, style_level = self.styles.get(_value(properties, "pStyle") or "", (None, None))
        number = style_number if number is None else number
        level = style_level if level is None else level
        return number, level or 0

    @staticmethod
    def _counted(used: List, counters: Mapping[int, int], own: Level, at: int) -> str:
        level = used.levels.get(at, Level())
        form = "decimal" if own.all_decimal else level.form
        return _WRITTEN.get(form, str)(counters.get(at, level.start))


def numbering_of(numbering: Element | None, styles: Element | None) -> Numbering:
    """Give the numbering of a document from its parts ``numbering.xml`` and ``styles.xml``, if it has them."""
    return Numbering(_lists(numbering), _styles(styles), {}, set())


def _lists(numbering: Element | None) -> dict[str, List]:
    if numbering is None:
        return {}
    abstract = {
        found.get("abstractNumId", ""): {at: level for part in found.findall("lvl") for at, level in _level(part)}
        for found in numbering.findall("abstractNum")
    }
    lists = {}
    for number in numbering.findall("num"):
        kind = _value(number, "abstractNumId") or ""
        levels = dict(abstract.get(kind, {}))
        restarts = {}
        for override in number.findall("lvlOverride"):
            at = _whole(override.get("ilvl"))
            start = _value(override, "startOverride")
            if at is not None and start is not None:
                restarts[at] = min(_whole(start) or 0, _LARGEST)
            for part in override.findall("lvl"):
                levels |= dict(_level(part))
        lists[number.get("numId", "")] = List(kind, levels, restarts)
    return lists


def _level(part: Element) -> Iterator[tuple[int, Level]]:
    at = _whole(part.get("ilvl"))
    form = _value(part, "numFmt") or "decimal"
    if at is None or not 0 <= at < _LEVELS:
        return
    start = _whole(_value(part, "start"))
    text = "" if form in {"bullet", "none"} else _value(part, "lvlText") or ""
    legal = part.find("isLgl")
    space = "" if _value(part, "suff") == "nothing" else " "
    all_decimal = legal is not None and legal.get("val") not in {"0", "false", "off"}
    yield at, Level(1 if start is None else min(start, _LARGEST), form, text, all_decimal, space)


def _styles(styles: Element | None) -> dict[str, tuple[str | None, int | None]]:
    """Give the list and level of each paragraph style, inherited from the styles it is based on."""
    own: dict[str, tuple[str | None, int | None]] = {}
    based: dict[str, str | None] = {}
    for style in styles.findall("style") if styles is not None else ():
        name = style.get("styleId", "")
        properties = style.find("pPr")
        own[name] = (None, None) if properties is None else _numbered(properties)
        based[name] = _value(style, "basedOn")
    found = {}
    for name in own:
        line = _ancestry(name, based)
        numbers = (own[style][0] for style in line)
        levels = (own[style][1] for style in line)
        found[name] = (
            next((number for number in numbers if number is not None), None),
            next((level for level in levels if level is not None), None),
        )
    return found


def _ancestry(name: str, based: Mapping[str, str | None]) -> list[str]:
    line: list[str] = []
    above: str | None = name
    while above is not None and above in based and above not in line:
        line.append(above)
        above = based[above]
    return line


def _numbered(properties: Element) -> tuple[str | None, int | None]:
    used = properties.find("numPr")
    return (None, None) if used is None else (_value(used, "numId"), _whole(_value(used, "ilvl")))


def _value(element: Element, name: str) -> str | None:
    found = element.find(name)
    return None if found is None else found.get("val")


def _whole(written: str | None) -> int | None:
    return int(written) if written and written.isascii() and written.isdigit() and len(written) <= 6 else None


# How numbers are written ---------------------------------------------------------------------------------------------


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else "0"


def _roman(number: int) -> str:
    values = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")]
    values += [(50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
    written = ""
    for value, sign in values:
        times, number = divmod(number, value)
        written += sign * times
    return written


def _circled(number: int) -> str:
    return chr(ord("①") + number - 1) if 1 <= number <= 20 else str(number)


_WRITTEN: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "chineseCounting": chinese_numeral,
    "chineseCountingThousand": chinese_numeral,
    "japaneseCounting": chinese_numeral,
    "taiwaneseCounting": chinese_numeral,
    "taiwaneseCountingThousand": chinese_numeral,
    "ideographDigital": lambda number: "".join(DIGITS[int(digit)] for digit in str(number)),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
