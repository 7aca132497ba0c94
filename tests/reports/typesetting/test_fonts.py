"""Font chains, and text that survives the way into a PDF and out again."""

import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from reports.typesetting.fonts import (
    FACES,
    MissingGlyphError,
    files,
    glyph,
    missing,
    runs,
    to_unicode_map,
    western,
    width,
)
from resources import resource

RARE = "𠮷𬭎䶮㛃"
LETTER = "ＡＢ示例客户〔2026〕3号：①②③ αβγ ×÷−≥≤→±≠ ℃‰％￥¥€ “”‘’—…·《》「」【】㎡"


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("char", RARE + LETTER)
def test_every_face_draws_letters_and_rare_characters(face, char):
    name, ems = glyph(char, face)
    assert name
    assert 0 < ems <= 1.2


def test_runs_join_to_the_text_and_change_font_only_where_needed():
    parts = runs("致𠮷野与㛃女士", "serif")
    assert "".join(text for _, text in parts) == "致𠮷野与㛃女士"
    assert [text for _, text in parts] == ["致", "𠮷", "野与", "㛃", "女士"]
    assert parts[0][0] == parts[2][0] == parts[4][0]


@pytest.mark.parametrize(("char", "code"), [("🙂", "U+1F642"), ("\ue000", "U+E000"), ("\x07", "U+0007")])
def test_a_character_no_font_has_is_named(char, code):
    with pytest.raises(MissingGlyphError, match=re.escape(code)) as caught:
        runs(f"客户{char}", "serif")
    assert caught.value.char == char
    assert isinstance(caught.value, ValueError)


def test_missing_names_each_lost_character_once():
    assert missing("好🙂的\n🙂\t😀") == ("🙂", "😀")
    assert missing(RARE) == ()


@pytest.mark.parametrize("face", FACES)
def test_digits_are_as_wide_as_each_other(face):
    assert len({glyph(digit, face)[1] for digit in "0123456789"}) == 1


def test_the_chinese_dash_is_one_line_and_the_western_one_is_not():
    assert glyph("—", "serif")[1] == 1.0
    assert glyph("—", western("serif"))[1] < 1.0
    assert glyph("“", western("sans-bold"))[1] < 0.6 < glyph("“", "sans-bold")[1]


def test_width_is_the_sum_of_the_advances():
    assert width("条款", "serif", 10) == pytest.approx(20)
    assert width("12", "serif", 10) == pytest.approx(2 * width("1", "serif", 10))
    assert width("", "serif", 10) == 0


def test_an_ordinary_letter_loads_only_the_common_file():
    program = (
        "from reports.typesetting.fonts import runs; runs('致示例云计算有限公司2026', 'serif');"
        "from reportlab.pdfbase import pdfmetrics;"
        "print([name for name in pdfmetrics.getRegisteredFontNames() if 'Serif' in name or 'Sans' in name])"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.strip() == "['Serif-Regular-Common']"


def test_the_files_are_there_with_their_licence_and_small_enough():
    folder = resource("fonts")
    assert all(file.is_file() for face in FACES for file in files(face))
    assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text(encoding="utf-8")
    assert sum(file.stat().st_size for file in folder.iterdir() if file.is_file()) < 60 * 2**20


def test_no_two_fonts_share_a_postscript_name():
    from reportlab.pdfbase import pdfmetrics

    for face in FACES:
        for char in RARE + LETTER:
            glyph(char, face)
    names = [pdfmetrics.getFont(name).face.name for name in pdfmetrics.getRegisteredFontNames() if "Regular" in name]
    assert len(names) == len(set(names)) >= 5


def test_the_unicode_map_writes_utf_16_in_sections_of_a_hundred():
    text = to_unicode_map("AAAAAA+X", [0, 0x4E2D, 0x20BB7, *range(0x5000, 0x5080)])
    assert "<01> <4E2D>" in text
    assert "<02> <D842DFB7>" in text
    counts = [int(count) for count in re.findall(r"(\d+) beginbfchar", text)]
    assert counts == [100, 31]
    assert len(re.findall(r"^<[0-9A-F]{2}> <(?!FF>)", text, re.MULTILINE)) == 131


def drawn(text):
    """Give a PDF with the text drawn run by run, and nothing else of this program."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    canvas = Canvas(buffer, pageCompression=1, invariant=1)
    x = 72.0
    for name, part in runs(text, "serif"):
        canvas.setFont(name, 12)
        canvas.drawString(x, 700, part)
        x += canvas.stringWidth(part, name, 12)
    canvas.save()
    return buffer.getvalue()


def test_rare_characters_copy_and_search_in_pdfium():
    document = pypdfium2.PdfDocument(drawn(f"客户{RARE}先生"))
    page = document[0].get_textpage()
    assert page.get_text_range() == f"客户{RARE}先生"
    assert page.search("㛃先").get_next() is not None  # (pdfium itself finds nothing beyond U+FFFF, whoever wrote it)
    document.close()


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")
def test_rare_characters_copy_in_poppler(tmp_path):
    file = tmp_path / "rare.pdf"
    file.write_bytes(drawn(f"客户{RARE}先生"))
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", str(file), "-"], capture_output=True, check=True)  # noqa: S607
    assert done.stdout.decode().split() == [f"客户{RARE}先生"]


def test_only_the_glyphs_used_are_embedded():
    pdf = drawn("客户")
    assert len(pdf) < 30_000
    assert b"/FontFile2" in pdf
