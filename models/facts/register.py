"""The customer's own letters: the register, and wording of the user's own."""

from datetime import date
from typing import Annotated, NamedTuple

from models.facts.fields import Id, OptionalDay, OptionalText
from models.facts.shapes import Choice, Day, Group, Pattern, Text

LETTER_CHANNELS = ("hand", "electronic", "post")
LETTER_SUBJECTS = (
    "agreement", "account", "service", "order", "bill", "invoice", "payment", "notice", "incident",
)  # fmt: skip
LETTER_KINDS = (
    "bill-objection",
    "correction-request",
    "late-fee-objection",
    "offset-objection",
    "red-letter-request",
    "refund-request",
    "short-notice-claim",
    "damage-claim",
    "sla-claim",
    "account-theft-notice",
    "customer-details-change",
    "force-majeure-termination",
    "terms-change-reply",
    "negotiation-demand",
)
"""The kinds of letter the program writes; what each rests on is in ``models.letters.table``."""
LETTER_LANGUAGES = ("zh", "en")
LETTER_ADDITIONS = ("reduction", "standard_terms")
"""Law beside the agreement that a user may have a letter name."""


class LetterSent(NamedTuple):
    """How a letter went out (11.2, 11.3): the day sent, by post posted, by hand signed for."""

    channel: Annotated[str, Choice(LETTER_CHANNELS)]
    on: Annotated[date, Day()]
    tracking: OptionalText = None


class LetterAnswered(NamedTuple):
    """When the other side answered a letter, and what, in the user's words."""

    on: Annotated[date, Day()]
    note: Annotated[str | None, Text(5000, lines=True)] = None


class Letter(NamedTuple):
    """One of the customer's own letters in the register, about one record (``subject`` names its kind).

    ``text`` is the wording when the user changed it: a template whose figures follow the ledger; None is the wording
    that comes with the program, in ``language`` (None: Chinese). ``also`` is the law beside the agreement it names.
    Once ``frozen_on`` is there, what the letter is never changes again; ``pdf`` and ``assessment`` are the SHA-256 of
    the attached files: the very pages, and the assessment they print.
    """

    id: Id
    kind: Annotated[str, Text(100)]
    created_on: Annotated[date, Day()]
    to: Annotated[str, Text(200)]
    title: Annotated[str, Text(200)]
    number: Annotated[str | None, Text(100)] = None
    subject: Annotated[str | None, Choice(LETTER_SUBJECTS)] = None
    record: Annotated[str | None, Text(200, identifier=True)] = None
    language: Annotated[str | None, Choice(LETTER_LANGUAGES)] = None
    also: Annotated[str | None, Choice(LETTER_ADDITIONS)] = None
    text: Annotated[str | None, Text(50_000, lines=True)] = None
    reply_by: OptionalDay = None
    frozen_on: OptionalDay = None
    pdf: Annotated[str | None, Pattern(r"[0-9a-f]{64}", "not_a_sha256")] = None
    assessment: Annotated[str | None, Pattern(r"[0-9a-f]{64}", "not_a_sha256")] = None
    sent: Annotated[LetterSent | None, Group(LetterSent)] = None
    answered: Annotated[LetterAnswered | None, Group(LetterAnswered)] = None
    closed_on: OptionalDay = None

    @property
    def state(self) -> str:
        """How far it has come: ``draft``, ``frozen``, ``sent``, ``answered`` or ``closed``."""
        if self.closed_on is not None:
            return "closed"
        if self.answered is not None:
            return "answered"
        if self.sent is not None:
            return "sent"
        return "draft" if self.frozen_on is None else "frozen"


class LetterTemplate(NamedTuple):
    """The user's own wording of a kind of letter, by name; chosen for new letters in place of the program's."""

    id: Id
    name: Annotated[str, Text(100)]
    kind: Annotated[str, Choice(LETTER_KINDS)]
    language: Annotated[str, Choice(LETTER_LANGUAGES)]
    text: Annotated[str, Text(50_000, lines=True)]
