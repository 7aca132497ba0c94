"""Letters about an incident: damage (10), service-level credit (13.3), ending for force majeure (10.2)."""

from datetime import date, datetime, timedelta
from typing import Any

from models.assess import Assessment
from models.facts.records import Incident, Loss
from models.figures import Because, Figure, Input, Value
from models.findings import duties
from models.letters.letter import Grounds, Rows, Shown, Told, money, refuse, sum_of
from models.objection import Derived
from models.rules.availability import rule_of
from models.rules.situation import term_input


def damage(assessment: Assessment, incident: Incident) -> Grounds:
    """Claim the direct losses of an incident, up to the cap (10.4, 10.5).

    Work announced in time is exempt only for a reasonable time (3.4.1, 3.4.2): where it lasted longer than its own
    notice said, the letter asks for an account of the time beyond, and names no amount, as none can be computed.
    """
    claimable = assessment.figures["claimable_loss", "incident", incident.id]
    cap = assessment.figures["liability_cap", "incident", incident.id]
    overrun = next((one for one in duties.maintenance(assessment) if one.record == incident.id), None)
    beyond: dict[str, Any] = dict(overrun.inputs) if overrun else {}
    exempt = claimable.status == "exempt"
    direct = [loss for loss in incident.losses if loss.kind == "direct"]
    indirect = [loss for loss in incident.losses if loss.kind == "indirect"]
    if exempt and overrun is None:
        raise refuse("provider_exempt", "incident", incident.id, clause=claimable.clause)
    if not exempt and not direct:
        raise refuse("no_direct_loss", "incident", incident.id)
    if not exempt and not claimable.value:
        raise refuse("no_cash_paid", "incident", incident.id)
    sums = [
        sum_of(
            f"{kind}_total", "10.4", f"letter.{kind}_total", (_loss(kind, one.amount, incident.id) for one in losses)
        )
        for kind, losses in (("direct", direct), ("indirect", indirect))
        if losses
    ]
    by_name = {one.name: one.value for one in sums}
    capped = not exempt and claimable.value == cap.value and by_name.get("direct_total") != cap.value
    duty = assessment.figures.get("notice_shortfall", "notice", incident.notice or "")
    told = of_incident(assessment, incident) | {
        "exempt": exempt,
        "exempt_clause": Told(claimable.clause if exempt else None),
        "announced_end": Told(beyond.get("announced"), "moment"),
        "over_minutes": Told(beyond.get("minutes"), "minutes"),
        "notice_not_met": not exempt and incident.cause in {"routine_maintenance", "major_adjustment"},
        "notice_clause": Told(
            {"routine_maintenance": "3.4.1", "major_adjustment": "3.4.2"}.get(incident.cause)
        ),
        "notice_short": bool(duty is not None and duty.status == "short"),
        "shortfall": Told(duty.value if duty is not None else None, duty.unit if duty is not None else "days"),
        "direct_total": Told(by_name.get("direct_total"), "money"),
        "indirect_total": Told(by_name.get("indirect_total"), "money"),
        "cap": Told(cap.value, "money"),
        "capped": capped,
        "claimable": Told(claimable.value, "money"),
        "has_losses": bool(direct),
    }  # fmt: skip
    used = ((duty,) if duty is not None else ()) + (() if exempt else (cap, claimable))
    tables = (
        _list_of("losses", direct, by_name.get("direct_total")),
        _list_of("excluded", indirect, by_name.get("indirect_total")),
        _spans(cap),
    )
    shown = tuple(rows for rows in tables if rows.rows and not (exempt and rows.name == "spans"))
    clauses = (claimable.clause,) if exempt else ("10.4", "10.5")
    figures = tuple(Shown(assessment, figure) for figure in used)
    return Grounds(told, clauses, figures, tuple(sums), shown)


def _list_of(name: str, losses: list[Loss], total: Value) -> Rows:
    columns = (("loss", "text"), ("amount", "money"))
    return Rows(name, columns, tuple((one.description, one.amount) for one in losses), (None, total))


def _loss(kind: str, amount: int, record: str) -> Input:
    return money(f"{kind}_loss", amount, "incident", record, "losses")


def of_incident(assessment: Assessment, incident: Incident) -> dict[str, Any]:
    """Give what names an incident: its service, when it began and ended, and its cause."""
    service = assessment.situation.facts.services[incident.service]
    return {
        "incident": Told(incident.id),
        "service": Told(service.name),
        "account": Told(service.account),
        "resource": Told(service.resource_id),
        "started_at": Told(incident.started_at, "moment"),
        "ended_at": Told(incident.ended_at, "moment"),
        "cause": Told(incident.cause, "choice.cause"),
        "by_provider": incident.cause == "provider",
    }


def _spans(cap: Figure) -> Rows:
    """Give the cap's spans: each record of cash paid, its days inside the window and its days in all."""
    named: dict[str, list[Input]] = {}
    for one in cap.because.inputs:
        named.setdefault(one.name, []).append(one)
    rows: list[tuple[Value, ...]] = []
    for cash, inside, days in zip(*(named.get(name, []) for name in ("cash", "days_inside", "span_days")), strict=True):
        record = cash.record[1] if cash.record else ""
        rows.append((record, cash.value, inside.value, days.value))
    columns = (("record", "text"), ("cash", "exact_money"), ("days_inside", "days"), ("span_days", "days"))
    return Rows("spans", columns, tuple(rows))


def service_level(assessment: Assessment, incident: Incident) -> Grounds:
    """Claim the credit of a service month below its promise (13.3), within the service rule's own window."""
    names = ("availability", "sla_credit_percent", "sla_credit", "sla_claim_from", "sla_claim_deadline")
    found = {name: assessment.figures.get(name, "incident", incident.id) for name in names}
    available, percent, credit, begins, ends = (found[name] for name in names)
    if available is None or percent is None or credit is None or begins is None or ends is None:
        raise refuse("no_service_rule", "incident", incident.id)
    if not percent.value:
        raise refuse("promise_kept", "incident", incident.id)
    first = begins.value if isinstance(begins.value, date) else None
    if available.status == "so_far" or (first is not None and assessment.as_of < first):
        raise refuse("claim_too_early", "incident", incident.id, day=first or "—")
    if ends.status == "passed":
        raise refuse("claim_too_late", "incident", incident.id, day=ends.value)
    outages, minutes = _outages(available)
    facts = assessment.situation.facts
    first_day = next(one.value for one in available.because.inputs if one.name == "month_from")
    rule = rule_of(facts, incident.service, first_day) if isinstance(first_day, date) else None
    last_day = next(one.value for one in available.because.inputs if one.name == "month_to")
    told = of_incident(assessment, incident) | {
        "month_from": Told(first_day, "date"),
        "month_to": Told(last_day, "date"),
        "month": Told(f"{last_day:%Y-%m}", "month"),
        "availability": Told(available.value, "percent"),
        "percent": Told(percent.value, "tier_percent"),
        "credit": Told(credit.value, "money"),
        "claim_from": Told(begins.value, "date"),
        "claim_by": Told(ends.value, "date"),
        "claim_provisional": ends.provisional,
        "claim_earliest": Told(ends.earliest, "date"),
        "ignored": Told(minutes, "minutes") if minutes else None,
        "source": Told(rule.source if rule else None),
        "source_on": Told(rule.source_on if rule else None, "date"),
    }  # fmt: skip
    used = [figure for figure in (available, percent, credit, begins, ends) if figure.value is not None]
    figures = tuple(Shown(assessment, figure) for figure in used)
    tables = (Rows("outages", (("start", "moment"), ("end", "moment")), outages),)
    return Grounds(told, ("13.3", "1.2"), figures, tables=tables)


def _outages(available: Figure) -> tuple[tuple[tuple[Value, ...], ...], Value]:
    """Give the outages (from, to) an availability counts, and how long one may be without counting."""
    inputs = available.because.inputs
    starts = [one.value for one in inputs if one.name == "outage_from"]
    ends = [one.value for one in inputs if one.name == "outage_to"]
    ignored = next((one.value for one in inputs if one.name == "ignored_minutes"), None)
    return tuple(zip(starts, ends, strict=True)), ignored


def force_majeure(assessment: Assessment, incident: Incident) -> Grounds:
    """End the agreement for force majeure (10.2): the right has arisen, and the notice's days run from delivery."""
    right = assessment.figures.get("force_majeure_right_from", "incident", incident.id)
    if right is None:
        raise refuse("no_force_majeure", "incident", incident.id)
    if right.status == "none":
        raise refuse("force_majeure_over", "incident", incident.id)
    if right.status != "arisen":
        raise refuse("right_not_arisen", "incident", incident.id, day=right.value)
    situation = assessment.situation
    term = situation.terms.at("force_majeure_termination_notice_days", assessment.as_of)
    days = next(one for one in right.because.inputs if one.name == "force_majeure_days")
    inputs = (Input("letter_day", assessment.as_of, "date"), term_input(term, "notice_days"))
    because = Because(term.clause, "letter.earliest_end", "letter_day + notice_days", inputs)
    end = Derived("earliest_end", assessment.as_of + timedelta(days=term.whole), "date", because)
    told = of_incident(assessment, incident) | {
        "right_from": Told(right.value, "date"),
        "days": Told(days.value, "days"),
        "notice_days": Told(term.value, "days"),
        "clause": Told(term.clause),
        "earliest_end": Told(end.value, "date"),
        "ongoing": incident.ended_at is None,
        "until": Told(_last(incident, assessment.as_of), "date"),
    }  # fmt: skip
    figures = (Shown(assessment, right),)
    return Grounds(told, ("10.2",), figures, (end,))


def _last(incident: Incident, as_of: date) -> date | datetime:
    return as_of if incident.ended_at is None else incident.ended_at
