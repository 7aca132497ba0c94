"""Every page in both languages: each control has a name and is reached by keyboard, and no text is cut off."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QSizePolicy,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

from ui.application import Program
from ui.forms.editor import RecordEditor
from ui.rooms import PAGES
from ui.window import LedgerWindow

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
    """Give what a screen reader calls a control."""
    shown = control.text() if isinstance(control, QAbstractButton) else ""
    return control.accessibleName() or shown


def cut(whole: QWidget) -> Iterator[str]:
    """Give the texts that do not fit their place."""
    for each in whole.findChildren(QWidget):
        if not each.isVisibleTo(whole) or not isinstance(each, QLabel | QAbstractButton):
            continue
        free = isinstance(each, QLabel) and (
            each.wordWrap() or each.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Ignored
        )
        if not free and each.text() and each.width() < each.sizeHint().width() - 1:
            yield each.text()


def unreachable(whole: QWidget) -> list[str]:
    """Give the controls that the keyboard cannot reach."""
    without = Qt.FocusPolicy.NoFocus
    return [
        name_of(each)
        for each in controls(whole)
        if each.focusPolicy() == without and not isinstance(each, QToolButton) and each.isEnabled()
    ]


@pytest.fixture(params=["zh", "en"])
def speaking(
    request: pytest.FixtureRequest, program: Program, window: LedgerWindow, qapp: QApplication
) -> LedgerWindow:
    """Give the window of the sample ledger in each language, as wide as a small laptop's screen."""
    if request.param == "en":
        window.do("language")
    found = program.window
    assert isinstance(found, LedgerWindow)
    found.resize(1280, 800)
    qapp.processEvents()
    return found


def test_every_control_of_every_page_has_a_name_is_reached_and_shown_whole(speaking: LedgerWindow, qapp: QApplication):
    wrong = []
    for page in PAGES:
        speaking.show_page(page)
        qapp.processEvents()
        wrong += [(page, type(each).__name__, each.objectName()) for each in controls(speaking) if not name_of(each)]
        wrong += [(page, "cut", text) for text in cut(speaking.pages.page(page))]
        wrong += [(page, "unreachable", name) for name in unreachable(speaking.pages.page(page))]
    assert not wrong


def test_every_field_of_every_form_has_a_name(speaking: LedgerWindow, qapp: QApplication):
    wrong = []
    for kind in speaking.lists:
        editor = RecordEditor(speaking.session, kind, None, speaking)
        editor.show()
        qapp.processEvents()
        wrong += [(kind, type(each).__name__, each.objectName()) for each in controls(editor) if not name_of(each)]
        wrong += [(kind, "cut", text) for text in cut(editor)]
        editor.done(0)
    assert not wrong


def test_a_control_without_a_name_and_a_text_cut_off_would_be_noticed(speaking: LedgerWindow):
    line, label = QLineEdit(speaking), QLabel("一段放不下的文字" * 5, speaking)
    for each in (line, label):
        each.show()
    label.resize(40, 20)
    assert line in list(controls(speaking))
    assert not name_of(line)
    assert label.text() in list(cut(speaking))
