"""What every letter rests on: a table of values with units, the figures behind them, and what was derived."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from models.assess import Assessment
from models.china_time import china_day
from models.facts.records import Bill, Provider
from models.figures import Because, Figure, Input, Value
from models.law.reference import LegalReference
from models.money import to_fen
from models.objection import REPLY_WORKING_DAYS, Derived
from models.problems import Problem, Refused


class Told(NamedTuple):
    """A value a letter states, with the unit it is written in.

    Besides the units of figures there are ``text``, ``list`` (lines), ``moment``, ``month`` (``2026-09``), ``channel``,
    ``day_off``, ``choice.<field>``, ``called.<kind>`` (a record's id), ``field`` (of the customer), ``parameter`` (of
    the terms), ``span`` (``2026-09-01—2026-10-01``), ``matter`` (lines), ``finding`` and ``claim`` (codes).
    """

    value: Value
    unit: str = "text"


class Rows(NamedTuple):
    """A table of the letter: ``columns`` are (name, unit), each row has a value per column; the last may be a total."""

    name: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Value, ...], ...]
    total: tuple[Value, ...] | None = None


class Shown(NamedTuple):
    """A figure the letter uses, and the assessment it is part of (it may look at an earlier day)."""

    assessment: Assessment
    figure: Figure


Words = Mapping[str, "Told | bool | tuple[Mapping[str, Told], ...] | None"]


@dataclass(frozen=True)
class Grounds:
    """What one kind of letter finds in its record.

    ``told`` holds every value by the name a template uses; ``clauses`` the numbers the letter relies on, to be quoted
    from the user's own copy; ``figures`` and ``derived`` are what the annex derives; ``law`` are references beside the
    agreement, printed apart from it.
    """

    told: Words
    clauses: tuple[str, ...]
    figures: tuple[Shown, ...] = ()
    derived: tuple[Derived, ...] = ()
    tables: tuple[Rows, ...] = ()
    law: tuple[LegalReference, ...] = ()
    statutes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Letter(Grounds):
    """One letter before it has words: its grounds, and what every letter says of parties and answer.

    ``about`` is (kind of record, id); ``reply_by`` the day an answer is asked for by.
    """

    kind: str = ""
    about: tuple[str, str] = ("", "")
    reply_by: date | None = None


def provider_of(assessment: Assessment) -> Provider:
    """Give the provider as the agreement on record names it, or as the bundled terms do."""
    return assessment.situation.facts.agreement.provider or assessment.situation.terms.provider


def parties(assessment: Assessment) -> dict[str, Any]:
    """Give what every letter says of the agreement and its parties."""
    agreement = assessment.situation.facts.agreement
    return {
        "provider": Told(provider_of(assessment).name),
        "customer": Told(agreement.customer.name),
        "signed_on": Told(agreement.signed_on, "date"),
        "letter_day": Told(assessment.as_of, "date"),
    }


def of_bill(bill: Bill) -> dict[str, Any]:
    """Give what names a bill."""
    return {
        "bill": Told(bill.id),
        "account": Told(bill.account),
        "period": Told(bill.period, "month"),
        "sent_on": Told(china_day(bill.sent_at), "date"),
        "channel": Told(bill.channel, "channel"),
        "total": Told(bill.total, "money"),
    }


def refuse(code: str, kind: str, record: str, **inputs: object) -> Refused:
    """Say why a record gives no such letter, naming the record; the sentence says what to do."""
    return Refused([Problem(code, "", kind, record, inputs={"value": record, **inputs})])


def reply_by(assessment: Assessment, days: int = REPLY_WORKING_DAYS) -> Derived:
    """Give the day the letter asks an answer by: working days after the letter's, our request and no term."""
    situation = assessment.situation
    asked = (
        Input("letter_day", situation.as_of, "date"),
        Input("reply_working_days", days, "working_days"),
    )
    because = Because("", "objection.reply_by", "working_days_after(letter_day, reply_working_days)", asked)
    return Derived("reply_by", situation.calendar.working_days_after(situation.as_of, days), "date", because)


def sum_of(name: str, clause: str, rule: str, parts: Iterable[Input]) -> Derived:
    """Give the sum of some amounts, all inputs of one name, as a derived amount."""
    inputs = tuple(parts)
    value = sum(amount_of(one.value) for one in inputs)
    formula = f"sum({inputs[0].name})" if inputs else "0"
    return Derived(name, value, "money", Because(clause, rule, formula, inputs))


def rounded_sum_of(name: str, clause: str, rule: str, parts: Iterable[Input]) -> Derived:
    """Give the sum of some amounts, rounded half-up to 0.01 CNY once: what can be paid."""
    exact = sum_of(name, clause, rule, parts)
    because = Because(clause, rule, f"round_fen({exact.because.formula})", exact.because.inputs)
    return Derived(name, to_fen(Fraction(amount_of(exact.value))), "money", because)


def money(name: str, value: int, kind: str, record: str, field_name: str | None = None) -> Input:
    """Make an input of an amount and the record it comes from."""
    return Input(name, value, "money", record=(kind, record), field=field_name)


def amount_of(value: Value) -> int:
    """Give a value that is an amount of money as a whole number of 1e-8 CNY; nothing is zero."""
    if value is None:
        return 0
    if not isinstance(value, int):
        raise TypeError(f"{value!r} is no amount")
    return value
