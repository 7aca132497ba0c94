"""Copies of the agreement read from files: text in any encoding, Word documents with their numbers, PDF with text."""

import io
import random
import re
import struct
import zipfile
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from models.clauses.splitting import split
from models.exchange import agreement_copy, docx_text, pdf_text
from models.exchange.agreement_copy import read, read_agreement, read_file
from models.facts.records import AgreementCopy
from models.facts.shapes import Text
from models.problems import Refused
from models.vocabulary import LANGUAGES, vocabulary
from tests.models.clauses import invented

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PLAIN = invented.TEXT.strip()


def bare(text):
    return "".join(text.split())


def refusal(act, *arguments):
    """Give the code an act is refused with; its sentence is there in both languages and names the file."""
    with pytest.raises(Refused) as refused:
        act(*arguments)
    (problem,) = refused.value.problems
    for language in LANGUAGES:
        assert str(problem.inputs["file"]) in vocabulary(language).problem_line(problem)
    return problem.code


def word(body, **parts):
    """Make a Word document of a body and other parts, given as XML without the element around it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{W}">{content}</w:{name}>')
    return made.getvalue()


def paragraph(text, properties=""):
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def pdf(pages, encrypt=None):
    """Make a PDF: on each page a header, lines, and the page's number."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    made = io.BytesIO()
    canvas = Canvas(made, encrypt=encrypt)
    for number, lines in enumerate(pages, 1):
        canvas.setFont("STSong-Light", 10)
        for at, line in enumerate(["云朵出租协议 合同文本", *lines, f"第 {number} 页"]):
            canvas.drawString(50, 800 - 15 * at, line)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


# Plain text --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_text_in_each_encoding(encoding, tmp_path):
    path = tmp_path / "协议.txt"
    path.write_bytes(PLAIN.encode(encoding))
    assert read_agreement(path) == PLAIN
    file = read_file(path)
    assert (file.name, file.media_type, file.content) == ("协议.txt", "text/plain", path.read_bytes())


def test_line_breaks_of_every_kind_become_one():
    assert (
        read("第一条\r\n云\r雨\f雪\v雹\u2028霜\x00".replace("\x00", "").encode(), "a").text
        == "第一条\n云\n雨\n雪\n雹\n霜"
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "agreement_empty"),
        (b" \n\t\r\n", "agreement_empty"),
        ("\ufeff".encode(), "agreement_empty"),
        (b"\x7fELF\x02\x01\x01\x00\x00", "agreement_not_text"),
        (b"\xff\xff\xff", "agreement_not_text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "agreement_old_word"),
        (b"{\\rtf1 x}", "agreement_old_word"),
        (b"\x89PNG\r\n\x1a\n", "agreement_picture"),
        (b"\xff\xd8\xff\xe0", "agreement_picture"),
        (b"PK\x03\x04", "agreement_broken"),
        (b"%PDF-1.7\n", "agreement_broken"),
    ],
)
def test_what_is_no_agreement_is_said_in_a_sentence(content, code):
    assert refusal(read, content, "协议.txt") == code


def test_what_is_no_file(tmp_path):
    assert refusal(read_file, tmp_path) == "agreement_no_file"
    assert refusal(read_file, tmp_path / "none.txt") == "cannot_read_file"
    with pytest.raises(Refused, match="cannot_read_file"):
        read_file(tmp_path / "a\0b.txt")


def test_too_large_and_too_long(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("云" * 100, encoding="utf-8")
    monkeypatch.setattr(agreement_copy, "LARGEST_FILE", 300)
    monkeypatch.setattr(agreement_copy, "LONGEST_TEXT", 100)
    assert read_agreement(path) == "云" * 100
    path.write_text("云" * 101, encoding="utf-8")
    assert refusal(read_file, path) == "agreement_too_large"
    assert refusal(read, path.read_bytes(), "a.txt") == "agreement_too_large"
    assert refusal(read, b"a" * 101, "a.txt") == "agreement_too_long"


def test_what_is_read_fits_the_record():
    shape = AgreementCopy.__annotations__["text"].__metadata__[0]
    assert isinstance(shape, Text)
    assert shape.longest == agreement_copy.LONGEST_TEXT
    text = read("第一条\x01 云\u0085雨\x07".encode() + "雪".encode() * 400, "a").text
    assert shape.read(text) == text


# Word --------------------------------------------------------------------------------------------------------------


def test_a_word_document_splits_like_the_text():
    content = word("".join(paragraph(line) for line in PLAIN.splitlines()))
    file = read(content, "协议.docx")
    assert file.media_type.endswith("wordprocessingml.document")
    assert [clause.number for clause in split(file.text)] == invented.NUMBERS
    assert bare(file.text) == bare(PLAIN)


def level(at, form, text, **more):
    other = "".join(f'<w:{name} w:val="{value}"/>' for name, value in more.items())
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{other}</w:lvl>'
    )


LEGAL = "".join(
    [
        '<w:abstractNum w:abstractNumId="7">',
        level(0, "chineseCounting", "第%1条"),
        level(1, "decimal", "%1.%2", isLgl="1"),
        level(2, "decimal", "%1.%2.%3", isLgl="1", suff="nothing"),
        level(3, "decimal", "（%4）", suff="nothing"),
        level(4, "bullet", "•"),
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>',
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/>',
        '<w:lvlOverride w:ilvl="3"><w:startOverride w:val="1"/></w:lvlOverride></w:num>',
    ]
)
STYLES = "".join(
    [
        '<w:style w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
        '<w:style w:styleId="Clause"><w:basedOn w:val="Base"/>',
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>',
        '<w:style w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>',
    ]
)


def numbered(text, at, number=1):
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>')


def test_numbers_that_word_counts_are_counted():
    body = [
        *(
            numbered("总则", 0),
            numbered("云朵很轻。", 1),
            numbered("雨：", 1),
            numbered("大雨；", 2),
            numbered("小雨。", 2),
        ),
        *(numbered("费用", 0), numbered("如下：", 1), numbered("甲；", 3), numbered("乙。", 3), numbered("另：", 1)),
        *(numbered("丙；", 3, 2), numbered("丁。", 3, 2), numbered("点", 4), paragraph("不编号。")),
        *(paragraph("随样式。", '<w:pStyle w:val="Clause"/>'), paragraph("无。", '<w:pStyle w:val="Loop"/>')),
        paragraph("不计。", '<w:pStyle w:val="Clause"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
    ]
    text = read(word("".join(body), numbering=LEGAL, styles=STYLES), "a.docx").text
    assert text.splitlines() == [
        *("第一条 总则", "1.1 云朵很轻。", "1.2 雨：", "1.2.1大雨；", "1.2.2小雨。", "第二条 费用", "2.1 如下："),
        *(
            "（1）甲；",
            "（2）乙。",
            "2.2 另：",
            "（1）丙；",
            "（2）丁。",
            "点",
            "不编号。",
            "2.3 随样式。",
            "无。",
            "不计。",
        ),
    ]
    assert [clause.number for clause in split(text)] == ["1", "1.1", "1.2", "1.2.1", "1.2.2", "2", "2.1", "2.2", "2.3"]


@pytest.mark.parametrize(
    ("form", "third"),
    [
        *(("decimal", "3"), ("decimalZero", "03"), ("decimalFullWidth", "３"), ("decimalEnclosedCircle", "③")),
        *(("chineseCountingThousand", "三"), ("ideographDigital", "三"), ("lowerLetter", "c"), ("upperLetter", "C")),
        *(("lowerRoman", "iii"), ("upperRoman", "III"), ("nobodyKnowsThis", "3")),
    ],
)
def test_ways_of_writing_numbers(form, third):
    levels = f'<w:abstractNum w:abstractNumId="1">{level(0, form, "%1)")}</w:abstractNum>'
    numbering = f'{levels}<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    text = read(word(numbered("云", 0) * 3, numbering=numbering), "a.docx").text
    assert text.splitlines()[2] == f"{third}) 云"


def test_tables_breaks_boxes_and_what_was_deleted():
    cell = "<w:tc>{}</w:tc>".format
    row = f"<w:tr>{cell(paragraph('甲'))}{cell(paragraph('乙'))}</w:tr>"
    several = f"<w:tr>{cell(paragraph('丙') + paragraph('丁'))}{cell(paragraph('戊'))}</w:tr>"
    nested = f"<w:tr>{cell(f'<w:tbl>{row}</w:tbl>' + paragraph('外'))}</w:tr>"
    box = f"<w:txbxContent>{paragraph('框')}</w:txbxContent>"
    runs = "<w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t></w:r><w:del><w:r><w:t>删</w:t></w:r></w:del>"
    both = f"<w:AlternateContent><w:Choice>{box}</w:Choice><w:Fallback>{box}</w:Fallback></w:AlternateContent>"
    body = f"<w:tbl>{row}{several}{nested}</w:tbl><w:p>{runs}<w:ins><w:r><w:t>增</w:t></w:r></w:ins>{both}</w:p>"
    assert read(word(body), "a.docx").text.splitlines() == [
        *("甲\t乙", "丙", "丁", "戊", "甲\t乙", "外", "一", "二\t三增", "框")
    ]


def archive(entries, **settings_of_zip):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", **settings_of_zip) as out:
        for name, content in entries:
            out.writestr(name, content)
    return made.getvalue()


EMPTY = f'<w:document xmlns:w="{W}"/>'
BOMB = '<!DOCTYPE a [<!ENTITY b "云云云云"><!ENTITY c "&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ([("word/document.xml", EMPTY)], "agreement_empty"),
        ([("a.txt", "云")], "agreement_not_word"),
        ([("word/document.xml", "<a>")], "agreement_broken"),
        ([("word/document.xml", "")], "agreement_broken"),
        ([("word/document.xml", '<?xml version="1.0" encoding="nobody-knows"?><a/>')], "agreement_broken"),
        ([("word/document.xml", f"{BOMB}<a>&c;</a>")], "agreement_unsafe"),
        ([("word/document.xml", f"{OUTSIDE}<a>&b;</a>")], "agreement_unsafe"),
        ([("word/document.xml", f"{BOMB}<a/>".encode("utf-16"))], "agreement_unsafe"),
        ([("word/document.xml", "<a>" * 500 + "</a>" * 500)], "agreement_unsafe"),
        ([("word/document.xml", EMPTY), ("../outside.xml", "")], "agreement_unsafe"),
        ([("word/document.xml", EMPTY), ("/etc/x", "")], "agreement_unsafe"),
        ([("word/document.xml", EMPTY), ("a\\..\\..\\x", "")], "agreement_unsafe"),
        ([("word/document.xml", EMPTY), ("C:/x", "")], "agreement_unsafe"),
        ([("word/document.xml", EMPTY), ("word/numbering.xml", "<a")], "agreement_broken"),
    ],
)
def test_archives_that_are_no_honest_document(entries, code):
    assert refusal(read, archive(entries), "协议.docx") == code


def test_a_document_that_blows_up_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(docx_text, "LARGEST_PART", 100_000)
    content = archive([("word/document.xml", "<a>" + " " * 10_000_000 + "</a>")], compression=zipfile.ZIP_DEFLATED)
    assert len(content) < 20_000
    assert refusal(read, content, "a.docx") == "agreement_unsafe"


def test_other_compressions_and_locked_entries_are_refused():
    packed = archive([("word/document.xml", EMPTY)], compression=zipfile.ZIP_BZIP2)
    assert refusal(read, packed, "a.docx") == "agreement_broken"
    locked = bytearray(archive([("word/document.xml", EMPTY)]))
    at = locked.index(b"PK\x01\x02") + 8
    locked[at : at + 2] = struct.pack("<H", 1)
    assert refusal(read, bytes(locked), "a.docx") == "agreement_locked"


def test_numbers_beyond_reason_are_still_numbers():
    levels = level(0, "chineseCounting", "第%1条%9").replace('w:start w:val="1"', 'w:start w:val="999999"')
    numbering = f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num/><w:lvl/>'
    assert "云" in read(word(numbered("云", 0) * 3, numbering=numbering), "a.docx").text


# PDF ---------------------------------------------------------------------------------------------------------------


def pages_of(text, lines=22):
    # Where lines are typeset, none begins with a full stop: up to 30 characters and what must hang.
    broken = re.findall(r".{1,30}[，。：；]?", text)
    return [broken[at : at + lines] for at in range(0, len(broken), lines)]


def test_a_pdf_splits_like_the_text_without_headers_and_page_numbers():
    file = read(pdf(pages_of(PLAIN)), "协议.pdf")
    assert file.media_type == "application/pdf"
    assert bare(file.text) == bare(PLAIN)
    found = {clause.number: clause for clause in split(file.text)}
    assert list(found) == invented.NUMBERS
    plain = {clause.number: clause for clause in split(PLAIN)}
    assert {n: bare(c.words) for n, c in found.items()} == {n: bare(c.words) for n, c in plain.items()}


def test_a_pdf_without_text_is_a_scan():
    made = io.BytesIO()
    canvas = Canvas(made)
    canvas.rect(100, 100, 50, 50)
    canvas.showPage()
    canvas.save()
    assert refusal(read, made.getvalue(), "协议.pdf") == "agreement_scanned"


def test_a_pdf_with_a_password_is_refused_by_name():
    locked = pdf([["第一条 云"]], encrypt=StandardEncryption("secret", canPrint=0))
    assert refusal(read, locked, "协议.pdf") == "agreement_locked"


def test_too_many_pages_and_too_much_text(monkeypatch):
    content = pdf([["云"], ["雨"], ["雪"]])
    monkeypatch.setattr(pdf_text, "MOST_PAGES", 2)
    assert refusal(read, content, "a.pdf") == "agreement_too_many_pages"
    monkeypatch.setattr(pdf_text, "MOST_PAGES", 3)
    monkeypatch.setattr(pdf_text, "LONGEST", 20)
    assert refusal(read, content, "a.pdf") == "agreement_too_long"


@pytest.mark.parametrize(
    ("pages", "kept"),
    [
        ([["头", "云", "1"], ["头", "雨", "2"]], [["云"], ["雨"]]),
        ([["头", "云", "1"], ["雨", "2"], ["头", "雪", "3"]], [["云"], ["雨"], ["雪"]]),
        ([["云", "头"], ["雨"], ["雪"]], [["云", "头"], ["雨"], ["雪"]]),
        ([["头", "云"]], [["头", "云"]]),
        ([[], ["云"]], [[], ["云"]]),
        ([], []),
    ],
)
def test_what_comes_again_at_the_edges_of_pages_is_dropped(pages, kept):
    assert pdf_text.without_running_lines(pages) == kept


# Anything ----------------------------------------------------------------------------------------------------------

WHOLE = {
    "txt": PLAIN.encode("gb18030"),
    "docx": word(numbered("总则", 0) + paragraph("云"), numbering=LEGAL, styles=STYLES),
    "pdf": pdf([["第一条 云"], ["1.1 雨。"]]),
}


def read_or_refuse(content):
    try:
        text = read(content, "协议").text
    except Refused as refused:
        said = [vocabulary("zh").problem_line(problem) for problem in refused.problems]
        if not all(said):
            raise
    else:
        assert Text(2_000_000, lines=True).read(text) == text
        split(text)


@pytest.mark.parametrize("kind", WHOLE)
def test_a_file_cut_short_anywhere_is_read_or_refused(kind):
    content = WHOLE[kind]
    for end in range(0, len(content), max(1, len(content) // 60)):
        read_or_refuse(content[:end])


@pytest.mark.parametrize("kind", WHOLE)
@given(seed=st.integers(0, 2**32))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_file_with_bytes_changed_is_read_or_refused(kind, seed):
    chance = random.Random(seed)  # noqa: S311 - chance, not a secret
    content = bytearray(WHOLE[kind])
    for _ in range(chance.randint(1, 20)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    read_or_refuse(bytes(content))


@given(st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.7\n", b"\xef\xbb\xbf", b"\xff\xfe"]), st.binary(max_size=400))
def test_random_bytes_are_read_or_refused(beginning, rest):
    read_or_refuse(beginning + rest)
