"""Sequences on disk are the sequences they were made of."""

import pytest

from models import spool
from models.spool import Spool, Spooled


@pytest.fixture(autouse=True)
def _short(monkeypatch):
    monkeypatch.setattr(spool, "HELD", 5)
    monkeypatch.setattr(spool, "AT_A_TIME", 3)


def kept(place, *numbers):
    return place.keep(iter(range(*numbers)))


def test_up_to_a_number_they_are_held_and_those_beyond_are_on_disk():
    place = Spool(str, int)
    assert isinstance(kept(place, 3), tuple)
    assert isinstance(kept(place, 2), tuple)
    assert isinstance(kept(place, 1), Spooled)
    assert kept(place, 0) == ()
    assert isinstance(kept(Spool(str, int), 5), tuple)
    assert isinstance(kept(Spool(str, int), 6), Spooled)


@pytest.mark.parametrize("length", [6, 7, 8, 9, 10, 31])
def test_they_are_equal_and_give_every_part(length):
    place = Spool(str, int)
    first, second = kept(place, length), kept(place, 100, 100 + length)
    expected = tuple(range(length))
    assert first == expected
    assert expected == first
    assert hash(first) == hash(expected)
    assert first not in (second, expected[:-1], (*expected[:-1], 99), "x" * length)
    assert [first[n] for n in range(-length, length)] == [*expected, *expected]
    for part in (slice(None), slice(2, 5), slice(-3, None), slice(None, None, 2), slice(None, None, -1)):
        assert first[part] == expected[part]
    for index in (length, -length - 1):
        with pytest.raises(IndexError):
            first[index]


def test_two_of_one_place_are_read_in_turn():
    place = Spool(str, int)
    first, second = kept(place, 20), kept(place, 50, 70)
    assert list(zip(first, second, strict=True)) == [(n, n + 50) for n in range(20)]
