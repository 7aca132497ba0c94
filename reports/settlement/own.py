"""The customer's own edition of the settlement: open claims, caps of liability, what is at risk."""

from collections.abc import Iterator

from models.china_time import china_day
from models.figures import Figure
from models.letters.letter import Shown
from models.settlement.own import Own, own_side
from models.settlement.settlement import Settlement
from reports.settlement.paper import Paper
from reports.settlement.sources import Sources
from reports.typesetting.blocks import Block, Column, Heading, Note, Paragraph, Row, Table
from reports.wording import Wording, letter_words, yuan

Rows = list[tuple[str, ...] | Row]


def add_own_sources(settlement: Settlement, own: Own, sources: Sources, text: Wording) -> None:
    """Give numbers to what the own edition derives."""
    for claim in own.claims:
        if isinstance(claim.shown, Shown):
            sources.add(claim.shown.assessment, claim.shown.figure)
        else:
            sources.add_derived(claim.shown, claim.record)
    if own.claims:
        sources.reserve_total(text.text("own.claims"))
    for figure in (*own.credits, *(one for pair in own.caps for one in pair), *own.exposure, *own.terminations):
        sources.add(settlement.after, figure)


def own_sections(paper: Paper) -> Iterator[tuple[Block, ...]]:
    """Give the sections of the own edition, each beginning with its heading."""
    own = own_side(paper.settlement)
    yield tuple(_claims(own, paper))
    yield tuple(_caps(own, paper))
    yield tuple(_exposure(own, paper))


def _claims(own: Own, paper: Paper) -> Iterator[Block]:
    text, words = paper.text, letter_words(paper.text.language)
    yield Heading(text.text("own.claims"))
    if not own.claims:
        yield Paragraph(text.text("own.claims_none"))
    else:
        rows: Rows = []
        for claim in own.claims:
            if isinstance(claim.shown, Shown):
                number = paper.sources.number(claim.shown.assessment, claim.shown.figure)
            else:
                number = paper.sources.number_of_derived(claim.shown, claim.record)
            amount = claim.amount.value if isinstance(claim.amount.value, int) else 0
            rows.append((claim.clause, words.text(f"claim.{claim.what}"), claim.record, yuan(amount), number))
        claimed = [[int(one.amount.value)] for one in own.claims if isinstance(one.amount.value, int)]
        number = paper.sources.add_total(text.text("own.claims"), [text.text("own.amount")], claimed)
        rows.append(Row((text.text("own.total"), "", "", yuan(own.claimed), number), total=True))
        yield Paragraph(text.text("own.claims_lead", day=paper.settlement.last))
        columns = (*paper.left("own", "clause", "what", "record"), *paper.right("own", "amount"), paper.source)
        yield Table(columns, tuple(rows))
    if own.credits:
        each = (
            text.text("own.credit", record=one.record, amount=yuan(one.value))
            for one in own.credits
            if isinstance(one.value, int)
        )
        yield Note(text.text("own.credits", credits=text.listed(each, long=True)))


def _caps(own: Own, paper: Paper) -> Iterator[Block]:
    text = paper.text
    yield Heading(text.text("own.caps"))
    if not own.caps:
        yield Paragraph(text.text("own.caps_none"))
        return
    facts = paper.settlement.after.situation.facts
    rows: Rows = []
    for cap, claimable in own.caps:
        incident = facts.incidents[cap.record]
        direct = sum(loss.amount for loss in incident.losses if loss.kind == "direct")
        day = china_day(incident.started_at).isoformat()
        number = paper.sources.number(paper.settlement.after, cap, claimable)
        values = (yuan(direct), _amount(cap, paper), _amount(claimable, paper))
        rows.append((cap.record, paper.service(incident.service), day, *values, number))
    columns = (
        *paper.left("own", "incident", "service", "started"),
        *paper.right("own", "direct", "cap", "claimable"),
        paper.source,
    )
    yield Table(columns, tuple(rows))


def _amount(figure: Figure, paper: Paper) -> str:
    """Write an amount without its currency, or say why there is none."""
    return yuan(figure.value) if isinstance(figure.value, int) else paper.words.figure_value(figure)


def _exposure(own: Own, paper: Paper) -> Iterator[Block]:
    text, after = paper.text, paper.settlement.after
    yield Heading(text.text("own.exposure"))
    yield Paragraph(text.text("own.exposure_lead", day=paper.settlement.last))
    rows = tuple(
        (paper.words.figure(one.kind), one.clause, _amount(one, paper), paper.sources.number(after, one))
        for one in own.exposure
    )
    yield Table((*paper.left("own", "item", "clause"), *paper.right("own", "amount"), paper.source), rows)
    if own.terminations:
        days = tuple(
            (one.record, paper.words.figure_value(one), paper.sources.number(after, one)) for one in own.terminations
        )
        columns = (*paper.left("own", "invoice"), Column(text.text("own.since")), paper.source)
        yield Table(columns, days, caption=text.text("own.terminations"))
        yield Note(text.text("own.held"))
