"""Reminding of deadlines: at start and every day while the program is open, in the system's tray where there is one."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from models.agenda import Matter, due, matters
from models.assess import assess
from models.vocabulary import Vocabulary
from ui.languages import translate
from ui.preferences import reminders
from ui.session import Session
from ui.today.view import MattersModel
from ui.work import Beside

_LOOKED_EVERY = 5 * 60 * 1000
"""Milliseconds between two looks whether another day has begun."""
_NAMED = 3
"""Matters named in a notice of the system's, one in the window's line; the rest is counted."""


class Reminding(QObject):
    """Watches one session: tells what is due once for each day, never twice."""

    telling = Signal(str)
    """A notice for the window, where the system has no tray."""
    opened = Signal()
    """The notice in the tray was chosen."""

    def __init__(self, session: Session, clock: Callable[[], date], told: set[date], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._clock = clock
        self._told = told
        """Days already told of, which another window of the same ledger shares."""
        self._beside = Beside(self)
        self._tray: QSystemTrayIcon | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_LOOKED_EVERY)
        self._remind()

    def look(self) -> None:
        """See whether another day has begun, and then turn to it and tell what is due on it."""
        today = self._clock()
        if today != self._session.today:
            self._session.turn_to(today)
            self._remind()

    def stop(self) -> None:
        """Remind no more: the window is closed."""
        self._timer.stop()
        self._beside.drop()
        if self._tray is not None:
            self._tray.hide()

    def _remind(self) -> None:
        session, chosen, today = self._session, reminders(), self._session.today
        if today in self._told or not chosen.wanted:
            return
        self._told.add(today)
        facts = session.facts
        self._beside.ask(lambda: due(matters(assess(facts, today)), chosen.leads), self._tell)

    def _tell(self, found: list[Matter]) -> None:
        if not found:
            return
        heading = self.tr("%n deadline(s) to think of", "", len(found))
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._show_in_tray(heading, "\n".join(self._lines(found, _NAMED)))
        else:
            self.telling.emit(" · ".join([heading, *self._lines(found, 1)]))

    def _lines(self, found: list[Matter], named: int) -> list[str]:
        lines = notice(found[:named], self._session.words)
        return [*lines, self.tr("and %n more", "", len(found) - named)] if len(found) > named else lines

    def _show_in_tray(self, heading: str, text: str) -> None:
        if self._tray is None:
            self._tray = QSystemTrayIcon(QApplication.windowIcon(), self)
            self._tray.messageClicked.connect(self.opened)
            self._tray.activated.connect(lambda _: self.opened.emit())
        self._tray.setToolTip(heading)
        self._tray.show()
        self._tray.showMessage(heading, text, QApplication.windowIcon())


def notice(found: list[Matter], words: Vocabulary) -> list[str]:
    """Say each matter on a line: its day, what it is, how many days are left."""
    model, line = MattersModel(words), translate("Reminding", "{0} {1}: {2} ({3})")
    return [
        line.format(
            each.day.isoformat(),
            words.figure(each.figure.kind),
            words.record(each.figure.subject, each.figure.record),
            model.left_text(each),
        )
        for each in found
    ]
