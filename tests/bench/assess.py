"""How long a whole assessment of a large ledger takes, as a ratio to the floor measured in the same run.

``python -m tests.bench.assess [BILL_LINES]``: 10,000 invoices, 20,000 payments, 5,000 notices, and as many bill lines
(1,000,000 unless told otherwise). The floor is reading the rows with plain SQL and adding up exact integer late fees:
what no program could do without. Ratios of processor time, the least of some rounds, because other times of a shared
machine mean little.
"""

import gc
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from math import inf
from pathlib import Path
from typing import TypeVar

from models.assess import Assessment, assess, reassess
from models.china_time import CHINA
from models.facts.facts import Facts
from models.facts.records import (
    Account,
    Agreement,
    Allocation,
    Bill,
    BillLine,
    Customer,
    Invoice,
    Notice,
    Payment,
    Service,
)
from models.ledger import acts
from models.ledger.ledger import Ledger, open_ledger

START = date(2018, 1, 1)
AS_OF = date(2026, 11, 1)
FEN = 10**6
ROUNDS = 7
FLOOR = "floor: rows read, late fees added"
Made = TypeVar("Made")


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=CHINA)


def facts(lines: int) -> Facts:
    chance = random.Random(1)
    invoices, payments, notices = {}, {}, {}
    for n in range(10_000):
        day = START + timedelta(n // 4 + chance.randrange(20))
        received = moment(day + timedelta(3))
        amount = chance.randrange(10_000, 900_000) * FEN
        invoices[f"i{n}"] = Invoice(f"i{n}", amount, issued_on=day, received_at=received)
    for n in range(20_000):
        day, amount = START + timedelta(n // 8 + chance.randrange(60)), chance.randrange(5_000, 400_000) * FEN
        named = (Allocation(f"i{n // 2}", amount),) if n % 3 else ()
        payments[f"p{n}"] = Payment(f"p{n}", day, amount, "bank", named)
    for n in range(5_000):
        day = START + timedelta(n // 2)
        notices[f"n{n}"] = Notice(
            f"n{n}", "provider", "routine_maintenance", "electronic", "email", moment(day), event_at=moment(day)
        )
    services = {f"s{n}": Service(f"s{n}", "a", f"s{n}", "postpaid", START) for n in range(50)}
    per_bill = max(1, lines // 100)
    bills = {
        f"b{n}": Bill(
            f"b{n}", "a", f"20{18 + n // 12:02}-{n % 12 + 1:02}", moment(START + timedelta(30 * n)), "electronic", 0,
            lines=tuple(
                BillLine(f"s{k % 50}", START + timedelta(30 * n), START + timedelta(30 * n + 30), k * 1000, k * 1000)
                for k in range(per_bill)
            ),
        )
        for n in range(100)
    }  # fmt: skip
    agreement = Agreement("tencent-cloud-2021", date(2021, 11, 8), Customer("x"))
    return Facts(agreement, {"a": Account("a")}, services, {}, bills, invoices, payments, notices)


def floor(path: Path) -> None:
    connection = sqlite3.connect(path)
    invoices = connection.execute("SELECT id, amount, received_at FROM invoices").fetchall()
    connection.execute("SELECT * FROM payments").fetchall()
    connection.execute("SELECT * FROM notices").fetchall()
    day = AS_OF.toordinal()
    total = 0
    for _, amount, received in invoices:
        days = day - date.fromisoformat(received[:10]).toordinal()
        total += (amount * days * 2 + 100 * FEN) // (200 * FEN)
    connection.close()


def main(lines: int) -> None:
    gc.set_threshold(100_000, 50, 100)  # as main.py does
    least: dict[str, float] = {}
    other: dict[str, int] = {}

    def timed(name: str, run: Callable[[], Made]) -> Made:
        """Keep the shortest of all times: everything else is what other programs of the machine took."""
        gc.collect()
        start = time.thread_time()
        made = run()
        least[name] = min(least.get(name, inf), time.thread_time() - start)
        return made

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.clauseledger"
        acts.make_from(path, facts(lines))
        for _ in range(ROUNDS):  # in turn, so that a slow moment of the machine meets all alike
            timed(FLOOR, lambda: floor(path))
            with timed("opening", lambda: open_ledger(path)) as ledger:
                loaded, before = timed("read, and every total", partial(whole, ledger))
            timed("every other figure", partial(list, before.figures))
            for when, key in (("a recent", "p19990"), ("the 500th", "p501"), ("a designated old", "p500")):
                payment = loaded.payments[key]
                for what, changed in (
                    ("more by", payment._replace(amount=payment.amount + FEN)),
                    ("words on", payment._replace(reference="x")),
                ):
                    after = loaded.with_records([changed])
                    again = partial(reassess, before, after, [("payment", key)])
                    name = f"again after {what} {when} payment"
                    other[name] = differing(before, timed(name, again))
            notice = loaded.notices["n77"]
            after = loaded.with_records([notice._replace(event_at=None)])
            timed("again after a notice", partial(reassess, before, after, [("notice", "n77")]))
    for name, seconds in least.items():
        changed = f"   {other[name]:5} invoices covered otherwise" if name in other else ""
        print(f"{name:42} {seconds * 1000:8.1f} ms {seconds / least[FLOOR]:7.2f} x floor{changed}")


def whole(ledger: Ledger) -> tuple[Facts, Assessment]:
    assessment = assess(ledger.facts, AS_OF)
    totals(assessment)
    return ledger.facts, assessment


def differing(before: Assessment, after: Assessment) -> int:
    return sum(one is not before.covered.invoices[key] for key, one in after.covered.invoices.items())


def totals(assessment: Assessment) -> None:
    assert assessment.figures["offset_exposure", "agreement", "agreement"].value is not None


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
