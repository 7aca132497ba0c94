"""The rows of a statement as lines of money, by what its columns hold; what is no line is told, not dropped in silence.

The sign of an amount comes from where the file says it: two columns (out and in), a column of directions, or the amount
itself. A running balance proves it (:func:`unlike_balances`).
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from models.facts.records import LayoutColumn
from models.facts.shapes import Misfit
from models.money import FEN, format_amount
from models.problems import Problem
from models.sources.cells import EMPTY, day_of, moment, money
from models.sources.problems import Complaints, at
from models.statements.reading import StatementRow, StatementTable

_OUT = frozenset(
    {"支出", "支", "借", "借方", "付", "付款", "付出", "转出", "出账", "支取"}
    | {"往账", "往", "出", "-", "d", "dr", "debit"}
)
_IN = frozenset(
    {"收入", "收", "贷", "贷方", "收款", "转入", "入账", "存入", "来账"}
    | {"来", "入", "进账", "+", "c", "cr", "credit"}
)
_CLOSED = ("交易关闭", "已关闭", "支付失败", "交易失败", "失败", "已撤销", "等待付款", "待付款", "等待买家付款")
_CLOSING = (
    *("合计", "总计", "小计", "累计", "本页", "承前页", "承上页", "过次页", "人民币合计", "期初", "期末", "上页"),
    *("余额", "共", "收入", "支出", "total", "#", "-"),
)
"""What a row begins with that closes a table and has amounts in it."""
_LONGEST = {"counterparty": 300, "counterparty_account": 100, "summary": 1000, "number": 200}
_AMOUNTS = ("amount", "amount_in", "amount_out", "balance")
_LEFT = ("statement_rows_closed", "statement_rows_neutral", "statement_rows_without_amount")
_SHOWN = 8
_COUNTED = re.compile(r"共\s*(\d{1,7})\s*笔")
_YEAR = re.compile(r"\s*\d{4}", re.ASCII)
_PLAIN_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)(?:[ T]*(\d{1,2}:\d\d(?::\d\d)?|\d{6}))?", re.ASCII)
_STAMPED_DAY = re.compile(r"(\d{4}-\d\d-\d\d)[- ]\d\d\.\d\d\.\d\d(?:\.\d+)?", re.ASCII)
_SUM = re.compile("合计|总计|小计|累计")
_CURRENCY = re.compile(r"[\s¥]|CNY|RMB|人民币|元$")
_MINUS = str.maketrans("\u2212\u2013\u2014\u2010\u2011", "-----")
_USUAL = re.compile(r"(-?)(\d{1,3}(?:,\d{3}){0,2}|\d{1,9})\.(\d\d)", re.ASCII)
"""How most amounts are written: with two decimals, and not too large."""
_BARE = re.compile(r"-?[\d,.]*", re.ASCII)
_TAKEN_BACK = re.compile(r"\((?P<a>[\d,.]+)\)|(?P<b>[\d,.]+)-", re.ASCII)


class Line(NamedTuple):
    """A line as the file says it; amounts in 1e-8 CNY, what came in positive."""

    row: int
    sha256: str
    on: date
    amount: int
    balance: int | None = None
    counterparty: str | None = None
    counterparty_account: str | None = None
    summary: str | None = None
    number: str | None = None


@dataclass
class Lines:
    """The lines of a table, what was left out or is doubtful (``notes``), and what keeps it out (``complaints``)."""

    lines: list[Line] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    complaints: Complaints = field(default_factory=Complaints)


class _Row(NamedTuple):
    """A row taken apart: its day, its amounts as they stand there, its direction and state, its words."""

    row: StatementRow
    on: date
    amounts: dict[str, int | None]
    direction: str | None
    status: str
    texts: dict[str, str | None]


def lines_of(table: StatementTable, columns: Sequence[LayoutColumn], outgoing: str | None = None) -> Lines:
    """Read a table's lines. ``columns`` must suffice (:func:`models.statements.columns.suffices`).

    ``outgoing`` says how one signed column of amounts writes what went out: ``negative`` (None too) or ``positive``.
    """
    found = Lines()
    places = {column.role: column.column - 1 for column in columns if column.role != "summary"}
    summaries = [column.column - 1 for column in columns if column.role == "summary"]
    last = max(place for role, place in places.items() if role in {"on", *_AMOUNTS, "direction"})
    width = max(column.column for column in columns)
    rows, beside = [], []
    for row in table.rows:
        if not any(row.cells) or set(row.cells) <= table.words:
            continue  # empty, or the header once more at the top of a printed page
        cells = row.cells if len(row.cells) >= width else (*row.cells, *[""] * width)
        parts = {role: cells[place] for role, place in places.items()}
        parts["summary"] = " · ".join(dict.fromkeys(filter(None, [_words(cells[place]) for place in summaries])))
        if _is_beside(row, parts):
            beside.append(row.number)
        elif (taken := _taken(table, row, parts, last, found)) is not None:
            rows.append(taken)
    if beside:
        found.notes.append(_note("statement_rows_beside", table, beside))
    _signed(table, rows, outgoing, found)
    found.notes += unlike_count(table, found)
    found.notes += unlike_balances(table.file, found.lines)
    return found


def _words(text: str) -> str:
    if not text:
        return ""
    if not text.isprintable():
        text = "".join(" " if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} else c for c in text)
    kept = " ".join(text.split())
    return "" if kept in EMPTY else kept


def _is_beside(row: StatementRow, parts: dict[str, str]) -> bool:
    """Tell whether a row is no line but words below the table: a sum, dashes, a remark. A line begins with a year."""
    if _YEAR.match(_narrow(parts["on"])):
        return False
    if all(parts.get(role, "") in EMPTY for role in _AMOUNTS):
        return True
    if parts["on"] in EMPTY and any(_SUM.search(cell) for cell in row.cells):
        return True
    first = next((cell for cell in row.cells if cell), "").lower()
    return first.startswith(_CLOSING)


def _narrow(text: str) -> str:
    """Give a text with its digits and signs in their usual width."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


@lru_cache(maxsize=4096)
def _day(text: str) -> date | None:
    """Read a day as banks write it: ``20260105``, ``20260105 10:22:33``, ``2026-01-05``, ``2026年1月5日`` and so on."""
    bare = " ".join(_narrow(text).split())
    bare = bare if (stamped := _STAMPED_DAY.fullmatch(bare)) is None else stamped[1]
    match = _PLAIN_DAY.fullmatch(bare)
    if match is not None:
        bare = f"{match[1]}-{match[2]}-{match[3]}"
    seconds = moment(bare)
    return None if seconds is None else day_of(seconds)


def _taken(table: StatementTable, row: StatementRow, parts: dict[str, str], last: int, found: Lines) -> _Row | None:
    """Take a row for a line; complain of what is wrong with it. ``last`` is the last column that is read."""
    if len(row.cells) <= last or any(row.cells[len(table.headings) :]):
        inputs = {"cells": len(row.cells), "columns": len(table.headings)}
        found.complaints.add(Problem("source_row_width", at(table.file, row.number), inputs=inputs))
        return None
    try:
        on = _known_day(parts["on"])
        amounts = {role: _amount(parts[role]) for role in _AMOUNTS if role in parts}
        texts = {name: _text(parts[name], longest) for name, longest in _LONGEST.items() if name in parts}
    except Misfit as misfit:
        found.complaints.add(Problem(misfit.code, at(table.file, row.number), inputs=misfit.inputs))
        return None
    return _Row(row, on, amounts, parts.get("direction"), _words(parts.get("status", "")), texts)


def _known_day(text: str) -> date:
    on = _day(text)
    if on is None:
        raise Misfit("source_cell_missing")
    return on


def _amount(text: str) -> int | None:
    """Read an amount in whole fen; brackets around it, and a minus behind it, take money away. Raises Misfit."""
    usual = _USUAL.fullmatch(text)
    if usual is not None:
        fen = int(usual[2].replace(",", "") + usual[3]) * FEN
        return -fen if usual[1] else fen
    bare = text if _BARE.fullmatch(text) else _CURRENCY.sub("", _narrow(text).translate(_MINUS))
    taken = None if bare is text else _TAKEN_BACK.fullmatch(bare)
    units = money(bare if taken is None else f"-{taken['a'] or taken['b']}")
    if units is not None and units % FEN:
        raise Misfit("not_whole_fen", value=text[:80])
    return units


def _text(text: str, longest: int) -> str | None:
    words = _words(text)
    if len(words) > longest:
        raise Misfit("text_too_long", length=len(words), longest=longest)
    return words or None


def _signed(table: StatementTable, rows: Sequence[_Row], outgoing: str | None, found: Lines) -> None:
    """Give each row's amount its sign, and make a line of it; what moved no money, or says not which way, is told."""
    doubled = all((row.amounts.get("amount") or 0) <= 0 for row in rows if _way(row.direction) < 0)
    if all((row.amounts.get("amount_out") or 0) <= 0 for row in rows):  # a column of its own, and a minus as well
        for row in rows:
            if out := row.amounts.get("amount_out"):
                row.amounts["amount_out"] = -out
    left: dict[str, list[int]] = {}
    for row in rows:
        amount = _of_two(row) if "amount" not in row.amounts else row.amounts["amount"]
        if amount is None:
            left.setdefault("statement_rows_without_amount", []).append(row.row.number)
            continue
        if row.status.startswith(_CLOSED):
            left.setdefault("statement_rows_closed", []).append(row.row.number)
            continue
        if row.direction is not None and "amount" in row.amounts:
            way = _way(row.direction)
            if way == 0:
                left.setdefault("statement_rows_neutral", []).append(row.row.number)
                continue
            amount = amount if way > 0 else -abs(amount) if doubled else -amount
        elif "amount" in row.amounts and outgoing == "positive":
            amount = -amount
        texts = row.texts
        found.lines.append(Line(row.row.number, row.row.sha256, row.on, amount, row.amounts.get("balance"), **texts))
    found.notes += [_note(code, table, numbers) for code, numbers in left.items()]


def _of_two(row: _Row) -> int | None:
    """Give what came in less what went out; None when neither column says anything. A negative one takes back."""
    came, went = row.amounts.get("amount_in"), row.amounts.get("amount_out")
    return None if came is None and went is None else (came or 0) - (went or 0)


def _way(direction: str | None) -> int:
    """Give 1 for money that came in, -1 for what went out, 0 for neither, which includes words we do not know."""
    word = unicodedata.normalize("NFKC", direction or "").partition("(")[0].strip().lower()
    return 1 if word in _IN else -1 if word in _OUT else 0


def _note(code: str, table: StatementTable, numbers: Sequence[int]) -> Problem:
    shown = ", ".join(map(str, numbers[:_SHOWN])) + ("…" if len(numbers) > _SHOWN else "")
    return Problem(code, table.file, severity="warning", inputs={"count": len(numbers), "rows": shown})


def in_order(lines: Sequence[Line]) -> list[Line]:
    """Give lines oldest first: as they stand, or turned round when the file begins with the latest."""
    forward, backward = _breaks(lines), _breaks(lines[::-1])
    if forward == backward and lines:
        return list(lines) if lines[0].on <= lines[-1].on else list(lines[::-1])
    return list(lines) if forward < backward else list(lines[::-1])


def _breaks(lines: Sequence[Line]) -> int:
    """Count where a balance is not the one before with the amount added."""
    return sum(
        one.balance is not None and other.balance is not None and one.balance + other.amount != other.balance
        for one, other in pairwise(lines)
    )


def fits_turned(lines: Sequence[Line]) -> bool:
    """Tell whether the balances contradict the amounts' signs and fit them all turned round."""
    turned = [line._replace(amount=-line.amount) for line in lines]
    fits = [min(_breaks(some), _breaks(some[::-1])) for some in (list(lines), turned)]
    return fits[0] > 0 and fits[1] == 0


def unlike_balances(file: str, lines: Sequence[Line]) -> list[Problem]:
    """Give a note when the running balance does not follow from the amounts: where first, and how often."""
    ordered = in_order(lines)
    wrong = [
        other
        for one, other in pairwise(ordered)
        if one.balance is not None and other.balance is not None and one.balance + other.amount != other.balance
    ]
    if not wrong:
        return []
    inputs: dict[str, object] = {"count": len(wrong), "stated": format_amount(wrong[0].balance or 0)}
    return [Problem("statement_balances_break", at(file, wrong[0].row), severity="warning", inputs=inputs)]


def unlike_count(table: StatementTable, lines: Lines) -> list[Problem]:
    """Give a note when the file says how many records it has, and there are fewer: a download cut short."""
    stated = next((int(match[1]) for line in table.above if (match := _COUNTED.search(line)) is not None), None)
    left = sum(int(str(note.inputs["count"])) for note in lines.notes if note.code in _LEFT)
    have = len(lines.lines) + left
    if stated is None or stated == have:
        return []
    inputs: dict[str, object] = {"stated": stated, "computed": have}
    return [Problem("statement_count_differs", table.file, severity="warning", inputs=inputs)]
