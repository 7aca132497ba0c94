"""Templates: values fill sentences and nothing else; a hostile template reaches neither attributes nor files."""

import pytest
from jinja2 import Environment, meta

from models.letters.table import LETTERS
from models.problems import Refused
from models.vocabulary import LANGUAGES, vocabulary
from reports.letters.letter import check_template
from reports.letters.templates import LONGEST_TEMPLATE, fill
from reports.wording import letter_template, letter_words

VALUES = {"x": "值", "many": [{"line": "一"}, {"line": "二"}], "none": None}


def test_each_line_is_one_block_by_its_mark():
    made = fill("# 题\n> 致：{{ x }}\n\n## 一\n段\n- 甲\n+ 乙\n[[lines]]\n", VALUES)
    assert made == [
        ("#", "题"), (">", "致：值"), ("##", "一"), ("", "段"), ("-", "甲"), ("+", "乙"), ("[[", "lines"),
    ]  # fmt: skip


@pytest.mark.parametrize("value", ["# 题", "- 甲", "[[quotes]]", "一\n## 二\r\n三\u2028四", "{{ x }}", "\ufdd0# 题"])
def test_what_a_record_says_changes_no_block_and_is_no_template(value):
    (only,) = fill("{{ x }}", {"x": value})
    assert only.mark == ""
    assert only.text == " ".join(value.replace("\ufdd0", "").splitlines())


@pytest.mark.parametrize(
    "hostile",
    [
        "{{ x.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ x['__class__'] }}",
        "{{ x|attr('__class__') }}",
        "{{ x.format }}",
        "{{ x.upper() }}",
        "{{ self }}",
        "{{ self.__init__ }}",
        "{{ many[0].__getitem__ }}",
        "{% for one in many %}{{ loop.cycle }}{% endfor %}",
        "{% for one in many %}{{ loop }}{% endfor %}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% extends 'x' %}",
        "{{ lipsum() }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ range(10) }}",
        "{{ namespace() }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 10 ** 9 ** 9 }}",
        "{{ 1 + 1 }}",
        "{{ -1 }}",
        "{{ '%s'|format(x) }}",
        "{{ x|pprint }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ many }}",
        "{{ none }}",
        "{{ nowhere }}",
        "{% for one in many %}",
        "{{ x",
    ],
)
def test_a_hostile_or_broken_template_is_refused_with_a_sentence(hostile):
    with pytest.raises(Refused) as refused:
        fill(hostile, VALUES)
    (problem,) = refused.value.problems
    assert problem.code in FAULTS
    for language in LANGUAGES:
        said = vocabulary(language).problem(problem)
        assert "1" in said
        assert "{" not in said.replace(hostile, "").replace(str(problem.inputs.get("missing")), "")


FAULTS = {"bad_template", "template_unclosed", "template_unknown_value", "template_value_missing", "template_forbidden"}


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        ("一\n二 {{ x", "template_unclosed", 2),
        ("一\n{% if x %}\n三\n四", "template_unclosed", 2),
        ("{% if x %}\n{% for a in many %}\n{% endfor %}", "template_unclosed", 1),
        ("{% if x %}{% endif %}\n{% for a in many %}", "template_unclosed", 2),
        ("一\n二\n{{ nowhere }}", "template_unknown_value", 3),
        ("一\n{% if nowhere %}{% endif %}", "template_unknown_value", 2),
        ("一\n{{ none }}", "template_value_missing", 2),
        ("一\n二\n{{ x.upper() }}", "template_forbidden", 3),
        ("一\n{{ 1 + 1 }}", "template_forbidden", 2),
        ("一\n{% endif %}", "template_forbidden", 2),
        ("一\n{{ x|pprint }}", "template_forbidden", 2),
        ("一\n{{ x y }}", "bad_template", 2),
        (
            "{% for a in many %}\n{% for b in many %}\n{% for c in many %}{% endfor %}{% endfor %}{% endfor %}",
            "template_forbidden",
            3,
        ),
        ("一\n{{ }}", "bad_template", 2),
    ],
)
def test_what_is_wrong_is_told_by_line_and_cause(source, code, line):
    with pytest.raises(Refused) as refused:
        fill(source, VALUES)
    (problem,) = refused.value.problems
    assert (problem.code, problem.inputs["line"]) == (code, line)


def test_a_template_is_checked_without_a_record():
    assert check_template("bill-objection", letter_template("zh", "bill-objection")) is None
    for source, code in (("{{ x", "template_unclosed"), ("一\n{{ nowhere }}", "template_unknown_value")):
        with pytest.raises(Refused, match=code):
            check_template("bill-objection", source)


def test_a_template_or_a_letter_without_end_is_refused():
    with pytest.raises(Refused, match="template_too_long"):
        fill("字" * (LONGEST_TEMPLATE + 1), VALUES)
    many = [{"line": "字" * 1000}] * 1000
    with pytest.raises(Refused, match="letter_too_long"):
        fill("{% for one in many %}{{ one.line }}{% endfor %}", {"many": many})


@pytest.mark.parametrize("kind", LETTERS)
def test_both_languages_use_the_same_values_and_places(kind):
    def used(language):
        source = letter_template(language, kind)
        marks = [line[:2] for line in source.splitlines() if line.startswith(("- ", "+ ", "##", "[["))]
        chinese_only = {"electronic_form", "reason_ended"}  # a word and a mark only Chinese needs
        return meta.find_undeclared_variables(Environment(autoescape=True).parse(source)) - chinese_only, marks

    assert used("zh") == used("en")


def test_both_languages_have_the_same_words():
    def keys(table, prefix=""):
        for name, value in table.items():
            yield from keys(value, f"{prefix}{name}.") if isinstance(value, dict) else [prefix + name]

    assert set(keys(letter_words("zh")._texts)) == set(keys(letter_words("en")._texts))


@pytest.mark.parametrize("kind", LETTERS)
def test_no_template_types_an_amount_or_a_day_and_none_claims_to_be_a_lawyer_s(kind):
    for language in LANGUAGES:
        source = letter_template(language, kind)
        assert "律师" not in source
        assert "lawyer" not in source.lower()
        assert not [year for year in ("202", "201") if f"{year}" in source and "{%" not in source]
        assert "0.01 元" not in source
