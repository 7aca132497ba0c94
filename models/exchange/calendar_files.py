"""A year's holiday arrangement from a file, as the record that is entered into a ledger."""

from pathlib import Path

from models.facts.records import Arrangement as ArrangementRecord
from models.problems import Problem, Refused, reason_of
from models.terms.arrangement import FORMAT, WHOLE, Arrangement, ArrangementError
from models.terms.supplements import from_file

_LARGEST = 1_000_000
_LOOKED_AT = 4_000


def is_calendar_file(path: Path) -> bool:
    """Tell whether a file says of itself that it is a calendar file."""
    try:
        with path.open("rb") as file:
            return FORMAT.encode() in file.read(_LOOKED_AT)
    except OSError:
        return False


def read_arrangement(path: Path) -> ArrangementRecord:
    """Read a calendar file. Raises :class:`Refused` when it cannot be read or is none."""
    try:
        with path.open("rb") as file:
            text = file.read(_LARGEST).decode("utf-8-sig")
        return from_file(Arrangement.parse(text, path.name))
    except OSError as error:
        raise Refused.because("cannot_read_file", file=str(path), reason=reason_of(error)) from error
    except UnicodeDecodeError as error:
        raise Refused.because("not_utf8", position=error.start) from error
    except ArrangementError as error:
        raise Refused([_problem(path, error)]) from error


def _problem(path: Path, error: ArrangementError) -> Problem:
    if error.code == "arrangement_file":  # it is not what it should be at all
        field = "JSON" if error.field == WHOLE else error.field
        return Problem(error.code, inputs={"file": str(path), "field": field})
    return Problem(error.code, error.field)
