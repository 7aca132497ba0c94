"""What the rows of 收支明细, orders and vouchers are among the records: found there, or made where they say enough.

An order becomes a record when its row names a service, its term, its list price and what paid it, a voucher when it
says its face value; one that does not is kept as a row and told. The newest movement states the account's balance. A
recharge is matched to the one payment it is; what payment it may be otherwise is offered (:mod:`..recharges`).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from models.facts.facts import Facts
from models.facts.records import Account, CashBalance, Order, Service, Voucher
from models.money import FEN
from models.problems import Problem, Refused
from models.sources.account_files import MOVEMENTS, ORDERS, VOUCHERS, AccountFile, Row, amount_of
from models.sources.cells import at_seconds, day_of
from models.sources.matching import Proposal, end_of_use, put_beside
from models.sources.problems import at
from models.sources.recharges import Payments, Recharge, recharge_of

_UNPAID = ("未支付", "待支付", "支付中", "过期", "失效", "关闭", "关单", "取消", "拒绝", "失败", "已退款")
_REFUND = ("退款", "退费", "退货")
_OF_VOUCHERS = ("face", "balance", "starts_at", "ends_at", "name", "scope", "status")
_FROM_FILES = ("service", "paid_on", "starts_on", "ends_on", "list_price", "cash", "gift", "voucher")


class Placed(NamedTuple):
    """A row in its place: what makes it the same row wherever it comes again, and the record it belongs to."""

    row: Row
    identity: str
    kind: str
    record: str


@dataclass
class Matched:
    """What files come to: every row placed, file by file, what the records become, recharges not paid with yet."""

    placed: list[list[Placed]] = field(default_factory=list)
    recharges: list[Recharge] = field(default_factory=list)
    proposal: Proposal = field(default_factory=Proposal)


def match(
    files: Iterable[AccountFile], facts: Facts, account: str | None = None, taken: Collection[str] = ()
) -> Matched:
    """Place the rows of files; ``account`` is whose they are where they do not say.

    ``taken`` are payments that rows on record are already. Raises :class:`Refused` when neither says whose the rows are
    and the ledger has not just one account.
    """
    files = list(files)
    matched = Matched(placed=[[] for _ in files])
    accounts = _Accounts(facts, account)
    orders = _Orders(facts, matched.proposal)
    vouchers = _Vouchers(facts, matched.proposal)
    payments = Payments(facts, taken)
    paid: dict[str, str | None] = {}
    for position in sorted(range(len(files)), key=lambda at: files[at].kind != ORDERS):  # movements name orders
        file = files[position]
        seen: Counter[str] = Counter()
        for row in file.rows:
            owner = accounts.of(file, row)
            identity = f"{owner}:{_identity(file.kind, row.values)}"
            seen[identity] += 1
            if file.kind == MOVEMENTS and seen[identity] > 1:
                identity += f"#{seen[identity]}"  # two alike stay two
            kind, record = "account", owner
            if file.kind == ORDERS:
                kind, record = orders.place(file, row, owner) or (kind, record)
            elif file.kind == VOUCHERS:
                kind, record = vouchers.place(file, row, owner) or (kind, record)
            elif (named := orders.named(row.values)) is not None:
                kind, record = named
            elif (recharge := recharge_of(identity, at(file.part.shown, row.number), row.values)) is not None:
                if identity not in paid:  # of another of the files it may be the same row
                    paid[identity] = payments.found(recharge)
                    if paid[identity] is None and not payments.near(recharge):  # one of several would be it
                        matched.recharges.append(recharge)
                kind, record = (kind, record) if (payment := paid[identity]) is None else ("payment", payment)
            matched.placed[position].append(Placed(row, identity, kind, record))
        matched.proposal.notes += file.notes
    accounts.propose(matched.proposal)
    return matched


def _identity(kind: str, values: Mapping[str, Any]) -> str:
    if kind != MOVEMENTS or "id" in values:
        return str(values["id"])
    return f"{values['at']}/{amount_of(values)}/{values.get('balance')}"


class _Accounts:
    """Whose rows are, and the balance the newest of them states."""

    def __init__(self, facts: Facts, chosen: str | None) -> None:
        self._facts = facts
        self._only = chosen or (next(iter(facts.accounts)) if len(facts.accounts) == 1 else None)
        self._newest: dict[str, tuple[int, int, str]] = {}
        self._met: dict[str, None] = {}
        self._notes: list[Problem] = []

    def of(self, file: AccountFile, row: Row) -> str:
        owner: str | None = row.values.get("account") or self._only
        if owner is None:
            raise Refused([Problem("source_account_unknown", file.part.shown)])
        self._met.setdefault(owner)
        balance = row.values.get("cash_balance", row.values.get("balance"))
        if file.kind == MOVEMENTS and balance is not None:
            newest = self._newest.get(owner)
            first_is_newest = file.rows[0].values["at"] > file.rows[-1].values["at"]
            moment = row.values["at"]
            if newest is None or moment > newest[0] or (moment == newest[0] and not first_is_newest):
                whole = "cash_balance" in row.values
                self._newest[owner] = moment, balance, "" if whole else at(file.part.shown, row.number)
        return owner

    def propose(self, proposal: Proposal) -> None:
        for owner in self._met:
            known = self._facts.accounts.get(owner)
            made = known or Account(owner)
            if owner in self._newest:
                moment, amount, doubtful = self._newest[owner]
                stated = made.cash_balance
                if amount % FEN:
                    proposal.notes.append(_warning("source_balance_not_fen", doubtful, owner))
                elif stated is None or stated.on < day_of(moment):
                    made = made._replace(cash_balance=CashBalance(day_of(moment), amount))
                    if doubtful:
                        proposal.notes.append(_warning("source_balance_may_hold_gift", doubtful, owner))
            put_beside(proposal, known, made)


def _warning(code: str, place: str, account: str) -> Problem:
    return Problem(code, place, "" if place else "account", account, "warning", {"value": account})


class _Orders:
    """Makes records of the rows of orders that say enough."""

    def __init__(self, facts: Facts, proposal: Proposal) -> None:
        self._facts = facts
        self._proposal = proposal
        self._services = {
            (service.account, key): service
            for service in facts.services.values()
            for key in (service.resource_id, service.id)
            if key is not None
        }
        self._made: dict[str, Order] = {}

    def named(self, values: Mapping[str, Any]) -> tuple[str, str] | None:
        """Give the order a movement names, on record or among the files."""
        order = str(values.get("order"))
        return ("order", order) if order in self._facts.orders or order in self._made else None

    def place(self, file: AccountFile, row: Row, owner: str) -> tuple[str, str] | None:
        values = row.values
        key = values["id"]
        if any(word in values.get("status", "") for word in _UNPAID):
            return None
        missing = next(self._missing(values), None)
        if missing is not None:
            code = "source_order_left" if missing == "kind" else "source_order_incomplete"
            inputs: dict[str, object] = {"value": key} | ({} if missing == "kind" else {"missing": missing})
            self._proposal.notes.append(Problem(code, at(file.part.shown, row.number), "", "", "warning", inputs))
            return ("order", key) if key in self._facts.orders else None
        service = self._service(values, owner)
        began, ended = values["starts_at"], values["ends_at"]
        made = Order(
            key, service.id, day_of(values["paid_at"]), day_of(began), end_of_use(began, ended),
            values["list"], values["cash"], gift=values.get("gift") or None, voucher=values.get("voucher") or None,
        )  # fmt: skip
        if self._made.setdefault(key, made) is not made:
            if self._made[key] != made:
                place, twice = at(file.part.shown, row.number), {"value": key}
                self._proposal.notes.append(Problem("source_order_twice", place, "", "", "warning", twice))
            return "order", key
        known = self._facts.orders.get(key)
        kept = made if known is None else known._replace(**{name: getattr(made, name) for name in _FROM_FILES})
        put_beside(self._proposal, known, kept, _FROM_FILES)
        return "order", key

    def _missing(self, values: Mapping[str, Any]) -> Iterator[str]:
        amounts = [values.get(name, 0) for name in ("list", "cash", "gift", "voucher")]
        if any(word in values.get("kind", "") for word in _REFUND) or min(amounts) < 0:
            yield "kind"
        if values.get("billing_mode", "").startswith("按量"):
            yield "kind"
        for name in ("resource_id", "paid_at", "starts_at", "ends_at", "list", "cash"):
            if name not in values:
                yield name
        if values["ends_at"] <= values["starts_at"]:
            yield "ends_at"

    def _service(self, values: Mapping[str, Any], owner: str) -> Service:
        found = self._services.get((owner, values["resource_id"]))
        if found is None:
            resource = values["resource_id"]
            name = resource if resource not in self._facts.services else f"{owner}/{resource}"
            parts = filter(None, (values.get("product") or values.get("sub_product"), values.get("instance_name")))
            found = Service(
                name[:200], owner, (" ".join(dict.fromkeys(parts)) or resource)[:200], "prepaid",
                day_of(values["starts_at"]), product=values.get("product"), resource_id=resource,
                region=values.get("region"),
            )  # fmt: skip
            self._services[owner, resource] = found
            put_beside(self._proposal, None, found)
        return found


class _Vouchers:
    """Makes records of the rows of vouchers that say enough; what they say later takes the place of what they said."""

    def __init__(self, facts: Facts, proposal: Proposal) -> None:
        self._facts = facts
        self._proposal = proposal
        self._made: set[str] = set()

    def place(self, file: AccountFile, row: Row, owner: str) -> tuple[str, str] | None:
        values = row.values
        known = self._facts.vouchers.get(str(values["id"]))
        name = str(values["id"]) if known is None or known.account == owner else f"{owner}/{values['id']}"
        face, left = values.get("amount"), values.get("balance")
        began, ended = (at_seconds(values[key]) if key in values else None for key in ("starts_at", "ends_at"))
        wrong = face is None or face < 0 or (left or 0) < 0 or (began and ended and ended < began)
        if wrong or name in self._made:
            code = "source_order_twice" if not wrong else "source_voucher_left"
            place = at(file.part.shown, row.number)
            self._proposal.notes.append(Problem(code, place, "", "", "warning", {"value": name}))
            return ("voucher", name) if name in self._made or name in self._facts.vouchers else None
        self._made.add(name)
        texts = {key: values.get(key) for key in ("name", "scope", "status")}
        made = Voucher(name, owner, face, left, began, ended, **texts)  # type: ignore[arg-type]
        known = self._facts.vouchers.get(name)
        if known is not None:
            told = {key: value for key in _OF_VOUCHERS if (value := getattr(made, key)) is not None}
            made = known._replace(**told)
        put_beside(self._proposal, known, made, ("face",))
        return "voucher", name
