"""An independent oracle: every figure of the rules by brute force, a day at a time, on plain JSON.

Written from the rules alone (docs: clauses 3.1.4-3.5, 4.4, 5.3.4, 5.5, 10, 11.3), without the product's code: days off
come from the packages ``chinesecalendar`` and ``holidays``, money is Fraction. It sees an exchange document and a day.
"""

from collections import defaultdict
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from functools import cache

import chinese_calendar
import holidays

DAY = timedelta(days=1)
CHINA = timezone(timedelta(hours=8))
OFFICIAL_THROUGH = date(2026, 12, 31)

# The notice for 2024 says "端午节：6月10日放假，与周末连休": Saturday and Sunday are in the span; chinesecalendar lists
# only the Monday (while it lists the weekend with New Year 2024, announced in the same words).
SPANS = set(chinese_calendar.constants.holidays) | {date(2024, 6, 8), date(2024, 6, 9)}
_NAMED = holidays.country_holidays("CN", years=range(2018, 2032), observed=False, language="zh_CN")
STATUTORY = {
    day for day in _NAMED if any(not name.startswith(("休息日", "春节延长假期")) for name in _NAMED.get_list(day))
}

TERMS = {
    "bill_objection_working_days": 5,
    "payment_working_days": 10,
    "late_fee_rate": Fraction(1, 100),
    "termination_overdue_days": 15,
    "post_delivery_days": 3,
    "routine_maintenance_notice_hours": 24,
    "major_adjustment_notice_days": 30,
    "service_change_notice_days": 30,
    "assignment_notice_days": 90,
    "force_majeure_termination_notice_days": 15,
    "force_majeure_days": 30,
    "liability_cap_months": 12,
}
OWN_DATES = {
    "bills": ("sent_at", "received_at"),
    "invoices": ("issued_on", "sent_at", "received_at"),
    "payments": ("paid_on",),
    "notices": ("sent_at", "signed_at", "published_at", "posted_on"),
    "incidents": ("started_at",),
    "orders": ("paid_on",),
}
LATER_FACTS = {
    "bills": ("received_at",),
    "invoices": ("issued_on", "sent_at", "received_at", "red_letter_requested_on"),
    "notices": ("sent_at", "signed_at", "published_at", "posted_on"),
    "incidents": ("ended_at",),
    "orders": ("settled_on",),
}
IN_WRITING = {"assignment", "force_majeure_termination"}
EXEMPT = {"force_majeure", "carrier", "network_attack", "customer", "beyond_control"}
NEEDS_NOTICE = {"routine_maintenance", "major_adjustment"}


@cache
def works(day):
    if day <= OFFICIAL_THROUGH:
        return chinese_calendar.is_workday(day)
    return day.weekday() < 5 and day not in STATUTORY


def working_days_after(day, number):
    while number:
        day += DAY
        number -= works(day)
    return day


def months_before(day, months):
    """Give the same day some months earlier, or that month's last day when it has no such day."""
    first = day.replace(day=1)
    for _ in range(months):
        first = (first - DAY).replace(day=1)
    last = (first + 31 * DAY).replace(day=1) - DAY
    return min(first + (day.day - 1) * DAY, last)


def day_of(text):
    return date.fromisoformat(text)


def moment_of(text):
    return datetime.fromisoformat(text)


def china(moment):
    return moment.astimezone(CHINA).date()


def midnight(day):
    return datetime(day.year, day.month, day.day, tzinfo=CHINA)


def own_day(text):
    return day_of(text) if len(text) == 10 else china(moment_of(text))


def half_up(amount):
    """Round an exact Fraction to whole fen, half away from zero, without ever going through a quotient."""
    hundredths = abs(amount) * 100
    fen = hundredths.numerator // hundredths.denominator
    if hundredths - fen >= Fraction(1, 2):
        fen += 1
    return Fraction(fen if amount >= 0 else -fen, 100)


def money(amount):
    units = amount * 10**8
    assert units.denominator == 1, amount
    sign, units = ("-" if units < 0 else ""), abs(int(units))
    whole, rest = divmod(units, 10**8)
    return f"{sign}{whole}.{rest:08d}" if rest % 10**6 else f"{sign}{whole}.{rest // 10**6:02d}"


def iso(day):
    return None if day is None else day.isoformat()


class Oracle:
    """What follows from one exchange document as of one day; ``figures`` maps (kind, record) to (value, status)."""

    def __init__(self, ledger, as_of):
        self.as_of = as_of
        agreement = ledger["agreement"]
        self.readings = {
            "delivery_rolls_on": "arranged_days_off",
            "advance_notice_counts": "event_day",
            "payment_covers_first": "principal",
        } | (agreement.get("readings") or {})
        self.amendments = agreement.get("amendments") or []
        self.records = {section: self.seen(section, ledger.get(section) or []) for section in OWN_DATES}
        self.accounts = ledger.get("accounts") or []
        self.services = ledger.get("services") or []
        self.figures = {}
        self.deliveries()
        self.bills()
        self.invoices()
        self.orders()
        self.exposure()
        self.notices()
        self.retention()
        self.liability()
        self.red_letters()

    # § 0 ------------------------------------------------------------------------------------------------------------

    def seen(self, section, records):
        visible = []
        for record in records:
            dates = [own_day(record[name]) for name in OWN_DATES[section] if record.get(name)]
            if dates and min(dates) > self.as_of:
                continue
            known = dict(record)
            for name in LATER_FACTS.get(section, ()):
                if known.get(name) and own_day(known[name]) > self.as_of:
                    known[name] = None
            answer = known.get("answer")
            if answer and day_of(answer["on"]) > self.as_of:
                known["answer"] = None
            visible.append(known)
        return visible

    def term(self, parameter, day):
        value, since = TERMS[parameter], date.min
        for amendment in self.amendments:
            effective = day_of(amendment["effective_on"])
            if amendment["parameter"] == parameter and since <= effective <= day:
                value, since = Fraction(str(amendment["value"])), effective
        return value

    def put(self, kind, record, value, status=None):
        self.figures[kind, record] = (value, status)

    # § 1 ------------------------------------------------------------------------------------------------------------

    def rolls(self, day):
        match self.readings["delivery_rolls_on"]:
            case "arranged_days_off":
                return day in SPANS or day in STATUTORY
            case "statutory_days":
                return day in STATUTORY
            case "any_day_off":
                return not works(day)

    def deemed(self, moment):
        if moment is None:
            return None
        day = china(moment)
        return midnight(working_days_after(day, 1)) if self.rolls(day) else moment

    def posted(self, day):
        return midnight(day + int(self.term("post_delivery_days", day)) * DAY)

    def delivery_of(self, section, record):
        """Give the moment of delivery (None when there is no proof) and the status."""
        if section != "notices" and record.get("received_at"):
            return moment_of(record["received_at"]), "actual"
        moment = None
        sent = moment_of(record["sent_at"]) if record.get("sent_at") else None
        match record.get("channel"), section:
            case "hand", "notices":
                moment = moment_of(record["signed_at"]) if record.get("signed_at") else None
            case "web_announcement", "notices":
                moment = moment_of(record["published_at"]) if record.get("published_at") else None
            case "electronic" | "web_announcement", _:
                moment = sent
            case "post", "notices":
                moment = self.posted(day_of(record["posted_on"])) if record.get("posted_on") else None
            case "post", _:
                moment = self.posted(china(sent)) if sent else None
        moment = self.deemed(moment)
        return moment, "unproven" if moment is None else "deemed"

    def deliveries(self):
        self.delivered = {}
        for section in ("bills", "invoices", "notices"):
            for record in self.records[section]:
                moment, status = self.delivery_of(section, record)
                self.delivered[section, record["id"]] = moment
                self.put("delivered_on", record["id"], iso(moment and china(moment)), status)

    # § 2 ------------------------------------------------------------------------------------------------------------

    def bills(self):
        for bill in self.records["bills"]:
            delivered = self.delivered["bills", bill["id"]]
            answer = bill.get("answer")
            if delivered is None:
                status = answer["kind"] if answer else "open"
                self.put("bill_objection_deadline", bill["id"], None, status)
                continue
            day = china(delivered)
            deadline = working_days_after(day, int(self.term("bill_objection_working_days", day)))
            status = "open" if self.as_of <= deadline else "deemed_confirmed"
            if answer and day_of(answer["on"]) <= deadline:
                status = answer["kind"]
            elif answer and answer["kind"] == "objected":
                status = "objected_late"
            self.put("bill_objection_deadline", bill["id"], iso(deadline), status)

    # § 3 ------------------------------------------------------------------------------------------------------------

    def invoices(self):
        invoices = [invoice for invoice in self.records["invoices"] if not invoice.get("reverses")]
        self.blue = {invoice["id"]: invoice for invoice in invoices}
        principal = {name: Fraction(invoice["amount"]) for name, invoice in self.blue.items()}
        for red in self.records["invoices"]:
            if red.get("reverses") in principal:
                principal[red["reverses"]] += Fraction(red["amount"])
        principal = {name: max(Fraction(0), amount) for name, amount in principal.items()}
        received, deadline = {}, {}
        for name, invoice in self.blue.items():
            moment = self.delivered["invoices", name]
            received[name] = moment and china(moment)
            if moment is not None:
                days = invoice.get("payment_working_days")
                days = self.term("payment_working_days", received[name]) if days is None else days
                deadline[name] = working_days_after(received[name], int(days))
        self.open, self.deadline, self.penalty_paid = dict(principal), deadline, defaultdict(Fraction)
        self.covered = defaultdict(list)  # invoice -> [(day, part)]
        self.credit = self.fees = Fraction(0)
        payments = self.records["payments"]
        payments = sorted(payments, key=lambda payment: (payment["paid_on"], payment["method"] == "credit"))
        for payment in payments:
            self.pay(payment, received, deadline)
        for name in self.blue:
            self.one_invoice(name, principal[name], deadline.get(name))

    def pay(self, payment, received, deadline):
        day, amount = day_of(payment["paid_on"]), Fraction(payment["amount"])
        if payment["method"] == "credit":
            available = min(amount, self.credit)
            self.credit -= available
        else:
            available = amount
        unused, undesignated = Fraction(0), available
        for part in payment.get("invoices") or []:
            share = min(Fraction(part["amount"]), undesignated)
            undesignated -= share
            unused += share - self.cover(part["invoice"], day, share)
        in_turn = [name for name in deadline if received[name] <= day]
        for name in sorted(in_turn, key=lambda name: (deadline[name], received[name], name)):
            undesignated -= self.cover(name, day, undesignated)
        self.credit += unused + undesignated

    def cover(self, name, day, amount):
        """Cover one invoice with up to an amount; give what was used. Civil Code 561, where chosen: penalty first."""
        if not self.open.get(name) or amount <= 0:
            return Fraction(0)
        fee = Fraction(0)
        if self.readings["payment_covers_first"] == "penalty" and name in self.deadline:
            fee = min(amount, half_up(self.accrued(name, day)) - self.penalty_paid[name])
            self.penalty_paid[name] += fee
        part = min(amount - fee, self.open[name])
        if part:
            self.open[name] -= part
            self.covered[name].append((day, part))
        return fee + part

    def accrued(self, name, until):
        """Add up the late fee day by day: each overdue day its own rate on what is still uncovered on it."""
        fee = Fraction(0)
        for paid_on, part in [*self.covered[name], (until, self.open[name])]:
            day = self.deadline[name]
            while day < paid_on:
                day += DAY
                fee += part * self.term("late_fee_rate", day)
        return fee

    def owed_at_end_of(self, name, principal, day):
        return principal - sum(part for on, part in self.covered[name] if on <= day)

    def one_invoice(self, name, principal, deadline):
        still = self.open[name]
        fee = self.accrued(name, self.as_of) if deadline is not None else Fraction(0)
        self.put("outstanding", name, money(still))
        self.put("late_fee", name, money(half_up(fee)))
        self.fees += half_up(fee)
        if deadline is None:
            self.put("payment_deadline", name, None, "open" if still else "paid")
            self.put("termination_right_from", name, None, "none")
            return
        if still:
            status = "open" if self.as_of <= deadline else "overdue"
        else:
            status = "paid_late" if any(day > deadline for day, _ in self.covered[name]) else "paid"
        self.put("payment_deadline", name, iso(deadline), status)
        last = deadline + int(self.term("termination_overdue_days", deadline)) * DAY
        if self.owed_at_end_of(name, principal, min(last, self.as_of)) <= 0:
            self.put("termination_right_from", name, None, "none")
        else:
            arisen = "arisen" if still else "cured"
            self.put("termination_right_from", name, iso(last + DAY), arisen if self.as_of > last else "arises")

    # § 3 exposure, § 4 ----------------------------------------------------------------------------------------------

    @staticmethod
    def used_days(order, until):
        """Count the days of the term used by the end of a day."""
        day, end, number = day_of(order["starts_on"]), day_of(order["ends_on"]), 0
        while day < end and day <= until:
            day += DAY
            number += 1
        return number

    @staticmethod
    def term_days(order):
        return (day_of(order["ends_on"]) - day_of(order["starts_on"])).days

    @staticmethod
    def paid_by(order):
        return tuple(Fraction(order.get(name) or "0") for name in ("cash", "gift", "voucher"))

    def until(self, order):
        return min(self.as_of, day_of(order["settled_on"])) if order.get("settled_on") else self.as_of

    def not_met(self, order):
        return any(promotion.get("condition_met") is False for promotion in order.get("promotions") or [])

    def settlement(self, order, until):
        """Give list-price value used, refund in cash, refund in gift, owed."""
        cash, gift, voucher = self.paid_by(order)
        value = half_up(Fraction(order["list_price"]) * self.used_days(order, until) / self.term_days(order))
        refund = max(Fraction(0), cash + gift - value)
        in_cash = half_up(refund * cash / (cash + gift)) if cash + gift else Fraction(0)
        return value, in_cash, half_up(refund) - in_cash, half_up(max(Fraction(0), value - cash - gift - voucher))

    def orders(self):
        self.unconsumed = Fraction(0)
        for order in self.records["orders"]:
            cash = self.paid_by(order)[0]
            remaining = self.term_days(order) - self.used_days(order, self.as_of)
            left = Fraction(0) if order.get("settled_on") else half_up(cash * remaining / self.term_days(order))
            self.unconsumed += left
            self.put("unconsumed_prepaid", order["id"], money(left))
            if self.not_met(order):
                settled = self.settlement(order, self.until(order))
                kinds = ("list_price_value", "refund_cash", "refund_gift", "owed_at_list_price")
                for kind, amount in zip(kinds, settled, strict=True):
                    self.put(kind, order["id"], money(amount))

    def exposure(self):
        held = self.unconsumed
        for account in self.accounts:
            balance = account.get("cash_balance")
            if balance and day_of(balance["on"]) <= self.as_of:
                held += max(Fraction(0), Fraction(balance["amount"]))  # an account in arrears holds no cash
        debt = sum(self.open.values(), Fraction(0)) + self.fees - sum(self.penalty_paid.values())
        self.put("forfeitable_prepaid", "agreement", money(held))
        self.put("offset_exposure", "agreement", money(min(debt, held)))

    # § 5 ------------------------------------------------------------------------------------------------------------

    def notices(self):
        for notice in self.records["notices"]:
            kind, name = notice["kind"], notice["id"]
            duty = next((p for p in TERMS if p.startswith(f"{kind}_notice_")), None)
            if notice["from"] != "provider" or duty is None:
                continue
            delivered = self.delivered["notices", name]
            if delivered is None or not notice.get("event_at"):
                self.put("notice_shortfall", name, None, "unproven")
                continue
            event = moment_of(notice["event_at"])
            required = self.term(duty, china(event))
            if duty.endswith("hours"):
                ahead = Fraction(int((event - delivered) / timedelta(seconds=1)), 3600)
                short = max(Fraction(0), required - ahead)
                value = money(max(half_up(short), Fraction(1, 100)) if short else short)
            else:
                # The rules' table of readings does not name 10.2; its "提前15天" is counted like "提前30天".
                required += self.readings["advance_notice_counts"] == "clear_days"
                short = max(0, int(required) - (china(event) - china(delivered)).days)
                value = str(short)
            status = "short" if short else "met"
            written = notice["channel"] in {"hand", "post"} or notice.get("form") == "email"
            if kind in IN_WRITING and not written:
                status = "not_in_writing"
            self.put("notice_shortfall", name, value, status)

    # § 6 ------------------------------------------------------------------------------------------------------------

    def retention(self):
        for service in self.services:
            if not service.get("ended_on"):
                continue
            if service.get("retention_days") is None:
                self.put("data_kept_until", service["id"], None, "unknown")
                continue
            last = day_of(service["ended_on"]) + service["retention_days"] * DAY
            self.put("data_kept_until", service["id"], iso(last), "kept" if self.as_of <= last else "deletable")

    # § 7 ------------------------------------------------------------------------------------------------------------

    def liability(self):
        kinds = {notice["id"]: notice["kind"] for notice in self.records["notices"]}
        for incident in self.records["incidents"]:
            name, cause = incident["id"], incident["cause"]
            damage = china(moment_of(incident["started_at"]))
            cap = self.cap(incident["service"], damage)
            exempt = cause in EXEMPT
            if cause in NEEDS_NOTICE and kinds.get(incident.get("notice")) == cause:
                exempt = self.figures.get(("notice_shortfall", incident["notice"]), (None, None))[1] == "met"
            losses = incident.get("losses") or []
            direct = sum((Fraction(loss["amount"]) for loss in losses if loss["kind"] == "direct"), Fraction(0))
            self.put("liability_cap", name, money(cap))
            claim = Fraction(0) if exempt else min(direct, cap)
            self.put("claimable_loss", name, money(claim), "exempt" if exempt else "claimable")
            if cause == "force_majeure":
                self.force_majeure(incident, damage)

    def force_majeure(self, incident, start):
        right = start + int(self.term("force_majeure_days", start)) * DAY
        ended = incident.get("ended_at")
        if ended and china(moment_of(ended)) < right:
            self.put("force_majeure_right_from", incident["id"], None, "none")
        else:
            status = "arisen" if self.as_of >= right else "arises"
            self.put("force_majeure_right_from", incident["id"], iso(right), status)

    def cap(self, service, damage):
        """Sum what was paid for use inside the window; refunds of more than was paid leave nothing, not less."""
        first = months_before(damage, int(self.term("liability_cap_months", damage)))
        total = Fraction(0)
        for bill in self.records["bills"]:
            for line in bill.get("lines") or []:
                if line["service"] == service:
                    span = (day_of(line["usage_from"]), day_of(line["usage_to"]))
                    total += Fraction(line["cash"]) * self.share(*span, first, damage)
        for order in self.records["orders"]:
            if order["service"] == service:
                total += self.cash_consumed(order, first, damage)
        return max(Fraction(0), half_up(total))

    def cash_consumed(self, order, first, damage):
        start, end = day_of(order["starts_on"]), day_of(order["ends_on"])
        cash = self.paid_by(order)[0]
        settled = day_of(order["settled_on"]) if order.get("settled_on") else None
        if settled is not None:
            if self.not_met(order):
                cash -= self.settlement(order, settled)[1]
            else:
                cash = cash * self.used_days(order, settled) / self.term_days(order)
            end = min(end, settled + DAY)
        return cash * self.share(start, end, first, damage) if start < end else Fraction(0)

    @staticmethod
    def share(start, end, first, damage):
        days, inside, day = 0, 0, start
        while day < end:
            days += 1
            inside += first <= day < damage
            day += DAY
        return Fraction(inside, days)

    # § 8 ------------------------------------------------------------------------------------------------------------

    def red_letters(self):
        for invoice in self.records["invoices"]:
            if not invoice.get("red_letter_requested_on"):
                continue
            request = day_of(invoice["red_letter_requested_on"])
            issued = day_of(invoice["issued_on"]) if invoice.get("issued_on") else None
            delivered = self.delivered["invoices", invoice["id"]]
            if (issued and issued > request) or delivered is None or china(delivered) > request:
                path = "3"
            elif invoice.get("deducted"):
                path = "2"
            elif issued is None:
                path = None  # it was delivered, so it was issued; when, the record does not say
            else:
                path = "1" if (issued.year, issued.month) == (request.year, request.month) else "2"
            self.put("red_letter_path", invoice["id"], path)
            last = request.replace(day=1) + 31 * DAY
            last = (last.replace(day=1) + 31 * DAY).replace(day=1) - DAY
            self.put("reissue_deadline", invoice["id"], iso(last))


def figures(ledger, as_of):
    """Give every figure of an exchange document as of a day: (kind, record) -> (value, status)."""
    return Oracle(ledger, as_of).figures
