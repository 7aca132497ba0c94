"""Amounts in Chinese capitals, as cheques and letters want them (中文大写金额).

The rules are those of 《正确填写票据和结算凭证的基本规定》 (annex to the payment and settlement measures, 1997):

- an amount that ends at 元 takes 整 behind; one that ends at 角 may take it, and does here, so that nothing can be
  added behind; one that ends at 分 takes none;
- zeros between other digits are written as one 零; zeros at the end of a group of four are not written;
- where the 元 digit is 0 but the 角 digit is not, 零 is free: it is left out here (¥1,680.32 壹仟陆佰捌拾元叁角贰分);
- where the 角 digit is 0 but the 分 digit is not, 零 stands after 元 (¥325.04 叁佰贰拾伍元零肆分).
"""

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_SCALES = ((10**8, "亿"), (10**4, "万"), (1000, "仟"), (100, "佰"), (10, "拾"))
_LIMIT = 10**16


def amount_in_capitals(fen: int, *, prefix: str = "") -> str:
    """Write an amount in 分 (0.01 CNY) in capitals, e.g. ``140950`` → ``壹仟肆佰零玖元伍角整``.

    ``prefix`` is put directly in front (``人民币``, as on a cheque). A negative amount takes 负 in front of the digits;
    zero is 零元整. Raises TypeError for anything but an integer and ValueError from 10 ** 16 元 on, where capitals have
    no agreed form.
    """
    if not isinstance(fen, int) or isinstance(fen, bool):
        raise TypeError(f"an amount in fen is an integer, not {fen!r}")
    yuan, rest = divmod(abs(fen), 100)
    if yuan >= _LIMIT:
        raise ValueError(f"no capitals for an amount of {yuan} yuan")
    jiao, fen_digit = divmod(rest, 10)
    words = [prefix, "负" if fen < 0 else ""]
    if yuan or not rest:
        words.append(_integer(yuan) + "元")
    if jiao:
        words.append(_DIGITS[jiao] + "角")
    elif fen_digit and yuan:
        words.append("零")
    words.append(_DIGITS[fen_digit] + "分" if fen_digit else "整")
    return "".join(words)


def _integer(number: int) -> str:
    """Spell a whole number below 10 ** 16: the part above a scale, the scale's name, the part below it."""
    for scale, name in _SCALES:
        if number >= scale:
            above, below = divmod(number, scale)
            words = _integer(above) + name
            if not below:
                return words
            gap = below < scale // 10 or (scale > 10**4 and above % 10**4 == 0)
            return words + ("零" if gap else "") + _integer(below)
    return _DIGITS[number]
