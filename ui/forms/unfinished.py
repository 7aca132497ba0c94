"""What is being typed into a form, kept in a file until it is saved or discarded, so that a crash loses none of it."""

import hashlib
import json
from pathlib import Path
from typing import Any, NamedTuple

from ui.settings import data_folder

_FORMAT = "clauseledger-unfinished/1"


class Unfinished(NamedTuple):
    """A form's content: of a record of a kind, or of a new one when ``record`` is None."""

    kind: str
    record: str | None
    raw: dict[str, Any]


class Keeper:
    """Keeps the unfinished forms of one ledger, readable by the user only."""

    def __init__(self, ledger: Path) -> None:
        mark = hashlib.sha256(str(ledger.resolve()).encode()).hexdigest()[:16]
        self._folder = data_folder() / "unfinished" / mark

    def keep(self, kind: str, record: str | None, raw: dict[str, Any]) -> None:
        """Keep what a form holds, in the place of what was kept of it before."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = self._file(kind, record)
        beside = file.with_suffix(".new")
        content = {"format": _FORMAT, "kind": kind, "record": record, "raw": raw}
        beside.touch(mode=0o600)
        beside.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        beside.replace(file)

    def forget(self, kind: str, record: str | None) -> None:
        """Keep it no longer: it was saved or discarded."""
        self._file(kind, record).unlink(missing_ok=True)

    def kept(self) -> list[Unfinished]:
        """Give what was kept and neither saved nor discarded; a file that is not ours is passed over."""
        found = []
        for file in sorted(self._folder.glob("*.json")) if self._folder.is_dir() else []:
            try:
                content = json.loads(file.read_text(encoding="utf-8"))
            except (OSError, ValueError):
                continue
            match content:
                case {"format": str(mark), "kind": str(kind), "record": record, "raw": dict(raw)} if mark == _FORMAT:
                    found.append(Unfinished(kind, record, raw))
        return found

    def _file(self, kind: str, record: str | None) -> Path:
        name = "new" if record is None else hashlib.sha256(record.encode()).hexdigest()[:16]
        return self._folder / f"{kind}-{name}.json"
