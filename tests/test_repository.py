"""What is true of the repository as a whole: nothing private in it, rooms well named, a README that does not lie."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

TEXT_FILES = {
    *("", ".cfg", ".html", ".in", ".ini", ".json", ".md", ".py", ".qss", ".svg", ".toml", ".ts", ".txt", ".yaml"),
}
# Written so that they do not match themselves.
MACHINE_PATHS = re.compile(r"(?<![\w.~>/])/(home|Users|root|opt|srv|mnt|work)/\w|\b[A-Z]:\\{1,2}Users\b")
REGISTRIES = re.compile(
    r"https?://[^\s\"'<>]*([p]ypi|[p]ythonhosted|[n]pmjs|[n]pmmirror|/[s]imple\b|[r]egistry\.)"
    r"|-[-](extra-)?index-url[= ]|-[-]find-links[= ]"
)
SHAPELESS = {"util", "utils", "helper", "helpers", "common", "misc", "manager"}


def project_files() -> list[Path]:
    """List the files of the project: what git tracks, or everything where there is no git (a downloaded archive)."""
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
    if tracked.returncode == 0 and tracked.stdout:
        return [ROOT / name for name in tracked.stdout.split("\0") if name and (ROOT / name).is_file()]
    folders = [path for path in ROOT.iterdir() if not path.name.startswith(".") or path.name == ".ci"]
    return [path for folder in folders for path in [folder, *folder.rglob("*")] if path.is_file()]


def test_no_file_names_a_machine_or_a_registry():
    files = [path for path in project_files() if path.suffix in TEXT_FILES and "__pycache__" not in path.parts]
    assert ROOT / "run.py" in files
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if MACHINE_PATHS.search(line) or REGISTRIES.search(line)
    ]
    assert not found


@pytest.mark.parametrize("folder", ["home", "Users", "root", "opt", "work"])
def test_a_machine_path_is_noticed(folder: str):
    assert MACHINE_PATHS.search(f"python /{folder}/someone/run.py")
    assert not MACHINE_PATHS.search(f"see https://example.org/{folder}/page and ./{folder}/page")


def test_a_registry_address_is_noticed():
    # Put together from halves, so that this file passes its own test.
    for halves in ("https://py", "pi.org/x"), ("https://mirror.example", "/simple/"), ("--index", "-url x"):
        assert REGISTRIES.search("".join(halves))
    assert not REGISTRIES.search("https://example.org/simplest and a simple index")


def test_every_room_has_a_name_that_says_what_is_in_it():
    rooms = [path.relative_to(ROOT).with_suffix("") for path in project_files() if path.suffix == ".py"]
    assert rooms
    assert not [str(room) for room in rooms if SHAPELESS & set(re.split(r"[_\W]", str(room).lower()))]


# The README --------------------------------------------------------------------------------------------------------

ASK_FOR_HELP = """
import contextlib, io, json, sys
from ui.commands.commandline import main
answers = {}
for command in sys.argv[1:]:
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown), contextlib.redirect_stderr(shown):
        try:
            status = main([command, "--help"] if command else ["--help"])
        except SystemExit as end:
            status = end.code
    answers[command] = [status or 0, shown.getvalue()]
print("ANSWERS", json.dumps(answers))
"""


def help_texts(*commands: str) -> dict[str, tuple[int, str]]:
    """Ask each command for help; gives its exit status and what it printed. The empty command is the program itself."""
    asked = [sys.executable, "-c", ASK_FOR_HELP, *commands]
    ran = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return {name: (status, text) for name, (status, text) in json.loads(ran.stdout.rpartition("ANSWERS")[2]).items()}


def commands_in_readme() -> set[str]:
    """Give the commands that the README's examples call."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return set(re.findall(r"python3 run\.py ([a-z][a-z-]*)(?![\w.-])", readme)) - {"test"}


def test_every_command_in_the_readme_exists():
    commands = commands_in_readme()
    assert {"import", "export", "assess", "explain", "verify", "letter", "settlement"} <= commands
    refused = {name: text for name, (status, text) in help_texts(*sorted(commands)).items() if status != 0}
    assert not refused


def test_every_command_that_exists_is_in_the_readme():
    _, text = help_texts("")[""]
    listed = set(re.findall(r"^ {4}([a-z-]+) ", text, re.MULTILINE))
    assert len(listed) > 10, "argparse lists each command on a line of its own"
    assert listed <= commands_in_readme()


def test_every_file_the_readme_points_to_exists():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", readme) if "://" not in target]
    assert targets
    assert not [target for target in targets if not (ROOT / target).exists()]
