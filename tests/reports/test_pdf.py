"""A document as bytes, or the character that no font has; and the test's own eye for boxes."""

from datetime import date
from io import BytesIO

import pytest

from models.problems import Refused
from reports.pdf import pdf
from reports.typesetting.blocks import Column, Document, Heading, Paragraph, Row, Table, Title
from tests.reports import papers
from tests.reports.papers import Printed


def document(*blocks):
    return Document(title="试", created=date(2026, 10, 14), blocks=blocks)


def test_a_document_becomes_a_pdf():
    read = Printed(pdf(document(Title("标题"), Paragraph("正文𠮷。"))))
    assert read.pdf.startswith(b"%PDF-1.7")
    assert "正文𠮷。" in read.text


@pytest.mark.parametrize(("char", "point"), [("🙂", "U+1F642"), ("\ue000", "U+E000"), ("ก", "U+0E01")])
def test_a_character_without_a_glyph_is_refused_with_its_name(char, point):
    with pytest.raises(Refused) as refused:
        pdf(document(Paragraph(f"甲{char}")))
    (problem,) = refused.value.problems
    assert problem.code == "missing_glyph"
    assert problem.inputs == {"character": char, "code_point": point}


def test_every_face_of_a_document_is_embedded_and_draws_no_box():
    table = Table((Column("甲"), Column("金额", "right")), (("乙", "1.00"), Row(("合计", "1.00"), total=True)))
    made = pdf(document(Title("标题"), Heading("一、标题"), Paragraph("Word 𠮷𬭎䶮㛃，“引”——…"), table))
    assert not papers.undrawn(made)


def test_the_eye_for_boxes_sees_one():
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    from reports.typesetting.fonts import glyph

    rl_config.useA85 = 0  # as reports.typesetting.render prints
    name, _ = glyph("甲", "serif")
    buffer = BytesIO()
    canvas = Canvas(buffer, pageCompression=1, initialFontName=name)
    canvas.setFont(name, 12)
    canvas.drawString(72, 700, "甲🙂")
    canvas.save()
    assert len(papers.undrawn(buffer.getvalue())) == 1


@pytest.mark.parametrize("length", [40, 120, 200])
def test_an_identifier_of_any_length_fits_its_column_in_a_crowded_table(length):
    columns = (*(Column(f"列{n}") for n in range(5)), Column("金额", "right"))
    name = "x" * length
    read = Printed(pdf(document(Table(columns, ((name, name, "短", "短", "短", "1,234.56"),)))))
    assert read.text.count("x") == 2 * length
    assert "1,234.56" in "".join(read.lines)


def test_the_narrow_columns_of_a_crowded_table_keep_their_words_whole():
    columns = (Column("编号"), Column("说明"), Column("金额", "right"))
    read = Printed(pdf(document(Table(columns, (("y" * 300, "z" * 300, "1,234,567.89"),)))))
    assert any("1,234,567.89" in line for line in read.lines)
