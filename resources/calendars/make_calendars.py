"""Build the calendar files of this folder, and stop if any of the three sources disagrees.

Run from the project's root: ``python -m resources.calendars.make_calendars`` (``--check`` writes nothing and only
tells whether the files are what this script would write). It needs the development packages ``holidays`` and
``chinesecalendar``; the program itself needs neither.

Three sources meet here, and every day of 2010-2026 has to come out the same in all of them:

* ``NOTICES`` below, typed from the wording of the State Council's yearly notices: the only source that knows a notice's
  number, its date and where an announced holiday begins and ends;
* ``holidays``, which tells statutory days from days made free by moving a weekend;
* ``chinesecalendar``, which knows days off and adjusted working days.

How the wording became spans: "放假调休, 共N天" and "放假公休" are taken as printed; "与周末连休" adds the neighbouring
weekend the notice joins; "X放假, Y(星期一)补休" runs from X to Y, so the Saturday before a Sunday holiday is outside; a
lone day is a span of one day. Where a later notice changed the year, the span is the changed one and both are listed.
"""

import argparse
import json
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import chinese_calendar
import holidays
from holidays.version import __version__ as holidays_version

FOLDER = Path(__file__).parent
ARRANGEMENT_FORMAT = "clauseledger-calendar/1"
STATUTORY_FORMAT = "clauseledger-statutory-days/1"
DERIVED_ON = "2026-11-23"

# The 办法 in force, by the first year it applies to. Order 513 made 除夕 statutory instead of 初三, order 644 reversed
# that, order 795 gave 除夕 back beside 初三 and added 2 May.
LAWS = {2000: "国务院令第270号", 2008: "国务院令第513号", 2014: "国务院令第644号", 2025: "国务院令第795号"}


class Notice(NamedTuple):
    """One notice: its number, the date under its text, the date of publication (None: not verified), its subject."""

    number: str
    signed_on: str
    published_on: str | None
    subject: str


class Year(NamedTuple):
    """What the notices of one year announce, as typed from their wording."""

    notices: tuple[Notice, ...]
    spans: tuple[tuple[str, str, str], ...]  # name, first day, last day
    adjusted_working: tuple[str, ...]


def _yearly(year: int, number: str, signed_on: str, published_on: str | None) -> Notice:
    return Notice(f"国办发明电{number}号", signed_on, published_on, f"国务院办公厅关于{year}年部分节假日安排的通知")


# fmt: off
NOTICES: dict[int, Year] = {
    2010: Year(
        (_yearly(2010, "〔2009〕27", "2009-12-07", "2009-12-08"),),
        (("元旦", "2010-01-01", "2010-01-03"), ("春节", "2010-02-13", "2010-02-19"),
         ("清明节", "2010-04-03", "2010-04-05"), ("劳动节", "2010-05-01", "2010-05-03"),
         ("端午节", "2010-06-14", "2010-06-16"), ("中秋节", "2010-09-22", "2010-09-24"),
         ("国庆节", "2010-10-01", "2010-10-07")),
        ("2010-02-20", "2010-02-21", "2010-06-12", "2010-06-13", "2010-09-19", "2010-09-25", "2010-09-26",
         "2010-10-09"),
    ),
    2011: Year(
        (_yearly(2011, "〔2010〕40", "2010-12-09", "2010-12-10"),),
        (("元旦", "2011-01-01", "2011-01-03"), ("春节", "2011-02-02", "2011-02-08"),
         ("清明节", "2011-04-03", "2011-04-05"), ("劳动节", "2011-04-30", "2011-05-02"),
         ("端午节", "2011-06-04", "2011-06-06"), ("中秋节", "2011-09-10", "2011-09-12"),
         ("国庆节", "2011-10-01", "2011-10-07")),
        ("2011-01-30", "2011-02-12", "2011-04-02", "2011-10-08", "2011-10-09"),
    ),
    2012: Year(
        (_yearly(2012, "〔2011〕45", "2011-12-05", "2011-12-06"),),
        (("元旦", "2012-01-01", "2012-01-03"), ("春节", "2012-01-22", "2012-01-28"),
         ("清明节", "2012-04-02", "2012-04-04"), ("劳动节", "2012-04-29", "2012-05-01"),
         ("端午节", "2012-06-22", "2012-06-24"), ("中秋节、国庆节", "2012-09-30", "2012-10-07")),
        ("2011-12-31", "2012-01-21", "2012-01-29", "2012-03-31", "2012-04-01", "2012-04-28", "2012-09-29"),
    ),
    2013: Year(
        (_yearly(2013, "〔2012〕33", "2012-12-08", None),),
        (("元旦", "2013-01-01", "2013-01-03"), ("春节", "2013-02-09", "2013-02-15"),
         ("清明节", "2013-04-04", "2013-04-06"), ("劳动节", "2013-04-29", "2013-05-01"),
         ("端午节", "2013-06-10", "2013-06-12"), ("中秋节", "2013-09-19", "2013-09-21"),
         ("国庆节", "2013-10-01", "2013-10-07")),
        ("2013-01-05", "2013-01-06", "2013-02-16", "2013-02-17", "2013-04-07", "2013-04-27", "2013-04-28",
         "2013-06-08", "2013-06-09", "2013-09-22", "2013-09-29", "2013-10-12"),
    ),
    2014: Year(
        (_yearly(2014, "〔2013〕28", "2013-12-11", "2013-12-11"),),
        (("元旦", "2014-01-01", "2014-01-01"), ("春节", "2014-01-31", "2014-02-06"),
         ("清明节", "2014-04-05", "2014-04-07"), ("劳动节", "2014-05-01", "2014-05-03"),
         ("端午节", "2014-05-31", "2014-06-02"), ("中秋节", "2014-09-06", "2014-09-08"),
         ("国庆节", "2014-10-01", "2014-10-07")),
        ("2014-01-26", "2014-02-08", "2014-05-04", "2014-09-28", "2014-10-11"),
    ),
    2015: Year(
        (_yearly(2015, "〔2014〕28", "2014-12-16", "2014-12-16"),
         Notice("国发明电〔2015〕1号", "2015-05-13", "2015-05-13",
                "国务院关于中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休放假的通知")),
        (("元旦", "2015-01-01", "2015-01-03"), ("春节", "2015-02-18", "2015-02-24"),
         ("清明节", "2015-04-05", "2015-04-06"), ("劳动节", "2015-05-01", "2015-05-03"),
         ("端午节", "2015-06-20", "2015-06-22"), ("抗日战争胜利70周年纪念日", "2015-09-03", "2015-09-05"),
         ("中秋节", "2015-09-27", "2015-09-27"), ("国庆节", "2015-10-01", "2015-10-07")),
        ("2015-01-04", "2015-02-15", "2015-02-28", "2015-09-06", "2015-10-10"),
    ),
    2016: Year(
        (_yearly(2016, "〔2015〕18", "2015-12-10", "2015-12-10"),),
        (("元旦", "2016-01-01", "2016-01-03"), ("春节", "2016-02-07", "2016-02-13"),
         ("清明节", "2016-04-02", "2016-04-04"), ("劳动节", "2016-05-01", "2016-05-02"),
         ("端午节", "2016-06-09", "2016-06-11"), ("中秋节", "2016-09-15", "2016-09-17"),
         ("国庆节", "2016-10-01", "2016-10-07")),
        ("2016-02-06", "2016-02-14", "2016-06-12", "2016-09-18", "2016-10-08", "2016-10-09"),
    ),
    2017: Year(
        (_yearly(2017, "〔2016〕17", "2016-12-01", "2016-12-01"),),
        (("元旦", "2017-01-01", "2017-01-02"), ("春节", "2017-01-27", "2017-02-02"),
         ("清明节", "2017-04-02", "2017-04-04"), ("劳动节", "2017-04-29", "2017-05-01"),
         ("端午节", "2017-05-28", "2017-05-30"), ("中秋节、国庆节", "2017-10-01", "2017-10-08")),
        ("2017-01-22", "2017-02-04", "2017-04-01", "2017-05-27", "2017-09-30"),
    ),
    2018: Year(
        (_yearly(2018, "〔2017〕12", "2017-11-30", "2017-11-30"),),
        (("元旦", "2017-12-30", "2018-01-01"), ("春节", "2018-02-15", "2018-02-21"),
         ("清明节", "2018-04-05", "2018-04-07"), ("劳动节", "2018-04-29", "2018-05-01"),
         ("端午节", "2018-06-16", "2018-06-18"), ("中秋节", "2018-09-22", "2018-09-24"),
         ("国庆节", "2018-10-01", "2018-10-07")),
        ("2018-02-11", "2018-02-24", "2018-04-08", "2018-04-28", "2018-09-29", "2018-09-30"),
    ),
    2019: Year(
        (_yearly(2019, "〔2018〕15", "2018-12-04", "2018-12-06"),
         Notice("国办发明电〔2019〕3号", "2019-03-22", "2019-03-22", "国务院办公厅关于调整2019年劳动节假期安排的通知")),
        (("元旦", "2018-12-30", "2019-01-01"), ("春节", "2019-02-04", "2019-02-10"),
         ("清明节", "2019-04-05", "2019-04-07"), ("劳动节", "2019-05-01", "2019-05-04"),
         ("端午节", "2019-06-07", "2019-06-09"), ("中秋节", "2019-09-13", "2019-09-15"),
         ("国庆节", "2019-10-01", "2019-10-07")),
        ("2018-12-29", "2019-02-02", "2019-02-03", "2019-04-28", "2019-05-05", "2019-09-29", "2019-10-12"),
    ),
    2020: Year(
        (_yearly(2020, "〔2019〕16", "2019-11-21", "2019-11-21"),
         Notice("国办发明电〔2020〕1号", "2020-01-26", "2020-01-27", "国务院办公厅关于延长2020年春节假期的通知")),
        (("元旦", "2020-01-01", "2020-01-01"), ("春节", "2020-01-24", "2020-02-02"),
         ("清明节", "2020-04-04", "2020-04-06"), ("劳动节", "2020-05-01", "2020-05-05"),
         ("端午节", "2020-06-25", "2020-06-27"), ("国庆节、中秋节", "2020-10-01", "2020-10-08")),
        # Saturday 1 February was to be worked (first notice) and became free (second notice).
        ("2020-01-19", "2020-04-26", "2020-05-09", "2020-06-28", "2020-09-27", "2020-10-10"),
    ),
    2021: Year(
        (_yearly(2021, "〔2020〕27", "2020-11-25", "2020-11-25"),),
        (("元旦", "2021-01-01", "2021-01-03"), ("春节", "2021-02-11", "2021-02-17"),
         ("清明节", "2021-04-03", "2021-04-05"), ("劳动节", "2021-05-01", "2021-05-05"),
         ("端午节", "2021-06-12", "2021-06-14"), ("中秋节", "2021-09-19", "2021-09-21"),
         ("国庆节", "2021-10-01", "2021-10-07")),
        ("2021-02-07", "2021-02-20", "2021-04-25", "2021-05-08", "2021-09-18", "2021-09-26", "2021-10-09"),
    ),
    2022: Year(
        (_yearly(2022, "〔2021〕11", "2021-10-25", "2021-10-25"),),
        (("元旦", "2022-01-01", "2022-01-03"), ("春节", "2022-01-31", "2022-02-06"),
         ("清明节", "2022-04-03", "2022-04-05"), ("劳动节", "2022-04-30", "2022-05-04"),
         ("端午节", "2022-06-03", "2022-06-05"), ("中秋节", "2022-09-10", "2022-09-12"),
         ("国庆节", "2022-10-01", "2022-10-07")),
        ("2022-01-29", "2022-01-30", "2022-04-02", "2022-04-24", "2022-05-07", "2022-10-08", "2022-10-09"),
    ),
    2023: Year(
        (_yearly(2023, "〔2022〕16", "2022-12-08", "2022-12-08"),),
        (("元旦", "2022-12-31", "2023-01-02"), ("春节", "2023-01-21", "2023-01-27"),
         ("清明节", "2023-04-05", "2023-04-05"), ("劳动节", "2023-04-29", "2023-05-03"),
         ("端午节", "2023-06-22", "2023-06-24"), ("中秋节、国庆节", "2023-09-29", "2023-10-06")),
        ("2023-01-28", "2023-01-29", "2023-04-23", "2023-05-06", "2023-06-25", "2023-10-07", "2023-10-08"),
    ),
    2024: Year(
        (_yearly(2024, "〔2023〕7", "2023-10-25", "2023-10-25"),),
        (("元旦", "2023-12-30", "2024-01-01"), ("春节", "2024-02-10", "2024-02-17"),
         ("清明节", "2024-04-04", "2024-04-06"), ("劳动节", "2024-05-01", "2024-05-05"),
         ("端午节", "2024-06-08", "2024-06-10"), ("中秋节", "2024-09-15", "2024-09-17"),
         ("国庆节", "2024-10-01", "2024-10-07")),
        ("2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28", "2024-05-11", "2024-09-14", "2024-09-29",
         "2024-10-12"),
    ),
    2025: Year(
        (_yearly(2025, "〔2024〕12", "2024-11-12", "2024-11-12"),),
        (("元旦", "2025-01-01", "2025-01-01"), ("春节", "2025-01-28", "2025-02-04"),
         ("清明节", "2025-04-04", "2025-04-06"), ("劳动节", "2025-05-01", "2025-05-05"),
         ("端午节", "2025-05-31", "2025-06-02"), ("国庆节、中秋节", "2025-10-01", "2025-10-08")),
        ("2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"),
    ),
    2026: Year(
        (_yearly(2026, "〔2025〕7", "2025-11-04", "2025-11-04"),),
        (("元旦", "2026-01-01", "2026-01-03"), ("春节", "2026-02-15", "2026-02-23"),
         ("清明节", "2026-04-04", "2026-04-06"), ("劳动节", "2026-05-01", "2026-05-05"),
         ("端午节", "2026-06-19", "2026-06-21"), ("中秋节", "2026-09-25", "2026-09-27"),
         ("国庆节", "2026-10-01", "2026-10-07")),
        ("2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"),
    ),
}
# fmt: on

# The words of the package for statutory days, and the festival each belongs to.
FESTIVALS = {
    "元旦": "元旦",
    "春节": "春节",
    "农历除夕": "春节",
    "清明节": "清明节",
    "劳动节": "劳动节",
    "端午节": "端午节",
    "中秋节": "中秋节",
    "国庆节": "国庆节",
}


class SourcesDisagreeError(Exception):
    """Two sources tell different things about one day; says which day and what each says."""


def statutory_days(year: int) -> list[tuple[str, date]]:
    """Give the statutory days proper of one year as (festival, day), by day; one day may carry two festivals.

    Source: the package's own rules for the 办法 and its table of the lunar calendar.
    """
    # observed=False leaves out the weekend holidays' substitutes; what the arrangements moved has other names.
    known = holidays.country_holidays("CN", years=year, observed=False, language="zh_CN")
    return sorted(
        ((FESTIVALS[name], day) for day in known for name in known.get_list(day) if name in FESTIVALS),
        key=lambda entry: (entry[1], entry[0]),
    )


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def check_against_packages() -> None:
    """Compare every day of the noticed years in all sources; raises SourcesDisagreeError at the first difference."""
    in_spans = {
        day
        for year in NOTICES.values()
        for _, first, last in year.spans
        for day in _days(date.fromisoformat(first), date.fromisoformat(last))
    }
    adjusted = {date.fromisoformat(text) for year in NOTICES.values() for text in year.adjusted_working}
    package = holidays.country_holidays("CN", years=range(min(NOTICES) - 1, max(NOTICES) + 2), language="zh_CN")
    for day in _days(date(min(NOTICES), 1, 1), date(max(NOTICES), 12, 31)):
        typed = day in adjusted or (day.weekday() < 5 and day not in in_spans)
        told = {
            "the notices": typed,
            "holidays": day in package.weekend_workdays or (day.weekday() < 5 and day not in package),
            "chinesecalendar": chinese_calendar.is_workday(day),
        }
        if len(set(told.values())) > 1:
            raise SourcesDisagreeError(f"{day} is a working day? {told}")
        if day in package.weekend_workdays and day not in adjusted:
            raise SourcesDisagreeError(f"{day}: holidays calls it an adjusted working day, the notices do not")
    for year in NOTICES:
        for name, day in statutory_days(year):
            if day not in in_spans:
                raise SourcesDisagreeError(f"{day} ({name}) is statutory but in no announced span")
            if not chinese_calendar.is_holiday(day):
                raise SourcesDisagreeError(f"{day} ({name}) is statutory but chinesecalendar calls it a working day")


def arrangement_text(year: int) -> str:
    """Give the text of one year's file."""
    typed = NOTICES[year]
    record = {
        "format": ARRANGEMENT_FORMAT,
        "year": year,
        "notices": [notice._asdict() for notice in typed.notices],
        "spans": [{"name": name, "from": first, "to": last} for name, first, last in typed.spans],
        "statutory": [{"name": name, "day": day.isoformat()} for name, day in statutory_days(year)],
        "adjusted_working": list(typed.adjusted_working),
    }
    return _one_record_a_line(record)


def statutory_text() -> str:
    """Give the text of ``statutory.json``: the statutory days of every year 2000-2099 by the law alone.

    How sure: high where a yearly notice confirms the days, medium for 2027-2030 (the package's lunar dates agree with
    the commonly printed ones), low after that and before 2010 (one package only, and the law may change).
    """
    years = {}
    for year in range(2000, 2100):
        by_festival: dict[str, list[str]] = {}
        for name, day in statutory_days(year):
            by_festival.setdefault(name, []).append(day.isoformat()[5:])
        sure = "high" if year in NOTICES else "medium" if 2027 <= year <= 2030 else "low"
        law = LAWS[max(first for first in LAWS if first <= year)]
        years[str(year)] = {"law": law, "sure": sure, "days": by_festival}
    lines = ",\n".join(f'  "{year}": {json.dumps(entry, ensure_ascii=False)}' for year, entry in years.items())
    return (
        f'{{"format": "{STATUTORY_FORMAT}",\n'
        f' "source": "全国年节及纪念日放假办法; lunar dates by the package holidays {holidays_version}",\n'
        f' "derived_on": "{DERIVED_ON}",\n "years": {{\n{lines}\n}}}}\n'
    )


def _one_record_a_line(record: dict[str, object]) -> str:
    """Write JSON so that each span, day and notice is one line: short differences when a year is changed."""
    parts = []
    for key, value in record.items():
        if isinstance(value, list):
            items = ",\n".join(f"  {json.dumps(item, ensure_ascii=False)}" for item in value)
            parts.append(f' "{key}": [\n{items}\n ]')
        else:
            parts.append(f' "{key}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main() -> int:
    """Write the files, or with ``--check`` tell which differ; gives the exit status (0 fine, 1 different)."""
    arguments = argparse.ArgumentParser(description="Build the calendar files.")
    arguments.add_argument("--check", action="store_true", help="write nothing, only compare")
    check = arguments.parse_args().check
    check_against_packages()
    texts = {f"{year}.json": arrangement_text(year) for year in NOTICES} | {"statutory.json": statutory_text()}
    different = []
    for name, text in texts.items():
        path = FOLDER / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            different.append(name)
            if not check:
                path.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"{'differ' if check else 'written'}: {', '.join(different) or 'none'}\n")
    return 1 if check and different else 0


if __name__ == "__main__":
    sys.exit(main())
