"""Letters about the provider's notices: one too short (3.4.1, 3.4.2, 3.4.4, 5.5, 10.2), and a change of terms (3.5)."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from models.assess import Assessment
from models.china_time import china_day, midnight
from models.facts.notices import READ_IN
from models.facts.records import Notice
from models.figures import Because, Figure, Input, from_figure
from models.letters.letter import Grounds, Shown, Told, refuse
from models.objection import Derived

_SENT = ("sent_at", "published_at", "signed_at", "posted_on")


def short_notice(assessment: Assessment, notice: Notice) -> Grounds:
    """Claim that a notice came too late, not in writing, or is not shown to have come."""
    shortfall = assessment.figures.get("notice_shortfall", "notice", notice.id)
    if shortfall is None:
        raise refuse("no_notice_duty", "notice", notice.id)
    if shortfall.status == "met":
        raise refuse("notice_duty_met", "notice", notice.id)
    delivered = assessment.figures["delivered_on", "notice", notice.id]
    required = next(one for one in shortfall.because.inputs if one.name == "required")
    earliest = _earliest(assessment, notice, delivered, required, shortfall)
    given = _given(shortfall, delivered)
    come = notice.event_at is not None and china_day(notice.event_at) <= assessment.as_of
    facts = assessment.situation.facts
    incidents = [one for one in facts.incidents.values() if one.notice == notice.id]
    told = of_notice(assessment, notice) | {
        "kind": Told(notice.kind, "choice.kind"),
        "notice_kind": Told(notice.kind),
        "clause": Told(shortfall.clause),
        "required": Told(required.value, required.unit),
        "unproven": shortfall.status == "unproven",
        "not_in_writing": shortfall.status == "not_in_writing",
        "short": bool(shortfall.value),
        "shortfall": Told(shortfall.value, shortfall.unit),
        "given": Told(None if given is None else given.value, shortfall.unit),
        "delivered_on": Told(delivered.value, "date"),
        "delivered_at": Told(_at(shortfall), "moment"),
        "in_hours": shortfall.unit == "hours",
        "day_of_event": Told(None if notice.event_at is None else china_day(notice.event_at), "date"),
        "clear_days": bool(next((one.value for one in shortfall.because.inputs if one.name == "clear_days"), 0)),
        "provisional": delivered.provisional,
        "come": come,
        "planned": notice.event_at is not None and not come,
        "earliest_event": Told(None if earliest is None else earliest.value, "date"),
        "exempting": notice.kind in {"routine_maintenance", "major_adjustment"},
        "incidents": tuple(
            {
                "incident": Told(one.id),
                "service": Told(facts.services[one.service].name),
                "started_at": Told(one.started_at, "moment"),
                "ended_at": Told(one.ended_at, "moment"),
            }
            for one in incidents
        ),
    }  # fmt: skip
    known = (delivered,) if delivered.value is not None else ()
    figures = tuple(Shown(assessment, figure) for figure in (*known, shortfall))
    derived = tuple(one for one in (given, earliest) if one is not None)
    return Grounds(told, (shortfall.clause,), figures, derived)


def of_notice(assessment: Assessment, notice: Notice) -> dict[str, Any]:
    """Give what names a notice: when it was sent and how, its subject, the event and the services concerned."""
    sent = next((value for name in _SENT if (value := getattr(notice, name)) is not None), None)
    names = assessment.situation.facts.services
    return {
        "notice": Told(notice.id, "called.notice"),
        "notice_number": Told(None if notice.id.startswith(READ_IN) else notice.id),
        "subject": Told(notice.subject),
        "sent_at": Told(sent, "moment" if isinstance(sent, datetime) else "date"),
        "channel": Told(notice.form or notice.channel, "choice.form" if notice.form else "channel"),
        "electronic_form": notice.form is not None,
        "event_at": Told(notice.event_at, "moment"),
        "services": Told("\n".join(names[one].name for one in notice.services) or None, "list"),
    }


def _at(shortfall: Figure) -> datetime | None:
    found = next((one.value for one in shortfall.because.inputs if one.name == "delivered_at"), None)
    return found if isinstance(found, datetime) else None


def _given(shortfall: Figure, delivered: Figure) -> Derived | None:
    """Give how long before its event a notice was delivered, where that was before."""
    inputs = {one.name: one for one in shortfall.because.inputs}
    event, at = inputs.get("event_at"), inputs.get("delivered_at")
    if event is None or not isinstance(event.value, datetime):
        return None
    if at is not None and isinstance(at.value, datetime):
        value = Fraction((event.value - at.value) // timedelta(seconds=1), 3600)
        formula, used = "hours_between(delivered_at, event_at)", (at, event)
    elif isinstance(delivered.value, date):
        value = Fraction((china_day(event.value) - delivered.value).days)
        formula, used = "china_day(event_at) - delivered_on", (event, from_figure(delivered))
    else:
        return None
    because = Because(shortfall.clause, "letter.notice_given", formula, used)
    return Derived("notice_given", value, shortfall.unit, because) if value > 0 else None


def _earliest(
    assessment: Assessment, notice: Notice, delivered: Figure, required: Input, shortfall: Figure
) -> Derived | None:
    """Give the earliest day on which the announced event would have had its notice, for duties in days."""
    on = delivered.value
    if shortfall.unit == "hours" or not isinstance(on, date) or shortfall.status == "not_in_writing":
        return None
    clear = next((one for one in shortfall.because.inputs if one.name == "clear_days"), None)
    if clear is None or notice.event_at is None or china_day(notice.event_at) <= assessment.as_of:
        return None
    inputs = (from_figure(delivered), required, clear)
    because = Because(shortfall.clause, "letter.earliest_event", "delivered_on + required + clear_days", inputs)
    value = on + timedelta(days=int(required.value) + int(clear.value))  # type: ignore[arg-type]  # numbers of days
    return Derived("earliest_event", value, "date", because)


def terms_change(assessment: Assessment, notice: Notice, also: Collection[str]) -> Grounds:
    """Reply to a change of the terms (3.5); with ``standard_terms``, name the law on standard terms beside it."""
    if notice.kind != "terms_change" or notice.from_ != "provider":
        raise refuse("no_terms_change", "notice", notice.id)
    delivered = assessment.figures["delivered_on", "notice", notice.id]
    agreement, terms = assessment.situation.facts.agreement, assessment.situation.terms
    changes = [one for one in agreement.amendments if one.notice == notice.id]
    rows = []
    for change in changes:
        before = terms.at(change.parameter, change.effective_on - timedelta(days=1))
        after = terms.at(change.parameter, change.effective_on)
        rows.append((change.parameter, before.clause, before.value, after.value, change.effective_on, before.unit))
    effective = notice.event_at
    told = of_notice(assessment, notice) | {
        "delivered_on": Told(delivered.value, "date"),
        "effective_at": Told(effective, "moment"),
        "in_force": effective is not None and effective <= midnight(assessment.as_of + timedelta(days=1)),
        "changes": tuple(
            {
                "parameter": Told(parameter, "parameter"),
                "clause": Told(clause),
                "before": Told(before, unit),
                "after": Told(after, unit),
                "effective_on": Told(day, "date"),
            }
            for parameter, clause, before, after, day, unit in rows
        ),
        "standard_terms": "standard_terms" in also,
    }  # fmt: skip
    statutes = ("civil-496-498", "civil-506") if "standard_terms" in also else ()
    figures = (Shown(assessment, delivered),) if delivered.value is not None else ()
    return Grounds(told, ("3.5",), figures, statutes=statutes)
