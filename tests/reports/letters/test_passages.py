"""A template taken apart for editing: whole again in a row, figures as they are, only the words that hold."""

from datetime import date

import pytest

from models.assess import assess
from models.letters.table import LETTERS
from models.problems import Refused
from models.vocabulary import LANGUAGES
from reports.letters.letter import letter_values
from reports.letters.passages import passages
from reports.letters.templates import fill
from reports.letters.typed import strays
from reports.wording import letter_template
from tests.reports.letters.ledgers import CASES
from tests.reports.papers import facts

VALUES = {"x": "值", "total": "45.67 元", "yes": True, "no": False, "none": None}
VALUES["many"] = [{"line": "一"}, {"line": "二"}]


def values(kind, language="zh"):
    made, record, day = CASES[kind]
    return letter_values(assess(facts(made), date.fromisoformat(day)), kind, record, language=language)


def kinds(source):
    return [(one.kind, one.source if one.kind == "text" else one.says) for one in passages(source, VALUES)]


@pytest.mark.parametrize("kind", LETTERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_parts_in_a_row_are_the_template(kind, language):
    source = letter_template(language, kind)
    found = passages(source, values(kind, language))
    assert "".join(one.source for one in found) == source
    assert not [one for one in found if one.kind == "figure" and one.says is None]


@pytest.mark.parametrize("kind", LETTERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shown_is_what_the_letter_says(kind, language):
    source, known = letter_template(language, kind), values(kind, language)
    shown = "".join(
        {"text": one.source, "figure": one.says, "list": one.says, "place": one.source}.get(one.kind) or ""
        for one in passages(source, known)
    )
    said = "".join(piece.text for piece in fill(source, known))

    def bare(text):
        return "".join(text.split()).translate(str.maketrans("", "", "#>-+[]"))

    assert bare(shown) == bare(said)


def test_words_that_do_not_hold_wait_in_the_marks():
    assert kinds("一{% if yes %}二{% else %}三{% endif %}四") == [
        ("text", "一"), ("mark", None), ("text", "二"), ("mark", None), ("text", "四"),
    ]  # fmt: skip
    assert kinds("一{% if no %}二{% elif yes %}{{ x }}{% endif %}") == [
        ("text", "一"), ("mark", None), ("figure", "值"), ("mark", None),
    ]  # fmt: skip
    (lone,) = passages("{% if no %}{% if yes %}二{% endif %}{% endif %}", VALUES)
    assert (lone.kind, lone.pair) == ("mark", None)


def test_marks_of_one_condition_belong_together():
    found = passages("{% if yes %}{% if x %}二{% endif %}{% endif %}", VALUES)
    assert [one.pair for one in found if one.kind == "mark"] == [0, 1, 1, 0]


def test_lists_places_and_what_is_not_on_record_show_as_such():
    assert kinds("{% for one in many %}{{ one.line }}\n{% endfor %}\n[[lines]]\n{{ none }}{{ nowhere }}") == [
        ("list", "一\n二"), ("place", None), ("text", "\n"), ("figure", None), ("figure", None),
    ]  # fmt: skip


def test_a_tag_alone_on_its_line_takes_no_line():
    found = passages("一\n{% if yes %}\n二\n{% endif %}\n三\n", VALUES)
    assert [one.source for one in found if one.kind == "text"] == ["一\n", "二\n", "三\n"]


def test_a_broken_template_is_refused():
    with pytest.raises(Refused, match="template_unclosed"):
        passages("{% if yes %}一", VALUES)
    with pytest.raises(Refused, match="template_unknown_value"):
        passages("{% if nowhere %}一{% endif %}", VALUES)


# Numbers typed by hand ------------------------------------------------------------------------------------------------


def typed(text, bundled="第 12.3 条，10 个工作日"):
    return [(one.text, one.figure) for one in strays(passages(text, VALUES), bundled)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{ total }}，即 45.67 元", [("45.67 元", "{{ total }}")]),
        ("{{ total }}，即 45.68 元", [("45.68 元", None)]),
        ("{{ total }}，即 CNY 45.670", [("CNY 45.670", "{{ total }}")]),
        ("金额 1,234.50", [("1,234.50", None)]),
        ("第 12.3 条，10 个工作日", []),
        ("11 个工作日", [("11 个工作日", None)]),
        ("2026年10月8日和 2026-10-08", [("2026年10月8日", None), ("2026-10-08", None)]),
        ("人民币肆拾伍元陆角柒分", [("人民币肆拾伍元陆角柒分", None)]),
        ("paid 8 October 2026, 5 days", [("8 October 2026", None), ("5 days", None)]),
        ("没有数值", []),
    ],
)
def test_a_number_typed_by_hand_is_told_with_the_figure_that_says_the_same(text, found):
    assert typed(text) == found


@pytest.mark.parametrize("kind", LETTERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_program_s_own_words_hold_no_typed_number(kind, language):
    source = letter_template(language, kind)
    assert strays(passages(source, values(kind, language)), source) == []
