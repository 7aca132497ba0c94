"""Make the pictures anew: every page of the sample ledger, in both languages, light and dark.

    python -m docs.make_pictures manual                       those the manual shows, in resources/manual/pictures
    python -m docs.make_pictures FOLDER [WIDTHxHEIGHT]        all of them, to look at

Beside the pages: each picture of the reports, what is supposed of an invoice, and the readings compared. Drawn off
screen, as of the sample's own day, so that the same program gives the same pictures. The user's own settings and
ledgers are neither read nor changed.
"""

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from ui.window import LedgerWindow

ROOT = Path(__file__).parents[1]
SPOTS = {
    "reports-spend": "spend",
    "reports-arrears": "arrears",
    "reports-cap": "cap",
    "invoice-supposed": "i-2026-09",
    "letter-desk": "l-2026-3",
}
"""Name of a picture, beginning with its page → the spot shown there."""
STATEMENT = """\
卡号: 6222****0001
交易日期,摘要,收入,支出,余额,对方户名
2026-09-20,云服务费 2026年8月,,488.20,"9,511.80",示例云计算有限公司
2026-09-24,货款,"3,600.00",,"13,111.80",示例商户甲
2026-10-12,办公用品,,136.40,"12,975.40",示例商户乙
2026-11-10,云服务费 2026年9月（部分）,,200.00,"12,775.40",示例云计算有限公司
"""
"""The movements of an invented bank account that paid what the sample says was paid by bank."""
_TICKED = 3
"""Lines of it that are ticked in the picture: one is missing still."""
_ROUNDS = 10
"""Rounds of events after which a page has taken its place: what asks for another size is heard one by one."""
_SETTLED = 1500
"""Milliseconds after which what is computed beside the window is there."""
_COLOURS = 256
"""Colours of a picture of the manual: so many show no difference, and make the file half as large."""


def make(folder: Path, width: int, height: int) -> int:
    """Draw every page into a folder; give how many pictures there are."""
    from datetime import date

    from PySide6.QtWidgets import QApplication

    from ui import look
    from ui.application import Program
    from ui.window import LedgerWindow

    application = QApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for language in ("zh", "en"):
        program = Program(application, date(2026, 11, 23), language)
        program.answer("sample")
        window = program.window
        if not isinstance(window, LedgerWindow):
            raise SystemExit("The sample ledger cannot be opened.")
        window.resize(width, height)
        while not window.begun:
            application.processEvents()
        if not window.session.facts.reconciliations:
            reconcile(window)
        for dark in (False, True):
            look.LOOK.apply(application, dark=dark)
            for name, shown in views(application, window):
                file = folder / f"{name}-{language}-{'dark' if dark else 'light'}.png"
                count += shown.grab().save(str(file))
        window.close()
    return count


def make_manual() -> int:
    """Draw what the manual shows, lightly coloured and small as files; give how many pictures there are."""
    from PIL import Image

    folder = ROOT / "resources" / "manual"
    shown = {
        name for file in folder.glob("*.md") for name in re.findall(r"\(pictures/(.+?)\.png\)", file.read_text("utf-8"))
    }
    (folder / "pictures").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as drawn:
        make(Path(drawn), 1280, 800)
        for name in sorted(shown):
            with Image.open(Path(drawn) / f"{name}-light.png") as picture:
                few = picture.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
                few.save(folder / "pictures" / f"{name}.png", optimize=True)
    return len(shown)


def reconcile(window: "LedgerWindow") -> None:
    """Import a statement and tick most of its lines."""
    from datetime import date

    from models.ledger.statement_acts import import_statements, tick
    from models.statements.reconciling import begun
    from models.statements.taking import AS_REMEMBERED

    session = window.session
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "statement.csv"
        file.write_text(STATEMENT, "utf-8")
        session.do(lambda ledger: import_statements(ledger, [file], AS_REMEMBERED, today=session.today).change)
    lines = session.facts.statement_lines
    account = next(iter(session.facts.statements.values())).account
    one = begun(session.facts, account, date(2026, 9, 1), date(2026, 11, 23))
    session.enter(one)
    session.do(lambda ledger: tick(ledger, one.id, list(lines)[:_TICKED], on=True))


def views(application: "QApplication", window: "LedgerWindow") -> Iterator[tuple[str, "QWidget"]]:
    """Show one view after the other; give each one's name and what is to be drawn."""
    from PySide6.QtTest import QTest

    from ui.explain.readings import ReadingsDialog
    from ui.rooms import PAGES

    for page in PAGES:
        window.show_page(page)
        for _ in range(_ROUNDS):
            application.processEvents()
        yield page, window
    for name, spot in SPOTS.items():
        window.show_page(name.partition("-")[0], spot)
        while name == "letter-desk" and window.letters.desk.made is None:
            application.processEvents()
        QTest.qWait(_SETTLED)
        yield name, window
    figure = window.session.assessment.figures["late_fee", "invoice", "i-2026-09"]
    readings = ReadingsDialog(window.session, figure, "payment_covers_first", window)
    readings.show()
    application.processEvents()
    yield "readings", readings
    readings.close()


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as home:
        os.environ |= dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), home)
        wide, high = map(int, (sys.argv[2] if len(sys.argv) > 2 else "1280x800").split("x"))
        made = make_manual() if sys.argv[1] == "manual" else make(Path(sys.argv[1]).resolve(), wide, high)
    sys.stdout.write(f"{made} pictures\n")
