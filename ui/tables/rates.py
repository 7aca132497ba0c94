"""The page of reference rates: the user's own, and what is known of them on the day looked at."""

from PySide6.QtWidgets import QLabel, QWidget

from models.law.rates import Rates
from ui.session import Session
from ui.tables.page import RecordsPage


class RatesPage(RecordsPage):
    """Loan prime rates, a reference beside the agreement."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "reference_rate", parent)
        self.known = QLabel()
        self.known.setObjectName("soft")
        self.known.setWordWrap(True)
        self.add_below(self.known)
        session.changed.connect(self._say)
        self._say()

    def _say(self) -> None:
        session = self._session
        space = "" if session.words.language == "zh" else " "
        rates = Rates(session.facts.reference_rates.values())
        rate = rates.on(session.as_of)
        said = self.tr("1-year LPR known through {0}.").format(rates.known_through.isoformat())
        if rate is not None:
            of = self.tr("In force on {0}: {1}% a year, since {2}.")
            percent = session.words.value(rate.percent, "number")
            said += space + of.format(session.as_of.isoformat(), percent, rate.effective_on.isoformat())
        self.known.setText(
            said + space + self.tr("A reference beside the agreement; no figure of the agreement uses it.")
        )
