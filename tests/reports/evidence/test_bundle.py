"""The evidence bundle as poppler's kind of reader and pypdf see it: pages, stamps, bookmarks, text, bytes."""

import hashlib
import re
from datetime import date
from io import BytesIO

import pypdf
import pypdfium2
import pytest
from PIL import Image

from models.evidence.exhibits import Exhibit
from models.facts.records import Letter
from reports.evidence.bundle import evidence_bundle
from reports.typesetting.blocks import Document, PageBreak, Paragraph
from reports.typesetting.render import render
from tests.reports import papers

DAY = date(2026, 11, 23)
AGREEMENT = papers.facts(papers.ledger()).agreement
LETTER = Letter("l-2026-1", "claim", DAY, "某公司", "索赔函", "〔2026〕1号")


def pages(count, text="原件内容"):
    blocks = [block for n in range(count) for block in (Paragraph(f"{text}{n}"), PageBreak())]
    return render(Document("原件", DAY, tuple(blocks[:-1])))


def picture():
    buffer = BytesIO()
    Image.new("RGB", (40, 30), (9, 90, 200)).save(buffer, "PNG")
    return buffer.getvalue()


def locked():
    writer = pypdf.PdfWriter()
    writer.append(BytesIO(pages(1)))
    writer.encrypt("geheim", algorithm="RC4-128")
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


MAIL = "From: a@example.com\r\nSubject: bill\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n账单已出😀\r\n".encode()


def exhibit(number, name, media_type, content):
    digest = hashlib.sha256(content).hexdigest()
    at = "2026-11-01T10:00:00+08:00"
    return Exhibit(number, name, media_type, content, digest, at, "控制台下载", "账单金额", ("bill", "b"))


EXHIBITS = (
    exhibit(1, "账单.pdf", "application/pdf", pages(3)),
    exhibit(2, "坏.pdf", "application/pdf", b"%PDF-1.4 broken"),
    exhibit(3, "截图.png", "image/png", picture()),
    exhibit(4, "锁.pdf", "application/pdf", locked()),
    exhibit(5, "邮件.eml", "message/rfc822", MAIL),
    exhibit(6, "说明.txt", "text/plain", "国标".encode("gb18030")),
    exhibit(7, "包.zip", "application/zip", b"PK"),
)


def bundle(exhibits=EXHIBITS, **fields):
    return evidence_bundle(AGREEMENT, "丙某云服务有限公司", exhibits, day=DAY, **fields)


@pytest.fixture(scope="module")
def made():
    return bundle(letter=LETTER, letter_pdf=pages(2, "函件正文"))


@pytest.fixture(scope="module")
def texts(made):
    with pypdfium2.PdfDocument(made.pdf) as opened:
        return ["".join(page.get_textpage().get_text_range().split()) for page in opened]


def test_the_pages_listed_are_the_pages_stamped(made, texts):
    listed = "".join(texts[1:2])
    for one in made.placed:
        if one.pages is None:
            continue
        first, last = one.pages
        shown = f"{first}" if first == last else f"{first}–{last}"
        assert re.search(rf"{one.exhibit.number}{re.escape(one.exhibit.name)}控制台下载账单金额{shown}", listed)
        stamped = [n for n, text in enumerate(texts, 1) if f"证据{one.exhibit.number}" in text]
        assert stamped == list(range(first, last + 1))
    for number, text in enumerate(texts, 1):
        assert f"第{number}页共{len(texts)}页" in text
    assert f"共{len(texts)}页（含本封面、目录）" in texts[0]


def test_exhibits_keep_their_text_in_order(made, texts):
    assert [p.pages for p in made.placed] == [(6, 8), None, (9, 9), None, (10, 10), (11, 11), None]
    assert ["函件正文0" in texts[3], "函件正文1" in texts[4], "原件内容2" in texts[7]] == [True] * 3
    assert "账单已出〔U+1F600〕" in texts[9]
    assert "国标" in texts[10]


def test_what_cannot_be_bound_is_said_and_lies_beside(made, texts):
    assert [one.name for one in made.beside] == ["坏.pdf", "锁.pdf", "包.zip"]
    assert [p.reason for p in made.placed if p.pages is None] == ["broken", "locked", "other"]
    for said in ("文件损坏", "文件加密", "不能排印"):
        assert said in texts[1]


def test_every_digest_is_printed(texts):
    for one in EXHIBITS:
        assert one.sha256 in "".join(texts[1:3])


def test_another_reader_opens_it_without_complaint(made):
    read = pypdf.PdfReader(BytesIO(made.pdf), strict=True)
    names = [item.title for item in read.outline if not isinstance(item, list)]
    assert names[:3] == ["证据材料", "证据目录", "函件"]
    first = next(item for item in read.outline if not isinstance(item, list) and item.title.startswith("证据3"))
    assert read.get_destination_page_number(first) + 1 == 9
    assert read.metadata.title == "证据材料"
    assert "原件内容0" in read.pages[5].extract_text().replace(" ", "")


def test_every_font_is_inside(made):
    read = pypdf.PdfReader(BytesIO(made.pdf))
    for page in read.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            assert "/FontFile2" in font.get_object()["/FontDescriptor"]


def test_the_same_exhibits_give_the_same_bytes(made):
    assert bundle(letter=LETTER, letter_pdf=pages(2, "函件正文")).pdf == made.pdf
    assert bundle(EXHIBITS[:1]).pdf != made.pdf


def test_a_long_list_moves_the_pages_it_lists():
    many = [exhibit(n, f"第{n}号" + "很长的名称" * 8, "text/plain", b"x") for n in range(1, 41)]
    found = bundle(many)
    with pypdfium2.PdfDocument(found.pdf) as opened:
        for one in (found.placed[0], found.placed[-1]):
            assert f"证据{one.exhibit.number}" in opened[one.pages[0] - 1].get_textpage().get_text_range()
        assert found.placed[-1].pages[1] == len(opened)


def test_turned_pages_stand_as_they_are_read():
    with pypdfium2.PdfDocument(pages(1)) as opened:
        opened[0].set_rotation(90)
        buffer = BytesIO()
        opened.save(buffer)
    found = bundle([exhibit(1, "横.pdf", "application/pdf", buffer.getvalue())])
    with pypdfium2.PdfDocument(found.pdf) as opened:
        page = opened[found.placed[0].pages[0] - 1]
        text = page.get_textpage()
        box = text.get_charbox(next(at for at in range(99) if text.get_text_range(at, 1) == "原"))
        assert all(0 < value < 842 for value in box)
        assert box[0] > 300  # the beginning of the text is turned to the right


def test_nothing_to_bind_is_said():
    assert bundle(()).placed == ()


def test_fonts_are_kept_once_however_many_pages_need_them():
    """Each page used to bring its fonts along: twice the pages were twice the size."""

    def bound(count):
        same = pages(count, "同一份原件内容，第")
        return evidence_bundle(AGREEMENT, "某服务商", [exhibit(1, "账单.pdf", "application/pdf", same)], day=DAY).pdf

    few, many = bound(2), bound(42)
    assert len(many) - len(few) < 40 * 4_000

    def fonts(pdf):
        return len(re.findall(rb"/FontFile2\b", pdf))

    assert fonts(many) <= fonts(few) + 2  # more digits, at most another subset
    with pypdfium2.PdfDocument(many) as opened:
        texts = [page.get_textpage().get_text_range() for page in opened]
    assert len(texts) == 44
    assert all(f"第{n}" in text for n, text in enumerate(texts[2:]))


def saved(picture, form, **how):
    buffer = BytesIO()
    picture.save(buffer, form, **how)
    return buffer.getvalue()


def drawn(pdf, page):
    """Draw a page of a bundle, a pixel a point."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return opened[page].render().to_pil().convert("RGB")


def test_what_is_transparent_shows_the_paper():
    clear = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    clear.paste((200, 0, 0, 255), (0, 0, 400, 200))
    made = bundle([exhibit(1, "签章.png", "image/png", saved(clear, "PNG"))])
    assert {(255, 255, 255), (200, 0, 0)} <= {colour for _, colour in drawn(made.pdf, 2).getcolors(1 << 20)}
    assert (0, 0, 0) not in {colour for _, colour in drawn(made.pdf, 2).crop((0, 60, 595, 780)).getcolors(1 << 20)}


def test_every_page_of_a_scan_and_of_a_long_picture_of_a_screen_is_there():
    sheets = [Image.new("L", (300, 400), grey) for grey in (60, 120, 180)]
    scan = saved(sheets[0], "TIFF", save_all=True, append_images=sheets[1:])
    # 2,000 rows of a 400 pixel wide picture, each of its own grey and red: what is seen tells which rows are there
    screen = Image.new("RGB", (400, 2000))
    for row in range(2000):
        screen.paste((row // 200 * 25, 0, 200), (0, row, 400, row + 1))
    made = bundle([
        exhibit(1, "扫描.tiff", "image/tiff", scan),
        exhibit(2, "聊天.png", "image/png", saved(screen, "PNG")),
        exhibit(3, "照片.heic", "image/heic", b"\0\0\0\x18ftypheic"),
        exhibit(4, "坏.jpg", "image/jpeg", b"\xff\xd8\xff\xe0"),
    ])  # fmt: skip
    assert [one.pages for one in made.placed[:2]] == [(3, 5), (6, 7)]
    assert [one.reason for one in made.placed[2:]] == ["other", "broken"]
    greys = [drawn(made.pdf, page).getpixel((297, 200)) for page in range(2, 5)]
    assert greys == [(60,) * 3, (120,) * 3, (180,) * 3]
    seen = {colour[0] for page in (5, 6) for _, colour in drawn(made.pdf, page).getcolors(1 << 20) if colour[2] == 200}
    assert seen >= {band * 25 for band in range(10)}


def test_what_is_placed_never_lies_under_the_page_number():
    full = saved(Image.new("RGB", (595, 842), (0, 0, 255)), "PDF")
    made = bundle([exhibit(1, "满页.pdf", "application/pdf", full)])
    page = drawn(made.pdf, 2)
    blue = [y for y in range(842) if page.getpixel((300, y))[0] < 100]
    with pypdfium2.PdfDocument(made.pdf) as opened:
        text = opened[2].get_textpage()
        top_of_number = 842 - text.get_charbox(text.get_text_range().index("第"))[3]
    assert len(blue) > 700
    assert max(blue) < top_of_number
