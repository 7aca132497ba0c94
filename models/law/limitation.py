"""Until when a claim can be brought, and what started that time anew: Civil Code 188, 195, 200 to 203."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from models.assess import Assessment
from models.china_time import china_day, years_after
from models.facts.records import Notice
from models.figures import Because, Figure, Input, from_figure
from models.law.reference import Interruption, LegalReference, LegalValue
from models.law.statutes import parameter
from models.rules.periods import last_day_to_act
from models.rules.situation import Dated

STATUTES = ("civil-188", "civil-195", "civil-192", "civil-200-204")
CLAIMS = ("invoice", "incident", "notice", "order", "payment")
"""Records a claim can come from: the provider's from an invoice, the customer's from all others."""
_DAY = timedelta(days=1)


class _Claim(NamedTuple):
    """Since when the right holder knew, by which formula over which inputs, and what may have interrupted."""

    knew: Dated
    formula: str
    inputs: tuple[Input, ...]
    events: tuple[Interruption, ...]
    notes: tuple[str, ...]


def limitation(assessment: Assessment, kind: str, record: str) -> LegalReference | None:
    """Give the limitation of the claim that comes from one record; None when no claim comes from it (yet).

    Three years from the day the right holder knew or should have known (188): for an invoice, the provider's claim,
    from the day after the payment deadline; for the customer's claims from the incident's start, the event of a notice
    that came too late, the settlement of an order, the day of an over-payment. That day is not counted (201); the last
    day is the same calendar day three years later, 29 February's the 28th (202), and moves off a day off (203). A
    demand that arrives before the last day starts it anew (195): the provider's arrears notices, the customer's
    notices that concern the service and its letters about that very record; so does paying an invoice in part. Each
    restart is listed.
    """
    finders = {
        "invoice": _invoice,
        "incident": _incident,
        "notice": _notice,
        "order": _order,
        "payment": _payment,
    }
    claim = finders[kind](assessment, record)
    if claim is None:
        return None
    years = parameter("limitation_years")
    counted, restarts = claim.knew, []
    last = _last_day(assessment, counted)
    for event in sorted(claim.events):
        if event.on < claim.knew.on:
            continue
        if event.on > last.on:
            break
        restarts.append(event)
        last = _last_day(assessment, Dated(event.on))
    formula, inputs, rule = claim.formula, claim.inputs, f"law.limitation.{kind}"
    if restarts:
        formula, rule = "interrupted_on", "law.limitation.interrupted"
        inputs = (*inputs, *_restarts(assessment, restarts))
    because = Because(
        "civil-188",
        rule,
        f"first_working_day_on_or_after(years_after({formula}, limitation_years))",
        (*inputs, years.as_input()),
    )
    value = LegalValue("last_day", last.on, "date", because, last.earliest, last.latest)
    status = "running" if assessment.as_of <= last.on else "expired"
    holder = "provider_claims" if kind == "invoice" else "customer_claims"
    notes = (holder, *claim.notes)
    return LegalReference("limitation", kind, record, status, STATUTES, (value,), tuple(restarts), notes)


def limitations(assessment: Assessment) -> Iterator[LegalReference]:
    """Give the limitation of every claim the ledger knows of, kind by kind."""
    facts = assessment.situation.facts
    for kind in CLAIMS:
        for record in facts.of_kind(kind):
            found = limitation(assessment, kind, record)
            if found is not None:
                yield found


def _last_day(assessment: Assessment, since: Dated) -> Dated:
    years = int(parameter("limitation_years").value)
    ends = (day and years_after(day, years) for day in since)
    return last_day_to_act(assessment.situation.calendar, Dated(*ends))  # type: ignore[arg-type]  # the first is a day


def _restarts(assessment: Assessment, restarts: list[Interruption]) -> Iterator[Input]:
    for number, event in enumerate(restarts, 1):
        name = "interrupted_on" if number == len(restarts) else "interrupted_before"
        subject, record = event.record
        if subject in {"notice", "letter"}:
            yield from_figure(assessment.figures["delivered_on", subject, record], name)
        else:
            yield Input(name, event.on, "date", record=event.record, field="paid_on")


def _invoice(assessment: Assessment, record: str) -> _Claim | None:
    """Give the provider's claim for an invoice and its late fee: known from the day after the payment deadline."""
    coverage = assessment.covered.invoices.get(record)
    if coverage is None or coverage.due.deadline is None:
        return None
    on, earliest, latest = coverage.due.deadline
    fee = assessment.figures["late_fee", "invoice", record].value
    if assessment.as_of <= on or not (coverage.open or fee):
        return None
    knew = Dated(on + _DAY, earliest and earliest + _DAY, latest and latest + _DAY)
    deadline = from_figure(assessment.figures["payment_deadline", "invoice", record])
    payments = assessment.situation.facts.payments
    paid = (
        Interruption(part.on, "part_payment", ("payment", part.payment))
        for part in coverage.parts
        if payments[part.payment].method != "offset"  # the provider's own act is no consent of the customer
    )
    events = (*_demands(assessment, "provider", ()), *paid)
    return _Claim(knew, "payment_deadline + 1", (deadline,), events, ())


def _incident(assessment: Assessment, record: str) -> _Claim | None:
    """Give the customer's claim for an incident the provider answers for."""
    incident = assessment.situation.facts.incidents.get(record)
    if incident is None or assessment.figures["claimable_loss", "incident", record].status == "exempt":
        return None
    started = Input("started_at", incident.started_at, "moment", record=("incident", record), field="started_at")
    events = _demands(assessment, "customer", (incident.service,), ("incident", record))
    return _Claim(Dated(china_day(incident.started_at)), "china_day(started_at)", (started,), events, _CHECK)


def _notice(assessment: Assessment, record: str) -> _Claim | None:
    """Give the customer's claim for a notice that came too late or not in writing, from the day of the event."""
    notice = assessment.situation.facts.notices.get(record)
    shortfall = assessment.figures.get("notice_shortfall", "notice", record)
    if notice is None or notice.event_at is None or shortfall is None:
        return None
    on = china_day(notice.event_at)
    if shortfall.status not in {"short", "not_in_writing"} or on > assessment.as_of:
        return None
    event = Input("event_at", notice.event_at, "moment", record=("notice", record), field="event_at")
    inputs = (event, from_figure(shortfall))
    events = _demands(assessment, "customer", notice.services, ("notice", record))
    return _Claim(Dated(on), "china_day(event_at)", inputs, events, _CHECK)


def _order(assessment: Assessment, record: str) -> _Claim | None:
    """Give the customer's claim for what comes back of an order settled early."""
    order = assessment.situation.facts.orders.get(record)
    if order is None or order.settled_on is None:
        return None
    back = [assessment.figures.get(kind, "order", record) for kind in ("refund_cash", "refund_gift")]
    known: list[Figure] = [figure for figure in back if figure is not None]
    if known and not any(figure.value for figure in known):
        return None
    settled = Input("settled_on", order.settled_on, "date", record=("order", record), field="settled_on")
    events = _demands(assessment, "customer", (order.service,), ("order", record))
    inputs = (settled, *(from_figure(figure) for figure in known))
    return _Claim(Dated(order.settled_on), "settled_on", inputs, events, _CHECK)


def _payment(assessment: Assessment, record: str) -> _Claim | None:
    """Give the customer's claim for a payment that covered less than it was, while unallocated credit is left."""
    payment = assessment.situation.facts.payments.get(record)
    covered = assessment.covered
    if payment is None or payment.method == "credit" or not covered.unallocated:
        return None
    used = sum(
        part.amount
        for coverage in covered.invoices.values()
        for part in (*coverage.parts, *coverage.penalty_parts)
        if part.payment == record
    )
    if used >= payment.amount:
        return None
    paid = Input("paid_on", payment.paid_on, "date", record=("payment", record), field="paid_on")
    events = _demands(assessment, "customer", (), ("payment", record))
    return _Claim(Dated(payment.paid_on), "paid_on", (paid,), events, _CHECK)


_CHECK = ("check_that_it_demands",)


def _demands(
    assessment: Assessment, holder: str, services: Iterable[str], about: tuple[str, str] | None = None
) -> tuple[Interruption, ...]:
    """Give the notices of the right holder that had arrived by the day and may be demands.

    The provider's are its arrears notices; the customer's are all its notices, unless both the notice and the claim
    name services and none of them is the same. Whether a notice really asks for performance only its text can tell.
    A letter of the customer's register counts for the claim from the record it is ``about``, and for no other.
    """
    wanted = set(services)
    letters = tuple(
        Interruption(delivered.value, "demand", ("letter", letter.id))
        for letter in assessment.situation.facts.letters.values()
        if about is not None and (letter.subject, letter.record) == about
        for delivered in [assessment.figures.get("delivered_on", "letter", letter.id)]
        if delivered is not None and isinstance(delivered.value, date) and delivered.value <= assessment.as_of
    )
    return letters + tuple(
        Interruption(delivered.value, "demand", ("notice", notice.id))
        for notice in assessment.situation.facts.notices.values()
        if notice.from_ == holder and _concerns(notice, wanted) and (holder == "customer" or notice.kind == "arrears")
        for delivered in [assessment.figures["delivered_on", "notice", notice.id]]
        if isinstance(delivered.value, date) and delivered.value <= assessment.as_of
    )


def _concerns(notice: Notice, services: set[str]) -> bool:
    return not services or not notice.services or not services.isdisjoint(notice.services)
