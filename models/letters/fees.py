"""The letter objecting to the late fee a bill charges (4.4.1), and by how much it charges too much."""

from collections.abc import Collection

from models.assess import Assessment
from models.china_time import china_day
from models.facts.records import Bill
from models.figures import Because, from_figure, total_between
from models.law.late_fee import late_fee_comparison
from models.letters.letter import (
    Grounds,
    Rows,
    Shown,
    Told,
    amount_of,
    money,
    of_bill,
    refuse,
    sum_of,
)
from models.objection import Derived


def billed_in_excess(assessment: Assessment, bill: Bill) -> Derived | None:
    """Give what a bill charges as late fee beyond all invoices' late fees of the day it was sent; None for nothing.

    Nor is there anything while an arrangement still to be published may make them as high.
    """
    if bill.late_fee is None:
        return None
    then = assessment.on(china_day(bill.sent_at))
    fees = [from_figure(figure) for figure in then.figures.of_kind("late_fee") if figure.value]
    more = bill.late_fee - sum(amount_of(fee.value) for fee in fees)
    if bill.late_fee <= total_between(then.figures.of_kind("late_fee"))[2]:
        return None
    billed = money("late_fee_billed", bill.late_fee, "bill", bill.id, "late_fee")
    because = Because("4.4.1", "letter.fee_difference", "late_fee_billed - sum(late_fee)", (billed, *fees))
    return Derived("fee_difference", more, "money", because)


def late_fee(assessment: Assessment, bill: Bill, also: Collection[str]) -> Grounds:
    """Object to the late fee a bill charges (4.4.1); with ``reduction``, ask for less under Civil Code 585 as well."""
    if bill.late_fee is None:
        raise refuse("no_late_fee_on_bill", "bill", bill.id)
    then = assessment.on(china_day(bill.sent_at))
    fees = [figure for figure in then.figures.of_kind("late_fee") if figure.value]
    computed = sum_of("computed_fees", "4.4.1", "letter.computed_fees", map(from_figure, fees))
    over = billed_in_excess(assessment, bill)
    compared = (late_fee_comparison(then, figure.record) for figure in fees if "reduction" in also)
    references = [one for one in compared if one is not None]
    if over is None and not references:
        raise refuse("late_fee_not_more", "bill", bill.id)
    rows = tuple(
        (
            figure.record,
            then.figures["payment_deadline", "invoice", figure.record].value,
            then.figures["outstanding", "invoice", figure.record].value,
            figure.value,
        )
        for figure in fees
    )
    _, least, most = total_between(then.figures.of_kind("late_fee"))
    term = assessment.situation.terms.at("late_fee_rate", china_day(bill.sent_at))
    inputs = (one for figure in fees for one in figure.because.inputs)
    rates = {one.value for one in inputs if one.name == "late_fee_rate"} or {term.value}
    told = of_bill(bill) | {
        "billed": Told(bill.late_fee, "money"),
        "computed": Told(computed.value, "money"),
        "more": Told(over.value if over is not None else 0, "money"),
        "objects": over is not None,
        "provisional": least != most,
        "computed_least": Told(least, "money"),
        "computed_most": Told(most, "money"),
        "more_least": Told(bill.late_fee - most, "money"),
        "more_may_fall": most != computed.value,
        "more_most": Told(bill.late_fee - least, "money"),
        "nothing_overdue": not fees,
        "clause": Told(term.clause),
        "rate": Told(next(iter(rates)) if len(rates) == 1 else None, "ratio_per_day"),
        "reduction": bool(references),
        "excessive": any(one.status == "excessive" for one in references),
        "compared": tuple(
            {
                "invoice": Told(one.record),
                "fee": Told(one.value("late_fee").value, "money"),
                "low": Told(one.value("at_lpr_low").value, "money"),
                "high": Told(one.value("at_lpr_high").value, "money"),
            }
            for one in references
            if one.status != "no_rate"
        ),
    }  # fmt: skip
    columns = (("invoice", "text"), ("deadline", "date"), ("outstanding", "money"), ("fee", "money"))
    kinds = ("payment_deadline", "late_fee")
    figures = tuple(
        Shown(then, then.figures[kind, "invoice", figure.record]) for figure in fees for kind in kinds
    )  # fmt: skip
    derived = (computed, *((over,) if over is not None else ()))
    tables = (Rows("fees", columns, rows, (None, None, None, computed.value)),) if rows else ()
    return Grounds(told, (term.clause,), figures, derived, tables, tuple(references))
