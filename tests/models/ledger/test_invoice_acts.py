"""Electronic invoices: number, day, totals and red letters out of XML, OFD and PDF; the file stays as attachment."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.assess import assess
from models.facts.records import Invoice
from models.ledger import acts, attachments
from models.ledger.invoice_acts import import_invoices
from models.ledger.ledger import open_ledger
from models.ledger.verify import verify
from models.money import YUAN
from models.problems import Refused
from models.sources.electronic_invoices import read
from models.sources.kinds import INVOICE, kind_of
from tests.files import make_invoices as made
from tests.models import samples

FORMS = {
    "invoice.xml": made.xml, "invoice.ofd": made.ofd, "with-xml.ofd": made.ofd_with_xml, "invoice.pdf": made.pdf,
    "chinese.xml": lambda: made.xml().decode().replace("UTF-8", "GB18030").encode("gb18030"),
    "labels-first.pdf": lambda: made.pdf(*made.LABELS_FIRST),
    "text.ofd": lambda: made.ofd_with_text(*made.PRINTED),
    "labels-first.ofd": lambda: made.ofd_with_text(*made.LABELS_FIRST),
}  # fmt: skip
WHOLE = Invoice(made.NUMBER, 500 * YUAN, number=made.NUMBER, issued_on=date(2026, 10, 15), tax=2830 * YUAN // 100)


@pytest.fixture
def bring(ledger, written):
    def bringing(files, **how):
        return import_invoices(ledger, written(files), **how)

    return bringing


def codes(refused):
    return [problem.code for problem in refused.value.problems]


@pytest.mark.parametrize("name", FORMS)
def test_each_form_gives_the_same_invoice_and_stays_as_attachment(ledger, bring, name):
    content = FORMS[name]()
    outcome = bring({name: content})
    assert ledger.facts.invoices[made.NUMBER] == WHOLE
    (attached,) = attachments.of_record(ledger.connection, "invoice", made.NUMBER)
    assert (attached.name, attachments.content(ledger.connection, attached.sha256)) == (name, content)
    assert [one.outcome for one in outcome.taken] == ["new"]
    assert not verify(ledger)


def test_the_same_invoice_twice_changes_nothing(ledger, bring):
    bring({"a.xml": made.xml()})
    entries = len(ledger.history())
    assert bring({"b.xml": made.xml()}).change is None
    assert len(ledger.history()) == entries


def test_another_form_of_an_invoice_on_record_is_attached_to_it(ledger, bring):
    bring({"a.xml": made.xml()})
    bring({"a.pdf": made.pdf()})
    names = [file.name for file in attachments.of_record(ledger.connection, "invoice", made.NUMBER)]
    assert sorted(names) == ["a.pdf", "a.xml"]
    assert ledger.facts.invoices == {made.NUMBER: WHOLE}


def test_one_undo_takes_record_and_file_back(ledger, bring):
    before = ledger.facts
    bring({"a.xml": made.xml(), "b.xml": made.red()})
    acts.undo(ledger)
    assert ledger.facts == before
    assert not attachments.everything(ledger.connection)
    acts.redo(ledger)
    assert len(ledger.facts.invoices) == 2
    assert not verify(ledger)


def test_a_red_letter_reverses_the_invoice_it_names_whatever_the_order(ledger, bring):
    bring({"red.xml": made.red(), "blue.xml": made.xml()})
    red = ledger.facts.invoices[made.RED]
    assert (red.amount, red.tax, red.reverses) == (-500 * YUAN, -2830 * YUAN // 100, made.NUMBER)


def test_a_zip_of_invoices_brings_each_once_with_all_its_forms(ledger, bring, tmp_path):
    outcome = bring({"发票.zip": made.handed_out()})
    assert kind_of(tmp_path / "发票.zip") == INVOICE
    assert [(one.record, one.outcome) for one in outcome.taken] == [
        (made.NUMBER, "new"), (made.NUMBER, "attached"), (made.RED, "new"),
    ]  # fmt: skip
    assert ledger.facts.invoices[made.RED].reverses == made.NUMBER
    kept = attachments.of_record(ledger.connection, "invoice", made.NUMBER)
    assert [one.name for one in kept] == ["invoice.pdf", "invoice.xml"]
    assert [one.outcome for one in bring({"发票.zip": made.handed_out()}).taken] == ["same"] * 3


def test_a_printed_red_letter_says_which_number_is_its_own():
    for content in (made.pdf(*made.PRINTED_RED), made.ofd_with_text(*made.PRINTED_RED)):
        found = read(content, "a").invoice
        assert (found.number, found.amount, found.reverses) == (made.RED, -500 * YUAN, made.NUMBER)


def test_a_red_letter_in_ofd_names_it_in_its_remark():
    assert read(made.ofd(made.REMARK), "r.ofd").invoice.reverses == made.NUMBER


def test_a_red_letter_that_comes_first_bears_the_number_until_its_original_comes(ledger, bring):
    outcome = bring({"red.xml": made.red()})
    assert "invoice_original_missing" in [note.code for note in outcome.taken[0].notes]
    red = ledger.facts.invoices[made.RED]
    assert (red.reverses, red.reverses_number, red.amount) == (None, made.NUMBER, -500 * YUAN)
    assessment = assess(ledger.facts, date(2026, 11, 23))
    assert ("original_not_here", made.RED) in [(one.code, one.record) for one in assessment.problems]
    assert assessment.figures.get("outstanding", "invoice", made.RED) is None
    assert bring({"red.xml": made.red()}).change is None
    change = bring({"blue.xml": made.xml()}).change
    assert set(change.touched) == {("invoice", made.NUMBER), ("invoice", made.RED)}
    linked = ledger.facts
    assert (linked.invoices[made.RED].reverses, linked.invoices[made.RED].reverses_number) == (made.NUMBER, None)
    assert linked.invoices[made.NUMBER] == WHOLE
    assert "original_not_here" not in [one.code for one in assess(linked, date(2026, 11, 23)).problems]
    acts.undo(ledger)
    assert ledger.facts.invoices == {made.RED: red}
    acts.redo(ledger)
    assert ledger.facts == linked
    assert not verify(ledger)


def test_either_order_gives_the_same_records(ledger, bring, tmp_path):
    bring({"red.xml": made.red()})
    bring({"blue.xml": made.xml()})
    other = tmp_path / "other.clauseledger"
    acts.make_from(other, samples.read(samples.only()))
    with open_ledger(other) as second:
        import_invoices(second, [tmp_path / "blue.xml"])
        import_invoices(second, [tmp_path / "red.xml"])
        assert second.facts == ledger.facts


@pytest.mark.parametrize(
    "original",
    [Invoice("i-1", 500 * YUAN, number=made.NUMBER), Invoice(made.NUMBER, 500 * YUAN)],
)
def test_an_original_typed_by_hand_is_linked_too(ledger, bring, original):
    bring({"red.xml": made.red()})
    acts.enter(ledger, original)
    assert ledger.facts.invoices[made.RED].reverses == original.id
    acts.revise(ledger, ledger.facts.invoices[made.RED]._replace(reverses=None, reverses_number=made.NUMBER))
    assert ledger.facts.invoices[made.RED].reverses == original.id


def test_an_invoice_without_a_number_that_the_user_says_is_reversed_stays_the_one(ledger, bring):
    acts.enter(ledger, Invoice("i-1", 480 * YUAN))
    acts.enter(ledger, Invoice("r", -500 * YUAN, number=made.RED, issued_on=date(2026, 11, 2), reverses="i-1"))
    bring({"red.xml": made.red()})
    assert ledger.facts.invoices["r"].reverses == "i-1"


@pytest.mark.parametrize("mark", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_xml_in_utf_16_is_read_by_its_mark_and_refused_with_a_document_type(ledger, bring, tmp_path, mark):
    def encoded(content):
        text = content.decode().replace("UTF-8", mark[:6].upper().replace("UTF-8-", "UTF-8"))
        return text.encode(mark) if mark in {"utf-16", "utf-8-sig"} else ("\ufeff" + text).encode(mark)

    (tmp_path / "a.xml").write_bytes(encoded(made.xml()))
    assert kind_of(tmp_path / "a.xml") == INVOICE
    bring({"a.xml": encoded(made.xml())})
    assert ledger.facts.invoices == {made.NUMBER: WHOLE}
    (tmp_path / "b.xml").write_bytes(encoded(BOMB))
    assert kind_of(tmp_path / "b.xml") == INVOICE
    for bad in (BOMB, OUTSIDE):
        with pytest.raises(Refused) as refused:
            bring({"b.xml": encoded(bad)})
        assert codes(refused) == ["invoice_with_entities"]


def test_an_invoice_on_record_without_number_is_completed_and_keeps_the_rest(ledger, bring):
    acts.enter(ledger, Invoice("i-1", 500 * YUAN, payment_working_days=7))
    outcome = bring({"a.xml": made.xml()})
    assert ledger.facts.invoices == {"i-1": WHOLE._replace(id="i-1", payment_working_days=7)}
    assert "invoice_found_by_amount" in [note.code for note in outcome.taken[0].notes]


def test_of_two_alike_none_is_taken_for_it(ledger, bring):
    for name in ("i-1", "i-2"):
        acts.enter(ledger, Invoice(name, 500 * YUAN))
    bring({"a.xml": made.xml()})
    assert set(ledger.facts.invoices) == {"i-1", "i-2", made.NUMBER}


def test_an_invoice_that_says_otherwise_is_a_conflict(ledger, bring):
    acts.enter(ledger, WHOLE._replace(id="i-1", amount=499 * YUAN))
    with pytest.raises(Refused) as refused:
        bring({"a.xml": made.xml()})
    assert codes(refused) == ["conflict"]
    bring({"a.xml": made.xml()}, update=True)
    assert ledger.facts.invoices["i-1"].amount == 500 * YUAN


def test_a_preview_changes_nothing(ledger, bring):
    before = ledger.facts
    outcome = bring({"a.xml": made.xml()}, preview=True)
    assert [one.outcome for one in outcome.taken] == ["new"]
    assert (ledger.facts, outcome.change) == (before, None)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (made.xml(issued="2025-10-15 00:00:00"), "invoice_year_differs"),
        (made.xml(whole="500.01"), "invoice_sum_differs"),
        (made.xml(line="400.00"), "invoice_sum_differs"),
        (made.xml(buyer="另一家公司"), "invoice_other_buyer"),
        (made.xml(seller="另一家服务商"), "invoice_other_seller"),
        (made.xml(), "invoice_receipt_unknown"),
    ],
)
def test_what_does_not_fit_is_told(bring, content, code):
    notes = [note.code for note in bring({"a.xml": content}, preview=True).taken[0].notes]
    assert code in notes


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><EInvoice>&b;</EInvoice>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><EInvoice>&a;</EInvoice>'


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xml", BOMB, "invoice_with_entities"),
        ("a.xml", OUTSIDE, "invoice_with_entities"),
        ("a.xml", made.xml()[:-300], "invoice_broken"),
        ("a.xml", b"<Other/>", "invoice_unknown"),
        ("a.xml", made.xml(number="123"), "invoice_number_wrong"),
        ("a.xml", made.xml(number="2644200000012345678X"), "invoice_number_wrong"),
        ("a.xml", made.xml(whole="500.001"), "invoice_not_whole_fen"),
        ("a.xml", made.xml(whole="five"), "source_not_an_amount"),
        ("a.xml", made.xml(whole=""), "invoice_without_total"),
        ("a.xml", made.xml(whole="-500.00"), "invoice_reverses_unknown"),
        ("a.xml", made.xml(whole="-500.00", reverses="1" * 19), "invoice_number_wrong"),
        ("a.xml", made.xml(whole="-500.00", reverses="1" * 21), "invoice_number_wrong"),
        ("a.ofd", made.ofd()[:-40], "archive_broken"),
        ("a.ofd", made.archive({"x.xml": b"<x/>"}), "invoice_unknown"),
        ("a.pdf", made.pdf()[:200], "invoice_pdf_without_text"),
        ("a.pdf", made.pdf(f"发票号码：{made.NUMBER}"), "invoice_without_total"),
        ("a.pdf", made.pdf("合 计 ¥1.00 ¥2.00"), "invoice_number_wrong"),
    ],
)
def test_a_bad_file_is_refused_by_name_and_changes_nothing(ledger, bring, name, content, code):
    before = ledger.facts
    with pytest.raises(Refused) as refused:
        bring({name: content})
    assert codes(refused)[0] == code
    assert ledger.facts == before


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sampled_from([made.xml(), made.ofd()]), st.integers(0, 3000), st.binary(min_size=1, max_size=8))
def test_a_file_damaged_anywhere_is_read_or_refused(content, place, noise):
    place %= len(content)
    damaged = content[:place] + noise + content[place + len(noise) :]
    try:
        invoice = read(damaged, "a").invoice
    except Refused:
        return
    assert len(invoice.number) == 20
