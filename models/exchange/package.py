"""A whole ledger with the files kept in it, as one ZIP that comes in again as it went out.

``ledger.json`` is the exchange document, ``attachments.json`` says which file belongs to which record and how it was
obtained, ``attachments/<SHA-256>`` are the files byte for byte, ``tables/`` the records once more as CSV for people.
What else lies in it is for people and other programs; it is not read. Neither way holds more than one of the files at
once.
"""

import hashlib
import json
import re
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from models.exchange import document
from models.exchange.tables import csv_of, tables
from models.facts.facts import Facts
from models.problems import Problem, Refused
from models.sources.archives import BROKEN, MOST_SWOLLEN, SMALL, archive, members

DOCUMENT, LIST, FOLDER, TABLES = "ledger.json", "attachments.json", "attachments/", "tables/"
MOST_FILES = 100_000
"""Files of a package; an archive of the provider's has far fewer."""
LARGEST_LIST = 50_000_000
"""Bytes of ``attachments.json``; of 100,000 files it says less."""
LARGEST_FILE = 500_000_000
"""Bytes of a file kept with a record: it is held whole when it comes and goes; SQLite keeps no more than twice that."""
_WHEN = (2020, 1, 1, 0, 0, 0)
"""The time of files inside: the same ledger gives the same bytes."""
_FIELDS = ("id", "kind", "record", "name", "media_type", "sha256", "obtained_at", "obtained_how", "proves")
_AT_A_TIME = 1 << 18


class Package(NamedTuple):
    """A package as read: the facts, the attachments as JSON values, and the file whose contents were checked."""

    facts: Facts
    attachments: list[dict[str, str]]
    path: Path


def write(
    facts: Facts,
    attachments: Iterable[Mapping[str, Any]],
    content: Callable[[str], bytes],
    beside: Iterable[tuple[str, Iterable[bytes]]] = (),
) -> Iterator[bytes]:
    """Give the package of facts and attachments, a piece at a time; ``content`` gives a file by its SHA-256.

    ``beside`` are more files for people, by name, none of which is read again.
    """
    listed = [{name: one[name] for name in _FIELDS} for one in attachments]
    with tempfile.TemporaryFile() as packed:
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:

            def put(name: str, pieces: Iterable[bytes], kind: int = zipfile.ZIP_DEFLATED) -> None:
                member = zipfile.ZipInfo(name, _WHEN)
                member.compress_type = kind
                with made.open(member, "w", force_zip64=True) as file:
                    for piece in pieces:
                        file.write(piece)

            put(DOCUMENT, map(str.encode, document.text(facts)))
            put(LIST, [(json.dumps(listed, ensure_ascii=False, indent=2) + "\n").encode()])
            for sha256 in dict.fromkeys(one["sha256"] for one in listed):
                found = content(sha256)
                put(FOLDER + sha256, [found], _how_packed(found))
            for table in tables(facts):
                put(f"{TABLES}{table.name}.csv", csv_of(table))
            for name, pieces in beside:
                put(name, pieces)
        packed.seek(0)
        while piece := packed.read(_AT_A_TIME):
            yield piece


def _how_packed(content: bytes) -> int:
    """Pack a file, unless it would swell so much that nobody should unpack it unseen."""
    swollen = len(content) > SMALL and len(zlib.compress(content, 6)) * MOST_SWOLLEN < len(content) * 2
    return zipfile.ZIP_STORED if swollen else zipfile.ZIP_DEFLATED


def is_package(opened: zipfile.ZipFile) -> bool:
    """Tell whether an archive is a package."""
    return DOCUMENT in opened.namelist()


def read_file(path: Path, *, large: bool = False) -> Package:
    """Read a package. Raises :class:`Refused` with every problem; ``large`` as for the document alone."""
    with archive(path, path.name, MOST_FILES) as opened:
        inside = _Inside(opened, path.name)
        with inside.reading(DOCUMENT) as reads:
            facts = document.read_open(reads, large=large)
        listed = _listed(inside.content(LIST, LARGEST_LIST), path.name) if LIST in inside.members else []
        damaged = [
            sha256
            for sha256 in dict.fromkeys(one["sha256"] for one in listed)
            if inside.sha256(FOLDER + sha256) != sha256
        ]
    if damaged:
        raise Refused(Problem("attachment_damaged", inputs={"sha256": sha256}) for sha256 in damaged)
    return Package(facts, listed, path)


@contextmanager
def contents(package: Package) -> Iterator[Callable[[str], bytes]]:
    """Give what reads a file of a package by its SHA-256, which is checked once more."""
    with archive(package.path, package.path.name, MOST_FILES) as opened:
        inside = _Inside(opened, package.path.name)

        def content(sha256: str) -> bytes:
            found = inside.content(FOLDER + sha256)
            if hashlib.sha256(found).hexdigest() != sha256:
                raise Refused.because("attachment_damaged", sha256=sha256)
            return found

        yield content


class _Inside:
    """The files in an opened package, by their names."""

    def __init__(self, opened: zipfile.ZipFile, shown: str) -> None:
        self._opened = opened
        self._shown = shown
        read = (one for one in opened.infolist() if one.filename.startswith((DOCUMENT, LIST, FOLDER)))
        found = members(read, shown, largest=LARGEST_FILE, by_pieces=DOCUMENT)
        self.members = {member.filename: member for member in found}

    @contextmanager
    def reading(self, name: str) -> Iterator[Callable[[int], bytes]]:
        """Open one; what is wrong with it is refused by its name."""
        if name not in self.members:
            raise Refused.because("package_incomplete", file=self._shown, value=name[:100])
        broken = Refused.because("archive_broken", file=f"{self._shown}/{name[:100]}")
        try:
            file = self._opened.open(self.members[name])
        except BROKEN as error:
            raise broken from error

        def reads(length: int) -> bytes:
            try:
                return file.read(length)
            except BROKEN as error:
                raise broken from error

        with file:
            yield reads

    def content(self, name: str, most: int = -1) -> bytes:
        """Give one whole; of one that should not be longer no more than that."""
        with self.reading(name) as reads:
            return reads(most)

    def sha256(self, name: str) -> str:
        """Give the SHA-256 of one."""
        digest = hashlib.sha256()
        with self.reading(name) as reads:
            while piece := reads(_AT_A_TIME):
                digest.update(piece)
        return digest.hexdigest()


def _listed(content: bytes, name: str) -> list[dict[str, str]]:
    try:
        listed = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Refused.because("package_list_broken", file=name) from error
    whole = isinstance(listed, list) and all(isinstance(one, dict) and _is_attachment(one) for one in listed)
    if not whole or len({one["id"] for one in listed}) < len(listed):
        raise Refused.because("package_list_broken", file=name)
    return listed  # type: ignore[no-any-return]  # looked at above


def _is_attachment(one: dict[str, Any]) -> bool:
    """Tell whether what a list says is an attachment: all its fields as text, time and hash as we write them."""
    if one.keys() != set(_FIELDS) or not all(isinstance(value, str) for value in one.values()):
        return False
    try:
        datetime.fromisoformat(one["obtained_at"])
        "".join(one.values()).encode()
    except ValueError:  # no time, or half a surrogate pair
        return False
    return bool(one["id"]) and re.fullmatch("[0-9a-f]{64}", one["sha256"]) is not None
