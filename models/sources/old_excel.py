"""Reads an Excel 97 workbook (XLS) in a process of its own: started as a script, it is given the file on its input.

The library takes the room that a damaged file of this format claims to need, and its process ends where there is none.
Out come JSON lines: for each sheet its name and the number of its first row, then its rows; a cell is its value, or
``[kind, text]`` for what JSON has no value of. Nothing of the program is imported here.
"""

import contextlib
import io
import json
import sys
from typing import Any

MOST_MEMORY = 2_000_000_000
"""Bytes; a sheet of this format has at most 65,536 rows of 256 cells."""


def written(value: Any) -> Any:
    """Give a cell as JSON."""
    return value if isinstance(value, str | bool | int | float) else [type(value).__name__, str(value)]


def main() -> None:
    """Write every sheet of the workbook on the input to the output."""
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    from python_calamine import load_workbook

    book = load_workbook(io.BytesIO(sys.stdin.buffer.read()))
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        sys.stdout.write(json.dumps({"sheet": name, "first": sheet.start[0] if sheet.start else 0}) + "\n")
        for row in sheet.iter_rows():
            sys.stdout.write(json.dumps([written(value) for value in row]) + "\n")


if __name__ == "__main__":
    main()
