"""The charges of one reading in a temporary table: a file may be of a million things, and memory holds few of them."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator

from models.problems import Refused
from models.sources.charges import Charge, ChargeKey, Named
from models.sources.matching import too_large

HELD = 10_000
"""Charges held at once, about a kilobyte each."""
_MOST = 4 * 10**18
"""1e-8 CNY that no charge comes near: two such sums together stay within SQLite's whole numbers."""
_SUMS = ("rows", "payable", "list", "voucher", "gift", "share", "cash")
_COLUMNS = (*ChargeKey._fields, *Named._fields, *_SUMS, "first", "last", "charged", "listed")
_LISTED = ", ".join(f'"{name}"' for name in _COLUMNS)
_TABLE = (
    "CREATE TEMP TABLE reading_charges (number INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE,"
    " payer TEXT NOT NULL, thing TEXT NOT NULL, resource TEXT, prepaid INTEGER NOT NULL, matter TEXT NOT NULL,"
    ' "order" TEXT, charged_month TEXT NOT NULL, used_month TEXT NOT NULL,'
    " product TEXT, sub_product TEXT, instance TEXT, region TEXT,"
    f" {', '.join(f'{name} INTEGER NOT NULL CHECK (abs({name}) < {_MOST})' for name in _SUMS)},"
    " first INTEGER NOT NULL, last INTEGER NOT NULL, charged INTEGER NOT NULL, listed INTEGER NOT NULL) STRICT"
)
_ADD = (
    f"INSERT INTO temp.reading_charges (number, digest, {_LISTED}) VALUES ({', '.join('?' * (len(_COLUMNS) + 2))})"  # noqa: S608
    f" ON CONFLICT (number) DO UPDATE SET {', '.join(f'{name} = {name} + excluded.{name}' for name in _SUMS)},"
    " first = min(first, excluded.first), last = max(last, excluded.last), charged = min(charged, excluded.charged),"
    " listed = max(listed, excluded.listed)"
)
# Halves of nine digits stay within 64 bits for as many rows as a file can hold.
_ROWS = ", ".join(
    f"COALESCE(SUM({name} / 1000000000), 0) * 1000000000 + COALESCE(SUM({name} % 1000000000), 0) AS {name}"
    for name in _SUMS[1:]
)
_AGAIN = (
    f"SELECT charge - ? AS number, COUNT(*) AS rows, {_ROWS}, MIN(COALESCE(used_from, charged_at)) AS first,"  # noqa: S608
    " MAX(COALESCE(used_to, used_from, charged_at)) AS last, MIN(COALESCE(charged_at, used_from)) AS charged,"
    " COUNT(list) > 0 AS listed FROM provider_rows WHERE row >= ? GROUP BY charge"
)


class ChargeTable:
    """The charges of one reading, kept inside the current transaction (see :class:`models.sources.charges.Charges`)."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._held: dict[ChargeKey, Charge] = {}
        self._count = 0
        self._some_away = False
        connection.execute(_TABLE)

    @property
    def full(self) -> bool:
        """Whether as many are held as are to be."""
        return len(self._held) >= HELD

    def of(self, key: ChargeKey, named: Named) -> Charge:
        """Give the charge of a key to add rows to; it is good until :meth:`put_away`."""
        found = self._held.get(key)
        if found is None:
            found = self._held[key] = Charge(self._number(key), key, named)
        return found

    def _number(self, key: ChargeKey) -> int:
        if self._some_away:
            sql = "SELECT number FROM temp.reading_charges WHERE digest = ?"
            found = self._connection.execute(sql, (_digest(key),)).fetchone()
            if found is not None:
                number: int = found[0]
                return number
        self._count += 1
        return self._count

    def put_away(self) -> None:
        """Keep what was added, and hold no charge any longer. Raises :class:`Refused` for sums no record can bear."""
        held = sorted(self._held.values(), key=lambda charge: charge.number)
        try:
            self._connection.executemany(_ADD, map(_row, held))
        except (OverflowError, sqlite3.IntegrityError) as error:
            raise self._too_large(held) from error
        self._some_away = self._some_away or bool(held)
        self._held.clear()

    def _too_large(self, held: Iterable[Charge]) -> Refused:
        amount, _, charge = max((abs(getattr(one, name)), one.number, one) for one in held for name in _SUMS[1:])
        return too_large(amount, "service", charge.key.thing)

    def __iter__(self) -> Iterator[Charge]:
        """Give every charge with all that was added to it, by number."""
        self.put_away()
        ends = len(ChargeKey._fields), len(ChargeKey._fields) + len(Named._fields)
        sql = f"SELECT number, {_LISTED} FROM temp.reading_charges ORDER BY number"  # noqa: S608
        for number, *values in self._connection.execute(sql):
            yield Charge(
                number, ChargeKey._make(values[: ends[0]]), Named._make(values[ends[0] : ends[1]]), *values[ends[1] :]
            )

    def add_up_again(self, first_charge: int, first_row: int) -> None:
        """Take what the rows still kept make of each charge, and let go of those without any.

        ``first_charge`` is what the ledger's rows count charges from, ``first_row`` the first row of the reading.
        """
        connection = self._connection
        names = (*_SUMS, "first", "last", "charged", "listed")
        connection.execute(f"CREATE TEMP TABLE again (number INTEGER PRIMARY KEY, {', '.join(names)})")
        connection.execute(f"INSERT INTO temp.again {_AGAIN}", (first_charge, first_row))
        connection.execute("DELETE FROM temp.reading_charges WHERE number NOT IN (SELECT number FROM temp.again)")
        settings = ", ".join(f"{name} = again.{name}" for name in names)
        connection.execute(
            f"UPDATE temp.reading_charges SET {settings} FROM temp.again WHERE again.number = reading_charges.number"  # noqa: S608
        )
        connection.execute("DROP TABLE temp.again")


def _digest(key: ChargeKey) -> bytes:
    return hashlib.blake2b(repr(tuple(key)).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _row(charge: Charge) -> tuple[object, ...]:
    return (
        charge.number, _digest(charge.key), *charge.key, *charge.named,
        charge.rows, charge.payable, charge.list, charge.voucher, charge.gift, charge.share, charge.cash,
        charge.first, charge.last, charge.charged, charge.listed,
    )  # fmt: skip
