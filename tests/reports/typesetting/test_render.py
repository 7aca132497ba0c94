"""Documents on paper, read back from the PDF as a reader would see them."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.typesetting.blocks import (
    Annex,
    Attachments,
    Column,
    Derivation,
    Document,
    Heading,
    Items,
    KeyValues,
    LetterNumber,
    Note,
    PageBreak,
    Paragraph,
    Row,
    Salutation,
    Signature,
    Signatures,
    Spacer,
    Table,
    Title,
)
from reports.typesetting.fonts import MissingGlyphError
from reports.typesetting.render import render
from reports.typesetting.units import Span

MILLIMETRE = 72 / 25.4
LEFT, RIGHT = 28 * MILLIMETRE, (210 - 26) * MILLIMETRE
TOP, BOTTOM = (297 - 37) * MILLIMETRE, 35 * MILLIMETRE
BILLS = Table(
    (Column("账单"), Column("状态", "center"), Column("金额（元）", "right")),
    (
        ("b-2026-07", "已确认", "12,000.00"),
        ("b-2026-09", "异议中", "345.67"),
        Row(("合计", "", "12,345.67"), total=True),
    ),
    caption="表1　账单",
)
LETTER = Document(
    title="关于2026年9月账单的异议函",
    created=date(2026, 10, 14),
    author="示例客户",
    subject="账单异议",
    keywords=("异议", "账单"),
    header="示例客户",
    blocks=(
        Title("关于2026年9月账单的异议函"),
        LetterNumber("示函〔2026〕3号"),
        Salutation("致：示例云计算有限公司"),
        Paragraph("我方示例客户与贵方于2021年11月8日签订《云服务协议》（以下简称“协议”），联系人𠮷野、㛃女士——均可接洽。"),
        Heading("一、事实"),
        Paragraph((Span("贵方于2026年10月1日发送账单，"), Span("我方已在期限内提出异议", "serif-bold"), Span("。"))),
        Items(("重复计费1,000.00元；", "停用后计费234.56元。"), label="（{cn}）"),
        Heading("二、请求"),
        Items(("更正账单；", "退还多收款项。"), hanging=True),
        BILLS,
        Note("注：单位为人民币元。"),
        Paragraph("特此函告。"),
        Attachments(("2026年9月账单核对明细表", "金额计算说明")),
        Signature(("示例客户（盖章）",), "2026年10月14日"),
        Annex(
            "附件1",
            "金额计算说明",
            (
                KeyValues((("账单编号", "b-2026-09"), ("送达日", "2026年10月8日"))),
                Derivation(
                    "账单差额", "¥1,234.56", (("条款", "第3.2.4条"), ("算式", "1,000.00 + 234.56 = 1,234.56")),
                    (("重复计费", "1,000.00", "账单 b-2026-09"), ("停用后计费", "234.56", "账单 b-2026-09")), "输入",
                ),
                Spacer(),
                Signatures((Signature(("甲方：示例客户",), "日期："), Signature(("乙方：示例云",), "日期："))),
            ),
        ),
    ),
)  # fmt: skip


class Read:
    """A PDF as its reader sees it."""

    def __init__(self, pdf):
        with pypdfium2.PdfDocument(pdf) as document:
            self.pages = []
            self.boxes = []
            for page in document:
                text = page.get_textpage()
                self.pages.append(text.get_text_range().replace("\r\n", "\n"))
                marks = [(text.get_text_range(at, 1), text.get_charbox(at)) for at in range(text.count_chars())]
                self.boxes.append([(mark, box) for mark, box in marks if mark.strip()])
            self.outline = [(item.level, item.get_title()) for item in document.get_toc()]
            self.properties = document.get_metadata_dict()

    def lines(self, page=0):
        return self.pages[page].split("\n")

    def box(self, text, page=0):
        """Give left, bottom, right, top around the first place where a text stands."""
        marks = "".join(mark for mark, _ in self.boxes[page])
        at = marks.index(text.replace(" ", ""))
        boxes = [box for _, box in self.boxes[page][at : at + len(text.replace(" ", ""))]]
        return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


@pytest.fixture(scope="module")
def letter():
    return Read(render(LETTER))


def document(*blocks, **fields):
    return Document(title="试", created=date(2026, 10, 14), blocks=blocks, **fields)


def test_the_same_document_gives_the_same_bytes_whatever_was_printed_before():
    first = render(LETTER)
    render(document(Paragraph("另一份")))
    assert render(LETTER) == first


def test_every_text_of_the_letter_can_be_copied(letter):
    text = "".join(letter.pages).replace("\n", "")
    for wanted in (
        "关于2026年9月账单的异议函", "示函〔2026〕3号", "致：示例云计算有限公司", "《云服务协议》（以下简称“协议”）",
        "𠮷野、㛃女士——", "我方已在期限内提出异议。", "（一）重复计费1,000.00元；（二）停用后计费234.56元。",
        "特此函告。", "附件：1. 2026年9月账单核对明细表", "2. 金额计算说明", "示例客户（盖章）",
        "2026年10月14日", "第3.2.4条", "1,000.00 + 234.56 = 1,234.56", "注：单位为人民币元。",
    ):  # fmt: skip
        assert wanted in text, wanted


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
def test_poppler_reads_the_same_words(tmp_path):
    file = tmp_path / "letter.pdf"
    loose = "我方认为2026年9月账单的金额与2026年8月的实际用量不符" + "金额10,000.00元的款项应当退还" * 6
    file.write_bytes(render(replace(LETTER, blocks=(*LETTER.blocks, PageBreak(), Paragraph(loose)))))
    done = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True)  # noqa: S607
    text = re.sub(r"\n\s*", "", done.stdout.decode())
    for wanted in ("关于2026年9月账单的异议函", "示函〔2026〕3号", "𠮷野、㛃女士", "签订《云服务协议》", loose):
        assert wanted in text, wanted


def test_the_file_has_properties_language_outline_and_date(letter):
    assert letter.properties["Title"] == "关于2026年9月账单的异议函"
    assert letter.properties["Author"] == "示例客户"
    assert letter.properties["Subject"] == "账单异议"
    assert letter.properties["Keywords"] == "异议, 账单"
    assert letter.properties["Creator"] == "ClauseLedger"
    assert letter.properties["CreationDate"] == letter.properties["ModDate"] == "D:20261014000000+08'00'"
    assert letter.outline == [
        (0, "关于2026年9月账单的异议函"), (1, "一、事实"), (1, "二、请求"), (0, "附件1　金额计算说明"),
    ]  # fmt: skip
    assert re.search(rb"/Lang \(zh-CN\)", render(LETTER))


@pytest.mark.parametrize(
    ("created", "stamp"),
    [
        (datetime(2026, 10, 14, 9, 30, 5, tzinfo=UTC), "D:20261014093005+00'00'"),
        (datetime(2026, 10, 14, 9, 30, 5), "D:20261014093005+08'00'"),  # noqa: DTZ001 -- a naive time is the case
    ],
)
def test_a_time_dates_the_file_with_its_offset(created, stamp):
    assert Read(render(replace(document(Paragraph("甲")), created=created))).properties["CreationDate"] == stamp


def test_streams_are_compressed_and_binary_and_every_font_is_embedded():
    pdf = render(LETTER)
    assert b"ASCII85" not in pdf
    assert pdf.count(b"/FlateDecode") > 5
    assert b"Helvetica" not in pdf
    assert pdf.count(b"/FontFile2") == pdf.count(b"/Type /FontDescriptor") > 3


def test_an_outline_opens_with_an_annex_when_there_is_no_title():
    annex = Annex("附件1", "说明", (Heading("一、丙"), Paragraph("丁")))
    read = Read(render(document(Heading("一、甲"), Paragraph("乙"), annex)))
    assert read.outline == [(0, "一、甲"), (0, "附件1　说明"), (1, "一、丙")]


def test_all_marks_stay_within_the_margins(letter):
    for boxes in letter.boxes:
        body = [box for _, box in boxes if box[1] >= BOTTOM and box[3] <= TOP]
        outside = [mark for mark, box in boxes if not (box[1] >= BOTTOM and box[3] <= TOP)]
        assert all(box[0] >= LEFT - 0.5 and box[2] <= RIGHT + 0.5 for box in body)
        assert re.fullmatch(r"(示例客户)?第\d页共\d页(示例客户)?", "".join(outside))


def test_footer_and_header_on_every_page_from_the_document_s_words(letter):
    assert len(letter.pages) == 3
    for number, page in enumerate(letter.pages, 1):
        assert f"第 {number} 页　共 3 页" in page
        assert "示例客户" in page
    english = Read(render(document(Paragraph("One"), PageBreak(), Paragraph("Two"), footer="Page {page} of {pages}")))
    assert english.pages[1].endswith("Page 2 of 2")
    assert Read(render(document(Paragraph("甲"), footer=""))).pages == ["甲"]


def test_a_page_of_a_letter_has_22_lines_of_28_characters():
    read = Read(render(document(Paragraph("汉" * 28 * 22, indent=False), footer="")))
    assert [len(line) for line in read.lines()] == [28] * 22
    assert len(Read(render(document(Paragraph("汉" * 28 * 23, indent=False), footer=""))).pages) == 2


def test_a_paragraph_begins_two_characters_in_and_a_salutation_at_the_edge(letter):
    left = letter.box("我方示例客户与")[0]
    assert left - LEFT == pytest.approx(2 * 15.75, abs=1.5)
    assert letter.box("致：")[0] - LEFT == pytest.approx(0, abs=1.5)


def test_titles_are_centred(letter):
    for text in ("关于2026年9月账单的异议函", "示函〔2026〕3号"):
        left, _, right, _ = letter.box(text)
        assert (left + right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=2)


def test_a_title_of_two_lines_leaves_no_word_alone():
    title = Title("Request to take back an invoice and to re-issue it for real consumption")
    read = Read(render(document(title, language="en")))
    first, second, *_ = read.lines()
    assert len(second.split()) > 1
    assert 0.6 < len(first) / len(second) < 1.7


def test_the_date_stands_four_characters_from_the_right_and_the_name_above_its_middle():
    read = Read(render(document(Paragraph("甲"), Signature(("示例客户（盖章）",), "2026年10月14日"))))
    date_box, name_box = read.box("2026年10月14日"), read.box("示例客户（盖章）")
    assert RIGHT - date_box[2] == pytest.approx(4 * 15.75, abs=3)  # 日 does not fill its square
    assert (name_box[0] + name_box[2]) / 2 == pytest.approx((date_box[0] + date_box[2]) / 2, abs=4)
    assert name_box[1] > date_box[3]
    long = Read(render(document(Signature(("示例客户" * 12 + "（盖章）",), "2026年10月14日"))))
    assert max(box[2] for _, box in long.boxes[0]) <= RIGHT + 0.5


@pytest.mark.parametrize("lines", range(14, 23))
def test_a_signature_is_never_alone_on_a_page(lines):
    read = Read(render(document(
        Paragraph("汉" * 28 * lines, indent=False), Paragraph("特此函告。"), Signature(("示例客户",), "2026年10月14日")
    )))  # fmt: skip
    page = next(text for text in read.pages if "示例客户" in text)
    assert "2026年10月14日" in page
    assert "特此函告。" in page
    assert page.index("汉") < page.index("特此函告。") < page.index("示例客户") < page.index("2026年10月14日")


@pytest.mark.parametrize("lines", range(15, 24))
def test_no_heading_ends_a_page_and_no_line_is_left_alone(lines):
    read = Read(render(document(
        Paragraph("汉" * 28 * lines, indent=False), Heading("一、标题"), Paragraph("字" * 28 * 3, indent=False),
        footer="",
    )))  # fmt: skip
    for page in read.pages:
        assert not page.rstrip().endswith("一、标题")
        for char in "汉字":
            assert sum(set(line) == {char} for line in page.split("\n")) != 1


def test_a_page_break_makes_no_empty_page():
    broken = (PageBreak(), Paragraph("甲"), PageBreak(), PageBreak(), Paragraph("乙"), PageBreak())
    read = Read(render(document(*broken, footer="")))
    assert [page.strip() for page in read.pages] == ["甲", "乙"]
    assert len(Read(render(document())).pages) == 1


def long_table(rows):
    columns = (Column("编号"), Column("说明"), Column("金额（元）", "right"))
    text = "按量计费超出报价单所列单价"
    cells = ((f"r{number:03d}", text * (1 + number % 4), f"{number * 37}.50") for number in range(rows))
    return Table(columns, (*cells, Row(("合计", "", "99.00"), total=True)))


def test_a_long_table_repeats_its_head_and_splits_no_row():
    read = Read(render(document(long_table(80), footer="")))
    assert len(read.pages) > 2
    found = []
    for page in read.pages:
        assert page.lstrip().startswith("编号")
        assert page.count("金额（元）") == 1
        assert not page.rstrip().endswith("金额（元）")
        numbers = re.findall(r"r\d{3}", page)
        described = page.replace("\n", "").count("按量计费超出报价单所列单价")
        assert described == sum(1 + int(number[1:]) % 4 for number in numbers)
        found += numbers
    assert found == [f"r{number:03d}" for number in range(80)]
    assert re.search(r"r079[\s\S]*合计", read.pages[-1])


def test_a_row_taller_than_a_page_is_split_between_lines():
    text = "很长的说明" * 800
    read = Read(render(document(Table((Column("编号"), Column("说明")), (("1", text), ("2", "短"))), footer="")))
    assert len(read.pages) > 2
    together = "".join("".join(read.lines(page)[1:]) for page in range(len(read.pages)))
    assert together.count("很长的说明") == 800


def test_amounts_in_a_column_end_at_one_vertical_and_align_digit_by_digit(letter):
    ends = [letter.box(amount, 1 if "12,000.00" in letter.pages[1] else 0) for amount in ("12,000.00", "12,345.67")]
    assert ends[0][2] == pytest.approx(ends[1][2], abs=0.5)
    assert ends[0][2] == pytest.approx(RIGHT, abs=1)


def test_a_crowded_table_takes_smaller_type_before_it_splits_an_amount():
    columns = tuple(Column(f"列{number}", "right") for number in range(6))
    read = Read(render(document(Table(columns, (("1,234,567.89元",) * 6,)))))
    assert read.pages[0].count("1,234,567.89元") == 6


def test_column_shares_are_kept():
    table = Table((Column("甲", share=0.7), Column("乙", share=0.3)), (("天", "地"),))
    read = Read(render(document(table)))
    assert read.box("地")[0] - LEFT == pytest.approx(0.7 * (RIGHT - LEFT), abs=10)


def test_a_row_needs_one_cell_per_column():
    with pytest.raises(ValueError, match="2 columns"):
        Table((Column("甲"), Column("乙")), (("一",),))


def test_a_derivation_shows_name_value_lines_and_inputs(letter):
    page = letter.pages[-1]
    assert re.search(r"账单差额\s¥1,234\.56", page)
    assert re.search(r"条款\s第3\.2\.4条", page)
    assert re.search(r"输入\s重复计费\s1,000\.00\s账单 b-2026-09", page)
    right = [letter.box(value, len(letter.pages) - 1)[2] for value in ("1,000.00账单", "234.56账单")]
    assert right[0] == pytest.approx(right[1], abs=0.5)


def test_an_english_document_has_narrow_quotes_and_no_indent():
    text = "We object to the bill “b-2026-09”; the customer’s objection is in time — see annex 1."
    english = Read(render(document(Paragraph(text), language="en")))
    chinese = Read(render(document(Paragraph("我方对“b-2026-09”提出异议。"))))
    assert "customer’s objection" in english.pages[0].replace("\n", " ")
    assert english.box("We object")[0] - LEFT == pytest.approx(0, abs=1.5)
    narrow, wide = (read.box("“b-")[0] for read in (english, chinese))
    assert english.box("b-2026")[0] - narrow < 8 < chinese.box("b-2026")[0] - wide + 1


def test_quotation_marks_stay_at_western_words_however_far_a_line_is_spread():
    words = "On 8 November 2021 we both concluded the Tencent Cloud Service Agreement (the “Agreement”). "
    read = Read(render(document(*(Paragraph("x" * extra + " " + words * 3) for extra in range(12)), language="en")))
    marks = [one for page in read.boxes for one in page]
    for pair in ("“A", "t”"):
        gaps = [
            after[1][0] - before[1][2]
            for before, after in pairwise(marks)
            if before[0] + after[0] == pair and abs(before[1][3] - after[1][3]) < 20
        ]
        assert len(gaps) > 20
        assert max(gaps) - min(gaps) < 0.5


def test_item_labels_count_in_chinese():
    items = Items(tuple(f"第{number}件。" for number in range(1, 22)), label="（{cn}）")
    read = Read(render(document(items, compact=True)))
    text = "".join(read.pages)
    for label in ("（一）", "（九）", "（十）", "（十一）", "（二十）", "（二十一）"):
        assert label in text


@pytest.mark.parametrize(
    "block",
    [
        Title("甲🙂"), Paragraph("甲🙂"), Heading("甲🙂"), Items(("甲🙂",)), Table((Column("甲🙂"),), ()),
        KeyValues((("甲", "🙂"),)), Derivation("甲", "1", (("条款", "🙂"),)), Signature(("甲🙂",), "日"),
        Attachments(("甲🙂",)), Annex("附件", "甲🙂", ()),
    ],
)  # fmt: skip
def test_a_character_that_cannot_be_printed_is_refused_in_every_block(block):
    with pytest.raises(MissingGlyphError, match=re.escape("U+1F642")):
        render(document(block))


two_columns = st.just((Column("甲"), Column("乙", "right")))
clause = st.just((("条款", "3.2.4"),))
words = st.text(st.sampled_from("根据协议，。（）“”—…2026-10.14¥,元abc "), min_size=1, max_size=60)
blocks = st.one_of(
    st.builds(Title, words), st.builds(Paragraph, words), st.builds(Heading, words), st.builds(Note, words),
    st.builds(Items, st.lists(words, min_size=1, max_size=4).map(tuple), hanging=st.booleans()),
    st.builds(KeyValues, st.lists(st.tuples(words, words), min_size=1, max_size=5).map(tuple)),
    st.builds(Attachments, st.lists(words, min_size=1, max_size=3).map(tuple)),
    st.builds(Signature, st.tuples(words), words), st.builds(Spacer, st.floats(0, 5)), st.just(PageBreak()),
    st.builds(Table, two_columns, st.lists(st.tuples(words, words), max_size=9).map(tuple)),
    st.builds(Derivation, words, words, clause, st.lists(st.tuples(words, words), max_size=3).map(tuple)),
)  # fmt: skip


@settings(max_examples=40)
@given(st.lists(blocks, max_size=12), st.booleans())
def test_any_document_can_be_printed_and_keeps_its_order(parts, compact):
    read = Read(render(document(*parts, compact=compact, footer="")))
    # pdfium takes a hyphen at the end of a line away
    whole = "".join("".join(read.pages).split()).replace("\ufffe", "").replace("-", "")
    for part in parts:
        if isinstance(part, Paragraph):
            at = whole.find("".join(part.text.split()).replace("-", ""))
            assert at >= 0 or len("".join(part.text.split())) > 20  # (a long one may be cut by a page's edge)


def _pages(*blocks, compact=True):
    made = render(Document("标题", date(2026, 10, 14), blocks, compact=compact))
    with pypdfium2.PdfDocument(made) as opened:
        return [page.get_textpage().get_text_range() for page in opened]


@pytest.mark.parametrize("lines", range(36, 46))
def test_a_short_derivation_is_never_split(lines):
    short = Derivation("数值甲", "1.00", (("条款", "3.2.4"), ("算式", "甲")), (("输入一", "1.00", "账单"),), "依据")
    pages = _pages(*(Note("文") for _ in range(lines)), short)
    (page,) = (page for page in pages if "数值甲" in page)
    assert "输入一" in page


@pytest.mark.parametrize("inputs", [31, 74])
def test_no_single_line_of_a_long_derivation_is_left_alone(inputs):
    rows = tuple((f"输入{number}", "1.00", "账单") for number in range(inputs))
    derivation = Derivation("数值甲", "1.00", (("条款", "3.2.4"), ("算式", "甲")), rows, "依据")
    for lines in range(12, 40):
        pages = [page.count("账单") for page in _pages(*(Note("文") for _ in range(lines)), derivation)]
        assert sum(pages) == inputs
        assert 1 not in pages, (lines, pages)


def test_a_remark_stays_with_the_end_of_its_table():
    table = Table((Column("项目"), Column("金额", "right")), (("甲一", "1.00"), ("甲二", "2.00")))
    for lines in range(24, 40):
        page = next(page for page in _pages(*(Note("文") for _ in range(lines)), table, Note("注解")) if "注解" in page)
        assert "甲二" in page, lines


def _long_table(rows):
    cells = tuple((f"i-{number}", f"{number}.00") for number in range(rows))
    return document(Table((Column("编号"), Column("金额", "right")), cells), compact=True)


def test_progress_tells_every_page_and_the_end():
    told = []
    made = render(_long_table(1200), progress=lambda done, pages: told.append((done, pages)))
    with pypdfium2.PdfDocument(made) as opened:
        count = len(opened)
    assert [done for done, pages in told if pages] == [*range(count), count]
    assert (0, 0) in told[: told.index((0, count))]
    assert made == render(_long_table(1200))


@pytest.mark.parametrize("drawing", [False, True])
def test_what_progress_raises_stops_the_work(drawing):
    class StoppedError(Exception):
        pass

    def stop(done, pages):
        if (pages and done == 3) if drawing else not pages:
            raise StoppedError

    with pytest.raises(StoppedError):
        render(_long_table(1200), progress=stop)


def test_shares_that_add_up_to_one_take_no_smaller_type():
    shares = (0.08, 0.24, 0.24, 0.3, 0.14)  # whose sum as floating point numbers is a little more than one
    columns = tuple(Column(f"栏{number}", share=share) for number, share in enumerate(shares))
    table = Table(columns, (("甲", "乙", "丙", "丁", "戊"),))
    read = Read(render(document(table, compact=True)))
    _, bottom, _, top = read.box("甲")
    assert top - bottom > 8.5
