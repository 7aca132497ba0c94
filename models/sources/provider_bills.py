"""The provider's billing tables, row by row: detail (L3), by resource (L2), and the sums that check them (L1, L0).

One pass reads a table's rows, gives each as typed values for the ledger, and gathers them into charges: what one
resource cost in one way (usage of a month, one order, refunds, adjustments).
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from operator import itemgetter
from typing import Any

from models.facts.shapes import Misfit
from models.money import format_amount
from models.problems import Problem
from models.sources.cells import EMPTY, Memo, at_seconds, reader
from models.sources.charges import (
    BY_PRODUCT,
    BY_RESOURCE,
    DETAIL,
    OVERVIEW,
    TOTALS,
    Charge,
    ChargeKey,
    Gathered,
    Item,
    Named,
)
from models.sources.columns import COLUMNS, FUNDS, HEADINGS, ITEM_COLUMNS, ROW_COLUMNS, name_of, plain
from models.sources.problems import at
from models.sources.refund_formulas import mismatches
from models.sources.tables import Table

_IDS = ("order_id", "transaction_id")
_AMOUNTS = ("list", "payable", *FUNDS)
_EMPTY = frozenset(text.encode() for text in EMPTY)
_MOST_ITEMS = 25_000
"""Things charged that are held at once, about 750 bytes each: 18 million rows by the hour are of so many."""
_ITEM_NAMES = tuple(column.name for column in ITEM_COLUMNS)
_ITEM_SEPARATOR = b"\x1f"

PREPAID = "包年包月"
_MATTERS = (
    ("退款", "refund"),
    ("冲正", "refund"),
    ("调账", "adjustment"),
    ("补偿", "adjustment"),
    ("优惠", "adjustment"),
    ("新购", "order"),
    ("续费", "order"),
    ("配置变更", "order"),
)
"""What a 交易类型 contains → what the charge is; anything else is usage. Only prepaid charges are orders."""


def is_header(headings: list[str]) -> bool:
    """Tell whether a row is the header of a billing table: it names the amount payable, and what or when."""
    names = {name_of(heading) for heading in headings}
    return ("payable" in names or set(FUNDS) & names != set()) and len(names - {None}) >= 2


def level_of(headings: tuple[str, ...]) -> str:
    """Tell how detailed a billing table is by its columns."""
    names = {name_of(heading) for heading in headings}
    known = {plain(heading) for heading in headings}
    if "component_name" in names or "usage" in names or plain("组件原价") in known:
        return DETAIL
    if names & {"resource_id", "order_id", "transaction_id"}:
        return BY_RESOURCE
    return BY_PRODUCT if "product" in names else OVERVIEW


class _Entry:
    """An item met already: its number in the ledger, what its charges are of, and the charge its last row was of."""

    __slots__ = ("charge", "kept", "matter", "named", "number", "payer", "prepaid", "resource", "thing")

    def __init__(self, number: int, cells: Mapping[str, str | None]) -> None:
        self.number = number
        self.named = Named(cells["product"], cells["sub_product"], cells["instance_name"], cells["region"])
        self.payer = cells["payer_uin"] or ""
        self.resource = cells["resource_id"]
        self.thing = self.resource or self.named.product or self.named.sub_product or ""
        self.prepaid = (cells["billing_mode"] or "").startswith(PREPAID)
        self.matter = _matter(cells["trade_type"] or "", prepaid=self.prepaid)
        self.kept: tuple[str | None, str, str] | None = None
        self.charge: Charge | None = None


def _matter(trade_type: str, *, prepaid: bool) -> str:
    found = next((matter for word, matter in _MATTERS if word in trade_type), "")
    if not found:
        found = "order" if prepaid and not trade_type else "usage"
    return "usage" if found == "order" and not prepaid else found


def charges(  # noqa: PLR0915 - one loop: a call for every row would cost more than its work
    table: Table, gathered: Gathered, number_of: Callable[[Item], int], file: int = 0, first_charge: int = 0
) -> Iterator[tuple[Any, ...]]:
    """Read a table of charges (L3 or L2), gathering them; give each row for the ledger.

    A row is (``file``, number in it, ``first_charge`` + the charge's number, SHA-256 of the row's bytes, item's number,
    then every row column). ``number_of`` gives the number under which the ledger keeps an item. Rows with a problem
    are complained of and not given.
    """
    layout = _Layout(table)
    reading = _Reading(table, layout, gathered, number_of)
    sha256, encoding, width, absent = hashlib.sha256, table.encoding, len(table.headings), layout.absent
    item_cells, entries, charge_of = layout.item_cells, reading.entries, reading.charge
    order_at, transaction_at = layout.ids
    months = Memo(lambda seconds: f"{at_seconds(seconds):%Y-%m}")
    remembered, amounts, checked = layout.remembered, layout.amounts, layout.checked
    for number, cells, raw in table.rows:
        if len(cells) != width and not reading.fits(number, cells):
            continue
        if absent:
            cells.append(b"")
        try:
            key = _ITEM_SEPARATOR.join(item_cells(cells))
            entry = entries.get(key) or reading.entry(number, key, cells)
            order = None if (cell := cells[order_at]) in _EMPTY else cell.decode(encoding).strip()
            transaction = None if (cell := cells[transaction_at]) in _EMPTY else cell.decode(encoding).strip()
            charged, first, last, *between = [memo[cells[place]] for memo, place in remembered]
            # Most amounts differ and have eight decimals: not worth remembering, and quickly read.
            listed, payable, voucher, gift, share, cash = [
                int(cell.replace(b".", b"", 1))
                if (cell := cells[place])[-9:-8] == b"." and len(cell) < 20
                else memo[cell]
                for memo, place in amounts
            ]
            if b"_" in raw:  # which Python takes for a part of a number
                reading.check(cells)
        except (Misfit, ValueError):
            reading.complain(number, cells)
            continue
        paid = (voucher or 0) + (gift or 0) + (share or 0) + (cash or 0)
        if payable is None:
            payable = paid
        elif payable != paid and checked:
            reading.unlike_funds(number, payable, paid)
        if first is None or charged is None or last is None:
            if first is None and charged is None:
                reading.timeless(number, cells)
                continue
            began: int = charged if first is None else first
            ended: int = began if last is None else last
            taken: int = began if charged is None else charged
        else:
            began, ended, taken = first, last, charged
        if ended < began:
            reading.backwards(number)
            ended = began
        kept = (order if entry.matter == "order" else None, months[taken], months[began])
        charge = entry.charge if kept == entry.kept else charge_of(number, entry, kept)
        if charge is None:
            continue
        charge.rows += 1
        charge.payable += payable
        if cash:
            charge.cash += cash
        if gift:
            charge.gift += gift
        if voucher:
            charge.voucher += voucher
        if share:
            charge.share += share
        if listed is not None:
            charge.list += listed
            charge.listed = True
        if began < charge.first:  # noqa: PLR1730 - a call of min() a row would show
            charge.first = began
        if ended > charge.last:  # noqa: PLR1730
            charge.last = ended
        if taken < charge.charged:  # noqa: PLR1730
            charge.charged = taken
        yield (
            file, number, first_charge + charge.number, sha256(raw).digest(), entry.number,
            order, transaction, charged, first, last, *between, listed, payable, voucher, gift, share, cash,
        )  # fmt: skip


class _Layout:
    """Where a table keeps which column."""

    def __init__(self, table: Table) -> None:
        names = [name_of(heading) for heading in table.headings]
        places: dict[str, int] = {}
        self.others: list[tuple[str, int]] = []
        for place, (heading, name) in enumerate(zip(table.headings, names, strict=True)):
            if name is not None and name not in places:
                places[name] = place
            elif heading:
                self.others.append((heading, place))
        end = len(table.headings)
        self.items = [places.get(column.name, end) for column in ITEM_COLUMNS]
        self.absent = any(column.name not in places for column in COLUMNS)
        picked = [*self.items, *(place for _, place in self.others)]
        self.item_cells: Callable[[list[bytes]], tuple[bytes, ...]] = itemgetter(*picked)
        self.ids = places.get("order_id", end), places.get("transaction_id", end)
        memos = [
            (Memo(reader(column.holds, table.encoding)), places.get(column.name, end))
            for column in ROW_COLUMNS
            if column.name not in _IDS
        ]
        self.remembered, self.amounts = memos[: -len(_AMOUNTS)], memos[-len(_AMOUNTS) :]
        self.checked = "payable" in places and set(FUNDS) <= places.keys()


class _Reading:
    """The seldom taken ways through :func:`charges`: a new item, a new charge, a row with something wrong."""

    def __init__(self, table: Table, layout: _Layout, gathered: Gathered, number_of: Callable[[Item], int]) -> None:
        self.file = table.part.shown
        self.width = len(table.headings)
        self.headings = table.headings
        self.layout = layout
        self.gathered = gathered
        self.number_of = number_of
        self.entries: dict[bytes, _Entry] = {}
        self.encoding = table.encoding
        # One text for all cells that say the same: of a hundred thousand things most is the same.
        self.readers = {holds: Memo(reader(holds, table.encoding)) for holds in ("text", "price")}

    def entry(self, number: int, key: bytes, cells: list[bytes]) -> _Entry:
        """Take in an item not met lately."""
        found = [
            self.readers[column.holds][cells[place]]
            for column, place in zip(ITEM_COLUMNS, self.layout.items, strict=True)
        ]
        others = {heading: self.readers["text"][cells[place]] for heading, place in self.layout.others}
        item = Item(tuple(found), {heading: text for heading, text in others.items() if text is not None})
        said = dict(zip(_ITEM_NAMES, found, strict=True))
        if len(self.entries) >= _MOST_ITEMS:
            self.entries.clear()
        for text in (said["configuration"], *item.others.values()):
            if text and "退款" in text:
                for wrong in mismatches(text):
                    inputs = wrong._asdict()
                    self.gathered.doubt("source_refund_sum", at(self.file, number), **inputs)
        made = self.entries[key] = _Entry(self.number_of(item), said)
        return made

    def charge(self, number: int, entry: _Entry, key: tuple[str | None, str, str]) -> Charge | None:
        """Give the charge rows of an item belong to, a new one when there is none yet."""
        order, charged_month, used_month = key
        if not entry.payer or not entry.thing:
            missing = HEADINGS["product"] if entry.payer else HEADINGS["payer_uin"]
            self.gathered.complaints.add(Problem("source_cell_missing", at(self.file, number, missing)))
            return None
        whole = ChargeKey(
            entry.payer, entry.thing, entry.resource, entry.prepaid, entry.matter, order, charged_month, used_month
        )
        charges = self.gathered.charges
        if charges.full:
            charges.put_away()
            self.entries.clear()  # they know charges that are held no longer
        entry.kept, entry.charge = key, charges.of(whole, entry.named)
        return entry.charge

    def fits(self, number: int, cells: list[bytes]) -> bool:
        """Tell whether a row of another width is a row all the same; complain if not."""
        while len(cells) > self.width and not cells[-1].strip():
            cells.pop()
        if len(cells) == self.width:
            return True
        if len(cells) == 1 and not cells[0].strip():
            return False
        inputs = {"cells": len(cells), "columns": self.width}
        self.gathered.complaints.add(Problem("source_row_width", at(self.file, number), inputs=inputs))
        return False

    def complain(self, number: int, cells: list[bytes]) -> None:
        """Say of each cell of a row what is wrong with it."""
        if cells[0].decode("utf-8", "replace").strip().lower().startswith(TOTALS):
            return  # the last line of some downloads is a sum, not a charge
        places = {name: place for place, name in reversed([*enumerate(map(name_of, self.headings))]) if name}
        for column in COLUMNS:
            if column.name not in places:
                continue
            place = places[column.name]
            try:
                reader(column.holds, self.encoding)(cells[place])
            except Misfit as misfit:
                where = at(self.file, number, self.headings[place])
                self.gathered.complaints.add(Problem(misfit.code, where, inputs=misfit.inputs))

    def check(self, cells: list[bytes]) -> None:
        """Read the amounts of a row with all care. Raises :class:`Misfit`."""
        for _, place in self.layout.amounts:
            reader("money", self.encoding)(cells[place])

    def timeless(self, number: int, cells: list[bytes]) -> None:
        """Complain of a charge without any time, unless the row is the download's own sum."""
        if not cells[0].decode("utf-8", "replace").strip().lower().startswith(TOTALS):
            where = at(self.file, number, HEADINGS["charged_at"])
            self.gathered.complaints.add(Problem("source_cell_missing", where))

    def backwards(self, number: int) -> None:
        """Note a row whose use ends before it begins."""
        self.gathered.doubt("source_backwards", at(self.file, number, HEADINGS["used_to"]))

    def unlike_funds(self, number: int, payable: int, paid: int) -> None:
        """Note a row whose amount is not the sum of what paid it."""
        where = at(self.file, number, HEADINGS["payable"])
        self.gathered.doubt("source_funds_sum", where, stated=format_amount(payable), computed=format_amount(paid))
