"""The files of one record on its form: listed, added by button or drop."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from models.ledger import attachments
from ui.dropping import said_of_record
from ui.evidence.drops import Drops
from ui.look import GAP, GAP_SMALL
from ui.session import Session


class FilesStrip(QFrame):
    """Shows which files are kept with a record."""

    adding = Signal(object)
    """Files dropped here (paths), an empty list when they are to be asked for."""

    def __init__(self, session: Session, kind: str, record: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._of = (kind, record)
        self.setObjectName("card")
        self.names = QLabel()
        self.names.setWordWrap(True)
        self.names.setObjectName("soft")
        self.add_button = QPushButton(self.tr("Add a file…"))
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(lambda: self.adding.emit([]))
        head = QLabel(self.tr("Files"))
        head.setObjectName("heading")
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, GAP_SMALL, GAP, GAP_SMALL)
        row.setSpacing(GAP)
        row.addWidget(head)
        row.addWidget(self.names, 1)
        row.addWidget(self.add_button)
        named = session.words.record(kind, record)
        Drops(self, lambda paths, _: self._dropped(paths), lambda _: (said_of_record(named), None))
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """List the files as they are now."""
        kept = attachments.of_record(self._session.ledger.connection, *self._of)
        names = [f"{one.name} · {one.proves}" if one.proves else one.name for one in kept]
        self.names.setText("\n".join(names) or self.tr("None yet; drop one here."))

    def _dropped(self, paths: list[Path]) -> None:
        self.adding.emit(paths)
