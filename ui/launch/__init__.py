"""Setting the program up on a bare machine: what the system must bring, and the private environment.

Standard library only, like ``run.py``, which starts it. A start that finds everything in place costs milliseconds, so
slow imports happen where they are needed and paths are strings.
"""

import sys


class Stop(Exception):  # noqa: N818, an instruction to the reader, not an error of the program
    """The start cannot go on; the message says what happened and what to do, in both languages."""

    def __init__(self, chinese: str, english: str, details: str = "") -> None:
        super().__init__("\n".join(part for part in (chinese, english, details) if part))


def say(chinese: str, english: str) -> None:
    """Report progress in one short line."""
    sys.stderr.write(f"· {chinese} / {english}\n")
    sys.stderr.flush()


def last_lines(output: str, count: int = 5) -> str:
    """Give the end of another program's output, indented for quoting."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return "\n".join("    " + line for line in lines[-count:])
