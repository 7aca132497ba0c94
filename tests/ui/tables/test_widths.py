"""Widths of columns: names break first, words are cut next, numbers never; what is left goes where it reads well."""

from ui.tables.widths import Need, shared_out


def test_there_is_room():
    needs = [Need(60, 40, 40, words=True), Need(90, 100, 50, words=False), Need(80, 60, 60, words=False)]
    assert shared_out(needs, 240) == [60, 100, 80]
    assert shared_out(needs, 240 + 30) == [70, 110, 90]


def test_what_is_left_over_goes_to_the_last_column_or_where_that_has_numbers_to_the_widest_words():
    words, longer, number = Need(60, 40, 40, words=True), Need(90, 40, 40, words=True), Need(80, 60, 60, words=False)
    assert shared_out([words, longer, number], 1000) == [108, 138, 754]
    far = number._replace(right=True)
    assert shared_out([words, longer, far], 1000) == [108, 764, 128]
    assert shared_out([far, far], 1000) == [128, 872]


def test_names_break_before_words_are_cut_and_numbers_are_never():
    name, number = Need(200, 90, 60, words=True), Need(90, 150, 70, words=False)
    assert shared_out([name, number], 290) == [200, 90]
    assert shared_out([name, number], 250) == [160, 90]
    assert shared_out([name, number], 170) == [80, 90]
    assert shared_out([name, number], 100) == [80, 90], "the list scrolls"
    assert shared_out([name._replace(word=120), number], 100) == [120, 90], "a name's longest word stays whole"


def test_no_column_at_all():
    assert shared_out([], 500) == []
