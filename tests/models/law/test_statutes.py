"""The articles as data: cited, paraphrased and good for something in both languages; each number with its article."""

import pytest

from models.law import late_fee, limitation
from models.law.statutes import _parameters, parameter, statute, statutes
from models.vocabulary import vocabulary
from resources import resource

LANGUAGES = ("zh", "en")


@pytest.fixture(params=statutes(), ids=lambda one: one.id)
def article(request):
    return request.param


def test_each_says_what_it_is_in_both_languages(article):
    for language in LANGUAGES:
        assert article.law[language]
        assert article.says[language].strip()
        assert article.use[language].strip()
        assert article.article.replace("—", "–" if language == "en" else "—") in article.cite(language)
    assert article.sure in {"H", "M", "L"}


def test_no_two_have_one_id():
    assert len({one.id for one in statutes()}) == len(statutes())


def test_citing():
    assert statute("civil-585").cite("zh") == "《民法典》第585条"
    assert statute("civil-585").cite("en") == "Civil Code, art. 585"
    assert statute("civil-200-204").cite("en") == "Civil Code, arts. 200–204"


def test_every_article_a_reference_stands_on_is_there():
    for cited in (*late_fee.STATUTES, *limitation.STATUTES):
        assert statute(cited).id == cited


def test_the_articles_the_rules_name_are_there():
    wanted = {"civil-137", "civil-188", "civil-195", "civil-200-204", "civil-469", "civil-496-498", "civil-506"}
    wanted |= {"civil-568", "civil-577", "civil-584", "civil-585", "civil-591", "civil-1259", "evidence-19"}
    assert wanted <= {one.id for one in statutes()}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lpr_multiple_low", "1.3"),
        ("lpr_multiple_high", "1.5"),
        ("year_days", "365"),
        ("excessive_percent", "30"),
        ("limitation_years", "3"),
    ],
)
def test_numbers_of_the_law(name, value):
    found = parameter(name)
    assert float(found.value) == float(value)
    assert statute(found.statute)
    assert all(found.says[language] for language in LANGUAGES)
    assert (found.as_input().name, found.as_input("other").name, found.as_input().clause) == (
        name,
        "other",
        found.statute,
    )


def test_what_nobody_wrote_down_is_not_there():
    with pytest.raises(KeyError):
        statute("civil-1")
    with pytest.raises(KeyError):
        parameter("late_fee_rate")


def test_no_law_is_hidden_in_the_agreements_terms():
    text = resource("agreements", "tencent-cloud-2021.toml").read_text(encoding="utf-8")
    assert not any(name in text for name in ("lpr", "limitation_years", "excessive"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_a_number_of_the_law_comes_from_has_a_short_name(language):
    for name in _parameters():
        an_input = parameter(name).as_input()
        said = vocabulary(language).source(an_input)
        assert said != an_input.clause, name
        assert statute(an_input.clause).article in said
