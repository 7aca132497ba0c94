"""Damage: exemptions, the loss that counts, the cap, and force majeure: 3.4.1, 3.4.2, 10.1, 10.2, 10.4, 10.5."""

from datetime import date, timedelta
from functools import partial

from models.china_time import china_day, same_day_last_year
from models.facts.records import Incident
from models.figures import Because, Figure, Input, from_figure
from models.money import to_fen
from models.rules.consumption import Paid, paid_between, paid_in_all, paid_inputs
from models.rules.known import Known
from models.rules.situation import Situation, term_input

EXEMPT_CAUSES = {
    "force_majeure": "10.1.1",
    "carrier": "10.1.2",
    "network_attack": "10.1.3",
    "customer": "10.1.4",
    "beyond_control": "10.1.5",
}
EXEMPT_WHEN_NOTIFIED = {"routine_maintenance": "3.4.1", "major_adjustment": "3.4.2"}


def exemption(known: Known, incident: Incident) -> str | None:
    """Give the clause that frees the provider, or None when it answers for the incident.

    10.1 causes are exempt; routine maintenance and major adjustments only when their notice duty was met (3.4.1,
    3.4.2), shown by the notice on record. A notice under another clause does not meet it: 24 hours' notice of routine
    maintenance does not free a relocation, and an assignment announced in time says nothing of either.
    """
    if incident.cause in EXEMPT_WHEN_NOTIFIED:
        clause = EXEMPT_WHEN_NOTIFIED[incident.cause]
        duty = known.figures.get("notice_shortfall", "notice", incident.notice or "")
        return clause if duty is not None and duty.clause == clause and duty.status == "met" else None
    return EXEMPT_CAUSES.get(incident.cause)


def paid_in_window(situation: Situation, service: str, damage_day: date) -> list[Paid]:
    """Give the cash really paid for consumption of a service in the 12 months before a damage day, span by span.

    10.5: each bill line's or order's cash × its days inside ``[X − 12 months, X)`` / the days of its span. Vouchers,
    gifts and prepayment not consumed never count. An order settled early spans ``[starts_on, settled_on + 1)`` and
    counts the cash that stayed with the provider: cash − refund where 3.2.2 settles it, else cash × used / term days.
    """
    return paid_between(situation, service, window_start(situation, damage_day), damage_day)


def window_start(situation: Situation, damage_day: date) -> date:
    """Give the first day of the months before a damage day that set its cap (10.5)."""
    return _months_before(damage_day, situation.terms.at("liability_cap_months", damage_day).whole)


def _months_before(day: date, months: int) -> date:
    """12 months is the same day of the year before; other numbers of months map a missing day to the month's last."""
    if months == 12:
        return same_day_last_year(day)
    index = day.year * 12 + day.month - 1 - months
    year, month = index // 12, index % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


def liability_cap(situation: Situation, _known: object, incident: Incident) -> Figure:
    """Give ``liability_cap``: the cash really paid in the window, summed exactly, rounded half-up once (10.5)."""
    paid = paid_in_window(situation, incident.service, china_day(incident.started_at))
    value = max(0, to_fen(paid_in_all(paid)))
    return Figure("liability_cap", "incident", incident.id, value, partial(_because_cap, situation, incident, paid))


def _because_cap(situation: Situation, incident: Incident, paid: list[Paid]) -> Because:
    damage_day = china_day(incident.started_at)
    inputs = (
        Input("damage_day", damage_day, "date", record=("incident", incident.id), field="started_at"),
        term_input(situation.terms.at("liability_cap_months", damage_day)),
        *paid_inputs(paid),
    )
    formula = "max(0, round_fen(sum(cash * days_inside / span_days)))"
    return Because("10.5", "liability_cap", formula, inputs)


def claimable_loss(_situation: Situation, known: Known, incident: Incident) -> Figure:
    """Give ``claimable_loss``: direct losses up to the cap (10.4, 10.5); nothing when the provider is exempt."""
    clause = exemption(known, incident)
    cap = known.figures["liability_cap", "incident", incident.id]
    direct = sum(loss.amount for loss in incident.losses if loss.kind == "direct")
    counted = min(direct, int(cap.value or 0))  # type: ignore[arg-type]  # money is an int
    value = 0 if clause else counted
    because = partial(_because_claimable, known, incident, cap, clause)
    status = "exempt" if clause else "claimable"
    turns = may_turn(known, incident)
    open_range = (0, counted) if turns else (None, None)
    return Figure(
        "claimable_loss",
        "incident",
        incident.id,
        value,
        because,
        status=status,
        clause=clause,
        earliest=open_range[0],
        latest=open_range[1],
        statuses=("exempt", "claimable") if turns else (),
    )


def may_turn(known: Known, incident: Incident) -> bool:
    """Tell whether an unpublished arrangement still decides if the notice that exempts the provider was in time."""
    duty = known.figures.get("notice_shortfall", "notice", incident.notice or "")
    return duty is not None and duty.clause == EXEMPT_WHEN_NOTIFIED.get(incident.cause) and "met" in duty.statuses


def _because_claimable(known: Known, incident: Incident, cap: Figure, clause: str | None) -> Because:
    losses = tuple(
        Input(f"{loss.kind}_loss", loss.amount, "money", record=("incident", incident.id), field="losses")
        for loss in incident.losses
    )
    cause = Input("cause", incident.cause, "cause", record=("incident", incident.id), field="cause")
    duty = known.figures.get("notice_shortfall", "notice", incident.notice or "")
    notice = (from_figure(duty),) if duty is not None else ()
    if clause is not None:
        return Because(clause, "claimable_loss.exempt", "0", (cause, *notice, *losses))
    rule = "claimable_loss.notice_not_met" if incident.cause in EXEMPT_WHEN_NOTIFIED else "claimable_loss"
    inputs = (cause, *notice, *losses, from_figure(cap))
    return Because("10.4", rule, "min(sum(direct_loss), liability_cap)", inputs)


def force_majeure_right_from(situation: Situation, _known: object, incident: Incident) -> Figure | None:
    """Give the force-majeure right of an incident with that cause.

    10.2: prevented for 30 days or more, either side may end the agreement from start + 30 days.
    """
    if incident.cause != "force_majeure":
        return None
    started = china_day(incident.started_at)
    term = situation.terms.at("force_majeure_days", started)
    value: date | None = started + timedelta(days=term.whole)
    if incident.ended_at is not None and china_day(incident.ended_at) < value:  # type: ignore[operator]  # a date
        value, status = None, "none"
    else:
        status = "arisen" if situation.as_of >= value else "arises"  # type: ignore[operator]
    inputs = [
        Input("started_at", incident.started_at, "moment", record=("incident", incident.id), field="started_at"),
        term_input(term),
    ]
    if incident.ended_at is not None:
        inputs.append(
            Input("ended_at", incident.ended_at, "moment", record=("incident", incident.id), field="ended_at")
        )
    formula = "china_day(started_at) + force_majeure_days" if value else "unknown"
    rule = "force_majeure_right" if value else "force_majeure_right.none"
    make = partial(Because, "10.2", rule, formula, tuple(inputs))
    return Figure("force_majeure_right_from", "incident", incident.id, value, make, status=status)
