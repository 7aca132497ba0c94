"""The sets of colours: light and dark, each also in high contrast.

Every colour of text keeps at least 4.5 : 1 against what lies behind it, in high contrast 7 : 1 (WCAG 2.2, AA and
AAA); a test measures that.
"""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QColor

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
LIGHT_HIGH = Colours(
    page="#ffffff",
    surface="#ffffff",
    raised="#f0f0f0",
    line="#4a4a4a",
    ink="#000000",
    soft="#333333",
    accent="#003a70",
    accent_soft="#d6e8fa",
    on_accent="#ffffff",
    good="#00461c",
    good_soft="#e6f5ea",
    watch="#4d3000",
    watch_soft="#fdf0cf",
    late="#7a0b06",
    late_soft="#fde7e4",
)
DARK_HIGH = Colours(
    page="#000000",
    surface="#0a0a0a",
    raised="#1c1c1c",
    line="#b0b0b0",
    ink="#ffffff",
    soft="#dcdcdc",
    accent="#a8d4ff",
    accent_soft="#0c2c48",
    on_accent="#000000",
    good="#a6f0bd",
    good_soft="#06301a",
    watch="#ffdd8a",
    watch_soft="#352600",
    late="#ffb8ae",
    late_soft="#420f0b",
)
SETS = {(False, False): LIGHT, (True, False): DARK, (False, True): LIGHT_HIGH, (True, True): DARK_HIGH}
"""(dark, high contrast) → colours."""
