"""The foot every dialog that does something has: what is to be said beside, Cancel, and the act, which Enter does."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QWidget

from ui.languages import translate
from ui.look import GAP_SMALL


def foot(dialog: QDialog, act: QPushButton, do: Callable[[], object], beside: QWidget | None = None) -> QHBoxLayout:
    """Give a dialog's foot; ``do`` is what the button does, ``beside`` what stands before the buttons."""
    act.setDefault(True)
    act.clicked.connect(do)
    cancel = QPushButton(translate("Foot", "Cancel"))
    cancel.setAutoDefault(False)
    cancel.clicked.connect(dialog.reject)
    row = QHBoxLayout()
    row.setSpacing(GAP_SMALL)
    if beside is None:
        row.addStretch(1)
    else:
        row.addWidget(beside, 1)
    row.addWidget(cancel)
    row.addWidget(act)
    return row
