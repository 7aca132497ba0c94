"""The numbers of a settlement's annex: every derivation has one before the tables that name it are made.

They run as the statement does, section by section, so that who reads from the top meets them in order; within a section
kind by kind, since many figures explained alike are derived in one table.
"""

from collections.abc import Iterable, Iterator

from models.assess import Assessment
from models.figures import Figure
from models.settlement.own import own_side
from models.settlement.settlement import Settlement
from models.settlement.sums import lines_of_the_balance, sums
from reports.settlement.own import add_own_sources
from reports.settlement.sources import Sources
from reports.wording import Wording, wording

_OF_PREPAID = ("settlement_cash_balances", "settlement_unconsumed")


def number_everything(settlement: Settlement, sources: Sources, text: Wording, *, own: bool) -> Sources:
    """Give every derivation its number; totals of tables are filled in when these are made."""
    derived = {one.name: one for one in (*lines_of_the_balance(settlement), *sums(settlement))}
    billed = derived.pop("settlement_billed", None)
    prepaid = [derived.pop(name) for name in _OF_PREPAID if name in derived]
    before, after, later = settlement.before, settlement.after, settlement.later
    for each in derived.values():
        sources.add_derived(each)
    for assessment in (before, after):
        _add(sources, assessment, _of_invoices(settlement, assessment, "outstanding"))
    _reserve(sources, text, "bills", settlement.charges)
    for kind in ("delivered_on", "bill_objection_deadline"):
        _add(sources, after, (after.figures[kind, "bill", bill.id] for bill in settlement.bills))
    if billed is not None:
        sources.add_derived(billed)
        sources.reserve_total(wording("settlement_workbook", text.language).text("months"))
    _reserve(sources, text, "purchases", settlement.purchases)
    owing = (fee.invoice.id for fee in settlement.late_fees)
    _add(sources, after, (after.figures["payment_deadline", "invoice", key] for key in owing))
    _add(sources, after, _of_invoices(settlement, after, "late_fee"))
    _add(sources, before, _of_invoices(settlement, before, "late_fee"))
    _reserve(sources, text, "late_fees", settlement.late_fees)
    _reserve(sources, text, "payments", settlement.movements)
    for kind in ("list_price_value", "refund_cash", "refund_gift", "owed_at_list_price"):
        _add(sources, after, (after.figures.get(kind, "order", one.order.id) for one in settlement.refunds))
    _reserve(sources, text, "refunds", settlement.refunds)
    for each in prepaid:
        sources.add_derived(each)
    _add(sources, after, settlement.prepaid)
    if later is not None:
        for kind in ("outstanding", "late_fee"):
            _add(sources, later, _of_invoices(settlement, later, kind))
        still = any(any(_of_invoices(settlement, after, kind)) for kind in ("outstanding", "late_fee"))
        _reserve(sources, text, "later", still)
    if own:
        add_own_sources(settlement, own_side(settlement), sources, text)
    return sources


def _of_invoices(settlement: Settlement, assessment: Assessment, kind: str) -> Iterator[Figure]:
    """Give a figure of each invoice of the statement for which it is not zero on the assessment's day."""
    for key, coverage in settlement.coverages(assessment):
        figure = assessment.figures[kind, "invoice", key]
        if coverage.open if kind == "outstanding" else figure.value:
            yield figure


def _add(sources: Sources, assessment: Assessment, figures: Iterable[Figure | None]) -> None:
    for figure in figures:
        if figure is not None:
            sources.add(assessment, figure)


def _reserve(sources: Sources, text: Wording, section: str, rows: object) -> None:
    """Keep a number for a section's total where the section has rows, and so a table."""
    if rows:
        sources.reserve_total(text.text(f"{section}.heading"))
