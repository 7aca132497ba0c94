"""Makes a workbook as Excel 97 to 2003 wrote it (BIFF8 in a compound file), of texts and numbers, on one sheet.

No library we use writes these any more; python-calamine reads them. Only what a reader needs is there: [MS-XLS] 2.4 for
the records, [MS-CFB] for the file around them.
"""

import struct

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def old_workbook(rows, sheet="Sheet1"):
    """Give the bytes of a workbook with these rows: texts, numbers, or None."""
    stream = _globals(sheet) + _sheet(rows)
    stream += b"\0" * max(0, 4096 - len(stream))  # a shorter stream would stand in a table of its own
    return _compound(stream)


def _record(kind, content=b""):
    return struct.pack("<HH", kind, len(content)) + content


def _text(text, size="<H"):
    return struct.pack(size, len(text)) + b"\1" + text.encode("utf-16-le")


def _globals(sheet):
    beginning = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    beginning += _record(0x0042, struct.pack("<H", 1200))
    name = _text(sheet, "<B")
    place = len(beginning) + 4 + 6 + len(name) + 4  # behind this record and the end of the globals
    return beginning + _record(0x0085, struct.pack("<IH", place, 0) + name) + _record(0x000A)


def _sheet(rows):
    made = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    width = max(map(len, rows))
    made += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            place = struct.pack("<HHH", number, column, 0)
            if isinstance(value, str):
                made += _record(0x0204, place + _text(value))
            elif value is not None:
                made += _record(0x0203, place + struct.pack("<d", value))
    return made + _record(0x000A)


def _compound(stream):
    """Put the stream ``Workbook`` into a compound file: header, allocation table, directory, stream."""
    sectors = -(-len(stream) // _SECTOR)
    chain = [_FAT, _END, *range(3, 2 + sectors), _END]
    tables = -(-len(chain) // (_SECTOR // 4))
    assert tables == 1, "one allocation table holds 126 sectors of a stream"
    chain += [_FREE] * (_SECTOR // 4 - len(chain))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    directory = _entry("Root Entry", 5, child=1, start=_END) + _entry("Workbook", 2, start=2, size=len(stream))
    directory += _entry("", 0) * 2
    return header + struct.pack(f"<{len(chain)}I", *chain) + directory + stream.ljust(sectors * _SECTOR, b"\0")


def _entry(name, kind, child=_FREE, start=0, size=0):
    written = (name + "\0").encode("utf-16-le") if name else b""
    return (
        written.ljust(64, b"\0")
        + struct.pack("<HBB", len(written), kind, 1)
        + struct.pack("<III", _FREE, _FREE, child)
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )
