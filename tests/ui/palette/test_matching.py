"""How what is typed finds a name."""

import pytest

from ui.palette.matching import match


def best(typed: str, *names: str) -> str:
    """Give the name that fits best."""
    return max(names, key=lambda name: found.score if (found := match(typed, name)) else -(10**9))


@pytest.mark.parametrize(
    ("typed", "name", "places"),
    [
        ("led", "New ledger", (4, 5, 6)),
        ("LED", "New ledger", (4, 5, 6)),
        ("nl", "New ledger", (0, 4)),
        ("ledger new", "New ledger", (0, 1, 2, 4, 5, 6, 7, 8, 9)),
        ("汇总", "结算汇总", (2, 3)),
        ("结汇", "结算汇总", (0, 2)),
        ("总结", "结算汇总", None),
        ("ledgers", "New ledger", None),
        ("", "New ledger", ()),
        ("  ", "New ledger", ()),
    ],
)
def test_a_name_is_found_by_a_piece_by_letters_or_not_at_all(typed: str, name: str, places: tuple[int, ...] | None):
    found = match(typed, name)
    assert (found.places if found else None) == places


def test_a_piece_is_better_than_scattered_letters():
    assert best("day", "Delete arrays", "Back to day") == "Back to day"


def test_the_beginning_of_a_word_is_better_than_its_middle():
    assert best("port", "Import", "Portfolio") == "Portfolio"


def test_letters_that_begin_words_are_better_than_any():
    assert best("nr", "Notice for reading", "Generate") == "Notice for reading"


def test_the_shorter_name_is_better():
    assert best("undo", "Undo everything", "Undo") == "Undo"
