"""The cap of liability for one service, day by day, with the window that sets it and the incidents in it."""

from datetime import timedelta
from typing import NamedTuple

from PySide6.QtWidgets import QComboBox, QWidget

from models.assess import Assessment
from models.china_time import china_day
from models.facts.shapes import FIRST_DAY
from models.liability_window import Cap, Daily, caps_by_day, consumption, first_consumed
from ui.charts.cap_window import CapWindow, Damage
from ui.explain.sums import cap_on
from ui.languages import translate
from ui.reporting.panel import PicturePanel
from ui.session import Session

_NARROWEST = 130
_BACK = 730
"""Days shown before the day looked at: two years hold a whole window and all the caps that it sets."""


class Course(NamedTuple):
    """What is drawn of one service; no caps while nothing was paid for it."""

    caps: list[Cap]
    daily: list[Daily]
    damages: list[Damage]


class CapPanel(PicturePanel):
    """The caps of one service, chosen above the picture or by an incident."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        name = translate("Reports", "Liability cap and its 12 months")
        teaching = translate(
            "Reports",
            "Once cash was paid for this service (a bill's line or an order), the cap of liability is drawn here for "
            "damage on each day: the cash paid for the 12 months of use before it (10.5).",
        )
        self.window_picture = CapWindow(name, session.words)
        self.services = QComboBox()
        self.services.setMinimumWidth(_NARROWEST)
        self.services.currentTextChanged.connect(self.services.setToolTip)  # where it is too narrow for a name
        self.services.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.services.setAccessibleName(session.words.kind("service"))
        super().__init__(session, self.window_picture, teaching, parent, choice=self.services)
        self.services.activated.connect(self.in_view.changed)
        self.window_picture.chosen.connect(lambda _: self._chosen())
        self.window_picture.opened.connect(lambda _: self.explain())

    @property
    def service(self) -> str:
        """The service whose cap is shown; empty while there is none."""
        return self.services.currentData() or ""

    def show_incident(self, incident_id: str) -> None:
        """Show the service of an incident, and the day of its damage."""
        incident = self.session.facts.incidents.get(incident_id)
        if incident is not None:
            self._offer(incident.service)
            self.window_picture.day = china_day(incident.started_at)
            self.in_view.changed()

    def renew(self) -> None:
        """Compute the caps of the service."""
        self._offer(self.service)
        service, assessment = self.service, self.session.assessment
        self.services.setVisible(self.services.count() > 1)
        self.compute(lambda: course(assessment, service), self._show)

    def explain(self) -> None:
        """Explain the cap of the day chosen."""
        day = self.window_picture.day
        if day is not None and self.service:
            self.explaining.emit(cap_on(self.service, day, self.session.words))

    def _offer(self, chosen: str) -> None:
        """Offer the services of the ledger; one with an incident first, when none was chosen."""
        facts = self.session.assessment.situation.facts
        struck = next((each.service for each in reversed([*facts.incidents.values()])), "")
        self.services.clear()
        for service in facts.services.values():
            self.services.addItem(f"{service.name} · {service.id}", service.id)
        self.services.setCurrentIndex(max(self.services.findData(chosen or struck), 0))

    def _show(self, course: Course) -> None:
        self.has(something=bool(course.caps))
        self.window_picture.show_caps(*course)
        self.say()

    def _chosen(self) -> None:
        self.say()
        self.explain()


def course(assessment: Assessment, service: str) -> Course:
    """Compute what is drawn of a service: from its first consumption, at most two years, to the day looked at."""
    as_of = assessment.as_of
    begun = first_consumed(assessment, service) if service else None
    if begun is None or begun > as_of:
        return Course([], [], [])
    start = max(begun, as_of - timedelta(days=_BACK), FIRST_DAY)
    days = [start + timedelta(days=number) for number in range((as_of - start).days + 1)]
    incidents = assessment.situation.facts.incidents.values()
    damages = [
        Damage(china_day(each.started_at), each.id, "late" if _claimable(assessment, each.id) else "watch")
        for each in incidents
        if each.service == service
    ]
    daily = consumption(assessment, service, start, as_of + timedelta(days=1))
    return Course(caps_by_day(assessment, service, days), daily, sorted(damages))


def _claimable(assessment: Assessment, incident: str) -> bool:
    figure = assessment.figures.get("claimable_loss", "incident", incident)
    return figure is not None and figure.status == "claimable"
