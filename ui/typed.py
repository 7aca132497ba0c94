"""What is wrong with what was typed, in the screen's words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from models.problems import Problem
from ui.languages import QT_TRANSLATE_NOOP, translate

if TYPE_CHECKING:
    from models.vocabulary import Vocabulary

_AS_TYPED = {
    "not_a_day": QT_TRANSLATE_NOOP("Problems", "“{0}” is not a day; write it like 2026-11-23, 1123 or +10."),
    "not_a_moment": QT_TRANSLATE_NOOP("Problems", "“{0}” is not a point in time; write it like 2026-10-01 19:00."),
    "not_a_month": QT_TRANSLATE_NOOP("Problems", "“{0}” is not a month; write it like 2026-09."),
}


def typed_problem(words: "Vocabulary", code: str, inputs: Mapping[str, object]) -> str:
    """Say what is wrong with what was typed; days are asked for as they are typed, not as files hold them."""
    if code in _AS_TYPED:
        return translate("Problems", _AS_TYPED[code]).format(inputs["value"])
    return words.problem(Problem(code, inputs=inputs))
