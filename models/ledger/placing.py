"""Where the charges of a reading belong, and what records become by it, found step by step in the ledger's own tables.

Of the records on record only what a charge asks for is read, and what is found stands in temporary tables: a file may
be of a million resources and orders, and the ledger may hold as many.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime

from models.facts.facts import Facts
from models.facts.records import Account, BillLine
from models.facts.spooled_lines import line_spool
from models.ledger import sources
from models.ledger.charge_table import ChargeTable
from models.money import LARGEST
from models.sources.cells import Memo
from models.sources.charges import Charge, ChargeKey, Named
from models.sources.matching import (
    BilledCharge,
    Brought,
    MonthlyBill,
    Months,
    Step,
    bill_step,
    billed,
    cycle_of,
    line_of,
    order_of,
    order_step,
    period_of,
    step,
    too_large,
)
from models.sources.services import names_of_new, new_service

BILLS = "SELECT bill FROM temp.reading_bills"
"""What selects the bills of the reading on its way, once they are found."""
_TABLES = (
    "CREATE TEMP TABLE reading_months (payer TEXT, prepaid INTEGER, matter TEXT, charged TEXT, used TEXT,"
    " PRIMARY KEY (payer, prepaid, matter, charged, used)) WITHOUT ROWID",
    "CREATE TEMP TABLE reading_accounts (row INTEGER PRIMARY KEY, payer TEXT NOT NULL UNIQUE, cycle TEXT)",
    "CREATE TEMP TABLE reading_bills (row INTEGER PRIMARY KEY, bill TEXT NOT NULL UNIQUE, payer TEXT NOT NULL,"
    " period TEXT NOT NULL)",
    # The service of each thing of an account. ``charge`` is the number of the first charge of a new one; ``began`` when
    # its use began, None while no charge of the reading is of it.
    "CREATE TEMP TABLE reading_things (payer TEXT, thing TEXT, service TEXT NOT NULL, charge INTEGER, began INTEGER,"
    " PRIMARY KEY (payer, thing)) WITHOUT ROWID",
    "CREATE TEMP TABLE reading_shared (number TEXT PRIMARY KEY) WITHOUT ROWID",
)
_KNOWN_THINGS = (
    "INSERT INTO temp.reading_things (payer, thing, service) SELECT account, id, id FROM services"
    " WHERE resource_id IS NOT id",
    "INSERT OR REPLACE INTO temp.reading_things (payer, thing, service) SELECT account, resource_id, id FROM services"
    " WHERE resource_id IS NOT NULL ORDER BY row",
    "CREATE INDEX temp.reading_things_service ON reading_things (service)",
    "CREATE INDEX temp.reading_things_charge ON reading_things (charge) WHERE charge IS NOT NULL",
)


class Placing:
    """The charges of one reading on their way to their records, inside the current transaction.

    ``facts`` are those in the tables (see :func:`models.ledger.looked_up.looked_up`).
    """

    def __init__(self, connection: sqlite3.Connection, facts: Facts, charges: ChargeTable) -> None:
        self._connection = connection
        self._facts = facts
        self._charges = charges
        for sql in _TABLES:
            connection.execute(sql)

    def find_bills(self, billing_cycle: str | None) -> list[int]:
        """Find which bills of which accounts the charges belong to; give the standing readings of any of these.

        Raises :class:`Refused` when nothing tells which.
        """
        connection = self._connection
        connection.execute(
            "INSERT OR IGNORE INTO temp.reading_months"
            " SELECT payer, prepaid, matter, charged_month, used_month FROM temp.reading_charges"
        )
        sql = "SELECT payer FROM temp.reading_charges GROUP BY payer ORDER BY MIN(number)"
        for (payer,) in connection.execute(sql):
            sql = "SELECT prepaid, matter, charged, used FROM temp.reading_months WHERE payer = ?"
            months = [Months(bool(prepaid), *others) for prepaid, *others in connection.execute(sql, (payer,))]
            cycle = cycle_of(payer, self._facts.accounts.get(payer), billing_cycle, months)
            connection.execute("INSERT INTO temp.reading_accounts (payer, cycle) VALUES (?, ?)", (payer, cycle))
            for period in sorted({period_of(each, cycle) for each in months}):
                sql = "INSERT OR IGNORE INTO temp.reading_bills (bill, payer, period) VALUES (?, ?, ?)"
                connection.execute(sql, (self._bill(payer, period), payer, period))
        return sources.standing(connection, BILLS)

    def _bill(self, payer: str, period: str) -> str:
        sql = "SELECT id FROM bills WHERE account = ? AND period = ? ORDER BY row DESC LIMIT 1"
        found = self._connection.execute(sql, (payer, period)).fetchone()
        return f"{payer}-{period}" if found is None else str(found[0])

    def billed(self) -> Iterator[tuple[int, BilledCharge]]:
        """Give each charge in its place, with its number, naming services and orders that are not on record."""
        connection = self._connection
        for sql in _KNOWN_THINGS:
            connection.execute(sql)
        connection.execute(
            'INSERT INTO temp.reading_shared SELECT "order" FROM temp.reading_charges WHERE "order" IS NOT NULL'
            ' GROUP BY "order" HAVING COUNT(DISTINCT thing) > 1'
        )
        self._some_shared = bool(connection.execute("SELECT EXISTS (SELECT 1 FROM temp.reading_shared)").fetchone()[0])
        self._orders_known = len(self._facts.orders) > 0
        sql = "SELECT cycle FROM temp.reading_accounts WHERE payer = ?"
        cycles = Memo(lambda payer: connection.execute(sql, (payer,)).fetchone()[0])
        bills = Memo(lambda place: self._bill(*place))
        for charge in self._charges:
            key = charge.key
            months = Months(key.prepaid, key.matter, key.charged_month, key.used_month)
            bill = bills[key.payer, period_of(months, cycles[key.payer])]
            service = self._service(charge)
            yield charge.number, billed(charge, bill, service, self._order(key, service))

    def _service(self, charge: Charge) -> str:
        key, connection = charge.key, self._connection
        place = key.payer, key.thing
        sql = "SELECT service, began FROM temp.reading_things WHERE payer = ? AND thing = ?"
        found = connection.execute(sql, place).fetchone()
        if found is None:
            names = names_of_new(key)
            free = next((name for name in names if not self._taken(name)), None)
            name, number = (names[-1], None) if free is None else (free, charge.number)
            sql = "INSERT INTO temp.reading_things (payer, thing, service, charge, began) VALUES (?, ?, ?, ?, ?)"
            connection.execute(sql, (*place, name, number, charge.first))
            return name
        service, began = found
        if began is None or charge.first < began:
            sql = "UPDATE temp.reading_things SET began = ? WHERE payer = ? AND thing = ?"
            connection.execute(sql, (charge.first, *place))
        return str(service)

    def _taken(self, name: str) -> bool:
        sql = "SELECT EXISTS (SELECT 1 FROM temp.reading_things WHERE service = ?)"
        return name in self._facts.services or bool(self._connection.execute(sql, (name,)).fetchone()[0])

    def _order(self, key: ChargeKey, service: str) -> str | None:
        """Name the order of a charge; one that is of several things is an order of each."""
        order = key.order
        if order is None:
            return None
        shared = f"{order}/{key.thing}"
        if self._orders_known:
            known = self._facts.orders.get(order)
            if shared in self._facts.orders or (known is not None and known.service != service):
                return shared
            if known is not None:
                return order
        sql = "SELECT EXISTS (SELECT 1 FROM temp.reading_shared WHERE number = ?)"
        several = self._some_shared and self._connection.execute(sql, (order,)).fetchone()[0]
        return shared if several else order

    def steps(
        self,
        brought: Brought,
        before: Sequence[int],
        now: Sequence[int],
        stated_total: int | None,
        sent_at: datetime | None,
    ) -> Iterator[Step]:
        """Give what records become, whatever is referred to before what refers to it; ``brought`` is told the rest.

        ``before`` are the readings whose charges made the bills, ``now`` those that make them; ``stated_total`` is what
        the provider's overview says, ``sent_at`` when the user says that the bill was sent.
        """
        facts, connection = self._facts, self._connection
        for payer, cycle in connection.execute("SELECT payer, cycle FROM temp.reading_accounts ORDER BY row"):
            known = facts.accounts.get(payer)
            account = known or Account(payer)
            if account.billing_cycle is None:
                account = account._replace(billing_cycle=cycle)
            yield from step(brought, known, account)
        yield from self._services(brought)
        whole = stated_total
        if connection.execute("SELECT COUNT(*) FROM temp.reading_bills").fetchone()[0] > 1:
            whole = None
        bills = connection.execute("SELECT bill, payer, period FROM temp.reading_bills ORDER BY row")
        for bill, payer, period in bills:
            for charge in sources.orders_of(connection, bill, now):
                order = order_of(brought, charge)
                if order is not None:
                    yield from order_step(brought, facts.orders.get(order.id), order)
            lines, exact = self._lines(bill, now)
            known_bill = facts.bills.get(bill)
            earlier, exact_earlier = self._lines(bill, before) if known_bill is not None else ((), 0)
            made = MonthlyBill(bill, payer, period, lines, exact, earlier, exact_earlier, whole, sent_at)
            yield from bill_step(brought, known_bill, made)

    def _lines(self, bill: str, readings: Sequence[int]) -> tuple[Sequence[BillLine], int]:
        """Give the lines that charges make of a bill, and what these come to."""
        exact = 0

        def made() -> Iterator[BillLine]:
            nonlocal exact
            for charge in sources.charges_by_line(self._connection, bill, readings):
                exact += charge.payable
                line = line_of(charge)
                largest = max(abs(amount) for amount in line[3:9] if amount is not None)
                if largest >= LARGEST:
                    raise too_large(largest, "bill", bill)
                yield line

        return line_spool().keep(made()), exact

    def _services(self, brought: Brought) -> Iterator[Step]:
        connection = self._connection
        sql = "SELECT COUNT(DISTINCT service) FROM temp.reading_things WHERE charge IS NULL AND began IS NOT NULL"
        brought.same += connection.execute(sql).fetchone()[0]
        sql = (
            "SELECT t.service, t.began, c.payer, c.thing, c.resource, c.prepaid, c.product, c.sub_product, c.instance,"
            " c.region FROM temp.reading_things t JOIN temp.reading_charges c ON c.number = t.charge"
            " WHERE t.charge IS NOT NULL ORDER BY t.charge"
        )
        for service, began, payer, thing, resource, prepaid, *named in connection.execute(sql):
            key = ChargeKey(payer, thing, resource, bool(prepaid), "", None, "", "")
            yield None, new_service(service, key, Named(*named), began)
