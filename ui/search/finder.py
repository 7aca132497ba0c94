"""The index of one session's ledger, made at the first search and kept in step with every act."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from models.facts.facts import Facts
from models.ledger import attachments
from models.ledger.attachments import Attachment
from models.ledger.search import Hits, Index
from ui.session import Session
from ui.work import Beside


class Finder(QObject):
    """Answers searches; in a large ledger beside the screen's thread, the last one asked for."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._index = Index()
        self._beside = Beside(self)
        self._facts = session.facts
        self._generation = 1
        """Goes up when another program changed the file: then the index is made anew."""
        self._indexed: tuple[int, list[Attachment]] = (0, [])
        """The generation and the files the index holds; only the work on the index sets it, one piece at a time."""
        self._touched: dict[tuple[str, str], int] = {}
        """(kind, id) of what acts touched since it was indexed, each with the number of its last touch."""
        self._touches = 0
        session.changed.connect(self._after_change)

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._beside.busy

    def ask(self, wanted: str, answer: Callable[[list[Hits]], None]) -> None:
        """Search, and answer with what was found."""
        touched = dict(self._touched)
        renew = partial(self._renew, self._generation, self._session.facts, list(touched), self._attached())

        def job() -> list[Hits]:
            renew()
            return self._index.find(wanted)

        def done(hits: list[Hits]) -> None:
            self._touched = {key: n for key, n in self._touched.items() if touched.get(key) != n}
            answer(hits)

        if self._session.large:
            self._beside.ask(job, done)
        else:
            done(job())

    def stop(self) -> None:
        """Search no more: the ledger is being closed."""
        self._beside.drop()

    def _attached(self) -> list[Attachment]:
        return attachments.everything(self._session.ledger.connection)

    def _after_change(self, touched: tuple[tuple[str, str], ...]) -> None:
        for key in touched:
            self._touches += 1
            self._touched[key] = self._touches
        if not touched and self._session.facts is not self._facts:
            self._generation += 1
        self._facts = self._session.facts

    def _renew(self, generation: int, facts: Facts, touched: list[tuple[str, str]], attached: list[Attachment]) -> None:
        indexed, known = self._indexed
        if indexed != generation:
            self._index.fill(facts, attached)
        elif touched or attached != known:
            self._index.renew(facts, touched, attached)
        self._indexed = (generation, attached)
