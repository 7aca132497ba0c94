"""What is wrong with an input, as a value: collected, located, and said to the user in their own language.

A problem holds a code and the inputs of its sentence; the sentence itself lives in ``resources/vocabulary``.
"""

import errno
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

Severity = Literal["error", "warning"]
LISTED = 1000
"""Problems of one refusal that are told: a whole day of mending, and a file can hold millions."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong (``error``: nothing is changed) or doubtful (``warning``), and where.

    ``path`` is a JSON path (``$.bills[2].total``) or a field name; ``subject`` and ``record`` name the record when
    there is one; ``inputs`` fill the sentence ``problem.<code>`` of the vocabulary; ``file`` is the file it is in.
    """

    code: str
    path: str = ""
    subject: str = ""
    record: str = ""
    severity: Severity = "error"
    inputs: Mapping[str, object] = field(default_factory=dict)
    file: str = ""


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault of the program
    """An act or a file was refused; nothing was changed. Carries every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.code} {p.path or p.record}" for p in self.problems[:LISTED]))

    @classmethod
    def because(cls, code: str, **inputs: object) -> "Refused":
        """Refuse for one reason."""
        return cls([Problem(code, inputs=inputs)])

    def of_file(self, file: str, *, located: bool = False) -> "Refused":
        """Give the same refusal, each problem of which names its file; ``located``: only those with a place in it."""
        return Refused(
            problem if located and not problem.path.startswith("$") else replace(problem, file=file)
            for problem in self.problems
        )


def no_such_record(kind: str, record: str) -> Refused:
    """Refuse what names a record that is not there, by its kind: an invoice's id is no bill's."""
    return Refused([Problem("no_such_record", "id", kind, record, inputs={"value": record})])


def listed(problems: Sequence[Problem]) -> Sequence[Problem]:
    """Give the problems to tell: all of them, or the first :data:`LISTED` and one that says that there are more."""
    if len(problems) <= LISTED:
        return problems
    return [*problems[:LISTED], Problem("more_problems", inputs={"listed": LISTED})]


def reason_of(error: Exception) -> str:
    """Name the system's reason for a failure, ``ENOENT`` for example; the vocabulary has the words for it."""
    return errno.errorcode.get(getattr(error, "errno", None) or 0, "unknown")
