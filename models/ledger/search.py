"""Searching a whole ledger: every record's own words, the names of attached files, the clauses of the copy.

The index lives in memory, never in the ledger file: it can be thrown away and made again at any time, and neither the
history nor its checks know of it. Words of three characters and more are found by SQLite's trigram index, shorter ones
(北京 has two) by looking through the words themselves, as the trigram index finds nothing shorter than itself.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple, cast

from models.clauses.clauses import clauses_of
from models.clauses.numerals import search_form
from models.facts.facts import Facts
from models.facts.records import AgreementCopy, Record, kind_of
from models.facts.shapes import (
    Amount,
    Day,
    Group,
    Many,
    Moment,
    Month,
    Pattern,
    Quantity,
    Reference,
    References,
    Shape,
    Text,
    fields_of,
)
from models.ledger.attachments import Attachment
from models.money import format_amount

FIRST = 20
"""Records of a kind that a search gives; it counts all of them."""
_TRIGRAM = 3
_NOT_READ = {("bill", "lines"), ("agreement_copy", "text")}
"""Parts that are not a record's own words: a bill's lines name services, the copy's text is found clause by clause."""
_SCHEMA = """
CREATE TABLE said (row INTEGER PRIMARY KEY, kind TEXT NOT NULL, record TEXT NOT NULL, of_kind TEXT NOT NULL,
    of_record TEXT NOT NULL, fields TEXT NOT NULL, words TEXT NOT NULL, folded TEXT NOT NULL);
CREATE INDEX said_record ON said (kind, record);
CREATE VIRTUAL TABLE grams USING fts5 (folded, content = 'said', content_rowid = 'row', tokenize = 'trigram');
"""
_IN_STEP = """
CREATE TRIGGER said_more AFTER INSERT ON said
BEGIN INSERT INTO grams (rowid, folded) VALUES (new.row, new.folded); END;
CREATE TRIGGER said_no_more AFTER DELETE ON said
BEGIN INSERT INTO grams (grams, rowid, folded) VALUES ('delete', old.row, old.folded); END;
"""


class Found(NamedTuple):
    """One thing found: of which kind, its id, the field (JSON path) that holds the words, and that field's words.

    The kind ``attachment`` is a file's name, ``clause`` a clause of the copy by its number; ``place`` is the (kind, id)
    of the record it belongs to, which for all other kinds is itself.
    """

    kind: str
    record: str
    field: str
    words: str
    place: tuple[str, str]


class Hits(NamedTuple):
    """What was found of one kind: how many in all, and the first of them."""

    kind: str
    total: int
    first: tuple[Found, ...]


class Index:
    """The words of one ledger. Not to be used by two threads at once."""

    def __init__(self) -> None:
        self._connection = _empty()
        self._copies: Mapping[str, AgreementCopy] | None = None

    def fill(self, facts: Facts, attached: Iterable[Attachment]) -> None:
        """Take in a whole ledger, in the place of what was there."""
        self._connection.close()
        self._connection = _empty()
        self._copies = None
        with self._connection:
            self._put(_row(record) for _, record in facts.everything())
            self._take_clauses(facts)
            self._put(_file(each) for each in attached)
            self._connection.execute("INSERT INTO grams (grams) VALUES ('rebuild')")  # faster than row by row
        self._connection.executescript(_IN_STEP)

    def renew(self, facts: Facts, touched: Iterable[tuple[str, str]], attached: Iterable[Attachment]) -> None:
        """Take in what acts did to the records (kind, id), and the files that are attached now."""
        with self._connection:
            gone = list(touched)
            self._connection.executemany("DELETE FROM said WHERE kind = ? AND record = ?", gone)
            records = (facts.get(kind, record) for kind, record in gone if kind != "attachment")
            self._put(_row(record) for record in records if record is not None)
            self._take_clauses(facts)
            self._connection.execute("DELETE FROM said WHERE kind = 'attachment'")
            self._put(_file(each) for each in attached)

    def find(self, wanted: str, most: int = FIRST) -> list[Hits]:
        """Give what holds every one of the words, whatever their case, width and spaces, by kind.

        What goes by the very id comes first, then what goes by an id that begins so or has it, then the rest in the
        order of entry.
        """
        words = [form for word in wanted.split() if (form := _form(word))]
        if not words:
            return []
        long = [word for word in words if len(word) >= _TRIGRAM]
        clauses = [r"folded LIKE ? ESCAPE '\'" for word in words if len(word) < _TRIGRAM]
        inputs = ["%" + _literally(word) + "%" for word in words if len(word) < _TRIGRAM]
        if long:
            clauses.append("row IN (SELECT rowid FROM grams WHERE grams MATCH ?)")
            inputs.append(" AND ".join('"' + word.replace('"', '""') + '"' for word in long))
        where = " AND ".join(clauses)
        kinds = self._connection.execute(
            f"SELECT kind, count(*) FROM said WHERE {where} GROUP BY kind ORDER BY min(row)",  # noqa: S608 - constants
            inputs,
        ).fetchall()
        return [Hits(kind, total, tuple(self._first(kind, where, inputs, words[0], most))) for kind, total in kinds]

    def close(self) -> None:
        """Give the memory back."""
        self._connection.close()

    def _first(self, kind: str, where: str, inputs: list[str], word: str, most: int) -> Iterator[Found]:
        rows = self._connection.execute(
            f"SELECT record, of_kind, of_record, fields, words FROM said WHERE {where} AND kind = ?"  # noqa: S608
            " ORDER BY lower(record) <> ?, instr(lower(record), ?) <> 1, instr(lower(record), ?) = 0, row LIMIT ?",
            [*inputs, kind, word, word, word, most],
        )
        for record, of_kind, of_record, fields, words in rows:
            told = list(zip(fields.split("\n"), words.split("\n"), strict=True))
            field, said = next(((f, w) for f, w in told if word in _form(w)), told[0])
            yield Found(kind, record, field, said, (of_kind, of_record))

    def _take_clauses(self, facts: Facts) -> None:
        if facts.agreement_copies is self._copies:
            return
        self._copies = facts.agreement_copies
        clauses = clauses_of(facts)
        self._connection.execute("DELETE FROM said WHERE kind = 'clause'")
        copy = next(reversed(list(self._copies)), "")
        for clause in clauses.all if clauses is not None else ():
            said = " ".join([clause.number, *clause.words.split()])
            self._put([("clause", clause.number, "agreement_copy", copy, clause.number, said)])

    def _put(self, rows: Iterable[tuple[str, str, str, str, str, str]]) -> None:
        self._connection.executemany(
            "INSERT INTO said (kind, record, of_kind, of_record, fields, words, folded) VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((*row, "\n".join(map(_form, row[-1].split("\n")))) for row in rows),
        )


def _empty() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:", check_same_thread=False)
    made.executescript(_SCHEMA)
    return made


def _form(text: str) -> str:
    """Give words as they are compared: as everywhere in search, and amounts without the commas between their digits."""
    form = "".join(text.lower().split()) if text.isascii() else search_form(text)
    return form.replace(",", "") if "," in form and form.replace(",", "").replace(".", "").isdecimal() else form


def _literally(word: str) -> str:
    """Keep what LIKE takes for a pattern from being one."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _file(attachment: Attachment) -> tuple[str, str, str, str, str, str]:
    name = " ".join(attachment.name.split())
    return "attachment", attachment.id, attachment.kind, attachment.record, "name", name


def _row(record: Record) -> tuple[str, str, str, str, str, str]:
    kind = kind_of(record)
    told = list(_words(kind, record, ""))
    fields, words = "\n".join(field for field, _ in told), "\n".join(" ".join(said.split()) for _, said in told)
    return kind, record.id, kind, record.id, fields, words


def _words(kind: str, record: Any, prefix: str) -> Iterator[tuple[str, str]]:
    """Give (path, words) of everything a record says in words, days and amounts; choices and flags are no words."""
    for attribute, name, shape, say in _plan(kind, cast("type[tuple[Any, ...]]", type(record))):
        value = getattr(record, attribute)
        if value is None:
            continue
        path = prefix + name
        if say is not None:
            yield path, say(value)
        elif isinstance(shape, Group):
            yield from _words(kind, value, f"{path}.")
        else:
            for number, part in enumerate(value):
                if isinstance(shape, References):
                    yield f"{path}[{number}]", part
                else:
                    yield from _words(kind, part, f"{path}[{number}].")


@cache
def _plan(kind: str, record: type[tuple[Any, ...]]) -> tuple[tuple[str, str, Shape, Callable[[Any], str] | None], ...]:
    """Give (attribute, name, shape, how its value is said or None when it has parts) of what a record says."""
    fields = [field for field in fields_of(record) if (kind, field.name) not in _NOT_READ]
    ways = [(field.attribute, field.name, field.shape, _way(field.shape)) for field in fields]
    return tuple(way for way in ways if way[3] is not None or isinstance(way[2], Group | Many | References))


def _way(shape: Shape) -> Callable[[Any], str] | None:
    match shape:
        case Text() | Pattern() | Month() | Reference():
            return str
        case Amount():
            return format_amount
        case Day():
            return date.isoformat
        case Moment():
            return lambda moment: str(moment.replace(tzinfo=None).isoformat(sep=" ", timespec="minutes"))
        case Quantity():
            return lambda number: str(shape.write(number))
        case _:
            return None
