"""What every picture can do: be reached by keyboard, follow light and dark, be copied as an image and printed."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QMenu, QWidget

from ui.look import LOOK, colours

_SHARPNESS = 2
"""Pixels of a copied image per pixel on the screen."""


class Picture(QWidget):
    """A painted widget. Subclasses paint in :meth:`draw` and say in words what is seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        LOOK.changed.connect(self.update)

    def draw(self, painter: QPainter, size: QSize) -> None:
        """Paint the picture at a size."""
        raise NotImplementedError

    def image(self) -> QImage:
        """Give the picture as an image, sharper than the screen."""
        image = QImage(self.size() * _SHARPNESS, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(_SHARPNESS)
        image.fill(colours().surface)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, self.size())
        painter.end()
        return image

    def copy(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(self.image())

    def print_to(self, printer: QPrinter) -> None:
        """Print the picture as lines and letters, as wide as the page."""
        painter = QPainter(printer)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = printer.pageLayout().paintRectPixels(printer.resolution()).width() / self.width()
        painter.scale(scale, scale)
        self.draw(painter, self.size())
        painter.end()

    def paintEvent(self, _: object) -> None:
        """Paint on the screen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, self.size())
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with Ctrl+C."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy the picture."""
        self.menu().popup(event.globalPos() if event.globalPos() != QPoint() else self.mapToGlobal(QPoint(8, 8)))

    def menu(self) -> QMenu:
        """Give the menu of what can be done with the picture."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = QAction(self.tr("Copy as image"), menu)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.triggered.connect(self.copy)
        menu.addAction(copy)
        return menu
