"""Bill lines that are in no ledger and may be too many to hold: those of a file being read, or of a bill that went."""

from datetime import date
from typing import Any

from models.facts.records import BillLine
from models.spool import Spool


def line_spool() -> Spool[BillLine]:
    """Give a place that keeps bill lines, many of them on disk."""
    return Spool(_written, _read)


def _written(line: BillLine) -> tuple[Any, ...]:
    return (line.service, line.usage_from.isoformat(), line.usage_to.isoformat(), *line[3:])


def _read(written: list[Any]) -> BillLine:
    service, first, last, *others = written
    return BillLine(service, date.fromisoformat(first), date.fromisoformat(last), *others)
