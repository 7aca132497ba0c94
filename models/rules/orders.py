"""Prepaid orders: what is not consumed yet, and settlement at list price: 3.1.4, 3.2.2, 4.4.3, 5.3.4."""

from datetime import date
from fractions import Fraction
from functools import partial

from models.facts.records import Order
from models.figures import Because, Figure, Input, Value, from_figure
from models.money import divide_to_fen, to_fen
from models.rules.known import Known
from models.rules.situation import Ground, Situation


def condition_not_met(order: Order) -> bool:
    """Tell whether a promotion of the order has a condition that was not met (3.2.2)."""
    return any(promotion.condition_met is False for promotion in order.promotions)


def term_days(order: Order) -> int:
    """Give the days of the order's half-open term ``[starts_on, ends_on)``."""
    return (order.ends_on - order.starts_on).days


def used_days(order: Order, day: date) -> int:
    """Give the days of the term used up by the end of a day; that day counts as used."""
    return min(term_days(order), max(0, (day - order.starts_on).days + 1))


def list_price_value(order: Order, as_of: date) -> int:
    """Give the value used at list price, half-up to a fen, in 1e-8 CNY; a settled order is used until then."""
    return divide_to_fen(order.list_price * used_days(order, order.settled_on or as_of), term_days(order))


def refund(order: Order, as_of: date) -> tuple[int, int]:
    """Give the (cash, gift) refund at list-price settlement, in 1e-8 CNY.

    3.2.2: paid − value used, never below zero, where paid is cash and gift; vouchers never come back. It is split in
    proportion to how cash and gift paid: the cash part half-up to a fen, gift the rest. Nobody pays back part of a fen,
    so of payments finer than a fen the whole is rounded too, but never before it is split.
    """
    paid = order.cash + (order.gift or 0)
    back = max(0, paid - list_price_value(order, as_of))
    cash = divide_to_fen(back * order.cash, paid) if paid else 0
    return cash, to_fen(Fraction(back)) - cash


def unconsumed_prepaid(situation: Situation, _known: object, order: Order) -> Figure:
    """Give ``unconsumed_prepaid``: cash × remaining days / days of the term, half-up; 0 once the order is settled."""
    value = unconsumed(order, situation.as_of)
    return Figure("unconsumed_prepaid", "order", order.id, value, partial(_because_unconsumed, situation.ground, order))


def unconsumed(order: Order, as_of: date) -> int:
    """Give the cash of an order not consumed by the end of a day, in 1e-8 CNY (rules.md § 3)."""
    days = term_days(order)
    left = 0 if order.settled_on is not None else days - used_days(order, as_of)
    return divide_to_fen(order.cash * left, days)


def _of(order: Order, *names: str) -> list[Input]:
    """Make inputs of the order's own fields; an amount not on record counts as zero."""
    units = {"list_price": "money", "cash": "money", "gift": "money", "voucher": "money"}
    found = []
    for name in names:
        value: Value = getattr(order, name)
        unit = units.get(name, "date")
        found.append(Input(name, 0 if value is None else value, unit, record=("order", order.id), field=name))
    return found


def _because_unconsumed(ground: Ground, order: Order) -> Because:
    if order.settled_on is not None:
        return Because("4.4.3", "unconsumed_prepaid.settled", "0", tuple(_of(order, "settled_on")))
    formula = "round_fen(cash * min(ends_on - starts_on, max(0, ends_on - as_of - 1)) / (ends_on - starts_on))"
    as_of = Input("as_of", ground.as_of, "date")
    return Because("4.4.3", "unconsumed_prepaid", formula, (*_of(order, "cash", "starts_on", "ends_on"), as_of))


def value_at_list_price(situation: Situation, _known: object, order: Order) -> Figure | None:
    """Give ``list_price_value`` of an order whose promotion condition was not met."""
    if not condition_not_met(order):
        return None
    value = list_price_value(order, situation.as_of)
    return Figure("list_price_value", "order", order.id, value, partial(_because_used, situation.ground, order))


def refund_cash(situation: Situation, known: Known, order: Order) -> Figure | None:
    """Give ``refund_cash`` of an order settled at list price."""
    used = known.figures.get("list_price_value", "order", order.id)
    if used is None:
        return None
    value = refund(order, situation.as_of)[0]
    return Figure("refund_cash", "order", order.id, value, partial(_because_cash, order, used))


def refund_gift(situation: Situation, known: Known, order: Order) -> Figure | None:
    """Give ``refund_gift`` of an order settled at list price."""
    used = known.figures.get("list_price_value", "order", order.id)
    cash = known.figures.get("refund_cash", "order", order.id)
    if used is None or cash is None:
        return None
    value = refund(order, situation.as_of)[1]
    return Figure("refund_gift", "order", order.id, value, partial(_because_gift, order, used, cash))


def owed_at_list_price(situation: Situation, known: Known, order: Order) -> Figure | None:
    """Give ``owed_at_list_price``: what the value used exceeds everything paid by, vouchers included."""
    used = known.figures.get("list_price_value", "order", order.id)
    if used is None:
        return None
    paid = order.cash + (order.gift or 0) + (order.voucher or 0)
    owed = to_fen(Fraction(max(0, list_price_value(order, situation.as_of) - paid)))
    return Figure("owed_at_list_price", "order", order.id, owed, partial(_because_owed, order, used))


def _because_used(ground: Ground, order: Order) -> Because:
    until = (
        Input("used_until", order.settled_on, "date", record=("order", order.id), field="settled_on")
        if order.settled_on is not None
        else Input("used_until", ground.as_of, "date")
    )
    formula = (
        "round_fen(list_price * min(ends_on - starts_on, max(0, used_until - starts_on + 1)) / (ends_on - starts_on))"
    )
    return Because("3.2.2", "list_price_value", formula, (*_of(order, "list_price", "starts_on", "ends_on"), until))


_BACK = "max(0, cash + gift - list_price_value)"


def _because_cash(order: Order, used: Figure) -> Because:
    inputs = (*_of(order, "cash", "gift"), from_figure(used))
    if not order.cash + (order.gift or 0):
        return Because("3.2.2", "refund.nothing_paid", "0", inputs)
    return Because("3.2.2", "refund_cash", f"round_fen({_BACK} * cash / (cash + gift))", inputs)


def _because_gift(order: Order, used: Figure, cash: Figure) -> Because:
    inputs = (*_of(order, "cash", "gift"), from_figure(used), from_figure(cash))
    return Because("3.2.2", "refund_gift", f"round_fen({_BACK}) - refund_cash", inputs)


def _because_owed(order: Order, used: Figure) -> Because:
    formula = "round_fen(max(0, list_price_value - cash - gift - voucher))"
    return Because("3.2.2", "owed_at_list_price", formula, (from_figure(used), *_of(order, "cash", "gift", "voucher")))
