"""The pages of a letter that was written elsewhere: a PDF that opens, so that it can be shown, printed and bound."""

from models.problems import Refused

_PASSWORD = 4  # FPDF_ERR_PASSWORD


def check_pages(content: bytes, name: str) -> None:
    """Refuse by the file's ``name`` what is no PDF, is broken or without pages, or asks for a password."""
    from pypdfium2 import PdfDocument, PdfiumError

    if b"%PDF-" not in content[:1024]:
        raise Refused.because("letter_no_pdf", file=name)
    try:
        with PdfDocument(content) as opened:
            pages = len([page.get_size() for page in opened])
    except PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD
        raise Refused.because("letter_pdf_locked" if locked else "letter_pdf_broken", file=name) from error
    if not pages:
        raise Refused.because("letter_pdf_broken", file=name)
