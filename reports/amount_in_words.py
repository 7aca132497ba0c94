"""Amounts in English words, as an English letter or statement puts them beside the figures.

What capitals are to a Chinese paper: no digit can be changed or added unseen. British usage: *and* before the tens, no
commas, a hyphen in *forty-five*; fen are counted as hundredths, and *only* closes the amount.
"""

_BELOW_TWENTY = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = (
    (10**15, "quadrillion"), (10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"),
    (100, "hundred"),
)  # fmt: skip
_LIMIT = 10**16


def amount_in_words(fen: int) -> str:
    """Write an amount in 分 (0.01 CNY): ``40950`` → ``Renminbi four hundred and nine yuan and fifty fen only``.

    A negative amount takes *minus* in front. Raises TypeError for anything but an integer and ValueError from
    10 ** 16 yuan on, as for capitals.
    """
    if not isinstance(fen, int) or isinstance(fen, bool):
        raise TypeError(f"an amount in fen is an integer, not {fen!r}")
    yuan, rest = divmod(abs(fen), 100)
    if yuan >= _LIMIT:
        raise ValueError(f"no words for an amount of {yuan} yuan")
    parts = [f"{_number(yuan)} yuan"] if yuan or not rest else []
    parts += [f"{_number(rest)} fen"] if rest else []
    return f"Renminbi {'minus ' if fen < 0 else ''}{' and '.join(parts)} only"


def _number(number: int) -> str:
    """Spell a whole number below 10 ** 16."""
    for scale, name in _SCALES:
        if number >= scale:
            above, below = divmod(number, scale)
            words = f"{_number(above)} {name}"
            if not below:
                return words
            return f"{words} {'and ' if below < 100 else ''}{_number(below)}"
    if number < 20:
        return _BELOW_TWENTY[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_BELOW_TWENTY[ones]}" if ones else "")
