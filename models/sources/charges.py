"""What the provider's billing tables come to: charges, what is charged, and the sums that tables state beside them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from models.problems import Problem
from models.sources.problems import Complaints

DETAIL, BY_RESOURCE, BY_PRODUCT, OVERVIEW = "L3", "L2", "L1", "L0"
"""How detailed a billing table is."""
TOTALS = ("合计", "总计", "total")
"""What the first cell of a download's own sum begins with, in small letters."""
_NEVER = 1 << 40


class Item(NamedTuple):
    """What is charged, as far as it repeats from row to row: one cell per item column, and the rest by heading."""

    cells: tuple[str | None, ...]
    others: dict[str, str]


class Named(NamedTuple):
    """What the provider calls what is charged, as the service of it is named."""

    product: str | None = None
    sub_product: str | None = None
    instance: str | None = None
    region: str | None = None


class ChargeKey(NamedTuple):
    """What makes rows one charge."""

    payer: str
    thing: str
    resource: str | None
    prepaid: bool
    matter: str
    order: str | None
    charged_month: str
    used_month: str


@dataclass(slots=True)
class Charge:
    """What one resource cost in one way: sums of its rows in 1e-8 CNY, and the span of its use.

    ``named`` is as its first row has it. ``first`` and ``last`` are the earliest and latest time
    used, ``charged`` the earliest time charged, in Unix seconds.
    """

    number: int
    key: ChargeKey
    named: Named
    rows: int = 0
    payable: int = 0
    list: int = 0
    voucher: int = 0
    gift: int = 0
    share: int = 0
    cash: int = 0
    first: int = _NEVER
    last: int = 0
    charged: int = _NEVER
    listed: bool = False


class Charges(Protocol):
    """The charges of a reading, of which there may be a million: those met lately are held, all are kept."""

    @property
    def full(self) -> bool:
        """Whether as many are held as are to be; then comes :meth:`put_away`."""

    def of(self, key: ChargeKey, named: Named) -> Charge:
        """Give the charge of a key to add rows to; it is good until :meth:`put_away`."""

    def put_away(self) -> None:
        """Keep what was added, and hold no charge any longer."""

    def __iter__(self) -> Iterator[Charge]:
        """Give every charge with all that was added to it, by number."""


@dataclass
class Stated:
    """What the L1 or L0 tables state of a product, or of everything: the place they first do so, the sums by name."""

    place: str
    sums: dict[str, int] = field(default_factory=dict)


@dataclass
class Gathered:
    """What the tables of one reading hold: charges, sums stated by L1 and L0, and what is doubtful.

    ``stated`` is by level and product, None for everything.
    """

    charges: Charges
    stated: dict[tuple[str, str | None], Stated] = field(default_factory=dict)
    complaints: Complaints = field(default_factory=Complaints)
    doubts: Complaints = field(default_factory=Complaints)

    def doubt(self, code: str, place: str, **inputs: object) -> None:
        """Note something that does not keep the rows out."""
        self.doubts.add(Problem(code, place, severity="warning", inputs=inputs))
