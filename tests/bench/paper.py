"""How fast papers are made, as a ratio to a plain canvas that writes the same cells in the same run.

``python -m tests.bench.paper [PAGES]``: a two-page letter and a settlement table of 200 pages unless told otherwise.
The plain canvas is reportlab's own, one ``drawString`` a cell at places known beforehand: what printing the same words
costs with nothing measured, broken or counted. Ratios, because absolute times of a shared machine mean little.
"""

import gc
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pypdfium2
from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from models.assess import assess
from reports.letters.letter import letter_pdf
from reports.typesetting.blocks import Column, Document, Table, Title
from reports.typesetting.fonts import glyph
from reports.typesetting.render import render
from tests.reports import papers
from tests.reports.letters.ledgers import CASES

ROWS = 28
"""Rows of a full page of a compact table."""


def rows(pages: int) -> list[tuple[str, ...]]:
    return [
        (
            f"2026-{n % 12 + 1:02}-{n % 28 + 1:02}",
            f"i-{n}",
            ("云服务器 CVM", "云数据库 MySQL", "对象存储 COS")[n % 3],
            ("银行转账", "在线支付")[n % 2],
            f"{n * 37 % 1_000_000 / 100:,.2f}",
            f"{n * 91 % 10_000_000 / 100:,.2f}",
        )
        for n in range(pages * ROWS)
    ]


def mixed(pages: int) -> list[tuple[str, ...]]:
    """Give rows as a real statement has them: Chinese, Latin and numbers in one cell, hardly one cell like another."""
    services = ("云服务器 CVM 标准型 S5", "云数据库 MySQL 8.0", "对象存储 COS（标准存储）", "内容分发网络 CDN，境内")
    return [
        (
            f"2026-{n % 12 + 1:02}-{n % 28 + 1:02}",
            f"订单 o-{n}，第{n % 7 + 1}期",
            f"{services[n % 4]} 实例 ins-{n * 2654435761 % 2**32:08x}",
            f"{('银行转账', '在线支付')[n % 2]}（尾号{n * 7919 % 10_000:04}）",
            f"{n * 37 % 1_000_000 / 100:,.2f}",
            f"{n * 91 % 10_000_000 / 100:,.2f}",
        )
        for n in range(pages * ROWS // 3)
    ]


def table(cells: list[tuple[str, ...]]) -> Document:
    heads = (*map(Column, ("日期", "编号", "服务", "方式")), Column("金额", "right"), Column("余额", "right"))
    return Document("对账", date(2026, 1, 1), (Title("对账"), Table(heads, tuple(cells))), compact=True)


def plain(cells: list[tuple[str, ...]]) -> bytes:
    font = glyph(" ", "serif")[0]
    rl_config.useA85 = 0
    buffer = BytesIO()
    canvas = Canvas(buffer, pageCompression=1, invariant=1, initialFontName=font)
    for start in range(0, len(cells), ROWS):
        canvas.setFont(font, 10.5)
        for at, row in enumerate(cells[start : start + ROWS]):
            for column, cell in enumerate(row):
                canvas.drawString(80 + 75 * column, 720 - 22 * at, cell)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def timed(run: Callable[[], object], times: int = 5) -> float:
    found = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    return statistics.median(found)


def count(pdf: bytes) -> int:
    with pypdfium2.PdfDocument(pdf) as opened:
        return len(opened)


def main(pages: int) -> None:
    gc.set_threshold(100_000, 50, 100)  # as main.py does
    cells = rows(pages)
    baseline, made = count(plain(cells)), count(render(table(cells)))  # both warm: fonts read, words measured
    floor = timed(lambda: plain(cells)) / baseline
    each = timed(lambda: render(table(cells))) / made
    real = mixed(pages)
    of_mixed = count(render(table(real)))
    each_mixed = timed(lambda: render(table(real))) / of_mixed
    sections, record, day = CASES["refund-request"]
    assessment = assess(papers.facts(sections), date.fromisoformat(day))
    letter = letter_pdf(assessment, "refund-request", record)
    whole = timed(lambda: letter_pdf(assessment, "refund-request", record))
    tables = (("plain canvas", floor, baseline), ("settlement table", each, made), ("mixed text", each_mixed, of_mixed))
    for name, seconds, of in tables:
        print(f"{name:20} {of:5} pages {1 / seconds:8.0f} pages/s {seconds / floor:7.2f} x plain")
    took = f"{whole * 1000:8.1f} ms      {whole / floor:7.2f} x plain page"
    print(f"{'letter, from figures':20} {count(letter):5} pages {took}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
