"""The list of evidence by itself: each exhibit with its pages counted, or why they cannot be."""

from datetime import date

import pytest

from reports.evidence.exhibit_list import evidence_list_pdf
from tests.reports import papers
from tests.reports.evidence.test_bundle import exhibit, locked, pages

DAY = date(2026, 11, 23)
NAMES = ("2026年9月账单（含明细，控制台下载）.pdf", "工单20261008123456789012345.txt", "锁.pdf")
EXHIBITS = (
    exhibit(1, NAMES[0], "application/pdf", pages(3)),
    exhibit(2, NAMES[1], "text/plain", "甲".encode()),
    exhibit(3, NAMES[2], "application/pdf", locked()),
)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", ("证据目录", "页数", "3页", "1页", "文件加密", "2026年11月23日")),
        ("en", ("List of Evidence", "Pages", "控制台下载账单金额3", "控制台下载账单金额1", "encrypted file")),
    ],
)
def test_each_exhibit_is_listed_with_its_pages_and_no_name_is_torn(language, said):
    read = papers.Printed(evidence_list_pdf("甲某科技有限公司", EXHIBITS, day=DAY, language=language))
    for wanted in (*said, *NAMES, "控制台下载", "账单金额", "甲某科技有限公司"):
        assert wanted in read.text, wanted
    assert any("工单20261008123456789012345.txt" in line for line in read.lines)
    assert not papers.undrawn(read.pdf)
    if language == "zh":
        assert "页码" not in read.text  # the pages of a bundle have numbers, files have a count
