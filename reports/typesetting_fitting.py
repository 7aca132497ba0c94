"""Which line pitch a letter is set in: its own, or a little less where that saves a page.

GB/T 9704-2012 (7.3.5.4) has the pitch changed where what is left of a page does not hold seal, signature and date. A
page saved so is one that would have carried the closing and little else, or the last lines of an annex.
"""

from collections.abc import Callable, Sequence
from itertools import takewhile

from reports.typesetting_blocks import Document, Signature
from reports.typesetting_layout import DEPTH, layout
from reports.typesetting_pages import Placed, paginate

_Pages = list[tuple[Placed, ...]]
_PITCHES = (1.0, 22 / 23, 22 / 24, 22 / 25)
"""Of the text and of the annexes, as parts of the usual line: 22 lines of a letter on a page, or up to 25."""


def pages_of(document: Document, tell: Callable[[], None] | None = None) -> _Pages:
    """Give the pages of a document; only a letter, which somebody signs, is tightened. ``tell`` as in `layout`."""

    def pages(pitch: float, annex_pitch: float) -> _Pages:
        return paginate(layout(document, tell, pitch=pitch, annex_pitch=annex_pitch), DEPTH)

    usual = pages(1.0, 1.0)
    if document.compact or not any(isinstance(block, Signature) for block in document.blocks):
        return usual
    tried = [usual, *(pages(pitch, pitch) for pitch in _PITCHES[1:])]
    text = [_text_pages(made) for made in tried]
    best_text = _first_least(text)
    best_annex = _first_least([len(made) - own for made, own in zip(tried, text, strict=True)])
    return tried[best_text] if best_text == best_annex else pages(_PITCHES[best_text], _PITCHES[best_annex])


def _text_pages(pages: _Pages) -> int:
    """Count the pages before the first annex, which breaks the page."""
    return 1 + sum(1 for _ in takewhile(lambda page: not page[0].slab.breaks, pages[1:]))


def _first_least(counts: Sequence[int]) -> int:
    return min(range(len(counts)), key=lambda at: counts[at])
