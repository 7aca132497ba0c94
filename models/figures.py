"""A figure: one computed value that cannot exist without its why.

A figure's derivation (:class:`Because`) is made when somebody asks for it; the figure is built with the function that
makes it and there is no way to leave that out.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from models.money import YUAN, format_amount

Value = date | datetime | int | Fraction | str | bool | None
"""A figure's or an input's value; its unit says how to read it (``money`` is an int in 1e-8 CNY)."""


_V = TypeVar("_V", int, Fraction)


class Kind(NamedTuple):
    """What every figure of one kind shares: its unit, whose duty or burden it is, and the clause it follows."""

    unit: str
    party: str
    clause: str


KINDS: dict[str, Kind] = {
    "delivered_on": Kind("date", "provider", "11.3"),
    "bill_objection_deadline": Kind("date", "customer", "3.2.4"),
    "payment_deadline": Kind("date", "customer", "3.2.4"),
    "outstanding": Kind("money", "customer", "3.2.4"),
    "late_fee": Kind("money", "customer", "4.4.1"),
    "termination_right_from": Kind("date", "provider", "4.4.2"),
    "offset_exposure": Kind("money", "provider", "4.4.3"),
    "forfeitable_prepaid": Kind("money", "provider", "5.3.4"),
    "unconsumed_prepaid": Kind("money", "customer", "4.4.3"),
    "list_price_value": Kind("money", "customer", "3.2.2"),
    "refund_cash": Kind("money", "provider", "3.2.2"),
    "refund_gift": Kind("money", "provider", "3.2.2"),
    "owed_at_list_price": Kind("money", "customer", "3.2.2"),
    "notice_shortfall": Kind("days", "provider", "3.4"),
    "data_kept_until": Kind("date", "customer", "3.4.3"),
    "liability_cap": Kind("money", "provider", "10.5"),
    "claimable_loss": Kind("money", "provider", "10.4"),
    "force_majeure_right_from": Kind("date", "customer", "10.2"),
    "red_letter_path": Kind("choice", "customer", "3.2.5"),
    "reissue_deadline": Kind("date", "provider", "3.2.5"),
    "availability": Kind("percent", "provider", "13.3"),
    "sla_credit_percent": Kind("tier_percent", "provider", "13.3"),
    "sla_credit": Kind("money", "provider", "13.3"),
    "sla_claim_from": Kind("date", "customer", "13.3"),
    "sla_claim_deadline": Kind("date", "customer", "13.3"),
    "answer_requested_by": Kind("date", "provider", ""),
    "voucher_usable_until": Kind("date", "customer", ""),
}
"""Every kind of figure (docs/exchange.md, "The assessment")."""


class Input(NamedTuple):
    """One input of a formula and where it came from: another figure, a record's field, or a term of the agreement.

    Inputs of the same name form a list, in order: ``sum(part * days)`` adds over all of them.
    """

    name: str
    value: Value
    unit: str
    figure: tuple[str, str, str] | None = None
    record: tuple[str, str] | None = None
    field: str | None = None
    clause: str | None = None


@dataclass(frozen=True)
class Because:
    """Why a figure has its value: clause, the rule's key in the vocabulary, the formula, its inputs.

    ``formula`` is an expression over the inputs' names that :mod:`models.formulas` can evaluate again.
    """

    clause: str
    rule: str
    formula: str
    inputs: tuple[Input, ...]


class Figure:
    """One computed value of one record.

    ``value`` is None when it cannot be known or never arose (``status`` says which). A ``provisional`` value depends on
    days for which no holiday arrangement is published; it then lies between ``earliest`` and ``latest``: the first and
    last day of a date, the smallest and largest of any other value. Where such days also decide the status,
    ``statuses`` are all it may turn out to have; one without a value (``none``) says that there may be none at all.
    """

    __slots__ = (
        "_because",
        "_make",
        "clause",
        "earliest",
        "kind",
        "latest",
        "party",
        "record",
        "status",
        "statuses",
        "subject",
        "unit",
        "value",
    )

    def __init__(
        self,
        kind: str,
        subject: str,
        record: str,
        value: Value,
        because: Callable[[], Because],
        *,
        status: str | None = None,
        clause: str | None = None,
        unit: str | None = None,
        earliest: Any = None,
        latest: Any = None,
        statuses: Collection[str | None] = (),
        party: str | None = None,
    ) -> None:
        self.kind = kind
        self.subject = subject
        self.record = record
        self.value = value
        self.status = status
        shared = KINDS[kind]
        self.clause = clause or shared.clause
        self.unit = unit or shared.unit
        self.party = party or shared.party  # whose duty, burden or right it is: customer or provider
        self.earliest = earliest
        self.latest = latest
        self.statuses = may_be(status, statuses) if statuses else ()
        self._make = because
        self._because: Because | None = None

    @property
    def because(self) -> Because:
        """The derivation, made at the first asking."""
        if self._because is None:
            self._because = self._make()
        return self._because

    @property
    def provisional(self) -> bool:
        """Whether a holiday arrangement still to be published can change the value or the status."""
        return self.earliest is not None or bool(self.statuses)

    @property
    def key(self) -> tuple[str, str, str]:
        """(kind, subject, record): what names this figure among all figures of an assessment."""
        return self.kind, self.subject, self.record

    @property
    def reference(self) -> str:
        """``kind:record``, as the assessment's JSON refers to a figure."""
        return f"{self.kind}:{self.record}"

    def __repr__(self) -> str:
        """Show kind, record, value and status, for a developer."""
        return f"<Figure {self.reference} {write_value(self.value, self.unit)} {self.status or ''}>"


def may_be(status: str | None, statuses: Iterable[str | None]) -> tuple[str, ...]:
    """Give every status there may be, the present one first and the rest in order; nothing when there is but one."""
    others = sorted(other for other in {*statuses} - {status} if other is not None)
    if not others:
        return ()
    return (*others,) if status is None else (status, *others)


def range_of(value: _V, possible: Iterable[_V]) -> tuple[_V, _V] | tuple[None, None]:
    """Give the least and the most a value may turn out to be, (None, None) when it can be no other."""
    found = {value}
    found.update(possible)
    return (min(found), max(found)) if len(found) > 1 else (None, None)


class Figures:
    """The figures of an assessment, each computed when it is first asked for and then kept.

    ``rules`` gives, in order, (kind of figure, kind of record, how to compute it from a record); the function gives
    None where the record has no such figure. ``records`` gives the records of a kind by id.
    """

    def __init__(
        self,
        rules: Iterable[tuple[str, str, Callable[[Any], Figure | None]]],
        records: Callable[[str], Mapping[str, Any]],
    ) -> None:
        self._rules = {(kind, subject): (compute, records(subject)) for kind, subject, compute in rules}
        self._known: dict[tuple[str, str], dict[str, Figure | None]] = {key: {} for key in self._rules}
        self._kept: dict[tuple[str, str], tuple[dict[str, Figure | None], Set[str]]] = {}

    def get(self, kind: str, subject: str, record: str) -> Figure | None:
        """Give one figure, or None when there is none of that kind for the record."""
        if (kind, subject) not in self._rules:
            return None
        known = self._known_of((kind, subject))
        if record not in known:
            compute, records = self._rules[kind, subject]
            if record not in records:
                return None
            known[record] = compute(records[record])
        return known[record]

    def __getitem__(self, key: tuple[str, str, str]) -> Figure:
        """Give the figure of a (kind, subject, record). Raises KeyError when there is none."""
        figure = self.get(*key)
        if figure is None:
            raise KeyError(key)
        return figure

    def of_kind(self, kind: str) -> Iterator[Figure]:
        """Give all figures of one kind."""
        return chain.from_iterable(self._all(key) for key in self._rules if key[0] == kind)

    def of_record(self, subject: str, record: str) -> list[Figure]:
        """Give every figure of one record, in the order of the rules."""
        found = (self.get(kind, of, record) for kind, of in self._rules if of == subject)
        return [figure for figure in found if figure is not None]

    def __iter__(self) -> Iterator[Figure]:
        """Give all figures, in the order of the rules and of the records."""
        return chain.from_iterable(map(self._all, self._rules))

    def sorted(self) -> list[Figure]:
        """Give all figures sorted by kind, then record, as the assessment prints them."""
        return sorted(self, key=attrgetter("kind", "record", "subject"))

    def computed(self) -> list[Any]:
        """Give what was computed or kept so far, in no order."""
        known = (kept[0] for kept in self._kept.values())
        return [*chain.from_iterable(each.values() for each in (*known, *self._known.values()))]

    def keep(self, earlier: "Figures", but: Mapping[str, Set[str]]) -> None:
        """Take over what an earlier assessment computed, except the figures of records named ``but`` kind of record.

        Very many of one kind are taken over when one of them is asked for, which is mostly not on the screen's thread.
        """
        for key in self._rules:
            known, gone = earlier._kept.get(key) or (earlier._known[key], frozenset())  # noqa: SLF001 - same class
            self._kept[key] = known, gone | but.get(key[1], frozenset())
            if len(known) < _MANY:
                self._known_of(key)

    def _known_of(self, key: tuple[str, str]) -> dict[str, Figure | None]:
        """Give what is computed of one kind. Two threads that ask at once may both take over what was kept."""
        kept = self._kept.get(key)
        if kept is not None:
            known, gone = dict(kept[0]), kept[1]
            for record in gone:
                known.pop(record, None)
            self._known[key] = known
            self._kept.pop(key, None)
        return self._known[key]

    def _all(self, key: tuple[str, str]) -> list[Figure]:
        (compute, records), known = self._rules[key], self._known_of(key)
        if len(known) < len(records):
            for record_id, record in records.items():
                if record_id not in known:
                    known[record_id] = compute(record)
        return [figure for record_id in records if (figure := known[record_id]) is not None]


_MANY = 1_000
"""Figures of one kind that are not copied at once."""


def from_figure(figure: Figure, name: str | None = None) -> Input:
    """Make an input of another figure; it goes by the figure's kind unless named otherwise."""
    return Input(
        name or figure.kind, figure.value, figure.unit, figure=figure.key, record=(figure.subject, figure.record)
    )


def write_value(value: Value, unit: str) -> str | None:
    """Write a value as the assessment's JSON does: ISO dates, two decimals of CNY, plain numbers, None as None."""
    if value is None:
        return None
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if unit == "money" or (unit == "exact_money" and Fraction(value).denominator == 1):
        return format_amount(int(value))
    if unit == "exact_money":  # a fraction of 1e-8 CNY: the quotient itself, so that nothing is lost
        exact = Fraction(value) / YUAN
        return f"{exact.numerator}/{exact.denominator}"
    if unit in {"hours", "times"}:
        written = _two_decimals(Fraction(value))
        return format(written or (_LEAST if value > 0 else written), "f")
    if unit == "percent":  # cut off: never shown as having reached a tier it did not reach
        return format(Decimal(Fraction(value) * 10_000 // 1).scaleb(-4), "f")
    if isinstance(value, Fraction) and value.denominator != 1:
        return format((Decimal(value.numerator) / Decimal(value.denominator)).normalize(), "f")
    return str(int(value))


_LEAST = Decimal("0.01")
"""What is written of hours or times above zero that would round to none: a second too late is too late."""


def _two_decimals(value: Fraction) -> Decimal:
    hundredths = (2 * abs(value.numerator) * 100 + value.denominator) // (2 * value.denominator)
    return Decimal(-hundredths if value < 0 else hundredths).scaleb(-2)


def total(figures: Iterable[Figure]) -> int:
    """Add up money figures, in 1e-8 CNY."""
    return sum(int(figure.value) for figure in figures if isinstance(figure.value, int))


def total_between(figures: Iterable[Figure]) -> tuple[int, int, int]:
    """Add up money figures, in 1e-8 CNY: as they stand, the least and the most they can come to."""
    value = least = most = 0
    for figure in figures:
        if isinstance(figure.value, int):
            value += figure.value
            least += figure.value if figure.earliest is None else figure.earliest
            most += figure.value if figure.latest is None else figure.latest
    return value, least, most
