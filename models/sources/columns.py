"""The columns of the provider's billing tables: our name for each, the headings it goes by, and what its cells hold.

Headings are those of the console's downloads (docs/exchange.md, "Provider bills"); brackets of either width, spaces and
upper or lower case do not matter. Columns are found by heading, in any order.
"""

from typing import NamedTuple


class Column(NamedTuple):
    """One column: its name, what its cells hold (``text``, ``money``, ``price``, ``quantity``, ``moment``), headings.

    ``item`` columns repeat for every charge of the same thing (whose, what, at which price); the others are of one row.
    """

    name: str
    holds: str
    headings: tuple[str, ...]
    item: bool = True


COLUMNS: tuple[Column, ...] = (
    Column("payer_uin", "text", ("支付者UIN", "支付者 UIN", "Payer Account ID")),
    Column("user_uin", "text", ("使用者UIN", "Owner Account ID")),
    Column("operator_uin", "text", ("操作者UIN", "Operator Account ID")),
    Column("product", "text", ("产品名称", "产品")),
    Column("billing_mode", "text", ("计费模式",)),
    Column("project", "text", ("项目名称", "项目")),
    Column("region", "text", ("地域",)),
    Column("zone", "text", ("可用区",)),
    Column("domestic", "text", ("国内国际",)),
    Column("resource_id", "text", ("资源ID",)),
    Column("instance_name", "text", ("实例名称", "资源别名")),
    Column("instance_type", "text", ("实例类型",)),
    Column("sub_product", "text", ("子产品名称", "子产品")),
    Column("trade_type", "text", ("交易类型",)),
    Column("order_id", "text", ("订单ID",), item=False),
    Column("transaction_id", "text", ("交易ID",), item=False),
    Column("charged_at", "moment", ("扣费时间",), item=False),
    Column("used_from", "moment", ("开始使用时间",), item=False),
    Column("used_to", "moment", ("结束使用时间",), item=False),
    Column("component_type", "text", ("组件类型",)),
    Column("component_name", "text", ("组件名称",)),
    Column("list_unit_price", "price", ("组件刊例价",)),
    Column("unit_price", "price", ("组件单价",)),
    Column("price_unit", "text", ("组件价格单位",)),
    Column("usage", "quantity", ("组件用量",), item=False),
    Column("usage_unit", "text", ("组件用量单位",)),
    Column("duration", "quantity", ("使用时长",), item=False),
    Column("duration_unit", "text", ("时长单位",)),
    Column("configuration", "text", ("实例配置", "配置描述")),
    Column("reserved_duration", "quantity", ("预留实例抵扣时长",), item=False),
    Column("reserved_list", "money", ("预留实例抵扣组件原价", "预留实例抵扣原价"), item=False),
    Column("plan_deduction", "money", ("节省计划抵扣金额",), item=False),
    Column("plan_rate", "price", ("节省计划抵扣率",)),
    Column("plan_list", "money", ("节省计划抵扣组件原价", "节省计划抵扣原价"), item=False),
    Column("discount", "price", ("折扣率",)),
    Column("mixed_discount", "quantity", ("混合折扣率",), item=False),
    Column("list", "money", ("组件原价", "原价"), item=False),
    Column("payable", "money", ("优惠后总价", "总费用"), item=False),
    Column("voucher", "money", ("代金券支出(元)", "代金券支出", "优惠券支出(元)", "优惠券支出"), item=False),
    Column("gift", "money", ("赠送账户支出(元)", "赠送账户支出", "赠送金支出"), item=False),
    Column("share", "money", ("分成金账户支出(元)", "分成金账户支出", "分成账户支出(元)", "分成账户支出"), item=False),
    Column("cash", "money", ("现金账户支出(元)", "现金账户支出", "现金支付"), item=False),
)
"""Every column with a name of its own; of those not of the item, first ids, then times, last the amounts summed.

Tags, extension fields and unknown columns are kept under their headings.
"""

ITEM_COLUMNS = tuple(column for column in COLUMNS if column.item)
ROW_COLUMNS = tuple(column for column in COLUMNS if not column.item)
FUNDS = ("voucher", "gift", "share", "cash")
"""What paid a charge; 优惠后总价 is their sum."""

HEADINGS = {column.name: column.headings[0] for column in COLUMNS}


def plain(heading: str) -> str:
    """Give a heading without what does not matter: brackets' width, spaces, case, a byte order mark."""
    bracketed = heading.replace("（", "(").replace("）", ")").replace("\ufeff", "")
    return "".join(bracketed.split()).lower()


_NAMED = {plain(heading): column.name for column in COLUMNS for heading in column.headings}
_NAMED |= {f"{key}(元)": name for key, name in _NAMED.items() if not key.endswith("(元)")}


def name_of(heading: str) -> str | None:
    """Give our name for a heading; None for one we have none for."""
    return _NAMED.get(plain(heading))
