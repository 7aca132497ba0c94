"""The opening page of a ledger: what needs me on this day, and the money at a glance."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from models.agenda import Matter, consequence, doubt
from models.problems import Problem
from ui.entries import EntriesView
from ui.explain.sums import of_kinds
from ui.fitting import BesideWhenWide
from ui.in_view import InView
from ui.languages import weekday_and_kind
from ui.look import GAP, GAP_PAGE, TEXT_TITLE, font
from ui.outlook import Outlook
from ui.page import Page
from ui.session import Session
from ui.timeline.timeline import Mark, Timeline
from ui.today.agenda import tone
from ui.today.answers import Way, ways
from ui.today.cards import MoneyCard, cards
from ui.today.detail import MatterDetail
from ui.today.first_steps import FirstSteps
from ui.today.view import MattersModel
from ui.wording import problem_text

_LINE = 34
_BEGINNINGS = ("bill", "invoice", "order", "notice", "incident", "letter")
"""Kinds of which the first record lets something follow; an account or a service alone does not."""
_MOST_PROBLEMS = 200
_MOST_MARKS = 200
"""Matters on the timeline; more would only cover each other."""


class TodayPage(Page):
    """Matters by deadline, money at a glance, what is doubtful, how far the calendar is official."""

    def __init__(self, session: Session, outlook: Outlook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._outlook = outlook
        self.title = QLabel()
        self.title.setFont(font(TEXT_TITLE, bold=True))
        self.title.setObjectName("title")
        self.day = QLabel()
        self.day.setObjectName("soft")
        self.cards = [MoneyCard() for _ in range(4)]
        self.model = MattersModel(session.words)
        self.matters = EntriesView(self.model)
        self.matters.setAccessibleName(self.tr("To do"))
        self.matters.setMinimumHeight(4 * _LINE)
        self.matters.selectionModel().currentChanged.connect(lambda index, _: self._explain(index))
        self.matters.clicked.connect(self._explain)
        self.matters.opened.connect(self._open)
        self.timeline = Timeline()
        self.timeline.told.connect(self.told)
        self.timeline.refused.connect(self.refused)
        self.timeline.chosen.connect(lambda row: self.matters.setCurrentIndex(self.model.at(row)))
        self.timeline.opened.connect(lambda row: self._open(self.model.at(row)))
        self.none = QLabel(self.tr("Nothing is due. Everything on record is answered, paid or not yet begun."))
        self.none.setObjectName("soft")
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.detail = MatterDetail()
        self.detail.answering.connect(self._answer)
        self.detail.showing.connect(self._show_record)
        self.first_steps = FirstSteps(session.words)
        self.first_steps.entering.connect(self.adding)
        self.first_steps.asking.connect(self.asking)
        self.findings_button = QPushButton()
        self.findings_button.clicked.connect(lambda: self.asking.emit("room_finding"))
        self.problems = QListWidget()
        self.problems.setProperty("roomy", "true")
        self.problems.setAccessibleName(self.tr("Worth a look"))
        self.problems.itemActivated.connect(self._open_problem)
        self.official = QLabel()
        self.official.setObjectName("soft")
        self._lay_out()
        self._in_view = InView(self, self.refresh)
        session.changed.connect(self._show_day)
        outlook.renewed.connect(self._after_look)
        self._show_day()
        self._after_look()

    def refresh(self) -> None:
        """Show what the look at the whole ledger found."""
        session, view = self._session, self._outlook.view
        kept = self._matter(self.matters.currentIndex())
        for widget, card in zip(self.cards, cards(view.glance, session.words), strict=True):
            widget.put(card)
            widget.made_of(partial(of_kinds(card.name, card.kinds, session.words).make, session.assessment))
        self.model.show(view.matters, session.assessment)
        if kept is not None:
            self._choose_matter(kept.figure.key)
        begun = any(session.facts.of_kind(kind) for kind in _BEGINNINGS)
        self.first_steps.setVisible(not begun)
        self.matters.setVisible(begun and (bool(view.matters) or not self._outlook.current))
        self.none.setVisible(begun and not view.matters and self._outlook.current)
        self._show_timeline()
        self.findings_button.setText(self.tr("%n finding(s)", "", len(view.findings)))
        self.findings_button.setVisible(bool(view.findings))
        self.problems.clear()
        for problem in view.problems[:_MOST_PROBLEMS]:
            self._add_problem(problem)
        self._problems_heading.setVisible(bool(view.problems))
        self.problems.setVisible(bool(view.problems))
        self.problems.setFixedHeight(min(len(view.problems), 4) * _LINE + 8)
        self.select_first()

    def _show_timeline(self) -> None:
        session, matters = self._session, self.model.items
        marks = [
            Mark(matter.day, tone(matter), self.model.entry(matter).said, matter.figure.latest)
            for matter in matters[:_MOST_MARKS]
        ]
        self.timeline.show_marks(marks, session.as_of, session.assessment.situation.calendar)

    def _show_day(self) -> None:
        """Name the day looked at, before anything about it is known; what is of the day before is paled."""
        session = self._session
        for card in self.cards:
            card.wait(waiting=not self._outlook.current)
        self.matters.wait(waiting=not self._outlook.current)
        self.title.setText(self.tr("Today") if session.as_of == session.today else session.as_of.isoformat())
        weekday = weekday_and_kind(session.as_of)
        self.day.setText(f"{session.as_of.isoformat()} · {weekday}" if session.as_of == session.today else weekday)
        if self._outlook.current:
            through = session.assessment.situation.calendar.official_through.isoformat()
            self.official.setText(self.tr("Holiday calendar official through {0}").format(through))
        else:
            self.official.setText(self.tr("Looking at the whole ledger…"))

    def _after_look(self) -> None:
        self._show_day()
        self._in_view.changed()
        if not self.isVisible():
            self.model.let_go()
            for card in self.cards:
                card.let_go()

    def select_first(self) -> None:
        """Give the keyboard a place to start from."""
        self._in_view.catch_up()
        if self.model.items and not self.matters.currentIndex().isValid():
            self.matters.setCurrentIndex(self.model.index(0))

    @property
    def spot(self) -> str:
        """The selected matter, by its figure."""
        matter = self._matter(self.matters.currentIndex())
        return "\t".join(matter.figure.key) if matter is not None else ""

    def go_to(self, spot: str) -> bool:
        """Select a matter."""
        self._in_view.catch_up()
        return not spot or self._choose_matter(tuple(spot.split("\t")))

    def _choose_matter(self, key: tuple[str, ...]) -> bool:
        """Select a matter by its figure; False when it is not here."""
        record = key[-1]
        for row, matter in enumerate(self.model.items):
            if matter.figure.record == record and matter.figure.key == key:
                self.matters.setCurrentIndex(self.model.at(row))
                return True
        return False

    def arrive(self) -> None:
        """Select the first matter when none is, and have it explained."""
        self.select_first()
        self._explain(self.matters.currentIndex())

    def doers(self) -> Mapping[str, Callable[[], object]]:
        """Write a letter about the selected matter's record."""
        return {"letter": self._compose}

    def _compose(self) -> None:
        matter = self._matter(self.matters.currentIndex())
        self.composing.emit(matter.figure.subject if matter else "", matter.figure.record if matter else "")

    def _matter(self, index: QModelIndex) -> Matter | None:
        return self.model.items[index.row()] if index.isValid() else None

    def _explain(self, index: QModelIndex) -> None:
        matter = self._matter(index)
        self.detail.setVisible(matter is not None)
        self.timeline.choose(index.row() if matter is not None else -1)
        if matter is not None:
            self._show_detail(matter)
            self.explaining.emit(matter.figure.subject, matter.figure.record, matter.figure.kind)
            self.moved.emit()

    def _show_detail(self, matter: Matter) -> None:
        words, figure = self._session.words, matter.figure
        record = words.record(figure.subject, figure.record)
        clause = f"{words.text('column.clause')} {figure.clause}" if figure.clause else ""
        about = " · ".join(part for part in (record, clause, self.model.left_text(matter)) if part)
        said = [part for part in (doubt(matter, words), consequence(figure, words)) if part]
        space = "" if words.language == "zh" else " "
        self.detail.put(about, space.join(said), ways(matter, self._session.assessment, words))

    def _answer(self, way: Way) -> None:
        """Do what answers the selected matter."""
        matter = self._matter(self.matters.currentIndex())
        if matter is None:
            return
        figure = matter.figure
        if way.letter:
            self.writing.emit(way.letter, figure.record)
        elif way.enter is not None:
            self.entering.emit(*way.enter)
        else:
            self.opening_at.emit(figure.subject, figure.record, way.field)

    def _show_record(self) -> None:
        matter = self._matter(self.matters.currentIndex())
        if matter is not None:
            self.showing.emit(matter.figure.subject, matter.figure.record)

    def _open(self, index: QModelIndex) -> None:
        matter = self._matter(index)
        if matter is not None:
            self.opening.emit(matter.figure.subject, matter.figure.record)

    def _add_problem(self, problem: Problem) -> None:
        item = QListWidgetItem(problem_text(self._session.words, problem), self.problems)
        item.setSizeHint(QSize(0, _LINE))
        item.setData(Qt.ItemDataRole.UserRole, problem)
        item.setToolTip(item.text())

    def _open_problem(self, item: QListWidgetItem) -> None:
        problem: Problem = item.data(Qt.ItemDataRole.UserRole)
        if problem.subject:
            self.opening.emit(problem.subject, problem.record)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.title)
        head.addWidget(self.day, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        head.addWidget(self.official, 0, Qt.AlignmentFlag.AlignBottom)
        cards = QHBoxLayout()
        cards.setSpacing(GAP)
        for card in self.cards:
            cards.addWidget(card, 1)
            card.chosen.connect(self._choose_card)
        self._to_do = QLabel(self.tr("To do"))
        self._to_do.setObjectName("heading")
        to_do = QHBoxLayout()
        to_do.addWidget(self._to_do, 1)
        to_do.addWidget(self.findings_button)
        self._problems_heading = QLabel(self.tr("Worth a look"))
        self._problems_heading.setObjectName("heading")
        inside = QWidget()
        inside.setObjectName("scrolled")
        scrolled = QScrollArea()  # a low window scrolls instead of growing
        scrolled.setWidgetResizable(True)
        scrolled.setWidget(inside)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled)
        column = QVBoxLayout(inside)
        column.setContentsMargins(GAP_PAGE, GAP_PAGE - 4, GAP_PAGE, GAP_PAGE)
        column.setSpacing(GAP)
        column.addLayout(head)
        column.addLayout(cards)
        column.addLayout(to_do)
        column.addWidget(self.timeline)
        listed = QWidget()
        inside_list = QVBoxLayout(listed)
        inside_list.setContentsMargins(0, 0, 0, 0)
        for widget in (self.matters, self.none, self.first_steps):
            inside_list.addWidget(widget, 1)
        both = BesideWhenWide(listed, self.detail)
        both.turned.connect(self.detail.stand)
        column.addWidget(both, 1)
        column.addWidget(self._problems_heading)
        column.addWidget(self.problems)

    def _choose_card(self, title: str, kinds: tuple[str, ...]) -> None:
        """Explain what the amount of a card is made of."""
        self.explaining_sum.emit(of_kinds(title, kinds, self._session.words))
