"""Looking clauses up: by number, by words, and the user's own words for a figure's clause."""

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache

from models.clauses.numerals import fold, number_of, search_form
from models.clauses.splitting import CLOSING, PREAMBLE, Clause, split_with_problems
from models.facts.facts import Facts

OMITTED = "……"
"""Stands in a quotation for the clauses below the one quoted."""

_ITEM = re.compile(r"(.*?)\s*\(\s*([^()]+?)\s*\)")
_CHAPTER = re.compile(r"第\s*([^第条\s]+)\s*条")


class Clauses:
    """The clauses of one text. Ask :func:`read_clauses` or :func:`clauses_of` for them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.all, self.problems, self.left_out = split_with_problems(text)

    @cached_property
    def numbered(self) -> tuple[Clause, ...]:
        """The clauses that have a number, in order."""
        return tuple(clause for clause in self.all if clause.number not in {PREAMBLE, CLOSING})

    def get(self, number: str) -> Clause | None:
        """Give the clause of a number, the first if several claim it: ``3.2.4``, ``第3.2.4条``, ``第三条``."""
        found = self._by_number.get(_plain(number))
        return found[0] if found else None

    def children(self, number: str) -> tuple[Clause, ...]:
        """Give the clauses right below one, in order."""
        wanted = _plain(number)
        return tuple(clause for clause in self.all if clause.parent == wanted)

    def with_below(self, number: str) -> tuple[Clause, ...]:
        """Give a clause and everything below it, in order; empty when there is none of that number."""
        below = {_plain(number)}
        found = []
        for clause in self.all:
            if clause.number in below or clause.parent in below:
                below.add(clause.number)
                found.append(clause)
        return tuple(found)

    def search(self, words: str) -> tuple[Clause, ...]:
        """Give the clauses whose own words hold every one of the words, whatever their case and width."""
        wanted = [search_form(word) for word in words.split()]
        if not wanted:
            return ()
        return tuple(c for c, said in zip(self.all, self._search_forms, strict=True) if all(w in said for w in wanted))

    def quote(self, number: str) -> str | None:
        """Give the user's own words for a clause's number, ``3.2.5（1）`` for an item; None when not in the copy.

        The closing sentence of a clause is quoted with it; the clauses between are marked as omitted. Where several
        clauses claim one number, all are quoted.
        """
        item = _ITEM.fullmatch(fold(number.strip()))
        if item and item[1]:
            return self._quoted_item(item[1], item[2])
        found = [self._quoted(clause) for clause in self._by_number.get(_plain(number), ())]
        return "\n".join(found) or None

    def _quoted(self, clause: Clause) -> str:
        if not (clause.text or clause.items or clause.closing):
            return clause.title or ""
        omitted = OMITTED if clause.closing and not clause.items and self.children(clause.number) else ""
        items = (f"{item.mark}{item.text}" for item in clause.items)
        return "\n".join(filter(None, (clause.text, *items, omitted, clause.closing)))

    def _quoted_item(self, number: str, name: str) -> str | None:
        clause = self.get(number)
        for item in clause.items if clause else ():
            if fold(item.mark).strip("()、. ") == name:
                return f"{item.mark}{item.text}"
        return None

    @cached_property
    def _by_number(self) -> Mapping[str, list[Clause]]:
        found: dict[str, list[Clause]] = {}
        for clause in self.all:
            found.setdefault(clause.number, []).append(clause)
        return found

    @cached_property
    def _search_forms(self) -> list[str]:
        return [search_form(clause.mark + clause.words) for clause in self.all]


def _plain(number: str) -> str:
    written = fold(number.strip()).strip(".、 ")
    chapter = _CHAPTER.fullmatch(written)
    if chapter:
        value = number_of(chapter[1])
        return chapter[1] if value is None else str(value)
    return written


@lru_cache(maxsize=8)
def read_clauses(text: str) -> Clauses:
    """Split a text into clauses, once for each text."""
    return Clauses(text)


def clauses_of(facts: Facts) -> Clauses | None:
    """Give the clauses of the newest copy of the agreement on record, or None when there is none."""
    entered_last_first = reversed(list(facts.agreement_copies.values()))
    newest = max(entered_last_first, key=lambda copy: copy.imported_on, default=None)
    return None if newest is None else read_clauses(newest.text)
