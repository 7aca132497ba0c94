"""Printing a PDF's pages as they are shown."""

from collections.abc import Callable

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from ui.paper.pages import POINTS_PER_INCH, PdfPages

_FINEST = 600
"""Dots per inch beyond which a letter gains nothing."""


def for_pages(printer: QPrinter, pages: PdfPages, *, two_sided: bool) -> None:
    """Propose to the printer what the pages are made for: their size, upright, and both sides when so set up."""
    size = pages.sizes[0]
    portrait = QSizeF(min(size.width(), size.height()), max(size.width(), size.height()))
    wide = size.width() > size.height()
    way = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    paper = QPageSize(portrait, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    printer.setPageLayout(QPageLayout(paper, way, QMarginsF()))
    printer.setFullPage(True)
    if two_sided:
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)


def print_pages(printer: QPrinter, pages: PdfPages, go_on: Callable[[int], bool] = lambda _: True) -> bool:
    """Print the pages the user chose (all of them when no range was), each at its own size on its sheet.

    ``go_on`` is told how many pages are done before each and may stop the job; False is given back then.
    """
    printer.setFullPage(True)
    first = max(printer.fromPage(), 1)
    last = min(printer.toPage() or len(pages), len(pages))
    painter = QPainter(printer)
    dots = printer.resolution() / POINTS_PER_INCH
    for page in range(first - 1, last):
        if not go_on(page - first + 1):
            printer.abort()
            painter.end()
            return False
        if page > first - 1:
            printer.newPage()
        size = pages.sizes[page]
        picture = pages.render(page, min(printer.resolution(), _FINEST) / POINTS_PER_INCH)
        painter.drawImage(QRectF(0, 0, size.width() * dots, size.height() * dots), picture)
    painter.end()
    return True
