"""What an act altered as text: compact JSON, written and read piece by piece, a long one kept in parts.

Every alteration begins as ``{"kind":…,"id":…``, which no text inside a value can look like; no part ends in a value.
"""

import json
import sqlite3
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, islice
from typing import Any

from models.exchange.json_text import JsonText
from models.spool import Spool

PART = 1 << 18
"""Characters up to which a text stands in its entry; a longer one is in parts of about so many."""
_ELEMENTS = 500
_AT_A_TIME = 50
"""Alterations written together: each by itself takes twice as long."""
_SMALL = frozenset({str, int, bool, type(None)})
"""What most values are; asked first, since whether a value is a sequence takes long to tell."""
_SHORT = 20


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def compact(value: object) -> str:
    """Give the compact JSON of a value."""
    return _encode(value)


def beginning(kind: str, record: str) -> str:
    """Give what the alteration of a record begins with."""
    return compact({"kind": kind, "id": record})[:-1]


def pieces(changes: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Give the text of a list of alterations; sequences in them that are no lists are written as they are looked at."""
    before = "["
    for large, run in groupby(changes, key=_is_large):
        for element in map(_written, run) if large else _together(run):
            for piece in element:
                yield before + piece
                before = ""
            before = ","
    yield "[]" if before == "[" else "]"


def _is_large(change: Mapping[str, Any]) -> bool:
    """Tell whether an alteration has a list that is not short."""
    sides = (change["before"], change["after"])
    return any(
        type(value) not in _SMALL and (_is_long(value) or (isinstance(value, list) and len(value) > _SHORT))
        for side in sides
        if side is not None
        for value in side.values()
    )


def _together(changes: Iterator[Mapping[str, Any]]) -> Iterator[tuple[str]]:
    while some := list(islice(changes, _AT_A_TIME)):
        yield (compact(some)[1:-1],)


def _written(change: Mapping[str, Any]) -> Iterator[str]:
    start = beginning(change["kind"], change["id"])
    for side in ("before", "after"):
        for piece in _side(change[side]):
            yield f'{start},"{side}":{piece}' if start is not None else piece
            start = None  # type: ignore[assignment]  # said once
        start = ""
    yield f',"row":{compact(change["row"])}}}'


def _side(side: Mapping[str, Any] | None) -> Iterator[str]:
    if side is None:
        yield "null"
        return
    before = "{"
    for name, value in side.items():
        if not _is_long(value):
            yield f"{before}{compact(name)}:{compact(value)}"
        else:
            yield f"{before}{compact(name)}:["
            yield from _elements(value)
            yield "]"
        before = ","
    yield "{}" if before == "{" else "}"


def _elements(values: Iterable[Any]) -> Iterator[str]:
    rest, before = iter(values), ""
    while some := list(islice(rest, _ELEMENTS)):
        yield before + compact(some)[1:-1]
        before = ","


def _is_long(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str | list | tuple)


class Parts:
    """The text of an entry on its way into the ledger, inside the current transaction."""

    def __init__(self, connection: sqlite3.Connection, entry: int) -> None:
        self._connection = connection
        self._entry = entry
        self._gathered: list[str] = []
        self._length = 0
        self._in_parts = False

    def add(self, piece: str) -> None:
        """Take in the next piece."""
        if self._length + len(piece) > PART and self._gathered:
            self._in_parts = True
            self._write()
        self._gathered.append(piece)
        self._length += len(piece)

    def end(self) -> str:
        """Give what stands in the entry itself: the whole text, or an empty list where it is in parts."""
        if self._in_parts:
            self._write()
            return "[]"
        return "".join(self._gathered)

    def _write(self) -> None:
        sql = "INSERT INTO history_parts (entry, text) VALUES (?, ?)"
        self._connection.execute(sql, (self._entry, "".join(self._gathered)))
        self._gathered.clear()
        self._length = 0


def is_long(connection: sqlite3.Connection, entry: int) -> bool:
    """Say whether an entry alters thousands of records, or very long lists: its text is in parts."""
    found = connection.execute("SELECT EXISTS (SELECT 1 FROM history_parts WHERE entry = ?)", (entry,)).fetchone()
    return bool(found[0])


def text_of(connection: sqlite3.Connection, entry: int) -> Iterator[str]:
    """Give the text of an entry in pieces: that of a large import has more than a hundred million letters."""
    parts = connection.execute("SELECT text FROM history_parts WHERE entry = ? ORDER BY row", (entry,))
    first = parts.fetchone()
    if first is None:
        yield from _in_entry(connection, entry, 0)
        return
    yield first[0]
    for (text,) in parts:
        yield text


def _in_entry(connection: sqlite3.Connection, entry: int, place: int) -> Iterator[str]:
    """Give the text that stands in an entry itself from a byte on; a program before the parts wrote long ones there."""
    decode = getincrementaldecoder("utf-8")().decode
    with connection.blobopen("history", "changes", entry, readonly=True) as content:
        content.seek(place)
        while piece := content.read(PART):
            yield decode(piece)
    yield decode(b"", final=True)


def elements(text: Iterable[str], lists: Spool[Any] | None = None) -> Iterator[dict[str, Any]]:
    """Give the alterations of a text as it comes. Raises ValueError for what is no list of alterations.

    Long lists in them are on disk; in ``lists`` where all of them are to be had together.
    """
    reading = JsonText(text)
    if reading.next() != "[":
        raise ValueError("not a list of objects")
    for _ in reading.items():
        yield _element(reading, lists or spool())
    reading.end()


def element_of(connection: sqlite3.Connection, entry: int, kind: str, record: str) -> dict[str, Any] | None:
    """Give the first alteration of a record in an entry, without reading what stands before it; None without any."""
    start = beginning(kind, record)
    sql = "SELECT row, instr(text, ?) AS place, text FROM history_parts WHERE entry = ? AND place > 0 ORDER BY row"
    found = connection.execute(f"{sql} LIMIT 1", (start, entry)).fetchone()
    if found is not None:
        row, place, text = found
        sql = "SELECT text FROM history_parts WHERE entry = ? AND row > ? ORDER BY row"
        rest = (text for (text,) in connection.execute(sql, (entry, row)))
        return _element(JsonText(chain((text[place - 1 :],), rest)), spool())
    sql = "SELECT instr(CAST(changes AS BLOB), CAST(? AS BLOB)) FROM history WHERE entry = ?"
    place = connection.execute(sql, (start, entry)).fetchone()[0]
    return _element(JsonText(_in_entry(connection, entry, place - 1)), spool()) if place else None


def _element(text: JsonText, lists: Spool[Any]) -> dict[str, Any]:
    if text.next() != "{":
        raise ValueError("not an object")
    whole, found = text.held_value()
    if not whole:
        found = {name: _read_side(text, lists) if text.next() == "{" else text.value() for name in text.members()}
    for side in ("before", "after"):
        if not isinstance(found.get(side), dict | None):
            raise ValueError("not a record")  # noqa: TRY004 - what is wrong is the text
        for name, value in (found.get(side) or {}).items():
            if isinstance(value, list) and len(value) > _SHORT:
                found[side][name] = _kept(lists, value)
    return found  # type: ignore[no-any-return]  # an object, as its bracket says


def _read_side(text: JsonText, lists: Spool[Any]) -> dict[str, Any]:
    return {name: _kept(lists, text.values()) if text.next() == "[" else text.value() for name in text.members()}


def _kept(lists: Spool[Any], values: Iterable[Any]) -> Sequence[Any]:
    kept = lists.keep(values)
    return list(kept) if isinstance(kept, tuple) else kept


def spool() -> Spool[Any]:
    """Give a place for long lists of JSON values."""
    return Spool(lambda value: value, lambda value: value)
