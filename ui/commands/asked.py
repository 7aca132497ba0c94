"""What is asked of the program before anything else is known: its language, and which day it is."""

import os
from collections.abc import Sequence
from datetime import date, datetime

from models.china_time import CHINA
from models.words import LANGUAGES


def today_in_china() -> date:
    """Give today's date in China, the one place where the clock is asked for it."""
    return datetime.now(CHINA).date()


def language_of(argv: Sequence[str]) -> str:
    """Find the language before anything is parsed, as the help itself is in it: ``--lang``, or the environment's."""
    wanted = os.environ.get("CLAUSELEDGER_LANG", LANGUAGES[0])
    for position, word in enumerate(argv):
        if word.startswith("--lang="):
            wanted = word.removeprefix("--lang=")
        elif word == "--lang" and position + 1 < len(argv):
            wanted = argv[position + 1]
    return wanted if wanted in LANGUAGES else LANGUAGES[0]
