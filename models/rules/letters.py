"""What follows from a letter the customer sent: when it counts as delivered (11.3), until when an answer was asked."""

from datetime import date, timedelta
from functools import partial

from models.facts.records import Letter, LetterSent
from models.figures import Because, Figure, Input
from models.rules.delivery import CLAUSES, roll
from models.rules.situation import Ground, Situation, term_input


def delivered_on(situation: Situation, _known: object, letter: Letter) -> Figure | None:
    """Give ``delivered_on`` of a letter that was sent.

    11.3: by hand when signed for, electronically when sent, by post the 3rd natural day after posting; a delivery day
    of the kind named by the reading ``delivery_rolls_on`` moves to the first working day after it.
    """
    sent = letter.sent
    if sent is None:
        return None
    on, earliest, latest = roll(situation.calendar, _arrives(situation, sent), situation.reading("delivery_rolls_on"))
    return Figure(
        "delivered_on",
        "letter",
        letter.id,
        on,
        partial(_because, situation.ground, letter, sent),
        status="deemed",
        clause=CLAUSES[sent.channel],
        earliest=earliest,
        latest=latest,
        party="customer",
    )


def answer_requested_by(situation: Situation, _known: object, letter: Letter) -> Figure | None:
    """Give ``answer_requested_by`` of a letter that was sent and asks for an answer: our request, no term.

    ``answered`` once there is an answer or the matter is closed, ``overdue`` from the day after, ``open`` before.
    """
    asked = letter.reply_by
    if letter.sent is None or asked is None:
        return None
    status = "overdue" if situation.as_of > asked else "open"
    if letter.answered is not None or letter.closed_on is not None:
        status = "answered"
    given = Input("reply_by", asked, "date", record=("letter", letter.id), field="reply_by")
    because = Because("", "answer_requested_by", "reply_by", (given,))
    return Figure("answer_requested_by", "letter", letter.id, asked, lambda: because, status=status)


def _arrives(situation: Situation, sent: LetterSent) -> date:
    if sent.channel != "post":
        return sent.on
    return sent.on + timedelta(days=situation.terms.at("post_delivery_days", sent.on).whole)


def _because(ground: Ground, letter: Letter, sent: LetterSent) -> Because:
    reading = ground.reading("delivery_rolls_on")
    name = "posted_on" if sent.channel == "post" else "sent_on"
    start, inputs = name, [Input(name, sent.on, "date", record=("letter", letter.id), field="sent")]
    if sent.channel == "post":
        start += " + post_delivery_days"
        inputs.append(term_input(ground.terms.at("post_delivery_days", sent.on)))
    rolls = Input("delivery_rolls_on", reading, "choice", record=("agreement", "agreement"), field="readings")
    rule = f"delivery.{sent.channel}"
    return Because(CLAUSES[sent.channel], rule, f"roll({start}, delivery_rolls_on)", (*inputs, rolls))
