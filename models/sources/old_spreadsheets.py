"""Workbooks of Excel 97 (XLS), read by a process of its own: a damaged one ends that process and not the program."""

import json
import subprocess
import sys
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

from models.problems import Refused

BEGINNING = b"\xd0\xcf\x11\xe0"
LARGEST_FILE = 64_000_000
"""Bytes; a sheet of this format has at most 65,536 rows."""
_LONGEST = 120
"""Seconds."""
_READER = Path(__file__).with_name("old_excel.py")
_KINDS = {"datetime": datetime.fromisoformat, "date": date.fromisoformat, "time": time.fromisoformat}

Sheet = tuple[str, int, list[list[Any]]]
"""A sheet's name, the number of the row before its first, and its rows."""


def is_old(content: bytes) -> bool:
    """Tell a workbook of this kind by its beginning."""
    return content.startswith(BEGINNING)


def old_sheets(content: bytes, shown: str) -> list[Sheet]:
    """Give the sheets of a workbook. Raises :class:`Refused` for one that is damaged, locked or too large."""
    if len(content) > LARGEST_FILE:
        raise Refused.because("spreadsheet_too_large", file=shown, megabytes=len(content) // 1_000_000)
    try:
        return _read(content)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise Refused.because("spreadsheet_broken", file=shown) from error


@lru_cache(maxsize=1)  # the same file is looked at for what it is, for its sheets and for their rows
def _read(content: bytes) -> list[Sheet]:
    done = subprocess.run(  # noqa: S603 - this Python and a script of ours
        [sys.executable, "-I", str(_READER)],
        input=content,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=_LONGEST,
        check=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    sheets: list[Sheet] = []
    for line in done.stdout.splitlines():
        found = json.loads(line)
        if isinstance(found, dict):
            sheets.append((found["sheet"], found["first"], []))
        else:
            sheets[-1][2].append([_value(cell) for cell in found])
    return sheets


def _value(cell: Any) -> Any:
    if not isinstance(cell, list):
        return cell
    kind, text = cell
    return _KINDS[kind](text) if kind in _KINDS else text
