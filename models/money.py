"""Money as whole numbers of 1e-8 CNY: the finest unit a bill line states, so nothing is ever a float.

Documents (bills, invoices, payments) state whole fen (0.01 CNY = 1,000,000 units); bill lines and orders may carry
eight decimals. Rounding is half-up, away from zero, and happens once, in :func:`divide_to_fen`.
"""

import re
from fractions import Fraction

DECIMALS = 8
YUAN = 100_000_000
FEN = YUAN // 100
LARGEST = 10_000_000_000 * YUAN
"""Amounts reach up to ten thousand million CNY, exclusive: well inside SQLite's 64-bit integers."""

_AMOUNT = re.compile(r"(-?)(\d{1,20})(?:\.(\d{1,20}))?", re.ASCII)


def parse_amount(text: str) -> int | None:
    """Read a plain decimal string such as ``"-80.89"`` as units of 1e-8 CNY.

    Gives None when it is no such number, or has more than eight decimals that are not zero.
    """
    match = _AMOUNT.fullmatch(text)
    if match is None:
        return None
    sign, whole, decimals = match[1], match[2], (match[3] or "").rstrip("0")
    if len(decimals) > DECIMALS:
        return None
    units = int(whole) * YUAN + int(decimals.ljust(DECIMALS, "0"))
    return -units if sign else units


def format_amount(units: int, *, grouped: bool = False) -> str:
    """Write units of 1e-8 CNY as a decimal string: two decimals for whole fen, eight otherwise."""
    sign = "-" if units < 0 else ""
    whole, rest = divmod(abs(units), YUAN)
    head = f"{whole:,}" if grouped else str(whole)
    return f"{sign}{head}.{rest // FEN:02d}" if rest % FEN == 0 else f"{sign}{head}.{rest:08d}"


def readable_amount(units: int) -> str:
    """Write units of 1e-8 CNY as people read them: grouped, two decimals, more only as far as they say something."""
    written = format_amount(units, grouped=True)
    head, _, decimals = written.partition(".")
    return f"{head}.{decimals.rstrip('0').ljust(2, '0')}"


def divide_to_fen(numerator: int, denominator: int) -> int:
    """Give numerator / denominator (both exact, the result in 1e-8 CNY) rounded half-up to a whole fen.

    Half-up is away from zero, so a refund rounds like the charge it takes back. The denominator is positive.
    """
    whole = denominator * FEN
    fen = (2 * abs(numerator) + whole) // (2 * whole)
    return -fen * FEN if numerator < 0 else fen * FEN


def to_fen(amount: Fraction) -> int:
    """Round an exact amount in 1e-8 CNY half-up to a whole fen, still in 1e-8 CNY."""
    return divide_to_fen(amount.numerator, amount.denominator)
