"""The command ``register``: a letter from the draft to the end of the matter."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.models import samples
from ui.commandline import main


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("in.json").write_text(json.dumps(samples.only()), encoding="utf-8")
    Path("letter.pdf").write_bytes(b"%PDF-1.7 letter")

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
    assert Path("out.pdf").read_bytes() == b"%PDF-1.7 letter"
    assert run("verify", "l")[0] == 0


def test_out_of_turn_is_said(run):
    run("register", "l", "draft", "claim", "--to", "某公司", "--title", "函")
    status, _, err = run("register", "l", "send", "l-2026-1", "--channel", "post")
    assert status == 1
    assert "还没有定稿" in err
    assert run("register", "l", "freeze", "l-2026-1", "nowhere.pdf")[0] == 1
    assert run("register", "l", "write", "l-9", "-o", "x.pdf")[0] == 1
    assert run("register", "l", "draft", "claim", "--to", "x", "--title", "y", "--about", "letter", "s")[0] == 1
