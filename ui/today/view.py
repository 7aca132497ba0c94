"""The matters of a day as entries: the day at the left, what it is about, days left and money at the right."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from models.agenda import Matter, consequence, doubt
from models.assess import Assessment
from models.vocabulary import Vocabulary
from ui.entries import EntriesModel, Entry
from ui.explain.nodes import brief
from ui.languages import weekday
from ui.today.agenda import money, tone


class MattersModel(EntriesModel[Matter]):
    """Matters in words."""

    def __init__(self, words: Vocabulary) -> None:
        super().__init__()
        self._words = words
        self._assessment: Assessment | None = None

    @property
    def matters(self) -> list[Matter]:
        """The matters shown."""
        return list(self.items)

    def show(self, matters: list[Matter], assessment: Assessment) -> None:
        """Show the matters of an assessment."""
        self._assessment = assessment
        self.put(matters)

    def let_go(self) -> None:
        """Hold no figures but the matters' own: nobody looks at them until others are shown."""
        self._assessment = None

    def entry(self, item: Matter) -> Entry:
        """Say a matter."""
        words, figure = self._words, item.figure
        title = f"{words.figure(figure.kind)} · {words.record(figure.subject, figure.record)}"
        text = self._separator.join(part for part in (doubt(item, words), consequence(figure, words)) if part)
        left, owed = self.left_text(item), money(figure, self._assessment, words) if self._assessment else ""
        return Entry(
            f"{item.day:%m-%d}" + (" ≈" if figure.provisional else ""),
            f"{item.day.year} {weekday(item.day)}",
            title,
            text,
            left,
            tone(item),
            owed,
            " · ".join(part for part in (item.day.isoformat(), title, left, text, owed) if part),
        )

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Read an entry; who hovers over it reads where its day comes from."""
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{super().data(index, role)}\n\n{brief(self.items[index.row()].figure, self._words)}"
        return super().data(index, role)

    @property
    def _separator(self) -> str:
        return "" if self._words.language == "zh" else " "

    def left_text(self, matter: Matter) -> str:
        """Say how many days are left."""
        if matter.left < 0:
            return self.tr("%n day(s) past", "", -matter.left)
        if matter.left == 0:
            return self.tr("today")
        return self.tr("%n day(s) left", "", matter.left)
