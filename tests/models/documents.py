"""Whole exchange documents made at random, crowded around holidays, month ends, leap days and the rules' thresholds."""

from datetime import date, timedelta

DAY = timedelta(days=1)
FIRST, LAST = date(2022, 1, 1), date(2026, 11, 30)

HOLIDAYS = [
    *(date(year, *day) for year in range(2022, 2027) for day in ((1, 1), (4, 4), (5, 1), (10, 1), (12, 31))),
    *(date(2022, 1, 31), date(2023, 1, 22), date(2024, 2, 10), date(2025, 1, 28), date(2026, 2, 17)),
    *(date(2022, 6, 3), date(2023, 6, 22), date(2024, 6, 10), date(2025, 5, 31), date(2026, 6, 19)),
    *(date(2022, 9, 10), date(2023, 9, 29), date(2024, 9, 17), date(2025, 10, 6), date(2026, 9, 25)),
    *(date(2024, 2, 28), date(2024, 2, 29), date(2025, 2, 28), date(2023, 2, 28)),
]
OFFSETS = ("+08:00", "+08:00", "+08:00", "+00:00", "-05:00", "+14:00", "+05:30", "Z")
FORMS = ("email", "site_message", "system_notice", "sms", "im")
CHANNELS = ("hand", "web_announcement", "electronic", "post")
KINDS = (
    *("routine_maintenance", "emergency_maintenance", "major_adjustment", "service_change", "assignment"),
    *("terms_change", "force_majeure_termination", "arrears", "other"),
)
CAUSES = (
    *("provider", "provider", "routine_maintenance", "routine_maintenance", "major_adjustment", "force_majeure"),
    *("force_majeure", "carrier", "network_attack", "customer", "beyond_control"),
)
NOTICE_AHEAD = {
    "routine_maintenance": (0, 1, 2),
    "major_adjustment": (29, 30, 31),
    "service_change": (29, 30, 31),
    "assignment": (89, 90, 91),
    "force_majeure_termination": (14, 15, 16),
}
READINGS = {
    "delivery_rolls_on": ("arranged_days_off", "statutory_days", "any_day_off"),
    "advance_notice_counts": ("event_day", "clear_days"),
}
AMENDABLE = {
    "bill_objection_working_days": (3, 7),
    "payment_working_days": (0, 7, 12),
    "late_fee_rate": ("0.005", "0.0005", "0.02"),
    "termination_overdue_days": (7, 30),
    "post_delivery_days": (1, 5),
    "routine_maintenance_notice_hours": (12, 48),
    "major_adjustment_notice_days": (15, 60),
    "service_change_notice_days": (60,),
    "assignment_notice_days": (30,),
    "force_majeure_termination_notice_days": (30,),
    "force_majeure_days": (20, 60),
    "liability_cap_months": (6, 24),
}


class Maker:
    """Makes one document from a source of randomness: random.Random, or the one Hypothesis gives."""

    def __init__(self, random):
        self.random = random

    def chance(self, percent):
        return self.random.randrange(100) < percent

    def pick(self, choices):
        return choices[self.random.randrange(len(choices))]

    def between(self, least, most):
        return self.random.randint(least, most)

    def day(self):
        if self.chance(60):
            return self.pick(HOLIDAYS) + self.between(-12, 12) * DAY
        return FIRST + self.between(0, (LAST - FIRST).days) * DAY

    def near(self, day, least, most):
        return day + self.between(least, most) * DAY

    def moment(self, day):
        hour, minute = self.pick(((0, 0), (23, 59), (12, 30), (self.between(0, 23), self.between(0, 59))))
        text, offset = f"{day}T{hour:02d}:{minute:02d}:00", self.pick(OFFSETS)
        return f"{text}{offset}"

    def amount(self, most=500_000, *, fine=False):
        fen = self.pick((self.between(1, most), self.between(1, 200), 100 * self.between(1, 5000)))
        text = f"{fen // 100}.{fen % 100:02d}"
        return f"{text}{self.between(0, 999_999):06d}" if fine and self.chance(50) else text

    def some(self, record, **optional):
        """Add each optional field in about half of the records."""
        for name, value in optional.items():
            if self.chance(50):
                record[name] = value()
        return record

    def document(self):
        self.services = [f"s{n}" for n in range(self.between(1, 3))]
        self.accounts = [f"a{n}" for n in range(self.between(1, 2))]
        notices = [self.notice(f"n{n}") for n in range(self.between(0, 5))]
        invoices = self.invoices()
        document = {
            "format": "clauseledger/1",
            "agreement": self.agreement(),
            "accounts": [self.account(name) for name in self.accounts],
            "services": [self.service(name) for name in self.services],
            "orders": [self.order(f"o{n}") for n in range(self.between(0, 3))],
            "bills": [self.bill(f"b{n}") for n in range(self.between(0, 4))],
            "invoices": invoices,
            "payments": self.payments(invoices),
            "notices": notices,
            "incidents": [self.incident(f"x{n}", notices) for n in range(self.between(0, 3))],
        }
        return {section: content for section, content in document.items() if content}

    def agreement(self):
        agreement = {"terms": "tencent-cloud-2021", "signed_on": "2021-11-08", "customer": {"name": "示例客户"}}
        if self.chance(70):
            agreement["readings"] = self.some({}, **{n: lambda c=c: self.pick(c) for n, c in READINGS.items()})
        amendments = {}
        for _ in range(self.between(0, 4) if self.chance(50) else 0):
            parameter, day = self.pick(tuple(AMENDABLE)), self.day()
            amendments[parameter, day] = {
                "effective_on": str(day),
                "parameter": parameter,
                "value": self.pick(AMENDABLE[parameter]),
                "clause": "3.5",
            }
        agreement["amendments"] = list(amendments.values())
        return agreement

    def account(self, name):
        on, amount = str(self.day()), self.amount()
        balance = {"on": on, "amount": f"-{amount}" if amount[-1] in "0137" else amount}
        return {"id": name} | ({"cash_balance": balance} if self.chance(50) else {})

    def service(self, name):
        start = self.day()
        service = {"id": name, "account": self.pick(self.accounts), "name": f"云服务器 {name}"}
        service |= {"billing": self.pick(("prepaid", "postpaid")), "starts_on": str(start)}
        return self.some(
            service, ended_on=lambda: str(self.near(start, 0, 900)), retention_days=lambda: self.pick((0, 1, 7, 30))
        )

    def order(self, name):
        paid = self.day()
        start = self.near(paid, -5, 10)
        end = self.pick((start + 365 * DAY, start + 366 * DAY, self.near(start, 1, 40)))
        order = {"id": name, "service": self.pick(self.services), "paid_on": str(paid)}
        order |= {"starts_on": str(start), "ends_on": str(end), "list_price": self.amount(fine=True)}
        order["cash"] = self.pick((self.amount(fine=True), self.amount(), "0.00"))
        if self.chance(60):
            order["promotions"] = [{"name": "包年优惠"} | self.some({}, condition_met=lambda: self.chance(20))]
        if self.chance(40):
            edges = (self.near(paid, 0, 20), self.near(end, -3, 3), self.near(start, 0, 400), date(2024, 2, 29))
            order["settled_on"] = str(max(paid, self.pick(edges)))
        return self.some(order, gift=lambda: self.amount(fine=True), voucher=self.amount)

    def bill(self, name):
        sent = self.day()
        bill = {"id": name, "account": self.pick(self.accounts), "period": f"{sent - 30 * DAY}"[:7]}
        bill |= {"sent_at": self.moment(sent), "channel": self.pick(("electronic", "electronic", *CHANNELS))}
        bill |= {"total": self.amount(), "lines": [self.line(sent) for _ in range(self.between(0, 3))]}
        if self.chance(25):
            bill["received_at"] = self.moment(self.near(sent, 0, 6))
        if self.chance(50):
            kind, on = self.pick(("confirmed", "objected")), self.near(sent, 2, 16)
            bill["answer"] = {"kind": kind, "on": str(on)} | ({"disputed": "1.00"} if kind == "objected" else {})
        return bill

    def line(self, sent):
        start = self.near(sent, -60, -25).replace(day=1)
        end = self.pick(((start + 31 * DAY).replace(day=1), self.near(start, 1, 500)))
        cash = ("-" if self.chance(15) else "") + self.amount(fine=True)
        line = {"service": self.pick(self.services), "usage_from": str(start), "usage_to": str(end)}
        return self.some(line | {"payable": cash, "cash": cash}, voucher=self.amount, gift=self.amount)

    def invoices(self):
        made = []
        for n in range(self.between(0, 4)):
            issued = self.day()
            received = self.near(issued, 0, 15)
            invoice = {"id": f"i{n}", "amount": self.amount()}
            if self.chance(80):
                invoice["issued_on"] = str(issued)
            if self.chance(75):
                invoice["received_at"] = self.moment(received)
            elif self.chance(70):
                invoice |= {"sent_at": self.moment(received), "channel": self.pick(CHANNELS)}
            if self.chance(35):
                invoice["payment_working_days"] = self.pick((0, 5, 10, 15))
            if self.chance(30):
                invoice["red_letter_requested_on"] = str(self.near(issued, -3, 45))
            made.append(self.some(invoice, deducted=lambda: self.chance(50)))
            if self.chance(25):
                fen = int(invoice["amount"].replace(".", ""))
                back = self.pick((fen, fen // 2, self.between(0, fen)))
                red = {"id": f"r{n}", "amount": f"-{back // 100}.{back % 100:02d}", "reverses": f"i{n}"}
                made.append(red | {"issued_on": str(self.near(issued, 0, 60))})
        return made

    def payments(self, invoices):
        made, days = [], set()
        blue = [invoice for invoice in invoices if "reverses" not in invoice]
        for n in range(self.between(0, 6) if blue else 0):
            about = self.pick(blue)
            day = date.fromisoformat((about.get("received_at") or about.get("issued_on") or str(self.day()))[:10])
            day = self.near(day, -3, 45)
            if day in days:  # the rules do not say in which order payments of one day cover
                continue
            days.add(day)
            amount = self.pick((about["amount"], self.amount(), self.amount(1000)))
            method = self.pick(("bank", "online", "offset", "credit"))
            payment = {"id": f"p{n}", "paid_on": str(day), "amount": amount, "method": method}
            if self.chance(55):
                payment["invoices"] = self.designation(amount, blue)
            made.append(payment)
        return made

    def designation(self, amount, blue):
        left, parts = int(amount.replace(".", "")), []
        for invoice in blue:
            if left and self.chance(60):
                fen = self.pick((left, self.between(1, left)))
                left -= fen
                parts.append({"invoice": invoice["id"], "amount": f"{fen // 100}.{fen % 100:02d}"})
        return parts

    def notice(self, name):
        kind, channel, day = self.pick(KINDS), self.pick(CHANNELS), self.day()
        notice = {"id": name, "from": self.pick(("provider", "provider", "provider", "customer"))}
        notice |= {"kind": kind, "channel": channel}
        if self.chance(88):
            match channel:
                case "hand":
                    notice["signed_at"] = self.moment(day)
                case "web_announcement":
                    notice["published_at"] = self.moment(day)
                case "electronic":
                    notice["sent_at"] = self.moment(day)
                case "post":
                    notice["posted_on"] = str(day)
        if channel == "electronic":
            notice["form"] = self.pick(FORMS)
        if self.chance(92):
            ahead = self.pick(NOTICE_AHEAD.get(kind, (0, 30)))
            notice["event_at"] = self.moment(self.near(day, ahead - 1, ahead + 4))
        return notice

    def incident(self, name, notices):
        start = self.day()
        incident = {"id": name, "service": self.pick(self.services), "started_at": self.moment(start)}
        incident["cause"] = self.pick(CAUSES)
        if self.chance(60):
            incident["ended_at"] = self.moment(self.near(start, 2, 3) if self.chance(30) else self.near(start, 28, 33))
        if notices and self.chance(70):
            alike = [notice for notice in notices if notice["kind"] == incident["cause"]]
            incident["notice"] = self.pick(alike or notices)["id"]
        kinds = ("direct", "direct", "indirect")
        losses = [{"description": "损失", "kind": self.pick(kinds), "amount": self.amount(300_000)} for _ in range(2)]
        return self.some(incident, losses=lambda: losses)

    def as_of(self, document):
        """Give a day to look from: at, just before and after the document's own days, before and after everything."""
        days = [date.fromisoformat(text[:10]) for text in own_days(document)]
        return self.pick(
            (
                self.near(self.pick(days), -2, 2),
                self.near(self.pick(days), 0, 40),
                self.near(max(days), 0, 60),
                self.near(min(days), -3, 0),
                date(2026, 11, 30),
            )
        )


def own_days(value):
    """Give every text in a document that begins like a day."""
    if isinstance(value, dict):
        return [text for part in value.values() for text in own_days(part)]
    if isinstance(value, list):
        return [text for part in value for text in own_days(part)]
    return [value] if isinstance(value, str) and len(value) >= 10 and value[4:5] == value[7:8] == "-" else []


def document_and_day(random):
    """Make a document and a day to assess it as of."""
    maker = Maker(random)
    document = maker.document()
    return document, maker.as_of(document)
