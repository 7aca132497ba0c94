"""Makes the invented bank and payment statements in this folder, in the layouts that people download.

Run it to write them anew: ``python -m tests.files.make_statements``. Nobody's data: every name, number and amount is
made up. How surely each layout is known is said in models/statements/columns.py. ``DEALS`` is what every file says.
"""

import csv
import io
from datetime import datetime
from html import escape
from pathlib import Path

from openpyxl import Workbook

from tests.files.make_old_spreadsheet import old_workbook

FOLDER = Path(__file__).parent
PROVIDER = "示例云计算有限公司"
INVOICE = "26442000000000000017"

# (day, time, amount in yuan as text, other side, its account, summary, number); the first four in every file
DEALS = (
    ("2026-01-05", "10:22:33", "-1234.56", PROVIDER, "44010000000000000001", f"云服务费 发票{INVOICE}", "50010001"),
    ("2026-01-05", "11:00:00", "-35.00", "示例商户甲", "62220000000000000011", "办公用品", "50010002"),
    ("2026-01-05", "11:00:00", "-35.00", "示例商户甲", "62220000000000000011", "办公用品", "50010003"),
    ("2026-01-08", "09:30:00", "20000.00", "示例客户乙", "62220000000000000022", "货款", "50010004"),
    ("2026-01-20", "16:45:10", "-500.00", PROVIDER, "44010000000000000001", "充值", "50010005"),
)
OPENING = "10000.00"
BALANCES = ("8765.44", "8730.44", "8695.44", "28695.44", "28195.44")


def grouped(text):
    """Write an amount with thousands commas, unsigned."""
    whole, _, rest = text.lstrip("-").partition(".")
    return f"{int(whole):,}.{rest}"


def text_of(rows, encoding, newline="\r\n"):
    out = io.StringIO()
    csv.writer(out, lineterminator=newline).writerows(rows)
    return out.getvalue().encode(encoding)


def icbc():
    """ICBC, personal: UTF-8 with a mark, six lines above, two pairs of amounts, commas in thousands, a sum below."""
    head = [
        "交易日期",
        "摘要",
        "交易详情",
        "交易场所",
        "交易国家或地区简称",
        "钞/汇",
        "交易金额(收入)",
        "交易金额(支出)",
        "交易币种",
    ]
    head += ["记账金额(收入)", "记账金额(支出)", "记账币种", "余额", "对方户名", "对方账户", ""]
    rows = [
        ["明细查询文件下载", ""], ["卡号: 6222****0001", ""], ["卡别名: ", ""], ["起始日期: 2026-01-01 截止日期: 2026-01-31", ""],
        ["钞/汇: 钞", ""], ["", ""], head,
    ]  # fmt: skip
    for deal, balance in zip(DEALS, BALANCES, strict=True):
        pair = ["", grouped(deal[2])] if deal[2].startswith("-") else [grouped(deal[2]), ""]
        rows.append(
            [f"{deal[0]}\t", deal[5], "", "网上银行", "CHN", "钞", *pair, "人民币", *pair, "人民币", grouped(balance)]
        )
        rows[-1] += [deal[3], deal[4], ""]
    rows.append(["人民币合计", *[""] * 5, "20,000.00", "1,804.56", "", "20,000.00", "1,804.56", *[""] * 5])
    return text_of(rows, "utf-8-sig")


def ccb():
    """CCB, company: a sheet, latest first, debit and credit as real numbers, the day and time as one run of digits."""
    head = [
        "账号",
        "交易时间",
        "借方发生额（支取）",
        "贷方发生额（收入）",
        "余额",
        "币种",
        "对方户名",
        "对方账号",
        "对方开户机构",
    ]
    head += ["记账日期", "摘要", "备注", "账户明细编号-交易流水号", "企业流水号", "凭证种类", "凭证号", "交易介质编号"]
    book = Workbook()
    sheet = book.active
    sheet.title = "账户明细"
    sheet.append(["中国建设银行账户明细信息"])
    sheet.append(head)
    for deal, balance in reversed(list(zip(DEALS, BALANCES, strict=True))):
        amount = float(deal[2])
        out, into = (-amount, 0.0) if amount < 0 else (0.0, amount)
        moment = f"{deal[0].replace('-', '')} {deal[1]}"
        day = deal[0].replace("-", "")
        row = [
            "44050000000000000009",
            moment,
            out,
            into,
            float(balance),
            "人民币元",
            deal[3],
            deal[4],
            "示例支行",
            day,
            deal[5],
        ]
        sheet.append([*row, "", f"1-{deal[6]}", "", "", "", ""])
    return book


def cmb():
    """CMB, personal: GB18030, remarks above and below behind ``#``, plain days, tabs before the values."""
    rows = [
        ["# 招商银行交易记录"],
        ["# 账号: [一卡通:6214****0002]"],
        ["# 起始日期: [20260101] 终止日期: [20260131]"],
        [],
    ]
    rows.append(["交易日期", "交易时间", "收入", "支出", "余额", "交易类型", "交易备注"])
    for deal, balance in zip(DEALS, BALANCES, strict=True):
        pair = ["", deal[2].lstrip("-")] if deal[2].startswith("-") else [deal[2], ""]
        rows.append(
            [f"\t{deal[0].replace('-', '')}", f"\t{deal[1]}", *pair, balance, "转账汇款", f"{deal[3]} {deal[5]}"]
        )
    rows += [["# 收入合计: 1 笔，共 20000.00 元"], ["# 支出合计: 4 笔，共 1804.56 元"]]
    return text_of(rows, "gb18030")


def signed():
    """Make what no known bank gives: one signed column, what went out positive; only the balances tell."""
    rows = [["日期", "发生额", "余额", "对方名称", "用途", "流水号"]]
    for deal, balance in zip(DEALS, BALANCES, strict=True):
        turned = deal[2].lstrip("-") if deal[2].startswith("-") else f"-{deal[2]}"
        rows.append([deal[0].replace("-", "/"), turned, balance, deal[3], deal[5], deal[6]])
    return text_of(rows, "utf-8", "\n")


def tabs():
    """Make text with tabs under a spreadsheet's name, as many downloads are: GB18030, numbers kept by ``="…"``."""
    rows = [["交易日期", "交易时间", "支出金额", "收入金额", "账户余额", "对方户名", "对方账号", "摘要", "交易流水号"]]
    for deal, balance in zip(DEALS, BALANCES, strict=True):
        pair = [grouped(deal[2]), ""] if deal[2].startswith("-") else ["", grouped(deal[2])]
        rows.append([deal[0], deal[1], *pair, grouped(balance), deal[3], f'="{deal[4]}"', deal[5], f'="{deal[6]}"'])
    above = ["账号：6230****0003\t起始日期：2026-01-01\t终止日期：2026-01-31"]
    return "\r\n".join([*above, *("\t".join(row) for row in rows), "合计\t\t1,804.56\t20,000.00"]).encode("gb18030")


def page():
    """Make a web page under a spreadsheet's name: a header of two rows whose cells span, cells left open, a sum below."""
    rows = []
    for deal, balance in zip(DEALS, BALANCES, strict=True):
        pair = [grouped(deal[2]), "&nbsp;"] if deal[2].startswith("-") else ["", grouped(deal[2])]
        cells = [deal[0].replace("-", "/"), *pair, f"¥ {grouped(balance)}", deal[3], deal[4], escape(deal[5]), deal[6]]
        rows.append("<tr>" + "".join(f"<td>{cell}" for cell in cells) + "\r\n")
    return f"""<html><head><meta charset="gb2312"><style>td {{color: black}}</style><title>明细</title></head><body>
<p>平安银行 账户交易明细</p><div>账号：6231****0004</div>
<table border=1><tr><th rowspan="2">交易日期</th><th colspan="2">发生额</th><th rowspan="2">余额</th>
<th colspan="2">对方信息</th><th rowspan="2">摘要</th><th rowspan="2">流水号</th></tr>
<tr><th>借方</th><th>贷方</th><th>户名</th><th>账号</th></tr>
{"".join(rows)}<tr><td>合计<td>1,804.56<td>20,000.00<td><td><td><td><td></tr></table></body></html>""".encode("gb18030")


def old():
    """Make a real workbook of Excel 97: one signed column, numbers as numbers."""
    rows = [
        ["兴业银行交易明细"],
        ["账号：6229****0005"],
        ["记账日期", "交易金额", "余额", "对方户名", "用途", "流水号"],
    ]
    for deal, balance in zip(DEALS, BALANCES, strict=True):
        rows.append([deal[0].replace("-", ""), float(deal[2]), float(balance), deal[3], deal[5], deal[6]])
    return old_workbook([*rows, ["合计", 18195.44]])


def flagged():
    """Make a printed statement as text: flags, full-width digits, a header in two rows and once more on page two."""
    wide = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
    head = [
        ["账务", "借贷", "交易", "账户", "对方信息", "", "", ""],
        ["日期", "标志", "金额", "余额", "户名", "账号", "摘要", "流水号"],
    ]
    rows = [["账户明细对账单"], ["账号：6232****0006"], *head]
    for number, (deal, balance) in enumerate(zip(DEALS, BALANCES, strict=True)):
        way = "借" if deal[2].startswith("-") else "贷"
        rows.append([
            deal[0].translate(wide), way, grouped(deal[2]).translate(wide), grouped(balance), *deal[3:],
        ])  # fmt: skip
        if number == 2:
            rows += [
                ["本页小计", "", "1,304.56"],
                ["过次页", "", "", "8,695.44"],
                *head,
                ["承前页", "", "", "8,695.44"],
            ]
    rows += [["", "", "", "", "累计借方发生额：", "1,804.56"], ["打印时间：2026-02-01", "第 2 页，共 2 页"]]
    return text_of(rows, "gb18030")


WECHAT_HEAD = [
    "交易时间",
    "交易类型",
    "交易对方",
    "商品",
    "收/支",
    "金额(元)",
    "支付方式",
    "当前状态",
    "交易单号",
    "商户单号",
    "备注",
]
WECHAT_ABOVE = (
    "微信支付账单明细", "微信昵称：[示例昵称]", "起始时间：[2026-01-01 00:00:00] 终止时间：[2026-01-31 23:59:59]", "导出类型：[全部]",
    "导出时间：[2026-02-01 09:00:00]", "", "共6笔记录", "收入：1笔 20000.00元", "支出：4笔 1804.56元", "中性交易：1笔 88.00元", "注：",
    "1. 充值/提现/理财通购买/零钱通存取/信用卡还款等交易，将计入中性交易", "2. 本明细仅展示当前账单中的交易，不包括已删除的记录",
    "3. 本明细仅供个人对账使用", "", "----------------------微信支付账单明细列表--------------------",
)  # fmt: skip


def wechat_rows():
    for deal in DEALS:
        way = "支出" if deal[2].startswith("-") else "收入"
        state = "支付成功" if way == "支出" else "已存入零钱"
        yield [
            f"{deal[0]} {deal[1]}",
            "商户消费",
            deal[3],
            deal[5],
            way,
            deal[2].lstrip("-"),
            "零钱",
            state,
            f"42000000{deal[6]}",
        ]
    yield [
        "2026-01-25 12:00:00",
        "零钱提现",
        "示例银行",
        "/",
        "/",
        "88.00",
        "示例银行(0001)",
        "提现已到账",
        "4200000050010006",
    ]


def wechat():
    """WeChat Pay: 16 lines above, ¥ before the amounts, tabs behind the numbers, ``/`` for nothing."""
    rows = [[line, *[""] * 8] for line in WECHAT_ABOVE] + [WECHAT_HEAD]
    rows += [[*row[:5], f"¥{row[5]}", *row[6:8], f"{row[8]}\t", "10001\t", "/"] for row in wechat_rows()]
    return text_of(rows, "utf-8-sig")


def wechat_sheet():
    """WeChat Pay as it comes since 2025: a sheet with one more line above, times as times, amounts as numbers."""
    book = Workbook()
    sheet = book.active
    for line in (*WECHAT_ABOVE[:14], "4. 表格内的金额均为人民币", "", WECHAT_ABOVE[-1]):
        sheet.append([line or None])
    sheet.append(WECHAT_HEAD)
    for row in wechat_rows():
        sheet.append([datetime.fromisoformat(row[0]), *row[1:5], float(row[5]), *row[6:9], "10001", "/"])
    return book


def alipay():
    """Alipay: GB18030, 24 lines above, a comma at the end of each row, 不计收支 and 交易关闭 among the deals."""
    above = [
        "-" * 60,
        "导出信息：",
        "姓名：示例客户",
        "支付宝账户：a@example.org",
        "起始时间：[2026-01-01 00:00:00]    终止时间：[2026-01-31 23:59:59]",
    ]
    above += [
        "导出交易类型：[全部]",
        "导出时间：[2026-02-01 09:00:00]",
        "共7笔记录",
        "收入：1笔 20000.00元",
        "支出：4笔 1804.56元",
        "不计收支：2笔 66.00元",
    ]
    above += ["", "特别提示：", *(f"{n}. 本回单内容仅供参考，第 {n} 条示例说明。" for n in range(1, 10)), ""]
    above += ["------------------------支付宝（中国）网络技术有限公司  电子客户回单------------------------"]
    head = [
        "交易时间",
        "交易分类",
        "交易对方",
        "对方账号",
        "商品说明",
        "收/支",
        "金额",
        "收/付款方式",
        "交易状态",
        "交易订单号",
        "商家订单号",
        "备注",
        "",
    ]
    rows = [[line] for line in above] + [head]
    for deal in DEALS:
        way = "支出" if deal[2].startswith("-") else "收入"
        row = [
            f"{deal[0]} {deal[1]}",
            "商业服务",
            deal[3],
            deal[4],
            deal[5],
            way,
            deal[2].lstrip("-"),
            "余额",
            "交易成功",
        ]
        rows.append([*row, f"2026010522{deal[6]}\t", "\t", "", ""])
    for number, state in ((6, "交易关闭"), (7, "退款成功")):
        row = ["2026-01-26 08:00:00", "退款", "示例商户甲", "/", "退款", "不计收支", "33.00", "", state]
        rows.append([*row, f"2026010522{number}\t", "\t", "", ""])
    return text_of(rows, "gb18030")


def alipay_old():
    """Alipay's older download: cells padded with spaces, sums and dashes below."""
    head = [
        "交易号",
        "商家订单号",
        "交易创建时间",
        "付款时间",
        "最近修改时间",
        "交易来源地",
        "类型",
        "交易对方",
        "商品名称",
        "金额（元）",
        "收/支",
    ]
    head += ["交易状态", "服务费（元）", "成功退款（元）", "备注", "资金状态"]
    rows = [
        ["支付宝交易记录明细查询"],
        ["账号:[a@example.org]"],
        ["起始日期:[2026-01-01 00:00:00]    终止日期:[2026-01-31 23:59:59]"],
    ]
    rows += [["-" * 33 + "交易记录明细列表" + "-" * 36], [f"{name:<16}" for name in [*head, ""]]]
    for deal in DEALS:
        way = "支出" if deal[2].startswith("-") else "收入"
        moment = f"{deal[0]} {deal[1]}"
        row = [
            f"2026010522{deal[6]}",
            "",
            moment,
            moment,
            moment,
            "其他",
            "即时到账交易",
            deal[3],
            deal[5],
            deal[2].lstrip("-"),
            way,
        ]
        rows.append([f"{cell:<20}" for cell in [*row, "交易成功", "0.00", "0.00", "", "已支出", ""]])
    rows += [
        ["-" * 88],
        ["共5笔记录"],
        ["已收入:1笔,20000.00元"],
        ["已支出:4笔,1804.56元"],
        ["导出时间:[2026-02-01 09:00:00]    用户:示例客户"],
    ]
    return text_of(rows, "gb18030")


def workbook(book):
    """Give a workbook's bytes, the same on every run."""
    book.properties.created = book.properties.modified = datetime(2026, 2, 1)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


FILES = {
    "statement-icbc.csv": icbc,
    "statement-ccb.xlsx": lambda: workbook(ccb()),
    "statement-cmb.csv": cmb,
    "statement-signed.csv": signed,
    "statement-wechat.csv": wechat,
    "statement-wechat.xlsx": lambda: workbook(wechat_sheet()),
    "statement-alipay.csv": alipay,
    "statement-alipay-old.csv": alipay_old,
    "statement-tabs.xls": tabs,
    "statement-page.xls": page,
    "statement-old.xls": old,
    "statement-flag.csv": flagged,
}


if __name__ == "__main__":
    for name, make in FILES.items():
        (FOLDER / name).write_bytes(make())
