"""Lines: what may not stand at their edges, what may not be lost, and how wide they may be."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.typesetting.fonts import FACES, MissingGlyphError, glyph
from reports.typesetting.line_breaking import break_text, least_width
from reports.typesetting.units import Span

SIZE = 10.0
OPENERS = "（《〈「『【〔“‘￥"
CLOSERS = "，。、；：？！）》〉」』】〕”’％‰℃"

cores = st.sampled_from([
    "根", "据", "协", "议", "甲方", "账单编号", "2026-10-14", "¥1,234.56", "10,000.00元", "b-2026-09", "第3.2.4条",
    "14日", "Cloud", "100000000000", "——", "……", " ", "  ", "㛃", "𠮷", "×", "①", "·", "2026年10月", "0.05%",
])  # fmt: skip
phrases = st.tuples(st.text(OPENERS, max_size=2), cores, st.text(CLOSERS, max_size=2)).map("".join)
texts = st.lists(phrases, min_size=1, max_size=40).map("".join)
anything = st.text(st.sampled_from(OPENERS + CLOSERS + "根据协议—…··..//--&=? abc123¥$()\n\t㛃𠮷"), max_size=120)
widths = st.floats(16 * SIZE, 45 * SIZE)


@given(texts, widths, st.sampled_from([0.0, 2 * SIZE]))
def test_no_forbidden_mark_at_either_edge(text, width, indent):
    lines = [line.text for line in break_text(text, width, SIZE, indent=indent)]
    for line in lines[1:]:
        assert line[0] not in CLOSERS + "…—"
    for line in lines[:-1]:
        assert line[-1] not in OPENERS


def spaceless(text):
    return re.sub(r"[ \n\t\u3000]", "", text)


@given(st.one_of(texts, anything), st.floats(2.5 * SIZE, 45 * SIZE))
def test_nothing_is_lost_doubled_or_moved(text, width):
    lines = break_text(text, width, SIZE)
    assert spaceless("".join(line.text for line in lines)) == spaceless(text)
    assert all("".join(piece.text for piece in line.pieces) == line.text for line in lines)
    rest = text.replace("\t", " ")
    for line in lines:  # and the spaces within a line are those of the text
        at = rest.index(line.text)
        assert not rest[:at].strip(" \n\u3000")
        rest = rest[at + len(line.text) :]


def ink_end(line):
    """Give where the last mark of a line ends, measured from its pieces, without a trailing blank half."""
    piece = line.pieces[-1]
    advances = sum(glyph(char, "serif")[1] * SIZE for char in piece.text)
    end = piece.x + advances + piece.spacing * (len(piece.text) - 1)
    return end - (SIZE / 2 if line.text[-1] in "，。、；：？！）》〉」』】〕”’" else 0)


@given(st.one_of(texts, anything), st.floats(2.5 * SIZE, 45 * SIZE), st.booleans())
def test_no_line_is_wider_than_the_measure(text, width, justify):
    for line in break_text(text, width, SIZE, justify=justify):
        if line.text:
            assert ink_end(line) <= width + 0.01
            assert ink_end(line) == pytest.approx(line.width)
            assert line.pieces[0].x >= 0


TOKENS = (
    "2026-10-14", "¥1,234.56", "10,000.00元", "第3.2.4条", "b-2026-09", "1,000万元", "99.95%", "19:00:00", "14日",
    "ins-0001ab", "mail@example.com", "——", "……", "customer's",
)  # fmt: skip


@given(st.lists(st.sampled_from(TOKENS), min_size=1, max_size=30), st.lists(st.integers(1, 9), min_size=30), widths)
def test_tokens_stay_whole(tokens, gaps, width):
    text = "".join("甲" * gap + token for token, gap in zip(tokens, gaps, strict=False)) + "甲"
    lines = [line.text for line in break_text(text, width, SIZE)]
    for token in TOKENS:
        assert sum(line.count(token) for line in lines) == text.count(token)


@given(texts, widths)
def test_slack_is_spread_evenly_or_not_at_all(text, width):
    lines = break_text(text, width, SIZE)
    for line in lines[:-1]:
        ragged = ink_end(line) < width - SIZE / 2 - 0.01
        assert line.loosest <= 0.47 * SIZE
        if ragged:
            assert line.loosest <= 0.0625 * SIZE + 0.001


@pytest.mark.parametrize("token", TOKENS)
def test_a_token_moves_to_the_next_line_as_a_whole(token):
    for before in range(1, 14):
        lines = [line.text for line in break_text("我" * before + token + "我方", 12 * SIZE, SIZE)]
        assert any(token in line for line in lines), lines


def test_a_long_address_breaks_behind_its_separators():
    address = "https://console.example.com/billing/detail?account=100000000000&period=2026-09"
    lines = [line.text for line in break_text(f"请见{address}", 150, SIZE)]
    assert "".join(lines) == f"请见{address}"
    assert len(lines) > 1
    assert all(line[-1] in "/?&=.-" for line in lines[:-1])


def test_a_short_line_before_a_long_word_is_not_torn():
    first, *_ = break_text("金额" + "x" * 34, 20 * SIZE, SIZE)
    assert first.text == "金额"
    assert first.width == pytest.approx(2 * SIZE)


@pytest.mark.parametrize(
    "token",
    ["100200300400", "6222021234567890123", "26440000000000000002", "ins-0123456789abcdef-01", "1,234,567,890.00元"],
)
def test_a_number_or_a_code_is_never_cut_where_a_line_can_hold_it(token):
    for before in range(1, 28):
        text = "户" * before + "账号" + token + "，请汇入该户。" + "汇" * 40
        lines = [line.text for line in break_text(text, 28 * SIZE, SIZE)]
        assert "".join(lines) == text
        assert any(token in line for line in lines), lines


@pytest.mark.parametrize("token", ["依协议第 3.2.4 条", "其余 45.67 元", "于 5 个工作日内", "cap is CNY 320.00."])
def test_a_number_keeps_its_unit_also_with_a_space_between(token):
    held = re.search(r"第 3.2.4 条|45.67 元|5 个|CNY 320.00", token).group()
    for before in range(1, 28):
        text = "户" * before + " " + token + "，" + "汇" * 40
        lines = [line.text for line in break_text(text, 28 * SIZE, SIZE)]
        assert any(held in line for line in lines), lines


def test_what_is_wider_than_a_line_is_split():
    lines = [line.text for line in break_text("x" * 100, 100, SIZE)]
    assert "".join(lines) == "x" * 100
    assert len(lines) > 4


def test_full_lines_are_flush_and_the_last_one_is_set_left():
    lines = break_text("我方认为账单编号2026的金额与实际用量不符应予更正" * 4, 203, SIZE)
    assert len(lines) > 3
    assert all(line.width == pytest.approx(203) for line in lines[:-1])
    assert lines[-1].loosest <= 0.07 * SIZE


def test_a_full_grid_line_holds_as_many_characters_as_the_measure():
    lines = break_text("汉" * 56, 28 * SIZE, SIZE)
    assert [len(line.text) for line in lines] == [28, 28]
    indented = break_text("汉" * 56, 28 * SIZE, SIZE, indent=2 * SIZE)
    assert [len(line.text) for line in indented] == [26, 28, 2]
    assert indented[0].pieces[0].x == 2 * SIZE


def test_neighbouring_marks_share_their_blank_halves():
    alone = break_text("甲）乙。丙", 1000, SIZE)[0].width
    touching = break_text("甲）。乙丙", 1000, SIZE)[0].width
    assert alone - touching == pytest.approx(SIZE / 2)


def test_a_closing_mark_may_hang_with_its_blank_half():
    (line,) = break_text("汉汉汉。", 3.5 * SIZE, SIZE)
    assert line.text == "汉汉汉。"


def test_a_line_end_is_forced_and_an_empty_line_kept():
    assert [line.text for line in break_text("甲\n\n乙", 100, SIZE)] == ["甲", "", "乙"]
    assert [line.text for line in break_text("", 100, SIZE)] == [""]


def test_parts_of_a_paragraph_may_be_bold_and_break_like_one_text():
    spans = (Span("我方认为", "serif"), Span("应当更正", "serif-bold"), Span("，并退款。", "serif"))
    lines = break_text(spans, 8 * SIZE, SIZE)
    assert "".join(line.text for line in lines) == "我方认为应当更正，并退款。"
    assert not any(line.text.startswith("，") for line in lines)
    bold = [piece.text for line in lines for piece in line.pieces if "Bold" in piece.font]
    assert "".join(bold) == "应当更正"


def test_the_least_width_splits_no_token():
    text = "账单b-2026-09差额¥1,234.56元"
    needed = least_width(text, SIZE)
    lines = [line.text for line in break_text(text, needed, SIZE)]
    assert any("¥1,234.56元" in line for line in lines)
    assert all("b-2026-09" in line or "b-" not in line for line in lines)
    narrower = [line.text for line in break_text(text, needed - 1, SIZE)]
    assert not any("¥1,234.56元" in line for line in narrower)


def test_impossible_widths_and_characters_are_refused():
    with pytest.raises(ValueError, match="no room"):
        break_text("甲", 15, SIZE)
    with pytest.raises(MissingGlyphError):
        break_text("甲🙂", 100, SIZE)


def test_fast_enough_for_a_thousand_cells():
    start = time.perf_counter()
    for number in range(1000):
        break_text(f"云服务器ins-{number:06d}按量计费，金额{number}.00元，超出报价单所列单价。", 100, SIZE)
    assert time.perf_counter() - start < 10


@given(st.text(st.sampled_from("aZ0-9.,;:/?&=%$()[]{}'\"+@#"), min_size=1, max_size=24), st.sampled_from(FACES))
def test_a_single_word_is_set_as_any_other_text_is(text, face):
    (quick,) = break_text(text, 1000, SIZE, face=face)
    (slow, *_) = break_text((Span(text, face),), 1000, SIZE)
    assert (quick.text, [piece.text for piece in quick.pieces]) == (slow.text, [piece.text for piece in slow.pieces])
    assert quick.width == pytest.approx(slow.width)
    assert quick.pieces[0].font == slow.pieces[0].font


@given(
    st.text(st.sampled_from("019 27\t\n\u00a0\u3000年月第.,-（）“”，。元aZ/:甲…—é"), max_size=40)
    | st.just("付款 p12 \t 3\n 4.50元"),
    st.sampled_from(FACES),
    st.sampled_from([2.5, 4, 9, 60]),
    st.booleans(),
)
def test_numbers_break_alike_and_each_text_keeps_its_own(text, face, ems, justify):
    # A text in parts is broken as it stands; one text is broken as any other with the same digits' places was.
    assert break_text(text, ems * SIZE, SIZE, face=face, justify=justify) == break_text(
        (Span(text, face),), ems * SIZE, SIZE, justify=justify
    )
