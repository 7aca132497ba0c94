"""Until when a claim can be brought, and what started that time anew: Civil Code 188, 195, 200 to 203."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from models.assess import Assessment
from models.china_time import china_day, years_after
from models.facts.records import Letter, Notice
from models.figures import Because, Figure, Input, from_figure
from models.law.reference import Interruption, LegalReference, LegalValue
from models.law.statutes import parameter
from models.letters.claims import open_claims
from models.rules.periods import last_day_to_act
from models.rules.situation import Dated

STATUTES = ("civil-188", "civil-195", "civil-192", "civil-200-204")
CLAIMS = ("invoice", "incident", "notice", "order", "payment")
"""Records a claim can come from: the provider's from an invoice, the customer's from all others."""
_DAY = timedelta(days=1)
_EVERY_CLAIM = "negotiation-demand"
"""The kind of letter that demands all open claims in one sum."""


class _Claim(NamedTuple):
    """Since when the right holder knew, by which formula over which inputs, and what may have interrupted."""

    knew: Dated
    formula: str
    inputs: tuple[Input, ...]
    events: tuple[Interruption, ...]
    notes: tuple[str, ...]


class _Shared:
    """What claims of one assessment have in common, looked for once."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment

    @cached_property
    def used(self) -> Counter[str]:
        """How much of each payment covered something (1e-8 CNY)."""
        found: Counter[str] = Counter()
        for coverage in self.assessment.covered.invoices.values():
            for part in (*coverage.parts, *coverage.penalty_parts):
                found[part.payment] += part.amount
        return found

    @cached_property
    def demands(self) -> dict[str, list[tuple[Notice, Interruption]]]:
        """The notices of each side that had arrived by the day and may be demands.

        The provider's are its arrears notices; the customer's are all its notices.
        """
        found: dict[str, list[tuple[Notice, Interruption]]] = {"provider": [], "customer": []}
        for notice in self.assessment.situation.facts.notices.values():
            if notice.from_ == "provider" and notice.kind != "arrears":
                continue
            on = self.assessment.figures["delivered_on", "notice", notice.id].value
            if isinstance(on, date) and on <= self.assessment.as_of:
                found[notice.from_].append((notice, Interruption(on, "demand", ("notice", notice.id))))
        return found

    @cached_property
    def letters(self) -> dict[tuple[str, str], list[Interruption]]:
        """The customer's letters that had arrived by the day, by the (kind, id) of each record they demand for."""
        found: dict[tuple[str, str], list[Interruption]] = {}
        for letter in self.assessment.situation.facts.letters.values():
            delivered = self.assessment.figures.get("delivered_on", "letter", letter.id)
            if delivered is not None and isinstance(delivered.value, date) and delivered.value <= self.assessment.as_of:
                event = Interruption(delivered.value, "demand", ("letter", letter.id))
                for about in demanded(self.assessment, letter):
                    found.setdefault(about, []).append(event)
        return found


def demanded(assessment: Assessment, letter: Letter) -> tuple[tuple[str, str], ...]:
    """Give the (kind, id) of the records whose claims a letter demands.

    That is the record it is about; the demand before court (12.3) is about the agreement, and demands every claim that
    stood open on the day its words were fixed.
    """
    if letter.kind == _EVERY_CLAIM and letter.frozen_on is not None:
        found = open_claims(assessment.on(letter.frozen_on))
        return tuple(dict.fromkeys(claim.amount.record for claim in found if claim.amount.record is not None))
    return ((letter.subject, letter.record),) if letter.subject and letter.record else ()


def limitation(assessment: Assessment, kind: str, record: str) -> LegalReference | None:
    """Give the limitation of the claim that comes from one record; None when no claim comes from it (yet).

    Three years from the day the right holder knew or should have known (188): for an invoice, the provider's claim,
    from the day after the payment deadline; for the customer's claims from the incident's start, the event of a notice
    that came too late, the settlement of an order, the day of an over-payment. That day is not counted (201); the last
    day is the same calendar day three years later, 29 February's the 28th (202), and moves off a day off (203). A
    demand that arrives before the last day starts it anew (195): the provider's arrears notices, the customer's
    notices that concern the service and its letters that demand that very claim; so does paying an invoice in part.
    Each restart is listed.
    """
    return _limitation(_Shared(assessment), kind, record)


def limitations(assessment: Assessment) -> Iterator[LegalReference]:
    """Give the limitation of every claim the ledger knows of, kind by kind."""
    shared = _Shared(assessment)
    for kind in CLAIMS:
        for record in assessment.situation.facts.of_kind(kind):
            found = _limitation(shared, kind, record)
            if found is not None:
                yield found


def _limitation(shared: _Shared, kind: str, record: str) -> LegalReference | None:
    finders = {
        "invoice": _invoice,
        "incident": _incident,
        "notice": _notice,
        "order": _order,
        "payment": _payment,
    }
    assessment = shared.assessment
    claim = finders[kind](shared, record)
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


def _invoice(shared: _Shared, record: str) -> _Claim | None:
    """Give the provider's claim for an invoice and its late fee: known from the day after the payment deadline."""
    assessment = shared.assessment
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
    events = (*_demands(shared, "provider", ()), *paid)
    return _Claim(knew, "payment_deadline + 1", (deadline,), events, ())


def _incident(shared: _Shared, record: str) -> _Claim | None:
    """Give the customer's claim for an incident the provider answers for."""
    assessment = shared.assessment
    incident = assessment.situation.facts.incidents.get(record)
    if incident is None or assessment.figures["claimable_loss", "incident", record].status == "exempt":
        return None
    started = Input("started_at", incident.started_at, "moment", record=("incident", record), field="started_at")
    events = _demands(shared, "customer", (incident.service,), ("incident", record))
    return _Claim(Dated(china_day(incident.started_at)), "china_day(started_at)", (started,), events, _CHECK)


def _notice(shared: _Shared, record: str) -> _Claim | None:
    """Give the customer's claim for a notice that came too late or not in writing, from the day of the event."""
    assessment = shared.assessment
    notice = assessment.situation.facts.notices.get(record)
    shortfall = assessment.figures.get("notice_shortfall", "notice", record)
    if notice is None or notice.event_at is None or shortfall is None:
        return None
    on = china_day(notice.event_at)
    if shortfall.status not in {"short", "not_in_writing"} or on > assessment.as_of:
        return None
    event = Input("event_at", notice.event_at, "moment", record=("notice", record), field="event_at")
    inputs = (event, from_figure(shortfall))
    events = _demands(shared, "customer", notice.services, ("notice", record))
    return _Claim(Dated(on), "china_day(event_at)", inputs, events, _CHECK)


def _order(shared: _Shared, record: str) -> _Claim | None:
    """Give the customer's claim for what comes back of an order settled early."""
    assessment = shared.assessment
    order = assessment.situation.facts.orders.get(record)
    if order is None or order.settled_on is None:
        return None
    back = [assessment.figures.get(kind, "order", record) for kind in ("refund_cash", "refund_gift")]
    known: list[Figure] = [figure for figure in back if figure is not None]
    if known and not any(figure.value for figure in known):
        return None
    settled = Input("settled_on", order.settled_on, "date", record=("order", record), field="settled_on")
    events = _demands(shared, "customer", (order.service,), ("order", record))
    inputs = (settled, *(from_figure(figure) for figure in known))
    return _Claim(Dated(order.settled_on), "settled_on", inputs, events, _CHECK)


def _payment(shared: _Shared, record: str) -> _Claim | None:
    """Give the customer's claim for a payment that covered less than it was, while unallocated credit is left."""
    payment = shared.assessment.situation.facts.payments.get(record)
    if payment is None or payment.method == "credit" or not shared.assessment.covered.unallocated:
        return None
    if shared.used[record] >= payment.amount:
        return None
    paid = Input("paid_on", payment.paid_on, "date", record=("payment", record), field="paid_on")
    events = _demands(shared, "customer", (), ("payment", record))
    return _Claim(Dated(payment.paid_on), "paid_on", (paid,), events, _CHECK)


_CHECK = ("check_that_it_demands",)


def _demands(
    shared: _Shared, holder: str, services: Iterable[str], about: tuple[str, str] | None = None
) -> tuple[Interruption, ...]:
    """Give the right holder's demands that may concern a claim.

    A notice is left out only when both it and the claim name services and none of them is the same. Whether it really
    asks for performance only its text can tell. A letter of the customer's register counts for the claims it
    demands (:func:`demanded`), and for no other.
    """
    wanted = set(services)
    letters = shared.letters.get(about, []) if about is not None else []
    return (*letters, *(event for notice, event in shared.demands[holder] if _concerns(notice, wanted)))


def _concerns(notice: Notice, services: set[str]) -> bool:
    return not services or not notice.services or not services.isdisjoint(notice.services)
