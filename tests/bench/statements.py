"""How long statements of many lines take beside the least anybody could do with them.

    python -m tests.bench.statements [lines]

Prints, for each job, its seconds, those of its floor in the same run, and their ratio. The floors: reading the file by
``csv``, reading days and amounts, and inserting the rows by one ``executemany`` into the ledger's own table of lines,
with its checks and indexes and as durably, but without a look at what is on record and without a history; for what is
done to the lines, going once through all of them; for the page, filling a bare table of Qt with the same cells. Seconds
are of this program's own time, which whatever else the machine does lengthens least.
"""

import csv
import gc
import hashlib
import io
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from models.assess import assess
from models.ledger import acts
from models.ledger.ledger import open_ledger
from models.ledger.statement_acts import Accepted, accept, import_statements, tick
from models.statements import reconciling
from models.statements.matching import suggest
from models.statements.paid import payees_of, still_open
from tests.bench.alone import alone
from tests.models import samples

FIRST = date(2020, 1, 1)
TODAY = date(2026, 11, 23)
ACCOUNT = "示例银行 0001"
PAID_EVERY = 100


def statement(lines: int) -> bytes:
    """Give a statement of a bank with so many lines, every hundredth to the provider."""
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow(["账号", "交易日期", "支出", "收入", "余额", "对方户名", "摘要", "流水号"])
    balance = 10_000_000
    for number in range(lines):
        paid = number % PAID_EVERY == 0
        amount = 100 + number % 977 if not paid else 5000 + number
        balance -= amount
        day = FIRST + timedelta(days=number * 2400 // lines)
        name = "腾讯云计算（北京）有限责任公司" if paid else f"示例商户{number % 500}"
        row = [ACCOUNT, day, f"{amount:,}.00", "", f"{balance:,}.00", name, f"货款 {number}", f"N{number:09}"]
        write.writerow(row)
    return out.getvalue().encode("utf-8-sig")


def timed(job: Callable[[], object]) -> tuple[float, object]:
    """Give the seconds of this program's time that a job takes, and what it gives."""
    begun = time.process_time()
    given = job()
    return time.process_time() - begun, given


def told(name: str, seconds: float, floor: float) -> None:
    """Print a job beside its floor."""
    sys.stdout.write(f"{name:<28}{seconds:8.2f} s   floor {floor:6.2f} s   {seconds / floor:6.1f}x\n")
    sys.stdout.flush()


def typed(path: Path, ledger: Path) -> None:
    """Read the file and put its rows into a table like the ledger's, in one transaction as durable as the ledger's."""
    with closing(sqlite3.connect(ledger)) as opened:
        made = [sql for (sql,) in opened.execute("SELECT sql FROM sqlite_master WHERE tbl_name = 'statement_lines'")]
    with closing(sqlite3.connect(path.with_suffix(".floor"), isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        for sql in filter(None, made):
            connection.execute(sql)
        connection.execute("BEGIN IMMEDIATE")
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file)
            next(rows)
            values = (_typed(number, row) for number, row in enumerate(rows, start=2))
            connection.executemany(f"INSERT INTO statement_lines VALUES ({', '.join('?' * 15)})", values)  # noqa: S608
        connection.execute("COMMIT")


def _typed(row: int, cells: list[str]) -> tuple[object, ...]:
    """Give the values of a line's columns."""
    account, on, out, _, balance, other, what, number = cells
    sha256 = hashlib.sha256(f"{account},{on},{out},{number}".encode()).hexdigest()
    went, left = (int(Decimal(text.replace(",", "")) * 10**8) for text in (out, balance))
    line = (row, f"line-{sha256[:16]}", "s", row, sha256, date.fromisoformat(on).isoformat(), -went, left)
    return (*line, other, None, what, number, None, None, None)


def page_of(path: Path) -> tuple[float, float]:
    """Give the seconds until the page of a ledger's lines is there, and those of a bare table with the same cells."""
    from PySide6.QtWidgets import QApplication, QTableWidget, QTableWidgetItem

    from models.vocabulary import vocabulary
    from ui.reconciling.page import ReconcilePage
    from ui.session import Session

    app = QApplication.instance() or QApplication([])
    with open_ledger(path) as ledger:
        session = Session(ledger, TODAY, vocabulary("zh"))
        _ = session.assessment
        seconds, page = timed(lambda: shown(ReconcilePage(session), app))
        lines = reconciling.lines_in(session.facts, ACCOUNT, date.min, date.max)

        def bare() -> QTableWidget:
            made = QTableWidget(len(lines), 6)
            for row, line in enumerate(lines):
                cells = (str(line.on), str(line.amount), "", line.counterparty, line.summary, "")
                for column, text in enumerate(cells):
                    made.setItem(row, column, QTableWidgetItem(text))
            return shown(made, app)

        floor, table = timed(bare)
        del page, table
    return seconds, floor


def shown(widget, app):  # type: ignore[no-untyped-def] - whatever widget it is
    """Show a widget as a window would, and wait until it is painted."""
    widget.resize(1280, 800)
    widget.show()
    app.processEvents()
    return widget


def main() -> None:
    """Run every job."""
    gc.set_threshold(100_000, 50, 100)  # as main.py does
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    folder = Path(tempfile.mkdtemp())
    path, ledger_path = folder / "statement.csv", folder / "t.clauseledger"
    path.write_bytes(statement(lines))
    acts.make_from(ledger_path, samples.read(samples.only()))
    floor, _ = timed(lambda: typed(path, ledger_path))
    with open_ledger(ledger_path) as ledger:
        seconds, _ = timed(lambda: import_statements(ledger, [path], today=TODAY, preview=True))
        told(f"preview {lines:,} lines", seconds, floor)
        seconds, _ = timed(lambda: import_statements(ledger, [path], today=TODAY))
        told("import", seconds, floor)
        seconds, _ = timed(lambda: import_statements(ledger, [path], today=TODAY))
        told("import again", seconds, floor)
        assessment = assess(ledger.facts, TODAY)
        once, _ = timed(lambda: [line.amount for line in ledger.facts.statement_lines.values() if line.amount < 0])
        seconds, found = timed(lambda: suggest(ledger.facts, still_open(assessment), payees_of(assessment)))
        told("match", seconds, max(once, 0.01))
        some = [one.line.id for one in found[:100]]
        seconds, _ = timed(lambda: accept(ledger, [Accepted(line, "unrelated") for line in some]))
        told("accept 100", seconds, max(once, 0.01))
        one = reconciling.begun(ledger.facts, ACCOUNT, FIRST, date(2026, 12, 31))
        acts.enter(ledger, one)
        every = list(ledger.facts.statement_lines)
        seconds, _ = timed(lambda: tick(ledger, one.id, every, on=True))
        told("tick all", seconds, max(once, 0.01))
        seconds, _ = timed(lambda: tick(ledger, one.id, every[:1], on=False))
        told("tick one off", seconds, max(once, 0.01))
        seconds, _ = timed(lambda: tick(ledger, one.id, every[:1], on=True))
        told("tick one", seconds, max(once, 0.01))
        seconds, _ = timed(lambda: acts.undo(ledger))
        told("undo a tick", seconds, max(once, 0.01))
    seconds, given = timed(lambda: open_ledger(ledger_path).__enter__().facts)
    told("open", seconds, floor)
    del given
    told("page", *page_of(ledger_path))


if __name__ == "__main__":
    with alone():
        main()
