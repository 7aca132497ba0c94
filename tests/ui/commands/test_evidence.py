"""The command ``evidence``: what goes in comes out byte for byte, and can be bound."""

import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from reports.typesetting.blocks import Document, Paragraph
from reports.typesetting.render import render
from tests.models import samples
from ui.commands.commandline import main

DAY = date(2026, 11, 23)


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("in.json").write_text(json.dumps(samples.only()), encoding="utf-8")
    Path("letter.pdf").write_bytes(render(Document("函", DAY, (Paragraph("函"),))))
    Path("证据.txt").write_bytes(b"a\r\nb\x00")

    def running(*words):
        status = main([*words], today=DAY)
        out, err = capsys.readouterr()
        return status, out, err

    assert running("import", "l", "in.json")[0] == 0
    return running


def test_files_go_in_and_out_byte_for_byte(run):
    assert run("evidence", "l", "list")[1] == "没有存入的文件。\n"
    status, out, _ = run("evidence", "l", "add", "service", "s", "证据.txt", "--how", "下载", "--proves", "用量")
    assert status == 0
    name = out.split()[1]
    head, line = run("evidence", "l", "list")[1].splitlines()
    assert head.split() == ["附件编号", "记录", "文件", "存入时间", "取得方式", "SHA-256"]
    assert line.startswith(f"{name}   服务 s   证据.txt")
    assert "下载" in line
    assert run("evidence", "l", "export", name, "-o", "out.txt")[0] == 0
    assert Path("out.txt").read_bytes() == b"a\r\nb\x00"
    assert run("evidence", "l", "verify")[1] == "1 个文件与其 SHA-256 全部相符\n"
    assert run("verify", "l")[0] == 0


def test_a_damaged_file_is_found(run):
    run("evidence", "l", "add", "service", "s", "证据.txt", "--how", "下载")
    with sqlite3.connect("l") as connection:
        connection.execute("DROP TRIGGER contents_are_never_rewritten")
        connection.execute("UPDATE attachment_contents SET content = x'00', size = 1")
    connection.close()
    status, _, err = run("evidence", "l", "verify")
    assert status == 1
    assert "SHA-256" in err or "哈希" in err or "不符" in err


def test_a_letter_is_bound_with_its_evidence(run):
    Path("x.zip").write_bytes(b"PK")
    run("evidence", "l", "add", "service", "s", "证据.txt", "--how", "下载")
    run("evidence", "l", "add", "service", "s", "x.zip", "--how", "下载")
    run("register", "l", "draft", "claim", "--to", "某公司", "--title", "函", "--about", "service", "s")
    assert run("evidence", "l", "bundle", "--letter", "l-2026-1", "-o", "b.pdf")[0] == 1  # not frozen
    run("register", "l", "freeze", "l-2026-1", "letter.pdf")
    status, out, _ = run("evidence", "l", "bundle", "--letter", "l-2026-1", "-o", "b.pdf")
    assert status == 0
    assert "b-2-x.zip" in out
    assert Path("b-2-x.zip").read_bytes() == b"PK"
    assert Path("b.pdf").read_bytes().startswith(b"%PDF")


def test_wrong_words_are_said(run):
    assert run("evidence", "l", "add", "thing", "s", "证据.txt", "--how", "x")[0] == 1
    assert run("evidence", "l", "add", "service", "t", "证据.txt", "--how", "x")[0] == 1
    assert run("evidence", "l", "export", "nothing", "-o", "x")[0] == 1
    assert run("evidence", "l", "bundle", "-o", "x.pdf")[0] == 2
