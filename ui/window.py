"""The main window of an open ledger: pages, the explanation beside them, and the acts of the action table."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow

from models.problems import Refused
from ui import actions
from ui.asof import AsOfBar
from ui.explain.panel import ExplainPanel
from ui.forms.editor import RecordEditor
from ui.forms.presets import PresetDialog
from ui.messages import Messages
from ui.moved import MovedDates
from ui.outlook import Outlook
from ui.pages import Pages
from ui.paper.making import PaperMaker
from ui.session import Session
from ui.settings import bring_back, remember
from ui.shortcuts import ShortcutSheet
from ui.tables.page import RecordsPage
from ui.toolbar import ToolBar
from ui.transfer import Transfer
from ui.unsaved import Unsaved

ASKED_OF_PROGRAM = ("new_ledger", "open_ledger", "close_ledger", "language", "quit")


class LedgerWindow(QMainWindow):
    """One open ledger. What concerns the whole program (another ledger, the language) is asked for by signal."""

    asking = Signal(str)
    """The name of an action that the program does, not the window."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.keeps_ledger = False
        """Whether another window goes on with the ledger, so that closing this one must not close the file."""
        self._closed = False
        self.setObjectName("ledger")
        self.setWindowTitle(self.tr("{0} — ClauseLedger").format(session.facts.agreement.customer.name))
        self.actions_by_name = actions.build(self, self.do)
        self.messages = Messages(self, session.words)
        self.messages.undo.connect(self.undo)
        self.transfer = Transfer(self, session, self.messages)
        self.papers = PaperMaker(self, session, self.messages)
        self.as_of = AsOfBar(session)
        self.doers = self._find_doers()
        self.outlook = Outlook(session)
        self.pages = Pages(session, self.outlook)
        self.today_page, self.findings_page = self.pages.today, self.pages.findings
        self.agreement_page, self.clauses_page = self.pages.agreement, self.pages.clauses
        self.lists, self.navigation = self.pages.lists, self.pages.navigation
        self.explain_panel = ExplainPanel(session)
        self.moved = MovedDates(self, session, self.messages)
        self.unsaved = Unsaved(self, self.agreement_page.panel, lambda: self.show_page("agreement"))
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        session.changed.connect(self._after_change)
        self._after_change()
        self.resize(1280, 800)
        bring_back(self)
        self.navigation.choose("today")

    # Acts of the table: the program's are asked for, the others have somebody here who does them

    def _find_doers(self) -> dict[str, Callable[[], object]]:
        session = self.session
        return {
            "undo": self.undo,
            "redo": self.redo,
            "new_record": self.new_record,
            "edit_record": self.edit_record,
            "remove_record": self.remove_record,
            "filter": self.filter,
            "import_file": self.transfer.import_file,
            "export_file": self.transfer.export_file,
            "letter": self.letter,
            "settlement": self.papers.settlement,
            "explain": self.explain,
            "day_before": lambda: session.move_by(-1),
            "day_after": lambda: session.move_by(1),
            "today": lambda: session.move_to(session.today),
            "choose_day": self.as_of.choose,
            "shortcuts": self.shortcuts,
        }

    def do(self, name: str) -> None:
        """Do what an action says; a refusal becomes a message."""
        if name in ASKED_OF_PROGRAM:
            self.asking.emit(name)
            return
        try:
            self.doers[name]()
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

    def letter(self) -> None:
        """Make the letter objecting to the bill selected in its list under today's matters or findings."""
        match self.page:
            case "bill":
                bill = self.lists["bill"].current
            case "finding":
                bill = self.findings_page.current_bill
            case _:
                bill = self.today_page.current_bill
        self.papers.letter(bill)

    def explain(self) -> None:
        """Show or hide the explanation; when shown, go there."""
        self.dock.setVisible(not self.dock.isVisible())
        if self.dock.isVisible():
            self.explain_panel.figures.setFocus()

    def preset(self) -> None:
        """Enter a service rule from a preset."""
        dialog = PresetDialog(self.session, self)
        dialog.saved.connect(self._saved)
        dialog.open()

    def shortcuts(self) -> None:
        """Show the sheet of shortcuts."""
        ShortcutSheet(self.session.words, self).open()

    # What the pages ask for

    @property
    def page(self) -> str:
        """The page shown."""
        return self.pages.current

    @property
    def current_list(self) -> RecordsPage | None:
        """The list shown, when the page is one."""
        return self.lists.get(self.page)

    def show_page(self, page: str) -> None:
        """Show a page and give it the keyboard."""
        self.pages.show_page(page)

    def edit(self, kind: str, record_id: str | None, field: str = "") -> None:
        """Open a record's form, at a field when one is named; the agreement and its text have their own pages."""
        if kind == "agreement_copy":
            self.show_page(kind)
            self.clauses_page.go_to(field)
            return
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
        self.actions_by_name["letter"].setEnabled(page in {"bill", "today", "finding"})
        for name in ("edit_record", "remove_record", "filter"):
            self.actions_by_name[name].setEnabled(page in self.lists)
        if page in self.lists:
            self.lists[page].select_first()
            self.explain_panel.show_record(page, self.lists[page].current or "")
        elif page == "agreement":
            self.explain_panel.show_record("agreement", "agreement")
        elif page == "agreement_copy":
            self.explain_panel.show_record(page, "")
        elif page == "finding":
            self.findings_page.explain_current()
        elif page == "today":
            self.today_page.select_first()
            self.today_page.explain_current()

    # Putting it together

    def _lay_out(self) -> None:
        self.setCentralWidget(self.pages)
        self.addToolBar(ToolBar(self.actions_by_name, self.as_of))
        self.dock = QDockWidget(self.tr("Explanation"))
        self.dock.setObjectName("explanation")
        self.dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        self.dock.setWidget(self.explain_panel)
        self.dock.setMinimumWidth(300)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.resizeDocks([self.dock], [340], Qt.Orientation.Horizontal)

    def _connect(self) -> None:
        self.pages.chosen.connect(self._page_chosen)
        for page in self.lists.values():
            page.selected.connect(self.explain_panel.show_record)
            page.opening.connect(self.edit)
            page.removing.connect(self.remove)
            page.adding.connect(lambda kind: self.edit(kind, None))
        self.lists["service_rule"].add_button(self.tr("From a preset…"), self.preset)
        self.lists["arrangement"].add_button(self.tr("Open a calendar file…"), self.transfer.import_calendar)
        self.transfer.imported.connect(self.show_page)
        self.today_page.explaining.connect(self.explain_panel.show_record)
        self.today_page.opening.connect(self.edit)
        self.findings_page.explaining.connect(self.explain_panel.show_record)
        self.findings_page.opening.connect(self.edit)
        self.findings_page.writing.connect(self.papers.write)
        self.clauses_page.importing.connect(self.transfer.import_copy)
        self.clauses_page.removing.connect(self.remove)
        self.agreement_page.panel.saved.connect(self._saved)
        self.explain_panel.opening.connect(self.edit)
        self.pages.add_keys(self)

    def changeEvent(self, event: QEvent) -> None:
        """Look again at the file when the window comes to the front."""
        super().changeEvent(event)
        front = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if front and self.isEnabled() and not self._closed:  # a window that waits for work leaves the file alone
            try:
                self.session.look_again()
            except Refused as refused:
                self.messages.refuse(refused)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let a file be dropped."""
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import the file dropped, by what it is."""
        event.acceptProposedAction()
        self.transfer.take_in(Path(event.mimeData().urls()[0].toLocalFile()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember size, place and panels; ask first when something is not saved."""
        if self.unsaved.asks_first(self.close):
            event.ignore()
            return
        remember(self)
        self.outlook.stop()
        super().closeEvent(event)
        self._closed = True
        if not self.keeps_ledger:
            self.session.ledger.close()
