"""The page of invoices: the list, and under it what paying would do."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from ui.session import Session
from ui.tables.page import RecordsPage
from ui.tables.supposing import SupposePanel


class InvoicesPage(RecordsPage):
    """Invoices with what is outstanding, and what if the selected one were paid."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "invoice", parent)
        self.suppose = SupposePanel(session)
        self.suppose.entering.connect(self.entering)
        self.suppose.explaining.connect(self.explaining_sum)
        self.suppose.curve.told.connect(self.told)
        self.suppose.curve.refused.connect(self.refused)
        self.add_below(self.suppose)
        self.explaining.connect(lambda _kind, invoice, _figure: self.suppose.show_invoice(invoice))

    def doers(self) -> Mapping[str, Callable[[], object]]:
        """State the late fee of the selected invoice too."""
        return {**super().doers(), "fee_statement": self._state}

    def _state(self) -> None:
        if self.current is not None:
            self.stating.emit(self.current)
