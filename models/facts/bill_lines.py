"""What the lines of a bill come to: by service, and all together."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from models.facts.records import BillLine


class Charged(NamedTuple):
    """What some lines ask for and how it was funded, in 1e-8 CNY; what a line leaves open counts as zero."""

    payable: int = 0
    cash: int = 0
    gift: int = 0
    voucher: int = 0

    def plus(self, payable: int, cash: int, gift: int | None, voucher: int | None) -> "Charged":
        """Give the sums with one more charge."""
        return Charged(self.payable + payable, self.cash + cash, self.gift + (gift or 0), self.voucher + (voucher or 0))


class SummedLines(Sequence[BillLine]):
    """Lines that are kept in a ledger: added up there, faster than by reading each."""

    @property
    @abstractmethod
    def is_stored(self) -> bool:
        """Whether the ledger still has these very lines."""

    @abstractmethod
    def charged_by_service(self) -> Mapping[str, Charged]:
        """Give what the lines come to for each service they charge."""

    @abstractmethod
    def charged_by_order(self) -> Mapping[str, Charged]:
        """Give what the lines that bill an order come to, order by order, without refunds."""


def charged_by_order(lines: Sequence[BillLine]) -> Mapping[str, Charged]:
    """Give what the lines that bill an order come to, order by order; refunds, which are negative, stay out."""
    if isinstance(lines, SummedLines):
        return lines.charged_by_order()
    found: dict[str, Charged] = {}
    for line in lines:
        if line.order is not None and line.payable > 0:
            found[line.order] = found.get(line.order, _NOTHING).plus(line.payable, line.cash, line.gift, line.voucher)
    return found


def charged_by_service(lines: Sequence[BillLine]) -> Mapping[str, Charged]:
    """Give what lines come to for each service they charge."""
    if isinstance(lines, SummedLines):
        return lines.charged_by_service()
    found: dict[str, Charged] = {}
    for line in lines:
        found[line.service] = found.get(line.service, _NOTHING).plus(line.payable, line.cash, line.gift, line.voucher)
    return found


def charged(lines: Sequence[BillLine]) -> Charged:
    """Give what lines come to together."""
    whole = _NOTHING
    for part in charged_by_service(lines).values():
        whole = whole.plus(*part)
    return whole


_NOTHING = Charged()
