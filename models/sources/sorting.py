"""Files that came together, told apart: what kind each is, in the order in which they are best imported."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from models.clauses.clauses import read_clauses
from models.exchange.agreement_copy import read_agreement
from models.exchange.calendar_files import is_calendar_file
from models.problems import Refused
from models.sources.kinds import (
    ACCOUNT_FILE,
    DOCUMENT,
    INVOICE,
    MAIL,
    PACKAGE,
    PROVIDER_BILL,
    STATEMENT,
    kind_of,
)
from models.sources.provider_bills import is_header
from models.sources.tables import Part, parts_of, table

COPY, ARRANGEMENT, OTHER = "agreement_copy", "arrangement", "other"
ORDER = (
    PACKAGE, DOCUMENT, ARRANGEMENT, COPY, PROVIDER_BILL, INVOICE, ACCOUNT_FILE, STATEMENT, MAIL, OTHER,
)  # fmt: skip
"""Kinds in the order in which they are imported: what others are matched with comes before them."""
COPIES = frozenset({".txt", ".docx", ".pdf"})
"""Endings of files that may be a copy of the agreement where their content is nothing else we read."""
MOST_FILES = 2_000
_LOOKED_INTO = 8_000_000
"""Bytes of a table up to which its heading is looked for here; a larger one is a bill's detail."""
_FEWEST_CLAUSES = 12
"""Numbered clauses from which a text that came among other files is taken for the agreement: a letter has fewer."""


class Sorted(NamedTuple):
    """The files of one kind, in the order of their names."""

    kind: str
    paths: tuple[Path, ...]


def sorted_files(paths: Iterable[Path]) -> tuple[Sorted, ...]:
    """Tell files, and the files in folders, apart: each in one kind, the kinds in the order of :data:`ORDER`.

    Raises :class:`Refused` when there are more than :data:`MOST_FILES`, or none.
    """
    found: dict[str, list[Path]] = {}
    for path in files_in(paths):
        found.setdefault(sort_of(path), []).append(path)
    return tuple(Sorted(kind, tuple(found[kind])) for kind in ORDER if kind in found)


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Give files, and those in folders and folders within them; each once.

    What systems leave in folders (names with a dot or ``~$`` first) is none of the user's files.
    """
    found: dict[Path, None] = {}
    for path in paths:
        for file in _below(path) if is_folder(path) else (path,):
            found[file] = None
            if len(found) > MOST_FILES:
                raise Refused.because("too_many_files", most=MOST_FILES)
    if not found:
        raise Refused.because("no_files_there")
    return list(found)


def is_folder(path: Path) -> bool:
    """Tell whether a path is a folder that can be seen; of a name that no system takes, that it is none."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises for such a name


def _below(folder: Path) -> Iterator[Path]:
    for at, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")) and (path := Path(at, name)).is_file():
                yield path


def sort_of(path: Path) -> str:
    """Tell what one file of several is: a kind of :mod:`models.sources.kinds`, or one of those named here.

    A file that cannot be read counts as a document, whose reader says why.
    """
    try:
        with path.open("rb") as file:
            file.read(1)
    except (OSError, ValueError):
        return DOCUMENT
    kind = kind_of(path)
    if kind == DOCUMENT and path.suffix.lower() == ".json":
        return ARRANGEMENT if is_calendar_file(path) else DOCUMENT
    if kind == DOCUMENT or (kind == PROVIDER_BILL and _is_none(path)):
        return COPY if path.suffix.lower() in COPIES and _has_clauses(path) else OTHER
    return kind


def _is_none(path: Path) -> bool:
    """Tell whether a file that was taken for a bill by its name can be opened and holds no table of the provider."""
    if path.suffix.lower() == ".docx":
        return True
    try:
        return path.stat().st_size <= _LOOKED_INTO and not any(map(_is_of_provider, parts_of(path)))
    except (OSError, Refused) as wrong:  # a damaged one: its reader says what is wrong with it
        return isinstance(wrong, Refused) and wrong.problems[0].code == "archive_without_tables"


def _is_of_provider(part: Part) -> bool:
    with table(part, is_header) as found:
        return found is not None


def _has_clauses(path: Path) -> bool:
    try:
        return len(read_clauses(read_agreement(path)).numbered) >= _FEWEST_CLAUSES
    except Refused:
        return False
