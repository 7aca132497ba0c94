"""Holiday arrangements that could be published: made at random, as practice and the law have it.

A run of days off around each festival, at most as long as any year's; days are moved, not given away: a weekday freed
is a weekend day worked, or stands for a statutory day that fell on a weekend. Now and then up to two days more are
freed, or one more day is worked, as the State Council did in 2015 and 2020.
"""

from datetime import date, timedelta

from models.terms.arrangement import Arrangement, Notice, Span, StatutoryDay
from models.terms.calendar import statutory_days_by_law
from models.terms.unpublished import PRACTICE

DAY = timedelta(days=1)


def days_between(first, last):
    return [first + n * DAY for n in range((last - first).days + 1)]


def runs(days, practice):
    """Give every (span, adjusted working days wanted, weekend days to take them from) around statutory days."""
    first, last = min(days), max(days)
    if first == last and practice is PRACTICE["one day"] and first.weekday() in {0, 4}:  # a long weekend by itself
        yield (first - 2 * DAY, first) if first.weekday() == 0 else (first, first + 2 * DAY), 0, []
        return
    owed = sum(day.weekday() >= 5 for day in days)
    for begin in days_between(first - practice.before * DAY, first):
        for end in days_between(last, last + practice.after * DAY):
            span = days_between(begin, end)
            freed = [day for day in span if day.weekday() < 5 and day not in days]
            if len(span) <= max(practice.longest, (last - first).days + 1):
                adjusted = len(freed) - owed
                if 0 <= adjusted <= practice.adjusted:
                    near = days_between(begin - practice.adjusted_before * DAY, begin - DAY)
                    near += days_between(end + DAY, end + practice.adjusted_after * DAY)
                    yield (begin, end), adjusted, [day for day in near if day.weekday() >= 5]


def attempt(year, random):
    by_name = {}
    for name, day in statutory_days_by_law()[year]:
        by_name.setdefault(name, set()).add(day)
    national = by_name["国庆节"]
    spans, worked, off = [], [], set()
    for name, days in by_name.items():
        if name == "中秋节" and days & national:
            continue
        span, adjusted, near = random.choice(list(runs(days, PRACTICE.get(name, PRACTICE["one day"]))))
        covered = set(days_between(*span))
        if covered & off or len(near) < adjusted:
            return None
        off |= covered
        spans.append(Span(name, *span))
        worked += random.sample(near, adjusted)
    free = [day for day in days_between(date(year, 1, 1), date(year, 12, 31)) if day not in off]
    if random.random() < 0.5:
        for day in random.sample([day for day in free if day.weekday() < 5], random.choice((1, 2))):
            spans.append(Span("另行放假", day, day))
            off.add(day)
    if random.random() < 0.3:
        worked.append(random.choice([day for day in free if day.weekday() >= 5]))
    if off & set(worked) or len(worked) != len(set(worked)):
        return None
    statutory = tuple(StatutoryDay(name, day) for name, days in by_name.items() for day in sorted(days))
    notices = (Notice(None, None, None, "示例"),)
    return Arrangement(year, notices, tuple(spans), statutory, tuple(sorted(worked)))


def arrangement(year, random):
    """Give one arrangement of a year that could be published."""
    while True:
        made = attempt(year, random)
        if made is not None:
            return made
