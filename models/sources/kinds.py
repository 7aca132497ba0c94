"""What kind of foreign file a file is, told by its content; its name decides only between texts."""

from pathlib import Path

from models.exchange.package import MOST_FILES, is_package
from models.problems import Refused
from models.sources.account_files import is_header as is_account_header
from models.sources.archives import archive
from models.sources.electronic_invoices import LARGEST_FILE, UTF_16, is_electronic_invoice
from models.sources.mail import is_mail
from models.sources.provider_bills import is_header
from models.sources.tables import Part, parts_of, table
from models.statements.reading import LARGEST_FILE as LARGEST_STATEMENT
from models.statements.reading import is_statement

DOCUMENT, PACKAGE = "document", "package"
PROVIDER_BILL, ACCOUNT_FILE, STATEMENT = "provider_bill", "account_file", "statement"
INVOICE, MAIL = "invoice", "mail"
_BEGINNING = 4096
_TABLES = frozenset({".csv", ".tsv", ".txt", ".xls", ".xlsx", ".htm", ".html"})
"""Endings of texts that are tables; banks give pages and tabs the names of spreadsheets."""
_INVOICES = frozenset({".xml", ".ofd", ".pdf"})
_LOOKED_INTO = 8_000_000
"""Bytes of an archive or workbook up to which its headings are looked at here; a larger one is a bill's detail."""


def kind_of(path: Path) -> str:
    """Tell what a file is: exchange document, package, the provider's bill or account, invoice, mail, statement.

    A text that is none by its content is taken by its name: ``.csv``, ``.txt``, ``.xls`` for a table, others for a
    document, whose reader says what is wrong with it. Raises :class:`Refused` when the file cannot be read.
    """
    try:
        if path.exists() and not path.is_file():
            return DOCUMENT
        with path.open("rb") as file:
            beginning = file.read(_BEGINNING)
    except (OSError, ValueError):  # the document's reader says why
        return DOCUMENT
    if _may_be_invoice(beginning):
        if path.stat().st_size > LARGEST_FILE:
            if path.suffix.lower() in _INVOICES:  # its reader says that none is so large
                return INVOICE
        elif is_electronic_invoice(path.read_bytes()):
            return INVOICE
    if beginning.startswith(b"PK") and _is_package(path):
        return PACKAGE
    if beginning.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        small = path.stat().st_size <= _LOOKED_INTO
        if small and _is_account_file(path):
            return ACCOUNT_FILE
        return STATEMENT if _is_statement(path) else PROVIDER_BILL
    bare = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    if bare.startswith((b"{", b"[")):
        return DOCUMENT
    if is_mail(bare, path.name):
        return MAIL
    if _is_account_file(path):
        return ACCOUNT_FILE
    if path.suffix.lower() in _TABLES:
        return STATEMENT if _is_statement(path) else PROVIDER_BILL
    try:
        with table(Part(path, (), path.name, 0), is_header) as found:
            return PROVIDER_BILL if found is not None else DOCUMENT
    except Refused:
        return DOCUMENT


def _is_account_file(path: Path) -> bool:
    """Tell whether the first table of a file is one of an account: its movements, orders or vouchers."""
    try:
        with table(parts_of(path)[0], is_account_header) as found:
            return found is not None
    except Refused:
        return False


def _is_statement(path: Path) -> bool:
    """Tell whether a table, or the first in a file of several, is a bank's and not the provider's.

    A large one is the provider's: its detail has millions of rows, and looking into a sheet means reading it whole.
    """
    try:
        if path.stat().st_size > LARGEST_STATEMENT:
            return False
        first = parts_of(path)[0]
        with table(first, is_header) as found:
            if found is not None:
                return False
        return is_statement(first)
    except (OSError, Refused):  # the reader of bills says why
        return False


def _is_package(path: Path) -> bool:
    try:
        with archive(path, path.name, MOST_FILES) as opened:
            return is_package(opened)
    except Refused:
        return False


def _may_be_invoice(beginning: bytes) -> bool:
    bare = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    return beginning.startswith((b"PK", *UTF_16)) or b"%PDF-" in beginning[:1024] or bare.startswith(b"<")
