"""Which line pitch a letter is set in: its own, or a little less where that saves a page.

GB/T 9704-2012 (7.3.5.4) has the pitch changed where what is left of a page does not hold seal, signature and date. A
page saved so is one that would have carried the closing and little else, or the last lines of an annex.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from reports.typesetting.blocks import Annex, Block, Document, Signature
from reports.typesetting.layout import DEPTH, layout
from reports.typesetting.pages import Placed, paginate

_Pages = list[tuple[Placed, ...]]
_CLOSER = (22 / 23, 22 / 24, 22 / 25)
"""Parts of the usual pitch: 22 lines of a letter on a page, or up to 25."""
_MOST_PAGES = 10
"""Pages from which nobody notices that one is saved."""


def pages_of(document: Document, tell: Callable[[], None] | None = None) -> _Pages:
    """Give the pages of a document; of a letter, which somebody signs, text and annexes are each fitted.

    ``tell`` as in `layout`.
    """
    if document.compact or not any(isinstance(block, Signature) for block in document.blocks):
        return paginate(layout(document, tell), DEPTH)
    return [page for part in _parts(document) for page in _fitted(part, tell)]


def _fitted(part: Document, tell: Callable[[], None] | None) -> _Pages:
    """Give a part's pages at the first pitch that needs one page less, else at its own."""
    usual = paginate(layout(part, tell), DEPTH)
    if 1 < len(usual) <= _MOST_PAGES:
        for pitch in _CLOSER:
            closer = paginate(layout(part, tell, pitch=pitch), DEPTH)
            if len(closer) < len(usual):
                return closer
    return usual


def _parts(document: Document) -> Iterator[Document]:
    """Give the text and each annex, which begins a page, as documents of their own."""
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Annex) and blocks:
            yield replace(document, blocks=tuple(blocks))
            blocks = []
        blocks.append(block)
    yield replace(document, blocks=tuple(blocks))
