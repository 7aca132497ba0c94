"""Searching a ledger: one or two characters as well as more, kept in step with acts, the file untouched."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from models.exchange.document import read_file
from models.facts.records import AgreementCopy, Notice, Payment, ServiceRule
from models.ledger import acts, attachments
from models.ledger.ledger import Ledger, open_ledger
from models.ledger.search import FIRST, Found, Index
from models.ledger.verify import verify
from resources import resource

COPY = "1. 服务\n1.1 甲方在北京使用云服务，费用为 5,000.00 元。\n1.2 乙方 100% 负责。\n"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    path = tmp_path / "a.clauseledger"
    acts.make_from(path, read_file(resource("sample", "sample.json")))
    with open_ledger(path) as opened:
        acts.enter(opened, AgreementCopy("copy.txt", "copy.txt", COPY, date(2026, 1, 1)))
        acts.enter(opened, Notice("n-北京", "provider", "other", "electronic", subject="北京机房\n搬迁通知"))
        yield opened


def index_of(ledger: Ledger) -> Index:
    index = Index()
    index.fill(ledger.facts, attachments.everything(ledger.connection))
    return index


def found(index: Index, wanted: str) -> set[tuple[str, str]]:
    """Give (kind, record) of everything found."""
    return {(each.kind, each.record) for hits in index.find(wanted) for each in hits.first}


@pytest.mark.parametrize("wanted", ["京", "北京", "北京机", "北京机房", "机房 搬迁", "搬迁 北"])
def test_one_two_three_and_more_characters_are_found(ledger: Ledger, wanted: str):
    assert ("notice", "n-北京") in found(index_of(ledger), wanted)


@pytest.mark.parametrize("wanted", ["", "  ", "南京", "北京 南京", "京北", "北京机房搬家"])
def test_what_is_not_there_is_not_found(ledger: Ledger, wanted: str):
    assert not found(index_of(ledger), wanted)


@pytest.mark.parametrize("wanted", ["I-2026-09", "ｉ－２０２６－０９", "i-2026-09"])
def test_case_and_width_do_not_matter(ledger: Ledger, wanted: str):
    assert ("invoice", "i-2026-09") in found(index_of(ledger), wanted)


@pytest.mark.parametrize("wanted", ['"', "'", "%", "_", "*", "a OR b", "NOT", "100%", "\\", "(", "near(a b)"])
def test_what_a_query_language_would_take_for_its_own_is_only_words(ledger: Ledger, wanted: str):
    expected = {("clause", "1.2")} if wanted in {"%", "100%"} else set()
    assert found(index_of(ledger), wanted) - {("clause", "1")} == expected


def test_an_amount_is_found_with_and_without_its_commas(ledger: Ledger):
    acts.enter(ledger, Payment("p-big", date(2026, 11, 2), 1_234_500_000_000, "bank"))
    for wanted in ("12345.00", "12,345.00"):
        assert ("payment", "p-big") in found(index_of(ledger), wanted)


def test_a_clause_is_found_by_its_words_and_says_where_it_stands(ledger: Ledger):
    (hits,) = index_of(ledger).find("使用云服务")
    assert hits.first == (
        Found("clause", "1.1", "1.1", "1.1 甲方在北京使用云服务，费用为 5,000.00 元。", ("agreement_copy", "copy.txt")),
    )


def test_a_file_is_found_by_its_name_and_leads_to_its_record(ledger: Ledger):
    acts.attach(ledger, "bill", "b-2026-10", "往来 邮件.eml", b"x", media_type="message/rfc822", obtained_how="邮箱")
    (hits,) = index_of(ledger).find("往来")
    assert (hits.kind, hits.total, hits.first[0].words) == ("attachment", 1, "往来 邮件.eml")
    assert hits.first[0].place == ("bill", "b-2026-10")


def test_the_field_that_holds_the_words_is_named(ledger: Ledger):
    hits = {hits.kind: hits.first for hits in index_of(ledger).find("i-2026-09")}
    assert [(each.record, each.field) for each in hits["payment"]] == [("p-3", "invoices[0].invoice")]
    assert hits["invoice"][0].field == "id"


def test_the_very_id_comes_first_then_ids_that_begin_so(ledger: Ledger):
    for record in ("x", "x-77", "77-b", "77"):
        acts.enter(ledger, Payment(record, date(2026, 11, 2), 10**8, "bank", reference="77"))
    (hits,) = [hits for hits in index_of(ledger).find("77") if hits.kind == "payment"]
    assert [each.record for each in hits.first] == ["77", "77-b", "x-77", "x"]


@pytest.mark.parametrize("count", [FIRST - 1, FIRST, FIRST + 1])
def test_all_are_counted_and_the_first_are_given(ledger: Ledger, count: int):
    for number in range(count):
        acts.enter(ledger, Payment(f"q-{number}", date(2026, 11, 2), 10**8, "bank", reference="许多付款"))
    (hits,) = index_of(ledger).find("许多付款")
    assert (hits.total, len(hits.first)) == (count, min(count, FIRST))


def test_acts_undo_and_attachments_are_followed(ledger: Ledger):
    index = index_of(ledger)

    def follow(touched: tuple[tuple[str, str], ...]) -> None:
        index.renew(ledger.facts, touched, attachments.everything(ledger.connection))

    rule = ServiceRule("r-9", next(iter(ledger.facts.services)), retention_days=7, source="示例规则")
    follow(acts.enter(ledger, rule).touched)
    assert found(index, "示例规则") == {("service_rule", "r-9")}
    follow(acts.revise(ledger, rule._replace(source="改过的")).touched)
    assert not found(index, "示例规则")
    assert found(index, "改过") == {("service_rule", "r-9")}
    follow(acts.undo(ledger).touched)
    assert found(index, "示例规则") == {("service_rule", "r-9")}
    follow(acts.remove(ledger, "service_rule", "r-9").touched)
    assert not found(index, "示例规则")
    acts.attach(ledger, "bill", "b-2026-10", "合影.png", b"x", media_type="image/png", obtained_how="")
    follow(())
    assert {kind for kind, _ in found(index, "合影")} == {"attachment"}
    acts.undo(ledger)
    follow(())
    assert not found(index, "合影")
    follow(acts.remove(ledger, "agreement_copy", "copy.txt").touched)
    assert not found(index, "使用云服务")
    index.close()


def test_an_index_followed_through_acts_finds_what_one_made_anew_finds(ledger: Ledger):
    index = index_of(ledger)
    for number in range(5):
        change = acts.enter(ledger, Payment(f"z-{number}", date(2026, 11, 2), 10**8 * number, "bank", reference="凭证"))
        index.renew(ledger.facts, change.touched, ())
    new = index_of(ledger)
    for wanted in ("凭证", "北京", "2026", "z-", "云", "00"):
        assert found(index, wanted) == found(new, wanted)


def test_the_ledger_file_knows_nothing_of_it(ledger: Ledger):
    before = ledger.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    changes = ledger.connection.total_changes
    index_of(ledger).find("北京")
    assert ledger.connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == before
    assert ledger.connection.total_changes == changes
    assert not verify(ledger)
