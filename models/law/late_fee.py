"""The contract's late fee beside what late payment generally costs: Civil Code 585; interpretation 64, 65; sales 18."""

from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from models.assess import Assessment
from models.figures import Because, Figure, Input, from_figure
from models.law.rates import Rate, Rates
from models.law.reference import LegalReference, LegalValue
from models.law.statutes import parameter
from models.money import to_fen
from models.rules.late_fees import accruals

STATUTES = ("civil-585", "contract-interpretation-64", "contract-interpretation-65", "sales-18")
_ENDS = ("low", "high")
_AT_LPR = "sum(part * (until - since) * lpr_percent) * lpr_multiple / 100 / year_days"
_DAY = timedelta(days=1)


class _Stretch(NamedTuple):
    """An amount overdue on the days after ``since`` to ``until``, over which one LPR was in force."""

    amount: int
    since: date
    until: date
    rate: Rate


def late_fee_comparison(assessment: Assessment, invoice_id: str) -> LegalReference | None:
    """Set an invoice's late fee beside the same overdue stretches at LPR × 1.3 and × 1.5; None when nothing is overdue.

    Each day costs the part overdue × the yearly LPR of that day × the multiple / 365 (a parameter: banks use 360, which
    gives slightly more); summed exactly, rounded half-up to a fen once. A penalty more than 30 % above the loss is
    generally excessive (Civil Code 585, interpretation 65); whoever asks for a reduction proves it (64). ``status``
    says on which side of that line the late fee lies even when the loss is taken at the higher end; ``no_rate`` that
    some day has no LPR on record.
    """
    coverage = assessment.covered.invoices.get(invoice_id)
    fee = assessment.figures.get("late_fee", "invoice", invoice_id)
    if coverage is None or fee is None or not fee.value:
        return None
    contract = LegalValue("late_fee", fee.value, "money", Because("civil-585", "law.late_fee", "late_fee", _of(fee)))
    rates = Rates(assessment.situation.facts.reference_rates.values())
    stretches: list[_Stretch] = []
    for accrual in accruals(assessment.situation, coverage):
        found = _by_rate(rates, accrual.amount, accrual.since, accrual.until)
        if found is None:
            return LegalReference("late_fee_comparison", "invoice", invoice_id, "no_rate", STATUTES, (contract,))
        stretches += found
    inputs = tuple(an_input for stretch in stretches for an_input in _inputs(stretch))
    at_lpr = [_at_lpr(end, stretches, inputs) for end in _ENDS]
    times = [_times(end, fee, stretches, inputs) for end in _ENDS]
    threshold = _threshold(stretches, inputs)
    excessive = isinstance(fee.value, int) and fee.value > _line(stretches)
    return LegalReference(
        "late_fee_comparison",
        "invoice",
        invoice_id,
        "excessive" if excessive else "not_excessive",
        STATUTES,
        (contract, *at_lpr, *times, threshold),
        notes=("burden_of_proof", *(("beyond_known_through",) if any(s.rate.beyond for s in stretches) else ())),
    )


def _by_rate(rates: Rates, amount: int, since: date, until: date) -> list[_Stretch] | None:
    """Split the days after ``since`` to ``until`` where the LPR changes; None when one of them has no rate."""
    cuts = {day - _DAY for day in rates.changes_between(since + _DAY, until)}
    found = []
    for last in sorted({*cuts, until}):
        rate = rates.on(last)
        if rate is None or rates.on(since + _DAY) is None:
            return None
        found.append(_Stretch(amount, since, last, rate))
        since = last
    return found


def _of(fee: Figure) -> tuple[Input, ...]:
    return (from_figure(fee),)


def _inputs(stretch: _Stretch) -> tuple[Input, ...]:
    rate = stretch.rate
    record = ("reference_rate", rate.record) if rate.record else None
    return (
        Input("part", stretch.amount, "money"),
        Input("since", stretch.since, "date"),
        Input("until", stretch.until, "date"),
        Input("lpr_percent", rate.percent, "percent_a_year", record=record, clause=rate.source),
    )


def _cost(end: str, stretches: list[_Stretch]) -> Fraction:
    """Give the loss at one end of the range, exact, in 1e-8 CNY."""
    yearly = sum((s.amount * (s.until - s.since).days * s.rate.percent for s in stretches), Fraction(0))
    return yearly * parameter(f"lpr_multiple_{end}").value / 100 / parameter("year_days").value


def _line(stretches: list[_Stretch]) -> Fraction:
    return _cost("high", stretches) * (1 + parameter("excessive_percent").value / 100)


def _parameters(end: str) -> tuple[Input, ...]:
    return parameter(f"lpr_multiple_{end}").as_input("lpr_multiple"), parameter("year_days").as_input()


def _at_lpr(end: str, stretches: list[_Stretch], inputs: tuple[Input, ...]) -> LegalValue:
    because = Because("sales-18", "law.at_lpr", f"round_fen({_AT_LPR})", (*inputs, *_parameters(end)))
    return LegalValue(f"at_lpr_{end}", to_fen(_cost(end, stretches)), "money", because)


def _times(end: str, fee: Figure, stretches: list[_Stretch], inputs: tuple[Input, ...]) -> LegalValue:
    """How many times the loss the late fee is, from the unrounded loss; None when the rates on record are all zero."""
    cost = _cost(end, stretches)
    formula = f"late_fee / ({_AT_LPR})" if cost else "unknown"
    because = Because("civil-585", "law.times", formula, (*_of(fee), *inputs, *_parameters(end)))
    value = Fraction(fee.value) / cost if cost else None  # type: ignore[arg-type]  # money is an int
    return LegalValue(f"times_{end}", value, "times", because)


def _threshold(stretches: list[_Stretch], inputs: tuple[Input, ...]) -> LegalValue:
    formula = f"round_fen({_AT_LPR} * (1 + excessive_percent / 100))"
    all_inputs = (*inputs, *_parameters("high"), parameter("excessive_percent").as_input())
    because = Because("contract-interpretation-65", "law.excessive_above", formula, all_inputs)
    return LegalValue("excessive_above", to_fen(_line(stretches)), "money", because)
