"""The command that writes the coming deadlines for a phone's calendar, and the same by the menu."""

import json
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from resources import resource
from ui.commands.commandline import main
from ui.window import LedgerWindow

TODAY = date(2026, 11, 23)


@pytest.fixture
def ledger(tmp_path, capsys):
    file = tmp_path / "l.clauseledger"
    assert main(["import", str(file), str(resource("sample", "sample.json"))], today=TODAY) == 0
    capsys.readouterr()
    return file


@pytest.fixture
def run(capsys):
    """Run the command on a ledger; give exit status, output and errors."""

    def running(ledger, *words, lang="zh"):
        status = main(["reminders", str(ledger), *map(str, words), "--lang", lang], today=TODAY)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return status, out, err

    return running


def events(file: Path):
    found = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    return [(str(event["SUMMARY"]), event["DTSTART"].dt) for event in found]


def test_the_deadlines_ahead_are_written_in_the_language_asked_for(run, ledger, tmp_path):
    file = tmp_path / "期限.ics"
    assert run(ledger, "-o", file) == (0, f"已写出 {file}：2 个期限\n", "")
    days = [date(2026, 11, 25), date(2026, 11, 27)]
    assert events(file) == [
        ("账单异议期限 · 账单 b-2026-10", days[0]),
        ("数据保留至 · 服务 cos-1", days[1]),
    ]
    status, out, _ = run(ledger, "-o", file, lang="en")
    assert (status, out) == (0, f"wrote {file}: 2 deadlines\n")
    assert [day for _, day in events(file)] == days
    assert not [summary for summary, _ in events(file) if not summary.isascii() and "·" not in summary]
    assert "账" not in file.read_text(encoding="utf-8")


def test_the_day_looked_at_and_the_days_before_are_those_given(run, ledger, tmp_path):
    file = tmp_path / "d.ics"
    assert run(ledger, "-o", file, "--as-of", "2026-11-26", "--days-before", "0")[0] == 0
    (event,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    (alarm,) = event.walk("VALARM")
    assert (event["DTSTART"].dt, f"{alarm['TRIGGER'].dt:%m-%d %H:%M %Z}") == (date(2026, 11, 27), "11-27 01:00 UTC")


@pytest.mark.parametrize("wrong", ["", "7,", "-1", "7;3", "7, 3", "366", "1000", "七", "٧"])
def test_wrong_days_before_are_refused_in_a_sentence(run, ledger, tmp_path, wrong):
    status, _, err = run(ledger, "-o", tmp_path / "d.ics", f"--days-before={wrong}")
    assert status == 2
    assert f"“{wrong}”不是提前天数" in err
    assert not (tmp_path / "d.ics").exists()


@pytest.mark.parametrize("most", ["365", "0", "365,0"])
def test_the_least_and_the_most_days_before_are_taken(run, ledger, tmp_path, most):
    assert run(ledger, "-o", tmp_path / "d.ics", "--days-before", most)[0] == 0


def test_without_a_deadline_ahead_an_earlier_file_stays(run, ledger, tmp_path):
    file = tmp_path / "d.ics"
    file.write_text("earlier", encoding="utf-8")
    status, out, err = run(ledger, "-o", file, "--as-of", "2026-12-30")
    assert (status, out) == (1, "")
    assert "截至 2026-12-30，今后没有期限" in err
    assert file.read_text(encoding="utf-8") == "earlier"


def test_a_file_that_cannot_be_written_is_told_and_leaves_nothing(run, ledger, tmp_path):
    status, _, err = run(ledger, "-o", tmp_path / "missing" / "d.ics")
    assert status == 1
    assert "d.ics" in err
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".clauseledger"]


def test_a_restored_backup_gives_the_same_bytes_and_another_ledger_other_events(run, ledger, tmp_path, capsys):
    copy, back = tmp_path / "copy", tmp_path / "back.clauseledger"
    assert main(["backup", str(ledger), "-o", str(copy)], today=TODAY) == 0
    assert main(["restore", str(copy), "-o", str(back)], today=TODAY) == 0
    document = json.loads(resource("sample", "sample.json").read_text(encoding="utf-8"))
    document["agreement"]["customer"]["name"] = "另一公司（虚构）"
    (tmp_path / "other.json").write_text(json.dumps(document), encoding="utf-8")
    other = tmp_path / "other.clauseledger"
    assert main(["import", str(other), str(tmp_path / "other.json")], today=TODAY) == 0
    capsys.readouterr()
    made = []
    for each in (ledger, back, other):
        assert run(each, "-o", tmp_path / "d.ics")[0] == 0
        made.append((tmp_path / "d.ics").read_bytes())
    assert made[0] == made[1]
    uids = [{event["UID"] for event in Calendar.from_ical(content).walk("VEVENT")} for content in made]
    assert len(uids[0]) == len(uids[2]) == 2
    assert not uids[0] & uids[2]


def test_the_menu_writes_the_day_looked_at_and_says_so(
    window: LedgerWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    file = tmp_path / "d.ics"
    suggested = []

    def asked(_window: object, _title: str, suggestion: str, *_: object) -> tuple[str, str]:
        suggested.append(suggestion)
        return str(file), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", asked)
    window.session.move_to(date(2026, 11, 26))
    window.actions_by_name["reminders"].trigger()
    qtbot.waitUntil(window.isEnabled)
    assert window.messages.line.text() == f"已写出：{file}（1 个期限）。请在手机上打开该文件。"
    assert suggested == [f"{window.session.ledger.path.stem}.ics"]
    assert events(file) == [("数据保留至 · 服务 cos-1", date(2026, 11, 27))]


def test_the_menu_says_when_no_deadline_is_ahead(
    window: LedgerWindow, qtbot: QtBot, tmp_path: Path, dialog, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "d.ics"), ""))
    window.session.move_to(date(2026, 12, 30))
    window.actions_by_name["reminders"].trigger()
    qtbot.waitUntil(window.isEnabled)
    box = dialog(QMessageBox)
    assert "今后没有期限" in box.text() + box.informativeText()
    assert not (tmp_path / "d.ics").exists()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
