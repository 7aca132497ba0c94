"""What the program carries with it: agreements, calendars, wording, fonts, translations, the sample ledger."""

from pathlib import Path

FOLDER = Path(__file__).parent


def resource(*parts: str) -> Path:
    """Give the path of one bundled file or folder, e.g. ``resource("agreements", "x.toml")``."""
    return FOLDER.joinpath(*parts)
