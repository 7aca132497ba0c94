"""How long a whole assessment of a large ledger takes, as a ratio to the floor measured in the same run.

``python tests/bench/assess.py [BILL_LINES]``: 10,000 invoices, 20,000 payments, 5,000 notices, and as many bill lines
(1,000,000 unless told otherwise). The floor is reading the rows with plain SQL and adding up exact integer late fees:
what no program could do without. Ratios, because absolute times of a shared machine mean little.
"""

import gc
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from models.assess import Assessment, assess, reassess  # noqa: E402
from models.china_time import CHINA  # noqa: E402
from models.facts.facts import Facts  # noqa: E402
from models.facts.records import (  # noqa: E402
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
from models.ledger import acts  # noqa: E402
from models.ledger.ledger import open_ledger  # noqa: E402

START = date(2018, 1, 1)
AS_OF = date(2026, 11, 1)
FEN = 10**6


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=CHINA)


def facts(lines: int) -> Facts:
    chance = random.Random(1)  # noqa: S311 - a reproducible ledger, not a secret
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


def timed(run: Callable[[], object], times: int = 5) -> float:
    found = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    return statistics.median(found)


def main(lines: int) -> None:
    gc.set_threshold(100_000, 50, 100)  # as main.py does
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.clauseledger"
        acts.make_from(path, facts(lines))
        least = timed(lambda: floor(path))

        def whole() -> None:
            with open_ledger(path) as ledger:
                totals(assess(ledger.facts, AS_OF))

        everything = timed(whole)
        opening = timed(lambda: open_ledger(path).close())
        with open_ledger(path) as ledger:
            loaded = ledger.facts
            every_figure = timed(lambda: list(assess(loaded, AS_OF).figures))
            before = assess(loaded, AS_OF)
            totals(before)
            acts_on = {}
            for when, key in (("recent", "p19990"), ("old", "p501")):
                payment = loaded.payments[key]
                after = loaded.with_records([payment._replace(amount=payment.amount + FEN)])
                acts_on[when] = timed(lambda after=after, key=key: reassess(before, after, [("payment", key)]))
            notice = loaded.notices["n77"]
            after = loaded.with_records([notice._replace(event_at=None)])
            acts_on["notice"] = timed(lambda: reassess(before, after, [("notice", "n77")]))
        for name, seconds in (
            ("floor: rows read, late fees added", least),
            ("opening, with its check of the file", opening),
            ("read, and every total", everything - opening),
            ("every figure of what is read", every_figure),
            ("again after a recent payment", acts_on["recent"]),
            ("again after the 500th payment", acts_on["old"]),
            ("again after a notice", acts_on["notice"]),
        ):
            print(f"{name:36} {seconds * 1000:8.1f} ms {seconds / least:7.2f} x floor")


def totals(assessment: Assessment) -> None:
    assert assessment.figures["offset_exposure", "agreement", "agreement"].value is not None


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
