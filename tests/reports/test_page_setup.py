"""Papers set up for printing: what moves where, and several in one file."""

from datetime import date
from io import BytesIO

import pypdf
import pypdfium2
import pytest

from models.problems import Refused
from reports.page_setup import WIDEST_BINDING, PageSetup, Paper, arranged
from reports.typesetting.blocks import Document, Heading, PageBreak, Paragraph, Title
from reports.typesetting.render import render

MILLIMETRE = 72 / 25.4


def paper(name, pages, language="zh-CN"):
    blocks = [Title(name)]
    for number in range(pages):
        text = Paragraph(f"{name}的第{number + 1}页。" * 9, indent=False)
        blocks += [Heading(f"第{number + 1}节"), text, PageBreak()]
    made = render(Document(name, date(2026, 10, 14), tuple(blocks), author="示例客户", language=language))
    return Paper(name, made)


def edges(pdf):
    """Give of each page where its ink begins, in points from the left; None for an empty page."""
    with pypdfium2.PdfDocument(pdf) as opened:
        pictures = [page.render(scale=2).to_pil().convert("L") for page in opened]
        boxes = [picture.point(lambda grey: 255 * (grey < 128)).getbbox() for picture in pictures]
    return [box[0] / 2 if box else None for box in boxes]


def test_one_paper_without_a_binding_margin_is_its_own_bytes():
    one = paper("函", 3)
    assert arranged([one], PageSetup()) is one.pdf
    assert arranged([one], PageSetup(0, two_sided=True)) is one.pdf


@pytest.mark.parametrize(("two_sided", "ways"), [(False, (1, 1, 1)), (True, (1, -1, 1))])
def test_a_binding_margin_moves_the_text_away_from_the_binding(two_sided, ways):
    one = paper("函", 3)
    moved = arranged([one], PageSetup(10, two_sided=two_sided))
    for before, after, way in zip(edges(one.pdf), edges(moved), ways, strict=True):
        assert after - before == pytest.approx(way * 10 * MILLIMETRE, abs=0.6)
    with pypdfium2.PdfDocument(moved) as opened:
        assert {tuple(map(round, page.get_size())) for page in opened} == {(595, 842)}
        assert [item.get_title() for item in opened.get_toc()] == ["函", "第1节", "第2节", "第3节"]
        assert opened.get_metadata_dict()["Author"] == "示例客户"


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_rotated_page_moves_as_it_is_read(rotation):
    writer = pypdf.PdfWriter(clone_from=BytesIO(paper("函", 1).pdf))
    writer.pages[0].rotation = rotation
    buffer = BytesIO()
    writer.write(buffer)
    turned = buffer.getvalue()
    (before,), (after,) = edges(turned), edges(arranged([Paper("函", turned)], PageSetup(10)))
    assert after - before == pytest.approx(10 * MILLIMETRE, abs=0.6)


def test_several_papers_follow_each_other_under_a_bookmark_each():
    papers = [paper("甲函", 3), paper("乙单", 2)]
    made = arranged(papers, PageSetup())
    with pypdfium2.PdfDocument(made) as opened:
        texts = [page.get_textpage().get_text_range() for page in opened]
        outline = [(item.level, item.get_title()) for item in opened.get_toc()]
        properties = opened.get_metadata_dict()
    assert ["甲函的第" in text for text in texts] == [True, True, True, False, False]
    assert ["乙单的第" in text for text in texts] == [False, False, False, True, True]
    assert [title for level, title in outline if level == 0] == ["甲函", "乙单"]
    assert (1, "甲函") in outline  # each paper's own bookmarks stand below
    assert (properties["Title"], properties["Author"]) == ("甲函、乙单", "示例客户")
    assert properties["CreationDate"] == "D:20261014000000+08'00'"
    assert pypdf.PdfReader(BytesIO(made), strict=True).root_object["/Lang"] == "zh-CN"
    assert made == arranged(papers, PageSetup())


def test_printed_on_both_sides_each_paper_begins_on_a_front():
    made = arranged([paper("甲函", 3), paper("乙单", 2), paper("丙表", 1)], PageSetup(5, two_sided=True))
    found = edges(made)
    assert [edge is None for edge in found] == [False, False, False, True, False, False, False]
    plain = edges(paper("乙单", 2).pdf)
    assert found[4] - plain[0] == pytest.approx(5 * MILLIMETRE, abs=0.6)
    assert found[5] - plain[1] == pytest.approx(-5 * MILLIMETRE, abs=0.6)


def test_two_papers_are_hardly_larger_than_the_two_files():
    one, other = paper("甲函", 30), paper("乙单", 30)
    assert len(arranged([one, other], PageSetup())) < 1.2 * (len(one.pdf) + len(other.pdf))


@pytest.mark.parametrize("binding", [-1, WIDEST_BINDING + 1])
def test_a_margin_that_cannot_be_is_refused(binding):
    with pytest.raises(ValueError, match="margin"):
        arranged([paper("函", 1)], PageSetup(binding))
    with pytest.raises(ValueError, match="nothing"):
        arranged([], PageSetup())


def test_a_locked_or_damaged_paper_is_refused_by_name():
    good = paper("甲函", 1)
    writer = pypdf.PdfWriter(clone_from=BytesIO(good.pdf))
    writer.encrypt("word")
    buffer = BytesIO()
    writer.write(buffer)
    for broken in (buffer.getvalue(), good.pdf[:200], b"no pdf"):
        with pytest.raises(Refused) as refused:
            arranged([good, Paper("乙单", broken)], PageSetup())
        (problem,) = refused.value.problems
        assert (problem.code, problem.inputs["name"]) == ("paper_unreadable", "乙单")
        assert arranged([Paper("乙单", broken)], PageSetup()) == broken
