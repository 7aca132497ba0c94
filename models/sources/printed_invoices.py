"""What an electronic invoice shows as text, in a PDF or on the pages of an OFD: its number, day and sums.

Labels and values come in whatever order they stand in the file, often all labels first. So a value is taken by its form
(20 digits, a day in words, an amount behind ¥) where no label stands before it, and only when it is the only one.
"""

import re
from typing import NamedTuple

from models.problems import Refused
from models.sources.cells import money

_NUMBER = re.compile(r"(?<!\d)\d{20}(?!\d)")
_LABELLED = re.compile(r"(?<!蓝字)(?<!数电)(?<!数电票)发票号码[:：]?(\d{20})")
_WRITTEN_DAY = r"\d{4}年\d{1,2}月\d{1,2}日"
_REVERSED = re.compile(r"被?红冲蓝字(?:数电发票|数电票|发票|数电)?号码[:：]?(\d{20})")
_AMOUNT = r"(-?[¥￥]?-?[\d,]+\.\d{2})"
_WHOLE = re.compile(rf"[（(]小写[)）]{_AMOUNT}")
_SUMS = re.compile(rf"合计(?=-?[¥￥]){_AMOUNT}(?=-?[¥￥]){_AMOUNT}")


class Printed(NamedTuple):
    """What the text says; money in units of 1e-8 CNY, the day as it is written, None where it does not say."""

    number: str
    amount: int | None
    tax: int | None
    without_tax: int | None
    issued: str | None
    reverses: str | None


def text_of(content: bytes) -> str | None:
    """Give the text of a PDF; None when it has none or cannot be read."""
    from models.exchange.pdf_text import text_of_pdf

    try:
        return text_of_pdf(content, "")
    except Refused:
        return None


def is_printed_invoice(text: str) -> bool:
    """Tell whether a text is one of an electronic invoice."""
    return "发票号码" in "".join(text.split()) and bool(_numbers(text))


def printed(text: str) -> Printed:
    """Read the text of an invoice."""
    joined = "".join(text.split())
    reverses = reversed_number(text)
    labelled = _LABELLED.search(joined)
    others = {number for number in _numbers(text) if number != reverses}
    number = labelled[1] if labelled else others.pop() if len(others) == 1 else ""
    issued = re.search(rf"开票日期[:：]?({_WRITTEN_DAY})", joined) or re.search(_WRITTEN_DAY, text)
    wholes = {_money(found) for found in _WHOLE.findall(joined)}
    sums = {(_money(one), _money(other)) for one, other in _SUMS.findall(joined)}
    without_tax, tax = sums.pop() if len(sums) == 1 else (None, None)
    amount = wholes.pop() if len(wholes) == 1 else None
    if amount is None and without_tax is not None and tax is not None:
        amount = without_tax + tax
    return Printed(number, amount, tax, without_tax, issued[issued.re.groups] if issued else None, reverses)


def reversed_number(remark: str) -> str | None:
    """Give the number of the invoice that a remark says is taken back."""
    match = _REVERSED.search("".join(remark.split()))
    return match[1] if match else None


def _numbers(text: str) -> list[str]:
    """Give what may be an invoice's number: 20 digits by themselves, or behind a label with spaces among them."""
    return _NUMBER.findall(text) or _NUMBER.findall("".join(text.split()))


def _money(text: str) -> int | None:
    return money(text.replace("¥", "").replace("￥", ""))
