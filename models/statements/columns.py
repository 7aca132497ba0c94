"""What the columns of a bank's or payment service's statement hold, guessed by their headings.

Where the headings come from, and how sure that is (layouts change without notice, which is why the user can say
otherwise in the preview, and is asked when the guess does not suffice):

- WeChat Pay (微信支付账单明细, for one's own accounts): well known. CSV in UTF-8 with 16 lines before the header, the
  amounts with ``¥``, long numbers padded with tabs; XLSX with 17 lines and real numbers; 收/支 is 支出, 收入 or ``/``.
- Alipay (支付宝 交易明细): well known. CSV in GB18030, some 24 lines before the header, a comma at each row's end,
  收/支 is 支出, 收入 or 不计收支; the older download (交易记录明细查询) pads with spaces and ends in lines of its own.
- ICBC (工商银行, personal): well known. CSV in UTF-8, six lines before the header, two columns each for the amount of
  the deal and the amount booked (记账金额 is what the balance follows), a line 人民币合计 at the end.
- CCB (建设银行, company): known from several programs that read it. Sheet with 借方发生额, 贷方发生额, 交易时间 as
  ``20260105 10:22:33``, 账户明细编号-交易流水号.
- CMB (招商银行), BOC, ABC and others: headings known from programs that read them, the lines around them less surely.

In a bank's statement 借方 is what went out of the customer's account and 贷方 what came in: the bank's own books.
"""

import unicodedata
from collections.abc import Mapping, Sequence

from models.facts.records import LayoutColumn
from models.sources.columns import plain

_UNITS = (
    *("(元)", "(人民币)", "/元", "(人民币元)", "(cny)", "(rmb)", "(元/人民币)"),
    *("(支取)", "(收入)", "(支出)", "(存入)", "(转出)", "(转入)"),
)

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "on": (
        "交易日期", "交易日", "记账日期", "记账日", "入账日期", "业务日期", "日期", "交易时间", "付款时间", "记账时间",
        "入账时间", "交易创建时间", "发生时间", "交易日期时间", "发生日期", "会计日期", "transaction date", "date",
    ),
    "amount_out": (
        "记账金额(支出)", "借方发生额", "借方金额", "借方", "支出金额", "支出", "转出金额", "付款金额", "支取金额",
        "支取", "付出金额", "付出", "借方发生额(支出)", "支出(-元)", "debit", "交易金额(支出)",
    ),
    "amount_in": (
        "记账金额(收入)", "贷方发生额", "贷方金额", "贷方", "收入金额", "收入", "转入金额", "收款金额", "存入金额",
        "存入", "收入(+元)", "credit", "交易金额(收入)",
    ),
    "amount": (
        "记账金额", "交易金额", "发生额", "金额", "收支金额", "收/支金额", "发生金额", "人民币金额", "amount",
    ),
    "direction": (
        "收/支", "收支", "借贷标志", "借贷", "借/贷", "收付标志", "交易方向", "收支类型", "借贷方向", "资金方向",
        "收支方向", "借贷标记", "收/付", "借贷状态",
    ),
    "balance": (
        "余额", "账户余额", "交易后余额", "本次余额", "联机余额", "当前余额", "结余", "账户结余", "可用余额", "balance",
    ),
    "counterparty": (
        "对方户名", "交易对方", "对方名称", "对方账户名称", "对手户名", "收(付)方名称", "收/付方名称", "收付方名称",
        "对方单位名称", "对方单位", "对手方名称", "对方账户名", "交易对手", "对手信息", "收款人/付款人",
        "对方账号与户名", "payee",
    ),
    "counterparty_account": (
        "对方账号", "对方账户", "收(付)方账号", "收/付方账号", "收付方账号", "对手账号", "对方卡号", "对方账户账号",
    ),
    "number": (
        "交易流水号", "账户明细编号-交易流水号", "流水号", "交易单号", "交易订单号", "交易号", "资金流水单号",
        "账务流水号", "核心流水号", "明细编号", "电子回单号", "reference",
    ),
    "status": ("当前状态", "交易状态", "状态"),
    "summary": (
        "摘要", "交易摘要", "用途", "附言", "交易附言", "交易备注", "备注", "商品", "商品说明", "商品名称", "交易说明",
        "摘要/附言", "交易地点/附言", "交易类型", "业务类型", "交易分类", "description",
    ),
}  # fmt: skip
"""Role → headings, the surest first: of several columns for one role the first heading here wins."""


def _form(heading: str) -> str:
    return plain(unicodedata.normalize("NFKC", heading).replace("\u3000", ""))


_PLACES = {
    _form(heading): (role, place) for role, headings in _HEADINGS.items() for place, heading in enumerate(headings)
}
_KINDS_OF_DEAL = frozenset(map(_form, ("交易类型", "业务类型", "交易分类")))
"""Say what sort of deal a line is: worth keeping only where nothing else tells what it was for."""


def _named(heading: str) -> tuple[str, int] | None:
    form = _form(heading)
    if form in _PLACES:
        return _PLACES[form]
    for unit in map(_form, _UNITS):
        if form.endswith(unit) and form.removesuffix(unit) in _PLACES:
            return _PLACES[form.removesuffix(unit)]
    return None


def guess(headings: Sequence[str]) -> tuple[LayoutColumn, ...]:
    """Guess what the columns with these headings hold. A column that says nothing to us is not there."""
    best: dict[str, tuple[int, int]] = {}
    summaries = []
    for column, heading in enumerate(headings, start=1):
        named = _named(heading)
        if named is None:
            continue
        role, place = named
        if role == "summary":
            summaries.append(column)
        elif role not in best or place < best[role][0]:
            best[role] = place, column
    if {"amount_in", "amount_out"} <= best.keys():
        best.pop("amount", None)
        best.pop("direction", None)
    telling = [column for column in summaries if _form(headings[column - 1]) not in _KINDS_OF_DEAL]
    found = [(column, role) for role, (_, column) in best.items()]
    found += [(column, "summary") for column in telling or summaries]
    return tuple(LayoutColumn(column, role, _heading(headings, column)) for column, role in sorted(found))


def _heading(headings: Sequence[str], column: int) -> str | None:
    return headings[column - 1].strip()[:500] or None


def suffices(columns: Sequence[LayoutColumn]) -> bool:
    """Tell whether lines can be read by these columns: a day, and an amount one way or the other."""
    roles = [column.role for column in columns]
    once = all(roles.count(role) == 1 for role in set(roles) - {"summary"})
    return once and "on" in roles and ("amount" in roles or {"amount_in", "amount_out"} <= set(roles))


def joined(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """Make one header of two rows of it: a heading that spans columns (发生额) with the ones below it (借方, 贷方).

    Where one of the two names a column that we know by itself, that is its heading; else both, the upper one first.
    """
    width = max(len(upper), len(lower))
    above, spans = "", []
    for text in (*upper, *[""] * (width - len(upper))):
        above = text or above
        spans.append(above)
    return tuple(
        _joined(own, span, below)
        for own, span, below in zip(
            (*upper, *[""] * (width - len(upper))), spans, (*lower, *[""] * (width - len(lower))), strict=True
        )
    )


def _joined(own: str, span: str, below: str) -> str:
    if not below:
        return own
    for whole in (f"{span}{below}", f"{span.removesuffix('信息')}{below}", below):
        if _named(whole) is not None:
            return whole
    return f"{span} {below}".strip()


def is_header(headings: Sequence[str]) -> bool:
    """Tell whether a row is the header of a statement: it names a day, an amount and something beside them."""
    columns = guess(headings)
    roles = {column.role for column in columns}
    amount = roles & {"amount", "amount_in", "amount_out"}
    return "on" in roles and bool(amount) and bool(roles - {"on", "amount", "amount_in", "amount_out"})
