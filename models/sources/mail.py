"""Notices that came by mail: ``.eml`` and ``mbox`` files as messages, with what they suggest a notice of them to be.

What a message says of its own times is kept apart from what the servers on its way wrote (the received chain). Kind and
time of the event are suggestions, found by words; only the user knows.
"""

import mailbox
import re
from codecs import BOM_UTF8
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from models.china_time import CHINA
from models.facts.notices import READ_IN
from models.facts.records import Notice
from models.facts.shapes import FIRST_DAY, LAST_DAY
from models.problems import Problem, Refused

LARGEST_MESSAGE = 50_000_000
LARGEST_BOX = 300_000_000
"""Bytes of all messages of one file, which are held together until the user has said which are notices."""
_AT_A_TIME = 1 << 16
MOST_MESSAGES = 5_000
LONGEST_TEXT = 100_000
"""Characters of a notice's text; what a message has beyond it stays in the original only."""
LONGEST_SUBJECT = 500

_KINDS = (
    ("不可抗力", "force_majeure_termination"),
    ("转让", "assignment"),
    ("条款", "terms_change"),
    ("协议更新", "terms_change"),
    ("协议变更", "terms_change"),
    ("规则变更", "terms_change"),
    ("规则更新", "terms_change"),
    ("规则调整", "terms_change"),
    ("欠费", "arrears"),
    ("余额不足", "arrears"),
    ("紧急", "emergency_maintenance"),
    ("机房搬迁", "major_adjustment"),
    ("搬迁", "major_adjustment"),
    ("割接", "major_adjustment"),
    ("重大调整", "major_adjustment"),
    ("下线", "service_change"),
    ("停止服务", "service_change"),
    ("服务变更", "service_change"),
    ("业务变更", "service_change"),
    ("维护", "routine_maintenance"),
    ("升级", "routine_maintenance"),
)
"""Words of subject and text → kind of notice, the first that is there."""

_TIME = r"(\d{1,2})\s*[:：点时]\s*(\d{2})?分?"
_EVENT = re.compile(
    rf"(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})\s*日?\s*(?:[（(][^）)]{{0,8}}[）)])?\s*{_TIME}"
    rf"(?:\s*(?:-|—|–|~|～|至|到)+\s*(?:(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})\s*日?\s*)?{_TIME})?"
)
_MARKED = re.compile(rb"^>(>*From )", re.MULTILINE)
_HEADER = re.compile(
    rb"From \S+ |(?:Received|Return-Path|Delivered-To|From|Date|Subject|Message-ID|MIME-Version|X-[\w-]+):",
    re.IGNORECASE,
)


class Hop(NamedTuple):
    """One server on the way: when it wrote that it received the message, and its words."""

    at: datetime | None
    words: str


class Mail(NamedTuple):
    """A message: its bytes, the file it was in, what its headers and its body say. ``received`` is oldest first."""

    file: str
    content: bytes
    sender: str
    subject: str
    sent_at: datetime | None
    received: tuple[Hop, ...]
    text: str
    attachments: tuple[str, ...]

    @property
    def sha256(self) -> str:
        """The SHA-256 of the message's bytes."""
        return sha256(self.content).hexdigest()

    @property
    def notice(self) -> str:
        """The id of the notice it becomes: the same whether it comes as ``.eml`` or out of a mailbox.

        A mailbox ends lines its own way and marks lines that begin with ``From``; neither is of the message.
        """
        lines = _MARKED.sub(rb"\1", self.content.replace(b"\r\n", b"\n")).rstrip(b"\n")
        return f"{READ_IN}{sha256(lines).hexdigest()[:12]}"


class Suggestion(NamedTuple):
    """The notice a message may be, for the user to confirm, and what is doubtful about it."""

    mail: Mail
    notice: Notice
    notes: tuple[Problem, ...]


def is_mail(beginning: bytes, name: str) -> bool:
    """Tell by a file's beginning, or its name, whether it holds messages."""
    return name.lower().endswith((".eml", ".mbox")) or _HEADER.match(beginning.lstrip()) is not None


def read_file(path: Path) -> list[Mail]:
    """Read the messages of an ``.eml`` or ``mbox`` file. Raises :class:`Refused`."""
    try:
        with path.open("rb") as file:
            beginning = file.read(5)
            if beginning != b"From ":
                content = beginning + file.read(LARGEST_MESSAGE + 1)
                return [read(content, path.name)]
        _bounded(path)
        box = mailbox.mbox(path, create=False)
        try:
            keys = box.keys()
            if len(keys) > MOST_MESSAGES:
                raise Refused.because("mail_too_many", file=path.name, count=len(keys), most=MOST_MESSAGES)
            return [read(box.get_bytes(key), f"{path.name}#{number}") for number, key in enumerate(keys, start=1)]
        finally:
            box.close()
    except OSError as error:
        raise Refused.because("cannot_read_file", file=str(path), reason=error.strerror or str(error)) from error


def _bounded(path: Path) -> None:
    """Refuse a mailbox with a message, or a line, that nobody could hold; Python's own reader would try to."""
    number, length, whole = 0, 0, 0
    with path.open("rb") as file:
        while line := file.readline(_AT_A_TIME):
            if line.startswith(b"From "):
                number, length = number + 1, 0
            length, whole = length + len(line), whole + len(line)
            if length > LARGEST_MESSAGE:
                name = f"{path.name}#{number}"
                raise Refused.because("mail_too_large", file=name, megabytes=LARGEST_MESSAGE // 1_000_000)
            if whole > LARGEST_BOX:
                raise Refused.because("mail_too_large", file=path.name, megabytes=LARGEST_BOX // 1_000_000)


def read(content: bytes, name: str) -> Mail:
    """Read one message from its bytes. Raises :class:`Refused` when it is none."""
    if len(content) > LARGEST_MESSAGE:
        raise Refused.because("mail_too_large", file=name, megabytes=LARGEST_MESSAGE // 1_000_000)
    try:
        message = message_from_bytes(content.removeprefix(BOM_UTF8), policy=policy.default)
        assert isinstance(message, EmailMessage)  # noqa: S101 - that is what the policy makes
        sender, subject, sent = (_header(message, name) for name in ("From", "Subject", "Date"))
        received = tuple(reversed([_hop(text) for text in _headers(message, "Received")]))
        text = _text(message)
        attached = tuple(_name(part) for part in message.walk() if part.get_content_disposition() == "attachment")
    except (ValueError, LookupError, AttributeError, TypeError, ArithmeticError, RecursionError) as error:
        # Python's own reader stumbles over some malformed headers in each of these ways.
        raise Refused.because("mail_broken", file=name) from error
    if not sender and not subject:
        raise Refused.because("mail_unknown", file=name)
    return Mail(name, content, sender, subject, _time(sent), received, text, attached)


def _headers(message: EmailMessage, name: str) -> list[str]:
    return [_plain(str(value)) for value in message.get_all(name, [])]


def _header(message: EmailMessage, name: str) -> str:
    return next(iter(_headers(message, name)), "")


def _plain(text: str) -> str:
    """Give a header on one line, without characters nobody sees."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _hop(text: str) -> Hop:
    words, _, when = text.rpartition(";")
    return Hop(_time(when), words.strip() or text)


def _time(text: str) -> datetime | None:
    """Read a header's time; None when there is none, or one without its offset."""
    try:
        found = parsedate_to_datetime(text.strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if found.tzinfo is None or not FIRST_DAY.year <= found.year <= LAST_DAY.year:
        return None
    return found.replace(microsecond=0)


def _text(message: EmailMessage) -> str:
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    payload = body.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    text = _decoded(raw, body.get_content_charset())
    if body.get_content_type() == "text/html":
        text = _without_tags(text)
    kept = "".join(c for c in text.replace("\r\n", "\n").replace("\r", "\n") if c.isprintable() or c in "\n\t")
    return kept.strip()


def _decoded(raw: bytes, charset: str | None) -> str:
    for encoding in (charset, "utf-8", "gb18030"):
        try:
            return raw.decode(encoding) if encoding else raw.decode()
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("utf-8", "replace")


class _Words(HTMLParser):
    """Gathers the text of a page; blocks end lines."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self._hidden += tag in {"style", "script"}
        if tag in {"br", "p", "div", "tr", "li", "h1", "h2", "h3"}:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"style", "script"} and self._hidden > 0

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(data)


def _without_tags(text: str) -> str:
    words = _Words()
    words.feed(text)
    lines = [" ".join(line.split()) for line in "".join(words.pieces).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _name(part: EmailMessage) -> str:
    return _plain(part.get_filename() or part.get_content_type())


def suggest(mail: Mail, customer_email: str | None = None) -> Suggestion:
    """Give the notice a message may be: from whom, what kind, when sent, when the event is."""
    notes = []
    place = mail.file

    def note(code: str, **inputs: object) -> None:
        notes.append(Problem(code, place, severity="warning", inputs=inputs))

    arrived = [hop.at for hop in mail.received if hop.at is not None]
    sent_at = mail.sent_at or next(iter(arrived), None)
    if mail.sent_at is None and sent_at is not None:
        note("mail_time_of_servers", value=sent_at.isoformat(sep=" ", timespec="minutes"))
    elif mail.sent_at is not None and arrived and abs((arrived[0] - mail.sent_at).total_seconds()) > 3600:
        note("mail_times_differ", value=arrived[0].isoformat(sep=" ", timespec="minutes"))
    text = mail.text
    if len(text) > LONGEST_TEXT:
        text = text[:LONGEST_TEXT]
        note("mail_text_cut", length=len(mail.text), longest=LONGEST_TEXT)
    ours = customer_email is not None and customer_email.lower() in mail.sender.lower()
    begins, ends = _event(f"{mail.subject}\n{text}")
    notice = Notice(
        mail.notice,
        "customer" if ours else "provider",
        _kind(mail.subject, text),
        "electronic",
        "email",
        sent_at=sent_at,
        event_at=begins,
        event_ends_at=ends,
        subject=mail.subject[:LONGEST_SUBJECT] or None,
        text=text or None,
    )
    return Suggestion(mail, notice, tuple(notes))


def _kind(subject: str, text: str) -> str:
    for said in (subject, text):
        found = next((kind for word, kind in _KINDS if word in said), None)
        if found is not None:
            return found
    return "other"


def _event(text: str) -> tuple[datetime | None, datetime | None]:
    """Give the first time a text names, in China, and the end named with it."""
    for match in _EVENT.finditer(text):
        year, month, day, hour, minute, *until = match.groups()
        begins = _moment(year, month, day, hour, minute)
        if begins is None:
            continue
        last_year, last_month, last_day, last_hour, last_minute = until
        ends = None
        if last_hour is not None:
            ends = _moment(last_year or year, last_month or month, last_day or day, last_hour, last_minute)
        return begins, ends if ends is not None and ends > begins else None
    return None, None


def _moment(year: str, month: str, day: str, hour: str, minute: str | None) -> datetime | None:
    try:
        found = datetime(int(year), int(month), int(day), int(hour), int(minute or 0), tzinfo=CHINA)
    except ValueError:
        return None
    return found if FIRST_DAY <= found.date() <= LAST_DAY else None
