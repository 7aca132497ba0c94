"""What records are called by: their kind and id, of a few of them or of a million."""

from collections import Counter

from models.spool import Growing, Spool


class Names(Growing[tuple[str, str]]):
    """(kind, id) of records, most of them on disk where they are many; ``by_kind`` counts them."""

    __slots__ = ("by_kind",)

    def __init__(self) -> None:
        super().__init__(Spool(list, tuple))
        self.by_kind: Counter[str] = Counter()

    def append(self, element: tuple[str, str]) -> None:
        """Take in the next record's name."""
        super().append(element)
        self.by_kind[element[0]] += 1
