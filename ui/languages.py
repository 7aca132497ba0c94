"""The screen's language: the window's own texts through Qt Linguist, the domain's words through the vocabulary.

Texts in the code are English; ``resources/i18n`` holds their Chinese and the English plural forms.
"""

import os
from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from models.words import LANGUAGES
from resources import resource
from ui.settings import settings

_LOCALES = {"zh": QLocale(QLocale.Language.Chinese, QLocale.Country.China), "en": QLocale(QLocale.Language.English)}
_installed: list[QTranslator] = []

translate = QCoreApplication.translate
"""(context, English text) → the text in the screen's language; for what is no widget and so has no ``tr``."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: ARG001 - lupdate looks for this name
    """Mark an English text of a table for translation; it is translated when it is shown."""
    return text


def preferred(arguments: Sequence[str] = ()) -> str:
    """Give the language asked for by ``--lang``, by the environment, or the one chosen last, or Chinese."""
    asked = [word for flag, word in pairwise((*arguments, "")) if flag == "--lang"]
    asked += [word.removeprefix("--lang=") for word in arguments if word.startswith("--lang=")]
    wanted = asked[-1] if asked else os.environ.get("CLAUSELEDGER_LANG") or settings().value("language")
    return str(wanted) if wanted in LANGUAGES else LANGUAGES[0]


def install(language: str) -> None:
    """Speak a language (``zh`` or ``en``) from now on; what is on screen already keeps its words."""
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language}")
    for old in _installed:
        QCoreApplication.removeTranslator(old)
    _installed.clear()
    QLocale.setDefault(_LOCALES[language])
    _weekday.cache_clear()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    wanted = [str(resource("i18n", f"clauseledger_{language}.qm"))]
    if language == "zh":
        wanted.append(f"{folder}/qtbase_zh_CN.qm")
    for file in wanted:
        translator = QTranslator()
        if translator.load(file):
            QCoreApplication.installTranslator(translator)
            _installed.append(translator)


def weekday(day: date) -> str:
    """Name a day's weekday in short, e.g. 周四."""
    return _weekday(day.isoweekday())


@cache
def _weekday(number: int) -> str:
    return QLocale().dayName(number, QLocale.FormatType.ShortFormat)


def day_kind(day: date) -> str:
    """Name the kind of a day in China's calendar, e.g. 调休上班; empty outside the calendar."""
    from models.terms.calendar import Calendar, OutsideCalendarError

    try:
        kind = Calendar.bundled().kind(day)
    except OutsideCalendarError:
        return ""
    names = {
        "statutory": translate("Days", "public holiday"),
        "arranged_day_off": translate("Days", "arranged day off"),
        "weekend": translate("Days", "weekend"),
        "working": translate("Days", "working day"),
        "adjusted_working": translate("Days", "worked weekend day"),
    }
    name = names[kind.value]
    if Calendar.bundled().is_official(day):
        return name
    return translate("Days", "{0}, not yet official").format(name)


def weekday_and_kind(day: date) -> str:
    """Say weekday and kind of a day, e.g. ``周四 · 工作日``."""
    return " · ".join(part for part in (weekday(day), day_kind(day)) if part)
