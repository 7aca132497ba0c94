"""The act of keeping several files with one record at once."""

from collections.abc import Sequence

from models.ledger import attachments, history
from models.ledger.acts import Change
from models.ledger.history import Altered
from models.ledger.ledger import Ledger
from models.ledger.letter_acts import File
from models.problems import Problem, Refused


def keep_files(ledger: Ledger, kind: str, record_id: str, files: Sequence[File]) -> Change:
    """Attach files to a record, byte for byte, as one act; refused when there is no such record."""
    with ledger.transaction() as connection:
        if ledger.facts.get(kind, record_id) is None:
            raise Refused([Problem("no_such_record", "id", kind, record_id, inputs={"value": record_id})])
        at = ledger.clock()
        made = [
            attachments.add(
                connection, kind, record_id, file.name, file.content,
                media_type=file.media_type, at=at, how=file.how, proves=file.proves,
            )
            for file in files
        ]  # fmt: skip
        altered = [Altered("attachment", one.id, None, one.as_json()) for one in made]
        entry = history.append(connection, "attach", at, altered)
    return Change(entry, "attach", tuple(("attachment", one.id) for one in made))
