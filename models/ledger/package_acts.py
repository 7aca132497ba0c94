"""The act of importing a package: records and the files kept with them, together or not at all."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from models.exchange.package import Package, contents, write
from models.ledger import attachments
from models.ledger.acts import Merged, make_from, merge
from models.ledger.attachments import Attachment
from models.ledger.history import Altered
from models.ledger.leaving import parts
from models.ledger.ledger import Ledger
from models.problems import Problem, Refused


def import_package(ledger: Ledger, package: Package, *, update: bool = False) -> Merged:
    """Merge a package into a ledger as one act. A file on record is skipped; one described otherwise is a conflict."""
    with ledger.transaction() as connection:
        known = {one.id: one for one in attachments.everything(connection)}
        new, conflicts = [], []
        for written in package.attachments:
            one = Attachment(**written)
            if one.id not in known:
                new.append(one)
            elif one != known[one.id]:
                differing = [name for name in one._fields if getattr(one, name) != getattr(known[one.id], name)]
                inputs = {"fields": ", ".join(differing)}
                conflicts.append(Problem("conflict", "", "attachment", one.id, inputs=inputs))
        if conflicts and not update:
            raise Refused(conflicts)
        return merge(ledger, package.facts, update=update, also=_attach(package, new) if new else None)


def make_from_package(path: Path, package: Package) -> Merged:
    """Make a new ledger out of a package. Whatever goes wrong, no file is left behind."""
    new = [Attachment(**written) for written in package.attachments]
    return make_from(path, package.facts, also=_attach(package, new) if new else None)


def package_of(ledger: Ledger) -> Iterator[bytes]:
    """Give the ledger's records and files as a package, with what it read and did beside them, a piece at a time."""
    connection = ledger.connection
    every = [one.as_json() for one in attachments.everything(connection)]
    return write(ledger.facts, every, lambda sha256: attachments.content(connection, sha256), parts(connection))


def _attach(package: Package, new: list[Attachment]) -> Any:
    facts = package.facts
    dangling = [one for one in new if not _is_there(facts, one)]
    if dangling:
        raise Refused(
            Problem("no_such_record", "id", "attachment", one.id, inputs={"value": one.record}) for one in dangling
        )

    def attach(connection: Any, _at: datetime) -> list[Altered]:
        altered = []
        with contents(package) as content:
            for one in new:
                attachments.bring(connection, one, content(one.sha256))
                altered.append(Altered("attachment", one.id, None, one.as_json()))
        return altered

    return attach


def _is_there(facts: Any, one: Attachment) -> bool:
    try:
        return facts.get(one.kind, one.record) is not None
    except (KeyError, AttributeError):
        return False
