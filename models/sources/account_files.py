"""What the console gives of an account beside its bills: 收支明细 (movements of money), orders, vouchers.

The provider documents the fields of its interface (DescribeBillList, DescribeDealsByCond, DescribeVoucherInfo) and what
they mean, not the headings of the downloads: those here are the documented names and the ones the console's pages use,
in any order, each with its aliases. A table is known by what only it has; columns not known are kept by heading.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from models.facts.shapes import Misfit
from models.money import format_amount
from models.problems import Problem, Refused
from models.sources.cells import reader
from models.sources.charges import TOTALS
from models.sources.columns import Column, plain
from models.sources.problems import Complaints, at
from models.sources.tables import Part, Table, table

MOVEMENTS, ORDERS, VOUCHERS = "movements", "orders", "vouchers"
MOST_ROWS = 200_000

_UIN = Column("account", "text", ("支付者UIN", "账号ID", "账号", "UIN", "使用者UIN", "OwnerUin", "Payer Account ID"))

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    MOVEMENTS: (
        _UIN,
        Column("id", "text", ("流水号", "交易流水号", "交易ID", "流水ID", "BillId")),
        Column("at", "moment", ("交易时间", "操作时间", "时间", "入账时间", "OperationTime")),
        Column("kind", "text", ("收支类型", "交易类型", "类型", "ActionType")),
        Column("in", "money", ("入账", "入账金额", "收入", "收入金额")),
        Column("out", "money", ("支出", "支出金额", "出账", "出账金额")),
        Column("amount", "money", ("流水金额", "交易金额", "金额", "变动金额")),
        Column("balance", "money", ("余额", "可用余额", "账户余额", "账户可用余额")),
        Column("cash_balance", "money", ("现金余额", "现金账户余额")),
        Column("gift_balance", "money", ("赠送金余额", "赠送账户余额")),
        Column("frozen", "money", ("冻结余额", "冻结金额")),
        Column("channel", "text", ("交易渠道", "支付渠道", "渠道", "PayChannel")),
        Column("order", "text", ("订单号", "订单ID", "关联订单号", "业务单号")),
        Column("note", "text", ("备注", "描述", "描述信息", "说明", "交易说明")),
    ),
    ORDERS: (
        _UIN,
        Column("id", "text", ("子订单号", "订单号", "订单ID", "OrderId")),
        Column("whole", "text", ("大订单号", "主订单号", "BigDealId")),
        Column("kind", "text", ("订单类型", "交易类型", "类型")),
        Column("status", "text", ("订单状态", "状态", "支付状态")),
        Column("billing_mode", "text", ("计费模式", "付费模式")),
        Column("product", "text", ("产品名称", "产品", "商品名称")),
        Column("sub_product", "text", ("子产品名称", "子产品")),
        Column("resource_id", "text", ("资源ID", "资源", "实例ID")),
        Column("instance_name", "text", ("实例名称", "资源别名", "资源名称")),
        Column("region", "text", ("地域",)),
        Column("created_at", "moment", ("下单时间", "创建时间", "订单创建时间", "CreateTime")),
        Column("paid_at", "moment", ("支付时间", "付款时间", "完成时间", "扣费时间")),
        Column("starts_at", "moment", ("开始时间", "生效时间", "开始使用时间", "服务开始时间")),
        Column("ends_at", "moment", ("结束时间", "到期时间", "结束使用时间", "服务到期时间")),
        Column("list", "money", ("原价", "订单原价", "总价", "TotalCost")),
        Column("paid", "money", ("实付金额", "优惠后总价", "订单金额", "实际支付金额", "应付金额")),
        Column("cash", "money", ("现金支付", "现金支付金额", "现金账户支出", "现金")),
        Column("gift", "money", ("赠送金支付", "赠送金支付金额", "赠送账户支出", "赠送金")),
        Column("voucher", "money", ("代金券支付", "代金券抵扣", "代金券抵扣金额", "代金券支出", "代金券")),
    ),
    VOUCHERS: (
        _UIN,
        Column("id", "text", ("代金券ID", "代金券编号", "券ID", "券编号", "VoucherId")),
        Column("name", "text", ("代金券名称", "名称", "券名称")),
        Column("status", "text", ("状态", "券状态", "使用状态")),
        Column("amount", "money", ("面额", "券面额", "代金券面额", "金额", "NominalValue")),
        Column("used", "money", ("已用金额", "已使用金额", "使用金额")),
        Column("balance", "money", ("余额", "剩余金额", "可用余额", "Balance")),
        Column("starts_at", "moment", ("生效时间", "开始时间", "有效期开始", "有效期起", "BeginTime")),
        Column("ends_at", "moment", ("到期时间", "失效时间", "结束时间", "有效期结束", "有效期止", "EndTime")),
        Column("scope", "text", ("适用范围", "适用产品", "使用范围", "使用条件")),
    ),
}  # fmt: skip
"""By kind of table: every column with a name of its own."""

_NAMED = {
    kind: {
        spelled: column.name
        for column in columns
        for heading in column.headings
        for spelled in (plain(heading), f"{plain(heading)}(元)")
    }
    for kind, columns in COLUMNS.items()
}
_NEEDED = {MOVEMENTS: {"at", "balance"}, ORDERS: {"id", "status"}, VOUCHERS: {"id"}}
_ONE_OF = {
    MOVEMENTS: ({"in", "out"}, {"amount"}),
    ORDERS: ({"created_at"}, {"paid_at", "whole"}, {"paid_at", "paid"}),
    VOUCHERS: ({"amount"}, {"balance"}),
}
_ONLY = {
    MOVEMENTS: ("入账", "入账金额", "入账(元)", "入账金额(元)", "收支类型", "流水金额", "流水金额(元)"),
    ORDERS: ("子订单号", "订单号", "订单ID", "OrderId"),
    VOUCHERS: ("代金券ID", "代金券编号", "券ID", "券编号", "VoucherId"),
}
"""What no other table has: a bank's statement and a bill go by other headings."""


class Row(NamedTuple):
    """A row: its number in the file, the SHA-256 of its bytes there, its values by column (times in Unix seconds).

    Money is units of 1e-8 CNY; columns without a name of ours are in ``values`` under their headings, as text.
    """

    number: int
    sha256: bytes
    values: dict[str, Any]


@dataclass
class AccountFile:
    """A table as read: what it is of, its rows, what is doubtful in it."""

    part: Part
    kind: str
    sha256: str
    rows: list[Row] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


def table_kind(headings: Sequence[str]) -> str | None:
    """Tell what a table is of by its headings; None when it is none of these."""
    there = {plain(heading) for heading in headings}
    for kind in (VOUCHERS, ORDERS, MOVEMENTS):
        names = {_NAMED[kind].get(heading) for heading in there}
        if (
            there & {plain(only) for only in _ONLY[kind]}
            and names >= _NEEDED[kind]
            and any(names >= some for some in _ONE_OF[kind])
        ):
            return kind
    return None


def is_header(headings: list[str]) -> bool:
    """Tell whether a row is the header of one of these tables."""
    return table_kind(headings) is not None


def read_part(part: Part) -> AccountFile | None:
    """Read a table; None when it is none of these. Raises :class:`Refused` with every problem by row and column."""
    with table(part, is_header) as found:
        if found is None:
            return None
        kind = table_kind(found.headings)
        assert kind is not None  # noqa: S101 - the header was found by it
        complaints, doubts = Complaints(), Complaints()
        rows = list(_rows(found, kind, complaints))
        complaints.refuse()
        for problem in _CHECKS[kind](part.shown, rows):
            doubts.add(problem)
        return AccountFile(part, kind, found.sha256(), rows, doubts.all())


def _rows(found: Table, kind: str, complaints: Complaints) -> Iterator[Row]:
    shown, width = found.part.shown, len(found.headings)
    named = [_NAMED[kind].get(plain(heading)) for heading in found.headings]
    holds = {column.name: column.holds for column in COLUMNS[kind]}
    readers = {name: reader(name, found.encoding) for name in {*holds.values(), "text"}}
    count = 0
    for number, cells, raw in found.rows:
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        if not b"".join(cells).strip() or _is_total(cells):
            continue
        if len(cells) != width:
            inputs: dict[str, object] = {"cells": len(cells), "columns": width}
            complaints.add(Problem("source_row_width", at(shown, number), inputs=inputs))
            continue
        count += 1
        if count > MOST_ROWS:
            raise Refused([Problem("source_too_many_rows", at(shown, number), inputs={"most": MOST_ROWS})])
        values: dict[str, Any] = {}
        readable = True
        for heading, name, cell in zip(found.headings, named, cells, strict=True):
            own = name if name is not None and name not in values else heading
            try:
                value = readers[holds.get(own, "text")](cell)
            except Misfit as misfit:
                complaints.add(Problem(misfit.code, at(shown, number, heading), inputs=misfit.inputs))
                readable = False
                continue
            if value is not None and own:
                values[own] = value
        if not readable:
            continue
        missing = next((name for name in ("id", "at") if name in _IDENTIFYING[kind] and name not in values), None)
        if missing is not None:
            heading = found.headings[named.index(missing)] if missing in named else missing
            complaints.add(Problem("source_cell_missing", at(shown, number, heading)))
            continue
        yield Row(number, hashlib.sha256(raw).digest(), values)


_IDENTIFYING = {MOVEMENTS: ("at",), ORDERS: ("id",), VOUCHERS: ("id",)}


def _is_total(cells: list[bytes]) -> bool:
    return cells[0].decode("utf-8", "replace").strip().lower().startswith(TOTALS)


def amount_of(values: Mapping[str, Any]) -> int | None:
    """Give what a movement brought in (above zero) or took out, in 1e-8 CNY; None when it does not say."""
    if "in" in values or "out" in values:
        came, went = int(values.get("in", 0)), int(values.get("out", 0))
        return abs(came) - abs(went)
    stated: int | None = values.get("amount")
    return stated


def _balances(shown: str, rows: Sequence[Row]) -> Iterator[Problem]:
    """Check each balance against the one before it; a table may run from the newest to the oldest."""
    told = [row for row in rows if "balance" in row.values and amount_of(row.values) is not None]
    later = sum(one.values["at"] < two.values["at"] for one, two in pairwise(told))
    earlier = sum(one.values["at"] > two.values["at"] for one, two in pairwise(told))
    ordered = told[::-1] if earlier > later else told
    for before, row in pairwise(ordered):
        computed = before.values["balance"] + (amount_of(row.values) or 0)
        if computed != row.values["balance"]:
            yield _unlike(shown, row, "source_balance_broken", row.values["balance"], computed)


def _orders(shown: str, rows: Sequence[Row]) -> Iterator[Problem]:
    """Check that what paid an order adds up to what was paid."""
    for row in rows:
        funds = [row.values[name] for name in ("cash", "gift", "voucher") if name in row.values]
        if "paid" in row.values and "cash" in row.values and sum(funds) != row.values["paid"]:
            yield _unlike(shown, row, "source_funds_sum", row.values["paid"], sum(funds))


def _vouchers(shown: str, rows: Sequence[Row]) -> Iterator[Problem]:
    """Check that a voucher's face value less what was used of it is what is left."""
    for row in rows:
        face, left = row.values.get("amount"), row.values.get("balance")
        if face is None or left is None:
            continue
        computed = face - row.values["used"] if "used" in row.values else min(max(left, 0), face)
        if computed != left:
            yield _unlike(shown, row, "source_voucher_sum", left, computed)


def _unlike(shown: str, row: Row, code: str, stated: int, computed: int) -> Problem:
    inputs: dict[str, object] = {"stated": format_amount(stated), "computed": format_amount(computed)}
    return Problem(code, at(shown, row.number), severity="warning", inputs=inputs)


_CHECKS: Mapping[str, Callable[[str, Sequence[Row]], Iterator[Problem]]] = {
    MOVEMENTS: _balances,
    ORDERS: _orders,
    VOUCHERS: _vouchers,
}
