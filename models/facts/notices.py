"""What was said and what happened: notices between the parties, incidents and the losses they caused."""

from datetime import datetime
from typing import Annotated, Literal, NamedTuple

from models.facts.fields import Id, OptionalDay, OptionalMoment, OptionalText
from models.facts.shapes import Amount, Choice, Many, Moment, Reference, References, Text

CHANNELS = ("hand", "web_announcement", "electronic", "post")
FORMS = ("email", "site_message", "system_notice", "sms", "im")
NOTICE_KINDS = (
    "routine_maintenance",
    "emergency_maintenance",
    "major_adjustment",
    "service_change",
    "assignment",
    "terms_change",
    "force_majeure_termination",
    "arrears",
    "other",
)
CAUSES = (
    "provider",
    "routine_maintenance",
    "major_adjustment",
    "force_majeure",
    "carrier",
    "network_attack",
    "customer",
    "beyond_control",
)


READ_IN = "mail-"
"""How ids of notices read in from messages begin: nobody gave them a number."""


class Notice(NamedTuple):
    """A notice between the parties (11.2, 11.3) and the event it announces."""

    id: Id
    from_: Annotated[Literal["provider", "customer"], Choice(("provider", "customer"))]
    kind: Annotated[str, Choice(NOTICE_KINDS)]
    channel: Annotated[str, Choice(CHANNELS)]
    form: Annotated[str | None, Choice(FORMS)] = None
    sent_at: OptionalMoment = None
    signed_at: OptionalMoment = None
    published_at: OptionalMoment = None
    posted_on: OptionalDay = None
    event_at: OptionalMoment = None
    event_ends_at: OptionalMoment = None
    services: Annotated[tuple[str, ...], References("service")] = ()
    subject: OptionalText = None
    text: Annotated[str | None, Text(100_000, lines=True)] = None


class Loss(NamedTuple):
    """A loss the customer suffered; indirect ones are out under 10.4."""

    description: Annotated[str, Text(1000)]
    kind: Annotated[Literal["direct", "indirect"], Choice(("direct", "indirect"))]
    amount: Annotated[int, Amount()]


class Incident(NamedTuple):
    """An interruption or damage, its cause (10.1, 3.4.1, 3.4.2) and what was lost."""

    id: Id
    service: Annotated[str, Reference("service")]
    started_at: Annotated[datetime, Moment()]
    cause: Annotated[str, Choice(CAUSES)]
    ended_at: OptionalMoment = None
    notice: Annotated[str | None, Reference("notice")] = None
    losses: Annotated[tuple[Loss, ...], Many(Loss)] = ()
