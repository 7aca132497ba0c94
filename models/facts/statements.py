"""Bank and payment statements as the user has them: files, their lines, how columns are read, what was reconciled.

Nothing among the other records refers to these: a reader that leaves their sections out has a whole document.
"""

from datetime import date
from typing import Annotated, NamedTuple

from models.facts.fields import Id, OptionalDay, OptionalText
from models.facts.shapes import Amount, Choice, Count, Day, Many, Pattern, Reference, References, Text

STATEMENT_ROLES = (
    "on", "amount", "amount_in", "amount_out", "direction", "balance",
    "counterparty", "counterparty_account", "summary", "number", "status",
)  # fmt: skip
"""What a column of a statement can hold; several columns may be ``summary``, one column each of the others."""
OUTGOING = ("negative", "positive")
"""How one signed column of amounts writes money that went out."""
LINE_PURPOSES = ("recharge", "unrelated")
"""What a line is for that belongs to no payment and no order: topping up the account with the provider, or neither."""

_Sha256 = Pattern(r"[0-9a-f]{64}", "not_a_sha256")


class LayoutColumn(NamedTuple):
    """What one column (counted from 1) of a layout holds."""

    column: Annotated[int, Count(1, 1000)]
    role: Annotated[str, Choice(STATEMENT_ROLES)]
    heading: OptionalText = None


class StatementLayout(NamedTuple):
    """How statements with one header are read, as the user confirmed it; ``id`` follows from the header."""

    id: Id
    columns: Annotated[tuple[LayoutColumn, ...], Many(LayoutColumn)]
    outgoing: Annotated[str | None, Choice(OUTGOING)] = None


class Statement(NamedTuple):
    """One file of a bank's or payment service's statement, of one account of the customer's there."""

    id: Id
    account: Annotated[str, Text(100, identifier=True)]
    file: Annotated[str, Text(300)]
    sha256: Annotated[str, _Sha256]
    imported_on: Annotated[date, Day()]
    layout: Annotated[str | None, Reference("statement_layout")] = None


class StatementLine(NamedTuple):
    """One line of a statement: money that came in (positive) or went out (negative), and what it is matched to.

    ``file_row`` is its number in the file, ``sha256`` that of the row's bytes there. At most one of ``payment``,
    ``order`` and ``purpose`` says what it is.
    """

    id: Id
    statement: Annotated[str, Reference("statement")]
    file_row: Annotated[int, Count(1, 10_000_000)]
    sha256: Annotated[str, _Sha256]
    on: Annotated[date, Day()]
    amount: Annotated[int, Amount(signed=True)]
    balance: Annotated[int | None, Amount(signed=True)] = None
    counterparty: Annotated[str | None, Text(300)] = None
    counterparty_account: Annotated[str | None, Text(100)] = None
    summary: Annotated[str | None, Text(1000)] = None
    number: Annotated[str | None, Text(200)] = None
    payment: Annotated[str | None, Reference("payment")] = None
    order: Annotated[str | None, Reference("order")] = None
    purpose: Annotated[str | None, Choice(LINE_PURPOSES)] = None

    @property
    def is_matched(self) -> bool:
        """Whether it is known what the line is."""
        return (self.payment, self.order, self.purpose) != (None, None, None)


class Reconciliation(NamedTuple):
    """An account reconciled over a span, both days included: what was ticked brings ``opening`` to ``closing``.

    Once ``locked_on`` is there, the lines ticked, and the payments they are matched to, change no more.
    """

    id: Id
    account: Annotated[str, Text(100, identifier=True)]
    from_: Annotated[date, Day()]
    to: Annotated[date, Day()]
    opening: Annotated[int, Amount(signed=True)]
    closing: Annotated[int, Amount(signed=True)]
    lines: Annotated[tuple[str, ...], References("statement_line")] = ()
    locked_on: OptionalDay = None
