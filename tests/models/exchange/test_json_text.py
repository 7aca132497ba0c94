"""JSON read as it comes says what the standard library says of the whole, wherever the pieces end."""

import json
from itertools import chain, repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.exchange import json_text
from models.exchange.json_text import JsonText, TooLongError, pieces_of

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from([-1.5, 2e30, 0.25]) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)
SPOILT = st.lists(st.tuples(st.integers(0, 200), st.sampled_from(["", *'{}[],:"\\ \n1e-tN.u'])), max_size=3)


def walked(text):
    """Read a value by its parts."""
    match text.next():
        case "{":
            return {name: walked(text) for name in text.members()}
        case "[":
            return [walked(text) for _ in text.items()]
        case _:
            return text.value()


def outcome(read):
    try:
        return read()
    except json.JSONDecodeError as error:
        return error.msg, error.lineno, error.colno


@given(VALUES, SPOILT, st.sampled_from([1, 2, 3, 50]), st.sampled_from([None, 1]), st.booleans())
def test_the_same_value_or_the_same_fault_in_the_same_place(value, spoilt, size, indent, plain):
    written = json.dumps(value, ensure_ascii=plain, indent=indent)
    for place, character in spoilt:
        written = written[:place] + character + written[place + (character == "") :]
    expected = outcome(lambda: json.loads(written))

    def read(way):
        text = JsonText(written[at : at + size] for at in range(0, len(written), size))
        found = way(text)
        text.end()
        return found

    trailing = isinstance(expected, tuple) and expected[0].startswith("Illegal trailing comma")  # since Python 3.13
    for way in (walked, JsonText.value):
        found = outcome(lambda way=way: read(way))
        assert found == expected or trailing


def test_a_value_too_long_to_be_held_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(json_text, "LONGEST_VALUE", 100)
    assert list(JsonText(iter(["[", *(["1,"] * 500), "2]"])).values()) == [1] * 500 + [2]
    endless = JsonText(chain(['["'], repeat("x")))
    with pytest.raises(TooLongError):
        endless.value()


@given(st.text(max_size=30), st.booleans(), st.sampled_from([1, 2, 5, 1000]), st.integers(0, 40))
def test_pieces_are_the_text_and_what_is_no_text_is_told_by_its_place(text, mark, size, cut):
    content = text.encode()[: max(cut, 1)]
    rest = iter([content[at : at + size] for at in range(0, len(content), size)])
    first = b"\xef\xbb\xbf" if mark else b""

    def reads(_count):
        nonlocal first
        piece, first = first or next(rest, b""), b""
        return piece

    whole = content.decode("utf-8", "ignore")  # what is cut off is the last character
    if len(whole.encode()) < len(content):
        with pytest.raises(UnicodeDecodeError) as raised:
            list(pieces_of(reads))
        assert raised.value.start == len(whole.encode())
    else:
        assert "".join(pieces_of(reads)) == (whole if mark else whole.removeprefix("\ufeff"))
