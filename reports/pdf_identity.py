"""The file identifier of a PDF (ISO 32000-1, 14.4), made of what the file holds: no clock, no chance, no environment.

reportlab mixes ``SOURCE_DATE_EPOCH`` into it and pdfium takes a random number; the same paper would then be other bytes
elsewhere, and its SHA-256 in the register would prove nothing.
"""

import hashlib
import re
from collections.abc import Sequence

_IDENTIFIER = re.compile(rb"<[0-9A-Fa-f]{32}>")


def identified(pdf: bytes, of: Sequence[bytes] = ()) -> bytes:
    """Give a PDF the identifier that follows from ``of``, or from its own content when that is empty."""
    start = pdf.rindex(b"trailer")
    blank = pdf[:start] + _IDENTIFIER.sub(b"<" + b"0" * 32 + b">", pdf[start:])
    digest = hashlib.sha256(b"".join(hashlib.sha256(one).digest() for one in of or (blank,))).hexdigest()[:32].upper()
    return pdf[:start] + _IDENTIFIER.sub(b"<" + digest.encode() + b">", pdf[start:])
