"""The page of evidence: every file kept, what it is and proves, and what can be done with it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models.evidence.exhibits import Kept, kept_files
from models.ledger import acts, attachments
from models.problems import Refused
from models.vocabulary import Vocabulary
from ui.dropping import said_of_record
from ui.evidence.describing import DescribeDialog
from ui.evidence.drops import Aim, Drops
from ui.evidence.papers import EvidencePapers
from ui.files import write_beside
from ui.filter import FilterLine
from ui.in_view import InView
from ui.look import GAP, GAP_PAGE, GAP_SMALL, GAP_TINY, GAP_WIDE, TEXT_TITLE, font
from ui.nothing import Nothing
from ui.page import Page
from ui.rooms import page_name
from ui.session import Session
from ui.tables.model import RowsModel
from ui.tables.rows import Cell, Row
from ui.tables.view import RecordsView
from ui.wording import moment_text

_COLUMNS = ("number", "name", "proves", "obtained_how", "record", "obtained_at", "size")
"""The SHA-256 stands with the file selected; in the list it would take the room of what the file proves."""


class EvidencePage(Page):
    """Files kept with records, byte for byte."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        words = session.words
        names = [words.field("attachment", name) for name in _COLUMNS]
        self.model = RowsModel(names, [name in {"number", "size"} for name in _COLUMNS])
        self.view = RecordsView(self.model)
        self.view.setAccessibleName(page_name("evidence", words))
        self.view.opened.connect(self.describe)
        self.view.removing.connect(self.remove)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._show_selected())
        self.filter = FilterLine(self.tr("Filter"))
        self.filter.wanted.connect(self.model.filter)
        self.filter.left.connect(self.view.setFocus)
        self.count = QLabel()
        self.count.setObjectName("soft")
        self.count.setContentsMargins(0, 0, 0, GAP_TINY)
        self.papers = EvidencePapers(self, session)
        self.papers.refused.connect(self.refused)
        self.papers.told.connect(self.told)
        self._kept: dict[str, Kept] = {}
        self._body, self._nothing = QStackedWidget(), self._nothing_yet()
        self.detail = QFrame()
        self._lay_out()
        self.setFocusProxy(self.view)
        Drops(self, lambda paths, _: self.attaching.emit("", "", paths), lambda _: (said_of_record(None), None))
        Drops(self.view.viewport(), self._dropped, self._aim)
        self._in_view = InView(self, self.refresh)
        session.changed.connect(self._in_view.changed)

    @property
    def current(self) -> Kept | None:
        """The file selected."""
        index = self.view.currentIndex()
        valid = index.isValid() and index.row() < len(self.model.rows)
        return self._kept.get(self.model.rows[index.row()].record) if valid else None

    @property
    def spot(self) -> str:
        """The file selected."""
        return self.current.file.id if self.current is not None else ""

    def go_to(self, spot: str) -> bool:
        """Select a file."""
        self._in_view.catch_up()
        row = self.model.row_of(spot)
        if row >= 0:
            self.view.selectRow(row)
        return not spot or row >= 0

    def arrive(self) -> None:
        """Select something."""
        self._in_view.catch_up()
        if self.current is None and self.model.rows:
            self.view.selectRow(0)
        if self.current is None:
            self.explaining.emit("attachment", "", "")
        self._show_selected()

    def doers(self) -> Mapping[str, Callable[[], object]]:
        """Keep, describe and remove files."""
        return {
            "new_record": self.ask,
            "edit_record": self.describe,
            "remove_record": self.remove,
            "filter": self.filter.choose,
        }

    def ask(self) -> None:
        """Ask for files to be kept."""
        self.attaching.emit("", "", [])

    def describe(self) -> None:
        """Say anew how the file was obtained and what it proves."""
        kept = self.current
        if kept is not None:
            dialog = DescribeDialog(self._session, kept.file, self.window())
            dialog.accepted.connect(lambda: self.said.emit(self.tr("Described: {0}").format(dialog.name.text())))
            dialog.open()

    def remove(self) -> None:
        """Take the file off its record; its bytes stay in the ledger, so that undo brings it back."""
        kept = self.current
        if kept is None:
            return
        try:
            self._session.do(lambda ledger: acts.detach(ledger, kept.file.id))
        except Refused as refused:
            self.refused.emit(refused)
            return
        self.said.emit(self.tr("Removed: {0}").format(kept.file.name))

    def export(self) -> None:
        """Ask for a place and write the file there, byte for byte."""
        kept = self.current
        if kept is None:
            return
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Write the file out"), kept.file.name)
        if name:
            self.write(kept, Path(name))

    def write(self, kept: Kept, path: Path) -> None:
        """Write a file out."""
        try:
            write_beside(path, attachments.content(self._session.ledger.connection, kept.file.sha256))
        except Refused as refused:
            self.refused.emit(refused)
            return
        self.told.emit(self.tr("Written: {0}").format(path))

    def refresh(self) -> None:
        """List the files as they are now; the selection stays with its file."""
        spot = self.spot
        session = self._session
        found = kept_files(session.ledger)
        self._kept = {one.file.id: one for one in found}
        self.model.put(
            [Row("attachment", one.file.id, partial(_cells, one, session.words), there=one.there) for one in found]
        )
        self.count.setText(str(len(found)) if found else "")
        self._body.setCurrentIndex(0 if found else 1)
        self.setFocusProxy(self.view if found else self._nothing)
        for widget in (self.filter, self.list_button, self.bundle_button, self.verify_button, self.add_button):
            widget.setVisible(bool(found))
        row = self.model.row_of(spot)
        if found:
            self.view.selectRow(max(row, 0))
        self.view.fit()
        self._show_selected()

    def _at(self, place: QPoint) -> Kept | None:
        """Give the file listed at a place."""
        row = self.view.indexAt(place).row()
        return self._kept.get(self.model.rows[row].record) if 0 <= row < len(self.model.rows) else None

    def _aim(self, place: QPoint) -> Aim:
        """Say that a drop keeps files with the record of the file at a place, else one that is asked for."""
        kept = self._at(place)
        if kept is None:
            return said_of_record(None), None
        row = self.view.visualRect(self.view.indexAt(place))
        part = QRect(0, row.top(), self.view.viewport().width(), row.height())
        return said_of_record(self._session.words.record(kept.file.kind, kept.file.record)), part

    def _dropped(self, paths: list[Path], place: QPoint) -> None:
        kept = self._at(place)
        self.attaching.emit(kept.file.kind if kept else "", kept.file.record if kept else "", paths)

    def _show_selected(self) -> None:
        kept = self.current
        self.detail.setVisible(kept is not None)
        if kept is None:
            return
        words, file = self._session.words, kept.file
        self.name.setText(self.tr("Exhibit {0}  {1}").format(kept.number, file.name))
        record = words.record(file.kind, file.record)
        self.of.setText(record if kept.there else self.tr("{0} (removed since)").format(record))
        self.record_button.setVisible(kept.there)
        self.how.setText(file.obtained_how)
        self.at.setText(moment_text(datetime.fromisoformat(file.obtained_at)))
        self.proves.setText(file.proves or "—")
        self.digest.setText(file.sha256)
        if kept.there:
            self.explaining.emit(file.kind, file.record, "")
        self.moved.emit()

    def _open_record(self) -> None:
        kept = self.current
        if kept is not None and kept.file.kind == "letter":
            self.showing.emit("letter", kept.file.record)
        elif kept is not None:
            self.opening.emit(kept.file.kind, kept.file.record)

    def _lay_out(self) -> None:
        title = QLabel(page_name("evidence", self._session.words))
        title.setObjectName("title")
        title.setFont(font(TEXT_TITLE, bold=True))
        self.add_button = _button(self.tr("Add files…"), self.ask)
        self.verify_button = _button(self.tr("Verify"), self.papers.verify)
        self.list_button = _button(self.tr("Evidence list…"), self.papers.ask_for_list)
        self.bundle_button = _button(self.tr("Bind…"), self.papers.bundle)
        head = QHBoxLayout()
        head.setSpacing(GAP_SMALL)
        head.addWidget(title)
        head.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        for widget in (self.filter, self.verify_button, self.list_button, self.bundle_button, self.add_button):
            head.addWidget(widget)
        self._body.addWidget(self.view)
        self._body.addWidget(self._nothing)
        self._lay_out_detail()
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_PAGE, GAP_PAGE - 4, GAP_PAGE, GAP_PAGE)
        column.setSpacing(GAP)
        column.addLayout(head)
        column.addWidget(self._body, 1)
        column.addWidget(self.detail)

    def _lay_out_detail(self) -> None:
        words = self._session.words
        self.detail.setObjectName("card")
        self.name, self.of, self.how, self.at, self.proves, self.digest = (QLabel() for _ in range(6))
        self.name.setObjectName("heading")
        self.record_button = _button(self.tr("Open the record"), self._open_record)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP_TINY)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(
            (
                ("record", self.of),
                ("obtained_how", self.how),
                ("obtained_at", self.at),
                ("proves", self.proves),
                ("sha256", self.digest),
            )
        ):
            label = QLabel(words.field("attachment", name))
            label.setObjectName("soft")
            value.setWordWrap(True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP_SMALL)
        buttons.addStretch(1)
        for button in (
            _button(self.tr("Remove"), self.remove),
            self.record_button,
            _button(self.tr("Describe…"), self.describe),
            _button(self.tr("Write out…"), self.export),
        ):
            buttons.addWidget(button)
        column = QVBoxLayout(self.detail)
        column.setContentsMargins(GAP_WIDE, GAP, GAP_WIDE, GAP)
        column.setSpacing(GAP_SMALL)
        column.addWidget(self.name)
        column.addLayout(grid)
        column.addLayout(buttons)

    def _nothing_yet(self) -> QWidget:
        return Nothing(
            self.tr("No files yet. Drop one here, or on the record it belongs to."),
            self.tr("It is kept byte for byte with its SHA-256, and bound as a numbered exhibit when you need it."),
            _button(self.tr("Add files…"), self.ask),
        )


def _button(text: str, act: Callable[[], object]) -> QPushButton:
    made = QPushButton(text)
    made.clicked.connect(act)
    return made


def _cells(kept: Kept, words: Vocabulary) -> Iterator[Cell]:
    file = kept.file
    record = words.record(file.kind, file.record)
    yield Cell(str(kept.number), kept.number)
    for text in (file.name, file.proves, file.obtained_how, record):
        yield Cell(text.replace("\n", " "), text or None)
    yield Cell(file.obtained_at[:10], file.obtained_at)
    yield Cell(size_text(kept.size), kept.size)


def size_text(size: int) -> str:
    """Write a size: bytes below 1,000, then kB and MB, as file managers count."""
    if size < 1_000:
        return f"{size} B"
    return f"{size / 1_000:.1f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
