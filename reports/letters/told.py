"""Values as a letter writes them: days written out, amounts grouped and in capitals, units in the letter's language."""

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from models.china_time import CHINA
from models.figures import Value
from models.letters.letter import Told
from models.money import FEN
from models.vocabulary import Vocabulary
from reports.wording import Wording, capitals, long_date, long_month, yuan


class Teller:
    """Writes values in one language: the words all letters share, the domain's own, and what the terms' numbers say."""

    def __init__(self, words: Vocabulary, text: Wording, says: Mapping[str, Mapping[str, str]]) -> None:
        self.words = words
        self.text = text
        self._says = says
        self._chinese = words.language == "zh"

    def context(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """Give what a template may use: texts by name, amounts also as ``<name>_full`` with their capitals."""
        found: dict[str, Any] = {}
        for name, value in told.items():
            if isinstance(value, Told):
                found |= self._named(name, value)
            elif isinstance(value, tuple):
                found[name] = [self.context(entry) for entry in value]
            else:
                found[name] = value
        return found

    def _named(self, name: str, told: Told) -> Mapping[str, str | bool | None]:
        if told.value is None:
            full = {f"{name}_full": None} if told.unit == "money" else {}
            return {name: None, **full}
        if told.unit == "flag":
            return {name: bool(told.value)}
        if told.unit == "money":
            return {name: self.amount(int(told.value)), f"{name}_full": self.full(int(told.value))}  # type: ignore[arg-type]
        return {name: self.value(told.value, told.unit)}

    def amount(self, amount: int) -> str:
        """Write an amount with its currency."""
        return f"{yuan(amount)} 元" if self._chinese else f"CNY {yuan(amount)}"

    def full(self, amount: int) -> str:
        """Write an amount with its capitals behind; one that is no whole number of fen has none."""
        if amount % FEN:
            return self.amount(amount)
        form = "{}（{}）" if self._chinese else "{} ({})"
        return form.format(self.amount(amount), capitals(amount, self.words.language))

    def day(self, day: date) -> str:
        """Write a day: 2026年10月8日, 8 October 2026."""
        return long_date(day, self.words.language)

    def moment(self, moment: datetime) -> str:
        """Write a moment in China time, to the minute: 2026年10月8日9时30分, 09:30 (UTC+8) on 8 October 2026."""
        here = moment.astimezone(CHINA)
        if not self._chinese:
            return f"{here:%H:%M} (UTC+8) on {self.day(here.date())}"
        return f"{self.day(here.date())}{here.hour}时" + (f"{here.minute:02d}分" if here.minute else "")

    def month(self, period: str) -> str:
        """Write a month: 2026年9月, September 2026."""
        return long_month(period, self.words.language)

    def value(self, value: Value, unit: str) -> str:
        """Write any value by its unit."""
        if value is None:
            return self.text.text("unknown")
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, date):
            return self.day(value)
        if unit == "text":
            return str(value)
        if unit == "hours" and isinstance(value, Fraction) and value.denominator == 1:
            return self.words.text("value.hours", number=value.numerator)
        if unit == "list":
            return ("、" if self._chinese else ", ").join(str(value).splitlines())
        if unit == "month":
            return self.month(str(value))
        if unit == "field":
            return self.words.field("customer", str(value))
        if unit == "span":
            return self._span(str(value))
        if unit == "matter":
            return " · ".join(str(value).splitlines())
        if unit == "parameter":
            return self._parameter(str(value))
        if unit in {"channel", "day_off", "finding", "claim"}:
            return self.text.text(f"{unit}.{value}")
        if unit.startswith("called."):
            return self.words.name(unit.removeprefix("called."), str(value))
        if unit.startswith("choice."):
            return self.words.choice(unit.removeprefix("choice."), str(value))
        return self.words.value(value, unit)

    def _span(self, span: str) -> str:
        """Write a span of days, ``2026-09-01—2026-10-01``, in words; what is none stays as it is."""
        first, dash, last = span.partition("—")
        if not (dash and first and last):
            return span
        days = [self.day(date.fromisoformat(one)) for one in (first, last)]
        return f"{days[0]}至{days[1]}" if self._chinese else f"{days[0]} to {days[1]}"

    def _parameter(self, name: str) -> str:
        """Name a number of the terms: by its own name, or by what it says."""
        own = f"input.{name}"
        return self.words.text(own) if own in self.words else self._says[name][self.words.language]

    def cell(self, value: Value, unit: str) -> str:
        """Write a value in a table: amounts without their currency, days short, nothing for nothing."""
        if value is None:
            return ""
        if unit in {"money", "exact_money"} and isinstance(value, int | Fraction):
            exact = Fraction(value)
            return yuan(exact.numerator) if exact.denominator == 1 else f"{yuan(int(exact))}…"
        if isinstance(value, datetime):
            return f"{value.astimezone(CHINA):%Y-%m-%d %H:%M}"
        if isinstance(value, date):
            return value.isoformat()
        return self.value(value, unit)
