"""Every kind of paper as the readers see it: properties, language, bookmarks, fonts, no complaint, the same bytes."""

import re
import shutil
import subprocess
from datetime import date
from functools import cache
from io import BytesIO

import pypdf
import pytest

from models.assess import assess
from models.evidence.exhibits import Exhibit
from models.letters.table import LETTERS
from models.settlement.settlement import settle
from reports.evidence.bundle import evidence_bundle
from reports.fee_statement import fee_statement_pdf
from reports.letters.letter import letter_pdf
from reports.page_setup import PageSetup, Paper, arranged
from reports.settlement.settlement import settlement_pdf
from reports.settlement.workbook import settlement_xlsx
from tests.reports import papers
from tests.reports.letters import ledgers

DAY = date(2026, 10, 28)
FIRST = date(2026, 1, 1)
OVERDUE = [
    {"id": "I-1", "issued_on": "2026-10-08", "received_at": "2026-10-10T10:00:00+08:00", "amount": "100.00"},
]


def letter(kind, language):
    made, record, day = ledgers.CASES[kind]
    return letter_pdf(assess(papers.facts(made), date.fromisoformat(day)), kind, record, language=language)


def settlement(own, language="zh"):
    return settlement_pdf(papers.facts(ledgers.everything_open()), FIRST, DAY, as_of=DAY, own=own, language=language)


def fee_statement(language="zh"):
    return fee_statement_pdf(assess(papers.facts(papers.ledger(invoices=OVERDUE)), DAY), "I-1", language=language)


def bundle(language="zh"):
    facts = papers.facts(papers.ledger())
    at, of = "2026-10-08T10:00:00+08:00", ("bill", "B-7")
    text = Exhibit(1, "说明.txt", "text/plain", "甲\n乙".encode(), "0" * 64, at, "示例", "证明", of)
    return evidence_bundle(facts.agreement, "示例服务商", [text], day=DAY, language=language).pdf


def several():
    made = [Paper("函", letter("bill-objection", "zh")), Paper("单", fee_statement())]
    return arranged(made, PageSetup(8, two_sided=True))


KINDS = {
    **{f"{kind} {language}": (letter, kind, language) for kind in LETTERS for language in ("zh", "en")},
    "settlement": (settlement, False),
    "settlement en": (settlement, False, "en"),
    "own settlement": (settlement, True),
    "own settlement en": (settlement, True, "en"),
    "fee statement": (fee_statement,),
    "fee statement en": (fee_statement, "en"),
    "evidence bundle": (bundle,),
    "evidence bundle en": (bundle, "en"),
    "several papers": (several,),
}


@cache
def made(kind):
    make, *given = KINDS[kind]
    return make(*given)


def reader(kind):
    return pypdf.PdfReader(BytesIO(made(kind)), strict=True)


@pytest.mark.parametrize("kind", KINDS)
def test_it_has_properties_language_bookmarks_and_the_day_it_is_about(kind):
    read = reader(kind)
    assert read.root_object["/Lang"] == ("en" if kind.endswith(" en") else "zh-CN")
    assert read.root_object["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert read.metadata.title
    assert read.metadata.author == papers.CUSTOMER["name"]
    assert read.metadata.creation_date_raw.startswith("D:2026")
    assert read.metadata.creation_date_raw.endswith("000000+08'00'")
    titles = [item.title for item in read.outline if not isinstance(item, list)]
    assert titles
    for item in read.outline:
        if not isinstance(item, list):
            assert 0 <= read.get_destination_page_number(item) < len(read.pages)


@pytest.mark.parametrize("kind", KINDS)
def test_every_font_is_embedded_and_every_page_has_its_number(kind):
    read = reader(kind)
    fonts = {}
    for page in read.pages:
        for font in _fonts(page["/Resources"]):
            fonts[font["/BaseFont"]] = font["/FontDescriptor"]["/FontFile2"]
    assert fonts
    if kind not in {"several papers", "evidence bundle", "evidence bundle en"}:
        for number, page in enumerate(read.pages, 1):
            text = "".join(page.extract_text().split())
            count = len(read.pages)
            wanted = f"Page{number}of{count}" if kind.endswith(" en") else f"第{number}页共{count}页"
            assert wanted in text, number


OF_THE_RECORDS = (
    *papers.CUSTOMER.values(), papers.PROVIDER["name"], "示例服务商", "云数据库", "内容分发", "说明.txt", "示例",
    "证明",
)  # fmt: skip


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.endswith(" en") and kind[:-3] not in LETTERS])
def test_an_english_paper_says_nothing_in_chinese_but_what_the_records_hold(kind):
    read = papers.Printed(made(kind))
    text = read.text
    for own in OF_THE_RECORDS:
        text = text.replace(own, "")
    front = text[: text.index("甲乙")] if kind.startswith("evidence") else text  # the exhibit itself is not translated
    assert not re.search("[\u2e80-\u9fff\uff00-\uff60]|[\u3001-\u303f]", front)
    assert not re.search("[\u2e80-\u9fff]", read.properties["Title"] + "".join(read.properties["Subject"]))
    if kind[:-3] in KINDS:  # the same statement: the same amounts
        assert _of_the_body(read, "Annex") == _of_the_body(papers.Printed(made(kind[:-3])), "附件")


def _of_the_body(read, annex):
    """Give the amounts above the annex, each once; 0.01 is what sums are rounded to."""
    lines = read.lines[: read.lines.index(annex)] if annex in read.lines else read.lines
    return {amount for line in lines for amount in papers.amounts(line) if amount != 1}


def _fonts(resources):
    yield from (font.get_object() for font in resources.get("/Font", {}).values())
    for inner in resources.get("/XObject", {}).values():
        if "/Resources" in inner.get_object():
            yield from _fonts(inner.get_object()["/Resources"])


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not on this machine")
@pytest.mark.parametrize("kind", KINDS)
def test_poppler_has_nothing_to_complain_of(kind, tmp_path):
    file = tmp_path / "paper.pdf"
    file.write_bytes(made(kind))
    for words in (["pdfinfo", str(file)], ["pdftotext", str(file), str(tmp_path / "out.txt")], ["pdffonts", str(file)]):
        done = subprocess.run(words, capture_output=True, check=True, timeout=60)
        assert done.stderr == b"", words


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_the_same_bytes_again_whatever_the_clock_says(kind, monkeypatch):
    first = made(kind)
    for epoch in ("1700000000", "1"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        make, *given = KINDS[kind]
        assert make(*given) == first


def test_the_workbook_is_the_same_bytes_again_too(monkeypatch):
    statement = settle(papers.facts(ledgers.everything_open()), FIRST, DAY)
    first = settlement_xlsx(statement, as_of=DAY, own=True)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert settlement_xlsx(statement, as_of=DAY, own=True) == first
