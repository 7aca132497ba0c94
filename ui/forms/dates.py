"""Inputs of days and moments: they take what people type and show weekday and kind of the day."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from models.china_time import china_day
from ui.forms.line import LineInput
from ui.languages import weekday_and_kind

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d\d)(\d\d)", re.ASCII)
_SHORT = re.compile(r"(\d{1,2})[-/.月](\d{1,2})日?|(\d\d)(\d\d)", re.ASCII)
_MONTH = re.compile(r"(\d{4})[-/.年]?(\d{1,2})月?", re.ASCII)
_AHEAD = re.compile(r"([+-])(\d{1,4})", re.ASCII)
_TIME = re.compile(r"\s*[T ]?\s*(\d{1,2})[:：](\d\d)(?:[:：](\d\d))?\s*(Z|[+-]\d\d:?\d\d)?", re.ASCII)


def iso_day(text: str, base: date | None = None) -> str:
    """Write a day as ISO when it was typed in a usual way (2026/10/8, 20261008, 2026年10月8日); else give it back.

    With a day to count from, ``+10`` and ``-3`` are so many days after and before it, and a day without its year
    (``1001``, ``10-1``, ``10月1日``) is the one nearest to it.
    """
    match = _DAY.fullmatch(text.strip())
    if match is None:
        return _counted(text.strip(), base) if base is not None else text.strip()
    year, month, day = match.group(1, 2, 3) if match[1] else match.group(4, 5, 6)
    return f"{year}-{int(month):02d}-{int(day):02d}"


def _counted(text: str, base: date) -> str:
    ahead, short = _AHEAD.fullmatch(text), _SHORT.fullmatch(text)
    try:
        if ahead is not None:
            return (base + timedelta(days=int(ahead[0]))).isoformat()
        if short is not None:
            month, day = map(int, short.group(1, 2) if short[1] else short.group(3, 4))
            near = [found for year in (-1, 0, 1) if (found := _made(base.year + year, month, day)) is not None]
            return min(near, key=lambda found: abs(found - base)).isoformat() if near else text
    except (OverflowError, ValueError):
        return text
    return text


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def iso_moment(text: str, base: date | None = None) -> str:
    """Write a moment as ISO with its offset, +08:00 unless one was typed; a day alone is its 00:00.

    The day can be typed as short as :func:`iso_day` takes it.
    """
    text = text.strip()
    head = _DAY.match(text) or (base is not None and (_AHEAD.match(text) or _SHORT.match(text))) or None
    if head is None:
        return text
    day, rest = iso_day(head[0], base), text[head.end() :]
    if not rest.strip():
        return f"{day}T00:00:00+08:00"
    time = _TIME.fullmatch(rest)
    if time is None:
        return text
    offset = time[4] or "+08:00"
    if offset != "Z" and ":" not in offset:
        offset = f"{offset[:3]}:{offset[3:]}"
    return f"{day}T{int(time[1]):02d}:{time[2]}:{time[3] or '00'}{offset}"


def _day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


COUNTS_FROM = "counts_from"
"""The property by which a window says from which day the inputs of it and of its dialogs count."""


class _CountingInput(LineInput):
    """An input that counts days: from one of its own, or from that of the nearest widget it stands in that has one."""

    base: date | None = None
    """The day that ``+10`` counts from, where it is not the window's."""

    @property
    def counts_from(self) -> date | None:
        """The day that ``+10`` counts from; None where nobody says."""
        widget: QWidget | None = self
        while self.base is None and widget is not None:
            day = widget.property(COUNTS_FROM)
            if isinstance(day, date):
                return day
            widget = widget.parentWidget()
        return self.base


class DayInput(_CountingInput):
    """A day. Arrow up and down step through days; weekday and kind are shown beside it."""

    example = "2026-10-08"

    def read(self, text: str) -> Any:
        """Give the day in ISO form when it is one."""
        return iso_day(text, self.counts_from)

    def hint(self) -> str:
        """Say weekday and kind of the day, and which day it is when that was typed short."""
        read = iso_day(self.text(), self.counts_from)
        day = _day_of(read)
        said = weekday_and_kind(day) if day else ""
        return f"{read} · {said}" if said and read not in self.text() and _DAY.fullmatch(self.text()) is None else said

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step through days with the arrows."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        day = _day_of(iso_day(self.text(), self.counts_from))
        if step is None or day is None:
            super().keyPressEvent(event)
        else:
            self.setText((day + timedelta(days=step)).isoformat())


class MonthInput(LineInput):
    """A month, typed in a usual way (2026-9, 2026/09, 202609, 2026年9月)."""

    example = "2026-09"

    def read(self, text: str) -> Any:
        """Give the month in ISO form when it is one."""
        match = _MONTH.fullmatch(text)
        return f"{match[1]}-{int(match[2]):02d}" if match is not None else text


class MomentInput(_CountingInput):
    """A point in time; China time unless an offset is typed."""

    example = "2026-10-01 19:00"

    def read(self, text: str) -> Any:
        """Give the moment in ISO form when it is one, otherwise what was typed."""
        moment = iso_moment(text, self.counts_from)
        return moment if _moment_of(moment) else text

    def put(self, raw: Any) -> None:
        """Show a moment the way it is typed."""
        from ui.wording import moment_text

        moment = _moment_of(raw) if raw else None
        super().put(moment_text(moment) if moment else raw)

    def hint(self) -> str:
        """Say weekday and kind of the day in China."""
        moment = _moment_of(iso_moment(self.text(), self.counts_from))
        return weekday_and_kind(china_day(moment)) if moment else ""


def _moment_of(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo and len(text) > 10 else None
