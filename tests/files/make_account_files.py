"""Makes the invented 收支明细, orders and vouchers of this folder, in layouts the console's downloads may have.

    python -m tests.files.make_account_files

Headings are the names the provider documents for its interface and uses on its pages; see docs/exchange.md on how sure
they are. Accounts, numbers and amounts are invented.
"""

import csv
import io
import sys
from pathlib import Path

FOLDER = Path(__file__).parent
UIN = "100000000001"
MOVEMENTS = (
    "账号ID",
    "流水号",
    "交易时间",
    "收支类型",
    "入账（元）",
    "支出（元）",
    "余额（元）",
    "现金余额",
    "订单号",
    "备注",
)
OTHER_MOVEMENTS = ("余额", "流水金额", "收支类型", "操作时间", "流水号", "描述信息", "没有见过的列")
ORDERS = (
    "支付者UIN", "订单号", "大订单号", "订单类型", "订单状态", "计费模式", "产品名称", "资源ID", "实例名称", "地域",
    "下单时间", "支付时间", "开始时间", "到期时间", "原价", "实付金额", "现金支付", "赠送金支付", "代金券支付",
)  # fmt: skip
VOUCHERS = ("账号ID", "代金券ID", "代金券名称", "状态", "面额", "已用金额", "余额", "生效时间", "到期时间", "适用范围")


def movements():
    """Give a month's movements, the oldest first: two recharges, deductions of an order and of use, a refund."""
    told = [
        ("T1", "2026-09-01 09:00:00", "充值", "1000.00", "-", "1000.00", "", "在线充值"),
        ("T2", "2026-09-01 09:05:00", "扣费", "-", "600.00", "400.00", "20260901000001", "包年包月新购"),
        ("T3", "2026-09-02 23:10:00", "扣费", "-", "35.20", "364.80", "", "按量计费日结"),
        ("T4", "2026-09-20 10:00:00", "退费", "88.79", "-", "453.59", "", "包年包月退款"),
        ("T5", "2026-09-30 12:00:00", "充值", "500.00", "-", "953.59", "", "银行转账"),
    ]
    return [
        dict(zip(MOVEMENTS, (f"{UIN}\t", f"{key}\t", at, kind, came, went, left, left, order, note), strict=True))
        for key, at, kind, came, went, left, order, note in told
    ]


def turned(rows):
    """Give movements as another layout: the newest first, one signed amount, no account."""
    return [
        {
            "余额": row["余额（元）"],
            "流水金额": row["入账（元）"] if row["入账（元）"] != "-" else f"-{row['支出（元）']}",
            "收支类型": row["收支类型"],
            "操作时间": row["交易时间"],
            "流水号": row["流水号"],
            "描述信息": row["备注"],
            "没有见过的列": "=1+1",
        }
        for row in reversed(rows)
    ]


def order(**cells):
    """Give a row of an order, most of it as for the first one."""
    base = dict(zip(ORDERS, (
        f"{UIN}\t", "20260901000001\t", "20260901000000\t", "新购", "已发货", "包年包月", "云服务器CVM", "ins-0a1b2c3d",
        "web-1", "广州", "2026-09-01 09:04:00", "2026-09-01 09:05:00", "2026-09-01 00:00:00", "2027-08-31 23:59:59",
        "1000.00", "700.00", "600.00", "60.00", "40.00",
    ), strict=True))  # fmt: skip
    return base | cells


def orders():
    """Give orders: one that becomes a record, one not paid, a refund, one without its term."""
    return [
        order(),
        order(订单号="20260902000002\t", 订单状态="未支付"),
        order(订单号="20260903000003\t", 订单类型="退款", 现金支付="-88.79", 赠送金支付="0", 代金券支付="0", 实付金额="-88.79"),
        order(订单号="20260904000004\t", 到期时间="-"),
    ]  # fmt: skip


def vouchers():
    """Give vouchers: one used in part, one new."""
    return [
        dict(zip(VOUCHERS, (
            f"{UIN}\t", "V1", "新客代金券", "使用中", "100.00", "40.00", "60.00", "2026-09-01 00:00:00",
            "2026-12-31 23:59:59", "云服务器CVM",
        ), strict=True)),
        dict(zip(VOUCHERS, (
            f"{UIN}\t", "V2", "续费代金券", "未使用", "50.00", "0", "50.00", "2026-09-01 00:00:00",
            "2027-03-31 23:59:59", "全部",
        ), strict=True)),
    ]  # fmt: skip


def table(rows, encoding="utf-8-sig"):
    """Give a CSV file's bytes."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def tabs(rows):
    """Give the rows as text with tabs, as downloads called .xls often are."""
    lines = [list(rows[0]), *([cell.strip() for cell in row.values()] for row in rows)]
    return "\n".join("\t".join(cells) for cells in lines).encode("gb18030")


def page(rows):
    """Give the rows as a web page, as other downloads called .xls are."""
    lines = [list(rows[0]), *(row.values() for row in rows)]
    cells = "\n".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line)}</tr>" for line in lines)
    return f"<html><meta charset=utf-8><body><table>{cells}</table></body></html>".encode()


def workbook(rows):
    """Give an XLSX, amounts as numbers."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("导出")
    sheet.append(list(rows[0]))
    numbers = {"原价", "实付金额", "现金支付", "赠送金支付", "代金券支付", "面额", "已用金额", "余额"}
    for row in rows:
        sheet.append([float(cell) if name in numbers else cell.strip() for name, cell in row.items()])
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def files():
    """Give every file of this folder, by name."""
    return {
        "movements-2026-09.csv": table(movements()),
        "movements-2026-09-gb18030.csv": table(turned(movements()), "gb18030"),
        "movements-2026-09.xls": tabs(movements()),
        "orders-2026-09.csv": table(orders()),
        "orders-2026-09.xlsx": workbook(orders()),
        "vouchers.csv": table(vouchers(), "gb18030"),
        "vouchers.xlsx": workbook(vouchers()),
        "vouchers.xls": page(vouchers()),
    }


if __name__ == "__main__":
    for name, content in files().items():
        (FOLDER / name).write_bytes(content)
        sys.stdout.write(f"{name}: {len(content)} bytes\n")
