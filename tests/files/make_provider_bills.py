"""Makes the invented bills of the provider in this folder, in each layout the console hands out.

Run it to write them anew: ``python -m tests.files.make_provider_bills``. Nobody's data: every id, name and amount is made
up. Sums by product and as a whole are computed here with :mod:`decimal`, apart from the program.
"""

import csv
import io
import random
import sys
import zipfile
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

FOLDER = Path(__file__).parent
L3 = [
    "支付者UIN",
    "使用者UIN",
    "操作者UIN",
    "产品名称",
    "计费模式",
    "项目名称",
    "地域",
    "可用区",
    "国内国际",
    "资源ID",
    "实例名称",
    "实例类型",
    "子产品名称",
    "交易类型",
    "订单ID",
    "交易ID",
    "扣费时间",
    "开始使用时间",
    "结束使用时间",
    "组件类型",
    "组件名称",
    "组件刊例价",
    "组件单价",
    "组件价格单位",
    "组件用量",
    "组件用量单位",
    "使用时长",
    "时长单位",
    "实例配置",
    "组件原价",
    "预留实例抵扣时长",
    "预留实例抵扣组件原价",
    "节省计划抵扣金额",
    "节省计划抵扣率",
    "节省计划抵扣组件原价",
    "折扣率",
    "混合折扣率",
    "优惠后总价",
    "代金券支出(元)",
    "赠送账户支出(元)",
    "分成金账户支出(元)",
    "现金账户支出(元)",
    "标签键:环境",
]
L2 = [
    "支付者UIN",
    "使用者UIN",
    "操作者UIN",
    "产品名称",
    "计费模式",
    "项目名称",
    "地域",
    "可用区",
    "国内国际",
    "资源ID",
    "资源别名",
    "实例类型",
    "子产品名称",
    "交易类型",
    "订单ID",
    "交易ID",
    "扣费时间",
    "开始使用时间",
    "结束使用时间",
    "配置描述",
    "扩展字段1",
    "扩展字段2",
    "扩展字段3",
    "扩展字段4",
    "扩展字段5",
    "原价",
    "折扣率",
    "优惠后总价",
    "优惠券支出（元）",
    "赠送账户支出（元）",
    "分成账户支出（元）",
    "现金账户支出（元）",
    "标签键:环境",
]
FUNDS = ("代金券支出(元)", "赠送账户支出(元)", "分成金账户支出(元)", "现金账户支出(元)")
PAYER = "100000000001"
REFUND = (
    "退款：343.12元，现金券： 0元,代金券/折扣券不退（订单号20260801990000100001：部件cvm:现金支付88.81元-已使用第一阶梯按量:0.02元=剩余88.79元;"
    "部件disk:现金支付173.00元-已使用第一阶梯按量:0.08元=剩余172.92元;部件net:现金支付84.12元-原价95.6*使用时间3.2258%*折扣:88=剩余81.41元;）"
)


def money(amount):
    return f"{amount:.8f}"


def row(**cells):
    """Give a full row of the detail, most of it as for the invented CVM instances."""
    cells = {name.replace("_", ":") if name.startswith("标签键") else name: cell for name, cell in cells.items()}
    made = dict.fromkeys(L3, "-")
    made |= {
        "支付者UIN": PAYER, "使用者UIN": PAYER, "操作者UIN": "100000000077", "项目名称": "默认项目", "地域": "华南地区（广州）",
        "可用区": "广州三区", "国内国际": "国内", "预留实例抵扣时长": "0", "预留实例抵扣组件原价": "0", "节省计划抵扣金额": "0",
        "节省计划抵扣率": "0", "节省计划抵扣组件原价": "0", "标签键:环境": "生产",
    }  # fmt: skip
    made |= dict.fromkeys(FUNDS, "0")
    return made | {name: money(cell) if isinstance(cell, Decimal) else cell for name, cell in cells.items()}


def paid(payable, cash, gift=Decimal(0), voucher=Decimal(0), share=Decimal(0)):
    assert payable == cash + gift + voucher + share
    return {
        "优惠后总价": payable, "现金账户支出(元)": cash, "赠送账户支出(元)": gift, "代金券支出(元)": voucher, "分成金账户支出(元)": share,
    }  # fmt: skip


def cvm(**cells):
    named = {
        "产品名称": "云服务器CVM",
        "子产品名称": "云服务器CVM-标准型S5",
        "实例类型": "标准型S5",
        "实例配置": "2核4GB",
    }
    return row(**{**named, **cells})


def september():
    """Give the rows of one month: hourly and daily use, a purchase, a renewal, a refund, adjustments, the rounding."""
    draw = random.Random(2026)
    rows = []
    for resource, name in (("ins-demo0001", "网站-1"), ("ins-demo0002", "网站-2")):
        for hour in range(0, 720, 8):
            begins = datetime(2026, 9, 1) + timedelta(hours=hour)
            ends, charged = begins + timedelta(hours=1), begins + timedelta(hours=1, minutes=12)
            for component, unit in (("CPU内存", "0.24"), ("系统盘", "0.01")):
                listed = Decimal(unit) + Decimal(draw.randrange(1000)) / 10**8
                payable = (listed * Decimal("0.88")).quantize(Decimal("1e-8"))
                gift = (payable / 10).quantize(Decimal("1e-8"))
                rows.append(cvm(
                    计费模式="按量计费", 资源ID=resource, 实例名称=name, 交易类型="按量计费小时结", 订单ID="-",
                    交易ID=f"2026{draw.randrange(10**15):015d}\t", 扣费时间=str(charged), 开始使用时间=str(begins),
                    结束使用时间=str(ends), 组件类型=component, 组件名称=f"标准型S5-{component}", 组件刊例价=unit, 组件单价=unit,
                    组件价格单位="元/小时", 组件用量="1", 组件用量单位="个", 使用时长="1", 时长单位="小时", 组件原价=listed, 折扣率="0.88",
                    混合折扣率="0.88", **paid(payable, payable - gift, gift),
                ))  # fmt: skip
    order = "20260905990000200001\t"
    for component, listed in (("CPU内存", "1100.00"), ("系统盘", "57")):
        listed = Decimal(listed)
        payable = listed * Decimal("0.3")
        voucher = Decimal("0.9") if component == "系统盘" else Decimal(0)
        rows.append(cvm(
            计费模式="包年包月", 资源ID="ins-demo0003", 实例名称="数据库前置", 交易类型="包年包月新购", 订单ID=order, 交易ID=order,
            扣费时间="2026-09-05 10:20:30", 开始使用时间="2026-09-05 10:20:31", 结束使用时间="2027-09-05 10:20:31",
            组件类型=component, 组件名称=f"标准型S5-{component}", 组件刊例价="1", 组件单价="1", 组件价格单位="元/年", 组件用量="1",
            组件用量单位="个", 使用时长="12", 时长单位="月", 组件原价=listed, 折扣率="0.3", 混合折扣率="0.3",
            **paid(payable, payable - voucher, voucher=voucher),
        ))  # fmt: skip
    rows.append(row(
        产品名称="云数据库MySQL", 子产品名称="MySQL-高可用版", 计费模式="包年包月", 资源ID="cdb-demo0001", 交易类型="包年包月续费",
        订单ID="20260911990000300001\t", 交易ID="20260911990000300001\t", 扣费时间="2026-09-11 09:00:00",
        开始使用时间="2026-09-15 00:00:00", 结束使用时间="2026-10-15 00:00:00", 组件类型="内存", 组件名称="MySQL-内存",
        组件原价=Decimal(300), 折扣率="1", 混合折扣率="1", 组件用量="4", 组件用量单位="GB", 使用时长="1", 时长单位="月",
        **paid(Decimal(300), Decimal(180), Decimal(100), Decimal(0), Decimal(20)),
    ))  # fmt: skip
    for cash, gift in (("-80.43264806", "-0.45735194"), ("-200.00", "-62.23")):
        rows.append(cvm(
            计费模式="包年包月", 资源ID="ins-demo0009", 实例名称="旧主机", 交易类型="包年包月退款", 订单ID="20260920990000400001\t",
            交易ID="20260920990000400001\t", 扣费时间="2026-09-20 16:00:00", 开始使用时间="0000-00-00 00:00:00",
            结束使用时间="0000-00-00 00:00:00", 实例配置=REFUND, 组件原价="-", 折扣率="-", 组件类型="退款", 组件名称=f"退款{cash}",
            **paid(Decimal(cash) + Decimal(gift), Decimal(cash), Decimal(gift)),
        ))  # fmt: skip
    for day in range(1, 31):
        begins = datetime(2026, 9, day)
        usage = Decimal(draw.randrange(10**8)) / 10**6
        payable = (usage * Decimal("0.118")).quantize(Decimal("1e-8"))
        rows.append(row(
            产品名称="对象存储COS", 子产品名称="COS-标准存储", 计费模式="按量计费", 可用区="-", 资源ID="bucket-demo-1250000000",
            交易类型="按量计费日结", 交易ID=f"2026{draw.randrange(10**15):015d}\t", 扣费时间=str(begins + timedelta(hours=30)),
            开始使用时间=str(begins), 结束使用时间=str(begins + timedelta(days=1)), 组件类型="存储", 组件名称="标准存储容量",
            组件刊例价="0.118", 组件单价="0.118", 组件价格单位="元/GB/月", 组件用量=str(usage), 组件用量单位="GB", 组件原价=payable,
            折扣率="1", 混合折扣率="1", 标签键_环境="测试", **paid(payable, payable),
        ))  # fmt: skip
    rows.append(row(
        产品名称="云服务器CVM", 计费模式="按量计费", 资源ID="ins-demo0001", 实例名称="网站-1", 交易类型="调账补偿",
        交易ID="20260925990000500001\t", 扣费时间="2026-09-25 12:00:00", 开始使用时间="2026-09-24 00:00:00",
        结束使用时间="2026-09-24 23:59:59", **paid(Decimal("-3.50"), Decimal("-3.50")),
    ))  # fmt: skip
    rest = sum(Decimal(each["优惠后总价"]) for each in rows)
    difference = rest.quantize(Decimal("0.01")) - rest
    rows.append(row(
        产品名称="月度计费精度差异", 子产品名称="月度计费精度差异", 计费模式="按量计费", 交易类型="按量计费月结",
        交易ID="20260930990000600001\t", 扣费时间="2026-09-30 23:59:59", 开始使用时间="2026-09-30 00:00:00",
        结束使用时间="2026-09-30 23:59:59", **paid(difference, difference),
    ))  # fmt: skip
    return rows


def across_the_month_end(cycle):
    """Give what a month's download of hourly use holds where the last hour is charged in the next month."""
    first = datetime(2026, 9, 30, 22) if cycle == "charge" else datetime(2026, 10, 1)
    hours = [first + timedelta(hours=hour) for hour in range(745)]
    kept = [hour for hour in hours if _month(hour, cycle) == "2026-10"]
    return [hourly(hour) for hour in kept]


def hourly(hour):
    """Give the row of one hour of an instance, charged ten minutes after it."""
    return cvm(
        计费模式="按量计费", 资源ID="ins-demo0001", 实例名称="网站-1", 交易类型="按量计费小时结", 交易ID=f"{hour:%Y%m%d%H}00000000001\t",
        扣费时间=str(hour + timedelta(hours=1, minutes=10)), 开始使用时间=str(hour), 结束使用时间=str(hour + timedelta(hours=1)),
        组件类型="CPU内存", 组件名称="标准型S5-CPU内存", 组件原价=Decimal("0.25"), 折扣率="1", 混合折扣率="1",
        **paid(Decimal("0.25"), Decimal("0.25")),
    )  # fmt: skip


def _month(hour, cycle):
    return f"{hour + timedelta(hours=1, minutes=10) if cycle == 'charge' else hour:%Y-%m}"


def by_resource(rows):
    """Give the L2 rows of L3 rows: components added up, under the older headings."""
    found = {}
    for each in rows:
        key = tuple(each[name] for name in ("资源ID", "产品名称", "计费模式", "交易类型", "订单ID"))
        one = found.setdefault(key, {
            **{name: each.get(name, "-") for name in L2}, "资源别名": each["实例名称"], "配置描述": each["实例配置"],
            "扩展字段1": "-", "扩展字段2": "-", "扩展字段3": "-", "扩展字段4": "-", "扩展字段5": "-", "原价": Decimal(0),
            "优惠后总价": Decimal(0), "优惠券支出（元）": Decimal(0), "赠送账户支出（元）": Decimal(0), "分成账户支出（元）": Decimal(0),
            "现金账户支出（元）": Decimal(0),
        })  # fmt: skip
        pairs = (
            ("原价", "组件原价"), ("优惠后总价", "优惠后总价"), ("优惠券支出（元）", FUNDS[0]), ("赠送账户支出（元）", FUNDS[1]),
            ("分成账户支出（元）", FUNDS[2]), ("现金账户支出（元）", FUNDS[3]),
        )  # fmt: skip
        for name, detail in pairs:
            one[name] += Decimal(each[detail]) if each[detail] != "-" else 0
        one["结束使用时间"] = max(one["结束使用时间"], each["结束使用时间"])
    return [
        {name: money(cell) if isinstance(cell, Decimal) else cell for name, cell in each.items()}
        for each in found.values()
    ]


def sums(rows, by):
    """Give (product or None, sum by column) for each product, or for everything."""
    found = {}
    for each in rows:
        one = found.setdefault(each[by] if by else None, dict.fromkeys(("优惠后总价", *FUNDS), Decimal(0)))
        for name in one:
            one[name] += Decimal(each[name])
    return found


def table(headings, rows, encoding="utf-8-sig"):
    """Give a CSV file's bytes."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, headings, lineterminator="\r\n", extrasaction="ignore")
    writer.writeheader()
    for each in rows:
        writer.writerow({**each, "支付者UIN": f"{each['支付者UIN']}\t"} if "支付者UIN" in each else each)
    return text.getvalue().encode(encoding)


def overview(rows):
    whole = {name: money(amount) for name, amount in sums(rows, None)[None].items()}
    return table(
        ["支付者UIN", "账单月份", "优惠后总价", *FUNDS], [{"支付者UIN": PAYER, "账单月份": "2026-09", **whole}]
    )


def summary(rows):
    listed = [
        {"产品名称": product, **{name: money(amount) for name, amount in one.items()}}
        for product, one in sums(rows, "产品名称").items()
    ]
    return table(["产品名称", "优惠后总价", *FUNDS], listed)


def other_layout(rows):
    """Give the same detail under other headings, in another order, in GB18030."""
    renamed = {
        "代金券支出(元)": "优惠券支出（元）",
        "分成金账户支出(元)": "分成账户支出（元）",
        "实例名称": "资源别名",
        "赠送账户支出(元)": "赠送账户支出（元）",
    }
    headings = [renamed.get(name, name) for name in reversed(L3)]
    return table(headings, [{renamed.get(name, name): cell for name, cell in each.items()} for each in rows], "gb18030")


def archive(members):
    """Give a ZIP's bytes, the same for the same members."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(zipfile.ZipInfo(name, (2026, 10, 1, 19, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def workbook(rows):
    """Give an XLSX of the detail as a person's spreadsheet saves it: amounts are numbers."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("账单明细")
    sheet.append(L3)
    numbers = {"组件原价", "优惠后总价", *FUNDS}
    for each in rows:
        sheet.append(
            [float(each[name]) if name in numbers and each[name] != "-" else each[name].strip() for name in L3]
        )
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def month():
    """Give the month's download: overview, summary, by resource, and the detail in two parts."""
    rows = september()
    half = len(rows) // 2
    return archive({
        f"{PAYER}_202609/L0_账单概览.csv": overview(rows),
        f"{PAYER}_202609/L1_按产品汇总.csv": summary(rows),
        f"{PAYER}_202609/L2_资源账单.csv": table(L2, by_resource(rows)),
        f"{PAYER}_202609/L3_明细账单_1.csv": table(L3, rows[:half]),
        f"{PAYER}_202609/L3_明细账单_2.csv": table(L3, rows[half:]),
    })  # fmt: skip


def files():
    """Give every file of this folder, by name."""
    rows = september()
    return {
        "l3-2026-09.csv": table(L3, rows),
        "l3-2026-09-gb18030.csv": other_layout(rows),
        "l2-2026-09.csv": table(L2, by_resource(rows)),
        "month-2026-09.zip": month(),
    }


if __name__ == "__main__":
    for name, content in files().items():
        (FOLDER / name).write_bytes(content)
        sys.stdout.write(f"{name}: {len(content)} bytes\n")
