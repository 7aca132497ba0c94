"""The agreement's own page: parties, readings, amendments."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.evidence.strip import FilesStrip
from ui.forms.editor import RecordPanel
from ui.look import GAP_PAGE, GAP_WIDE
from ui.page import Page
from ui.session import Session


class AgreementPage(Page):
    """Edits the agreement in place."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panel = RecordPanel(session, "agreement", "agreement")
        self.panel.setMaximumWidth(900)
        self.panel.saved.connect(self.saved)
        self.setFocusProxy(self.panel.form.input("signed_on"))
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_PAGE, GAP_WIDE, GAP_PAGE, GAP_PAGE)
        column.addWidget(self.panel, 1)
        self.files = FilesStrip(session, "agreement", "agreement")
        self.files.setMaximumWidth(900)
        self.files.adding.connect(partial(self.attaching.emit, "agreement", "agreement"))
        column.addWidget(self.files)
        session.changed.connect(self._after_change)

    def go_to(self, spot: str) -> bool:
        """Put the cursor into a field."""
        self.panel.go_to(spot)
        return True

    def arrive(self) -> None:
        """Have the agreement's own figures explained."""
        self.explaining.emit("agreement", "agreement", "")

    def doers(self) -> Mapping[str, Callable[[], object]]:
        """Ask which letter to draft about the agreement as a whole."""
        return {"letter": partial(self.composing.emit, "agreement", "agreement")}

    def _after_change(self) -> None:
        """Show the agreement as it is now, unless something is being typed."""
        if not self.panel.dirty:
            self.panel.load()
