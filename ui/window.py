"""The main window of an open ledger: pages, the explanation beside them, and the acts of the action table."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QDockWidget, QWidget

from models.problems import Refused
from models.words import Words
from ui import actions
from ui.asof import AsOfBar
from ui.desk import Desk
from ui.fitting import open_at
from ui.forms.dates import COUNTS_FROM
from ui.going import Going
from ui.incoming import Incoming
from ui.page import Page
from ui.pages import Pages, make_page
from ui.preferences import Looks, looks
from ui.rooms import ROOMS, Room, room_of
from ui.settings import bring_back, remember
from ui.side_room import SideRoom
from ui.toolbar import ToolBar
from ui.unsaved import Unsaved

if TYPE_CHECKING:
    from models.figures import Figure
    from ui.letters.page import LettersPage
    from ui.session import Session

ASKED_OF_PROGRAM = ("new_ledger", "open_ledger", "restore", "close_ledger", "language", "settings", "manual", "quit")
ASKED_OF_PAGES = (
    *("new_record", "edit_record", "edit_several", "duplicate_record", "remove_record", "filter", "letter"),
    *("reinstate", "record_history", "letter_step"),
    *actions.OF_LISTS,
)
"""Actions that a page does itself when it can; a new record is a bill where the page says nothing else."""


class LedgerWindow(Desk):
    """One open ledger: its frame at once, the session and what stands on it when it is begun or first asked for.

    What concerns the whole program (another ledger, the language) is asked for by signal.
    """

    asking = Signal(str)
    """The name of an action that the program does, not the window."""
    opening = Signal(Path)
    """Another ledger to be opened instead."""
    going_away = Signal()
    """The window is being closed."""
    painted = Signal()
    """The frame was painted the first time."""

    def __init__(self, beginning: "Callable[[], Session]", words: Words, today: date, name: str) -> None:
        super().__init__(beginning, words)
        self.keeps_ledger = False
        """Whether another window goes on with the ledger, so that closing this one must not close the file."""
        self.begun = False
        """Whether the session stands in the window."""
        self.closed = False
        self._painted = False
        self.setObjectName("ledger")
        self._name(name)
        self.actions_by_name = actions.build(self, self.do, words)
        self.as_of = AsOfBar(lambda: self.session, today)
        self.pages = Pages(words, lambda page: make_page(page, self.session, self.outlook))
        self.lists, self.navigation = self.pages.lists, self.pages.navigation
        self.going = Going(self.pages, lambda: self.explain_panel)
        self.unsaved = Unsaved(self, self.pages, lambda: self.show_page("agreement"))
        self.doers = self._find_doers()
        Incoming(self)
        self._lay_out()
        self.pages.waiting.setFocus()  # else the navigation would have it, and choose a page already
        self.pages.made.connect(self._take_in)
        self.going.arrived.connect(self._arrived)
        if looks().size > Looks().size:  # what is drawn larger has less room on the same screen
            open_at(self, 1280, 800)
        else:
            self.resize(1280, 800)
        bring_back(self)

    def begin(self) -> None:
        """Put the session into the window, and a page to the front when none was asked for yet.

        Raises :class:`Refused` when the ledger cannot be opened.
        """
        if self.begun or self.closed:
            return
        session = self.session
        self.begun = True
        self._name(session.facts.agreement.customer.name)
        self.dock.setWidget(self.explain_panel)
        self.explain_panel.comparing.connect(self.compare_readings)
        session.changed.connect(self._after_change)
        session.changed.connect(self.as_of.refresh)
        session.changed.connect(self.moved.after_change)
        self.outlook.renewed.connect(self._count_findings)
        self.as_of.refresh()
        self._after_change()
        self._count_findings()
        if not self.pages.any_shown:
            self.show_page("today")
        self.side.suit_width(self.width(), spreads=self.going.page.spreads)

    def bring_back(self) -> None:
        """Open again what was being typed when the program ended without being asked to."""
        from ui.forms.unfinished import Keeper

        if Keeper(self.session.ledger.path).kept():
            self.records.bring_back()

    # Acts of the table: the program's are asked for, the others have somebody here who does them, or the page in front

    def _find_doers(self) -> dict[str, Callable[[], object]]:
        return {
            "recent_ledgers": self.recent,
            "undo": lambda: self.records.undo(),
            "redo": lambda: self.records.redo(),
            "import_file": lambda: self.transfer.import_file(),
            "import_copy": lambda: self.transfer.import_copy(),
            "import_calendar": lambda: self.transfer.import_calendar(),
            "export_file": lambda: self.transfer.export_file(),
            "reminders": lambda: self.transfer.export_reminders(),
            "back_up": lambda: self.backing_up.ask(self.session.today),
            "verify": lambda: self.checking.check(),
            "compact": lambda: self.compacting.ask(),
            "back": lambda: self.going.step(-1),
            "forward": lambda: self.going.step(1),
            **{actions.ROOM + room.name: partial(self.show_room, room) for room in ROOMS},
            "tab_after": lambda: self.pages.step(1),
            "tab_before": lambda: self.pages.step(-1),
            "reconcile": lambda: self.show_page("reconciliation"),
            "search": self.search,
            "palette": self.palette_of_actions,
            "new_record": lambda: self.records.enter("bill"),
            "preset": lambda: self.records.preset(),
            "letter": partial(self._compose, "", ""),
            "register_letter": self._register_letter,
            "settlement": lambda: self.papers.settlement(),
            "fee_statement": lambda: self.papers.ask_fee_statement(),
            "evidence_list": lambda: self.exhibits.ask_for_list(),
            "evidence_bundle": lambda: self.exhibits.bundle(),
            "print_several": lambda: self.papers.several(),
            "explain": self.explain,
            "readings": partial(self.compare_readings, None, ""),
            "day_before": lambda: self.session.move_by(-1),
            "day_after": lambda: self.session.move_by(1),
            "today": lambda: self.session.move_to(self.session.today),
            "choose_day": self.as_of.choose,
            "shortcuts": self.shortcuts,
        }

    def do(self, name: str) -> None:
        """Do what an action says; a refusal becomes a message."""
        if name in ASKED_OF_PROGRAM:
            self.asking.emit(name)
            return
        try:
            self.begin()
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
        from ui.offers import offers_of
        from ui.palette.palette import Palette

        palette = Palette(self.tr("Do anything"), offers_of(self.actions_by_name, self.words), self)
        palette.taken.connect(self.do)
        palette.open()

    def search(self) -> None:
        """Search the whole ledger."""
        from ui.search.dialog import SearchDialog

        dialog = SearchDialog(self.session, self.finder, self)
        dialog.going.connect(self.show_page)
        dialog.open()

    def recent(self) -> None:
        """Offer the ledgers opened lately."""
        from ui.offers import recent_offers
        from ui.palette.palette import Palette

        palette = Palette(self.tr("Recent ledgers"), recent_offers(but=self.session.ledger.path), self)
        palette.taken.connect(lambda name: self.opening.emit(Path(name)))
        palette.open()

    def shortcuts(self) -> None:
        """Show the sheet of shortcuts."""
        from ui.shortcuts import ShortcutSheet

        ShortcutSheet(self.words, self).open()

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

    def _compose(self, subject: str, record: str) -> None:
        self.letters.ask_about(subject, record)

    def _register_letter(self) -> None:
        self.letters.ask_for_elsewhere()

    def _after_change(self) -> None:
        self.setProperty(COUNTS_FROM, self.session.as_of)
        undo, redo = self.session.next_undo(), self.session.next_redo()
        for name, act, text in (("undo", undo, self.tr("Undo")), ("redo", redo, self.tr("Redo"))):
            action = self.actions_by_name[name]
            action.setEnabled(act is not None)
            action.setText(f"{text}: {act}" if act else text)
            action.setIconText(text)

    def _count_findings(self) -> None:
        self.navigation.count_of(room_of("finding"), len(self.outlook.view.findings))

    def _name(self, name: str) -> None:
        self.setWindowTitle(self.tr("{0} — ClauseLedger").format(name))

    def _arrived(self) -> None:
        """Grey out what the page in front cannot do."""
        done = self.going.page.doers()
        for name in ASKED_OF_PAGES:
            self.actions_by_name[name].setEnabled(name in done or name in self.doers)
        self.actions_by_name["back"].setEnabled(self.going.can_go_back)
        self.actions_by_name["forward"].setEnabled(self.going.can_go_forward)
        self.side.suit(self.page, spreads=self.going.page.spreads)

    # Putting it together

    def _lay_out(self) -> None:
        self.setCentralWidget(self.pages)
        self.addToolBar(ToolBar(self.actions_by_name, self.as_of))
        self.dock = QDockWidget(self.tr("Explanation"))
        self.dock.setObjectName("explanation")
        self.dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
        self.dock.setWidget(QWidget())
        self.dock.setMinimumWidth(300)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.side = SideRoom(self.dock)
        self.resizeDocks([self.dock], [340], Qt.Orientation.Horizontal)

    def _take_in(self, page: Page) -> None:
        """Do what a page asks for from now on."""
        page.opening.connect(lambda kind, record: self.records.edit(kind, record))
        page.opening_at.connect(lambda kind, record, field: self.records.edit(kind, record, field))
        page.entering.connect(lambda kind, given: self.records.enter(kind, given))
        page.adding.connect(lambda kind: self.records.enter(kind))
        page.removing.connect(lambda kind, record: self.records.remove(kind, record))
        page.revising.connect(lambda *given: self.records.edit_several(*given))
        page.removing_several.connect(lambda *given: self.records.remove_several(*given))
        page.writing.connect(lambda kind, record: self.letters.write(kind, record))
        page.stating.connect(lambda invoice: self.papers.ask_fee_statement(invoice))
        page.composing.connect(self._compose)
        page.said.connect(partial(self.messages.say, undo=True))
        page.told.connect(self.messages.say)
        page.refused.connect(self.messages.refuse)
        page.attaching.connect(lambda kind, record, paths: self.evidence.attach(kind, record, paths))
        page.saved.connect(lambda kind, record: self.records.saved(kind, record))
        page.asking.connect(self.do)
        page.explaining_now.connect(lambda _: self.dock.show())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when the frame is there."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave a narrow window to the page."""
        super().resizeEvent(event)
        if self.begun and not self.closed:
            self.side.suit_width(self.width(), spreads=self.going.page.spreads)

    def changeEvent(self, event: QEvent) -> None:
        """Look again at the file when the window comes to the front."""
        super().changeEvent(event)
        front = self.has("session") and event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if front and self.isEnabled() and not self.closed:  # a window that waits for work leaves the file alone
            try:
                self.session.look_again()
            except Refused as refused:
                self.messages.refuse(refused)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember size, place and panels; ask first when something is not saved."""
        if self.unsaved.asks_first(self.close):
            event.ignore()
            return
        self.dock.setVisible(self.side.is_wanted)
        remember(self)
        if self.has("outlook"):
            self.outlook.stop()
        if self.has("finder"):
            self.finder.stop()
        super().closeEvent(event)
        self.closed = True
        self.going_away.emit()
        if self.has("session") and not self.keeps_ledger:
            self.session.ledger.close()
