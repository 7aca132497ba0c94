"""A view of pages one below the other, with zoom, by mouse and keyboard."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui.look import GAP_WIDE, colours
from ui.paper.pages import PdfPages

_STEPS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
_LEAST, _MOST = _STEPS[0], _STEPS[-1]
_LEAST_FITTED = 0.3
"""A page beside the words and their explanation is seen whole rather than read."""
_PIXELS_PER_POINT = 96 / 72


class PagesView(QAbstractScrollArea):
    """Shows pages. Zoom 1 is the paper's own size.

    By default a page fits the width; where there is much of it, a page is no larger than can be seen whole, or than
    it is on paper.
    """

    moved = Signal(int)
    """The page in view, from 0."""

    def __init__(self, pages: PdfPages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._zoom: float | None = None
        self._fills_width = False
        self._places: list[QRect] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Pages"))
        self.verticalScrollBar().valueChanged.connect(lambda _: self._scrolled())
        self.horizontalScrollBar().valueChanged.connect(lambda _: self.viewport().update())

    def put(self, pages: PdfPages) -> None:
        """Show other pages, at the same place as far as they have it."""
        self._pages = pages
        self._lay_out(keep=True)

    @property
    def zoom(self) -> float:
        """How large the paper is shown; 1 is its own size."""
        return self._zoom if self._zoom is not None else self._fitting()

    @property
    def page(self) -> int:
        """The page at the middle of the view."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        below = [number for number, place in enumerate(self._places) if place.top() <= middle]
        return below[-1] if below else 0

    def fit_width(self) -> None:
        """Let a page fill the width."""
        self._zoom = None
        self._fills_width = True
        self._lay_out()

    def zoom_in(self) -> None:
        """Show the paper larger."""
        self._zoom = next((step for step in _STEPS if step > self.zoom + 0.01), _MOST)
        self._lay_out()

    def zoom_out(self) -> None:
        """Show the paper smaller."""
        self._zoom = next((step for step in reversed(_STEPS) if step < self.zoom - 0.01), _LEAST)
        self._lay_out()

    def go_to(self, page: int) -> None:
        """Show the top of a page."""
        page = min(max(page, 0), len(self._pages) - 1)
        if not self._places:  # asked before the view has a size
            self._lay_out()
        self.verticalScrollBar().setValue(self._places[page].top() - GAP_WIDE)

    def _fitting(self) -> float:
        width = max(size.width() for size in self._pages.sizes) * _PIXELS_PER_POINT
        height = max(size.height() for size in self._pages.sizes) * _PIXELS_PER_POINT
        across = (self.viewport().width() - 2 * GAP_WIDE) / width
        whole = (self.viewport().height() - 2 * GAP_WIDE) / height
        fitting = across if self._fills_width else min(across, max(whole, 1.0))
        return float(min(max(fitting, _LEAST_FITTED), _MOST))

    def _lay_out(self, *, keep: bool = False) -> None:
        page, place = self.page, self.verticalScrollBar().value()
        self._places = []
        top, widest = GAP_WIDE, 0
        for size in self._pages.sizes:
            width = round(size.width() * _PIXELS_PER_POINT * self.zoom)
            height = round(size.height() * _PIXELS_PER_POINT * self.zoom)
            left = max((self.viewport().width() - width) // 2, GAP_WIDE)
            self._places.append(QRect(left, top, width, height))
            top += height + GAP_WIDE
            widest = max(widest, width)
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(top - self.viewport().height(), 0))
        vertical.setPageStep(self.viewport().height())
        vertical.setSingleStep(48)
        horizontal.setRange(0, max(widest + 2 * GAP_WIDE - self.viewport().width(), 0))
        horizontal.setPageStep(self.viewport().width())
        if keep:
            vertical.setValue(place)
        else:
            self.go_to(page)
        self._scrolled()

    def _scrolled(self) -> None:
        self.viewport().update()
        self.moved.emit(self.page)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in view."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(colours().raised))
        offset = QPoint(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        sharpness = self.devicePixelRatioF()
        for number, place in enumerate(self._places):
            shown = place.translated(offset)
            if not shown.intersects(event.rect()):
                continue
            painter.fillRect(shown.adjusted(-1, -1, 1, 1), QColor(colours().line))
            scale = place.width() * sharpness / self._pages.sizes[number].width()
            painter.drawImage(shown, self._pages.picture(number, scale))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, scroll otherwise."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages with Page Up and Page Down, Home and End."""
        goals = {
            Qt.Key.Key_PageUp: self.page - 1,
            Qt.Key.Key_PageDown: self.page + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._pages) - 1,
        }
        goal = goals.get(Qt.Key(event.key()))
        if goal is None:
            super().keyPressEvent(event)
        else:
            self.go_to(goal)
