"""Makes invented electronic invoices in each form the tax system hands out: XML, OFD, PDF with text.

Run it to write them anew: ``python -m tests.files.make_invoices``. Nobody's data: numbers, names and ids are made up.
"""

import io
import sys
from pathlib import Path
from xml.sax.saxutils import escape

from tests.files.make_provider_bills import archive

FOLDER = Path(__file__).parent
NUMBER, RED = "26442000000123456789", "26442000000123456790"
SELLER, BUYER = "示例云计算有限公司", "示例科技有限公司"
REMARK = f"被红冲蓝字数电发票号码：{NUMBER} 红字发票信息确认单编号：44010026100000000001"


def xml(
    number=NUMBER, *, amount="471.70", tax="28.30", whole="500.00", reverses=None, issued="2026-10-15 10:20:30", **more
):
    """Give an invoice as XML, in the elements of the tax system's files."""
    sign = "Y" if reverses is None else "N"
    red = (
        "" if reverses is None else f"<RedEInvoice><OriginalInvoiceCode>{reverses}</OriginalInvoiceCode></RedEInvoice>"
    )
    buyer, seller = more.get("buyer", BUYER), more.get("seller", SELLER)
    line = more.get("line", amount)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<EInvoice><Header><EIid>{number}</EIid><EInvoiceTag>SWEI3200</EInvoiceTag><Version>0.2</Version>
<InherentLabel><InIssuType><LabelCode>{sign}</LabelCode><LabelName>蓝字发票</LabelName></InIssuType></InherentLabel></Header>
<EInvoiceData>
<SellerInformation><SellerIdNum>91440000000000000X</SellerIdNum><SellerName>{escape(seller)}</SellerName></SellerInformation>
<BuyerInformation><BuyerIdNum>91440000000000001Y</BuyerIdNum><BuyerName>{escape(buyer)}</BuyerName></BuyerInformation>
<BasicInformation><TotalAmWithoutTax>{amount}</TotalAmWithoutTax><TotalTaxAm>{tax}</TotalTaxAm>
<TotalTax-includedAmount>{whole}</TotalTax-includedAmount><Drawer>测试</Drawer><RequestTime>{issued}</RequestTime></BasicInformation>
<IssuItemInformation><ItemName>*信息技术服务*云服务费</ItemName><Amount>{line}</Amount><TaxRate>0.06</TaxRate>
<ComTaxAm>{tax}</ComTaxAm><TotaltaxIncludedAmount>{whole}</TotaltaxIncludedAmount></IssuItemInformation>
<SpecificInformation>{red}</SpecificInformation></EInvoiceData>
<TaxSupervisionInfo><InvoiceNumber>{number}</InvoiceNumber><IssueTime>{issued}</IssueTime>
<TaxBureauName>示例税务局</TaxBureauName></TaxSupervisionInfo></EInvoice>
""".encode()


def red():
    """Give the red letter that takes the invoice back."""
    return xml(RED, amount="-471.70", tax="-28.30", whole="-500.00", reverses=NUMBER, issued="2026-11-02 09:00:00")


def ofd(remark=""):
    """Give an OFD that carries the invoice as named data."""
    data = {
        "发票号码": NUMBER, "开票日期": "2026年10月15日", "合计金额": "471.70", "合计税额": "28.30",
        "销售方纳税人识别号": "91440000000000000X", "购买方纳税人识别号": "91440000000000001Y", "备注": remark,
    }  # fmt: skip
    named = "".join(f'<ofd:CustomData Name="{name}">{value}</ofd:CustomData>' for name, value in data.items())
    main = (
        '<?xml version="1.0" encoding="UTF-8"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" Version="1.1" DocType="OFD">'
        f"<ofd:DocBody><ofd:DocInfo><ofd:CustomDatas>{named}</ofd:CustomDatas></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )
    return archive({"OFD.xml": main.encode(), "Doc_0/Document.xml": b"<ofd/>"})


def ofd_with_xml():
    """Give an OFD that carries the tax system's own XML."""
    return archive({"OFD.xml": b"<OFD/>", "Doc_0/Attachs/original_invoice.xml": xml()})


def ofd_with_text(*lines):
    """Give an OFD that says nothing of itself beside the text of its page."""
    shown = "".join(
        f"<ofd:TextObject><ofd:TextCode X='0' Y='0'>{escape(line)}</ofd:TextCode></ofd:TextObject>" for line in lines
    )
    page = f'<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer>{shown}</ofd:Layer></ofd:Content></ofd:Page>'
    main = '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody/></ofd:OFD>'
    return archive({"OFD.xml": main.encode(), "Doc_0/Pages/Page_0/Content.xml": page.encode()})


def handed_out():
    """Give the ZIP in which a seller hands out an invoice in several forms."""
    return archive({"发票/invoice.pdf": pdf(), "发票/invoice.xml": xml(), "发票/invoice-red.xml": red()})


def pdf(*lines):
    """Give a PDF with text as the tax system prints it."""
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfgen.canvas import Canvas

    registerFont(UnicodeCIDFont("STSong-Light"))
    made = io.BytesIO()
    page = Canvas(made, invariant=1)
    page.setFont("STSong-Light", 11)
    for row, line in enumerate(lines or PRINTED):
        page.drawString(50, 780 - 24 * row, line)
    page.save()
    return made.getvalue()


PRINTED = (
    "电子发票（增值税专用发票）", f"发票号码：{NUMBER}", "开票日期：2026年10月15日", f"名称：{BUYER}", f"名称：{SELLER}",
    "*信息技术服务*云服务费 471.70 6% 28.30", "合 计 ¥471.70 ¥28.30", "价税合计（大写） 伍佰圆整 （小写） ¥500.00",
)  # fmt: skip

LABELS_FIRST = (
    "电子发票（普通发票）", "发票号码：", "开票日期：", "名称：", "名称：", NUMBER, "2026年10月15日", BUYER, SELLER,
    "合", "计", "¥471.70", "¥28.30", "价税合计（大写）", "伍佰圆整", "（小写）", "¥500.00",
)  # fmt: skip
PRINTED_RED = (
    "电子发票（普通发票）", f"发票号码：{RED}", "开票日期：2026年11月02日", "合 计 ¥-471.70 ¥-28.30",
    "价税合计（大写） （负数）伍佰圆整 （小写）¥-500.00", f"被红冲蓝字数电票号码：{NUMBER} 红字发票信息确认单编号：44010026100000000001",
)  # fmt: skip


def files():
    return {"invoice.xml": xml(), "invoice-red.xml": red(), "invoice.ofd": ofd(), "invoice.pdf": pdf()}


if __name__ == "__main__":
    for name, content in files().items():
        (FOLDER / name).write_bytes(content)
        sys.stdout.write(f"{name}: {len(content)} bytes\n")
