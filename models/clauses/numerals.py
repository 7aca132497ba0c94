"""Numerals as agreements write them: 第八条, 第８条, 十二、, ３．２．４; and the folding that makes them comparable."""

import unicodedata

DIGITS = "零一二三四五六七八九"
_VALUES = {**{digit: value for value, digit in enumerate(DIGITS)}, "〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100}
CHINESE = "".join(_VALUES) + "".join(_UNITS)

_FOLDED = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLDED |= {ord("﹒"): ord("."), ord("․"): ord("."), ord("　"): ord(" "), ord("\u00a0"): ord(" ")}
_FOLDED |= {ord("（"): ord("("), ord("）"): ord(")")}


def fold(text: str) -> str:
    """Give the text with full-width letters, digits, dots and brackets made half-width; it keeps its length."""
    return text.translate(_FOLDED)


def search_form(text: str) -> str:
    """Give the text as search compares it: without width, letter case and whitespace."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def number_of(numeral: str) -> int | None:
    """Read a numeral of ASCII or Chinese digits, 0 to 999; None when it is none."""
    if numeral.isascii():
        return int(numeral) if numeral.isdigit() and len(numeral) <= 3 else None
    if not numeral or any(character not in CHINESE for character in numeral):
        return None
    if not any(character in _UNITS for character in numeral):  # digit by digit: 一二 is 12
        return int("".join(str(_VALUES[character]) for character in numeral)) if len(numeral) <= 3 else None
    total, digit, last_unit = 0, None, 1000
    for character in numeral:
        if character in _UNITS:
            unit = _UNITS[character]
            if unit >= last_unit:
                return None
            total += (1 if digit is None else digit) * unit
            digit, last_unit = None, unit
        else:
            if digit:
                return None
            digit = _VALUES[character]
    return total + (digit or 0)


def chinese_numeral(number: int) -> str:
    """Write a number, 0 to 999, in Chinese counting: 8 is 八, 12 is 十二, 105 is 一百零五."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    written = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        written += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif hundreds and ones:
        written += "零"
    return written + (DIGITS[ones] if ones or not written else "")
