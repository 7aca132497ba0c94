"""The look: readable colours in light and dark, Chinese without any font of the machine's, following the system."""

import itertools

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QFontMetricsF, QRawFont
from PySide6.QtWidgets import QApplication

from ui import actions, look
from ui.application import Program
from ui.icons import icon
from ui.rooms import ROOMS
from ui.tables.columns import TONES
from ui.window import LedgerWindow

TONE_NAMES = ("plain", "good", "watch", "late", "muted", "accent")


def luminance(colour: QColor) -> float:
    """Give the relative luminance of a colour (WCAG 2.2)."""
    channels = [colour.redF(), colour.greenF(), colour.blueF()]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    """Give the contrast of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [look.LIGHT, look.DARK], ids=["light", "dark"])
def test_text_is_readable_on_everything_it_stands_on(colours: look.Colours):
    grounds = (colours.page, colours.surface, colours.raised, colours.accent_soft)
    pairs = [(QColor(ink), QColor(on)) for ink, on in itertools.product((colours.ink, colours.soft), grounds)]
    pairs += [colours.tone(tone) for tone in TONE_NAMES]
    pairs += [(QColor(colours.on_accent), QColor(colours.accent)), (QColor(colours.late), QColor(colours.page))]
    pairs += [(QColor(colours.late), QColor(colours.surface)), (QColor(colours.accent), QColor(colours.surface))]
    unreadable = [(a.name(), b.name(), round(contrast(a, b), 2)) for a, b in pairs if contrast(a, b) < 4.5]
    assert not unreadable


def test_contrast_is_measured_rightly():
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.01)


def test_the_bundled_font_shows_chinese_and_its_digits_line_up(program: Program):
    assert program.language == "zh"
    font = look.font()
    assert QFontInfo(font).family() == look.FAMILIES[0]
    metrics = QFontMetrics(font)
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1
    raw = QRawFont.fromFont(font)
    assert all(raw.supportsCharacter(ord(char)) for char in "条款账本违约金逾期")


def test_quotation_marks_are_narrow_in_english_and_a_character_wide_in_chinese(program: Program):
    def wide() -> float:
        metrics = QFontMetricsF(QApplication.font())
        return metrics.horizontalAdvance("“") / metrics.horizontalAdvance("条")

    assert (program.language, round(wide(), 1)) == ("zh", 1.0)
    program.speak("en")
    assert wide() < 0.6
    program.speak("zh")
    assert round(wide(), 1) == 1.0


def test_rare_characters_have_a_font_too(program: Program):
    assert program.language == "zh"
    for char in "龘𠮷䶮":
        assert any(_has(family, char) for family in look.FAMILIES), char


def _has(family: str, char: str) -> bool:
    font = look.font()
    font.setFamilies([family])
    return QRawFont.fromFont(font).supportsCharacter(ord(char))


def test_dark_and_light_change_while_the_window_is_open(window: LedgerWindow, qapp: QApplication):
    def page() -> str:
        qapp.processEvents()
        return window.grab().toImage().pixelColor(window.width() // 2, window.height() - 4).name()

    look.LOOK.apply(qapp, dark=False)
    assert page() == look.LIGHT.page
    look.LOOK.apply(qapp, dark=True)
    assert page() == look.DARK.page
    look.LOOK.apply(qapp, dark=False)


def test_every_icon_is_there_and_paints_something(program: Program):
    assert program.language == "zh"
    names = {action.icon for action in actions.table() if action.icon} | {room.name for room in ROOMS}
    for name in names:
        picture = icon(name).pixmap(24, 24).toImage()
        assert any(picture.pixelColor(x, y).alpha() for x in range(24) for y in range(24)), name


def test_every_status_has_a_tone():
    from models.vocabulary import vocabulary

    words = vocabulary("zh")
    assert set(TONES.values()) <= set(TONE_NAMES)
    assert all(f"status.{status}" in words for status in TONES)
    known = {key.removeprefix("status.") for key in words._words if key.startswith("status.")}
    assert known == set(TONES)
