"""The arrows of the house: which room may know which, and what no room may do.

Each rule is checked on every source file, and each rule is fed a violation of itself, so that a checker that sees
nothing cannot pass.
"""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("main.py", "run.py", "models", "reports", "resources", "ui")

NETWORK = (
    *("socket", "socketserver", "ssl", "http", "urllib.request", "urllib.error", "urllib.robotparser", "webbrowser"),
    *("ftplib", "smtplib", "poplib", "imaplib", "xmlrpc", "requests", "httpx", "aiohttp", "urllib3"),
    *("PySide6.QtNetwork", "PySide6.QtWebSockets", "PySide6.QtWebEngineCore"),
)
FILES = (
    *("models.ledger", "models.exchange", "sqlite3", "sqlite_utils", "json", "tomllib", "csv"),
    *("pathlib", "io", "os", "shutil", "tempfile"),
)


class Rule(NamedTuple):
    """Sources under ``rooms`` (outside ``but``) import nothing that is, or lies in, ``never``, save ``allowed``."""

    rooms: tuple[str, ...]
    never: tuple[str, ...]
    but: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()


RULES = {
    "models know neither Qt nor paper": Rule(("models",), ("ui", "reports", "PySide6", "shiboken6", "reportlab")),
    "reports know no screen": Rule(("reports",), ("ui", "PySide6", "shiboken6")),
    "rules know no files": Rule(("models/rules",), FILES),
    "figures are computed by assess alone": Rule(("ui", "reports"), ("models.rules",)),
    "only the ledger knows SQLite": Rule(ROOMS, ("sqlite3", "sqlite_utils", "PySide6.QtSql"), but=("models/ledger",)),
    "resources know no one": Rule(("resources",), ("models", "reports", "ui", "PySide6", "reportlab")),
    "setting up knows only itself": Rule(
        ("run.py", "ui/launch"), ("main", "models", "reports", "resources", "ui"), allowed=("ui.launch",)
    ),
    "main is imported by no one": Rule(("run.py", "models", "reports", "resources", "ui"), ("main",)),
    "nothing reaches for the network": Rule(ROOMS, NETWORK),
}
CLOCKS = {"today", "now", "utcnow", "fromtimestamp", "time", "time_ns", "monotonic"}
SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|PRAGMA\s+\w+"
    r"|(CREATE|DROP|ALTER)\s+(TABLE|INDEX|TRIGGER|VIEW))\b",
    re.DOTALL,
)


def sources(*rooms: str) -> list[Path]:
    """List the Python files of some rooms, each a folder or one file; paths relative to the project."""
    found = [ROOT / room for room in rooms if room.endswith(".py") and (ROOT / room).exists()]
    for room in rooms:
        found += sorted((ROOT / room).rglob("*.py"))
    return [path.relative_to(ROOT) for path in found]


def imports(source: str, path: Path) -> Iterator[str]:
    """Give the full dotted name of everything ``source`` imports, inside functions too.

    ``from a.b import c`` gives ``a.b.c``, since ``c`` may be a module. Calls of ``import_module`` and ``__import__``
    give what they name, or ``?`` when that is computed.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = path.parent.parts[: len(path.parent.parts) - node.level + 1] if node.level else ()
            yield from (".".join([*package, *filter(None, [node.module]), alias.name]) for alias in node.names)
        elif isinstance(node, ast.Call) and called(node) in {"import_module", "__import__"}:
            first = node.args[0] if node.args else None
            yield str(first.value) if isinstance(first, ast.Constant) else "?"


def called(call: ast.Call) -> str:
    """Give the last name of what is called: ``today`` for ``datetime.date.today()``."""
    return getattr(call.func, "attr", None) or getattr(call.func, "id", "")


def forbidden_imports(rule: Rule, source: str, path: Path) -> list[str]:
    """Give what ``source``, were it the file ``path``, imports against ``rule``."""

    def lies_in(name: str, rooms: tuple[str, ...]) -> bool:
        return any(f"{name}.".startswith(f"{room}.") for room in rooms)

    return [name for name in imports(source, path) if lies_in(name, rule.never) and not lies_in(name, rule.allowed)]


def clock_readings(source: str) -> list[str]:
    """Give the calls in ``source`` that ask what day or time it is, or open a file."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    clocks = [called(call) for call in calls if isinstance(call.func, ast.Attribute) and called(call) in CLOCKS]
    return clocks + [called(call) for call in calls if called(call) == "open"]


def sql_in(source: str) -> list[str]:
    """Give the pieces of text in ``source`` that are SQL."""
    texts = (node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    return [text for text in texts if isinstance(text, str) and SQL.search(text)]


# The rules, kept ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", RULES)
def test_rooms_import_only_what_they_may(name: str):
    rule = RULES[name]
    files = [path for path in sources(*rule.rooms) if not any(path.is_relative_to(but) for but in rule.but)]
    assert {path.parts[0] for path in files} == {room.split("/")[0] for room in rule.rooms}, "a room is empty"
    broken = {}
    for path in files:
        found = forbidden_imports(rule, (ROOT / path).read_text(encoding="utf-8"), path)
        if found:
            broken[str(path)] = found
    assert not broken


def test_rules_ask_no_clock_and_open_no_file():
    files = sources("models/rules")
    assert files
    assert not {str(path): read for path in files if (read := clock_readings((ROOT / path).read_text("utf-8")))}


def test_only_the_ledger_speaks_sql():
    files = [path for path in sources(*ROOMS) if not path.is_relative_to("models/ledger")]
    assert files
    assert not {str(path): sql for path in files if (sql := sql_in((ROOT / path).read_text("utf-8")))}
    assert any(sql_in((ROOT / path).read_text("utf-8")) for path in sources("models/ledger")), "the checker is blind"


# The rules, biting -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "no"), [(name, no) for name, rule in RULES.items() for no in rule.never])
def test_each_forbidden_import_is_noticed(name: str, no: str):
    rule = RULES[name]
    parent, _, last = no.rpartition(".")
    forms = [f"import {no}", f"import {no}.inner as x", f"def act():\n    import {no}", f"from {no} import x"]
    forms += [f"from {parent} import {last}" if parent else f"import_module('{no}')"]
    for form in forms:
        assert forbidden_imports(rule, form, Path(rule.rooms[0]) / "example.py"), form


def test_a_relative_import_is_resolved():
    rule = RULES["rules know no files"]
    assert forbidden_imports(rule, "from ..ledger import acts", Path("models/rules/bills.py"))
    assert forbidden_imports(rule, "from .. import exchange", Path("models/rules/bills.py"))
    assert not forbidden_imports(rule, "from . import bills", Path("models/rules/orders.py"))


def test_a_name_that_only_begins_alike_is_no_violation():
    path = Path("models/rules/bills.py")
    assert not forbidden_imports(RULES["rules know no files"], "import operator, osmosis, iota", path)


@pytest.mark.parametrize("reading", ["date.today()", "datetime.datetime.now(tz)", "time.time()", "open('terms')"])
def test_each_look_at_the_clock_or_a_file_is_noticed(reading: str):
    assert clock_readings(f"def deadline():\n    return {reading}\n")


@pytest.mark.parametrize(
    "statement",
    [
        *("SELECT id FROM bill", "SELECT id\n  FROM {table}", "INSERT INTO bill VALUES (1)", "UPDATE bill SET id = 2"),
        *("DELETE FROM bill", "PRAGMA foreign_keys=ON", "CREATE TABLE bill (id)"),
    ],
)
def test_each_kind_of_sql_is_noticed(statement: str):
    assert sql_in(f"query = f'''{statement}'''")
    assert not sql_in("'Select a bill from the list and update it'")


# The command line needs no window ----------------------------------------------------------------------------------

HEADLESS = """
import json, sys
from ui.commands.commandline import main
document, ledger, exported = sys.argv[1:]
for arguments in (["import", ledger, document], ["assess", ledger, "--as-of", "2026-11-23", "--json"],
                  ["verify", ledger], ["export", ledger, "-o", exported]):
    status = main(arguments)
    if status:
        sys.exit(f"{arguments} gave {status}")
print("LOADED", json.dumps(sorted(sys.modules)))
"""


def test_commands_load_neither_qt_nor_what_makes_paper(tmp_path: Path):
    agreement = {"terms": "tencent-cloud-2021", "signed_on": "2021-11-08", "customer": {"name": "示例公司"}}
    document = {"format": "clauseledger/1", "agreement": agreement}
    (tmp_path / "document.json").write_text(json.dumps(document), encoding="utf-8")
    paths = [str(tmp_path / name) for name in ("document.json", "new.clauseledger", "exported.json")]
    ran = subprocess.run(
        [sys.executable, "-c", HEADLESS, *paths], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    loaded = json.loads(ran.stdout.rpartition("LOADED")[2])
    assert "models.assess" in loaded
    assert not [name for name in loaded if name.startswith(("PySide6", "shiboken6", "reportlab", "pypdfium2"))]
