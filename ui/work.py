"""Long work off the screen's thread: the window waits and says so, or goes on and is told when it is done."""

import gc
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Event
from time import monotonic
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from models.problems import Refused
from ui.look import GAP, GAP_WIDE, LOOK

Result = TypeVar("Result")
SHOWN_AFTER = 350
"""Milliseconds after which the window says what it is doing; shorter work needs no words."""
TOLD_EVERY = 0.05
"""Seconds between two words on how far a piece of work is."""
SETTLED_AFTER = 60
"""Milliseconds that work beside the window waits for the screen to be painted first."""
_SHORT_TURN = 0.0002
"""Seconds after which a thread lets another one go on, while work runs beside the screen."""


class _Collection:
    """What holds while any work runs: no garbage collection, and short turns.

    A collection on another thread could destroy widgets there; painting a list asks for a turn hundreds of times.
    """

    running = 0
    turn = 0.005

    @classmethod
    def hold(cls) -> None:
        if not cls.running:
            cls.turn = sys.getswitchinterval()
        cls.running += 1
        gc.disable()
        sys.setswitchinterval(_SHORT_TURN)

    @classmethod
    def release(cls) -> None:
        cls.running -= 1
        if not cls.running:
            gc.enable()
            sys.setswitchinterval(cls.turn)


class _Job(QObject):
    """One function on another thread; its outcome arrives on the screen's thread. It outlives the window it is for."""

    _ended = Signal(object, object)

    def __init__(self, job: Callable[[], object], asker: "Work | Beside") -> None:
        super().__init__(QApplication.instance())
        self._job = job
        self._asker = asker
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        _Collection.hold()
        QThreadPool.globalInstance().start(self._run)

    def _deliver(self, result: Any, fault: BaseException | None) -> None:
        _Collection.release()
        self.deleteLater()
        if isValid(self._asker):  # its window may have been closed meanwhile
            self._asker.deliver(result, fault)

    def _run(self) -> None:
        result: Any = None
        fault: BaseException | None = None
        try:
            result = self._job()
        except BaseException as raised:  # noqa: BLE001 - handed over to the screen's thread, which raises it
            fault = raised
        with suppress(RuntimeError):  # the program ended meanwhile, and this object with it
            self._ended.emit(result, fault)


class StoppedError(Exception):
    """The user asked to stop; nothing was made."""


class Headway(QObject):
    """How far a piece of work has come: called by it on its own thread, shown on the screen's; it can be stopped."""

    moved = Signal(int, int)
    """Steps done and steps in all; (0, 0) while it is not known how many there are."""

    def __init__(self) -> None:
        super().__init__()
        self._stopped = Event()
        self._told = 0.0

    def __call__(self, done: int, steps: int) -> None:
        """Take in how far the work is, now and then. Raises :class:`StoppedError` when it is to stop."""
        if self._stopped.is_set():
            raise StoppedError
        now = monotonic()
        if now - self._told >= TOLD_EVERY or done == steps:
            self._told = now
            self.moved.emit(done, steps)

    def stop(self) -> None:
        """Ask the work to stop at its next step."""
        self._stopped.set()


class Work(QObject):
    """One piece of work the window waits for. Its outcome: done, refused, stopped, or a fault raised on this thread.

    Work that tells its ``headway`` shows how far it is, and can be stopped by the user.
    """

    def __init__(
        self,
        window: QWidget,
        job: Callable[[], Result],
        done: Callable[[Result], None],
        refused: Callable[[Refused], None],
        *,
        headway: Headway | None = None,
    ) -> None:
        super().__init__(window)
        self._headway = headway
        self.bar = QProgressBar()
        self.stop_button = QPushButton(self.tr("Stop"))
        self._window = window
        self._job = job
        self._done = done
        self._refused = refused
        self._focus: QWidget | None = None
        self._saying: QLabel | None = None
        self._sign = QWidget(window, Qt.WindowType.Dialog | Qt.WindowType.CustomizeWindowHint)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._sign.show)

    def say(self, saying: str) -> None:
        """Tell the user how far it is."""
        if self._saying is not None:
            self._saying.setText(saying)

    def start(self, saying: str, *, stop: Callable[[], None] | None = None) -> None:
        """Begin; ``saying`` tells the user what is being done, ``stop`` is what a button to stop it does."""
        column = QVBoxLayout(self._sign)
        column.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        column.setSpacing(GAP)
        self._saying = QLabel(saying)
        column.addWidget(self._saying)
        self.bar.setRange(0, int(LOOK.still))  # a bar without an end moves by itself
        self.bar.setTextVisible(False)
        self.bar.setMinimumWidth(260)
        column.addWidget(self.bar)
        if self._headway is not None:
            self._headway.moved.connect(self._show_headway, Qt.ConnectionType.QueuedConnection)
            stop = self._headway.stop
        if stop is not None:
            self.stop_button.clicked.connect(stop)
            self.stop_button.clicked.connect(lambda: self.stop_button.setEnabled(False))
            column.addWidget(self.stop_button, 0, Qt.AlignmentFlag.AlignRight)
        self._focus = QApplication.focusWidget()
        self._window.setEnabled(False)
        self._sign.setEnabled(True)
        self._timer.start(SHOWN_AFTER)
        _Job(self._job, self).start()

    def deliver(self, result: Any, fault: BaseException | None) -> None:
        """Take in the outcome."""
        self._timer.stop()
        self._saying = None
        self._sign.close()
        self._sign.deleteLater()
        self._window.setEnabled(True)
        if self._focus is not None:
            self._focus.setFocus()
        self.deleteLater()
        if isinstance(fault, Refused):
            self._refused(fault)
        elif isinstance(fault, StoppedError):
            return
        elif fault is not None:
            raise fault
        else:
            self._done(result)

    def _show_headway(self, done: int, steps: int) -> None:
        self.bar.setRange(0, steps)
        self.bar.setValue(done)


class Beside(QObject):
    """Work the window does not wait for, one piece at a time: of what is asked for meanwhile, the last is done."""

    def __init__(self, parent: QObject, *, settled_after: int = SETTLED_AFTER) -> None:
        super().__init__(parent)
        self._asked: tuple[Callable[[], Any], Callable[[Any], None]] | None = None
        self._done: Callable[[Any], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(settled_after)
        self._timer.timeout.connect(self._start)

    @property
    def busy(self) -> bool:
        """Whether something is asked for or being done."""
        return self._asked is not None or self._done is not None

    def ask(self, job: Callable[[], Result], done: Callable[[Result], None]) -> None:
        """Do this next; what was asked for before and is not done yet is dropped."""
        self._asked = (job, done)
        self._timer.start()

    def drop(self) -> None:
        """Forget what was asked for; the outcome of what is being done is not told."""
        self._asked = None
        self._timer.stop()
        if self._done is not None:
            self._done = _nothing

    def _start(self) -> None:
        if self._asked is not None and self._done is None:
            job, self._done = self._asked
            self._asked = None
            _Job(job, self).start()

    def deliver(self, result: Any, fault: BaseException | None) -> None:
        """Take in the outcome, unless something else was asked for meanwhile."""
        done, self._done = self._done, None
        if self._asked is not None:
            self._start()
        elif done is _nothing or done is None:
            return
        elif fault is not None:
            raise fault
        else:
            done(result)


def _nothing(_: object) -> None:
    """Take in an outcome nobody waits for any more."""
