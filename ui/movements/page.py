"""The page of movements: what the provider's 收支明细 says of an account's money, matched with orders and payments."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from models.ledger.movements import Movement, movements
from models.money import readable_amount
from ui.filter import FilterLine
from ui.in_view import InView
from ui.look import GAP, GAP_PAGE
from ui.movements.rows import RIGHT, headings, moved, row_of
from ui.nothing import Nothing
from ui.page import Page
from ui.rooms import page_name
from ui.session import Session
from ui.tables.model import RowsModel
from ui.tables.taking import Taking
from ui.tables.view import RecordsView


class MovementsPage(Page):
    """Every movement that was imported: filter, sort, add up, copy, write, print; Enter leads to its record."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._movements: dict[str, Movement] = {}
        self.model = RowsModel(headings(), RIGHT, self)
        self.view = RecordsView(self.model)
        self.view.setAccessibleName(page_name("movement", session.words))
        self.view.opened.connect(self._show_record)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._after_selecting())
        self.model.arranged.connect(self._after_arranging)
        self.taking = Taking(self, self.view, session, "movement")
        self.taking.saying.connect(self.told)
        self.taking.refusing.connect(self.refused)
        self.filter = FilterLine(self.tr("Filter"))
        self.filter.wanted.connect(self.model.filter)
        self.filter.left.connect(self.view.setFocus)
        self.count, self.sums = QLabel(), QLabel()
        for label in (self.count, self.sums):
            label.setObjectName("soft")
        self.record_button = QPushButton(self.tr("Show the record"))
        self.record_button.clicked.connect(self._show_record)
        self._body = QStackedWidget()
        self._lay_out()
        self._in_view = InView(self, self.refresh)
        session.changed.connect(lambda _: self._in_view.changed())

    @property
    def current(self) -> Movement | None:
        """The movement selected."""
        return self._movements.get(self.spot)

    @property
    def spot(self) -> str:
        """The number of the movement selected."""
        index = self.view.currentIndex()
        return self.model.rows[index.row()].record if index.isValid() and self.model.rows else ""

    def go_to(self, spot: str) -> bool:
        """Select the movement of a number."""
        self._in_view.catch_up()
        row = self.model.row_of(spot) if spot else -1
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row, 0))
        return row >= 0 or not spot

    def arrive(self) -> None:
        """Select something when nothing is, and have the figures of its record explained."""
        if self.current is None and self.model.rows:
            self.view.setCurrentIndex(self.model.index(0, 0))
        self._explain()

    def doers(self) -> Mapping[str, Callable[[], object]]:
        """Filter the movements, and take them elsewhere."""
        return {
            "filter": self.filter.choose,
            "edit_record": self._show_record,
            "copy_rows": self.taking.copy,
            "export_rows": self.taking.export,
            "print_rows": self.taking.ask_printer,
        }

    def refresh(self) -> None:
        """Read the movements anew."""
        kept, words = self.spot, self._session.words
        self._movements = {str(one.row): one for one in movements(self._session.ledger.connection)}
        self.model.put([row_of(one, words) for one in self._movements.values()])
        self._body.setCurrentIndex(0 if self._movements else 1)
        self.setFocusProxy(self.view if self._movements else self._nothing)
        self.go_to(kept)

    def _after_arranging(self) -> None:
        shown, total = len(self.model.rows), self.model.total
        self.count.setText(self.tr("{0} of {1}").format(shown, total) if shown != total else str(total))
        for widget in (self.count, self.filter, self.record_button, self.sums):
            widget.setVisible(total > 0)
        self.view.fit()
        self._after_selecting()

    def _after_selecting(self) -> None:
        places = self.view.selected_places()
        amounts = [moved(self._movements[self.model.rows.record_at(place)]) or 0 for place in places]
        came = readable_amount(sum(amount for amount in amounts if amount > 0))
        went = readable_amount(-sum(amount for amount in amounts if amount < 0))
        text = self.tr("%n selected", "", len(places)) + " · " + self.tr("in {0} · out {1}").format(came, went)
        self.sums.setText(text if len(places) > 1 else "")
        self.record_button.setEnabled(self.current is not None)
        if self.isVisible():
            self._explain()
            self.moved.emit()

    def _explain(self) -> None:
        one = self.current
        self.explaining.emit(*((one.kind, one.record) if one is not None else ("agreement", "agreement")), "")

    def _show_record(self) -> None:
        if self.current is not None:
            self.showing.emit(self.current.kind, self.current.record)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        head.addWidget(self.filter)
        head.addWidget(self.record_button)
        what = self.tr("What the provider did with an account's money: recharges, charges, refunds, and what was left.")
        how = self.tr("Drop the console's movements here; each is matched with its order or payment.")
        self._nothing = Nothing(what, how, QPushButton(self.tr("Import file…")))
        self._nothing.button.clicked.connect(lambda: self.asking.emit("import_file"))
        self._body.addWidget(self.view)
        self._body.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_PAGE, GAP, GAP_PAGE, GAP_PAGE)
        column.setSpacing(GAP)
        column.addLayout(head)
        column.addWidget(self._body, 1)
        column.addWidget(self.sums)
