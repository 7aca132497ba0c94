"""The check that nothing in the ledger was altered behind the program's back, and what it found."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow, QMessageBox

from models.problems import Problem
from ui.messages import Messages, show_problems
from ui.session import Session
from ui.wording import problem_text
from ui.work import Work


class Checking(QObject):
    """Checks the ledger of one window off the screen's thread."""

    def __init__(self, window: QMainWindow, session: Session, messages: Messages) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._messages = messages

    def check(self) -> None:
        """Check the file, the chain of its history, the records against it, and every attached file."""
        work = Work(self._window, self._session.verifying(), self._tell, self._messages.refuse)
        work.start(self.tr("Checking the ledger"))

    def _tell(self, found: list[Problem]) -> None:
        if found:
            words = self._session.words
            heading = self.tr("The ledger is not as the program left it.")
            show_problems(self._window, heading, [problem_text(words, problem) for problem in found])
            return
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Information)
        box.setWindowTitle(self.tr("The ledger is sound"))
        box.setText(self.tr("The ledger is sound"))
        box.setInformativeText(
            self.tr(
                "All %n act(s) of the history follow from one another unaltered; every record is what they made it, "
                "and every attached file is what was attached.",
                "",
                self._session.ledger.entries,
            )
        )
        box.open()
