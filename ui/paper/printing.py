"""Printing a PDF's pages as they are shown."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter

from ui.paper.pages import POINTS_PER_INCH, PdfPages

_FINEST = 600
"""Dots per inch beyond which a letter gains nothing."""


def print_pages(printer: QPrinter, pages: PdfPages) -> None:
    """Print the pages the user chose (all of them when no range was), each at its own size on its sheet."""
    printer.setFullPage(True)
    first = max(printer.fromPage(), 1)
    last = min(printer.toPage() or len(pages), len(pages))
    painter = QPainter(printer)
    dots = printer.resolution() / POINTS_PER_INCH
    for page in range(first - 1, last):
        if page > first - 1:
            printer.newPage()
        size = pages.sizes[page]
        picture = pages.render(page, min(printer.resolution(), _FINEST) / POINTS_PER_INCH)
        painter.drawImage(QRectF(0, 0, size.width() * dots, size.height() * dots), picture)
    painter.end()
