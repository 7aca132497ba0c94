"""Whatever arrangement is published later, the final value lies in the range a provisional figure shows.

The calendar of the last years is hidden, everything is assessed, then assessed again with the calendar as it came
to be, and as it might have come to be: a figure that was not provisional has not moved, one that was lies between its
earliest and its latest, and a status that was certain still is.
"""

import random
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

import pytest

from models.assess import assess
from models.rules import courses
from models.rules.delivery import roll
from models.terms.calendar import Calendar
from tests.models import documents, plausible
from tests.models.samples import only, read

HIDDEN = [(2026,), (2025, 2026), (2024, 2025, 2026)]
CNY = 10**8


@pytest.fixture(autouse=True)
def _forget_rolls():
    """Let go of the invented calendars: the rolls remembered of them would hold gigabytes."""
    yield
    roll.cache_clear()


def drawn(seed):
    return random.Random(seed)  # noqa: S311 - chance, not a secret


def crowded(chance):
    """Make a ledger of invoices sent and paid around the same holiday, mostly without designation, and a day."""
    holiday = chance.choice([day for day in documents.HOLIDAYS if day.year >= 2024])

    def near(first, last):
        return holiday + timedelta(days=chance.randint(first, last))

    def amount():
        return f"{chance.choice((50, 100, 100, 200)) + chance.choice((0, 0, 7)) / 100:.2f}"

    invoices, payments = [], []
    for n in range(chance.randint(2, 5)):
        moment = f"{near(-6, 8)}T{chance.choice(('00', '10', '23'))}:00:00+08:00"
        sent = {"sent_at": moment, "channel": chance.choice(("electronic", "electronic", "post"))}
        invoice = {"id": f"i{n}", "amount": amount()} | (sent if chance.random() < 0.6 else {"received_at": moment})
        if chance.random() < 0.3:
            invoice["payment_working_days"] = chance.choice((5, 9, 11))
        invoices.append(invoice)
    for n in range(chance.randint(1, 6)):
        payment = {"id": f"p{n}", "paid_on": str(near(-3, 45)), "amount": amount()}
        payment["method"] = chance.choice(("bank", "bank", "bank", "offset", "credit"))
        if chance.random() < 0.3:
            named = chance.sample(invoices, chance.randint(1, 2))
            whole = round(float(payment["amount"]) * 100)
            share = chance.choice((whole, whole // 2)) // len(named)
            payment["invoices"] = [
                {"invoice": one["id"], "amount": f"{share // 100}.{share % 100:02d}"} for one in named
            ]
        payments.append(payment)
    readings = {
        "delivery_rolls_on": chance.choice(("arranged_days_off", "statutory_days", "any_day_off")),
        "payment_covers_first": chance.choice(("principal", "principal", "penalty")),
    }
    amendments = []
    if chance.random() < 0.3:
        parameter, value = chance.choice(
            [("payment_working_days", 7), ("late_fee_rate", "0.005"), ("termination_overdue_days", 7)]
        )
        amendments = [{"effective_on": str(near(-3, 20)), "parameter": parameter, "value": value}]
    balance = [{"id": "a", "cash_balance": {"on": "2023-01-01", "amount": "100000.00"}}]
    made = only(readings, amendments, accounts=balance, invoices=invoices, payments=payments)
    return read(made), near(0, 60)


def anything(chance):
    raw, as_of = documents.document_and_day(chance)
    return read(raw), as_of


def outside(before, after):
    """Give every figure whose final value or status was not among those shown before."""
    wrong = []
    for figure in before.figures:
        final = after.figures.get(*figure.key)
        if final.value is None:
            within = figure.value is None or final.status in figure.statuses
        elif figure.earliest is None:
            within = final.value == figure.value
        else:
            within = figure.earliest <= final.value <= figure.latest
        if not within or final.status not in (figure.statuses or {figure.status}):
            shown = (figure, figure.earliest, figure.latest, figure.statuses)
            wrong.append((shown, final))
    return wrong


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("make", [anything, crowded])
def test_the_final_value_lies_in_the_range_shown(make, hidden):
    published, seen = Calendar.bundled(), Counter()
    for seed in range(60):
        chance = drawn(seed)
        facts, as_of = make(chance)
        unknown = published.without_years(hidden)
        before = assess(facts, as_of, calendar=unknown)
        provisional = [figure for figure in before.figures if figure.provisional]
        assert all(figure.earliest is not None and figure.latest is not None for figure in provisional)
        seen.update(figure.kind for figure in provisional)
        futures = [published]
        for _ in range(2):
            calendar = unknown
            for year in hidden:
                calendar = calendar.with_arrangement(plausible.arrangement(year, chance))
            futures.append(calendar)
        for calendar in futures:
            assert outside(before, assess(facts, as_of, calendar=calendar)) == [], seed
    invoices = {"delivered_on", "payment_deadline", "termination_right_from", "late_fee"}
    others = {"bill_objection_deadline", "notice_shortfall"}
    assert seen.keys() >= invoices | (others if make is anything else {"outstanding", "offset_exposure"})


def in_2027(invoices, payments, *, as_of=date(2027, 3, 31), readings=None, amendments=None, **sections):
    """Assess invoices around the Spring Festival of 2027, whose arrangement nobody knows."""
    calendar = Calendar.bundled().without_years({2027})
    sections.setdefault("accounts", [{"id": "a", "cash_balance": {"on": "2027-01-01", "amount": "9999.00"}}])
    made = only(readings, amendments, invoices=invoices, payments=payments, **sections)
    return assess(read(made), as_of, calendar=calendar).figures


def sent(name, day, amount="100.00"):
    return {"id": name, "sent_at": f"2027-{day}T10:00:00+08:00", "channel": "electronic", "amount": amount}


def received(name, day, amount="100.00"):
    return {"id": name, "received_at": f"2027-{day}T10:00:00+08:00", "amount": amount}


def paid(name, day, amount, *named, method="bank"):
    payment = {"id": name, "paid_on": f"2027-{day}", "amount": amount, "method": method}
    if named:
        payment["invoices"] = [{"invoice": invoice, "amount": part} for invoice, part in named]
    return payment


def shown(figure):
    return figure.earliest, figure.latest, set(figure.statuses)


def test_the_late_fee_of_a_provisional_deadline_has_its_range():
    """Received on 2027-02-01: nobody knows yet which days around Spring Festival 2027 will be worked."""
    figures = in_2027([received("i", "02-01")], [])
    deadline, fee = (figures[kind, "invoice", "i"] for kind in ("payment_deadline", "late_fee"))
    assert fee.earliest == (date(2027, 3, 31) - deadline.latest).days * CNY
    assert fee.latest == (date(2027, 3, 31) - deadline.earliest).days * CNY
    assert fee.earliest <= fee.value <= fee.latest


def test_whose_turn_it_was_is_open_while_a_deadline_is():
    """Sent on 2027-02-09, just after the statutory days: should it be off, i is received later, and j comes first."""
    figures = in_2027([sent("i", "02-09"), received("j", "02-10")], [paid("p", "02-11", "100.00")])
    deadline = figures["payment_deadline", "invoice", "j"]
    first, last = deadline.earliest, deadline.latest
    for name in ("i", "j"):
        assert shown(figures["outstanding", "invoice", name]) == (0, 100 * CNY, set())
        assert "none" in figures["termination_right_from", "invoice", name].statuses
    assert figures["outstanding", "invoice", "i"].value == 0
    assert shown(figures["payment_deadline", "invoice", "j"])[2] == {"paid", "overdue"}
    late = figures["late_fee", "invoice", "j"]
    assert (late.earliest, late.latest) == (0, (date(2027, 3, 31) - first).days * CNY)
    right = figures["termination_right_from", "invoice", "j"]
    assert shown(right) == (first + timedelta(16), last + timedelta(16), {"none", "arisen"})
    # Whichever was paid, the other is owed: never nothing, never both.
    owed = figures["offset_exposure", "agreement", "agreement"]
    assert 120 * CNY < owed.earliest <= owed.latest < 140 * CNY


def deadline_of(day, days):
    """Give the payment deadline of an invoice received on a day of 2027 that is to be paid in so many working days."""
    invoice = received("x", day) | {"payment_working_days": days}
    return in_2027([invoice], [])["payment_deadline", "invoice", "x"]


def most_late(figures, name, first_deadline):
    """Tell whether the late fee of an open invoice of 100.00 at 1 % a day counts from a deadline at the earliest."""
    return figures["late_fee", "invoice", name].latest == (date(2027, 3, 31) - first_deadline).days * CNY


def test_who_came_first_says_when_the_other_was_received():
    """Were k received before j, on 02-12 or 02-14, it would be due no later and come first.

    So where k is still owed, it was received on 02-15 at the earliest, as j was.
    """
    figures = in_2027([sent("k", "02-12"), received("j", "02-15")], [paid("p", "02-16", "100.00")])
    assert figures["payment_deadline", "invoice", "k"].earliest < deadline_of("02-15", 10).earliest
    assert most_late(figures, "k", deadline_of("02-15", 10).earliest)


def test_one_that_is_due_earlier_and_was_passed_over_was_received_after_the_payment():
    """Whenever i is received it is due before j; where 02-12's money went to j, i came later; then 02-15's as well."""
    invoices = [
        sent("i", "02-09") | {"payment_working_days": 5},
        received("j", "02-10") | {"payment_working_days": 30},
    ]
    once = in_2027(invoices, [paid("p", "02-12", "100.00")])
    assert once["payment_deadline", "invoice", "i"].latest < deadline_of("02-10", 30).earliest
    assert most_late(once, "i", deadline_of("02-13", 5).earliest)
    twice = in_2027(invoices, [paid("p", "02-12", "100.00"), paid("q", "02-15", "100.00")])
    assert deadline_of("02-13", 5).earliest < deadline_of("02-16", 5).earliest
    assert most_late(twice, "i", deadline_of("02-16", 5).earliest)


def test_a_right_that_may_not_arise_says_so_where_there_is_no_value_yet():
    figures = in_2027([sent("i", "02-09"), received("j", "02-10")], [paid("p", "02-11", "100.00")])
    right = figures["termination_right_from", "invoice", "i"]
    assert (right.value, right.status, set(right.statuses)) == (None, "none", {"none", "arisen"})
    assert right.earliest is not None
    assert right.provisional


def test_enough_for_all_leaves_nothing_open():
    payments = [paid("p", "02-20", "150.00"), paid("q", "02-21", "50.00")]
    figures = in_2027([sent("i", "02-09"), received("j", "02-10")], payments)
    for name in ("i", "j"):
        assert shown(figures["outstanding", "invoice", name]) == (None, None, set())
        assert figures["outstanding", "invoice", name].value == 0


def test_received_one_after_the_other_with_the_same_days_to_pay_there_is_no_doubt_of_turns():
    """No arrangement lets the same number of working days end earlier for what came later."""
    figures = in_2027([received("i", "02-09"), received("j", "02-10")], [paid("p", "02-11", "150.00")])
    assert [figures["outstanding", "invoice", name].value for name in "ij"] == [0, 50 * CNY]
    assert not any(figures["outstanding", "invoice", name].provisional for name in "ij")


def test_more_days_to_pay_open_the_order_again():
    later = received("i", "02-09") | {"payment_working_days": 11}
    figures = in_2027([later, received("j", "02-10")], [paid("p", "02-20", "150.00")])
    # Nine and ten working days from the same week may end on one day or on two: j first, or i, received earlier.
    assert shown(figures["outstanding", "invoice", "j"]) == (0, 50 * CNY, set())


def test_what_was_designated_too_much_is_credit_only_in_some_courses():
    """100 go to i or j; then 100 are designated to j, and what j needs no more is credit, which i may get."""
    invoices = [sent("i", "02-09"), received("j", "02-10")]
    payments = [
        paid("p", "02-11", "100.00"),
        paid("q", "03-20", "100.00", ("j", "100.00")),
        paid("r", "03-21", "100.00", method="credit"),
    ]
    figures = in_2027(invoices, payments)
    assert [figures["outstanding", "invoice", name].value for name in "ij"] == [0, 0]
    assert [shown(figures["outstanding", "invoice", name]) for name in "ij"] == [(None, None, set())] * 2
    assert figures["late_fee", "invoice", "i"].earliest == 0 < figures["late_fee", "invoice", "i"].latest


def test_a_designated_payment_that_covers_late_fees_first_depends_on_the_deadline():
    figures = in_2027(
        [received("i", "02-09")],
        [paid("p", "03-20", "50.00", ("i", "50.00"))],
        readings={"payment_covers_first": "penalty"},
    )
    deadline, left = figures["payment_deadline", "invoice", "i"], figures["outstanding", "invoice", "i"]
    days = [(date(2027, 3, 20) - day).days for day in (deadline.latest, deadline.earliest)]
    assert (left.earliest, left.latest) == tuple((100 - (50 - each)) * CNY for each in days)


def test_an_amendment_between_the_days_of_receipt_widens_the_deadline():
    """From 2027-02-12 on there are 20 working days instead of 10; received then, the deadline is later."""
    amended = [{"effective_on": "2027-02-12", "parameter": "payment_working_days", "value": 20}]
    plain = in_2027([sent("i", "02-09")], [])["payment_deadline", "invoice", "i"]
    figure = in_2027([sent("i", "02-09")], [], amendments=amended)["payment_deadline", "invoice", "i"]
    assert figure.earliest == plain.earliest
    assert figure.latest >= plain.latest + timedelta(days=14)


def test_more_ways_than_are_followed_still_hold_the_outcome(monkeypatch):
    """Where the ways are too many, the ranges are wider, and hold what each way gives."""
    invoices = [sent("i", "02-09"), received("j", "02-10"), received("k", "02-11")]
    payments = [paid("p", "02-12", "100.00"), paid("q", "03-20", "100.00")]
    followed = in_2027(invoices, payments)
    monkeypatch.setattr(courses, "MOST", 0)
    bounded = in_2027(invoices, payments)
    for figure in followed:
        wider = bounded[figure.key]
        low, high = (figure.value, figure.value) if figure.earliest is None else (figure.earliest, figure.latest)
        if low is not None:
            assert wider.earliest is None or wider.earliest <= low, figure
            assert wider.latest is None or high <= wider.latest, figure
        assert {*figure.statuses, figure.status} <= {*wider.statuses, wider.status}
    assert bounded["outstanding", "invoice", "j"].latest == 100 * CNY


def test_a_notice_that_may_come_late_leaves_the_credit_open():
    """Sent 25 hours ahead, a notice is in time as it stands; were its day off, it is late and the outage counts."""
    rule = {"id": "r", "service": "s", "claim_from_working_day": 5, "claim_within_days": 60}
    rule["sla_tiers"] = [{"below": "99.9", "credit_percent": 10}]
    notice = {"id": "n", "from": "provider", "kind": "routine_maintenance", "channel": "electronic", "form": "email"}
    notice |= {"sent_at": "2027-02-09T09:00:00+08:00", "event_at": "2027-02-10T10:00:00+08:00"}
    incident = {"id": "x", "service": "s", "cause": "routine_maintenance", "notice": "n"}
    incident |= {"started_at": "2027-02-10T10:00:00+08:00", "ended_at": "2027-02-10T15:00:00+08:00"}
    incident["losses"] = [{"description": "x", "kind": "direct", "amount": "7.00"}]
    line = {"service": "s", "usage_from": "2027-02-01", "usage_to": "2027-03-01", "payable": "28.00", "cash": "28.00"}
    bill = {"id": "b", "account": "a", "period": "2027-02", "sent_at": "2027-03-01T19:00:00+08:00", "total": "28.00"}
    bill |= {"channel": "electronic", "lines": [line]}
    figures = in_2027([], [], service_rules=[rule], notices=[notice], incidents=[incident], bills=[bill])
    told = {kind: figures[kind, "incident", "x"] for kind in ("availability", "sla_credit", "claimable_loss")}
    assert (told["availability"].value, told["availability"].latest) == (100, 100)
    assert told["availability"].earliest == 100 - Fraction(100 * 5, 28 * 24)
    credit = told["sla_credit"]
    assert (credit.value, credit.earliest, credit.latest) == (0, 0, 280 * CNY // 100)
    assert set(told["claimable_loss"].statuses) == {"exempt", "claimable"}
    assert (told["claimable_loss"].earliest, told["claimable_loss"].latest) == (0, 7 * CNY)
    nothing = in_2027([], [], notices=[notice], incidents=[{**incident, "losses": []}])[
        "claimable_loss", "incident", "x"
    ]
    assert (nothing.provisional, nothing.earliest, nothing.latest) == (True, 0, 0)
    assert set(figures["notice_shortfall", "notice", "n"].statuses) == {"met", "short"}
    for kind, state in (("sla_claim_from", "arisen"), ("sla_claim_deadline", "open")):
        assert figures[kind, "incident", "x"].value is None
        assert figures[kind, "incident", "x"].earliest is not None
        assert set(figures[kind, "incident", "x"].statuses) == {"none", state}
