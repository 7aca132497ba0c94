"""How the program looks, defined once: spacings, type sizes, colours in light and dark, and the style they make.

Sizes are device-independent pixels. Every colour of text keeps at least 4.5 : 1 against what lies behind it; a test
measures that.
"""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from resources import resource

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
RADIUS = 6

Tone = Literal["plain", "good", "watch", "late", "muted", "accent"]
"""What a chip or a number says beside its words: in order, worth watching, too late, of no concern now."""


@dataclass(frozen=True)
class Colours:
    """One set of colours, light or dark."""

    page: str
    """Behind everything."""
    surface: str
    """Tables, forms, cards."""
    raised: str
    """Headers, hover, chips without a tone."""
    line: str
    ink: str
    soft: str
    """Secondary text."""
    accent: str
    accent_soft: str
    on_accent: str
    good: str
    good_soft: str
    watch: str
    watch_soft: str
    late: str
    late_soft: str

    def tone(self, tone: Tone) -> tuple[QColor, QColor]:
        """Give (text, background) of a tone."""
        pairs = {
            "plain": (self.ink, self.raised),
            "muted": (self.soft, self.raised),
            "accent": (self.accent, self.accent_soft),
            "good": (self.good, self.good_soft),
            "watch": (self.watch, self.watch_soft),
            "late": (self.late, self.late_soft),
        }
        text, behind = pairs[tone]
        return QColor(text), QColor(behind)


LIGHT = Colours(
    page="#f4f3ef",
    surface="#fdfdfb",
    raised="#eceae4",
    line="#dcd9d0",
    ink="#22262b",
    soft="#5b6169",
    accent="#1d5480",
    accent_soft="#dfeaf3",
    on_accent="#ffffff",
    good="#24643c",
    good_soft="#dff0e3",
    watch="#7a4f00",
    watch_soft="#faecc9",
    late="#a32a22",
    late_soft="#fbe1dc",
)
DARK = Colours(
    page="#17191c",
    surface="#1f2226",
    raised="#2a2e33",
    line="#3a3f46",
    ink="#e7e5df",
    soft="#a9aeb5",
    accent="#8dbfe8",
    accent_soft="#22394d",
    on_accent="#10202d",
    good="#8fd3a3",
    good_soft="#1f3a2a",
    watch="#ecc26b",
    watch_soft="#41331a",
    late="#f39c90",
    late_soft="#4a2522",
)


class Look(QObject):
    """The look in force. One per application: it follows the system between light and dark."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.colours = LIGHT

    def apply(self, application: QApplication, *, dark: bool) -> None:
        """Put the look on an application: palette, fonts and style."""
        self.colours = DARK if dark else LIGHT
        application.setPalette(palette_of(self.colours))
        application.setStyleSheet(style_of(self.colours))
        self.changed.emit()


LOOK = Look()


def colours() -> Colours:
    """Give the colours in force."""
    return LOOK.colours


STYLE = ("-style", "fusion")
"""Arguments of Qt's that choose the style everything here is drawn over. (Setting it later makes 500 enum members.)"""


def install(application: QApplication) -> None:
    """Set up bundled fonts and colours, and follow the system's choice of light or dark."""
    install_fonts()
    application.setFont(font())
    hints = QGuiApplication.styleHints()

    def follow() -> None:
        LOOK.apply(application, dark=hints.colorScheme() == Qt.ColorScheme.Dark)

    hints.colorSchemeChanged.connect(follow)
    follow()


FAMILIES = ("ClauseLedger Sans", "ClauseLedger Sans Rest", "ClauseLedger Serif Rare")
_FONT_FILES = ("Sans-Regular-Common", "Sans-Bold-Common", "Sans-Regular-Rest", "Sans-Bold-Rest", "Serif-Regular-Rare")


def font_files() -> list[Path]:
    """Give the bundled fonts the screen uses."""
    return [resource("fonts", f"{name}.ttf") for name in _FONT_FILES]


def install_fonts() -> None:
    """Load the bundled fonts, so that Chinese shows on a machine without any."""
    for file in font_files():
        QFontDatabase.addApplicationFont(str(file))


def font(size: int = TEXT, *, bold: bool = False) -> QFont:
    """Give the program's font in a size; its digits are all of one width."""
    made = QFont()
    made.setFamilies(list(FAMILIES))
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


def style_of(c: Colours) -> str:
    """Make the style sheet of a set of colours: the template ``style.qss`` names colours and sizes by ``@name``."""
    names = {field.name: str(getattr(c, field.name)) for field in fields(c)}
    names |= {"radius": f"{RADIUS}px", "small": f"{TEXT_SMALL}px", "heading": f"{TEXT_HEADING}px"}
    names |= {"title": f"{TEXT_TITLE}px", "money": f"{TEXT_MONEY}px"}
    names |= {"arrow": resource("icons", "arrow-light.svg" if c is LIGHT else "arrow-dark.svg").as_posix()}
    names |= {"check": resource("icons", "check-light.svg" if c is LIGHT else "check-dark.svg").as_posix()}
    style = Path(__file__).with_name("style.qss").read_text(encoding="utf-8")
    for name in sorted(names, key=len, reverse=True):
        style = style.replace(f"@{name}", names[name])
    return style
