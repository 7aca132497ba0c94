"""Until when a voucher (代金券) can be used: the provider's own end date of it, no term of the agreement."""

from functools import partial

from models.china_time import last_day_before
from models.facts.records import Voucher
from models.figures import Because, Figure, Input
from models.rules.situation import Situation


def voucher_usable_until(situation: Situation, _known: object, voucher: Voucher) -> Figure | None:
    """Give ``voucher_usable_until`` of a voucher with an end: the last day on which it can be used.

    The agreement says of vouchers only that they never come back (3.2.2); the end is the voucher's own. One that ends
    at midnight is last usable on the day before. ``used`` when nothing is left, else ``expired`` from the day after,
    ``usable`` before; one whose balance is not on record counts as one with something left.
    """
    if voucher.ends_at is None:
        return None
    until = last_day_before(voucher.ends_at)
    status = "used" if voucher.balance == 0 else "expired" if situation.as_of > until else "usable"
    ends = Input("ends_at", voucher.ends_at, "moment", record=("voucher", voucher.id), field="ends_at")
    because = partial(Because, "", "voucher_usable_until", "last_day_before(ends_at)", (ends,))
    return Figure("voucher_usable_until", "voucher", voucher.id, until, because, status=status)
