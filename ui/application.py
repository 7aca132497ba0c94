"""The program with a window: sets up Qt, then opens the welcome or a ledger, and goes from one to the other."""

import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from models.problems import Refused
from models.words import LANGUAGES, plain_words
from resources import resource
from ui import languages, look
from ui.collecting import Rests
from ui.opening import Opening
from ui.pages import NEEDED_SOON
from ui.settings import (
    APP,
    SUFFIX,
    data_folder,
    leave_open,
    ledger_name,
    recent_ledgers,
    remember_ledger,
    sample_path,
    settings,
    take_left_open,
)
from ui.window import LedgerWindow
from ui.work import Beside

if TYPE_CHECKING:
    from models.ledger.backup import Restored
    from ui.session import Session
    from ui.welcome import WelcomeWindow


def run(
    arguments: list[str],
    *,
    clock: Callable[[], date],
    language: str | None = None,
    ledger_path: Path | None = None,
) -> int:
    """Open the window and stay until it is closed; give the exit status.

    ``arguments`` are those of the command line without the program's name. Without a language the one chosen last is
    spoken, Chinese at first. ``clock`` tells which day it is. Without a ledger the one left open is opened again,
    with ``--last`` the one used last.
    """
    look.enlarge()
    application = QApplication([sys.argv[0], *look.STYLE, *arguments])
    program = Program(application, clock(), language or languages.preferred(arguments), clock)
    left = take_left_open()
    last = next(iter(recent_ledgers()), None) if "--last" in arguments else left
    program.rests = Rests(program)
    program.begin(ledger_path or last)
    from ui import crash

    crash.install(data_folder())
    return application.exec()


def _bring_forward(window: LedgerWindow) -> None:
    window.showNormal() if window.isMinimized() else window.show()
    window.raise_()
    window.activateWindow()
    window.show_page("today")


class Program(QObject):
    """The running program: its language and the one window it shows."""

    def __init__(
        self, application: QApplication, today: date, language: str, clock: Callable[[], date] | None = None
    ) -> None:
        super().__init__(application)
        application.setApplicationName(APP)
        application.setWindowIcon(QIcon(str(resource("icons", "clauseledger.svg"))))
        languages.install(language)
        look.install(application)
        self._today = today
        self._clock = clock or (lambda: today)
        self._told: dict[Path, set[date]] = {}
        """The days on which was told what is due, by ledger."""
        self.language = language
        self.window: WelcomeWindow | LedgerWindow | None = None
        self.rests: Rests | None = None
        """Looks through memory when the window rests; Python does it when it likes where there is none."""
        self._beside = Beside(self, settled_after=0)

    def begin(self, path: Path | None = None) -> None:
        """Open a ledger, or the welcome when none is given or it cannot be opened."""
        if path is None:
            self.welcome()
        else:
            self.open(path)

    def welcome(self) -> None:
        """Show the welcome."""
        from ui.welcome import WelcomeWindow

        window = WelcomeWindow()
        window.asking.connect(self.answer)
        window.opening.connect(self.open)
        self._show(window)

    def _close(self) -> None:
        leave_open(None)
        self.welcome()

    def open(self, path: Path) -> bool:
        """Open a ledger in its window; say why when that is refused. False also while unsaved text is asked about.

        The first window of the program is painted before the ledger is read; later ones wait for it, since what is in
        view stays when it is refused.
        """
        if self._asks_first(lambda: self.open(path)):
            return False
        opening = Opening(path, self._today, self.language)
        refused = opening.refusal() if self.window is not None or not path.is_file() else None
        if refused is not None:
            self._refuse(refused)
            return False
        first = self.window is None
        window = self._ledger_window(opening.session, ledger_name(path.resolve()))
        self._show(window)
        if first:
            later = Qt.ConnectionType.QueuedConnection
            begin = partial(self._begin, window, opening)
            window.painted.connect(lambda: self._beside.ask(opening.refusal, begin), later)
        else:
            self._begin(window, opening, None)
        return True

    def _begin(self, window: LedgerWindow, opening: Opening, refused: Refused | None) -> None:
        """Put the ledger that was opened into its window; close it when that was closed meanwhile."""
        if window.closed:
            opening.close()
            return
        if refused is not None:
            self.welcome()
            self._refuse(refused)
            return
        remember_ledger(opening.path)
        leave_open(opening.path)
        window.begin()
        window.bring_back()
        self._remind(window)
        self._load_the_rest(window)

    def _load_the_rest(self, window: LedgerWindow) -> None:
        """Load the other pages and the other language beside the screen, once the first page has its figures."""
        from models.vocabulary import vocabulary

        def load() -> None:
            for module in NEEDED_SOON:
                import_module(module)
            for language in LANGUAGES:
                vocabulary(language)

        def begin() -> None:
            window.outlook.renewed.disconnect(begin)
            self._beside.ask(load, lambda _: None)

        if window.outlook.current:
            self._beside.ask(load, lambda _: None)
        else:
            window.outlook.renewed.connect(begin)

    def _remind(self, window: LedgerWindow) -> None:
        """Have a window tell what is due, today and every day it stays open."""
        from ui.reminding import Reminding

        session = window.session
        reminding = Reminding(session, self._clock, self._told.setdefault(session.ledger.path, set()), window)
        reminding.telling.connect(window.messages.mention)
        reminding.opened.connect(partial(_bring_forward, window))
        window.going_away.connect(reminding.stop)

    def _refuse(self, refused: Refused) -> None:
        if self.window is None:
            self.welcome()
        self._say(self.tr("The ledger could not be opened."), refused)

    def _say(self, heading: str, refused: Refused) -> None:
        from models.vocabulary import vocabulary
        from ui.messages import show_problems
        from ui.session import sentences

        show_problems(self.window, heading, sentences(refused, vocabulary(self.language)))

    def answer(self, name: str) -> None:
        """Do what a window asks of the program."""
        match name:
            case "new_ledger":
                from models.vocabulary import vocabulary
                from ui.beginning import NewLedgerDialog

                dialog = NewLedgerDialog(vocabulary(self.language), self.window)
                dialog.made.connect(self.open)
                dialog.open()
            case "open_ledger":
                self._ask_which()
            case "sample":
                self._open_sample()
            case "restore":
                self._ask_what_to_restore()
            case "close_ledger":
                if not self._asks_first(self._close):
                    self._close()
            case "settings":
                self.settings()
            case "manual":
                from ui.manual import Manual

                Manual(self.language, self.window).show()
            case "language":
                self.speak("en" if self.language == "zh" else "zh")
            case _:
                QApplication.closeAllWindows()

    def settings(self) -> None:
        """Open the settings."""
        from models.vocabulary import vocabulary
        from ui.settings_dialog import SettingsDialog

        dialog = SettingsDialog(vocabulary(self.language), self.window)
        dialog.language_chosen.connect(self._speak_from_settings)
        dialog.refused.connect(partial(self._say, self.tr("That did not work; nothing was changed.")))
        dialog.open()

    def _speak_from_settings(self, language: str) -> None:
        self.speak(language)
        if self.language == language:
            self.settings()

    def speak(self, language: str) -> None:
        """Go over to another language: the window is made anew, where it was."""
        if self._asks_first(lambda: self.speak(language)):
            return
        self.language = language
        settings().setValue("language", language)
        languages.install(language)
        QApplication.setFont(look.font())
        old = self.window
        if not isinstance(old, LedgerWindow):
            self.welcome()
            return
        from models.vocabulary import vocabulary

        old.begin()
        page, left = old.page, old.pages.left()
        session = old.session.in_words(vocabulary(language))
        old.keeps_ledger = True
        window = self._ledger_window(lambda: session, session.ledger.path.stem)
        window.pages.find_again(left)
        window.going.go_on(old.going)
        self._show(window)
        window.show_page(page)
        window.begin()
        self._remind(window)

    def _asks_first(self, then: Callable[[], object]) -> bool:
        """Ask about unsaved text of the window shown, if there is any."""
        return isinstance(self.window, LedgerWindow) and self.window.unsaved.asks_first(then)

    def _ledger_window(self, beginning: "Callable[[], Session]", name: str) -> LedgerWindow:
        window = LedgerWindow(beginning, plain_words(self.language), self._today, name)
        window.asking.connect(self.answer)
        window.opening.connect(self.open)
        return window

    def _show(self, window: "WelcomeWindow | LedgerWindow") -> None:
        old: QWidget | None = self.window
        self.window = window
        window.show()
        window.activateWindow()
        if old is not None:
            old.close()
            old.deleteLater()
            if self.rests is not None:
                self.rests.begin_anew()

    def _ask_which(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(
            self.window, self.tr("Open a ledger"), str(data_folder()), self.tr("Ledgers (*{0})").format(SUFFIX)
        )
        if name:
            self.open(Path(name))

    def _ask_what_to_restore(self) -> None:
        from ui.backups import Restoring

        here = self.window.session.ledger.path if isinstance(self.window, LedgerWindow) else None
        restoring = Restoring(self._restored, self._not_restored, self)
        asked = restoring.ask(self.window, here, data_folder())
        if asked is None:
            return
        backup, path = asked

        def start() -> None:
            if self._asks_first(start):
                return
            if here is not None and path.resolve() == here.resolve():
                self.welcome()  # closes the ledger: what is open is not moved
            assert self.window is not None  # noqa: S101 - the questions were asked in one
            restoring.start(self.window, backup, path)

        if path.exists():
            restoring.ask_whether(self.window, path, start)
        else:
            start()

    def _restored(self, path: Path, done: "Restored") -> None:
        from ui.backups import moved_text

        if self.open(path) and isinstance(self.window, LedgerWindow):
            self.window.messages.say(moved_text(done, path))

    def _not_restored(self, path: Path, refused: Refused) -> None:
        if not isinstance(self.window, LedgerWindow) and path.resolve() in recent_ledgers()[:1]:
            self.open(path)  # the ledger that was closed for it
        self._say(self.tr("The backup was not restored; nothing was changed."), refused)

    def _open_sample(self) -> None:
        from ui.showcase import sample_ledger

        path = sample_path()
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            sample_ledger(path).close()
        except Refused as refused:
            self._refuse(refused)
            return
        self.open(path)
