"""What looking at the whole ledger tells: findings, the safest day of every coming deadline, the money at a glance.

Renewed after every act and every move of the day: at once in a small ledger, beside the screen's thread in a large one.
"""

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from models.agenda import Matter, matters
from models.assess import Assessment
from models.findings.find import find
from models.findings.finding import Finding
from models.glance import NOTHING, Glance, glance
from models.problems import Problem
from ui.session import Session
from ui.work import Beside


class View(NamedTuple):
    """The outcome: today's matters, findings, what is doubtful, and the sums."""

    matters: list[Matter]
    findings: list[Finding]
    problems: tuple[Problem, ...]
    glance: Glance


class Outlook(QObject):
    """Keeps the view of one session's whole ledger up to date."""

    renewed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._beside = Beside(self)
        self.view = View([], [], (), NOTHING)
        self.current = False
        """Whether the view is of the session's present assessment; a large ledger's is made a little later."""
        session.changed.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        """Look again."""
        assessment = self._session.assessment
        self.current = False
        if self._session.large:
            self._beside.ask(lambda: look(assessment), self._take)
        else:
            self._beside.drop()
            self._take(look(assessment))

    def stop(self) -> None:
        """Look no more: the ledger is being closed."""
        self._beside.drop()

    def _take(self, view: View) -> None:
        self.view = view
        self.current = True
        self.renewed.emit()


def look(assessment: Assessment) -> View:
    """Look at everything of an assessment."""
    found = find(assessment)
    return View(matters(assessment), found, assessment.problems, glance(assessment, found))
