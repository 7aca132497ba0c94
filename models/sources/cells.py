"""The cells of foreign tables as values: exact amounts, quantities, times in China; what is empty there is None.

A cell that cannot be read raises :class:`models.facts.shapes.Misfit`.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from models.china_time import CHINA
from models.facts.shapes import FIRST_DAY, LAST_DAY, Misfit
from models.money import DECIMALS, LARGEST, format_amount

EMPTY = frozenset({"", "-", "--", "—", "/"})
"""What the console writes where there is nothing."""

_PATTERN = re.compile(r"[+-]?\d{1,20}(\.\d{0,30})?([eE][+-]?\d{1,2})?", re.ASCII)
_LARGEST_UNITS = 9 * 10**18
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_TIME = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ](\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?", re.ASCII
)


class Memo(dict[Any, Any]):
    """Values of cells by their bytes, each read once; forgets everything when it has grown to ``most``."""

    def __init__(self, read: Callable[[Any], Any], most: int = 4096) -> None:
        super().__init__()
        self._read = read
        self._most = most

    def __missing__(self, cell: Any) -> Any:
        """Read a cell not seen yet."""
        value = self._read(cell)
        if len(self) >= self._most:
            self.clear()
        self[cell] = value
        return value


def reader(holds: str, encoding: str) -> Callable[[bytes], Any]:
    """Give the function that reads the cells of a ``text``, ``money``, ``price``, ``quantity`` or ``moment``."""

    def decoded(cell: bytes) -> str:
        try:
            return cell.decode(encoding).strip()
        except UnicodeDecodeError:
            raise Misfit("source_wrong_encoding", encoding=encoding) from None

    def text(cell: bytes) -> str | None:
        found = decoded(cell)
        return None if found in EMPTY else found

    return {
        "text": text,
        "money": lambda cell: money(decoded(cell)),
        "price": lambda cell: price(decoded(cell)),
        "quantity": lambda cell: quantity(decoded(cell)),
        "moment": lambda cell: moment(decoded(cell)),
    }[holds]


def money(text: str) -> int | None:
    """Read an amount as units of 1e-8 CNY, exactly; None when empty."""
    if text in EMPTY:
        return None
    number = _decimal(text, "source_not_an_amount")
    units = number.scaleb(DECIMALS)
    if units != units.to_integral_value():
        raise Misfit("source_too_fine", value=text[:80], decimals=DECIMALS)
    if abs(units) >= LARGEST:
        raise Misfit(
            "amount_out_of_range", value=text[:80], least=format_amount(1 - LARGEST), most=format_amount(LARGEST - 1)
        )
    return int(units)


def price(text: str) -> str | None:
    """Read a number as its plain decimal text (``88%`` as 0.88); None when empty."""
    return None if text in EMPTY else _plain(_number(text))


def quantity(text: str) -> int | str | None:
    """Read a number in units of 1e-8; as plain decimal text where it is finer or larger than that holds."""
    if text in EMPTY:
        return None
    number = _number(text)
    units = number.scaleb(DECIMALS)
    return int(units) if units == units.to_integral_value() and abs(units) < _LARGEST_UNITS else _plain(number)


def _number(text: str) -> Decimal:
    if text.endswith("%"):
        return _decimal(text[:-1], "source_not_a_number").scaleb(-2)
    return _decimal(text, "source_not_a_number")


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _decimal(text: str, code: str) -> Decimal:
    bare = text.strip().removeprefix("¥").removeprefix("￥").removesuffix("元").strip()
    if _GROUPED.fullmatch(bare):
        bare = bare.replace(",", "")
    if not _PATTERN.fullmatch(bare):
        raise Misfit(code, value=text[:80])
    return Decimal(bare)


def moment(text: str) -> int | None:
    """Read a time in China as Unix seconds; None when empty or ``0000-00-00 00:00:00``."""
    if text in EMPTY or text.startswith("0000-00-00"):
        return None
    match = _TIME.fullmatch(text)
    if match is None:
        raise Misfit("source_not_a_time", value=text[:80])
    try:
        found = datetime(*(int(part or 0) for part in match.groups()), tzinfo=CHINA)  # type: ignore[misc,arg-type]
    except ValueError:
        raise Misfit("source_not_a_time", value=text[:80]) from None
    if not FIRST_DAY <= found.date() < LAST_DAY:  # use that ends on the last day ends before the day after it
        raise Misfit("day_out_of_range", value=text[:80], first=FIRST_DAY.isoformat(), last=LAST_DAY.isoformat())
    return int(found.timestamp())


def at_seconds(seconds: int) -> datetime:
    """Give the time, in China, of Unix seconds."""
    return datetime.fromtimestamp(seconds, CHINA)


def day_of(seconds: int) -> date:
    """Give the day, in China, of Unix seconds; one and the same for all that lie in it, of which there may be many."""
    return _day(at_seconds(seconds).toordinal())


@lru_cache(maxsize=4096)
def _day(ordinal: int) -> date:
    return date.fromordinal(ordinal)
