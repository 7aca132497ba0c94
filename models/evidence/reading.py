"""Texts and e-mails among the exhibits as paragraphs to be set; their bytes stay what they are."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

_HEADS = ("From", "To", "Cc", "Date", "Subject", "Message-ID")
_TAG = re.compile(r"<(script|style).*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)


def paragraphs(name: str, media_type: str, content: bytes) -> list[str] | None:
    """Give a text file's or an e-mail's lines, None for any other file."""
    if name.lower().endswith(".eml") or media_type == "message/rfc822":
        return _mail(content)
    if media_type.startswith("text/") or name.lower().endswith((".txt", ".csv", ".log", ".md", ".json")):
        return _decoded(content).splitlines()
    return None


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")


def _mail(content: bytes) -> list[str]:
    message = message_from_bytes(content, policy=default)
    heads = [f"{name}: {message[name]}" for name in _HEADS if message[name]]
    body = message.get_body(("plain", "html"))
    text = ""
    if isinstance(body, EmailMessage):
        try:
            text = body.get_content()
        except (LookupError, ValueError):  # a character set nobody knows
            text = _decoded(body.get_payload(decode=True) or b"")  # type: ignore[arg-type]  # bytes, when decoded
        if body.get_content_subtype() == "html":
            text = _TAG.sub("", text)
    files = [f"[{part.get_filename()}]" for part in message.iter_attachments() if part.get_filename()]
    return [*heads, "", *text.splitlines(), *(["", *files] if files else [])]
