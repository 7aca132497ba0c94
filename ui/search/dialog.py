"""Searching the whole ledger: what is found stands in groups, Enter goes there."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.ledger.search import Found, Hits
from ui.choosing import ChoosingDialog, Line
from ui.rooms import PAGES, page_name
from ui.search.finder import Finder
from ui.session import Session
from ui.wording import begun, told_apart

_WIDE, _SHOWN = 720, 13
_BEFORE = 12
"""Characters shown before the words found in a long text."""


class SearchDialog(ChoosingDialog):
    """Finds records, clauses and attached files by what they say, and goes there."""

    going = Signal(str, str)
    """(page, spot) of what was chosen."""

    def __init__(self, session: Session, finder: Finder, parent: QWidget | None = None) -> None:
        prompt = self.tr("Search records, clauses and files")
        super().__init__(self.tr("Search"), prompt, width=_WIDE, shown=_SHOWN, parent=parent)
        self._session = session
        self._finder = finder
        self._show([])

    def narrow(self) -> None:
        """Search for what is typed."""
        if self.typed.text().strip():
            self._finder.ask(self.typed.text(), self._show)
            if self._finder.busy:
                self.said.setText(self.tr("Looking…"))
        else:
            self._show([])

    def choose(self) -> None:
        """Go to what is chosen."""
        found: Found | None = self.chosen
        if found is not None:
            kind, record = found.place
            self.accept()
            self.going.emit(kind, {"agreement": found.field, "agreement_copy": found.record}.get(kind, record))

    def _show(self, hits: list[Hits]) -> None:
        typed = self.typed.text()
        if not typed.strip():
            hits = []  # cleared meanwhile
        hits = sorted((each for each in hits if _page(each.kind)), key=_rank)
        self.offer(
            self._lines(hits, tuple(typed.casefold().split())),
            self.tr("Nothing says that.")
            if typed.strip()
            else self.tr("Numbers, names, amounts and days, also those of files and clauses. Several words narrow it."),
        )

    def _lines(self, hits: list[Hits], wanted: tuple[str, ...]) -> Iterator[tuple[Line, Found | None]]:
        for each in hits:
            yield Line(self._group(each), heading=True), None
            for found in each.first:
                name, words = self._name(found), self._words(found, wanted)
                yield Line(name, _places(name, wanted), words, _places(words, wanted), halves=True), found
            if each.total > len(each.first):
                more = self.tr("and %n more; type more to narrow it", "", each.total - len(each.first))
                yield Line(more, heading=True), None

    def _group(self, hits: Hits) -> str:
        words = self._session.words
        match hits.kind:
            case "clause":
                name = begun(words.text("column.clause"))
            case "attachment":
                name = words.kind("attachment")
            case _:
                name = page_name(hits.kind, words)
        return f"{name}  {hits.total}"

    def _name(self, found: Found) -> str:
        if found.kind == "clause":
            return found.record
        kind, record = found.place
        held = self._session.facts.get(kind, record)
        if found.kind == "attachment" or held is None:
            return self._session.words.record(kind, record)
        told = told_apart(self._session.words, held)
        name = self._session.words.name(kind, record)
        return f"{name}  {told}" if told and kind != "agreement" else self._session.words.record(kind, record)

    def _words(self, found: Found, wanted: tuple[str, ...]) -> str:
        """Say the words found, with the name of their field; of a long text the part around them."""
        at = found.words.casefold().find(wanted[0]) if wanted else -1
        said = "…" + found.words[at - _BEFORE :] if at > 2 * _BEFORE else found.words
        if found.kind in {"clause", "attachment"} or found.field == "id":
            return said if found.kind != found.place[0] else ""
        name = self._session.words.field_at(found.kind, found.field)
        return f"{name} {said}" if name else said


def _page(kind: str) -> str:
    """Give the page that shows what is found of a kind; empty when there is none."""
    page = {"clause": "agreement_copy", "attachment": "bill"}.get(kind, kind)
    return page if page in PAGES else ""


def _rank(hits: Hits) -> int:
    order = [*PAGES, "clause", "attachment"]
    return order.index(hits.kind)


def _places(text: str, wanted: tuple[str, ...]) -> list[int]:
    """Give the characters of a text that were asked for."""
    folded = text.casefold()
    starts = [(folded.find(word), len(word)) for word in wanted] if len(folded) == len(text) else []
    return [place for at, length in starts if at >= 0 for place in range(at, at + length)]
