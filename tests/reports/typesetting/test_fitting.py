"""Letters whose closing would take a page of its own are set a little closer; nothing else is."""

import pytest

from reports.typesetting.blocks import Annex, Column, Derivation, Heading, Items, Paragraph, Signature, Table
from reports.typesetting.render import render
from tests.reports.typesetting.test_render import BOTTOM, TOP, Read, document

SIGNED = Signature(("示例客户",), "2026年10月14日")  # five lines: two empty ones, name and date


def body(lines):
    return Paragraph("汉" * 28 * lines, indent=False)


def pitch(read):
    """Give the distance of the first two lines."""
    first, second = (read.boxes[0][at][1] for at in (0, 28))
    return first[1] - second[1]


@pytest.mark.parametrize(("lines", "pages", "to_a_page"), [(18, 1, 22), (19, 1, 23), (21, 1, 25), (22, 2, 22)])
def test_the_pitch_gives_way_as_far_as_25_lines_where_that_saves_a_page(lines, pages, to_a_page):
    read = Read(render(document(body(lines), SIGNED, footer="")))
    assert len(read.pages) == pages
    assert pitch(read) == pytest.approx((TOP - BOTTOM) / to_a_page, abs=0.1)
    assert min(box[1] for _, box in read.boxes[-1]) >= BOTTOM


def test_what_nobody_signs_keeps_its_pitch():
    read = Read(render(document(body(23), footer="")))
    assert len(read.pages) == 2
    assert pitch(read) == pytest.approx((TOP - BOTTOM) / 22, abs=0.1)


def test_an_annex_gives_way_by_itself():
    entries = [Derivation(f"数值{at}", "1.00 元", tuple((f"行{line}", "说明") for line in range(4))) for at in range(7)]

    def read(count):
        return Read(render(document(body(2), SIGNED, Annex("附件", "计算", tuple(entries[:count])), footer="")))

    pages = [len(read(count).pages) for count in range(1, 8)]
    assert pages == [2, 2, 2, 2, 2, 2, 3]  # at the usual pitch the sixth has a page of its own
    assert pitch(read(6)) == pytest.approx((TOP - BOTTOM) / 22, abs=0.1)


def test_what_is_long_keeps_its_pitch_and_is_not_set_again_and_again():
    long = Table((Column("编号"),), tuple((str(number),) for number in range(400)))
    read = Read(render(document(body(19), SIGNED, Annex("附件", "明细", (long,)), footer="")))
    alone = Read(render(document(Annex("附件", "明细", (long,)), footer="")))
    assert len(alone.pages) > 10
    assert read.pages[1:] == alone.pages  # the text is set closer, the table as it is
    assert pitch(read) == pytest.approx((TOP - BOTTOM) / 23, abs=0.1)


@pytest.mark.parametrize("before", range(12, 23))
def test_what_leads_to_a_list_stays_with_its_first_item(before):
    items = Items(("更正账单，并退还多收的款项，" * 4, "说明理由。"), label="（{cn}）")
    made = document(body(before), Heading("四、请求"), Paragraph("请贵方书面答复，并："), items, footer="")
    read = Read(render(made))
    (page,) = [text for text in read.pages if "请求" in text]
    assert "并：" in page
    assert "（一）更正账单" in page
