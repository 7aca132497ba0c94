"""Days and moments: every day is a day in China Standard Time (UTC+08:00, no daylight saving), rules.md § 0."""

from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "CST")
_EIGHT_HOURS = timedelta(hours=8)


def china_day(moment: datetime) -> date:
    """Give the day, in China, of a moment that carries its own offset."""
    if moment.utcoffset() == _EIGHT_HOURS:
        return moment.date()
    return moment.astimezone(CHINA).date()


def midnight(day: date) -> datetime:
    """Give 00:00 China time of a day: the moment a day's delivery is taken to happen (11.3)."""
    return datetime(day.year, day.month, day.day, tzinfo=CHINA)


def last_day_before(moment: datetime) -> date:
    """Give the last day, in China, of which something is before a moment: one at midnight ends the day before."""
    return china_day(moment - timedelta(microseconds=1))


def same_day_last_year(day: date) -> date:
    """Give the same day of the year before; 29 February maps to 28 February (rules.md § 7)."""
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def last_day_of_month_after(day: date) -> date:
    """Give the last day of the month that follows the day's month (3.2.5: "within the month after")."""
    month_index = day.year * 12 + day.month + 1
    return date(month_index // 12, month_index % 12 + 1, 1) - timedelta(days=1)


def last_day_of_month(day: date) -> date:
    """Give the last day of the day's month."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)


def years_after(day: date, years: int) -> date:
    """Give the last day of a period of years that starts on a day: the same day of that later year.

    Civil Code 202: where the month has no such day, the month's last one (29 February maps to 28 February).
    """
    if (day.month, day.day) == (2, 29) and last_day_of_month(date(day.year + years, 2, 1)).day == 28:
        return date(day.year + years, 2, 28)
    return day.replace(year=day.year + years)
