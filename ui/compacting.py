"""Making the ledger's file smaller: what would go is shown and asked about first."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow, QMessageBox

from models.ledger.compacting import Compacted, Undone, compact, undone_for_good
from ui.importing.told import size_told
from ui.messages import Messages
from ui.session import Session
from ui.work import Work

_LISTED = 8


class Compacting(QObject):
    """Makes the file of one window's ledger smaller."""

    def __init__(self, window: QMainWindow, session: Session, messages: Messages) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._messages = messages

    def ask(self) -> None:
        """Look for what may go, off the screen's thread, and ask whether it should."""
        job = partial(undone_for_good, self._session.ledger)
        work = Work(self._window, job, self._ask, self._messages.refuse)
        work.start(self.tr("Looking for what may go"))

    def _ask(self, found: list[Undone]) -> None:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Make the ledger's file smaller"))
        if found:
            box.setText(
                self.tr("%n row(s) of imports that were undone for good go.", "", sum(each.rows for each in found))
            )
            names = [file["name"] for each in found for file in each.told.get("files", ())]
            shown = "\n".join([*names[:_LISTED], *(["…"] if len(names) > _LISTED else [])])
            stays = self.tr(
                "They are of these files. No record changes; the history goes on saying which files they were, with "
                "SHA-256, size and number of rows. Undo does not bring the rows back; importing the files again does."
            )
            box.setInformativeText(f"{stays}\n\n{shown}")
        else:
            box.setText(self.tr("Every row is needed by what stands or can be undone or redone; none goes."))
            box.setInformativeText(self.tr("The file can be written anew without what it has free."))
        yes = box.addButton(self.tr("Make it smaller"), QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(self.tr("Leave it as it is"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)
        box.setEscapeButton(no)
        yes.clicked.connect(self._do)
        box.open()

    def _do(self) -> None:
        work = Work(self._window, partial(compact, self._session.ledger), self._done, self._messages.refuse)
        work.start(self.tr("Writing the file anew"))

    def _done(self, done: Compacted) -> None:
        self._session.took(done.change)
        freed = max(0, done.before - done.after)
        said = self.tr("The ledger's file is {0} smaller: {1} instead of {2}")
        self._messages.say(said.format(size_told(freed), size_told(done.after), size_told(done.before)))
