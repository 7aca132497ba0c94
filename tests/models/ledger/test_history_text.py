"""What an act altered is written as the JSON of the whole would be, however it is put together and kept."""

import json

from hypothesis import given
from hypothesis import strategies as st

from models.ledger.history_text import _AT_A_TIME, elements, pieces

SIDES = st.none() | st.dictionaries(
    st.sampled_from(["on", "名"]),
    st.integers() | st.text(max_size=3) | st.lists(st.integers(0, 9), max_size=40),
    max_size=2,
)
CHANGES = st.builds(
    dict, kind=st.just("bill"), id=st.text(max_size=3), before=SIDES, after=SIDES, row=st.integers(1, 9)
)


@given(st.lists(st.tuples(CHANGES, st.sampled_from([1, 2, _AT_A_TIME, _AT_A_TIME + 1])), max_size=6))
def test_the_pieces_are_the_json_of_the_whole_and_each_alteration_is_read_back(some):
    changes = [change for change, times in some for _ in range(times)]
    written = list(pieces(changes))
    assert "".join(written) == json.dumps(changes, ensure_ascii=False, separators=(",", ":"))
    assert json.loads("[" + ",".join(json.dumps(change) for change in elements(written)) + "]") == changes
    assert len(written) <= max(1, 6 * len(some)) + len(changes)
