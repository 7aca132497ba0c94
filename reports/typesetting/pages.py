"""Slabs → pages: what goes on which page, and where."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from reports.typesetting.slabs import Mark, Slab

_TOLERANCE = 0.01


@dataclass(frozen=True, slots=True)
class Placed:
    """A slab on a page; ``top`` is its distance below the top of the text area. ``closing`` marks are drawn too."""

    slab: Slab
    top: float
    closing: tuple[Mark, ...] = ()


@dataclass(slots=True)
class _Page:
    depth: float
    placed: list[Placed] = field(default_factory=list)
    used: float = 0.0

    def needed(self, slabs: list[Slab]) -> float:
        """Give the height that slabs would add."""
        total = 0.0
        for slab in slabs:
            first = not self.placed and total == 0.0
            if first and (slab.blank or slab.empty):
                continue
            total += slab.height + (0.0 if first else slab.above)
            if first and slab.head:
                total += slab.head.height
        return total

    def fits(self, slabs: list[Slab]) -> bool:
        return self.used + self.needed(slabs) <= self.depth + _TOLERANCE

    def put(self, slab: Slab) -> None:
        if not self.placed:
            if slab.blank or slab.empty:
                return
            if slab.head:
                self._place(slab.head)
        else:
            self.used += slab.above
        self._place(slab)

    def _place(self, slab: Slab) -> None:
        self.placed.append(Placed(slab, self.used))
        self.used += slab.height

    def close(self, following: Slab) -> tuple[Placed, ...]:
        """End the page; when a table goes on behind it, its part is closed with a rule."""
        last = self.placed[-1]
        if last.slab.closing and following.head:
            self.placed[-1] = Placed(last.slab, last.top, last.slab.closing)
        return tuple(self.placed)


def paginate(slabs: list[Slab], depth: float) -> list[tuple[Placed, ...]]:
    """Fill pages of a given depth. What holds together stays together, unless it is more than a page.

    There is at least one page, and none is empty because of a page break at its top.
    """
    pages: list[tuple[Placed, ...]] = []
    page = _Page(depth)
    for chunk in _chunks(slabs):
        if page.placed and (chunk[0].breaks or not page.fits(chunk)):
            pages.append(page.close(chunk[0]))
            page = _Page(depth)
        for slab in chunk:
            if page.placed and not page.fits([slab]):
                pages.append(page.close(slab))
                page = _Page(depth)
            page.put(slab)
    return [*pages, tuple(page.placed)] if page.placed or not pages else pages


def _chunks(slabs: list[Slab]) -> Iterator[list[Slab]]:
    """Group slabs that hold together."""
    chunk: list[Slab] = []
    for slab in slabs:
        if chunk and slab.breaks:
            yield chunk
            chunk = []
        chunk.append(slab)
        if not slab.holds:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
