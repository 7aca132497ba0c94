"""Reading the user's own copy of the agreement from a file: plain text, a Word document (.docx), or a PDF with text.

The kind of file is told by its content, not by its name. Whatever is wrong with a file is said in a sentence
(:class:`models.problems.Refused`).
"""

import codecs
import unicodedata
from pathlib import Path
from typing import NamedTuple

from models.exchange.docx_text import text_of_docx
from models.exchange.pdf_text import text_of_pdf
from models.facts.records import AgreementCopy
from models.facts.shapes import Text, fields_of
from models.problems import Refused, reason_of

LARGEST_FILE = 30_000_000
"""Bytes. The longest agreements, as scanned pages with a text layer, stay well below."""

LONGEST_TEXT = next(
    field.shape.longest for field in fields_of(AgreementCopy) if field.name == "text" and isinstance(field.shape, Text)
)

_TXT, _PDF = "text/plain", "application/pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_OTHER_FORMATS = (
    (b"\xd0\xcf\x11\xe0", "agreement_old_word"),
    (b"{\\rtf", "agreement_old_word"),
    (b"\x89PNG", "agreement_picture"),
    (b"\xff\xd8\xff", "agreement_picture"),
    (b"II*\x00", "agreement_picture"),
    (b"MM\x00*", "agreement_picture"),
)


class AgreementFile(NamedTuple):
    """A copy of the agreement as read: the file's name, its text, the file itself byte for byte, its media type."""

    name: str
    text: str
    content: bytes
    media_type: str


def read_agreement(path: Path) -> str:
    """Give the text of an agreement in a file. Raises :class:`Refused` when it cannot be read."""
    return read_file(path).text


def read_file(path: Path) -> AgreementFile:
    """Read a copy of the agreement from disk. Raises :class:`Refused` when it cannot be read."""
    try:
        if path.exists() and not path.is_file():
            raise Refused.because("agreement_no_file", file=str(path))
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise _too_large(str(path), size)
        content = path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        raise Refused.because("cannot_read_file", file=str(path), reason=reason_of(error)) from error
    return read(content, path.name)


def read(content: bytes, name: str) -> AgreementFile:
    """Read a copy of the agreement from a file's bytes. Raises :class:`Refused` when it cannot be read."""
    if len(content) > LARGEST_FILE:
        raise _too_large(name, len(content))
    if b"%PDF-" in content[:1024]:
        text, media_type = text_of_pdf(content, name), _PDF
    elif content.startswith(b"PK"):
        text, media_type = text_of_docx(content, name), _DOCX
    else:
        text, media_type = _plain_text(content, name), _TXT
    text = _printable(text)
    if not text:
        raise Refused.because("agreement_empty", file=name)
    if len(text) > LONGEST_TEXT:
        raise Refused.because("agreement_too_long", file=name, length=len(text), longest=LONGEST_TEXT)
    return AgreementFile(name, text, content, media_type)


def _too_large(name: str, size: int) -> Refused:
    return Refused.because(
        "agreement_too_large", file=name, megabytes=size // 1_000_000, largest=LARGEST_FILE // 1_000_000
    )


def _plain_text(content: bytes, name: str) -> str:
    for beginning, code in _OTHER_FORMATS:
        if content.startswith(beginning):
            raise Refused.because(code, file=name)
    text = _decoded(content)
    if text is None or "\0" in text or not _mostly_characters(text):
        raise Refused.because("agreement_not_text", file=name)
    return text


def _decoded(content: bytes) -> str | None:
    """Decode by the byte order mark, else as UTF-8, else as GB18030; None when it is none of them."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _as(encoding, content[len(mark) :])
    text = _as("utf-8", content)
    return _as("gb18030", content) if text is None else text


def _as(encoding: str, content: bytes) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _mostly_characters(text: str) -> bool:
    """Tell whether nearly all of a text is characters: GB18030 gives every other run of bytes some code point."""
    strange = sum(unicodedata.category(c) in {"Cn", "Co", "Cc"} and c not in "\n\r\t\f\v" for c in text)
    return strange * 100 <= len(text)


def _printable(text: str) -> str:
    """Give the text with line breaks of one kind and without characters that nobody sees."""
    for broken in ("\r\n", "\r", "\f", "\v", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"):
        text = text.replace(broken, "\n")
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"}).strip()
