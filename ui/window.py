"""The main window of an open ledger: pages, the explanation beside them, and the acts of the action table."""

from models.problems import Refused
from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QMainWindow, QStackedWidget, QToolBar, QWidget

from ui import actions
from ui.asof import AsOfBar
from ui.explain.panel import ExplainPanel
from ui.forms.editor import RecordEditor
from ui.forms.page import AgreementPage
from ui.messages import Messages
from ui.navigation import PAGES, Navigation
from ui.paper.making import PaperMaker
from ui.session import Session
from ui.settings import remembered_bytes, settings
from ui.shortcuts import ShortcutSheet
from ui.tables.page import RecordsPage
from ui.today.page import TodayPage
from ui.transfer import Transfer


class LedgerWindow(QMainWindow):
    """One open ledger. What concerns the whole program (another ledger, the language) is asked for by signal."""

    asking = Signal(str)
    """The name of an action that the program does: new_ledger, open_ledger, close_ledger, language, quit."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.keeps_ledger = False
        """Whether another window goes on with the ledger, so that closing this one must not close the file."""
        self.setObjectName("ledger")
        self.setWindowTitle(f"{session.facts.agreement.customer.name} — {self.tr('ClauseLedger')}[*]")
        self.actions_by_name = actions.build(self, self.do)
        self.messages = Messages(self, session.words)
        self.messages.undo.connect(self.undo)
        self.transfer = Transfer(self, session, self.messages)
        self.papers = PaperMaker(self, session, self.messages)
        self.as_of = AsOfBar(session)
        self.today_page = TodayPage(session)
        self.agreement_page = AgreementPage(session)
        self.lists = {page: RecordsPage(session, page) for page in PAGES if page not in {"today", "agreement"}}
        self.explain_panel = ExplainPanel(session)
        self._pages = {"today": self.today_page, **self.lists, "agreement": self.agreement_page}
        self.navigation = Navigation(session.words)
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()
        session.changed.connect(self._after_change)
        self._after_change()
        self.resize(1280, 800)
        self.restoreGeometry(remembered_bytes("geometry"))
        self.restoreState(remembered_bytes("state"))
        self.navigation.choose("today")

    # Acts of the table: the program's are asked for, the others are the methods of their names

    def do(self, name: str) -> None:
        """Do what an action says; a refusal becomes a message."""
        if name in {"new_ledger", "open_ledger", "close_ledger", "language", "quit"}:
            self.asking.emit(name)
            return
        try:
            getattr(self, name)()
        except Refused as refused:
            self.messages.refuse(refused)

    def undo(self) -> None:
        """Undo the last act."""
        name = self.session.next_undo()
        if name and self.session.undo() is not None:
            self.messages.say(self.tr("Undone: {0}").format(name))

    def redo(self) -> None:
        """Redo the act undone last."""
        name = self.session.next_redo()
        if name and self.session.redo() is not None:
            self.messages.say(self.tr("Done again: {0}").format(name))

    def new_record(self) -> None:
        """Enter a new record of the kind the page lists; a bill on the other pages."""
        self.edit(self.page if self.page in self.lists else "bill", None)

    def edit_record(self) -> None:
        """Edit the selected record."""
        if self.current_list is not None:
            self.current_list.open_current()

    def remove_record(self) -> None:
        """Remove the selected record."""
        if self.current_list is not None:
            self.current_list.remove_current()

    def filter(self) -> None:
        """Put the cursor into the list's filter."""
        if self.current_list is not None:
            self.current_list.filter.setFocus()
            self.current_list.filter.selectAll()

    def import_file(self) -> None:
        """Import an exchange file."""
        self.transfer.import_file()

    def export_file(self) -> None:
        """Export the whole ledger."""
        self.transfer.export_file()

    def letter(self) -> None:
        """Make the letter objecting to the selected bill."""
        self.papers.letter(self.lists["bill"].current if self.page == "bill" else None)

    def settlement(self) -> None:
        """Make the settlement summary."""
        self.papers.settlement()

    def explain(self) -> None:
        """Show or hide the explanation; when shown, go there."""
        self.dock.setVisible(not self.dock.isVisible())
        if self.dock.isVisible():
            self.explain_panel.figures.setFocus()

    def day_before(self) -> None:
        """Look at the day before."""
        self.session.move_by(-1)

    def day_after(self) -> None:
        """Look at the day after."""
        self.session.move_by(1)

    def today(self) -> None:
        """Look at today."""
        self.session.move_to(self.session.today)

    def choose_day(self) -> None:
        """Put the cursor into the field of the day looked at."""
        self.as_of.field.setFocus()
        self.as_of.field.selectAll()

    def shortcuts(self) -> None:
        """Show the sheet of shortcuts."""
        ShortcutSheet(self.session.words, self).open()

    # What the pages ask for

    @property
    def page(self) -> str:
        """The page shown."""
        return PAGES[self.stack.currentIndex()]

    @property
    def current_list(self) -> RecordsPage | None:
        """The list shown, when the page is one."""
        return self.lists.get(self.page)

    def show_page(self, page: str) -> None:
        """Show a page and give it the keyboard."""
        self.navigation.choose(page)
        self._pages[page].setFocus()

    def edit(self, kind: str, record_id: str | None, field: str = "") -> None:
        """Open a record's form, at a field when one is named; the agreement has its own page."""
        if kind == "agreement":
            self.show_page("agreement")
            self.agreement_page.panel.go_to(field)
            return
        editor = RecordEditor(self.session, kind, record_id, self)
        editor.saved.connect(self._saved)
        editor.panel.go_to(field)
        editor.open()

    def remove(self, kind: str, record_id: str) -> None:
        """Remove a record and offer to undo that."""
        try:
            self.session.remove(kind, record_id)
        except Refused as refused:
            self.messages.refuse(refused)
            return
        self.messages.say(self.tr("Removed: {0}").format(self.session.words.record(kind, record_id)), undo=True)

    def _saved(self, kind: str, record_id: str) -> None:
        if kind in self.lists:
            self.show_page(kind)
            self.lists[kind].select(record_id)
            self.lists[kind].view.setFocus()
        self.messages.say(self.tr("Saved: {0}").format(self.session.words.record(kind, record_id)))

    def _after_change(self) -> None:
        undo, redo = self.session.next_undo(), self.session.next_redo()
        for name, act, text in (("undo", undo, self.tr("Undo")), ("redo", redo, self.tr("Redo"))):
            action = self.actions_by_name[name]
            action.setEnabled(act is not None)
            action.setText(f"{text}: {act}" if act else text)
            action.setIconText(text)

    def _page_chosen(self, page: str) -> None:
        self.stack.setCurrentIndex(PAGES.index(page))
        self.actions_by_name["letter"].setEnabled(page in {"bill", "today"})
        for name in ("edit_record", "remove_record", "filter"):
            self.actions_by_name[name].setEnabled(page in self.lists)
        if page in self.lists:
            self.lists[page].select_first()
            if self.lists[page].current:
                self.explain_panel.show_record(page, self.lists[page].current or "")
        elif page == "agreement":
            self.explain_panel.show_record("agreement", "agreement")
        else:
            self.today_page.select_first()
            self.today_page.explain_current()

    # Putting it together

    def _lay_out(self) -> None:
        for page in PAGES:
            self.stack.addWidget(self._pages[page])
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self.stack, 1)
        self.setCentralWidget(centre)
        bar = QToolBar(self.tr("Tools"))
        bar.setObjectName("tools")
        bar.setMovable(False)
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        bar.setIconSize(QSize(20, 20))
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        actions.fill_toolbar(bar, self.actions_by_name)
        self.addToolBar(bar)
        room = QWidget()
        room.setSizePolicy(room.sizePolicy().Policy.Expanding, room.sizePolicy().Policy.Preferred)
        bar.addWidget(room)
        bar.addWidget(self.as_of)
        self.dock = QDockWidget(self.tr("Explanation"))
        self.dock.setObjectName("explanation")
        self.dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        self.dock.setWidget(self.explain_panel)
        self.dock.setMinimumWidth(300)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.resizeDocks([self.dock], [340], Qt.Orientation.Horizontal)

    def _connect(self) -> None:
        self.navigation.chosen.connect(self._page_chosen)
        for page in self.lists.values():
            page.selected.connect(self.explain_panel.show_record)
            page.opening.connect(self.edit)
            page.removing.connect(self.remove)
            page.adding.connect(lambda kind: self.edit(kind, None))
        self.today_page.explaining.connect(self.explain_panel.show_record)
        self.today_page.opening.connect(self.edit)
        self.agreement_page.panel.saved.connect(self._saved)
        self.explain_panel.opening.connect(self.edit)
        for number in range(len(PAGES)):
            keys = QKeySequence(actions.PAGE_KEYS.format((number + 1) % 10))
            QShortcut(keys, self, lambda page=PAGES[number]: self.show_page(page))

    def changeEvent(self, event: QEvent) -> None:
        """Look again at the file when the window comes to the front."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.session.look_again()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember size, place and panels."""
        store = settings()
        store.setValue("geometry", self.saveGeometry())
        store.setValue("state", self.saveState())
        super().closeEvent(event)
        if not self.keeps_ledger:
            self.session.ledger.close()
