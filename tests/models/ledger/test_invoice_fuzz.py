"""Whatever is in a file of invoices, or a ZIP of them: they come in whole, or are refused and nothing is changed."""

import io
import tracemalloc
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.ledger import attachments
from models.ledger.invoice_acts import import_invoices
from models.problems import Refused
from models.sources import electronic_invoices
from models.sources.kinds import INVOICE, kind_of
from tests.files import make_invoices as made
from tests.models.ledger.fuzzing import PATIENT, cut, disturbed, whole_or_nothing

WHOLE = {
    "a.zip": made.handed_out(),
    "b.zip": made.archive({"a.ofd": made.ofd(), "b.ofd": made.ofd_with_xml(), "__MACOSX/._a.ofd": b"x"}),
    "a.xml": ("\ufeff" + made.red().decode()).encode("utf-16-le"),
    "a.ofd": made.ofd_with_text(*made.PRINTED),
}


def bring(ledger, name, content):
    return whole_or_nothing(ledger, name, content, lambda path: import_invoices(ledger, [path]))


@PATIENT
@given(st.sampled_from(sorted(WHOLE)), st.floats(0, 1))
def test_cut_off_anywhere(lasting_ledger, name, part):
    bring(lasting_ledger, name, cut(WHOLE[name], part))


@PATIENT
@example("a.xml", 0.796875, b" ")  # in the number of the invoice reversed
@given(st.sampled_from(sorted(WHOLE)), st.floats(0, 1), st.binary(min_size=1, max_size=20))
def test_noise_anywhere(lasting_ledger, name, part, noise):
    bring(lasting_ledger, name, disturbed(WHOLE[name], part, noise))


NAMES = st.one_of(
    st.sampled_from(["../../a.xml", "/etc/a.xml", "C:\\a.xml", "..\\a.pdf", "a.ofd", "b.xml", "a.xml/", "发票/票.pdf"]),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).map(lambda name: f"{name}.xml"),
)
CONTENTS = st.sampled_from([made.xml(), made.red(), made.ofd(), made.handed_out(), b"", b"PK\x03\x04", b"<EInvoice>"])


@PATIENT
@example({"../../a.xml": made.xml(), "..\\a.pdf": made.red()})
@example({"a.ofd": made.handed_out()})
@example({"\0.xml": made.xml(), "b.xml": made.xml()})
@given(st.dictionaries(NAMES, CONTENTS, min_size=1, max_size=3))
def test_any_members_and_no_name_leaves_the_ledger(lasting_ledger, inside):
    before = {path.name for path in lasting_ledger.path.parent.iterdir()}
    bring(lasting_ledger, "a.zip", made.archive(inside))
    kept = attachments.everything(lasting_ledger.connection)
    assert not [one.name for one in kept if "/" in one.name]
    assert {path.name for path in lasting_ledger.path.parent.iterdir()} <= before | {"a.zip"}


def swollen(*sizes):
    """Give a ZIP of invoices that unpack to so many bytes, of spaces after the invoice."""
    made_of = io.BytesIO()
    with zipfile.ZipFile(made_of, "w", zipfile.ZIP_DEFLATED) as opened:
        for number, size in enumerate(sizes):
            opened.writestr(f"{number}.xml", made.xml() + b" " * size)
    return made_of.getvalue()


def locked():
    """Give a ZIP whose member says that it is encrypted."""
    content = bytearray(made.archive({"a.xml": made.xml()}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + at] |= 1
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (swollen(31_000_000), "archive_swollen"),
        (swollen(*[9_000_000] * 12), "archive_swollen"),
        (made.archive({"a.ofd": swollen(*[9_000_000] * 12).replace(b"0.xml", b"O.xml")}), "archive_swollen"),
        (locked(), "archive_locked"),
        (made.archive({"a.ofd": made.handed_out()}), "invoice_unknown"),
        (made.archive({f"{number}.xml": b"" for number in range(1001)}), "archive_too_many"),
        (made.archive({"a.xml": made.xml(), "b.xml": made.xml()[:300]}), "invoice_broken"),
    ],
)
def test_a_zip_that_is_no_honest_one_is_refused_by_name_in_little_memory(lasting_ledger, tmp_path, content, code):
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    assert kind_of(path) == INVOICE
    before = lasting_ledger.facts
    tracemalloc.start()
    with pytest.raises(Refused) as refused:
        import_invoices(lasting_ledger, [path])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert refused.value.problems[0].code == code
    assert lasting_ledger.facts == before
    assert peak < 2 * electronic_invoices.LARGEST_FILE
