"""What a line of a statement may have paid, in words: the records and the reasons, for window and command alike."""

from models.statements.matching import Reason, Suggestion
from models.vocabulary import Vocabulary


def suggestion_told(one: Suggestion, words: Vocabulary) -> str:
    """Say what is suggested and why, on one line."""
    reasons = " · ".join(reason_told(reason, words) for reason in one.reasons)
    return words.text("match.because", what=target_told(one, words), reasons=reasons)


def target_told(one: Suggestion, words: Vocabulary) -> str:
    """Name what is suggested."""
    if not one.targets:
        return words.choice("purpose", one.kind)
    return " + ".join(words.record(one.kind, target) for target in one.targets)


def reason_told(reason: Reason, words: Vocabulary) -> str:
    """Say one reason."""
    if reason.code == "days_apart":
        days = reason.days or 0
        which = "same_day" if days == 0 else "later" if days > 0 else "earlier"
        return words.text(f"match.{which}", days=abs(days))
    return words.text(f"match.{reason.code}", words=reason.words or "")
