"""Files dragged over the window: what each is, what a drop would do, told over the window while they are dragged."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QMimeData, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from models.problems import Refused
from models.sources.kinds import (
    ACCOUNT_FILE,
    DOCUMENT,
    INVOICE,
    MAIL,
    PACKAGE,
    PROVIDER_BILL,
    STATEMENT,
    kind_of,
)
from models.sources.sorting import COPIES, COPY, OTHER, is_folder
from ui.languages import QT_TRANSLATE_NOOP, translate
from ui.look import GAP, GAP_WIDE, TEXT, colours, font

SEVERAL = "several"
_LOOKED_INTO = 4_000_000
"""Bytes up to which a dragged file is looked into; a larger table is a bill's detail."""
_MOST = 60
"""Files that are looked into while they are dragged; of more, what each is is told after the drop."""
_LARGE = frozenset({".csv", ".tsv", ".xlsx", ".xls", ".zip"})
_SAID = {
    PROVIDER_BILL: QT_TRANSLATE_NOOP("Dropping", "Drop to import: the provider's bills"),
    ACCOUNT_FILE: QT_TRANSLATE_NOOP("Dropping", "Drop to import: movements, orders or vouchers"),
    STATEMENT: QT_TRANSLATE_NOOP("Dropping", "Drop to import: a bank's or payment service's statement"),
    INVOICE: QT_TRANSLATE_NOOP("Dropping", "Drop to import: electronic invoices"),
    MAIL: QT_TRANSLATE_NOOP("Dropping", "Drop to import: messages, as notices"),
    PACKAGE: QT_TRANSLATE_NOOP("Dropping", "Drop to import: a whole ledger with its files"),
    DOCUMENT: QT_TRANSLATE_NOOP("Dropping", "Drop to import: an exchange file or a holiday arrangement"),
    COPY: QT_TRANSLATE_NOOP("Dropping", "Drop to import: your copy of the agreement"),
    OTHER: QT_TRANSLATE_NOOP("Dropping", "Drop to keep as evidence; you say with which record"),
    SEVERAL: QT_TRANSLATE_NOOP("Dropping", "Drop several files: what each is will be shown first"),
}


def files_in(dropped: QMimeData) -> list[Path]:
    """Give the files and folders of a drop; none when one of them is not of this machine."""
    paths = [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]
    return paths if len(paths) == len(dropped.urls()) and all(path.exists() for path in paths) else []


def what(paths: Sequence[Path]) -> str:
    """Tell what files are: a kind of :mod:`models.sources.sorting`, or ``several``, as a folder's may be."""
    if len(paths) > _MOST:
        return SEVERAL
    kinds = {SEVERAL if is_folder(path) else _one(path, path.stat().st_size) for path in paths}
    return kinds.pop() if len(kinds) == 1 else SEVERAL


@lru_cache(maxsize=2 * _MOST)
def _one(path: Path, size: int) -> str:
    """Tell what a file is; remembered while it is dragged about, as long as its size is the same."""
    ending = path.suffix.lower()
    try:
        kind = PROVIDER_BILL if size > _LOOKED_INTO and ending in _LARGE else kind_of(path)
    except (OSError, Refused):
        kind = DOCUMENT
    if ending in COPIES and kind in {PROVIDER_BILL, DOCUMENT}:
        return COPY
    return OTHER if kind == DOCUMENT and ending != ".json" else kind


def is_imported(paths: Sequence[Path]) -> bool:
    """Tell whether files are for the window to import wherever they are dropped, and no evidence of a record."""
    if len(paths) > _MOST:
        return True
    return any(is_folder(path) or _one(path, path.stat().st_size) not in {COPY, OTHER} for path in paths)


def said_of_import(paths: Sequence[Path]) -> str:
    """Say what a drop beside every record would do."""
    return translate("Dropping", _SAID[what(paths)])


def said_of_record(record: str | None) -> str:
    """Say that a drop keeps files with a record, named as the screen names it; None when the user is to say which."""
    if record is None:
        return translate("Dropping", _SAID[OTHER])
    return translate("Dropping", "Drop to keep as evidence with: {0}").format(record)


class DropHint(QWidget):
    """Lies over a window while files are dragged over it: a frame around what takes them, and what that would do."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.text = ""
        self._place = QRect()
        self.hide()

    def tell(self, text: str, of: QWidget, place: QRect | None = None) -> None:
        """Say what a drop would do on a widget, or on a part of it."""
        window = of.window()
        part = place if place is not None else of.rect()
        self._place = QRect(of.mapTo(window, part.topLeft()), part.size())
        self.text = text
        self.setGeometry(window.rect())
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame, and the words in a bar at the foot of the window."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent, soft, ink = (QColor(each) for each in (colours().accent, colours().accent_soft, colours().ink))
        painter.setPen(QPen(accent, 2))
        painter.drawRoundedRect(QRectF(self._place.intersected(self.rect())).adjusted(2, 2, -2, -2), 6, 6)
        words = font(TEXT, bold=True)
        wide = min(QFontMetrics(words).horizontalAdvance(self.text) + 2 * GAP_WIDE, self.width() - 2 * GAP_WIDE)
        bar = QRectF((self.width() - wide) / 2, self.height() - 104, wide, 44)
        painter.setPen(QPen(accent, 1))
        painter.setBrush(soft)
        painter.drawRoundedRect(bar, 22, 22)
        painter.setPen(ink)
        painter.setFont(words)
        painter.drawText(bar.adjusted(GAP, 0, -GAP, 0), Qt.AlignmentFlag.AlignCenter, self.text)
        painter.end()


def hint_of(widget: QWidget) -> DropHint:
    """Give the hint of the window a widget is in."""
    window = widget.window()
    found = window.findChild(DropHint, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found if found is not None else DropHint(window)
