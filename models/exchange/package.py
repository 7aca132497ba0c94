"""A whole ledger with the files kept in it, as one ZIP that comes in again as it went out.

``ledger.json`` is the exchange document, ``attachments.json`` says which file belongs to which record and how it was
obtained, ``attachments/<SHA-256>`` are the files byte for byte, ``tables/`` the records once more as CSV for people.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from models.exchange import document
from models.exchange.tables import csv_of, tables
from models.facts.facts import Facts
from models.problems import Problem, Refused
from models.sources.archives import archive, content_of, members

DOCUMENT, LIST, FOLDER = "ledger.json", "attachments.json", "attachments/"
_WHEN = (2020, 1, 1, 0, 0, 0)
"""The time of files inside: the same ledger gives the same bytes."""
_FIELDS = ("id", "kind", "record", "name", "media_type", "sha256", "obtained_at", "obtained_how", "proves")


class Package(NamedTuple):
    """A package as read: the facts, the attachments as JSON values, and the files by SHA-256, checked."""

    facts: Facts
    attachments: list[dict[str, str]]
    contents: Mapping[str, bytes]


def write(facts: Facts, attachments: Iterable[Mapping[str, Any]], content: Callable[[str], bytes]) -> bytes:
    """Give the package of facts and attachments; ``content`` gives a file by its SHA-256."""
    listed = [{name: one[name] for name in _FIELDS} for one in attachments]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:

        def put(name: str, pieces: Iterable[bytes]) -> None:
            member = zipfile.ZipInfo(name, _WHEN)
            member.compress_type = zipfile.ZIP_DEFLATED
            with made.open(member, "w", force_zip64=True) as file:
                for piece in pieces:
                    file.write(piece)

        put(DOCUMENT, map(str.encode, document.text(facts)))
        put(LIST, [(json.dumps(listed, ensure_ascii=False, indent=2) + "\n").encode()])
        for sha256 in dict.fromkeys(one["sha256"] for one in listed):
            put(FOLDER + sha256, [content(sha256)])
        for table in tables(facts):
            put(f"tables/{table.name}.csv", csv_of(table))
    return packed.getvalue()


def is_package(opened: zipfile.ZipFile) -> bool:
    """Tell whether an archive is a package."""
    return DOCUMENT in opened.namelist()


def read_file(path: Path) -> Package:
    """Read a package. Raises :class:`Refused` with every problem."""
    with archive(path, path.name) as opened:
        inside = {member.filename: member for member in members(opened, path.name)}

        def content(name: str) -> bytes:
            if name not in inside:
                raise Refused.because("package_incomplete", file=path.name, value=name[:100])
            return content_of(opened, inside[name], path.name)

        facts = document.read(content(DOCUMENT))
        listed = _listed(content(LIST), path.name) if LIST in inside else []
        contents = {one["sha256"]: content(FOLDER + one["sha256"]) for one in listed}
    damaged = [sha256 for sha256, found in contents.items() if hashlib.sha256(found).hexdigest() != sha256]
    if damaged:
        raise Refused(Problem("attachment_damaged", inputs={"sha256": sha256}) for sha256 in damaged)
    return Package(facts, listed, contents)


def _listed(content: bytes, name: str) -> list[dict[str, str]]:
    try:
        listed = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Refused.because("package_list_broken", file=name) from error
    whole = isinstance(listed, list) and all(
        isinstance(one, dict) and one.keys() == set(_FIELDS) and all(isinstance(value, str) for value in one.values())
        for one in listed
    )
    if not whole or len({one["id"] for one in listed}) < len(listed):
        raise Refused.because("package_list_broken", file=name)
    return listed  # type: ignore[no-any-return]  # looked at above
