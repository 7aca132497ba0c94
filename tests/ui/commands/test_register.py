"""The command ``register``: a letter from the draft to the end of the matter."""

import hashlib
import json
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from reports.typesetting.blocks import Document, Paragraph
from reports.typesetting.render import render
from tests.models import samples
from tests.reports import papers
from ui.commands.commandline import main

LETTER = render(Document("函", date(2026, 11, 23), (Paragraph("函"),)))


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("in.json").write_text(json.dumps(samples.only()), encoding="utf-8")
    Path("letter.pdf").write_bytes(LETTER)

    def running(*words):
        status = main([*words], today=date(2026, 11, 23))
        out, err = capsys.readouterr()
        return status, out, err

    assert running("import", "l", "in.json")[0] == 0
    return running


def test_from_draft_to_close(run):
    assert run("register", "l", "list") == (0, "登记簿为空。\n", "")
    drafted = run("register", "l", "draft", "claim", "--to", "某公司", "--title", "函", "--about", "service", "s")
    assert drafted == (0, "已登记 〔2026〕1号：l-2026-1\n", "")
    assert "已定稿" in run("register", "l", "freeze", "l-2026-1", "letter.pdf")[1]
    sent = run("register", "l", "send", "l-2026-1", "--channel", "post", "--tracking", "E1", "--proof", "letter.pdf")
    assert "已发送" in sent[1]
    assert "已答复" in run("register", "l", "answer", "l-2026-1", "--on", "2026-11-30", "--note", "收到")[1]
    assert "已结案" in run("register", "l", "close", "l-2026-1", "--on", "2026-12-01")[1]
    assert "〔2026〕1号" in run("register", "l", "list")[1]
    assert run("register", "l", "write", "l-2026-1", "-o", "out.pdf")[0] == 0
    assert Path("out.pdf").read_bytes() == LETTER
    assert run("verify", "l")[0] == 0


def test_out_of_turn_is_said(run):
    run("register", "l", "draft", "claim", "--to", "某公司", "--title", "函")
    status, _, err = run("register", "l", "send", "l-2026-1", "--channel", "post")
    assert status == 1
    assert "还没有定稿" in err
    assert run("register", "l", "freeze", "l-2026-1", "nowhere.pdf")[0] == 1
    Path("word.pdf").write_bytes(b"PK not a PDF")
    assert "word.pdf 不是 PDF 文件" in run("register", "l", "freeze", "l-2026-1", "word.pdf")[2]
    assert run("register", "l", "write", "l-9", "-o", "x.pdf")[0] == 1
    assert run("register", "l", "draft", "claim", "--to", "x", "--title", "y", "--about", "letter", "s")[0] == 1


def test_a_letter_goes_by_its_number_its_figures_or_its_id(run):
    run("register", "l", "draft", "claim", "--to", "某公司", "--title", "甲函")
    run("register", "l", "draft", "claim", "--to", "某公司", "--title", "乙函", "--number", "示函〔2026〕第12号")
    assert run("register", "l", "freeze", "〔2026〕1号", "letter.pdf")[1] == "函件 〔2026〕1号：已定稿\n"
    for said in ("2026-1", "(2026)1号", "２０２６／１", "l-2026-1"):
        Path("out.pdf").unlink(missing_ok=True)
        assert run("register", "l", "write", said, "-o", "out.pdf")[0] == 0, said
        assert Path("out.pdf").read_bytes() == LETTER
    assert run("register", "l", "freeze", "2026-12", "letter.pdf")[1] == "函件 示函〔2026〕第12号：已定稿\n"
    for said in ("2026", "1", "2026-2", "l-2026-9", "函"):
        status, out, err = run("register", "l", "send", said, "--channel", "post")
        assert (status, out) == (1, "")
        assert said in err
    run("register", "l", "draft", "claim", "--to", "某公司", "--title", "丙函", "--number", "丙〔2026〕1号")
    assert "〔2026〕1号 · 丙〔2026〕1号" in run("register", "l", "close", "2026-1")[2]
    assert run("register", "l", "close", "丙〔2026〕1号")[0] == 1  # a draft is not closed
    listed = run("register", "l", "list")[1]
    assert "l-2026" not in listed
    assert run("evidence", "l", "add", "letter", "2026-12", "letter.pdf", "--how", "寄出前扫描")[0] == 0
    assert "函件 示函〔2026〕第12号" in run("evidence", "l", "list")[1]
    assert run("evidence", "l", "bundle", "--letter", "2026-12", "-o", "bundle.pdf")[0] == 0
    run("register", "l", "send", "2026-12", "--channel", "post")
    asked = ("explain", "l", "delivered_on", "2026-12", "--as-of", "2026-12-31")
    assert "示函〔2026〕第12号" in run(*asked)[1]


def test_a_message_read_in_goes_by_its_day_and_subject(run):
    made = samples.only(notices=[
        {
            "id": "mail-0123456789ab", "from": "provider", "kind": "service_change", "channel": "electronic",
            "form": "email", "subject": "下线通知", "sent_at": "2026-10-12T09:00:00+08:00",
            "event_at": "2026-11-04T00:00:00+08:00", "services": ["s"],
        }
    ])  # fmt: skip
    Path("notice.json").write_text(json.dumps(made), encoding="utf-8")
    assert run("import", "n", "notice.json")[0] == 0
    for words in (("assess", "n"), ("findings", "n")):
        out = run(*words)[1]
        assert "mail-" not in out
        assert "通知 2026-10-12 下线通知" in out
    assert "7 天" in run("explain", "n", "notice_shortfall", "2026-10-12 下线通知")[1]
    assert run("letter", "n", "short-notice-claim", "2026-10-12 下线通知", "-o", "out.pdf")[0] == 0
    assert "mail-" not in papers.Printed(Path("out.pdf").read_bytes()).text


@pytest.fixture
def with_bill(run):
    Path("bill.json").write_text(json.dumps(papers.ledger(bills=[papers.bill()]), ensure_ascii=False), encoding="utf-8")
    assert run("import", "m", "bill.json")[0] == 0
    return run


ABOUT = ("--as-of", "2026-10-19", "--about", "bill", "B-7")


def test_one_flow_from_a_finding_to_frozen_pages(with_bill):
    run = with_bill
    assert run("register", "m", "draft", "bill-objection", *ABOUT)[1] == "已登记 〔2026〕1号：l-2026-1\n"
    assert run("register", "m", "freeze", "l-2026-1", "--as-of", "2026-10-19") == (0, "函件 〔2026〕1号：已定稿\n", "")
    assert run("register", "m", "write", "l-2026-1", "-o", "out.pdf")[0] == 0
    read = papers.Printed(Path("out.pdf").read_bytes())
    assert "关于2026年9月账单的异议函" in read.text
    assert "〔2026〕1号" in read.text
    assert "45.67元" in "".join(read.text.split())
    listed = run("register", "m", "list")[1]
    assert "关于2026年9月账单的异议函" in listed
    assert "丙某云服务有限公司" in listed
    assert "2026-11-02" in listed  # the answer asked for: ten working days
    assert run("verify", "m")[0] == 0


def test_words_are_taken_from_a_file_and_figures_in_them_follow_the_ledger(with_bill):
    run = with_bill
    run("register", "m", "draft", "bill-objection", *ABOUT)
    words = run("register", "m", "words", "l-2026-1")[1]
    assert "{{ disputed_full }}" in words
    Path("mine.txt").write_text(words.replace("## 事实", "## 经过"), encoding="utf-8")
    assert run("register", "m", "reword", "l-2026-1", "mine.txt", "--as-of", "2026-10-19")[0] == 0
    assert "## 经过" in run("register", "m", "words", "l-2026-1")[1]
    status, _, err = run("register", "m", "write", "l-2026-1", "-o", "out.pdf")
    assert (status, "还没有定稿" in err) == (1, True)
    assert not Path("out.pdf").exists()
    Path("more.json").write_text(
        json.dumps(papers.ledger(bills=[papers.bill(total="600.00")]), ensure_ascii=False), encoding="utf-8"
    )
    assert run("import", "m", "more.json", "--update")[0] == 0
    run("register", "m", "freeze", "l-2026-1", "--as-of", "2026-10-19")
    run("register", "m", "write", "l-2026-1", "-o", "out.pdf")
    text = papers.Printed(Path("out.pdf").read_bytes()).text
    assert "经过" in text
    assert "100.00元" in "".join(text.split())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("# 题\n{{ nowhere }}", "第 2 行的“nowhere”"),
        ("# 题\n一\n{% if x %}", "第 3 行的标记没有结束"),
        ("{{ total.real }}", "第 1 行超出了模板的范围"),
    ],
)
def test_words_that_make_no_letter_change_nothing(with_bill, words, said):
    with_bill("register", "m", "draft", "bill-objection", *ABOUT)
    Path("mine.txt").write_text(words, encoding="utf-8")
    status, _, err = with_bill("register", "m", "reword", "l-2026-1", "mine.txt", "--as-of", "2026-10-19")
    assert status == 1
    assert said in err
    assert "## 事实" in with_bill("register", "m", "words", "l-2026-1")[1]


def test_a_wording_of_one_s_own_is_chosen_by_its_id(with_bill):
    own = {"id": "t-1", "name": "我方措辞", "kind": "bill-objection", "language": "zh"}
    own["text"] = "# 我方的函\n> {{ provider }}\n异议。"
    made = papers.ledger(bills=[papers.bill()]) | {"letter_templates": [own]}
    Path("own.json").write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    assert with_bill("import", "m", "own.json")[0] == 0
    asked = ("register", "m", "draft", "bill-objection", *ABOUT, "--template", "t-1")
    assert with_bill(*asked)[0] == 0
    assert "我方的函" in with_bill("register", "m", "list")[1]
    assert with_bill(*asked, "--lang-of-letter", "en")[0] == 1
    assert "t-1" in with_bill("export", "m")[1]


def test_what_cannot_be_drafted_is_said(with_bill):
    for asked, said in (
        (("bill-objection", "--about", "invoice", "B-7"), "针对的是账单"),
        (("bill-objection",), "--to"),
        (("bill-objection", *ABOUT, "--also", "reduction"), "reduction"),
        (("claim", "--to", "x"), "--title"),
    ):
        status, _, err = with_bill("register", "m", "draft", *asked)
        assert status == 1
        assert said in err
    with_bill("register", "m", "draft", "claim", "--to", "某公司", "--title", "函")
    assert "请给出定稿的 PDF" in with_bill("register", "m", "freeze", "l-2026-1")[2]
    assert "请给出定稿的 PDF" in with_bill("register", "m", "words", "l-2026-1")[2]


def test_several_frozen_letters_are_written_as_one_pdf(with_bill):
    run = with_bill
    for number in (1, 2):
        drafted = ("draft", "bill-objection", "--about", "bill", "B-7", "--as-of", "2026-10-19")
        assert run("register", "m", *drafted)[0] == 0
        assert run("register", "m", "freeze", f"l-2026-{number}", "--as-of", "2026-10-19")[0] == 0
    assert run("register", "m", "write", "l-2026-2", "l-2026-1", "-o", "both.pdf", "--two-sided")[0] == 0
    with pypdfium2.PdfDocument(Path("both.pdf")) as opened:
        names = [item.get_title() for item in opened.get_toc() if item.level == 0]
    assert [name.split()[0] for name in names] == ["〔2026〕2号", "〔2026〕1号"]


def test_the_pages_of_a_letter_frozen_elsewhere_are_added_by_their_digest(run):
    run("register", "l", "draft", "claim", "--to", "某公司", "--title", "函")
    run("register", "l", "freeze", "l-2026-1", "letter.pdf")
    assert run("export", "l", "-o", "out.json")[0] == 0
    assert run("import", "other", "out.json")[0] == 0
    status, _, err = run("register", "other", "write", "l-2026-1", "-o", "x.pdf")
    assert status == 1
    assert "请补入该 PDF 文件" in err
    Path("wrong.pdf").write_bytes(b"%PDF-1.7 another")
    status, _, err = run("register", "other", "pages", "l-2026-1", "wrong.pdf")
    assert status == 1
    assert hashlib.sha256(b"%PDF-1.7 another").hexdigest() in err
    status, out, _ = run("register", "other", "pages", "l-2026-1", "letter.pdf")
    assert status == 0
    assert hashlib.sha256(LETTER).hexdigest() in out
    assert run("register", "other", "write", "l-2026-1", "-o", "x.pdf")[0] == 0
    assert Path("x.pdf").read_bytes() == LETTER
    assert run("register", "other", "pages", "l-2026-1", "letter.pdf")[0] == 0  # once more changes nothing
    assert run("verify", "other")[0] == 0
