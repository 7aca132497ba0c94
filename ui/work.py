"""Long work off the screen's thread: the window waits and says so, or goes on and is told when it is done."""

from collections.abc import Callable
from contextlib import suppress
from threading import Event
from time import monotonic
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from models.problems import Refused
from ui.collecting import Collecting
from ui.look import GAP, GAP_WIDE, LOOK

Result = TypeVar("Result")
SHOWN_AFTER = 350
"""Milliseconds after which the window says what it is doing; shorter work needs no words."""
TOLD_EVERY = 0.05
"""Seconds between two words on how far a piece of work is."""
SETTLED_AFTER = 60
"""Milliseconds that work beside the window waits for the screen to be painted first."""


class _Job(QObject):
    """One function on another thread; its outcome arrives on the screen's thread. It outlives the window it is for."""

    _ended = Signal(object, object)

    def __init__(self, job: Callable[[], object], asker: "Work | Beside") -> None:
        super().__init__(QApplication.instance())
        self._job = job
        self._asker = asker
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        Collecting.hold()
        QThreadPool.globalInstance().start(self._run)

    def _deliver(self, result: Any, fault: BaseException | None) -> None:
        Collecting.release()
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


class Stages(NamedTuple):
    """What a piece of work says it does: at first, while it counts its steps, and between counts.

    ``counted`` has places for the step ({0}) and their number ({1}); ``between`` is what it does when it tells (0, 0).
    """

    first: str = ""
    counted: str = "{0} / {1}"
    between: str = ""


class Headway(QObject):
    """How far a piece of work has come: called by it on its own thread, shown on the screen's; it can be stopped.

    ``stages`` are shown in turn. Work that has called :meth:`free` is not waited for once it is stopped.
    """

    moved = Signal(int, int)
    """Steps done and steps in all; (0, 0) while it is not known how many there are."""

    def __init__(self, stages: Stages = Stages()) -> None:  # noqa: B008 - a named tuple cannot change
        super().__init__()
        self.stages = stages
        self.waited_for = True
        """Whether the window has to wait for the work to see that it is to stop."""
        self._stopped = Event()
        self._told, self._steps = 0.0, -1

    def __call__(self, done: int, steps: int) -> None:
        """Take in how far the work is, now and then. Raises :class:`StoppedError` when it is to stop."""
        if self._stopped.is_set():
            raise StoppedError
        now = monotonic()
        if now - self._told >= TOLD_EVERY or done == steps or steps != self._steps:
            self._told, self._steps = now, steps
            self.moved.emit(done, steps)

    def free(self) -> None:
        """Say that from here on the work only computes, from what nobody else changes. Raises as a call does."""
        self(0, 0)
        self.waited_for = False

    def stop(self) -> None:
        """Ask the work to stop at its next step."""
        self._stopped.set()


class Work(QObject):
    """One piece of work the window waits for. Its outcome: done, refused, stopped, or a fault raised on this thread.

    Work that tells its ``headway`` shows how far it is, and can be stopped by the user. Stopped while it only computes,
    it is left to find its end by itself, and the window goes on at once.
    """

    def __init__(
        self,
        window: QWidget,
        job: Callable[[], Result],
        done: Callable[[Result], None],
        refused: Callable[[Refused], object],
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
        self._left = False
        self._saying: QLabel | None = None
        self.stage = QLabel()
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
        self.bar.setMinimumWidth(320)
        if self._headway is not None:
            self.stage.setObjectName("soft")
            self.stage.setText(self._headway.stages.first)
            column.addWidget(self.stage)
            self._headway.moved.connect(self._show_headway, Qt.ConnectionType.QueuedConnection)
            stop = self._stop
        column.addWidget(self.bar)
        if stop is not None:
            self.stop_button.clicked.connect(stop)
            self.stop_button.clicked.connect(lambda: self.stop_button.setEnabled(False))
            column.addWidget(self.stop_button, 0, Qt.AlignmentFlag.AlignRight)
            QShortcut(QKeySequence(Qt.Key.Key_Escape), self._sign, self.stop_button.click)
        focus = QApplication.focusWidget()
        if focus is not None and self._window.isAncestorOf(focus):  # one of a dialog that closes is soon no more
            self._focus = focus
            focus.destroyed.connect(self._forget_focus)
        self._window.setEnabled(False)
        self._sign.setEnabled(True)
        self._timer.start(SHOWN_AFTER)
        _Job(self._job, self).start()

    def deliver(self, result: Any, fault: BaseException | None) -> None:
        """Take in the outcome; that of work that was stopped is nobody's."""
        if not self._left:
            self._give_back()
        self.deleteLater()
        if self._left and (fault is None or isinstance(fault, Refused)):
            return
        if isinstance(fault, Refused):
            self._refused(fault)
        elif isinstance(fault, StoppedError):
            return
        elif fault is not None:
            raise fault
        else:
            self._done(result)

    def _stop(self) -> None:
        """Ask the work to stop, and go on without it when it holds nothing that others use."""
        assert self._headway is not None  # noqa: S101 - only work with a headway is stopped so
        self._headway.stop()
        if not self._headway.waited_for:
            self._left = True
            self._give_back()

    def _give_back(self) -> None:
        """Let the window go on."""
        self._timer.stop()
        self._saying = None
        self._sign.close()
        self._sign.deleteLater()
        self._window.setEnabled(True)
        if self._focus is not None:
            self._focus.setFocus()

    def _forget_focus(self) -> None:
        self._focus = None

    def _show_headway(self, done: int, steps: int) -> None:
        if self._left or self._headway is None:
            return
        stages = self._headway.stages
        said = stages.counted.format(min(done + 1, steps), steps) if steps else stages.between
        self.stage.setText(said or stages.first)
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
