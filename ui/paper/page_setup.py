"""Page setup: the binding margin and printing on both sides, remembered between starts."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reports.page_setup import WIDEST_BINDING, PageSetup
from ui.foot import foot
from ui.look import GAP, GAP_WIDE
from ui.number import Number
from ui.settings import settings

_BINDING, _TWO_SIDED = "binding", "two_sided"


def remembered() -> PageSetup:
    """Give the page setup used last; none at first."""
    stored = str(settings().value(_BINDING, "0"))
    binding = int(stored) if stored.isdecimal() else 0
    return PageSetup(min(binding, WIDEST_BINDING), settings().value(_TWO_SIDED) in {"true", True})


class PageSetupDialog(QDialog):
    """Asks how pages are bound and printed."""

    chosen = Signal(object)
    """:class:`reports.page_setup.PageSetup`"""

    def __init__(self, setup: PageSetup, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Page setup"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.binding = Number()
        self.binding.setRange(0, WIDEST_BINDING)
        self.binding.setSuffix(self.tr(" mm"))
        self.binding.setValue(setup.binding)
        self.two_sided = QCheckBox(self.tr("Print on both sides: even pages are bound on the other side"))
        self.two_sided.setChecked(setup.two_sided)
        form = QFormLayout()
        form.addRow(self.tr("Binding margin"), self.binding)
        note = QLabel(
            self.tr("The pages are A4 with the margins of a letter. A binding margin moves them away from the binding.")
        )
        note.setObjectName("soft")
        note.setWordWrap(True)
        take = QPushButton(self.tr("Apply"))
        title = QLabel(self.windowTitle())
        title.setObjectName("title")
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_WIDE, GAP_WIDE, GAP_WIDE, GAP_WIDE)
        column.setSpacing(GAP)
        column.addWidget(title)
        column.addLayout(form)
        column.addWidget(self.two_sided)
        column.addWidget(note)
        column.addLayout(foot(self, take, self._take))

    def _take(self) -> None:
        setup = PageSetup(self.binding.value(), self.two_sided.isChecked())
        store = settings()
        store.setValue(_BINDING, str(setup.binding))
        store.setValue(_TWO_SIDED, "true" if setup.two_sided else "false")
        self.accept()
        self.chosen.emit(setup)
