"""Every page: what is shown answers a click, F1 and hovering with where it comes from; Back returns to its place."""

from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from models.china_time import CHINA
from models.facts.records import Voucher
from models.formulas import UNKNOWN
from ui.explain.view import NODE_ROLE
from ui.rooms import PAGES
from ui.tables.columns import COLUMNS
from ui.tables.page import RecordsPage
from ui.window import LedgerWindow

WITHOUT_FIGURES = {
    *("agreement_copy", "reference_rate", "arrangement", "service_rule", "evidence", "letter", "payment", "voucher"),
    *("account", "service", "history", "movement"),
}
"""Pages whose first record has no figure of its own in the sample: the panel says so instead of staying empty."""


def explained(window: LedgerWindow) -> str:
    """Give what the panel explains: the derivation's first line, or the sentence that says why there is none."""
    panel = window.explain_panel
    root = panel.tree.topLevelItem(0)
    return root.data(0, NODE_ROLE).said if root is not None else panel.message.text()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_explained_on_arrival_and_f1_leads_there(window: LedgerWindow, qtbot: QtBot, page: str):
    window.show_page("bill" if page == "today" else "today")
    window.explain_panel.show_record("", "")
    window.show_page(page)
    assert explained(window)
    assert "请选择" not in explained(window) or page == "agreement_copy"
    derived = window.explain_panel.tree.topLevelItem(0) is not None
    assert derived or page in WITHOUT_FIGURES
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.dock.isVisible()
    assert not derived or window.explain_panel.figures.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_F1)


@pytest.mark.parametrize("kind", [kind for kind in COLUMNS if any(each.source == "figure" for each in COLUMNS[kind])])
def test_every_figure_in_every_list_answers_a_click_an_arrow_key_and_hovering(
    window: LedgerWindow, qtbot: QtBot, kind: str
):
    if not window.session.facts.of_kind(kind):  # the sample has no voucher
        account, ends = next(iter(window.session.facts.accounts)), datetime(2026, 12, 31, tzinfo=CHINA)
        window.session.enter(Voucher("v-1", account, 10_000_000_000, ends_at=ends))
    window.show_page(kind)
    page, seen = window.lists[kind], 0
    figures = window.session.assessment.figures
    for column, shown in enumerate(COLUMNS[kind]):
        for row in range(page.model.rowCount()):
            index = page.model.index(row, column)
            record = page.model.rows[row].record
            figure = figures.get(shown.name, kind, record) if shown.source != "field" else None
            if figure is None:
                continue
            qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=page.view.visualRect(index).center())
            root = window.explain_panel.tree.topLevelItem(0)
            assert root.data(0, NODE_ROLE).figure == figure.key
            assert root.childCount() >= 1
            hovered = index.data(Qt.ItemDataRole.ToolTipRole)
            assert window.session.words.rule(figure.because) in hovered
            assert figure.because.formula == UNKNOWN or window.session.words.formula(figure.because) in hovered
            seen += 1
    assert seen


def test_every_matter_and_finding_answers_a_click_and_hovering(window: LedgerWindow, qtbot: QtBot):
    for page, view in (("today", "matters"), ("finding", "view")):
        window.show_page(page)
        shown: QAbstractItemView = getattr(window.pages.page(page), view)
        told = set()
        for row in range(shown.model().rowCount()):
            index = shown.model().index(row, 0)
            shown.scrollTo(index)
            place = shown.visualRect(index).center() - QPoint(0, 4)
            qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
            panel = window.explain_panel
            derived, listed = panel.tree.topLevelItem(0).childCount(), panel.figures.topLevelItemCount()
            assert derived or listed > 1  # an account has no figure: the finding itself is listed
            told.add(explained(window))
            assert index.data(Qt.ItemDataRole.ToolTipRole)
        assert len(told) >= shown.model().rowCount() - 2  # a bill's two findings share its deadline


def test_back_returns_to_the_same_selection_filter_and_place(window: LedgerWindow):
    window.show_page("invoice")
    invoices = window.lists["invoice"]
    assert isinstance(invoices, RecordsPage)
    invoices.filter.setText("已付清")
    assert invoices.model.rowCount() == 2
    invoices.select("i-2026-07")
    window.show_page("bill")
    window.show_page("invoice", "i-2026-09")  # hidden by the filter, which makes way
    assert invoices.filter.text() == ""
    window.do("back")
    window.do("back")
    assert (window.page, invoices.current, invoices.filter.text()) == ("invoice", "i-2026-07", "已付清")
    window.do("forward")
    window.do("forward")
    assert (invoices.current, invoices.filter.text()) == ("i-2026-09", "")
