"""The act of keeping messages as notices: what the user confirmed becomes the record, the message its evidence."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from models.facts.records import Notice
from models.ledger import attachments
from models.ledger.acts import Change, put
from models.ledger.history import Altered
from models.ledger.ledger import Ledger
from models.sources.mail import Mail

ACT = "import_mail"
_LONGEST_NAME = 200


def notice_of(ledger: Ledger, mail: Mail) -> str | None:
    """Give the id of the notice a message is kept with already, by its bytes or out of a mailbox; None without one."""
    for attachment in attachments.everything(ledger.connection):
        if attachment.kind == "notice" and attachment.sha256 == mail.sha256:
            return attachment.record
    return mail.notice if mail.notice in ledger.facts.notices else None


def import_mail(ledger: Ledger, confirmed: Sequence[tuple[Mail, Notice]], *, obtained_how: str = "") -> Change | None:
    """Enter notices with their messages attached, as one act; messages kept already are left out.

    None when all were. Raises :class:`models.problems.Refused` when a notice does not make sense among the records.
    """
    with ledger.transaction():
        new = {notice.id: (mail, notice) for mail, notice in confirmed if notice_of(ledger, mail) is None}
        if not new:
            return None

        def attach(connection: Any, at: datetime) -> list[Altered]:
            altered = []
            for mail, notice in new.values():
                name = mail.file.replace("#", "-")[-_LONGEST_NAME:]
                made = attachments.add(
                    connection, "notice", notice.id, name if name.endswith(".eml") else f"{name}.eml", mail.content,
                    media_type="message/rfc822", at=at, how=obtained_how,
                )  # fmt: skip
                altered.append(Altered("attachment", made.id, None, made.as_json()))
            return altered

        return put(ledger, ACT, [notice for _, notice in new.values()], also=attach)
