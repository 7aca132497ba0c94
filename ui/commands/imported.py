"""What an import by command gives: what is printed of it, the same as JSON values, and what keeps it out."""

import json
import sys
from collections.abc import Sequence
from typing import Any, NamedTuple

from models.problems import Problem
from models.vocabulary import Vocabulary

FORMAT = "clauseledger-import/1"


class Imported(NamedTuple):
    """What an import of files of one kind did or would do.

    ``lines`` tell it, ``values`` are the same as plain JSON values (docs/exchange.md), ``problems`` were found beside.
    """

    lines: Sequence[str]
    values: dict[str, Any]
    problems: Sequence[Problem] = ()


def problem_as_json(one: Problem, words: Vocabulary) -> dict[str, object]:
    """Give a problem as plain JSON values."""
    return {"code": one.code, "place": one.path or one.record or one.file, "message": words.problem(one)}


def print_json(value: dict[str, Any]) -> None:
    """Print JSON values piece by piece: the names of a million records are in no memory at once."""
    for piece in json.JSONEncoder(ensure_ascii=False, indent=2).iterencode(value):
        sys.stdout.write(piece)
    sys.stdout.write("\n")
