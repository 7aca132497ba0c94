"""The page of incidents: the list, and under it the window that sets the cap of the selected one."""

from PySide6.QtWidgets import QWidget

from ui.reporting.cap import CapPanel
from ui.session import Session
from ui.tables.page import RecordsPage


class IncidentsPage(RecordsPage):
    """Incidents with cap and claimable loss, and where the selected one falls among the caps of its service."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "incident", parent)
        self.cap = CapPanel(session)
        self.cap.explaining.connect(self.explaining_sum)
        self.cap.told.connect(self.told)
        self.cap.refused.connect(self.refused)
        self.add_below(self.cap, stretch=1)
        self.explaining.connect(lambda _kind, incident, _figure: self.cap.show_incident(incident))
        session.changed.connect(lambda _: self._only_with_incidents())
        self._only_with_incidents()

    def _only_with_incidents(self) -> None:
        """Leave the room to what teaches while there is no incident."""
        self.cap.setVisible(bool(self._session.facts.incidents))
