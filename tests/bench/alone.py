"""A home of its own and a screen nobody sees, for a benchmark of the window."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone() -> Iterator[Path]:
    """Keep the user's settings, ledgers and display out of what is measured; gives the home."""
    with tempfile.TemporaryDirectory() as home:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        os.environ.update(dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), home))
        yield Path(home)
