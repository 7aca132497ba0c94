"""What the window of a ledger has at hand, each made, and its module loaded, when it is first needed.

Starting waits for none of it: a window that was painted can already be read while the rest is on its way.
"""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

from models.words import Words
from ui.messages import Messages
from ui.unsaved import Unsaved

if TYPE_CHECKING:
    from ui.backups import BackingUp
    from ui.checking import Checking
    from ui.compacting import Compacting
    from ui.evidence.adding import Adding
    from ui.evidence.papers import EvidencePapers
    from ui.explain.panel import ExplainPanel
    from ui.moved import MovedDates
    from ui.outlook import Outlook
    from ui.paper.making import PaperMaker
    from ui.record_acts import RecordActs
    from ui.search.finder import Finder
    from ui.session import Session
    from ui.transfer import Transfer


class Desk(QMainWindow):
    """A window with a session and those who act on it."""

    unsaved: Unsaved

    def __init__(self, beginning: "Callable[[], Session]", words: Words) -> None:
        super().__init__()
        self._beginning = beginning
        self.words = words
        self.messages = Messages(self, words)
        self.messages.undo.connect(lambda: self.records.undo())
        self.messages.leading.connect(self.show_page)

    def has(self, name: str) -> bool:
        """Tell whether something at hand was needed yet."""
        return name in self.__dict__

    def show_page(self, page: str, spot: str = "") -> None:
        """Show a page and give it the keyboard; at a spot when one is named."""
        raise NotImplementedError

    @cached_property
    def session(self) -> "Session":
        """The ledger on one day. Raises :class:`Refused` when the ledger cannot be opened."""
        return self._beginning()

    @cached_property
    def outlook(self) -> "Outlook":
        """The look at the whole ledger."""
        from ui.outlook import Outlook

        return Outlook(self.session)

    @cached_property
    def explain_panel(self) -> "ExplainPanel":
        """The explanation of what is selected."""
        from ui.explain.panel import ExplainPanel

        made = ExplainPanel(self.session)
        made.opening.connect(lambda kind, record, field: self.records.edit(kind, record, field))
        return made

    @cached_property
    def moved(self) -> "MovedDates":
        """Tells which dates a holiday arrangement moved."""
        from ui.moved import MovedDates

        return MovedDates(self, self.session, self.messages)

    @cached_property
    def records(self) -> "RecordActs":
        """Enters, edits and removes records."""
        from ui.record_acts import RecordActs

        made = RecordActs(self, self.session, self.messages)
        made.showing.connect(self.show_page)
        made.attaching.connect(lambda kind, record, paths: self.evidence.attach(kind, record, paths))
        return made

    @cached_property
    def evidence(self) -> "Adding":
        """Keeps files with records."""
        from ui.evidence.adding import Adding

        return Adding(self, self.session, self.messages)

    @cached_property
    def exhibits(self) -> "EvidencePapers":
        """Puts evidence on paper."""
        from ui.evidence.papers import EvidencePapers

        made = EvidencePapers(self, self.session)
        made.told.connect(self.messages.say)
        made.refused.connect(self.messages.refuse)
        return made

    @cached_property
    def transfer(self) -> "Transfer":
        """Imports and exports."""
        from ui.transfer import Transfer

        made = Transfer(self, self.session, self.messages)
        made.imported.connect(self.show_page)
        return made

    @cached_property
    def papers(self) -> "PaperMaker":
        """Makes papers."""
        from ui.paper.making import PaperMaker

        return PaperMaker(self, self.session, self.messages)

    @cached_property
    def backing_up(self) -> "BackingUp":
        """Copies the ledger."""
        from ui.backups import BackingUp

        return BackingUp(self, self.session.ledger, self.messages)

    @cached_property
    def checking(self) -> "Checking":
        """Checks that nothing was altered."""
        from ui.checking import Checking

        return Checking(self, self.session, self.messages)

    @cached_property
    def compacting(self) -> "Compacting":
        """Makes the ledger's file smaller."""
        from ui.compacting import Compacting

        return Compacting(self, self.session, self.messages)

    @cached_property
    def finder(self) -> "Finder":
        """Searches the whole ledger."""
        from ui.search.finder import Finder

        return Finder(self.session, self)
