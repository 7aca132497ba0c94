"""The words of a web page or an HTML e-mail, line by line as a reader has them; nothing is loaded or run."""

from html.parser import HTMLParser

_UNSEEN = frozenset({"head", "script", "style", "template", "noscript"})
_LINES = frozenset({
    "address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "footer", "form", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tr", "ul",
})  # fmt: skip
_CELLS = frozenset({"td", "th"})


def lines_of_page(page: str) -> list[str]:
    """Give the lines of a page: a block or a table's row each, its cells apart; empty ones left out."""
    reader = _Lines()
    reader.feed(page)
    reader.close()
    return reader.lines()


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._done: list[str] = []
        self._pieces: list[str] = []
        self._unseen = 0

    def lines(self) -> list[str]:
        """Give the lines so far, the one begun included."""
        self._end_line()
        return self._done

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - whatever a tag says of its looks
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "body":
            self._unseen = 0  # a head that was never closed ends here
        elif tag in _LINES:
            self._end_line()
        elif tag in _CELLS and any(piece.strip() for piece in self._pieces):
            self._pieces.append("\t")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _LINES:
            self._end_line()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._pieces.append(data.replace("\t", " "))

    def _end_line(self) -> None:
        cells = (" ".join(cell.split()) for cell in "".join(self._pieces).split("\t"))
        line = "　".join(cells).strip()
        if line:
            self._done.append(line)
        self._pieces = []
