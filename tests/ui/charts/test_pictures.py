"""Pictures over days: read by the arrow keys, carried away as lines and letters."""

import io
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.arrears_by_day import Owed
from models.liability_window import Cap, Daily
from models.vocabulary import vocabulary
from ui import languages, look
from ui.charts.arrears import ArrearsPicture
from ui.charts.cap_window import CapWindow, Damage
from ui.charts.scale import Scale, round_amounts

YUAN = 10**8
START = date(2026, 11, 1)


@pytest.fixture(autouse=True)
def chinese(qapp: QApplication) -> None:
    """Speak Chinese in the bundled fonts, as the program does."""
    assert qapp
    languages.install("zh")
    look.install_fonts()


@pytest.fixture
def arrears(qtbot: QtBot) -> ArrearsPicture:
    """Give a hundred owed from the third day on, overdue from the fifth, with a yuan of late fee a day."""
    made = ArrearsPicture("欠款图", vocabulary("zh"))
    qtbot.addWidget(made)
    made.resize(640, 240)
    owed = [
        Owed(START + timedelta(n), 100 * YUAN * (2 <= n < 4), 100 * YUAN * (n >= 4), max(n - 3, 0) * YUAN, sure=n < 9)
        for n in range(11)
    ]
    made.show_owed(owed, START + timedelta(7))
    made.show()
    return made


@pytest.fixture
def caps(qtbot: QtBot) -> CapWindow:
    """Give caps that grow by ten a day, with two incidents."""
    made = CapWindow("限额图", vocabulary("zh"))
    qtbot.addWidget(made)
    made.resize(640, 260)
    days = [START + timedelta(n) for n in range(40)]
    damages = [
        Damage(days[5], "x-1", "late"),
        Damage(days[20], "x-2", "watch"),
        Damage(date(2020, 1, 1), "x-0", "late"),
    ]
    steps = [Daily(START, Fraction(10 * YUAN)), Daily(days[-1] + timedelta(1), Fraction(0))]
    made.show_caps([Cap(day, day - timedelta(365), n * 10 * YUAN) for n, day in enumerate(days)], steps, damages)
    made.show()
    return made


def test_arrow_keys_read_what_is_owed_to_screen_readers(arrears: ArrearsPicture, qtbot: QtBot):
    assert arrears.accessibleDescription() == "2026-11-08 · 已逾期 100.00 元 · 未到期 0.00 元 · 逾期违约金 4.00 元"
    for key, said in (
        (Qt.Key.Key_Home, "2026-11-01 · 已逾期 0.00 元 · 未到期 0.00 元 · 逾期违约金 0.00 元"),
        (Qt.Key.Key_Left, "2026-11-01 · 已逾期 0.00 元 · 未到期 0.00 元 · 逾期违约金 0.00 元"),
        (Qt.Key.Key_End, "2026-11-11 · 已逾期 100.00 元 ≈ · 未到期 0.00 元 ≈ · 逾期违约金 7.00 元 ≈ · 如不再付款"),
    ):
        qtbot.keyClick(arrears, key)
        assert arrears.accessibleDescription().startswith(said)
    assert "节假日安排未公布" in arrears.accessibleDescription()
    qtbot.mouseClick(
        arrears, Qt.MouseButton.LeftButton, pos=QPoint(int(arrears.across(START + timedelta(3), arrears.size())), 90)
    )
    assert arrears.day == START + timedelta(3)


def test_up_and_down_go_from_incident_to_incident(caps: CapWindow, qtbot: QtBot):
    opened: list[date] = []
    caps.opened.connect(opened.append)
    assert caps.accessibleDescription() == (
        "事故 x-2 · 损害日 2026-11-21：赔偿限额 200.00 元 · 窗口 2025-11-21 至 2026-11-20 内消耗的现金"
    )
    for key, day in (
        (Qt.Key.Key_Up, 5),
        (Qt.Key.Key_Up, 5),
        (Qt.Key.Key_Right, 6),
        (Qt.Key.Key_Down, 20),
        (Qt.Key.Key_PageDown, 39),
    ):
        qtbot.keyClick(caps, key)
        assert caps.day == START + timedelta(day)
    qtbot.keyClick(caps, Qt.Key.Key_Return)
    assert opened == [START + timedelta(39)]


@pytest.mark.parametrize("which", ["arrears", "caps"])
def test_it_is_saved_as_lines_and_letters(
    which: str, request: pytest.FixtureRequest, tmp_path: Path, qapp: QApplication
):
    picture = request.getfixturevalue(which)
    look.LOOK.apply(qapp, dark=True)
    told: list[str] = []
    picture.told.connect(told.append)
    for suffix in ("pdf", "svg", "png"):
        picture.write(tmp_path / f"p.{suffix}")
    look.LOOK.apply(qapp, dark=False)
    page = pypdf.PdfReader(io.BytesIO((tmp_path / "p.pdf").read_bytes())).pages[0]
    text = "".join(page.extract_text().split())
    assert picture.accessibleName() in text
    assert "".join(picture.accessibleDescription().split()) in text
    assert not page.images
    drawing = (tmp_path / "p.svg").read_text(encoding="utf-8")
    assert drawing.count("<text") > 8
    assert picture.accessibleName() in drawing
    assert "<image" not in drawing
    assert "Noto Sans CJK SC,Source Han Sans SC,Microsoft YaHei,PingFang SC,sans-serif" in drawing
    assert look.LIGHT.ink in drawing  # paper is white, whatever the screen is
    assert look.DARK.ink not in drawing
    assert (tmp_path / "p.png").read_bytes().startswith(b"\x89PNG")
    assert len(told) == 3


def test_printing_leaves_letters_on_the_page(caps: CapWindow, tmp_path: Path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    caps.print_to(printer)
    page = pypdf.PdfReader(tmp_path / "printed.pdf").pages[0]
    assert "限额图" in page.extract_text()
    assert "赔偿限额200.00元" in "".join(page.extract_text().split())
    assert not page.images


def test_what_cannot_be_written_is_refused_in_words(caps: CapWindow, tmp_path: Path):
    refused: list[object] = []
    caps.refused.connect(refused.append)
    caps.write(tmp_path / "none" / "p.pdf")
    assert [problem.code for problem in refused[0].problems] == ["cannot_write_file"]


def test_copying_is_the_pictures_own_key(arrears: ArrearsPicture, qtbot: QtBot):
    qtbot.keyClick(arrears, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().image().size() == arrears.size() * 2


@pytest.mark.parametrize(
    ("least", "most", "lines"),
    [
        (0, 0, [0]),
        (0, 9 * YUAN, [0, 2 * YUAN, 4 * YUAN, 6 * YUAN, 8 * YUAN]),
        (0, 1_008 * YUAN, [0, 500 * YUAN, 1_000 * YUAN]),
        (-30 * YUAN, 50 * YUAN, [-20 * YUAN, 0, 20 * YUAN, 40 * YUAN]),
        (0, 3 * 10**6, [0, 10**6, 2 * 10**6, 3 * 10**6]),
    ],
)
def test_a_scale_names_round_amounts(least: int, most: int, lines: list[int]):
    assert list(round_amounts(least, most)) == lines


def test_a_scale_puts_its_ends_at_its_heights():
    scale = Scale(-50 * YUAN, 150 * YUAN, 200, 100)
    assert [scale.y(amount * YUAN) for amount in (-50, 0, 150)] == [200, 175, 100]
