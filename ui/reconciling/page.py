"""Reconciling an account: its lines between two days, ticked until the difference is zero, then locked."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial

from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models.facts.records import Reconciliation
from models.ledger.statement_acts import Accepted, accept, lock, tick, unlock
from models.problems import Refused
from models.statements import reconciling
from models.statements.matching import suggest
from models.statements.paid import payees_of, still_open
from ui import actions
from ui.history.wording import counted_act
from ui.look import GAP, GAP_PAGE, GAP_SMALL
from ui.nothing import Nothing
from ui.page import Left, Page
from ui.reconciling.explaining import of_reconciliation
from ui.reconciling.lines import LinesTable
from ui.reconciling.looked_up import Lines
from ui.reconciling.matching import MatchDialog
from ui.reconciling.span import SpanBar
from ui.reconciling.sums import SumsBar
from ui.reconciling.without_line import WithoutLine
from ui.session import Session

_KEPT = 1000
"""Lines selected together that are found again."""


class ReconcilePage(Page):
    """An account's lines between two days with their ticks, what is missing to the closing balance, and the lock."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        words = session.words
        self.account = QComboBox()
        self.account.setAccessibleName(words.field("statement", "account"))
        self.account.activated.connect(lambda _: self._other_account())
        self.chosen = QComboBox()
        self.chosen.setAccessibleName(words.kind("reconciliation"))
        self.chosen.activated.connect(lambda _: self._other_chosen())
        self.another = QPushButton(words.text("reconcile.another"))
        self.span = SpanBar(words)
        self.another.clicked.connect(lambda: self._offer_span(shown=self.span.isHidden()))
        self.span.wanted.connect(self._begin)
        self.sums = SumsBar(words)
        self.sums.explaining.connect(self.explaining_sum)
        self.sums.asked.connect(self.explaining_now)
        self.beside = WithoutLine(words)
        self.beside.linkActivated.connect(lambda payment: self.showing.emit("payment", payment))
        self.lines = Lines()
        self.table = LinesTable(words)
        self.table.ticked.connect(lambda line, on: self._set([line], on=on))
        self.buttons: dict[str, QPushButton] = {}
        known = {action.name: action for action in actions.table()}
        self.import_button = QPushButton(actions.text_of(known["import_file"], words))
        self.import_button.clicked.connect(lambda: self.asking.emit("import_file"))
        self._body, self._nothing = QStackedWidget(), Nothing(words.text("reconcile.no_lines"), "", self.import_button)
        self.table.chosen.connect(self._line_chosen)
        self._lay_out()
        self.setFocusProxy(self.table)
        session.changed.connect(self._renew)
        self._renew()

    @property
    def spot(self) -> str:
        """The line selected, else the reconciliation chosen, else the account."""
        lines = self.table.selected()
        return lines[0] if lines else self.chosen.currentData() or self.account.currentText()

    def left(self) -> Left:
        """Tell how the page is looked at, with the lines selected together."""
        return super().left()._replace(together=tuple(self.table.selected()[:_KEPT]))

    def find_again(self, left: Left) -> None:
        """Look at the page as it was left."""
        super().find_again(left)
        if len(left.together) > 1:
            self.table.select(left.together)

    def go_to(self, spot: str) -> bool:
        """Choose a reconciliation, an account, the account of a statement, or a line where it is reconciled."""
        facts = self._session.facts
        one, line = facts.reconciliations.get(spot), facts.statement_lines.get(spot)
        statement = facts.statements.get(line.statement if line is not None else spot)
        account = one.account if one is not None else statement.account if statement is not None else spot
        place = self.account.findText(account) if account else -1
        if place < 0:
            return not spot
        if one is None and line is not None:
            one = reconciling.of_line(facts, account, line, self.chosen.currentData() or "")
        self.account.setCurrentIndex(place)
        self._choose_account(one.id if one is not None else None)
        if line is None:
            self.table.clearSelection()
        else:
            if one is None:
                self.chosen.setCurrentIndex(-1)  # of no span yet: every line of the account is listed
                self._show()
            self.table.select([line.id])
        return True

    def arrive(self) -> None:
        """Explain the line selected, else the reconciliation chosen, else the agreement's own figures."""
        explained, one = self.table.explained(), self._one
        if explained is None and one is not None:
            explained = of_reconciliation(self._session.facts, one, "difference", self._session.words)
        if explained is not None:
            self.explaining_sum.emit(explained)
        else:
            self.explaining.emit("agreement", "agreement", "")

    def _line_chosen(self) -> None:
        self.arrive()
        self.moved.emit()

    def doers(self) -> Mapping[str, Callable[[], object]]:
        """Remove the reconciliation chosen."""
        one = self._one
        return {} if one is None else {"remove_record": partial(self.removing.emit, "reconciliation", one.id)}

    @property
    def spreads(self) -> bool:
        """The lines take the explanation's room."""
        return True

    # What is shown

    def _other_account(self) -> None:
        self.span.forget()
        self._choose_account()
        self._line_chosen()

    def _other_chosen(self) -> None:
        self._show()
        self._line_chosen()

    def _offer_span(self, *, shown: bool) -> None:
        """Show the fields of a new reconciliation, or take them away."""
        self.span.setVisible(shown)
        if shown:
            self.span.first.setFocus()

    @property
    def _one(self) -> Reconciliation | None:
        name = self.chosen.currentData()
        return self._session.facts.reconciliations.get(name) if name else None

    def _renew(self) -> None:
        account, one = self.account.currentText(), self.chosen.currentData()
        accounts = reconciling.accounts_of(self._session.facts)
        self.account.clear()
        self.account.addItems(accounts)
        self.account.setCurrentIndex(max(accounts.index(account) if account in accounts else len(accounts) - 1, -1))
        self._choose_account(one)

    def _choose_account(self, one: str | None = None) -> None:
        """Offer the reconciliations of the account, the latest in front; and a span for the next one."""
        facts, words, account = self._session.facts, self._session.words, self.account.currentText()
        known = sorted((each for each in facts.reconciliations.values() if each.account == account), key=_to)
        self.chosen.clear()
        for each in reversed(known):
            state = (
                words.text("reconcile.locked", day=each.locked_on) if each.locked_on else words.text("reconcile.open")
            )
            self.chosen.addItem(f"{each.from_} – {each.to}  {state}", each.id)
        self.chosen.setCurrentIndex(max(self.chosen.findData(one), 0) if known else -1)
        lines = self.lines.between(facts, account, date.min, date.max)
        if lines:
            stated = lines[-1].balance is not None
            self.span.offer(lines[0].on if not known else known[-1].to, lines[-1].on, after=bool(known), stated=stated)
        self._show()

    def _show(self) -> None:
        facts, one, account = self._session.facts, self._one, self.account.currentText()
        self._body.setCurrentIndex(0 if account else 1)
        self.setFocusProxy(self.table if account else self._nothing)
        self.span.setVisible(one is None)
        self.another.setVisible(one is not None)
        for widget in (self.chosen, self._names[self.chosen]):
            widget.setVisible(self.chosen.count() > 0)
        days = (one.from_, one.to) if one is not None else (date.min, date.max)
        lines = self.lines.between(facts, account, *days)
        ticked = frozenset(one.lines) if one is not None else None
        self.table.fill(facts, lines, ticked, free=one is not None and one.locked_on is None)
        balance = reconciling.balance_of(facts, one) if one is not None else None
        self.sums.setVisible(balance is not None)
        if one is not None and balance is not None:
            self.sums.show_of(facts, one, balance)
        self.beside.name(self.lines.payments_without(facts, one.from_, one.to) if one is not None else [])
        open_ = one is not None and one.locked_on is None
        zero = balance is not None and balance.difference == 0
        for name, able in (
            ("tick_all", open_), ("untick_all", open_), ("lock", open_ and zero),
            ("unlock", one is not None and not open_), ("match", bool(lines)), ("unrelated", bool(lines)),
            ("take_back", bool(lines)),
        ):  # fmt: skip
            self.buttons[name].setEnabled(able)
        self.buttons["unlock"].setVisible(one is not None and not open_)
        self.buttons["lock"].setVisible(not self.buttons["unlock"].isVisibleTo(self))

    # What is done

    def _do(self, act: Callable[[], object], said: str, *, undone_at_once: bool = True) -> None:
        try:
            self._session.do(lambda _ledger: act())
        except Refused as refused:
            self._show()
            self.refused.emit(refused)
            return
        (self.said if undone_at_once else self.told).emit(said)

    def _begin(self, first: date, last: date, opening: int | None, closing: int | None) -> None:
        facts, account = self._session.facts, self.account.currentText()
        try:
            one = reconciling.begun(facts, account, first, last, opening=opening, closing=closing)
            self._session.enter(one)
        except Refused as refused:
            self.refused.emit(refused)
            return
        self.span.forget()
        self.go_to(one.id)
        self.said.emit(self._session.words.text("reconcile.begun"))

    def _set(self, lines: Iterable[str], *, on: bool) -> None:
        one = self._one
        if one is None:
            return
        lines, ticked = list(lines), frozenset(one.lines)
        ledger = self._session.ledger
        count = sum((line in ticked) != on for line in lines)
        said = counted_act("tick_lines" if on else "untick_lines", count, self._session.words)
        self._do(lambda: tick(ledger, one.id, lines, on=on), said)

    def _tick_all(self, *, on: bool) -> None:
        one, facts = self._one, self._session.facts
        if one is not None:
            elsewhere = reconciling.taken_elsewhere(facts, one.id)
            every = self.lines.between(facts, one.account, one.from_, one.to)
            self._set((line.id for line in every if line.id not in elsewhere), on=on)

    def _lock(self) -> None:
        one = self._one
        if one is not None:
            self._do(
                lambda: lock(self._session.ledger, one.id, self._session.today),
                self._session.words.act("lock_reconciliation"),
                undone_at_once=False,
            )

    def _ask_to_unlock(self) -> None:
        """Ask first: unlocking is deliberate."""
        one, words = self._one, self._session.words
        if one is None:
            return
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(words.text("reconcile.unlock_now"))
        box.setText(words.text("reconcile.unlock_asked", account=one.account, first=one.from_, last=one.to))
        go = box.addButton(words.text("reconcile.unlock_now"), QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton(words.text("reconcile.cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        go.clicked.connect(
            lambda: self._do(
                lambda: unlock(self._session.ledger, one.id), words.act("unlock_reconciliation"), undone_at_once=False
            )
        )
        box.open()

    def _say_of_selected(self, kind: str) -> None:
        lines = self.table.selected()
        if lines:
            self._accept([Accepted(line, kind) for line in lines])

    def _match(self) -> None:
        """Show what the lines of this account may have paid."""
        facts, assessment = self._session.facts, self._session.assessment
        days = (self._one.from_, self._one.to) if self._one is not None else (date.min, date.max)
        lines = {line.id: at for at, line in enumerate(self.lines.between(facts, self.account.currentText(), *days))}
        found = [one for one in suggest(facts, still_open(assessment), payees_of(assessment), lines) if one.suggestions]
        found.sort(key=lambda one: lines[one.line.id])
        if not found:
            self.told.emit(self._session.words.text("reconcile.nothing_to_match"))
            return
        dialog = MatchDialog(found, self._session.words, self)
        dialog.accepted_all.connect(self._accept)
        dialog.open()

    def _accept(self, accepted: list[Accepted]) -> None:
        outstanding = still_open(self._session.assessment)
        said = self._session.words.text("reconcile.matched", count=len(accepted))
        self._do(lambda: accept(self._session.ledger, accepted, outstanding), said)

    # Putting it together

    def _lay_out(self) -> None:
        words = self._session.words
        self._names: dict[QComboBox, QLabel] = {}
        choose = QHBoxLayout()
        choose.setSpacing(GAP_SMALL)
        for field, name in (
            (self.account, words.field("statement", "account")),
            (self.chosen, words.kind("reconciliation")),
        ):
            label = QLabel(name)
            label.setBuddy(field)
            self._names[field] = label
            field.setMinimumWidth(180)
            field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            choose.addWidget(label)
            choose.addWidget(field)
        choose.addWidget(self.another)
        choose.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(GAP_SMALL)
        for name, act in (
            ("match", self._match), ("unrelated", partial(self._say_of_selected, "unrelated")),
            ("take_back", partial(self._say_of_selected, "none")), ("tick_all", partial(self._tick_all, on=True)),
            ("untick_all", partial(self._tick_all, on=False)), ("lock", self._lock), ("unlock", self._ask_to_unlock),
        ):  # fmt: skip
            button = QPushButton(words.text(f"reconcile.{name}"))
            button.clicked.connect(lambda _=False, act=act: act())
            self.buttons[name] = button
            if name == "tick_all":
                row.addStretch(1)
            row.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(GAP_PAGE, GAP, GAP_PAGE, GAP_PAGE)
        whole.addWidget(self._body, 1)
        working = QWidget()
        self._body.addWidget(working)
        self._body.addWidget(self._nothing)
        column = QVBoxLayout(working)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(choose)
        column.addWidget(self.span)
        column.addWidget(self.sums)
        column.addWidget(self.table, 1)
        column.addWidget(self.beside)
        column.addLayout(row)


def _to(one: Reconciliation) -> date:
    return one.to
