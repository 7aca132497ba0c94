"""How long a million rows of the provider's detail take, beside the raw import of the sqlite3 shell, in the same run.

    python -m tests.bench.sources [ROWS]

Prints the wall time of ``sqlite3 … ".import --csv"`` into an untyped table without indexes, that of our import (typed
columns, index, charges, records, history: one durable transaction), their ratio, how much memory ours took more, and
how often it had the disk write everything down (``fsync``; counted by strace, where that is installed, in a run of its
own).
The sqlite3 shell has to be there.
"""

import csv
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from models.ledger import acts
from models.ledger.ledger import open_ledger
from models.ledger.source_acts import import_provider_bills
from tests.files.make_provider_bills import L3, PAYER
from tests.models import samples

ROOT = Path(__file__).parents[2]
ROWS = 1_000_000
HOURS = 720
BEGIN, END = "import begins", "import ends"


def detail(path, rows):
    """Write hourly charges of invented instances: two components each, ids and amounts of their own in every row."""
    draw = random.Random(1)
    resources = [f"ins-{draw.getrandbits(32):08x}" for _ in range(rows // (HOURS * 2) + 1)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(L3)
        written = 0
        for hour in range(HOURS):
            begins = datetime(2026, 9, 1) + timedelta(hours=hour)
            times = [str(begins + timedelta(hours=1, minutes=7)), str(begins), str(begins + timedelta(hours=1))]
            for number, name in enumerate(resources):
                for component in ("CPU", "系统盘"):
                    if written == rows:
                        return
                    written += 1
                    listed = draw.randrange(1, 99_999_999)
                    payable = listed * 88 // 100
                    gift = payable // 10
                    writer.writerow([
                        f"{PAYER}\t", f"{PAYER}\t", f"{PAYER}\t", "云服务器CVM", "按量计费", "默认项目", "广州",
                        "广州三区", "国内", name, f"web-{number}", "标准型S5", "云服务器CVM-标准型S5", "按量计费小时结",
                        f"2026{written:015d}\t", f"3{written:018d}\t", *times, component, f"标准型S5-{component}",
                        "0.12000000", "0.12000000", "元/核/小时", "2", "核", "1", "小时", "2核4GB", yuan(listed),
                        "0", "0", "0", "0", "0", "0.88", "0.88", yuan(payable), "0", yuan(gift), "0",
                        yuan(payable - gift), "生产" if number % 2 else "测试",
                    ])  # fmt: skip


def yuan(units):
    return f"{units // 10**8}.{units % 10**8:08d}"


def syncs(file, path):
    """Count the fsyncs of an import of its own, from the opened ledger to its end; None without strace."""
    strace = shutil.which("strace")
    if strace is None:
        return None
    acts.make_from(path, samples.read(samples.only()))
    told = path.with_suffix(".syncs")
    alone = [sys.executable, "-m", "tests.bench.sources", "--import", str(file), str(path)]
    traced = [strace, "-f", "--seccomp-bpf", "-e", "trace=fsync,fdatasync,write", "-o", str(told)]
    subprocess.run([*traced, *alone], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    counted, count = False, 0
    with told.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            counted = line.count(BEGIN) > 0 or (counted and END not in line)
            count += counted and "sync(" in line
    return count


def import_alone(file, path):
    """Import into a ledger, writing a mark before and after."""
    with open_ledger(path) as ledger:
        print(BEGIN, flush=True)
        import_provider_bills(ledger, [file])
        print(END, flush=True)


def main(rows=ROWS):
    with tempfile.TemporaryDirectory() as folder:
        file, raw, path = (Path(folder) / name for name in ("l3.csv", "raw.db", "bench.clauseledger"))
        detail(file, rows)
        print(f"{rows:,} rows, {len(L3)} columns, {file.stat().st_size / 1e6:.0f} MB")
        began = time.perf_counter()
        subprocess.run(["sqlite3", str(raw), f".import --csv {file} t"], check=True)  # noqa: S607 - from the PATH
        shell = time.perf_counter() - began
        acts.make_from(path, samples.read(samples.only()))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with open_ledger(path) as ledger:
            began = time.perf_counter()
            outcome = import_provider_bills(ledger, [file])
            ours = time.perf_counter() - began
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        assert outcome.rows_new == rows
        print(f"sqlite3 .import  {shell:6.2f} s")
        print(f"our import       {ours:6.2f} s   ratio {ours / shell:.2f}   memory +{grown:.0f} MB")
        counted = syncs(file, Path(folder) / "alone.clauseledger")
        print(f"fsync            {'not counted: no strace' if counted is None else counted}")
        print(f"ledger           {path.stat().st_size / 1e6:6.0f} MB, raw table {raw.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--import"]:
        import_alone(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main(*map(int, sys.argv[1:]))
