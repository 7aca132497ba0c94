"""A statement's file as a table: what stands above its header, its headings, its rows as text. Nothing is kept yet."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from models.facts.shapes import Misfit
from models.problems import Problem, Refused
from models.sources.cells import moment, money
from models.sources.problems import at
from models.sources.tables import Part, parts_of, table
from models.statements.columns import guess, is_header, joined

MOST_ROWS = 200_000
LARGEST_FILE = 64_000_000
"""Bytes. A year of a busy company account has a few megabytes."""
_HEADER_WITHIN = 60
_LONGEST_HEADING = 30
_SERVICES = (
    "微信支付", "支付宝", "工商银行", "建设银行", "农业银行", "中国银行", "招商银行", "交通银行", "邮储银行",
    "邮政储蓄银行", "中信银行", "光大银行", "民生银行", "浦发银行", "兴业银行", "平安银行", "广发银行", "华夏银行",
    "浙商银行", "宁波银行", "北京银行", "上海银行", "江苏银行", "南京银行",
)  # fmt: skip
_NUMBER = re.compile(
    r"(?:支付宝账户|支付宝账号|微信昵称|账户号码|账户|账号|帐号|卡号)\s*[:：]\s*[\[【]?\s*(?:[^\s:：\]】]{1,8}[:：]\s*)?"
    r"([^\s,，;；\]】:：]{2,60})"
)


class StatementRow(NamedTuple):
    """A row: its number in the file (counted from 1), its cells as text, the SHA-256 of its bytes there."""

    number: int
    cells: tuple[str, ...]
    sha256: str


class StatementTable(NamedTuple):
    """A statement's table; ``above`` are the lines above its header, ``words`` all that its header's rows say.

    ``service`` and ``account`` are the bank (or payment service) and the account that the file names.
    """

    file: str
    sha256: str
    headings: tuple[str, ...]
    rows: tuple[StatementRow, ...]
    above: tuple[str, ...]
    service: str | None
    account: str | None
    words: frozenset[str] = frozenset({""})


def tables_of(path: Path) -> list[StatementTable]:
    """Read the statements in a file: CSV, text with tabs, a web page, XLSX or XLS, or a ZIP of them.

    Raises :class:`Refused`, naming the file and what is wrong with it, also when no table in it has a header.
    """
    parts = parts_of(path)
    for part in parts:
        if part.size > LARGEST_FILE:
            raise Refused.because("statement_too_large", file=part.shown, megabytes=LARGEST_FILE // 1_000_000)
    found = [one for one in (_read(part, is_header) for part in parts) if one is not None]
    found = found or [one for one in (_read(part, _looks_like_headings) for part in parts) if one is not None]
    if not found:
        raise Refused(Problem("statement_without_header", part.shown) for part in parts)
    return found


def is_statement(part: Part) -> bool:
    """Tell whether a part has the header of a statement."""
    with table(part, is_header, _HEADER_WITHIN) as found:
        return found is not None


def layout_id(headings: Sequence[str]) -> str:
    """Name the layout of a header: the same for every file that has these headings in this order."""
    forms = ["".join(unicodedata.normalize("NFKC", heading).split()) for heading in headings]
    while forms and not forms[-1]:
        forms.pop()
    return f"layout-{hashlib.sha256(json.dumps(forms, ensure_ascii=False).encode()).hexdigest()[:16]}"


def _looks_like_headings(cells: Sequence[str]) -> bool:
    """Tell whether a row may be a header of words we do not know: three words or more, and no value among them."""
    words = [cell for cell in cells if cell]
    return len(words) >= 3 and not any(_is_value(word) for word in words)


def _is_value(text: str) -> bool:
    for read in (money, moment):
        try:
            if read(text) is not None:
                return True
        except Misfit:
            continue
    return False


class _Finder:
    """Finds a header of one row or two, and remembers what stands above it."""

    def __init__(self, header: Callable[[Sequence[str]], bool]) -> None:
        self._header = header
        self.rows: list[list[str]] = []
        self.headings: tuple[str, ...] = ()
        self._depth = 1

    @property
    def above(self) -> list[list[str]]:
        """The rows before the header."""
        return self.rows[: -self._depth]

    @property
    def words(self) -> frozenset[str]:
        """All that the header's rows say, and nothing: a row of no more is the header once more."""
        return frozenset({"", *self.headings, *(cell for cells in self.rows[-self._depth :] for cell in cells)})

    def __call__(self, cells: list[str]) -> bool:
        """Tell whether a row is the header, or the lower one of a header's two."""
        self.rows.append(cells)
        upper = self.rows[-2] if len(self.rows) > 1 else []
        if self._header(cells):
            self.headings = tuple(cells)
            if _spans(upper) and _more(upper, cells, cells):
                self.headings, self._depth = joined(upper, cells), 2
        elif _spans(upper) and _spans(cells) and self._header(joined(upper, cells)):
            self.headings, self._depth = joined(upper, cells), 2
        return bool(self.headings)

    def goes_on(self, cells: Sequence[str]) -> bool:
        """Take the row below the header for its second one if it says more of what the columns hold."""
        if _spans(cells) and _more(self.headings, cells, self.headings):
            self.headings = joined(self.headings, cells)
            self.rows.append(list(cells))
            self._depth += 1
            return True
        return False


def _spans(cells: Sequence[str]) -> bool:
    """Tell whether a row may be half of a header: two words or more, no value, each short."""
    words = [cell for cell in cells if cell]
    return len(words) >= 2 and not any(_is_value(word) or len(word) > _LONGEST_HEADING for word in words)


def _more(upper: Sequence[str], lower: Sequence[str], alone: Sequence[str]) -> bool:
    """Tell whether two rows joined say more of what their columns hold than the one alone."""
    return len(guess(joined(upper, lower))) > len(guess(alone))


def _read(part: Part, header: Callable[[Sequence[str]], bool]) -> StatementTable | None:
    finder = _Finder(header)
    with table(part, finder, _HEADER_WITHIN) as found:
        if found is None:
            return None
        rows: list[StatementRow] = []
        for number, cells, raw in found.rows:
            if len(rows) >= MOST_ROWS:
                raise Refused.because("statement_too_long", file=part.shown, most=MOST_ROWS)
            try:
                texts = tuple([_bare(cell.decode(found.encoding).strip()) for cell in cells])
            except UnicodeDecodeError as error:
                inputs = {"encoding": found.encoding}
                raise Refused([Problem("source_wrong_encoding", at(part.shown, number), inputs=inputs)]) from error
            if rows or not finder.goes_on(texts):
                rows.append(StatementRow(number, texts, hashlib.sha256(raw).hexdigest()))
        sha256 = found.sha256()
    headings = finder.headings
    above = tuple(" ".join(cell for cell in cells if cell) for cells in finder.above)
    told = "\n".join([*above, part.shown])
    account = _account(above) or _account_in(headings, rows)
    return StatementTable(part.shown, sha256, headings, tuple(rows), above, _service(told), account, finder.words)


def _bare(text: str) -> str:
    """Give a cell without the formula around it by which a number is kept from a spreadsheet's hands: ``="0012"``."""
    return text[2:-1].strip() if text[:2] == '="' and text[-1] == '"' else text


def _service(told: str) -> str | None:
    return next((service for service in _SERVICES if service in told), None)


def _account(above: Sequence[str]) -> str | None:
    for line in above:
        match = _NUMBER.search(unicodedata.normalize("NFKC", line))
        if match is not None:
            return match[1]
    return None


def _account_in(headings: Sequence[str], rows: Sequence[StatementRow]) -> str | None:
    """Give the account that a column of its own names on every row alike."""
    for place, heading in enumerate(headings):
        if "".join(heading.split()) in {"账号", "本方账号", "账户", "卡号", "交易账号"}:
            named = {row.cells[place] for row in rows if len(row.cells) > place and row.cells[place]}
            if len(named) == 1:
                return named.pop()[:60]
    return None
