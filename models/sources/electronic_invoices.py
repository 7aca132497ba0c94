"""Electronic invoices (数电票) as the tax system hands them out: XML, OFD, PDF with text.

XML is the data itself: root ``EInvoice``, header, seller and buyer, lines, totals, red letter, number and time of
issue. An OFD is a ZIP with that XML inside, or with named data (``CustomData``), or it only shows text as a PDF
does: number, day and totals.
Everything is read without trust: no entities, no DTD, sizes bounded.
"""

import codecs
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from models.facts.shapes import FIRST_DAY, LAST_DAY, Misfit
from models.money import FEN
from models.problems import Problem, Refused
from models.sources.archives import BROKEN, archive, bounded, content_of, is_hidden, members, readable_name
from models.sources.cells import money
from models.sources.printed_invoices import is_printed_invoice, printed, reversed_number, text_of

LARGEST_FILE = 30_000_000
_LARGEST_XML = 10_000_000
_LARGEST_WHOLE = 100_000_000
"""Bytes of all that is read of a ZIP of invoices, or of the texts in an OFD, unpacked."""
_NUMBER = re.compile(r"\d{20}", re.ASCII)
_FORMS = (".xml", ".ofd", ".pdf")
_OF_OFFICE = "[Content_Types].xml"
"""What a document or a workbook, which is a ZIP of XML too, has inside."""
_CHINESE = re.compile(rb"\s*<\?xml[^>]*encoding=[\"'](?:gb18030|gbk|gb2312)[\"'][^>]*\?>", re.IGNORECASE)
_DECLARED = re.compile(rb"^\s*<\?xml[^>]*\?>")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""What a text in UTF-16 begins with."""
_XML, _OFD, _PDF = "application/xml", "application/ofd", "application/pdf"


class InvoiceLine(NamedTuple):
    """One line of an invoice: what, its amount without tax and its tax, in units of 1e-8 CNY."""

    name: str
    amount: int | None
    tax: int | None


class EInvoice(NamedTuple):
    """An electronic invoice as its file states it; amounts in units of 1e-8 CNY, negative on a red letter."""

    number: str
    amount: int
    tax: int | None = None
    without_tax: int | None = None
    issued_on: date | None = None
    seller: str | None = None
    seller_id: str | None = None
    buyer: str | None = None
    buyer_id: str | None = None
    lines: tuple[InvoiceLine, ...] = ()
    reverses: str | None = None
    remark: str | None = None


class InvoiceFile(NamedTuple):
    """A file with an electronic invoice: its name, content and media type, and what it states."""

    name: str
    content: bytes
    media_type: str
    invoice: EInvoice


def read_files(path: Path) -> list[InvoiceFile]:
    """Read the electronic invoice in a file, or every one in a ZIP of them, as sellers hand them out.

    Raises :class:`Refused` when one is none or cannot be read.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise Refused.because("invoice_too_large", file=path.name, megabytes=size // 1_000_000)
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Refused.because("cannot_read_file", file=str(path), reason=reason) from error
    if not content.startswith(b"PK") or _is_ofd(content):
        return [read(content, path.name)]
    with archive(io.BytesIO(content), path.name) as opened:
        inside = bounded(members(opened.infolist(), path.name, largest=LARGEST_FILE), path.name, _LARGEST_WHOLE)
        return [read(content_of(opened, one, path.name), f"{path.name}/{readable_name(one)}") for one in inside]


def _is_ofd(content: bytes) -> bool:
    return "OFD.xml" in _names(content)


def _names(content: bytes) -> list[str]:
    """Name what a ZIP holds beside folders and what systems leave; nothing of one that is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            return [name for name in opened.namelist() if not name.endswith("/") and not is_hidden(name)]
    except BROKEN:
        return []


def read(content: bytes, name: str) -> InvoiceFile:
    """Read an electronic invoice from a file's bytes. Raises :class:`Refused`."""
    if content.startswith(b"PK"):
        return InvoiceFile(name, content, _OFD, _checked(_ofd(content, name), name))
    if b"%PDF-" in content[:1024]:
        text = text_of(content)
        if text is None:
            raise Refused.because("invoice_pdf_without_text", file=name)
        return InvoiceFile(name, content, _PDF, _checked(_printed(text, name), name))
    root = _root(content, name)
    if _bare(root.tag) != "EInvoice":
        raise Refused.because("invoice_unknown", file=name)
    return InvoiceFile(name, content, _XML, _checked(_xml(root, name), name))


def is_electronic_invoice(content: bytes) -> bool:
    """Tell whether a file's bytes look like an electronic invoice; what is wrong with it is told by :func:`read`."""
    if content.startswith(b"PK"):
        names = _names(content)
        if _OF_OFFICE in names:
            return False
        return "OFD.xml" in names or (bool(names) and all(name.lower().endswith(_FORMS) for name in names))
    if b"%PDF-" in content[:1024]:
        text = text_of(content)
        return text is not None and is_printed_invoice(text)
    beginning = _unmarked(content[:8192])
    return b"<EInvoice" in beginning or b":EInvoice" in beginning


def _checked(invoice: EInvoice, name: str) -> EInvoice:
    """Refuse a number that is none, its own or the reversed one; parts of fen; a red letter that reverses nothing."""
    numbers = (invoice.number,) if invoice.reverses is None else (invoice.number, invoice.reverses)
    problems = [
        Problem("invoice_number_wrong", name, inputs={"value": number[:80]})
        for number in numbers
        if not _NUMBER.fullmatch(number)
    ]
    if invoice.amount % FEN or (invoice.tax or 0) % FEN:
        problems.append(Problem("invoice_not_whole_fen", name))
    if invoice.amount < 0 and invoice.reverses is None:
        problems.append(Problem("invoice_reverses_unknown", name))
    if problems:
        raise Refused(problems)
    return invoice


def doubts(invoice: EInvoice, name: str) -> list[Problem]:
    """Give what does not fit in an invoice by its own numbers: year, sum with tax, sum of lines."""
    found = []
    if invoice.issued_on is not None and invoice.number[:2] != f"{invoice.issued_on.year % 100:02d}":
        inputs: dict[str, object] = {"value": invoice.number, "day": invoice.issued_on}
        found.append(Problem("invoice_year_differs", name, severity="warning", inputs=inputs))
    lines = [line.amount for line in invoice.lines]
    sums = [
        (invoice.without_tax, invoice.tax, invoice.amount),
        (sum(filter(None, lines)) if lines and None not in lines else None, 0, invoice.without_tax),
    ]
    for one, other, whole in sums:
        if one is not None and other is not None and whole is not None and abs(one + other - whole) >= FEN:
            amounts = {"amount": whole, "designated": one + other}
            found.append(Problem("invoice_sum_differs", name, severity="warning", inputs=amounts))
    return found


# XML ---------------------------------------------------------------------------------------------------------------


def _root(content: bytes, name: str) -> Any:
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    if len(content) > _LARGEST_XML:
        raise Refused.because("invoice_too_large", file=name, megabytes=len(content) // 1_000_000)
    try:
        content = _in_utf_8(content)
        return fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Refused.because("invoice_with_entities", file=name) from error
    except (ParseError, ValueError, LookupError) as error:  # LookupError: an encoding nobody knows
        raise Refused.because("invoice_broken", file=name) from error


def _in_utf_8(content: bytes) -> bytes:
    """Give XML in UTF-8, whatever it is in: the parser does not know GB18030; a mark is surer than a declaration."""
    unmarked = _unmarked(content, "strict")
    if unmarked is not content:
        return _DECLARED.sub(b"", unmarked, count=1)
    chinese = _CHINESE.match(content)
    return content if chinese is None else content[chinese.end() :].decode("gb18030").encode()


def _unmarked(content: bytes, errors: str = "ignore") -> bytes:
    """Give a text in UTF-16 with its mark as UTF-8; anything else as it is."""
    return content.decode("utf-16", errors).encode() if content.startswith(UTF_16) else content


def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]


def _texts(root: Any) -> dict[str, str]:
    """Give the text of every leaf by its name, the first of a name outside the lines of the invoice."""
    found: dict[str, str] = {}
    pending = [root]
    while pending:
        element = pending.pop(0)
        if _bare(element.tag) == "IssuItemInformation":
            continue
        children = list(element)
        pending = children + pending
        text = (element.text or "").strip()
        if not children and text:
            found.setdefault(_bare(element.tag), text)
    return found


def _xml(root: Any, name: str) -> EInvoice:
    texts = _texts(root)
    number = texts.get("InvoiceNumber") or texts.get("EIid") or ""
    whole = _amount(texts.get("TotalTax-includedAmount"), name, "TotalTax-includedAmount")
    if whole is None:
        raise Refused([Problem("invoice_without_total", name)])
    lines = []
    for element in root.iter():
        if _bare(element.tag) == "IssuItemInformation":
            cells = {_bare(child.tag): (child.text or "").strip() for child in element}
            amount, tax = (_amount(cells.get(tag), name, tag) for tag in ("Amount", "ComTaxAm"))
            lines.append(InvoiceLine(cells.get("ItemName", ""), amount, tax))
    return EInvoice(
        number,
        whole,
        tax=_amount(texts.get("TotalTaxAm"), name, "TotalTaxAm"),
        without_tax=_amount(texts.get("TotalAmWithoutTax"), name, "TotalAmWithoutTax"),
        issued_on=_day(texts.get("IssueTime") or texts.get("RequestTime")),
        seller=texts.get("SellerName"),
        seller_id=texts.get("SellerIdNum"),
        buyer=texts.get("BuyerName"),
        buyer_id=texts.get("BuyerIdNum"),
        lines=tuple(lines),
        reverses=texts.get("OriginalInvoiceCode"),
        remark=texts.get("Remark"),
    )


def _amount(text: str | None, name: str, place: str) -> int | None:
    if text is None or not text.strip():
        return None
    try:
        return money(text.strip())
    except Misfit as misfit:
        raise Refused([Problem(misfit.code, f"{name}:{place}", inputs=misfit.inputs)]) from misfit


_DAY = re.compile(r"(\d{4})\s*[-/年]?\s*(\d{1,2})\s*[-/月]?\s*(\d{1,2})", re.ASCII)


def _day(text: str | None) -> date | None:
    match = _DAY.match(text.strip()) if text else None
    if match is None:
        return None
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


# OFD ---------------------------------------------------------------------------------------------------------------


def _ofd(content: bytes, name: str) -> EInvoice:
    with archive(io.BytesIO(content), name) as opened:
        texts = (one for one in members(opened.infolist(), name) if one.filename.lower().endswith(".xml"))
        inside = bounded((one for one in texts if one.file_size <= _LARGEST_XML), name, _LARGEST_WHOLE)
        main = next((member for member in inside if member.filename == "OFD.xml"), None)
        if main is None:
            raise Refused.because("invoice_unknown", file=name)
        for member in inside:
            raw = content_of(opened, member, name)
            if b"EInvoice" in raw[:4096]:
                root = _root(raw, f"{name}/{member.filename}")
                if _bare(root.tag) == "EInvoice":
                    return _xml(root, name)
        root = _root(content_of(opened, main, name), f"{name}/OFD.xml")
        data = [element for element in root.iter() if _bare(element.tag) == "CustomData"]
        named = {element.get("Name", ""): (element.text or "").strip() for element in data}
        if "发票号码" not in named or not named.keys() & {"合计金额", "价税合计", "价税合计金额"}:
            return _printed("\n".join(_shown(opened, inside, name)), name)
    without_tax = _amount(named.get("合计金额"), name, "合计金额")
    tax = _amount(named.get("合计税额"), name, "合计税额")
    whole = _amount(named.get("价税合计") or named.get("价税合计金额"), name, "价税合计")
    if whole is None and without_tax is not None and tax is not None:
        whole = without_tax + tax
    if whole is None:
        raise Refused([Problem("invoice_without_total", name)])
    return EInvoice(
        named.get("发票号码", ""),
        whole,
        tax=tax,
        without_tax=without_tax,
        issued_on=_day(named.get("开票日期")),
        seller=named.get("销售方名称"),
        seller_id=named.get("销售方纳税人识别号"),
        buyer=named.get("购买方名称"),
        buyer_id=named.get("购买方纳税人识别号"),
        reverses=reversed_number(named.get("备注", "")),
        remark=named.get("备注"),
    )


def _shown(opened: zipfile.ZipFile, inside: Sequence[zipfile.ZipInfo], name: str) -> Iterator[str]:
    """Give the texts that an OFD's pages and templates show, each as one line."""
    for member in inside:
        if member.filename.endswith("Content.xml"):
            root = _root(content_of(opened, member, name), f"{name}/{member.filename}")
            for element in root.iter():
                if _bare(element.tag) == "TextCode" and element.text:
                    yield element.text.strip()


def _printed(text: str, name: str) -> EInvoice:
    """Read an invoice off the text it shows."""
    found = printed(text)
    if found.amount is None:
        raise Refused([Problem("invoice_without_total", name)])
    return EInvoice(
        found.number,
        found.amount,
        tax=found.tax,
        without_tax=found.without_tax,
        issued_on=_day(found.issued),
        reverses=found.reverses,
    )
