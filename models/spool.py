"""Long sequences on disk instead of in memory, for as long as something looks at them."""

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from operator import eq
from threading import Lock
from typing import Any, Generic, TypeVar, overload
from weakref import finalize

HELD = 20_000
"""Elements that one spool's sequences hold in memory together; what comes after is written down."""
AT_A_TIME = 1_000

Element = TypeVar("Element")
Batch = tuple[int, int, int]
"""How many elements stand together, where they begin, and how many bytes they take."""


class Spool(Generic[Element]):
    """Keeps sequences: the first few as tuples, the others in a file without a name that goes when they do.

    ``write`` gives a list of JSON values for an element, ``read`` the element for those. A full disk raises OSError.
    """

    def __init__(self, write: Callable[[Element], Any], read: Callable[[Any], Element]) -> None:
        self._write = write
        self._read = read
        self._held = 0
        self._file: Any = None
        self._lock = Lock()

    def keep(self, elements: Iterable[Element]) -> Sequence[Element]:
        """Give a sequence equal to the elements, whatever their number."""
        rest = iter(elements)
        first = tuple(islice(rest, max(0, HELD - self._held)))
        for one in rest:
            return self._written(chain(first, (one,), rest))
        self._held += len(first)
        return first

    def _written(self, elements: Iterator[Element]) -> "Spooled[Element]":
        batches = []
        while some := list(islice(elements, AT_A_TIME)):
            batches.append(self.put(some))
        return Spooled(self, batches)

    def put(self, elements: Sequence[Element]) -> Batch:
        """Write elements down; give where they are."""
        written = [self._write(element) for element in elements]
        content = json.dumps(written, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        with self._lock:
            if self._file is None:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115 - it is open as long as the spool is
                finalize(self, self._file.close)
            place = self._file.seek(0, 2)
            self._file.write(content)
        return len(written), place, len(content)

    def batch(self, place: int, length: int) -> list[Element]:
        """Read elements back."""
        with self._lock:
            self._file.seek(place)
            content = self._file.read(length)
        return [self._read(written) for written in json.loads(content.decode("utf-8", "surrogatepass"))]


class OnDisk(Sequence[Element]):
    """A sequence that is read whenever it is looked at; equal to any sequence of the same elements."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        """Compare with another sequence."""
        if not isinstance(other, Sequence) or len(self) != len(other):
            return False
        return self is other or all(map(eq, self, other))

    def __hash__(self) -> int:
        """Hash like the tuple of the elements."""
        return hash(tuple(self))


class Spooled(OnDisk[Element]):
    """A sequence in a spool's file."""

    __slots__ = ("_batches", "_length", "_spool")

    def __init__(self, spool: Spool[Element], batches: Iterable[Batch] = ()) -> None:
        self._spool = spool
        self._batches = list(batches)
        self._length = sum(count for count, _, _ in self._batches)

    def __len__(self) -> int:
        """Count the elements."""
        return self._length

    def __iter__(self) -> Iterator[Element]:
        """Give the elements in their order, some of them held at a time."""
        for _, place, length in self._batches:
            yield from self._spool.batch(place, length)

    @overload
    def __getitem__(self, index: int) -> Element: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Element, ...]: ...
    def __getitem__(self, index: int | slice) -> Element | tuple[Element, ...]:
        """Give an element, or a tuple of elements."""
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            return tuple(islice(self, start, stop, step)) if step > 0 else tuple(self)[index]
        at = index + len(self) if index < 0 else index
        for count, place, length in self._batches:
            if 0 <= at < count:
                return self._spool.batch(place, length)[at]
            at -= count
        raise IndexError(index)


class Growing(Spooled[Element]):
    """A sequence that is added to: the last few elements are held, those before them are on disk."""

    __slots__ = ("_last",)

    def __init__(self, spool: Spool[Element]) -> None:
        super().__init__(spool)
        self._last: list[Element] = []

    def append(self, element: Element) -> None:
        """Take in the next element."""
        self._last.append(element)
        self._length += 1
        if len(self._last) >= AT_A_TIME:
            self._batches.append(self._spool.put(self._last))
            self._last = []

    def __iter__(self) -> Iterator[Element]:
        """Give the elements in their order, some of them held at a time."""
        yield from super().__iter__()
        yield from self._last

    @overload
    def __getitem__(self, index: int) -> Element: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Element, ...]: ...
    def __getitem__(self, index: int | slice) -> Element | tuple[Element, ...]:
        """Give an element, or a tuple of elements."""
        if isinstance(index, int):
            last = (index + self._length if index < 0 else index) - self._length + len(self._last)
            if last >= 0:
                return self._last[last]
        return super().__getitem__(index)
