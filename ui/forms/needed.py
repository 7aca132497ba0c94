"""Which fields a choice needs: those only other choices need stay out of sight until they hold something."""

from collections.abc import Mapping

_NEEDED: Mapping[str, tuple[str, Mapping[str, frozenset[str]]]] = {
    "notice": (
        "channel",
        {
            "hand": frozenset({"signed_at"}),
            "web_announcement": frozenset({"published_at"}),
            "electronic": frozenset({"sent_at", "form"}),
            "post": frozenset({"posted_on"}),
        },
    ),
}
"""Kind of record → the field chosen in, and for each choice the fields that it alone needs (11.3 of a notice)."""


def chooser(kind: str) -> str | None:
    """Name the field whose choice tells which others are needed; None when all always are."""
    return _NEEDED[kind][0] if kind in _NEEDED else None


def needless(kind: str, chosen: str | None) -> frozenset[str]:
    """Give the fields that what is chosen does not need; none while nothing is chosen."""
    _, needed = _NEEDED[kind]
    mine = needed.get(chosen or "")
    return frozenset() if mine is None else frozenset().union(*needed.values()) - mine
