"""Assessments nobody looks at any more, let go beside the screen and piece by piece.

That of a hundred thousand invoices is a million small objects; freed at once, on whatever thread, they hold all others
for a third of a second.
"""

from sys import getrefcount

from PySide6.QtCore import QObject, QTimer

from models.assess import Assessment
from ui.work import Beside

_AGAIN = 500
"""Milliseconds after which is looked again whether somebody still holds one."""
_ALONE = 3
"""References to what only its list holds: the list's, that of who looks through it, that of who counts."""


class LettingGo(QObject):
    """Holds what is no longer looked at until nobody else does, and then lets it go."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._held: list[Assessment] = []
        self._going: list[Assessment] = []
        self._beside = Beside(self)
        self._timer = QTimer(self)
        self._timer.setInterval(_AGAIN)
        self._timer.timeout.connect(self._look)

    def take(self, assessment: Assessment) -> None:
        """Take an assessment that is to go."""
        self._held.append(assessment)
        self._timer.start()

    def _look(self) -> None:
        self._going += [each for each in self._held if getrefcount(each) <= _ALONE]
        going = {id(each) for each in self._going}
        self._held = [each for each in self._held if id(each) not in going]
        if self._going:
            self._beside.ask(self._let_go, lambda _: None)
        if not self._held:
            self._timer.stop()

    def _let_go(self) -> None:
        while self._going:
            pieces = self._going.pop().pieces()
            while pieces:
                pieces.pop()
