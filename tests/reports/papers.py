"""What the tests of papers share: ledgers as exchange documents, and PDFs as a reader and a printer see them."""

import json
import re
import struct
import zlib
from copy import deepcopy

import pypdfium2

from models.exchange import document

CUSTOMER = {
    "name": "甲某科技有限公司",
    "address": "示例市示例路8号",
    "contact": "乙某",
    "phone": "000-12345678",
    "email": "legal@example.com",
}
PROVIDER = {"name": "丙某云服务有限公司"}


def ledger(**sections):
    """Give a small exchange document: one account, two services; sections given by name take the place of its own."""
    return {
        "format": "clauseledger/1",
        "agreement": agreement(),
        "accounts": [{"id": "100200300400"}],
        "services": [service("db", "云数据库"), service("cdn", "内容分发")],
    } | sections


def agreement(**fields):
    base = {"terms": "tencent-cloud-2021", "signed_on": "2021-11-08", "customer": CUSTOMER, "provider": PROVIDER}
    return {name: value for name, value in (base | fields).items() if value is not None}


def service(name, shown, **fields):
    return {
        "id": name,
        "account": "100200300400",
        "name": shown,
        "billing": "postpaid",
        "starts_on": "2025-01-01",
    } | fields


def bill(**fields):
    """Give a bill that was sent on a Thursday with plain working days after it, and asks 45.67 more than its lines."""
    base = {
        "id": "B-7",
        "account": "100200300400",
        "period": "2026-09",
        "sent_at": "2026-10-15T19:00:00+08:00",
        "channel": "electronic",
        "total": "545.67",
        "lines": [
            line("db", "336.00", cash="320.00", voucher="16.00"),
            line("cdn", "164.00", cash="150.00", gift="14.00"),
        ],
    }
    return {name: value for name, value in (base | fields).items() if value is not None}


def line(name, payable, **funding):
    span = {"usage_from": "2026-09-01", "usage_to": "2026-10-01"}
    return {"service": name, "payable": payable, "cash": payable} | span | funding


def facts(sections):
    return document.read(json.dumps(deepcopy(sections), ensure_ascii=False))


class Words(str):
    """Text without white space; what is looked for in it loses its own. A line break leaves no space behind."""

    __slots__ = ()

    def __new__(cls, text):
        return super().__new__(cls, "".join(text.split()))

    def __contains__(self, wanted):
        return str.__contains__(self, "".join(wanted.split()))

    def index(self, wanted, *where):
        return str.index(self, "".join(wanted.split()), *where)


class Printed:
    """A PDF as its reader has it: pages and their lines, and the whole text without white space."""

    def __init__(self, pdf):
        self.pdf = pdf
        with pypdfium2.PdfDocument(pdf) as opened:
            self.pages = [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in opened]
            self.outline = [item.get_title() for item in opened.get_toc()]
            self.properties = opened.get_metadata_dict()
        footer = re.compile(r"^.*第 \d+ 页　共 \d+ 页.*$", re.MULTILINE)
        self.lines = [line for page in self.pages for line in footer.sub("", page).split("\n") if line.strip()]
        self.text = Words("".join(self.lines))

    def between(self, start, end):
        """Give the lines after the line that begins with one text and before the next that begins with another."""
        first = next(at for at, line in enumerate(self.lines) if line.startswith(start))
        last = next(at for at in range(first + 1, len(self.lines)) if self.lines[at].startswith(end))
        return self.lines[first + 1 : last]


def amounts(line):
    """Give the amounts of a line of a table, in fen of CNY (all printed amounts here are whole fen)."""
    found = re.findall(r"(?<![\d.,-])-?\d[\d,]*\.\d\d(?![\d.])", line)
    return [int(one.replace(",", "").replace(".", "")) for one in found]


def undrawn(pdf):
    """Give every (font, code) of the pages' text that the embedded font draws as .notdef, and fonts not embedded."""
    objects = {int(number): body for number, body in re.findall(rb"(\d+) 0 obj\s(.*?)endobj", pdf, re.DOTALL)}
    fonts = {}
    for body in objects.values():
        if b"/Type /Font" in body and b"/FontDescriptor" in body and b"/Subtype /TrueType" in body:
            name = re.search(rb"/Name /(\S+)", body)[1]
            descriptor = objects[int(re.search(rb"/FontDescriptor (\d+)", body)[1])]
            file = re.search(rb"/FontFile2 (\d+)", descriptor)
            fonts[name] = _glyphs(_stream(objects[int(file[1])])) if file else None
    assert fonts, "no font was found: the reader of this test is blind"
    missing, shown = [], 0
    for body in objects.values():
        if b"/Type /Page\n" not in body and not re.search(rb"/Type /Page\b(?!s)", body):
            continue
        content = _stream(objects[int(re.search(rb"/Contents (\d+)", body)[1])])
        font = None
        for name, text in re.findall(rb"/(\S+) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\) Tj", content, re.DOTALL):
            if name:
                font = fonts.get(name)
                if font is None:
                    missing.append((name, "not embedded"))
                continue
            codes = _unescaped(text)
            shown += len(codes)
            missing += [(font, code) for code in codes if font is None or not (code < len(font) and font[code])]
    assert shown, "no text was found: the reader of this test is blind"
    return missing


def _stream(body):
    start = re.search(rb"stream\r?\n", body).end()
    return zlib.decompressobj().decompress(body[start:])


def _glyphs(font):
    """Give code → glyph of an embedded font's format 6 cmap (OpenType, cmap)."""
    count = struct.unpack(">H", font[4:6])[0]
    tables = {
        font[12 + 16 * n : 16 + 16 * n]: struct.unpack(">II", font[20 + 16 * n : 28 + 16 * n]) for n in range(count)
    }
    start, length = tables[b"cmap"]
    words = struct.unpack(f">{length // 2}H", font[start : start + length])
    assert (words[6], words[9]) == (6, 0), "a cmap of format 6 that begins at code 0"
    return words[11:]


def _unescaped(text):
    """Give the bytes of a PDF literal string (ISO 32000-1, 7.3.4.2)."""
    plain = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

    def one(match):
        escaped = match[1]
        return bytes([int(escaped, 8)]) if escaped.isdigit() else plain.get(escaped, escaped)

    return re.sub(rb"\\([0-7]{1,3}|.)", one, text, flags=re.DOTALL)
