"""Days typed on the command line."""

import argparse
from collections.abc import Callable
from datetime import date

from models.terms.calendar import FIRST_DAY, LAST_DAY
from models.vocabulary import Vocabulary


def day_argument(words: Vocabulary) -> Callable[[str], date]:
    """Give the reader of a day argument: ISO dates inside the calendar, anything else refused in the user's words."""

    def day(text: str) -> date:
        try:
            found = date.fromisoformat(text)
        except ValueError:
            raise argparse.ArgumentTypeError(words.text("command.not_a_day", value=text)) from None
        if not FIRST_DAY <= found <= LAST_DAY:
            outside = words.text("problem.day_out_of_range", value=text, first=FIRST_DAY, last=LAST_DAY)
            raise argparse.ArgumentTypeError(outside)
        return found

    return day
