"""Every kind of letter has its way in, from its finding and from its record, and comes filled in."""

from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models.findings.find import find
from models.ledger import acts
from models.ledger.ledger import open_ledger
from models.letters.table import LETTERS, letter_for
from models.vocabulary import vocabulary
from tests.reports.letters.ledgers import CASES
from tests.reports.letters.test_letters import BODY
from tests.reports.papers import facts
from tests.ui.letters.test_page import text_of
from ui.letters.chips import kind_of_chip, says_of
from ui.letters.drafting import NewLetterDialog
from ui.letters.page import LettersPage
from ui.session import Session
from ui.tables.head import OF_LETTERS

FINDINGS = {
    "bill-objection": "total_not_lines",
    "correction-request": "charged_twice",
    "late-fee-objection": "late_fee_differs",
    "offset-objection": "offset_too_large",
    "red-letter-request": "invoice_not_agreed",
    "refund-request": "refund_short",
    "short-notice-claim": "notice_short",
}
"""Kind → a finding that asks for it; the kinds that answer none begin from their record."""
FIRST = dict.fromkeys(("correction-request", "late-fee-objection"), "bill-objection") | {
    "negotiation-demand": "customer-details-change"
}
"""Kind → the one its record gives and that stands before it in the dialog; all others come chosen."""


@pytest.mark.parametrize("kind", LETTERS)
def test_every_kind_comes_from_its_finding_or_record_filled_in(kind: str, qtbot: QtBot, tmp_path: Path):
    made, record, day = CASES[kind]
    path = tmp_path / "one.clauseledger"
    acts.make_from(path, facts(made))
    with open_ledger(path) as ledger:
        session = Session(ledger, date.fromisoformat(day), vocabulary("zh"))
        found = {finding.code: letter_for(finding) for finding in find(session.assessment)}
        assert found.get(FINDINGS.get(kind, "")) == ((kind, record) if kind in FINDINGS else None)
        subject = LETTERS[kind].subject
        assert subject in OF_LETTERS  # its page has the button and the key
        asked = NewLetterDialog(session, subject=subject, record=record)
        assert asked.kind == FIRST.get(kind, kind)
        asked.choose(kind)
        assert not asked.problem.text()
        asked.deleteLater()
        page = LettersPage(session)
        qtbot.addWidget(page)
        page.showing.connect(lambda _, letter: page.open(letter))
        page.write(kind, record)
        desk = page.desk
        qtbot.waitUntil(lambda: desk.made is not None, timeout=15_000)
        letter = page.opened
        assert (letter.kind, letter.record, letter.to) == (kind, record, "丙某云服务有限公司")
        assert letter.title
        assert letter.reply_by > letter.created_on
        figures = [form for _, form in desk.words.editor._chips_in_order() if kind_of_chip(form) == "figure"]
        assert figures
        assert all(says_of(form) for form in figures)
        assert not desk.made.strays
        printed = text_of(desk.paper.content)
        for said in ("致：丙某云服务有限公司", letter.number, *BODY[kind]):
            assert "".join(said.split()) in printed, said
        page.settle()
        page.desk.live.drop()
