"""``run.py`` on a bare machine: real environments, real pip, but packages of a few bytes from a local folder."""

import ast
import base64
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

import run
from ui.launch import environment, system

ROOT = Path(run.ROOT)
TELL_ARGUMENTS = "import json, os, sys; print(json.dumps([sys.argv[1:], os.environ.get('QT_QPA_PLATFORM')]))\n"
posix_only = pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals or links")


class Started(NamedTuple):
    """What a start left behind."""

    status: int
    output: str
    said: str


def make_wheel(folder: Path, name: str, files: dict[str, str]) -> str:
    """Write a wheel of version 1.0 with ``files``; gives its requirement line with its hash."""
    facts = f"{name}-1.0.dist-info"
    contents = {
        **files,
        f"{facts}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{facts}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = ""
    for path, text in contents.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        record += f"{path},sha256={digest},{len(text.encode())}\n"
    wheel = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in {**contents, f"{facts}/RECORD": record + f"{facts}/RECORD,,\n"}.items():
            archive.writestr(path, text)
    return f"{name}==1.0 --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


class Machine:
    """A folder with the program on a machine whose pip knows only the wheels in ``wheels``."""

    def __init__(self, folder: Path, wheels: Path) -> None:
        self.folder, self.wheels = folder, wheels

    def begin(self, *arguments: str, **settings: str) -> subprocess.Popen[str]:
        """Start run.py without waiting for it."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.upper().startswith(("PIP_", "DISPLAY", "WAYLAND_DISPLAY", "QT_"))
        }
        pip = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels)}
        return subprocess.Popen(
            [sys.executable, str(self.folder / "run.py"), *arguments],
            env={**kept, **pip, **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )

    def start(self, *arguments: str, **settings: str) -> Started:
        """Run run.py to its end."""
        return ended(self.begin(*arguments, **settings))

    def require(self, *lines: str) -> None:
        """Replace what the program requires."""
        (self.folder / "requirements.txt").write_text("".join(lines))

    @property
    def required(self) -> str:
        """What the program requires."""
        return (self.folder / "requirements.txt").read_text()

    @property
    def package(self) -> Path:
        """The one module its one package installs."""
        return next((self.folder / ".venv").rglob("site-packages")) / "tiny.py"


def ended(process: subprocess.Popen[str]) -> Started:
    output, said = process.communicate(timeout=120)
    return Started(process.returncode, output, said)


@pytest.fixture(scope="module")
def first_starts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Machine, list[Started]]:
    """Give a fresh machine on which the program was started twice at the same moment."""
    wheels = tmp_path_factory.mktemp("wheels")
    tiny = make_wheel(wheels, "tiny", {"tiny.py": "ANSWER = 42\n"})
    checker = make_wheel(wheels, "pytest", {"pytest.py": TELL_ARGUMENTS})
    machine = Machine(tmp_path_factory.mktemp("machine"), wheels)
    shutil.copy(ROOT / "run.py", machine.folder)
    skipped = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "ui" / "launch", machine.folder / "ui" / "launch", ignore=skipped)
    (machine.folder / "main.py").write_text("import tiny\n" + TELL_ARGUMENTS + "sys.exit(7)\n")
    (machine.folder / "requirements-test.txt").write_text(tiny + checker)
    machine.require(tiny)
    both = [machine.begin("assess", "a ledger", "--json") for _ in range(2)]
    return machine, [ended(process) for process in both]


@pytest.fixture
def machine(first_starts: tuple[Machine, list[Started]], tmp_path: Path) -> Machine:
    """Give a machine that is set up, for one test to spoil."""
    original, _ = first_starts
    folder = tmp_path / "machine"
    shutil.copytree(original.folder, folder, symlinks=True)
    stamp = folder / ".venv" / "ready.txt"
    stamp.write_text(stamp.read_text().replace(str(original.folder), str(folder)))
    return Machine(folder, original.wheels)


def test_two_first_starts_at_once_set_up_once_and_both_run(first_starts: tuple[Machine, list[Started]]):
    _, starts = first_starts
    assert [start.status for start in starts] == [7, 7], starts
    assert [json.loads(start.output)[0] for start in starts] == [["assess", "a ledger", "--json"]] * 2
    assert sum("Setting up" in start.said for start in starts) == 1
    assert sum("Another start" in start.said for start in starts) == 1


def test_second_start_says_nothing_and_needs_no_pip(machine: Machine):
    began = time.perf_counter()
    again = machine.start("verify", PIP_FIND_LINKS="")
    assert (again.status, json.loads(again.output)[0], again.said) == (7, ["verify"], "")
    assert time.perf_counter() - began < 2  # measured: 0.03 s; this only catches a set-up that happens after all


def test_tests_bring_their_own_packages_and_need_no_display(machine: Machine):
    tested = machine.start("test", "-k", "calendar")
    on_every_core = ["-n", "auto", "--dist", "loadfile"]
    assert (tested.status, json.loads(tested.output)) == (0, [[*on_every_core, "-k", "calendar"], "offscreen"]), tested
    assert machine.start("assess").said == ""  # the test packages contain the program's
    assert machine.start("test").said == ""


def test_changed_requirements_are_added_to_the_environment(machine: Machine):
    machine.require(machine.required, make_wheel(machine.wheels, "more", {"more.py": ""}))
    started = machine.start()
    assert started.status == 7, started
    assert "Updating" in started.said
    assert machine.package.with_name("more.py").exists()


def test_a_moved_folder_runs_without_fetching_anything(machine: Machine):
    moved = Machine(machine.folder.with_name("moved 到这里"), machine.wheels)
    machine.folder.rename(moved.folder)
    started = moved.start("assess", PIP_FIND_LINKS="")
    assert started.status == 7, started
    assert "Setting up" not in started.said
    assert moved.start("assess").said == ""


@posix_only
def test_a_set_up_killed_in_the_middle_is_made_anew(machine: Machine):
    machine.require(machine.required, make_wheel(machine.wheels, "late", {"late.py": ""}))
    with socket.create_server(("127.0.0.1", 0)) as silent:  # a package source that never answers
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        process = machine.begin(PIP_NO_INDEX="0", PIP_INDEX_URL=address)
        silent.settimeout(60)
        silent.accept()[0].close()
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    machine.package.write_text("ANSW")  # as a half-copied file would be; pip believes its package installed
    started = machine.start()
    assert started.status == 7, started
    assert "Setting up" in started.said
    assert machine.package.read_text() == "ANSWER = 42\n"


@posix_only
def test_a_deleted_interpreter_is_noticed(machine: Machine):
    folder = str(machine.folder)
    assert environment.is_ready(folder, run.RUNTIME)
    assert environment.is_sound(folder)
    python = Path(environment.interpreter(folder))
    python.unlink()
    python.symlink_to(machine.folder / "nothing-here")
    assert not environment.is_ready(folder, run.RUNTIME)
    assert not environment.is_sound(folder)


def test_an_environment_of_another_kind_of_machine_is_not_patched(machine: Machine, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(environment, "system_line", lambda: "system linux abacus")
    assert not environment.is_ready(str(machine.folder), run.RUNTIME)
    assert not environment.is_sound(str(machine.folder))


def test_a_file_with_another_hash_is_refused(machine: Machine):
    wanted = make_wheel(machine.wheels, "altered", {"altered.py": "GOOD = True\n"})
    make_wheel(machine.wheels, "altered", {"altered.py": "GOOD = False\n"})
    machine.require(machine.required, wanted)
    refused = machine.start()
    assert (refused.status, refused.output) == (1, "")
    assert "校验值不符" in refused.said
    assert "pinned hash" in refused.said
    assert "Traceback" not in refused.said
    assert not (machine.folder / ".venv" / "ready.txt").exists()


def test_a_source_without_the_package_is_said_so(machine: Machine):
    machine.require("nowhere==1.0 --hash=sha256:" + "0" * 64 + "\n")
    refused = machine.start()
    assert (refused.status, refused.output) == (1, "")
    assert "offered no package for this machine" in refused.said
    assert "Traceback" not in refused.said


def test_settings_that_lead_packages_astray_are_ignored(machine: Machine, tmp_path: Path):
    machine.require(machine.required, make_wheel(machine.wheels, "astray", {"astray.py": ""}))
    started = machine.start(PIP_USER="1", PIP_TARGET=str(tmp_path / "elsewhere"))
    assert started.status == 7, started
    assert machine.package.with_name("astray.py").exists()


@posix_only
@pytest.mark.skipif(system.is_root(), reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_said_so(machine: Machine):
    (machine.folder / ".venv" / "ready.txt").unlink()
    (machine.folder / ".venv.lock").unlink()
    machine.folder.chmod(0o500)
    refused = machine.start()
    machine.folder.chmod(0o700)
    assert (refused.status, refused.output) == (1, "")
    assert "writable" in refused.said
    assert "Traceback" not in refused.said


@pytest.mark.parametrize(
    ("output", "remedy"),
    [
        (
            "WARNING: Retrying after connection broken by 'NewConnectionError(…)'\nERROR: No matching distribution",
            "网络",
        ),
        ("ERROR: Exception:\nsocket.timeout: timed out", "网络"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "磁盘已满"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "校验值不符"),
        ("ERROR: No matching distribution found for PySide6-Essentials", "尚未同步"),
        ("Segmentation fault", "从头再来"),
    ],
)
def test_each_failure_of_pip_has_its_remedy(output: str, remedy: str):
    assert remedy in str(environment.pip_failure(output))


@pytest.mark.parametrize("version", [(3, 6), (3, 10), (3, 15)])
def test_an_unsuitable_python_gets_one_sentence(version: tuple[int, int]):
    pretend = f"import sys, runpy; sys.version_info = {(*version, 0)}; runpy.run_path('run.py', run_name='__main__')"
    refused = subprocess.run(
        [sys.executable, "-c", pretend], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert (refused.returncode, refused.stdout) == (1, "")
    assert f"{version[0]}.{version[1]}" in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert "Traceback" not in refused.stderr


def test_old_pythons_can_read_run_py():
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_setting_up_needs_nothing_but_python():
    files = [ROOT / "run.py", *(ROOT / "ui" / "launch").glob("*.py")]
    assert len(files) >= 4
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for module in modules:
                assert module.partition(".")[0] in {*sys.stdlib_module_names, "ui"}, f"{file.name}: {module}"
