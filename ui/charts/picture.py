"""What every picture can do: be reached by keyboard, follow light and dark, be copied, printed and saved as lines."""

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from models.problems import Refused
from ui.charts.carrying import paint_whole, pdf, svg
from ui.files import write_beside
from ui.look import LOOK, colours

_SHARPNESS = 2
"""Pixels of a copied image per pixel on the screen."""


def stepped(key: int, here: int, last: int) -> int | None:
    """Give the place (0 to ``last``) that an arrow, Home or End leads to; None for another key, or with no places."""
    if last < 0:
        return None
    places = {
        Qt.Key.Key_Left: max(here - 1, 0),
        Qt.Key.Key_Right: min(here + 1, last),
        Qt.Key.Key_Home: 0,
        Qt.Key.Key_End: last,
    }
    return places.get(Qt.Key(key))


class Picture(QWidget):
    """A painted widget. Subclasses paint in :meth:`draw` and say in words what is seen."""

    told = Signal(str)
    """Something was done with the picture that changed nothing."""
    refused = Signal(object)
    """A file could not be written: a :class:`models.problems.Refused`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        LOOK.changed.connect(self.update)

    def draw(self, painter: QPainter, size: QSize) -> None:
        """Paint the picture at a size."""
        raise NotImplementedError

    def draw_focus(self, painter: QPainter, size: QSize) -> None:
        """Show that the keyboard is here."""
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours().accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(0.5, 0.5, size.width() - 1, size.height() - 1), 6, 6)

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
        self.told.emit(self.tr("Copied: {0}").format(self.accessibleName()))

    def print_to(self, printer: QPrinter) -> None:
        """Print the picture as lines and letters, with its name and what it says, as wide as the page."""
        painter = QPainter(printer)
        page = printer.pageLayout().paintRectPixels(printer.resolution())
        paint_whole(self, painter, page.width(), page.height())
        painter.end()

    def ask_printer(self) -> None:
        """Ask for a printer and print the picture."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.accessibleName())
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self.print_to(printer))
        dialog.setModal(True)
        dialog.show()

    def ask_file(self) -> None:
        """Ask for a place and write the picture there."""
        kinds = ";;".join((self.tr("PDF (*.pdf)"), self.tr("Drawing (*.svg)"), self.tr("Image (*.png)")))
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the picture"), f"{self.accessibleName()}.pdf", kinds)
        if name:
            self.write(Path(name))

    def write(self, path: Path) -> None:
        """Write the picture: as lines and letters into a PDF or SVG, as an image where the name ends in ``.png``."""
        try:
            if path.suffix.lower() == ".png":
                write_beside(path, [self._png()])
            else:
                write_beside(path, [(svg if path.suffix.lower() == ".svg" else pdf)(self)])
        except Refused as refused:
            self.refused.emit(refused)
        else:
            self.told.emit(self.tr("Written: {0}").format(path))

    def paintEvent(self, _: object) -> None:
        """Paint on the screen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, self.size())
        self.draw_focus(painter, self.size())
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Keep the keys of copying and printing, which would be the list's beside the picture."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            own = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Print, QKeySequence.StandardKey.Save)
            if any(map(event.matches, own)):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy with Ctrl+C, print with Ctrl+P, save with Ctrl+S."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Print):
            self.ask_printer()
        elif event.matches(QKeySequence.StandardKey.Save):
            self.ask_file()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the picture."""
        self.menu().popup(event.globalPos() if event.globalPos() != QPoint() else self.mapToGlobal(QPoint(8, 8)))

    def menu(self) -> QMenu:
        """Give the menu of what can be done with the picture."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, keys, act in (
            (self.tr("Copy as image"), QKeySequence.StandardKey.Copy, self.copy),
            (self.tr("Print…"), QKeySequence.StandardKey.Print, self.ask_printer),
            (self.tr("Save as…"), QKeySequence.StandardKey.Save, self.ask_file),
        ):
            action = QAction(text, menu)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(act)
            menu.addAction(action)
        return menu

    def _png(self) -> bytes:
        from PySide6.QtCore import QBuffer

        held = QBuffer()
        held.open(QBuffer.OpenModeFlag.WriteOnly)
        self.image().save(held, "PNG")  # type: ignore[call-overload]  # the stubs leave out devices
        return bytes(held.data().data())
