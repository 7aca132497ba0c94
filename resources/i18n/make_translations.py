"""Collect the window's texts from ui/ into the .ts files and compile these into .qm.

    python resources/i18n/make_translations.py

Needs PySide6's own lupdate and lrelease. The .ts files are edited by hand or with Qt Linguist: clauseledger_zh.ts holds
the Chinese of every text, clauseledger_en.ts only the English singular and plural forms.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
TOOLS = Path(sys.executable).parent
LANGUAGES = {"zh": ("zh_CN", ()), "en": ("en", ("-pluralonly",))}


def make() -> None:
    """Bring every .ts file up to date with the code, and every .qm file with its .ts file."""
    sources = sorted(str(path.relative_to(PROJECT)) for path in (PROJECT / "ui").rglob("*.py"))
    for language, (target, options) in LANGUAGES.items():
        ts = f"resources/i18n/clauseledger_{language}.ts"
        collect = [str(TOOLS / "pyside6-lupdate"), *sources, "-ts", ts, "-no-obsolete", "-locations", "none", *options]
        collect += ["-source-language", "en", "-target-language", target]
        subprocess.run(collect, cwd=PROJECT, check=True)  # noqa: S603 - Qt's own tool
        compile_ = [str(TOOLS / "pyside6-lrelease"), "-silent", ts, "-qm", ts.replace(".ts", ".qm")]
        subprocess.run(compile_, cwd=PROJECT, check=True)  # noqa: S603


if __name__ == "__main__":
    make()
