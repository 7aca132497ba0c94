"""How the program looks, defined once: spacings, type sizes, colours in light and dark, and the style they make.

Sizes are device-independent pixels. The colours are in :mod:`ui.colours`; what the user chose of them in
:mod:`ui.preferences`.
"""

import os
from dataclasses import fields
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from resources import resource
from ui.colours import DARK, DARK_HIGH, LIGHT, SETS, Colours, Tone
from ui.preferences import Looks, looks

__all__ = ["DARK", "LIGHT", "Colours", "Tone"]

GAP_TINY = 4
GAP_SMALL = 8
GAP = 12
GAP_WIDE = 20
GAP_PAGE = 24

TEXT_SMALL = 12
TEXT = 14
TEXT_HEADING = 16
TEXT_TITLE = 22
TEXT_MONEY = 24

ROW = 36
"""Height of a row of a table."""
BAR = 36
"""Height of a line of tools, so that what lies below two of them begins at the same height."""
RADIUS = 6


_FLASH = 1000
"""Milliseconds of the cursor's flashing, which is Qt's own choice too."""


class Look(QObject):
    """The look in force. One per application: it follows the system between light and dark."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.colours = LIGHT
        self.still = False
        """Whether nothing is to move by itself."""
        self.flash: int | None = None
        """Milliseconds of the cursor's flashing as the system has it; 0 where the system keeps it still."""

    def apply(self, application: QApplication, *, dark: bool, high: bool = False) -> None:
        """Put the look on an application: palette, fonts and style."""
        self.colours = SETS[dark, high]
        application.setPalette(palette_of(self.colours))
        application.setStyleSheet(style_of(self.colours))
        self.changed.emit()


LOOK = Look()


def colours() -> Colours:
    """Give the colours in force."""
    return LOOK.colours


STYLE = ("-style", "fusion")
"""Arguments of Qt's that choose the style everything here is drawn over. (Setting it later makes 500 enum members.)"""


def enlarge() -> None:
    """Have everything drawn in the size the user chose; Qt asks for it once, when it begins."""
    size = looks().size
    if size != Looks().size:
        os.environ.setdefault("QT_SCALE_FACTOR", str(size / 100))


def install(application: QApplication) -> None:
    """Set up bundled fonts and colours, and follow the system's choice of light or dark."""
    install_fonts()
    application.setFont(font())
    hints = QGuiApplication.styleHints()
    LOOK.flash = hints.cursorFlashTime() if LOOK.flash is None else LOOK.flash
    hints.colorSchemeChanged.connect(lambda _: follow(application))
    hints.accessibility().contrastPreferenceChanged.connect(lambda _: follow(application))
    follow(application)


def follow(application: QApplication, chosen: Looks | None = None) -> None:
    """Look as the user chose, as the system does where they left it to that; what is open is painted anew."""
    chosen = chosen or looks()
    hints = QGuiApplication.styleHints()
    own = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(chosen.appearance)
    if own is None:
        hints.unsetColorScheme()
    else:
        hints.setColorScheme(own)  # for what the system draws itself: frames and dialogs
    high = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    LOOK.still = chosen.still or LOOK.flash == 0  # a cursor kept still is what Qt tells of a wish for rest
    application.setCursorFlashTime(0 if LOOK.still else LOOK.flash or _FLASH)
    LOOK.apply(
        application,
        dark=(own or hints.colorScheme()) == Qt.ColorScheme.Dark,
        high=high if chosen.contrast == "system" else chosen.contrast == "high",
    )


FAMILIES = ("ClauseLedger Sans", "ClauseLedger Sans Rest", "ClauseLedger Serif Rare")
_WESTERN = "ClauseLedger Sans Western"
"""Has the narrow quotation marks and dash of English, which in a Chinese font are as wide as a character."""
_FONT_FILES = (
    *("Sans-Regular-Common", "Sans-Bold-Common", "Sans-Regular-Rest", "Sans-Bold-Rest", "Serif-Regular-Rare"),
    *("Sans-Regular-Western", "Sans-Bold-Western"),
)


def families() -> tuple[str, ...]:
    """Give the font's families for the screen's language, the one to look in first at the front."""
    return (_WESTERN, *FAMILIES) if QLocale().language() == QLocale.Language.English else FAMILIES


def font_files() -> list[Path]:
    """Give the bundled fonts the screen uses."""
    return [resource("fonts", f"{name}.ttf") for name in _FONT_FILES]


def install_fonts() -> None:
    """Load the bundled fonts, so that Chinese shows on a machine without any."""
    for file in font_files():
        QFontDatabase.addApplicationFont(str(file))


def font(size: int = TEXT, *, bold: bool = False) -> QFont:
    """Give the program's font in a size, for the screen's language; its digits are all of one width."""
    made = QFont()
    made.setFamilies(list(families()))
    made.setPixelSize(size)
    made.setBold(bold)
    return made


def palette_of(c: Colours) -> QPalette:
    """Make Qt's palette of a set of colours."""
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, c.page),
        (role.WindowText, c.ink),
        (role.Base, c.surface),
        (role.AlternateBase, c.page),
        (role.Text, c.ink),
        (role.Button, c.raised),
        (role.ButtonText, c.ink),
        (role.BrightText, c.late),
        (role.ToolTipBase, c.raised),
        (role.ToolTipText, c.ink),
        (role.PlaceholderText, c.soft),
        (role.Highlight, c.accent_soft),
        (role.HighlightedText, c.ink),
        (role.Link, c.accent),
        (role.LinkVisited, c.accent),
        (role.Accent, c.accent),
        (role.Light, c.surface),
        (role.Midlight, c.raised),
        (role.Mid, c.line),
        (role.Dark, c.soft),
        (role.Shadow, c.line),
    ):
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(c.soft))
    return palette


_DRAWN_BY_STYLE = ("arrow", "arrow-up", "check", "question", "information", "warning", "critical")
"""Icons that the style sheet names, so that each is there for light and for dark."""


def style_of(c: Colours) -> str:
    """Make the style sheet of a set of colours: the template ``style.qss`` names colours and sizes by ``@name``."""
    shade = "dark" if c in {DARK, DARK_HIGH} else "light"
    names = {field.name: str(getattr(c, field.name)) for field in fields(c)}
    names |= {"radius": f"{RADIUS}px", "small": f"{TEXT_SMALL}px", "heading": f"{TEXT_HEADING}px"}
    names |= {"title": f"{TEXT_TITLE}px", "money": f"{TEXT_MONEY}px"}
    names |= {name: resource("icons", f"{name}-{shade}.svg").as_posix() for name in _DRAWN_BY_STYLE}
    style = Path(__file__).with_name("style.qss").read_text(encoding="utf-8")
    for name in sorted(names, key=len, reverse=True):
        style = style.replace(f"@{name}", names[name])
    return style
