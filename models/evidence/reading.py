"""Texts and e-mails among the exhibits as paragraphs to be set; their bytes stay what they are."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from models.evidence.web_text import lines_of_page

_HEADS = ("From", "To", "Cc", "Date", "Subject", "Message-ID")
_PAGES = (".html", ".htm")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
"""How a text of two bytes a character begins."""


def paragraphs(name: str, media_type: str, content: bytes) -> list[str] | None:
    """Give a text file's or an e-mail's lines, None for any other file."""
    if name.lower().endswith(".eml") or media_type == "message/rfc822":
        return _mail(content)
    if media_type == "text/html" or name.lower().endswith(_PAGES):
        return lines_of_page(_decoded(content))
    if media_type.startswith("text/") or name.lower().endswith((".txt", ".csv", ".log", ".md", ".json")):
        return _decoded(content).splitlines()
    return None


def _decoded(content: bytes) -> str:
    if content.startswith(_WIDE):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")


def _mail(content: bytes) -> list[str]:
    message = message_from_bytes(content, policy=default)
    heads = [f"{name}: {message[name]}" for name in _HEADS if message[name]]
    body = message.get_body(("plain", "html"))
    lines: list[str] = []
    if isinstance(body, EmailMessage):
        try:
            text = body.get_content()
        except (LookupError, ValueError):  # a character set nobody knows
            text = _decoded(body.get_payload(decode=True) or b"")  # type: ignore[arg-type]  # bytes, when decoded
        lines = lines_of_page(text) if body.get_content_subtype() == "html" else text.splitlines()
    files = [f"[{part.get_filename()}]" for part in message.iter_attachments() if part.get_filename()]
    return [*heads, "", *lines, *(["", *files] if files else [])]
