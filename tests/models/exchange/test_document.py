"""The exchange file: what is refused and where, what is never half imported, what comes out as it went in."""

import copy
import json
import random
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.exchange import document, document_reading
from models.facts.checks import check_records
from models.facts.facts import Facts
from models.facts.records import SECTIONS, Invoice, Notice
from models.ledger import acts
from models.ledger.ledger import open_ledger
from models.money import FEN
from models.problems import LISTED, Refused
from models.vocabulary import LANGUAGES, vocabulary
from tests.models import documents, samples


def problems(content):
    """Give (code, path) of every problem of a document, given as JSON values, text or bytes."""
    content = content if isinstance(content, bytes | str) else json.dumps(content)
    with pytest.raises(Refused) as refused:
        document.read(content)
    return [(problem.code, problem.path) for problem in refused.value.problems]


def facts_or_problems(content):
    try:
        return document.read(content), ()
    except Refused as refused:
        return None, refused.problems


def changed(path, value):
    """Give the whole sample with one place changed; ``...`` removes it."""
    made = samples.whole()
    at = made
    *way, last = path
    for step in way:
        at = at[step]
    if value is ...:
        del at[last]
    else:
        at[last] = value
    return made


def test_the_sample_has_every_section_but_the_calendar():
    assert set(samples.WHOLE) == {"format", "agreement", *(s for s, _ in SECTIONS.values())} - {"arrangements"}


def test_out_is_what_went_in():
    made = samples.whole()
    made["incidents"][0] |= {"started_at": "2026-09-12T10:00:00.500000+08:00", "ended_at": "2026-09-12T05:00:00+00:00"}
    made["reference_rates"][0]["percent"] = 3
    assert document.write(samples.read(made)) == made
    assert document.write(samples.read(document.write(samples.read(made)))) == made


@given(st.randoms(use_true_random=False))
def test_out_and_in_again_is_the_same(chance):
    facts = samples.read(documents.Maker(chance).document())
    assert document.read("".join(document.text(facts))) == facts


@given(st.randoms(use_true_random=False))
def test_the_text_is_the_document_two_spaces_deep(chance):
    facts = samples.read(documents.Maker(chance).document())
    assert "".join(document.text(facts)) == json.dumps(document.write(facts), ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("lines", [0, 1, 2, 999, 1000, 1001, 2001])
def test_the_text_of_lines_that_a_ledger_keeps_is_the_same(tmp_path, lines):
    made = samples.whole()
    made["services"].append(made["services"][0] | {"id": '},           {"odd": "'})
    line = made["bills"][0]["lines"][0]
    services = [service["id"] for service in made["services"]]
    made["bills"][0]["lines"] = [line | {"service": services[n % 3], "cash": f"{n}.00"} for n in range(lines)]
    if not lines:
        del made["bills"][0]["lines"]
    made["bills"][0]["answer"] = {"kind": "objected", "on": "2026-10-13", "reason": '"},\n          {"'}
    facts = samples.read(made)
    acts.make_from(tmp_path / "x.clauseledger", facts)
    expected = json.dumps(document.write(facts), ensure_ascii=False, indent=2) + "\n"
    with open_ledger(tmp_path / "x.clauseledger") as ledger:
        assert "".join(document.text(ledger.facts)) == expected


def test_a_bare_document_is_only_its_agreement():
    facts = Facts(samples.read(samples.only()).agreement)
    assert json.loads("".join(document.text(facts))) == document.write(facts)
    assert list(document.write(facts)) == ["format", "agreement"]


def test_null_is_absent():
    made = samples.whole()
    made["accounts"][1] |= {"label": None, "cash_balance": None}
    assert samples.read(made) == samples.read(samples.WHOLE)
    made = samples.only(invoices=[{"id": "i", "amount": "1.00", "bills": None, "tax": None}], payments=None)
    assert samples.read(made) == samples.read(samples.only(invoices=[{"id": "i", "amount": "1.00"}]))


def test_an_object_that_says_nothing_is_none():
    made = samples.only(readings={"delivery_rolls_on": None})
    assert samples.read(made).agreement.readings is None


def test_a_byte_order_mark_is_no_matter():
    text = json.dumps(samples.WHOLE, ensure_ascii=False)
    assert document.read(text.encode("utf-8-sig")) == document.read(text)


class TestShapesByPath:
    @pytest.mark.parametrize(
        ("path", "value", "code"),
        [
            (("agreement", "terms"), 7, "not_text"),
            (("agreement", "customer", "name"), " ", "empty_required"),
            (("accounts", 0, "label"), " ", "empty_text"),
            (("invoices", 0, "bills", 0), "", "empty_entry"),
            (("agreement", "customer", "name"), "x" * 201, "text_too_long"),
            (("agreement", "customer", "name"), "a\x00b", "control_character"),
            (("agreement", "customer", "name"), "a\ud800b", "control_character"),
            (("agreement", "customer", "name"), "a\nb", "control_character"),
            (("accounts", 0, "id"), " a", "spaces_around"),
            (("bills", 0, "period"), "2026-13", "not_a_month"),
            (("bills", 0, "period"), "2026-9", "not_a_month"),
            (("agreement", "signed_on"), "2026-02-30", "not_a_day"),
            (("agreement", "signed_on"), "20260201", "not_a_day"),
            (("agreement", "signed_on"), "２０２６-02-01", "not_a_day"),
            (("agreement", "signed_on"), "1999-12-31", "day_out_of_range"),
            (("agreement", "signed_on"), "2090-01-01", "day_out_of_range"),
            (("bills", 0, "sent_at"), "2026-10-01T19:00:00", "not_a_moment"),
            (("bills", 0, "sent_at"), "2026-10-01", "not_a_moment"),
            (("bills", 0, "sent_at"), "2026-10-01T25:00:00+08:00", "not_a_moment"),
            (("bills", 0, "sent_at"), "2026-10-01T19:00:00+25:00", "not_a_moment"),
            (("bills", 0, "sent_at"), "0001-01-01T00:00:00+14:00", "day_out_of_range"),
            (("bills", 0, "sent_at"), "9999-12-31T23:59:59-12:00", "day_out_of_range"),
            (("bills", 0, "total"), 345.67, "amount_not_a_string"),
            (("bills", 0, "total"), 345, "amount_not_a_string"),
            (("bills", 0, "total"), "345,67", "not_an_amount"),
            (("bills", 0, "total"), "1e3", "not_an_amount"),
            (("bills", 0, "total"), "٣", "not_an_amount"),
            (("bills", 0, "total"), "10000000000.00", "amount_out_of_range"),
            (("bills", 0, "total"), "1.001", "not_whole_fen"),
            (("payments", 0, "amount"), "-1.00", "negative_amount"),
            (("orders", 0, "cash"), "1.000000001", "not_an_amount"),
            (("services", 0, "retention_days"), "7", "not_a_whole_number"),
            (("services", 0, "retention_days"), 7.5, "not_a_whole_number"),
            (("services", 0, "retention_days"), True, "not_a_whole_number"),
            (("services", 0, "retention_days"), -1, "number_out_of_range"),
            (("services", 0, "retention_days"), 36501, "number_out_of_range"),
            (("services", 0, "retention_days"), int("9" * 4000), "number_out_of_range"),
            (("agreement", "amendments", 0, "value"), "a", "not_a_quantity"),
            (("agreement", "amendments", 0, "value"), -1, "not_a_quantity"),
            (("agreement", "amendments", 0, "value"), True, "not_a_quantity"),
            (("invoices", 0, "deducted"), "false", "not_a_flag"),
            (("invoices", 0, "deducted"), 0, "not_a_flag"),
            (("bills", 0, "channel"), "fax", "not_a_choice"),
            (("bills", 0, "channel"), ["post"], "not_a_choice"),
            (("agreement", "readings", "delivery_rolls_on"), "", "not_a_choice"),
            (("invoices", 0, "number"), "1" * 19, "not_an_invoice_number"),
            (("invoices", 0, "number"), "１" * 20, "not_an_invoice_number"),
            (("agreement", "customer"), "示例客户", "not_an_object"),
            (("bills", 0), [], "not_an_object"),
            (("bills", 0, "lines"), {}, "not_a_list"),
            (("bills",), {}, "not_a_list"),
            (("invoices", 0, "bills"), "b-1", "not_a_list"),
        ],
    )
    def test_value(self, path, value, code):
        steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
        assert problems(changed(path, value)) == [(code, f"${steps}")]

    @pytest.mark.parametrize(
        "path",
        [
            ("agreement",),
            ("agreement", "terms"),
            ("agreement", "customer"),
            ("agreement", "customer", "name"),
            ("agreement", "amendments", 0, "clause"),
            ("accounts", 1, "id"),
            ("services", 0, "starts_on"),
            ("orders", 0, "list_price"),
            ("bills", 0, "lines", 0, "cash"),
            ("bills", 0, "answer", "kind"),
            ("invoices", 2, "amount"),
            ("payments", 0, "invoices", 1, "amount"),
            ("notices", 1, "from"),
            ("incidents", 0, "losses", 1, "kind"),
        ],
    )
    def test_missing(self, path):
        steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
        assert problems(changed(path, ...)) == [("missing_field", f"${steps}")]
        assert problems(changed(path, None)) == [("missing_field", f"${steps}")]

    @pytest.mark.parametrize(
        ("path", "at"),
        [
            (("surplus",), "$.surplus"),
            (("agreement", "from_"), "$.agreement.from_"),
            (("bills", 0, "lines", 0, "lists"), "$.bills[0].lines[0].lists"),
        ],
    )
    def test_unknown(self, path, at):
        assert problems(changed(path, 1)) == [("unknown_field", at)]

    @pytest.mark.parametrize(
        ("path", "value", "code", "at"),
        [
            (("invoices", 0, "bills"), ["b-1", "b-1"], "repeated", "$.invoices[0].bills[1]"),
            (("invoices", 0, "bills"), [" b-1"], "spaces_around", "$.invoices[0].bills[0]"),
            (("format",), "clauseledger/2", "wrong_format", "$.format"),
            (("format",), ..., "no_format", "$.format"),
            (("format",), None, "no_format", "$.format"),
            (("accounts", 1, "id"), "a-1", "duplicate_id", "$.accounts[1].id"),
            (("services", 0, "account"), "b-1", "dangling_reference", "$.services[0].account"),
            (("notices", 0, "services"), ["s-1", "x-1"], "dangling_reference", "$.notices[0].services[1]"),
            (("payments", 0, "invoices", 1, "invoice"), "i", "dangling_reference", "$.payments[0].invoices[1].invoice"),
            (("agreement", "amendments", 0, "notice"), "n", "dangling_reference", "$.agreement.amendments[0].notice"),
            (("bills", 0, "lines", 0, "service"), "s", "dangling_reference", "$.bills[0].lines[0].service"),
            (("incidents", 0, "notice"), "x-1", "dangling_reference", "$.incidents[0].notice"),
            (("services", 0, "ended_on"), "2024-12-31", "ends_before_start", "$.services[0].ended_on"),
            (("incidents", 0, "ended_at"), "2026-09-12T09:59:59+08:00", "ends_before_start", "$.incidents[0].ended_at"),
            (("orders", 0, "ends_on"), "2026-01-01", "empty_span", "$.orders[0].ends_on"),
            (("orders", 0, "settled_on"), "2025-12-29", "settled_before_paid", "$.orders[0].settled_on"),
            (("bills", 0, "lines", 0, "usage_to"), "2026-09-01", "empty_span", "$.bills[0].lines[0].usage_to"),
            (("bills", 0, "answer", "on"), "2026-09-30", "answered_before_sent", "$.bills[0].answer.on"),
            (("invoices", 1, "reverses"), ..., "negative_without_reversal", "$.invoices[1].amount"),
            (("invoices", 1, "amount"), "0.01", "red_letter_not_negative", "$.invoices[1].amount"),
            (("invoices", 1, "reverses_number"), "9" * 20, "reverses_two_ways", "$.invoices[1].reverses_number"),
            (("payments", 0, "invoices", 1, "invoice"), "i-1", "designated_twice", "$.payments[0].invoices[1].invoice"),
            (("payments", 0, "amount"), "99.99", "designated_too_much", "$.payments[0].invoices"),
            (("notices", 0, "channel"), "post", "form_without_electronic", "$.notices[0].form"),
        ],
    )
    def test_what_makes_no_sense(self, path, value, code, at):
        assert problems(changed(path, value)) == [(code, at)]

    @pytest.mark.parametrize(
        ("path", "value"),
        [  # at the bound itself there is nothing to say
            (("agreement", "signed_on"), "2000-01-01"),
            (("agreement", "signed_on"), "2089-12-31"),
            (("bills", 0, "sent_at"), "2000-01-01T00:00:00+08:00"),
            (("incidents", 0, "ended_at"), "2089-12-31T16:00:00+00:30"),
            (("bills", 0, "total"), "9999999999.99"),
            (("bills", 0, "total"), "-0.00"),
            (("services", 0, "retention_days"), 0),
            (("services", 0, "retention_days"), 36500),
            (("services", 0, "ended_on"), "2025-01-01"),
            (("orders", 0, "ends_on"), "2026-01-02"),
            (("orders", 0, "settled_on"), "2025-12-30"),
            (("bills", 0, "answer", "on"), "2026-10-01"),
            (("incidents", 0, "ended_at"), "2026-09-12T02:00:00.500000+00:00"),
            (("invoices", 1, "amount"), "0.00"),
            (("payments", 0, "invoices", 0, "amount"), "59.99"),
            (("agreement", "customer", "name"), "x" * 200),
        ],
    )
    def test_at_the_bound(self, path, value):
        samples.read(changed(path, value))

    def test_a_red_letter_of_a_red_letter(self):
        made = changed(("invoices", 2), {"id": "i-3", "amount": "-1.00", "reverses": "i-2"})
        del made["payments"][0]["invoices"][1]
        assert problems(made) == [("reverses_a_red_letter", "$.invoices[2].reverses")]

    def test_a_red_letter_of_itself(self):
        made = samples.only(invoices=[{"id": "i", "amount": "-1.00", "reverses": "i"}])
        assert problems(made) == [("reverses_itself", "$.invoices[0].reverses")]

    @pytest.mark.parametrize(
        ("days", "wrong"),
        [
            ((None, None), 2),
            (("2026-07-01", "2026-07-01"), 2),
            ((None, "2026-07-01"), 0),
            (("2026-06-30", "2026-07-01"), 0),
        ],
    )
    def test_versions_of_a_service_rule_begin_on_days_of_their_own(self, days, wrong):
        made = samples.whole()
        made["service_rules"] = [
            {"id": f"v{n}", "service": "s-2", "retention_days": n} | ({"effective_on": day} if day else {})
            for n, day in enumerate(days)
        ]
        expected = [("second_rule", f"$.service_rules[{n}].effective_on") for n in range(wrong)]
        assert [(one.code, one.path) for one in facts_or_problems(json.dumps(made))[1]] == expected

    def test_amended_twice(self):
        made = samples.whole()
        made["agreement"]["amendments"] *= 2
        assert problems(made) == [("amended_twice", "$.agreement.amendments[1]")]

    def test_all_at_once(self):
        made = samples.whole()
        made["accounts"][0]["id"] = 1
        made["bills"][0]["total"] = "x"
        made["bills"][0]["lines"][0]["cash"] = None
        made["extra"] = {}
        assert set(problems(made)) == {
            ("not_text", "$.accounts[0].id"),
            ("not_an_amount", "$.bills[0].total"),
            ("missing_field", "$.bills[0].lines[0].cash"),
            ("unknown_field", "$.extra"),
        }

    def test_what_makes_no_sense_is_told_beside_what_cannot_be_read(self):
        made = samples.whole()
        made["orders"][0]["ends_on"] = made["orders"][0]["starts_on"]
        made["payments"][0]["paid_on"] = "2026-02-30"
        assert sorted(problems(made)) == [
            ("empty_span", "$.orders[0].ends_on"),
            ("not_a_day", "$.payments[0].paid_on"),
        ]

    def test_a_reference_to_an_unreadable_record_is_no_problem_and_one_to_none_is(self):
        made = samples.whole()
        made["bills"][0]["total"] = "x"
        made["services"][0]["account"] = "nobody"
        assert made["bills"][0]["id"] in made["invoices"][0]["bills"]
        assert sorted(problems(made)) == [
            ("dangling_reference", "$.services[0].account"),
            ("not_an_amount", "$.bills[0].total"),
        ]


class TestTheTextItself:
    text = json.dumps(samples.WHOLE, ensure_ascii=False)

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"", "not_json"),
            (b"{", "not_json"),
            (b"\xef\xbb\xbf", "not_json"),
            (b"[]", "not_an_object"),
            (b"null", "not_an_object"),
            (b'"clauseledger/1"', "not_an_object"),
            (b"{}", "no_format"),
            (text[:-1].encode(), "not_json"),
            (text.encode() + b"{}", "not_json"),
            (text.encode("gb18030"), "not_utf8"),
            (text.encode("utf-16"), "not_utf8"),
            (text.encode("utf-16-be"), "not_utf8"),
            (b"[" * 200_000, "not_reasonable_json"),
            (b'{"a":' * 200_000, "not_reasonable_json"),
            (text.replace('"345.67"', "9" * 5000).encode(), "not_reasonable_json"),
            (text.replace('"345.67"', "1e99999999999999999999").encode(), "not_reasonable_json"),
            (text.replace('"345.67"', "NaN").encode(), "not_a_number"),
            (text.replace('"345.67"', "Infinity").encode(), "not_a_number"),
            (text.replace('"345.67"', "-Infinity").encode(), "not_a_number"),
            (text.replace('"345.67"', "1e400").encode(), "amount_not_a_string"),
            (text.replace('"id": "a-2"', '"id": "a-2", "id": "a-3"').encode(), "duplicate_key"),
            (text.replace('"format"', '"format": 1, "format"', 1).encode(), "duplicate_key"),
        ],
    )
    def test_is_refused_by_name(self, content, code):
        assert [found for found, _ in problems(content)] == [code]

    def test_the_place_of_a_wrong_byte_or_sign_is_told(self):
        for content, inputs in [(b'{"a": "\xff"}', {"position": 7}), (b'{\n "a": }', {"line": 2, "column": 7})]:
            with pytest.raises(Refused) as refused:
                document.read(content)
            assert refused.value.problems[0].inputs == inputs

    def test_many_keys_with_a_twin_are_refused_at_once(self):
        keys = ",".join(f'"k{n}":1' for n in range(100_000))
        before = time.monotonic()
        assert problems(f'{{{keys},"k99999":2}}') == [("duplicate_key", "")]
        assert time.monotonic() - before < 5

    @pytest.mark.parametrize("count", [LISTED - 1, LISTED, LISTED + 1, 5000])
    def test_dangling_references_are_told_in_order_until_there_are_more_than_anybody_reads(self, count):
        bill = {"account": "z", "period": "2026-01", "sent_at": "2026-02-01T00:00:00Z", "channel": "post"}
        made = samples.only(services=[], bills=[bill | {"id": f"b{n}", "total": "1.00"} for n in range(count)])
        found = problems(made)
        assert found == [("dangling_reference", f"$.bills[{n}].account") for n in range(min(count, LISTED + 1))]

    @pytest.mark.parametrize("count", [LISTED, LISTED + 1, 100_000])
    def test_reading_stops_when_there_are_more_problems_than_anybody_reads(self, count):
        found = problems(samples.only(payments=[{"id": n} for n in range(count)]))
        assert found[:2] == [("not_text", "$.payments[0].id"), ("missing_field", "$.payments[0].paid_on")]
        assert LISTED < len(found) < LISTED + 10

    def test_nor_are_all_unknown_fields_of_one_object_told(self):
        assert len(problems(samples.WHOLE | {f"k{n}": 0 for n in range(50_000)})) == LISTED + 1


class TestTheFile:
    def test_missing(self, tmp_path):
        with pytest.raises(Refused) as refused:
            document.read_file(tmp_path / "none.json")
        assert [problem.code for problem in refused.value.problems] == ["cannot_read_file"]

    def test_a_folder(self, tmp_path):
        with pytest.raises(Refused) as refused:
            document.read_file(tmp_path)
        assert [problem.code for problem in refused.value.problems] == ["cannot_read_file"]

    def test_two_gigabytes_of_nothing_are_refused_at_once(self, tmp_path):
        path = tmp_path / "large.json"
        with path.open("wb") as file:
            file.truncate(2_000_000_000)  # sparse: nothing is written
        before = time.monotonic()
        with pytest.raises(Refused) as refused:
            document.read_file(path)
        assert [problem.code for problem in refused.value.problems] == ["not_json"]
        assert time.monotonic() - before < 5

    @pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device")
    def test_what_never_ends_is_not_read_to_its_end(self):
        with pytest.raises(Refused, match="not_json"):
            document.read_file(Path("/dev/zero"))

    def test_what_has_to_be_held_is_bounded_unless_asked_for_beside_lines_of_bills(self, tmp_path, monkeypatch):
        made = samples.whole()
        made["bills"][0]["lines"] *= 500
        path = tmp_path / "large.json"
        path.write_text(json.dumps(made), encoding="utf-8")
        whole = samples.read(made)
        monkeypatch.setattr(document_reading, "MOST_HELD", 20_000)
        assert len(document.read_file(path).bills["b-1"].lines) == 500 * len(samples.WHOLE["bills"][0]["lines"])
        monkeypatch.setattr(document_reading, "MOST_HELD", 2_000)
        with pytest.raises(Refused, match="file_too_large"):
            document.read_file(path)
        assert document.read_file(path, large=True) == whole


# Whatever is in a file, the answer is facts or a refusal -----------------------------------------------------------

NONSENSE = (
    *(None, True, 0, -1, 10**30, 1.5, "", " ", "x", "\ud800", "\x00", "0", "-0", "1e9", [], {}, [None], [[]], [{}]),
    *({"id": 1}, {"id": "x"}, "2026-02-29", "2024-02-29", "2026-10-01T00:00:00+08:00", "a-1", "9" * 300, "i-1"),
)


def places(value, way=()):
    """Give the way to every place inside JSON values."""
    yield way
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in parts:
        yield from places(part, (*way, step))


PLACES = [way for way in places(samples.WHOLE) if way]


@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from([*NONSENSE, ...])), min_size=1, max_size=4))
def test_a_document_with_nonsense_in_it_is_read_or_refused(changes):
    made = samples.whole()
    for (*way, last), value in changes:
        at = made
        try:
            for step in way:
                at = at[step]
            if value is ...:
                del at[last]
            else:
                at[last] = copy.deepcopy(value)
        except (LookupError, TypeError):  # an earlier change took the place away
            continue
    facts, told = facts_or_problems(json.dumps(made))
    assert all(problem.path.startswith("$") for problem in told)
    if facts is None:
        assert told
    else:
        assert document.read("".join(document.text(facts))) == facts


@given(st.binary(max_size=200))
def test_any_bytes_are_refused(content):
    assert problems(content)


@given(st.data())
def test_a_damaged_file_is_read_or_refused(data):
    content = bytearray(json.dumps(samples.WHOLE, ensure_ascii=False).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    facts, told = facts_or_problems(bytes(content))
    assert (facts is None) == bool(told)


def test_the_order_of_entry_is_kept():
    made = samples.only(accounts=[{"id": str(n)} for n in random.Random(1).sample(range(100), 100)], services=[])  # noqa: S311
    assert document.write(samples.read(made))["accounts"] == made["accounts"]


class TestSentences:
    """What is said is exact: in JSON's own words, with both bounds, by the file's names of fields."""

    @pytest.mark.parametrize(
        ("path", "value", "en", "zh"),
        [
            (
                ("agreement", "amendments", 0, "value"),
                1_000_000_000,
                'must be a number from 0 to 999999999.99999999, e.g. 7 or "0.005", with at most 8 decimals and no'
                " exponent; “1000000000” is not.",
                '应为 0 至 999999999.99999999 的数，例如 7 或 "0.005"，最多 8 位小数，不用指数写法；“1000000000”不是。',
            ),
            (
                ("invoices", 0, "payment_working_days"),
                "10",
                'must be a whole number from 0 to 1000, written without quotes or decimal point, e.g. 0; "10" is not.',
                '应为 0 至 1000 的整数，不带引号，也不带小数点，例如 0；"10" 不是。',
            ),
            (
                ("invoices", 0, "payment_working_days"),
                Decimal("10.0"),
                "must be a whole number from 0 to 1000, written without quotes or decimal point, e.g. 0; 10.0 is not.",
                "应为 0 至 1000 的整数，不带引号，也不带小数点，例如 0；10.0 不是。",
            ),
            (
                ("invoices", 0, "payment_working_days"),
                1001,
                "1001 is out of range: at least 0, at most 1000.",
                "1001 超出范围：最小 0，最大 1000。",
            ),
            (
                ("bills", 0, "total"),
                "10000000000",
                "the amount 10000000000 is out of range: at least -9999999999.99, at most 9999999999.99.",
                "金额 10000000000 超出范围：最小 -9999999999.99，最大 9999999999.99。",
            ),
            (
                ("orders", 0, "cash"),
                "-10000000000",
                "the amount -10000000000 is out of range: at least 0.00, at most 9999999999.99999999.",
                "金额 -10000000000 超出范围：最小 0.00，最大 9999999999.99999999。",
            ),
            (
                ("bills", 0, "period"),
                "2090-01",
                "“2090-01” lies outside 2000-01 to 2089-12; check the year.",
                "“2090-01”不在可记录的范围（2000-01 至 2089-12）内；请检查年份。",
            ),
            (
                ("bills", 0, "sent_at"),
                "2089-12-31T20:00:00Z",
                "“2089-12-31T20:00:00Z” is 2090-01-01 in China, which lies outside 2000-01-01 to 2089-12-31;"
                " check year and offset.",
                "“2089-12-31T20:00:00Z”在中国是 2090-01-01，不在可记录的范围（2000-01-01 至 2089-12-31）内；"
                "请检查年份和时区。",
            ),
            (
                ("bills", 0, "channel"),
                True,
                "“true” is not a choice; choose from: hand (by hand), web_announcement (web announcement),"
                " electronic, post (by post).",
                "“true”不是可选项；可选：hand（专人递送）、web_announcement（网页公告）、electronic（电子发送）、post（邮寄）。",
            ),
            (
                ("invoices", 0, "deducted"),
                "true",
                'must be true or false, without quotes; "true" is neither.',
                '应为 true 或 false，不带引号；"true" 不是。',
            ),
            (
                ("notices", 0, "services"),
                [None],
                "must be text in quotation marks; null is not.",
                "应为带引号的文字；null 不是。",
            ),
            (
                ("bills", 0, "total"),
                False,
                'write the amount as a quoted string, e.g. "345.67", so that no decimals are lost; false is not one.',
                '金额应写成带引号的字符串，例如 "345.67"，以免小数失真；false 不是。',
            ),
            (
                ("accounts", 0, "id"),
                "",
                "must not be empty; this field is required, so write something in it.",
                "不能为空；这是必填项，请写上内容。",
            ),
            (
                ("notices", 0, "channel"),
                "hand",
                "the form “email (e-mail)” belongs to the channel “electronic”, but “channel” is"
                " “hand (by hand)”; correct one of the two.",
                "电子形式“email（电子邮件）”只用于送达方式“electronic（电子发送）”，而“channel”是“hand（专人递送）”；"
                "请改正其一。",
            ),
            (
                ("invoices", 1, "reverses"),
                ...,
                "a negative amount is a red-letter invoice: name in “reverses” the invoice it takes back.",
                "金额为负的是红字发票；请在“reverses”写明它红冲的发票。",
            ),
            (
                ("payments", 0, "invoices", 1, "invoice"),
                "i9",
                "the invoice “i9” it points to does not exist; enter it first or correct the id.",
                "所指的发票“i9”不存在；请先录入它或改正编号。",
            ),
            (
                ("format",),
                ...,
                'the document does not say its format; write "format": "clauseledger/1" in it, if it is one of this'
                " program.",
                '文件没有写明格式；如果是本程序的文件，请写上 "format": "clauseledger/1"。',
            ),
            (
                ("bills", 0, "total"),
                "about 3",
                "“about 3” is not an amount; write a number like 345.67 with at most 2 decimals.",
                "“about 3”不是金额；请写成 345.67 这样的数字，最多 2 位小数。",
            ),
            (
                ("invoices", 0, "deducted"),
                "x" * 81,
                f'must be true or false, without quotes; "{"x" * 80}…" is neither.',
                f'应为 true 或 false，不带引号；"{"x" * 80}…" 不是。',
            ),
            (
                ("format",),
                True,
                'the format is true; it must be "clauseledger/1".',
                'format 现为 true；应为 "clauseledger/1"。',
            ),
        ],
    )
    def test_of_a_value(self, path, value, en, zh):
        text = json.dumps(changed(path, value), default=float)
        (problem,) = facts_or_problems(text)[1]
        assert vocabulary("en").problem(problem) == en
        assert vocabulary("zh").problem(problem) == zh

    def test_the_screen_names_fields_and_choices_in_words(self):
        red = Invoice("i-9", -100 * FEN)
        (problem,) = check_records(samples.read(samples.whole()), [red])
        assert "“Reverses invoice”" in vocabulary("en").problem(problem)
        (problem,) = check_records(
            samples.read(samples.whole()), [Notice("n", "provider", "other", "hand", form="sms")]
        )
        assert "“Channel” is “by hand”" in vocabulary("en").problem(problem)
        assert "sms" not in vocabulary("zh").problem(problem)

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"not json", "not_json"),
            (b"\xff", "not_utf8"),
            (b'{"a": NaN}', "not_a_number"),
            (b'{"a": 1, "a": 1}', "duplicate_key"),
            (b"[" * 100_000, "not_reasonable_json"),
            (b"[]", "not_an_object"),
            (b"{}", "no_format"),
            (b'{"format": "clauseledger/1"}', "missing_field"),
        ],
    )
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_refusal_names_the_file_once(self, tmp_path, content, code, language):
        path = tmp_path / "bad.json"
        path.write_bytes(content)
        for place in (path, tmp_path, tmp_path / "gone.json"):
            with pytest.raises(Refused) as refused:
                document.read_file(place)
            if place == path:
                assert refused.value.problems[0].code == code
            for problem in refused.value.problems:
                assert vocabulary(language).problem_line(problem).count(str(place)) == 1
