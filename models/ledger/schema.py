"""The ledger's schema as named, ordered, append-only migrations in plain SQL (``migrations/``).

Money columns are whole numbers of 1e-8 CNY; days are ``YYYY-MM-DD``; moments are ISO 8601 with their offset.
Tables of parts (``bills_lines``) hang on their record's ``row``. Foreign keys are checked when the transaction ends, so
records of one file may come in any order.
"""

import sqlite3
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils.db import Database
    from sqlite_utils.migrations import Migrations

APPLICATION_ID = 0x434C4C47
"""``CLLG`` in the file's header marks a SQLite file as a ledger of ours."""

MIGRATION_SET = "clauseledger"
MIGRATION_NAMES = (
    "0001_ledger",
    "0002_wording_of_letters",
    "0003_sources",
    "0004_versions_of_service_rules",
    "0005_accounts_in_arrears",
    "0006_account_files",
    "0007_packed_contents",
    "0008_statements",
    "0009_history_in_parts",
    "0010_vouchers_and_links",
    "0011_lists_by_difference",
    "0012_red_letters_first",
)
"""Every schema this program knows, in order; a ledger with another name in its list comes from a newer program."""

_SCRIPTS = Path(__file__).parent / "migrations"
"""The SQL of each, ``<name>.sql``."""


@cache
def migrations() -> "Migrations":
    """Give every migration, oldest first. Imports sqlite-utils, which only a new or an older ledger needs."""
    from sqlite_utils.migrations import Migrations

    every = Migrations(MIGRATION_SET)
    for name in MIGRATION_NAMES:
        every(name=name)(_migration(name))
    return every


def _migration(name: str) -> "Callable[[Database], None]":
    statements = _statements((_SCRIPTS / f"{name}.sql").read_text(encoding="utf-8"))

    def migrate(db: "Database") -> None:
        for statement in statements:
            db.execute(statement)

    return migrate


def _statements(script: str) -> list[str]:
    """Split a script at the ends of its statements: ``executescript`` would commit the migration's transaction."""
    found, current = [], ""
    for line in script.splitlines(keepends=True):
        current += line
        if sqlite3.complete_statement(current):
            found.append(current.strip())
            current = ""
    return found
