"""JSON text read as it comes: one value of a long list after the other, so that no more than one is held.

Values are decoded by the standard library; what is done here is only to walk along the brackets and commas of lists and
objects that are too long to be held. An incremental parser such as ijson would do that too, but puts ``?`` in the place
of half a surrogate pair and tells neither line nor column, while a wrong document is refused by what it says and where.
"""

import codecs
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

LONGEST_VALUE = 64_000_000
"""Characters of one value that is held whole; the longest text a record can have is a small part of that."""

_PIECE = 1 << 18
_CERTAIN = 16
"""Characters before the end of what is held within which a fault may be only that the rest is still to come."""
_SPACE = " \t\n\r"


class TooLongError(ValueError):
    """A value is longer than :data:`LONGEST_VALUE`."""


def pieces_of(read: Callable[[int], bytes]) -> Iterator[str]:
    """Decode UTF-8, with or without a mark, as it is read. Raises UnicodeDecodeError; ``start`` is behind the mark."""
    before, rest, first = 0, b"", True
    while True:
        piece = read(_PIECE)
        content = rest + piece
        if first and (len(content) >= len(codecs.BOM_UTF8) or not piece):
            content, first = content.removeprefix(codecs.BOM_UTF8), False
        try:
            text, used = codecs.utf_8_decode(content, "strict", not piece)
        except UnicodeDecodeError as error:
            error.start += before
            raise
        before, rest = before + used, content[used:]
        if text:
            yield text
        if not piece:
            return


class JsonText:
    """A place in JSON text that moves on as values are read.

    What is no JSON raises :class:`json.JSONDecodeError`, with ``lineno`` and ``colno`` in the whole text; what else the
    decoder raises goes through. A value too long to be held raises :class:`TooLongError`.
    """

    def __init__(self, pieces: Iterable[str], decoder: json.JSONDecoder | None = None) -> None:
        self._pieces = iter(pieces)
        self._scan: Callable[[str, int], tuple[Any, int]] = vars(decoder or json.JSONDecoder())["scan_once"]
        self._text = ""
        self._at = 0
        self._gone, self._lines, self._column = 0, 0, 0  # characters before the text held, its place in the whole

    @property
    def read(self) -> int:
        """How many characters lie before this place."""
        return self._gone + self._at

    def next(self) -> str:
        """Give the next character that is no space, and go there; an empty text at the end."""
        while True:
            text, at = self._text, self._at
            while at < len(text):
                if text[at] not in _SPACE:
                    self._at = at
                    return text[at]
                at += 1
            self._at = at
            if not self._more():
                return ""

    def value(self) -> Any:
        """Read the value that begins here, whole."""
        self.next()
        while True:
            try:
                found, end = self._scan(self._text, self._at)
            except StopIteration as stop:
                said, place = "Expecting value", stop.value
            except json.JSONDecodeError as error:
                said, place = error.msg, error.pos
            else:
                if end + len("e+0") >= len(self._text) and self._more():  # it may be a number that goes on
                    continue
                self._at = end
                return found
            cut = place >= len(self._text) - _CERTAIN or said.startswith("Unterminated string")
            if not (cut and self._more()):
                raise self._fault(said, place)

    def held_value(self) -> tuple[bool, Any]:
        """Read the value that begins here if all of it is held already; tell whether it was."""
        self.next()
        try:
            found, end = self._scan(self._text, self._at)
        except (StopIteration, json.JSONDecodeError):
            return False, None
        if end + len("e+0") >= len(self._text):
            return False, None
        self._at = end
        return True, found

    def members(self) -> Iterator[str]:
        """Give each name of the object that begins here; its value has to be read before the next."""
        self.next()
        self._at += 1
        if self.next() == "}":
            self._at += 1
            return
        while True:
            if self.next() != '"':
                raise self._fault("Expecting property name enclosed in double quotes", self._at)
            name = self.value()
            if self.next() != ":":
                raise self._fault("Expecting ':' delimiter", self._at)
            self._at += 1
            yield name
            if self._is_last("}"):
                return

    def items(self) -> Iterator[int]:
        """Give the number of each value of the list that begins here; it has to be read before the next."""
        self.next()
        self._at += 1
        if self.next() == "]":
            self._at += 1
            return
        index = 0
        while True:
            yield index
            index += 1
            if self._is_last("]"):
                return

    def values(self) -> Iterator[Any]:
        """Read the values of the list that begins here, one after the other."""
        return (self.value() for _ in self.items())

    def end(self) -> None:
        """See that nothing but space follows."""
        if self.next():
            raise self._fault("Extra data", self._at)

    def _is_last(self, bracket: str) -> bool:
        found = self.next()
        if found not in (",", bracket) or not found:
            raise self._fault("Expecting ',' delimiter", self._at)
        self._at += 1
        return found == bracket

    def _more(self) -> bool:
        """Let go of what was read and take in at least as much as is left; False at the end."""
        left = len(self._text) - self._at
        gathered, size = [], 0
        for piece in self._pieces:
            gathered.append(piece)
            size += len(piece)
            if size >= left:
                break
        if not gathered:
            return False
        if left + size > LONGEST_VALUE:
            raise TooLongError
        lines = self._text.count("\n", 0, self._at)
        self._column = self._at - self._text.rindex("\n", 0, self._at) - 1 if lines else self._column + self._at
        self._lines += lines
        self._gone += self._at
        self._text, self._at = self._text[self._at :] + "".join(gathered), 0
        return True

    def _fault(self, said: str, place: int) -> json.JSONDecodeError:
        fault = json.JSONDecodeError(said, "", 0)
        lines = self._text.count("\n", 0, place)
        fault.lineno = self._lines + lines + 1
        fault.colno = place - self._text.rindex("\n", 0, place) if lines else self._column + place + 1
        return fault
