"""Looking into ZIP files without trusting them: nothing is unpacked to disk, and sizes are checked before reading."""

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from models.problems import Refused

MOST_MEMBERS = 1_000
LARGEST_MEMBER = 4_000_000_000
"""Bytes, unpacked."""
MOST_SWOLLEN = 400
"""How many times larger than packed a member of more than :data:`SMALL` bytes may be; tables reach about 30."""
SMALL = 20_000_000
WORKBOOK = "xl/workbook.xml"
"""What the archive of a spreadsheet (XLSX) has inside."""

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)
"""What Python raises for a damaged, cut off or locked archive."""


@contextmanager
def archive(source: Path | IO[bytes], shown: str, most: int = MOST_MEMBERS) -> Iterator[zipfile.ZipFile]:
    """Open a ZIP. Raises :class:`Refused` for one that is damaged or has more than ``most`` members."""
    try:
        opened = zipfile.ZipFile(source)
    except BROKEN as error:
        raise Refused.because("archive_broken", file=shown) from error
    with opened:
        if len(opened.infolist()) > most:
            raise Refused.because("archive_too_many", file=shown, count=len(opened.infolist()), most=most)
        yield opened


def members(
    inside: Iterable[zipfile.ZipInfo], shown: str, *, largest: int = LARGEST_MEMBER, by_pieces: str = ""
) -> list[zipfile.ZipInfo]:
    """Give the files of an archive worth reading: no folders, no hidden files, nothing swollen or locked.

    The one of the name ``by_pieces`` may be of any size, since it is never held whole.
    """
    found = []
    for member in inside:
        name = readable_name(member)
        if not name or member.is_dir() or is_hidden(name):  # a name may be nothing but what follows a NUL
            continue
        if member.flag_bits & 1:
            raise Refused.because("archive_locked", file=f"{shown}/{name}")
        swollen = member.file_size > SMALL and member.file_size > MOST_SWOLLEN * max(1, member.compress_size)
        if (swollen or member.file_size > largest) and member.filename != by_pieces:
            megabytes = member.file_size // 1_000_000
            raise Refused.because("archive_swollen", file=f"{shown}/{name}", megabytes=megabytes)
        found.append(member)
    return found


def is_hidden(name: str) -> bool:
    """Tell whether a member is what a system left beside the user's files."""
    return name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith(".")


def bounded(inside: Iterable[zipfile.ZipInfo], shown: str, most: int) -> list[zipfile.ZipInfo]:
    """Give members whose sizes together are at most so many bytes. Raises :class:`Refused` when they are more."""
    found = list(inside)
    whole = sum(member.file_size for member in found)
    if whole > most:
        raise Refused.because("archive_swollen", file=shown, megabytes=whole // 1_000_000)
    return found


def readable_name(member: zipfile.ZipInfo) -> str:
    """Give a member's name; a name in GB18030 without the UTF-8 mark comes from zipfile as cp437."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return member.filename


def content_of(opened: zipfile.ZipFile, member: zipfile.ZipInfo, shown: str) -> bytes:
    """Give a member unpacked, checked by its CRC. Raises :class:`Refused` when it is damaged."""
    try:
        return opened.read(member)
    except BROKEN as error:
        raise Refused.because("archive_broken", file=f"{shown}/{readable_name(member)}") from error
