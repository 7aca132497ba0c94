"""What was typed and not saved is never lost without asking."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from ui.pages import Pages

if TYPE_CHECKING:
    from ui.forms.editor import RecordPanel


class Unsaved(QObject):
    """Asks about a form's unsaved text before something is done that would lose it."""

    def __init__(self, window: QWidget, pages: Pages, show: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._pages = pages
        self._show = show

    def asks_first(self, then: Callable[[], object]) -> bool:
        """Ask when there is unsaved text, and then go on unless the user stays; False when nothing is to be asked."""
        if not self._pages.settle():
            return True
        page = self._pages.known("agreement")
        if page is None:
            return False
        from ui.forms.page import AgreementPage

        assert isinstance(page, AgreementPage)  # noqa: S101 - as the table of makers has it
        if not page.panel.dirty:
            return False
        panel = page.panel
        self._show()
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Not saved yet"))
        box.setText(self.tr("The agreement has changes that are not saved."))
        save = box.addButton(self.tr("Save"), QMessageBox.ButtonRole.AcceptRole)
        discard = box.addButton(self.tr("Discard"), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(self.tr("Stay here"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        box.setEscapeButton(stay)
        save.clicked.connect(lambda: self._save(panel, then))
        discard.clicked.connect(lambda: self._discard(panel, then))
        box.open()
        return True

    def _save(self, panel: "RecordPanel", then: Callable[[], object]) -> None:
        """Save and go on; when that is refused, stay and see why."""
        if panel.save():
            then()

    def _discard(self, panel: "RecordPanel", then: Callable[[], object]) -> None:
        panel.load()
        then()
