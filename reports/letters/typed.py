"""Amounts, days and counts typed by hand into a letter's words: they follow no record, and may contradict it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reports.letters.passages import Passage
from reports.wording import MONTHS

_NUMBER = re.compile(
    r"(?P<capitals>人民币[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整]+|Renminbi [a-z -]+ only)"
    r"|(?P<iso>\d{4}-\d{1,2}-\d{1,2})"
    r"|(?P<day>\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)"
    rf"|(?P<english>\d{{1,2}}\s+(?:{'|'.join(MONTHS)})\s+\d{{4}})"
    r"|(?P<money>(?:CNY|RMB|[¥￥])\s*\d[\d,，]*(?:\.\d+)?|\d[\d,，]*(?:\.\d+)?\s*元|(?<![\d.])\d[\d,，]*\.\d{2}(?![\d.]))"
    r"|(?P<count>\d+(?:\.\d+)?\s*(?:个工作日|工作日|个自然日|自然日|个月|天|小时|分钟|%|％"
    r"|(?:working|natural)\s+days?|days?|hours?|minutes?|months?))"
)


class Stray(NamedTuple):
    """A number typed by hand: as typed, and the figure (its source) that says the same; None when no figure does."""

    text: str
    figure: str | None


def strays(found: Sequence[Passage], bundled: str) -> list[Stray]:
    """Give the numbers in the words of a letter that are neither figures nor part of the program's own wording."""
    known: dict[str, str] = {}
    for passage in found:
        if passage.kind == "figure" and passage.says:
            for _, value in _numbers([passage.says]):
                known.setdefault(value, passage.source)
    own = {value for _, value in _numbers([bundled])}
    typed = _numbers(passage.source for passage in found if passage.kind == "text")
    return [Stray(text, known.get(value)) for text, value in typed if value not in own]


def _numbers(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give (as written, in one form) of every amount, day and count."""
    for text in texts:
        for match in _NUMBER.finditer(text):
            yield match[0], _plain(match)


def _plain(match: re.Match[str]) -> str:
    kind, text = str(match.lastgroup), re.sub(r"[\s,，]", "", match[0])
    if kind in {"iso", "day"}:
        return "-".join(str(int(part)) for part in re.findall(r"\d+", text))
    if kind == "english":
        day, month, year = match[0].split()
        return f"{int(year)}-{MONTHS.index(month) + 1}-{int(day)}"
    if kind == "money":
        whole, _, part = re.sub(r"[^\d.]", "", text).partition(".")
        return f"{int(whole or 0)}.{part.rstrip('0')}"
    return text.replace("％", "%")
