"""When memory is looked through for what nobody uses any more: neither while work runs nor while somebody acts.

A ledger of ten thousand invoices is some hundred thousand small objects; looking through them takes a quarter of a
second of the screen's thread, and on another thread it could destroy widgets there. So it waits until the window rests.
"""

import gc
import sys
from time import monotonic

from PySide6.QtCore import QObject, QTimer

_SHORT_TURN = 0.0002
"""Seconds after which a thread lets another one go on, while work runs beside the screen."""
_RESTED = 3.0
"""Seconds without work after which the window rests."""
_ENOUGH = 20_000
"""New objects from which looking is worth it."""


class Collecting:
    """What holds while any work runs: no looking through memory, and short turns.

    Painting a list asks for a turn hundreds of times.
    """

    running = 0
    by_itself = True
    """Whether Python looks when it likes, once no work runs; not in the program, which rests now and then."""
    much = False
    """Whether work makes so many figures that looking through them would hold the screen; they go by themselves."""
    turn = 0.005
    ended = 0.0
    """When the last work ended."""

    @classmethod
    def hold(cls) -> None:
        """Begin a piece of work."""
        if not cls.running:
            cls.turn = sys.getswitchinterval()
            if cls.much and not cls.by_itself:
                gc.collect()  # what the screen left in rings, before it is set aside with what the work makes
        cls.running += 1
        gc.disable()
        sys.setswitchinterval(_SHORT_TURN)

    @classmethod
    def release(cls) -> None:
        """End a piece of work."""
        cls.running -= 1
        cls.ended = monotonic()
        if not cls.running:
            sys.setswitchinterval(cls.turn)
            if cls.by_itself:
                gc.enable()
            elif cls.much:
                gc.freeze()


class Rests(QObject):
    """Looks through what is new in memory whenever the window has rested; Python itself does no more.

    What is in use then, or was made by work on a large ledger, is not looked at again until :meth:`begin_anew`: a
    ledger's figures go by themselves when the last who holds them does, and only widgets hold each other in rings.
    Looking through the figures of a hundred thousand invoices would hold the screen for more than a second.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        Collecting.by_itself = False
        self._anew = False
        gc.disable()
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(int(_RESTED * 1000 / 2))

    def begin_anew(self) -> None:
        """Look at everything the next time: a window and all that stood in it are gone."""
        self._anew = True

    def _look(self) -> None:
        new = gc.get_count()[0]
        rested = monotonic() - Collecting.ended > _RESTED
        if not Collecting.running and rested and (self._anew or new > _ENOUGH):
            if self._anew:  # not before: work begins by looking at what is not set aside
                self._anew = False
                gc.unfreeze()
            gc.collect()
            gc.freeze()
