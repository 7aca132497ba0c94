"""How long a million rows of the provider's detail take, beside the raw import of the sqlite3 shell, in the same run.

    python -m tests.bench.sources [--rows N] [--resources N] [--orders N]

Prints the wall time of ``sqlite3 … ".import --csv"`` into an untyped table without indexes, that of our import (typed
columns, index, charges, records, history: one durable transaction), their ratio, how much memory a preview and an
import took more than the program that had an empty ledger open (peak of the whole process, each in one of its own), and
how often the import had the disk write everything down (``fsync``; counted by strace, where that is installed, in a run
of its own). Fails beyond what is promised: 64 MB and 20 fsyncs however many things the rows are of, and twice the
shell's time where they are of as many as they are by the hour; each further resource and order is a record, which the
shell's table has none of. The sqlite3 shell has to be there.
"""

import argparse
import csv
import json
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
from models.ledger.source_acts import import_provider_bills, preview_provider_bills
from tests.files.make_provider_bills import L3, PAYER
from tests.models import samples

ROOT = Path(__file__).parents[2]
ALONE = (sys.executable, "-m", "tests.bench.sources", "--alone")
HOURS = 720
BEGIN, END = "import begins", "import ends"


def detail(path, rows, resources, orders):
    """Write charges of invented instances, ids and amounts of their own in every row.

    First the orders, each the purchase of an instance for a month, then two components an instance and hour.
    """
    draw = random.Random(1)
    first, hours = datetime(2026, 9, 1), timedelta(hours=1)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(L3)
        for written in range(rows):
            if bought := written < orders:
                number, component, begins = written % resources, "CPU", first
                charged, ends = begins, begins + HOURS * hours
            else:
                place, component = divmod(written - orders, 2)
                hour, number = divmod(place, resources)
                begins, component = first + hour % HOURS * hours, ("CPU", "系统盘")[component]
                charged, ends = begins + 67 * hours / 60, begins + hours
            listed = draw.randrange(1, 99_999_999)
            payable = listed * 88 // 100
            gift = payable // 10
            writer.writerow([
                f"{PAYER}\t", f"{PAYER}\t", f"{PAYER}\t", "云服务器CVM", "包年包月" if bought else "按量计费",
                "默认项目", "广州", "广州三区", "国内", f"ins-{number * 2654435761 % 2**32:08x}", f"web-{number}",
                "标准型S5", "云服务器CVM-标准型S5", "包年包月新购" if bought else "按量计费小时结",
                f"2026{written:015d}\t", f"3{written:018d}\t", charged, begins, ends, component,
                f"标准型S5-{component}", "0.12000000", "0.12000000", "元/核/小时", "2", "核", "1", "小时", "2核4GB",
                yuan(listed), "0", "0", "0", "0", "0", "0.88", "0.88", yuan(payable), "0", yuan(gift), "0",
                yuan(payable - gift), "生产" if number % 2 else "测试",
            ])  # fmt: skip


def yuan(units):
    return f"{units // 10**8}.{units % 10**8:08d}"


def alone(file, path, act):
    """Do one act on a new ledger in a process of its own; give its seconds and how many MB it took more at its peak."""
    acts.make_from(path, samples.read(samples.only()))
    done = subprocess.run([*ALONE, act, str(file), str(path)], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def syncs(file, path):
    """Count the fsyncs of an import of its own, from the opened ledger to its end; None without strace."""
    strace = shutil.which("strace")
    if strace is None:
        return None
    acts.make_from(path, samples.read(samples.only()))
    told = path.with_suffix(".syncs")
    importing = [*ALONE, "import", str(file), str(path)]
    traced = [strace, "-f", "--seccomp-bpf", "-e", "trace=fsync,fdatasync,write", "-o", str(told)]
    subprocess.run([*traced, *importing], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    counted, count = False, 0
    with told.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            counted = line.count(BEGIN) > 0 or (counted and END not in line)
            count += counted and "sync(" in line
    return count


def do_alone(act, file, path):
    """Do one act on a ledger, writing a mark before and after, and what it took."""
    with open_ledger(path) as ledger:
        print(BEGIN, flush=True)
        before, began = peak(), time.perf_counter()
        (preview_provider_bills if act == "preview" else import_provider_bills)(ledger, [file])
        took = time.perf_counter() - began, peak() - before
        print(END, flush=True)
        print(json.dumps(took))


def peak():
    """Give the most memory this process has had so far, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage says begins with what the process had that made this one
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)


def main(rows, resources, orders):
    with tempfile.TemporaryDirectory() as folder:
        file, raw, *paths = (Path(folder) / name for name in ("l3.csv", "raw.db", "a.ledger", "b.ledger", "c.ledger"))
        detail(file, rows, resources, orders)
        size = file.stat().st_size / 1e6
        print(f"{rows:,} rows of {resources:,} resources and {orders:,} orders, {len(L3)} columns, {size:.0f} MB")
        began = time.perf_counter()
        subprocess.run(["sqlite3", str(raw), f".import --csv {file} t"], check=True)  # noqa: S607 - from the PATH
        shell = time.perf_counter() - began
        print(f"sqlite3 .import  {shell:7.2f} s", flush=True)
        ours, grown = alone(file, paths[0], "import")
        print(f"our import       {ours:7.2f} s   ratio {ours / shell:.2f}   memory +{grown:.0f} MB", flush=True)
        took, previewed = alone(file, paths[1], "preview")
        print(f"its preview      {took:7.2f} s   ratio {took / shell:.2f}   memory +{previewed:.0f} MB", flush=True)
        counted = syncs(file, paths[2])
        print(f"fsync            {'not counted: no strace' if counted is None else counted}")
        print(f"ledger           {paths[0].stat().st_size / 1e6:7.0f} MB, raw table {raw.stat().st_size / 1e6:.0f} MB")
        hourly = resources * HOURS * 2 <= rows + HOURS * 2 and not orders
        kept = max(grown, previewed) <= 64 and (counted or 0) <= 20 and (ours <= 2 * shell or not hourly)
        return 0 if kept else 1


def options():
    made = argparse.ArgumentParser(description="Measure the import of the provider's detail.")
    made.add_argument("--rows", type=int, default=1_000_000)
    made.add_argument("--resources", type=int, help="how many different ones; unless told, as many as the hours allow")
    made.add_argument("--orders", type=int, default=0, help="how many of the rows are purchases, each an order")
    given = made.parse_args()
    return given.rows, given.resources or given.rows // (HOURS * 2) + 1, given.orders


if __name__ == "__main__":
    if sys.argv[1:2] == ["--alone"]:
        do_alone(sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
    else:
        sys.exit(main(*options()))
