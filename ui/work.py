"""Long work off the screen's thread: the window waits, says what is going on, and never freezes."""

import gc
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QVBoxLayout, QWidget

from models.problems import Refused
from ui.look import GAP, GAP_WIDE

Result = TypeVar("Result")
SHOWN_AFTER = 350
"""Milliseconds after which the window says what it is doing; shorter work needs no words."""


class Work(QObject):
    """One piece of work. Its outcome arrives on the screen's thread: done, refused, or a fault that is raised there."""

    _ended = Signal(object, object)

    def __init__(
        self,
        window: QWidget,
        job: Callable[[], Result],
        done: Callable[[Result], None],
        refused: Callable[[Refused], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._job = job
        self._done = done
        self._refused = refused
        self._focus: QWidget | None = None
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._sign = QWidget(window, Qt.WindowType.Dialog | Qt.WindowType.CustomizeWindowHint)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._sign.show)

    def start(self, saying: str) -> None:
        """Begin; ``saying`` tells the user what is being done."""
        column = QVBoxLayout(self._sign)
        column.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        column.setSpacing(GAP)
        column.addWidget(QLabel(saying))
        busy = QProgressBar()
        busy.setRange(0, 0)
        busy.setTextVisible(False)
        column.addWidget(busy)
        self._focus = QApplication.focusWidget()
        self._window.setEnabled(False)
        self._timer.start(SHOWN_AFTER)
        gc.disable()  # a collection on the other thread could destroy widgets there
        QThreadPool.globalInstance().start(self._run)

    def _run(self) -> None:
        result: Any = None
        fault: BaseException | None = None
        try:
            result = self._job()
        except BaseException as raised:  # noqa: BLE001 - handed over to the screen's thread, which raises it
            fault = raised
        try:
            self._ended.emit(result, fault)
        except RuntimeError:  # the window was closed meanwhile, and this object with it
            gc.enable()

    def _deliver(self, result: Any, fault: BaseException | None) -> None:
        gc.enable()
        self._timer.stop()
        self._sign.close()
        self._sign.deleteLater()
        self._window.setEnabled(True)
        if self._focus is not None:
            self._focus.setFocus()
        self.deleteLater()
        if isinstance(fault, Refused):
            self._refused(fault)
        elif fault is not None:
            raise fault
        else:
            self._done(result)
