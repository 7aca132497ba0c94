"""What a list shows of a record: the cells of its columns."""

from datetime import date

from models.assess import assess
from models.vocabulary import vocabulary
from tests.reports import papers
from ui.tables.columns import rows_of


def test_a_notice_read_in_is_listed_by_its_day_and_not_by_the_id_the_program_made():
    sent = {"from": "provider", "kind": "service_change", "channel": "electronic", "form": "email"}
    notices = [
        sent | {"id": "mail-0123456789ab", "sent_at": "2026-10-12T18:30:00+00:00", "subject": "下线"},
        sent | {"id": "n-7", "sent_at": "2026-10-12T09:00:00+08:00", "subject": "下线"},
    ]
    known = papers.facts(papers.ledger(notices=notices))
    rows = rows_of("notice", known, assess(known, date(2026, 10, 19)), vocabulary("zh"))
    assert [rows[at].cells[0].text for at in range(2)] == ["2026-10-13", "n-7"]
