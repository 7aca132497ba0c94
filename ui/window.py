"""The main window of an open ledger: pages, the explanation beside them, and the acts of the action table."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow

from models.problems import Refused
from ui import actions
from ui.asof import AsOfBar
from ui.backups import BackingUp
from ui.checking import Checking
from ui.evidence.adding import Adding
from ui.explain.panel import ExplainPanel
from ui.going import Going
from ui.messages import Messages
from ui.moved import MovedDates
from ui.offers import offers_of, recent_offers
from ui.outlook import Outlook
from ui.page import Page
from ui.pages import Pages
from ui.palette.palette import Palette
from ui.paper.making import PaperMaker
from ui.record_acts import RecordActs
from ui.rooms import ROOMS, Room
from ui.search.dialog import SearchDialog
from ui.search.finder import Finder
from ui.session import Session
from ui.settings import bring_back, remember
from ui.shortcuts import ShortcutSheet
from ui.toolbar import ToolBar
from ui.transfer import Transfer
from ui.unsaved import Unsaved

if TYPE_CHECKING:
    from models.figures import Figure
    from ui.letters.page import LettersPage

ASKED_OF_PROGRAM = ("new_ledger", "open_ledger", "restore", "close_ledger", "language", "quit")
ASKED_OF_PAGES = (
    *("new_record", "edit_record", "edit_several", "duplicate_record", "remove_record", "filter", "letter"),
    *("reinstate", "record_history"),
    *actions.OF_LISTS,
)
"""Actions that a page does itself when it can; a new record is a bill where the page says nothing else."""


class LedgerWindow(QMainWindow):
    """One open ledger. What concerns the whole program (another ledger, the language) is asked for by signal."""

    asking = Signal(str)
    """The name of an action that the program does, not the window."""
    opening = Signal(Path)
    """Another ledger to be opened instead."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.keeps_ledger = False
        """Whether another window goes on with the ledger, so that closing this one must not close the file."""
        self._closed = False
        self._gave_room = False
        """Whether the explanation is away to give a page its room."""
        self.setObjectName("ledger")
        self.setWindowTitle(self.tr("{0} — ClauseLedger").format(session.facts.agreement.customer.name))
        self.actions_by_name = actions.build(self, self.do, session.words)
        self.messages = Messages(self, session.words)
        self.transfer = Transfer(self, session, self.messages)
        self.backing_up = BackingUp(self, session.ledger, self.messages)
        self.papers = PaperMaker(self, session, self.messages)
        self.evidence = Adding(self, session, self.messages)
        self.records = RecordActs(self, session, self.messages)
        self.checking = Checking(self, session, self.messages)
        self.as_of = AsOfBar(session)
        self.outlook = Outlook(session)
        self.finder = Finder(session, self)
        self.pages = Pages(session, self.outlook)
        self.lists, self.navigation = self.pages.lists, self.pages.navigation
        self.explain_panel = ExplainPanel(session)
        self.going = Going(self.pages, self.explain_panel)
        self.moved = MovedDates(self, session, self.messages)
        self.unsaved = Unsaved(self, self.pages, lambda: self.show_page("agreement"))
        self.doers = self._find_doers()
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        session.changed.connect(self._after_change)
        self._after_change()
        self.resize(1280, 800)
        bring_back(self)
        self.show_page("today")

    # Acts of the table: the program's are asked for, the others have somebody here who does them, or the page in front

    def _find_doers(self) -> dict[str, Callable[[], object]]:
        session = self.session
        return {
            "recent_ledgers": self.recent,
            "undo": self.records.undo,
            "redo": self.records.redo,
            "import_file": self.transfer.import_file,
            "import_copy": self.transfer.import_copy,
            "import_calendar": self.transfer.import_calendar,
            "export_file": self.transfer.export_file,
            "reminders": self.transfer.export_reminders,
            "back_up": lambda: self.backing_up.ask(session.today),
            "verify": self.checking.check,
            "back": lambda: self.going.step(-1),
            "forward": lambda: self.going.step(1),
            **{actions.ROOM + room.name: partial(self.show_room, room) for room in ROOMS},
            "tab_after": lambda: self.pages.step(1),
            "tab_before": lambda: self.pages.step(-1),
            "search": self.search,
            "palette": self.palette_of_actions,
            "new_record": lambda: self.records.enter("bill"),
            "preset": self.records.preset,
            "letter": partial(self._compose, "", ""),
            "register_letter": self._register_letter,
            "settlement": self.papers.settlement,
            "fee_statement": self.papers.ask_fee_statement,
            "print_several": self.papers.several,
            "explain": self.explain,
            "readings": partial(self.compare_readings, None, ""),
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
            doer = self.going.page.doers().get(name) or self.doers.get(name)
            if doer is not None:
                doer()
        except Refused as refused:
            self.messages.refuse(refused)

    def explain(self) -> None:
        """Go to the explanation, shown when it was not; hide it when the keyboard is there already."""
        inside = self.dock.isVisible() and self.dock.isAncestorOf(self.focusWidget() or self)
        self.dock.setVisible(not inside)
        if inside:
            self.going.page.setFocus()
        else:
            self.explain_panel.figures.setFocus()

    def compare_readings(self, figure: "Figure | None", reading: str) -> None:
        """Show what other readings give, for a figure and in the whole ledger."""
        from ui.explain.readings import ReadingsDialog

        dialog = ReadingsDialog(self.session, figure, reading, self)
        dialog.said.connect(partial(self.messages.say, undo=True))
        dialog.refused.connect(self.messages.refuse)
        dialog.open()

    def palette_of_actions(self) -> None:
        """Offer everything that can be done, by name."""
        palette = Palette(self.tr("Do anything"), offers_of(self.actions_by_name, self.session.words), self)
        palette.taken.connect(self.do)
        palette.open()

    def search(self) -> None:
        """Search the whole ledger."""
        dialog = SearchDialog(self.session, self.finder, self)
        dialog.going.connect(self.show_page)
        dialog.open()

    def recent(self) -> None:
        """Offer the ledgers opened lately."""
        palette = Palette(self.tr("Recent ledgers"), recent_offers(but=self.session.ledger.path), self)
        palette.taken.connect(lambda name: self.opening.emit(Path(name)))
        palette.open()

    def shortcuts(self) -> None:
        """Show the sheet of shortcuts."""
        ShortcutSheet(self.session.words, self).open()

    # What the pages ask for

    @property
    def page(self) -> str:
        """The page shown."""
        return self.pages.current

    def show_page(self, page: str, spot: str = "") -> None:
        """Show a page and give it the keyboard; at a spot when one is named."""
        self.going.show(page, spot)

    def show_room(self, room: Room) -> None:
        """Show the page of a room that was in front there last."""
        self.show_page(self.pages.front_of(room))

    @property
    def letters(self) -> "LettersPage":
        """The page of letters, made when it is first asked for."""
        return cast("LettersPage", self.pages.page("letter"))

    def _write(self, kind: str, record: str) -> None:
        self.letters.write(kind, record)

    def _compose(self, subject: str, record: str) -> None:
        self.letters.ask_about(subject, record)

    def _register_letter(self) -> None:
        self.letters.register()

    def _make_room(self) -> None:
        """Give a page that spreads the explanation's room, and give it back afterwards."""
        wanted = self.going.page.spreads
        if wanted and self.dock.isVisible():
            self.dock.hide()
            self._gave_room = True
        elif not wanted and self._gave_room:
            self.dock.show()
            self._gave_room = False

    def _after_change(self) -> None:
        undo, redo = self.session.next_undo(), self.session.next_redo()
        for name, act, text in (("undo", undo, self.tr("Undo")), ("redo", redo, self.tr("Redo"))):
            action = self.actions_by_name[name]
            action.setEnabled(act is not None)
            action.setText(f"{text}: {act}" if act else text)
            action.setIconText(text)

    def _arrived(self) -> None:
        """Grey out what the page in front cannot do."""
        done = self.going.page.doers()
        for name in ASKED_OF_PAGES:
            self.actions_by_name[name].setEnabled(name in done or name in self.doers)
        self.actions_by_name["back"].setEnabled(self.going.can_go_back)
        self.actions_by_name["forward"].setEnabled(self.going.can_go_forward)
        self._make_room()

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
        self.messages.undo.connect(self.records.undo)
        self.pages.made.connect(self._take_in)
        self.going.arrived.connect(self._arrived)
        self.records.showing.connect(self.show_page)
        self.records.attaching.connect(self.evidence.attach)
        self.transfer.imported.connect(self.show_page)
        self.explain_panel.opening.connect(self.records.edit)
        self.explain_panel.comparing.connect(self.compare_readings)

    def _take_in(self, page: Page) -> None:
        """Do what a page asks for from now on."""
        page.opening.connect(self.records.edit)
        page.opening_at.connect(self.records.edit)
        page.entering.connect(self.records.enter)
        page.adding.connect(self.records.enter)
        page.removing.connect(self.records.remove)
        page.revising.connect(self.records.edit_several)
        page.removing_several.connect(self.records.remove_several)
        page.writing.connect(self._write)
        page.stating.connect(self.papers.fee_statement)
        page.composing.connect(self._compose)
        page.said.connect(partial(self.messages.say, undo=True))
        page.told.connect(self.messages.say)
        page.refused.connect(self.messages.refuse)
        page.attaching.connect(self.evidence.attach)
        page.saved.connect(self.records.saved)
        page.asking.connect(self.do)

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
        """Let files be dropped."""
        urls = event.mimeData().urls()
        if urls and all(url.isLocalFile() for url in urls):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import the files dropped, by what they are."""
        event.acceptProposedAction()
        self.transfer.take_in_all([Path(url.toLocalFile()) for url in event.mimeData().urls()])

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember size, place and panels; ask first when something is not saved."""
        if self.unsaved.asks_first(self.close):
            event.ignore()
            return
        self.dock.setVisible(self.dock.isVisible() or self._gave_room)
        remember(self)
        self.outlook.stop()
        self.finder.stop()
        super().closeEvent(event)
        self._closed = True
        if not self.keeps_ledger:
            self.session.ledger.close()
