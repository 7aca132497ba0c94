"""A letter's template taken apart for editing: what is plain text, what is a figure, what depends on the record.

The parts in a row are exactly the template, so text can be changed while the figures and conditions beside it stay what
they are. Of a passage chosen by a condition only the words that hold now are shown; the others stay in the mark before
or after them and come back when the record changes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from models.problems import Refused
from reports.letters.templates import check, fill, holds

_TAG = re.compile(
    r"""\{\{(?:"[^"]*"|'[^']*'|[^"'])*?\}\}|\{%(?:"[^"]*"|'[^']*'|[^"'])*?%\}|\{#.*?#\}""",
    re.DOTALL,
)
_WORD = re.compile(r"\{%[-+]?\s*(\w+)\s*(.*?)\s*[-+]?%\}", re.DOTALL)
_PLACE = re.compile(r"^[ \t]*\[\[([a-z_]+)\]\][ \t]*$", re.MULTILINE)


class Passage(NamedTuple):
    """One part: its source in the template, what kind it is, and what it says now.

    ``text`` is plain words, as they stand; ``figure`` a value of the record, shown as ``says`` (None: not on record, or
    no value of this letter) under its ``name``; ``place`` what the program sets, by ``name``; ``list`` sentences made
    one by one of a list; ``mark`` the beginning or end of words that depend on the record, ``pair`` telling which
    belong together (None: words none of which hold now).
    """

    kind: Literal["text", "figure", "place", "list", "mark"]
    source: str
    says: str | None = None
    name: str = ""
    pair: int | None = None


def passages(source: str, values: Mapping[str, Any]) -> list[Passage]:
    """Take a readable template apart. Raises :class:`Refused` when it is wrong (by line and cause)."""
    check(source)
    tokens = list(_settled(_tokens(source)))
    found = list(_Reader(tokens, values).read())
    return list(_joined(found))


class _Token(NamedTuple):
    kind: Literal["text", "tag", "figure", "note"]
    source: str

    @property
    def word(self) -> str:
        found = _WORD.search(self.source)
        return found[1] if found and self.kind == "tag" else ""

    @property
    def condition(self) -> str:
        found = _WORD.search(self.source)
        return found[2] if found else ""


def _tokens(source: str) -> list[_Token]:
    found, at = [], 0
    for match in _TAG.finditer(source):
        if match.start() > at:
            found.append(_Token("text", source[at : match.start()]))
        kinds: dict[str, Literal["figure", "tag", "note"]] = {"{{": "figure", "{%": "tag", "{#": "note"}
        found.append(_Token(kinds[match[0][:2]], match[0]))
        at = match.end()
    if at < len(source):
        found.append(_Token("text", source[at:]))
    return found


def _settled(tokens: Sequence[_Token]) -> Iterator[_Token]:
    """Give space that belongs to a tag to it: what ``-`` takes away, and the line's end after a tag alone on a line."""
    texts = [token.source for token in tokens]
    begun = False
    """Whether the line has words already."""
    for at, token in enumerate(tokens):
        if token.kind == "text":
            own = texts[at]
            if at + 1 < len(tokens) and tokens[at + 1].kind in {"tag", "note"}:
                kept = own.rstrip() if tokens[at + 1].source[2:3] == "-" else re.sub(r"\n\s*\n\s*$", "\n", own)
                texts[at + 1] = own[len(kept) :] + texts[at + 1]
                own = kept
            last = own.rpartition("\n")
            begun = bool(last[2].strip()) or (begun and not last[1])
            if own:
                yield _Token("text", own)
            continue
        if token.kind == "figure":
            begun = True
            yield token
            continue
        after = texts[at + 1] if at + 1 < len(tokens) and tokens[at + 1].kind == "text" else ""
        if token.source[-3:-2] == "-":
            taken = len(after) - len(after.lstrip())
        else:
            blank = re.match(r"[ \t]*\n", after) if not begun else re.match(r"\s*\n(?=[ \t]*\n)", after)
            taken = blank.end() if blank else 0
        if taken:
            texts[at + 1] = after[taken:]
        yield _Token(token.kind, texts[at] + after[:taken])


class _Reader:
    """Reads tokens into passages, choosing of each condition the words that hold."""

    def __init__(self, tokens: Sequence[_Token], values: Mapping[str, Any]) -> None:
        self._tokens = tokens
        self._values = values
        self._at = 0
        self._pairs = 0

    def read(self) -> Iterator[Passage]:
        while self._at < len(self._tokens):
            yield from self._next()

    def _take(self) -> _Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _next(self) -> Iterator[Passage]:
        token = self._take()
        if token.kind == "text":
            yield from _words(token.source)
        elif token.kind == "figure":
            expression = token.source.strip("{}- \n")
            yield Passage("figure", token.source, _said(token.source, self._values), expression)
        elif token.word == "if":
            yield from self._choice(token)
        elif token.word == "for":
            whole = token.source + "".join(one.source for one in self._until("endfor"))
            said = _said(whole, self._values)
            yield Passage("mark", whole) if said == "" else Passage("list", whole, said)
        else:
            yield Passage("mark", token.source)

    def _until(self, end: str) -> Iterator[_Token]:
        depth = 0
        while self._at < len(self._tokens):
            token = self._take()
            yield token
            if token.word == end and not depth:
                return
            depth += (token.word == end.removeprefix("end")) - (token.word == end)

    def _choice(self, opening: _Token) -> Iterator[Passage]:
        """Give the words of a condition that hold now, between the marks that hold the rest of it."""
        pair = self._pairs
        self._pairs += 1
        before, after = opening.source, ""
        chosen: list[Passage] | None = None
        condition: str | None = opening.condition
        while condition is not None:
            wanted = chosen is None and (not condition or holds(condition, self._values))
            inside, tag = self._branch(wanted=wanted)
            source = "".join(one.source for one in inside)
            if wanted:
                chosen = inside
                after = tag.source
            elif chosen is None:
                before += source + tag.source
            else:
                after += source + tag.source
            condition = None if tag.word == "endif" else "" if tag.word == "else" else tag.condition
        if chosen is None:
            yield Passage("mark", before)
        else:
            yield Passage("mark", before, pair=pair)
            yield from chosen
            yield Passage("mark", after, pair=pair)

    def _branch(self, *, wanted: bool) -> tuple[list[Passage], _Token]:
        """Read on to the tag that ends a branch; words that are not wanted stay as they are written."""
        found: list[Passage] = []
        depth = 0
        while True:
            token = self._tokens[self._at]
            if not depth and token.word in {"elif", "else", "endif"}:
                return found, self._take()
            if wanted:
                found += self._next()
                continue
            self._at += 1
            if token.word in {"if", "for"}:
                depth += 1
            elif token.word in {"endif", "endfor"}:
                depth -= 1
            found.append(Passage("mark", token.source))


def _words(text: str) -> Iterator[Passage]:
    at = 0
    for match in _PLACE.finditer(text):
        if match.start() > at:
            yield Passage("text", text[at : match.start()])
        yield Passage("place", match[0], name=match[1])
        at = match.end()
    if at < len(text):
        yield Passage("text", text[at:])


def _said(source: str, values: Mapping[str, Any]) -> str | None:
    """Give what a part says now; None when its value is not on record or no value of the letter."""
    try:
        return "\n".join(piece.text for piece in fill(source, values))
    except Refused:
        return None


def _joined(found: Sequence[Passage]) -> Iterator[Passage]:
    """Put text that stands side by side, and marks of words that do not hold, together."""
    waiting: Passage | None = None
    for one in found:
        alike = waiting is not None and one.kind == waiting.kind and one.pair is None and waiting.pair is None
        if waiting is not None and alike and one.kind in {"text", "mark"}:
            waiting = waiting._replace(source=waiting.source + one.source)
            continue
        if waiting is not None:
            yield waiting
        waiting = one
    if waiting is not None:
        yield waiting
