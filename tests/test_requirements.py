"""The pinned packages: exact, hashed, and what the project asks for."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]


def pins(name: str) -> dict[str, str]:
    """Read a requirements file: each package's pin with all its hashes, by name."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    return {re.split(r"[=\s]", line, maxsplit=1)[0]: " ".join(line.split()) for line in text.splitlines() if line}


def test_every_pin_is_exact_and_hashed():
    for name in ("requirements.txt", "requirements-test.txt", "requirements-dev.txt"):
        assert len(pins(name)) > 10
        for pin in pins(name).values():
            assert re.fullmatch(r"[a-z0-9-]+==[\w.]+( ; [^-]+)?( --hash=sha256:[0-9a-f]{64})+", pin), pin


def test_each_requirements_file_contains_the_one_before():
    run_time, test, dev = (pins(name) for name in ("requirements.txt", "requirements-test.txt", "requirements-dev.txt"))
    for smaller, larger in ((run_time, test), (test, dev)):
        assert len(smaller) < len(larger)
        for name, pin in smaller.items():  # what the smaller wants on some machines, the larger may want on all
            assert larger[name] in {pin, re.sub(r" ; .*?(?= --hash)", "", pin)}


def test_the_pins_are_what_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    wanted = {
        "requirements.txt": project["project"]["dependencies"],
        "requirements-test.txt": groups["test"],
        "requirements-dev.txt": [line for line in groups["dev"] if isinstance(line, str)],
    }
    for name, lines in wanted.items():
        for requirement in map(Requirement, lines):
            pin = pins(name)[requirement.name.lower()]
            version = pin.split("==")[1].split()[0]
            assert version in requirement.specifier, f"{name} pins {requirement.name} {version}, not {requirement}"
