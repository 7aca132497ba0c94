"""What a window shows: its texts and their language, its controls and their names, and what does not fit."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDockWidget,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollBar,
    QSizePolicy,
    QTabBar,
    QTableView,
    QTextBrowser,
    QTextEdit,
    QToolButton,
    QWidget,
)

from models.exchange.document import text
from models.ledger import attachments
from ui.window import LedgerWindow

ENGLISH = re.compile(r"[A-Za-z]{2,}(?:[ ’'-][A-Za-z]+)*")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
NOT_WORDS = {
    *("Ctrl", "Shift", "Alt", "Enter", "Delete", "Esc", "Del", "PDF", "ID", "CVM", "CDN", "COS", "MySQL", "English"),
    *("clauseledger", "json", "pdf", "ins", "cvm", "cdb", "cdn", "cos", "SSD", "API"),
    *("TXT", "DOCX", "LPR", "SHA", "PgUp", "PgDown", "kB", "MB", "CBS"),
}
_WORD = re.compile(r"[A-Za-z]+")
IN_BOTH = {"中文", "中文 / English"}
"""What is said in Chinese in either language: how to come back to it."""

_FRAME = 16
"""Pixels a field needs beside its text at least."""
CONTROLS = (
    *(QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox),
    *(QLineEdit, QPlainTextEdit, QTextEdit, QTabBar),
)
OF_QT = ("qt_", "ScrollLeft", "ScrollRight")
"""Controls that Qt puts inside its own widgets."""


def controls(whole: QWidget) -> Iterator[QWidget]:
    """Give every control in view that a person can use."""
    for each in whole.findChildren(QWidget):
        inside_qt = each.objectName().startswith(OF_QT) or isinstance(each, QHeaderView | QScrollBar)
        within = isinstance(each.parent(), QComboBox | QAbstractSpinBox | QLineEdit | QAbstractItemView | QTabBar)
        if isinstance(each, CONTROLS) and each.isVisibleTo(whole) and not inside_qt and not within:
            yield each


def name_of(control: QWidget) -> str:
    """Give what a screen reader calls a control: its own name, its text, or that of the label beside it."""
    return QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)


def cut(whole: QWidget) -> Iterator[str]:
    """Give the texts that do not fit their place, and the controls that get less than they need at least."""
    for each in whole.findChildren(QWidget):
        if not each.isVisibleTo(whole):
            continue
        said = each.text() if isinstance(each, QLabel | QAbstractButton) else ""
        if said and _too_small(each):
            yield said
        elif isinstance(each, CONTROLS) and not each.objectName().startswith(OF_QT) and _squeezed(each):
            yield f"{type(each).__name__} {each.objectName() or name_of(each)}"


def _too_small(each: QLabel | QAbstractButton) -> bool:
    """Say whether a text does not fit; a label that breaks its lines or gives way may be narrower, not lower."""
    free = isinstance(each, QLabel) and (
        each.wordWrap() or each.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Ignored
    )
    if isinstance(each, QLabel) and each.wordWrap() and each.height() < each.heightForWidth(each.width()) - 1:
        return True
    return not free and each.width() < each.sizeHint().width() - 1


def _squeezed(each: QWidget) -> bool:
    """Say whether a field is narrower than what it shows now, or lower than a line.

    What scrolls is neither, nor is a choice that says the whole when the mouse rests on it.
    """
    if isinstance(each, QAbstractScrollArea) or (isinstance(each, QComboBox) and each.toolTip() == each.currentText()):
        return False
    metrics = each.fontMetrics()
    said = each.currentText() if isinstance(each, QComboBox) and not each.isEditable() else ""
    said = said or (each.placeholderText() if isinstance(each, QLineEdit) and not each.text() else "")
    return each.width() < metrics.horizontalAdvance(said) + _FRAME or each.height() < metrics.height()


def unreachable(whole: QWidget) -> list[str]:
    """Give the controls that the keyboard cannot reach, or cannot leave again."""
    without = Qt.FocusPolicy.NoFocus
    every = list(controls(whole))
    out_of_reach = [
        name_of(each)
        for each in every
        if each.focusPolicy() == without and not isinstance(each, QToolButton) and each.isEnabled()
    ]
    return out_of_reach + [
        f"{name_of(each)}: Tab stays inside"
        for each in every
        if (isinstance(each, QTableView) and each.tabKeyNavigation())
        or (
            isinstance(each, QPlainTextEdit | QTextEdit)
            and not isinstance(each, QTextBrowser)  # goes from link to link and then out
            and each.isReadOnly()
            and not each.tabChangesFocus()
        )
    ]


def tabbed(whole: QWidget) -> Iterator[QWidget]:
    """Give the controls of a window in the order in which Tab goes to them."""
    known, each = set(controls(whole)), whole.nextInFocusChain()
    while each is not whole:
        reached = each in known and each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        if reached and not each.visibleRegion().isEmpty():  # what is scrolled away lies elsewhere than it seems
            yield each
        each = each.nextInFocusChain()


def astray(whole: QWidget) -> Iterator[str]:
    """Give the steps of Tab that go against reading: up without going to the right, or left within a line.

    Tab goes round and round, so one step of the round is from the end back to the beginning.
    """
    round_of = list(tabbed(whole))
    back = [
        f"{name_of(one)} → {name_of(other)}"
        for one, other in pairwise((*round_of, *round_of[:1]))
        if _goes_back(_place(one, whole), _place(other, whole))
    ]
    if len(back) > 1:
        yield from back


def _place(each: QWidget, whole: QWidget) -> QRect:
    return QRect(each.mapTo(whole, QPoint()), each.size())


def _goes_back(here: QRect, there: QRect) -> bool:
    beside = min(here.bottom(), there.bottom()) > max(here.top(), there.top())
    return (beside and there.left() < here.left()) or (there.bottom() <= here.top() and there.left() <= here.right())


def shows_focus(control: QWidget) -> bool:
    """Say whether one sees that a control has the keyboard."""
    control.clearFocus()
    QApplication.processEvents()
    without = control.grab().toImage()
    control.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    return control.grab().toImage() != without


def texts(widget: QWidget) -> Iterator[str]:
    """Give every text a widget and everything in it shows, tooltips and accessible names too."""
    for each in [widget, *widget.findChildren(QWidget)]:
        yield from (each.toolTip(), each.accessibleName(), each.windowTitle())
        match each:
            case QAbstractButton() | QLabel():
                yield each.text()
            case QLineEdit():
                yield each.placeholderText()
            case QComboBox():
                yield from (each.itemText(row) for row in range(each.count()))
            case QMenu():
                yield each.title()
            case QDockWidget():
                yield each.windowTitle()
            case QAbstractItemView():
                yield from _cells(each.model())
    for action in widget.findChildren(QAction):
        yield from (action.text(), action.toolTip(), action.iconText())


def _cells(model: QAbstractItemModel | None) -> Iterator[str]:
    if model is None:
        return
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for column in range(columns):
        yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        yield from (str(model.index(row, column).data() or "") for row in range(model.rowCount()))


def english_in(widget: QWidget, window: LedgerWindow | None) -> set[str]:
    """Give the English words a widget shows that are neither keys, names of things, nor the user's own content."""
    return english_among(texts(widget), own_words(window))


def own_words(window: LedgerWindow | None) -> set[str]:
    """Give the words in Latin letters of the user's own content."""
    return {word for said in content_of(window) for word in _WORD.findall(said)} if window else set()


def english_among(said: Iterable[str], own: set[str]) -> set[str]:
    """Give the English words among texts that are neither keys, names of things, nor the user's own."""
    known = NOT_WORDS | own
    return {
        f"{phrase} (in: {each[:80]})"
        for each in set(said)
        for phrase in ENGLISH.findall(each)
        if not set(_WORD.findall(phrase)) <= known
    }


def chinese_among(said: Iterable[str], own: Iterable[str]) -> set[str]:
    """Give the texts with Chinese in them that hold nothing of the user's own."""
    known = [each for each in set(own) if CHINESE.search(each)]
    left = {each for each in set(said) if CHINESE.search(each) and each.partition(" (")[0] not in IN_BOTH}
    return {each for each in left if not any(one in each for one in known)}


def content_of(window: LedgerWindow) -> Iterator[str]:
    """Give the texts of the ledger shown: the user's own, in whatever language."""
    yield from re.findall(r'": ?"([^"]*)"', "".join(text(window.session.facts)))
    for one in attachments.everything(window.session.ledger.connection):
        yield from (one.name, one.sha256, one.sha256[:8], one.obtained_how, one.proves)
