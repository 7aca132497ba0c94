"""What the customer uses: accounts, their services, and the orders these were bought by."""

from datetime import date
from typing import Annotated, Literal, NamedTuple

from models.facts.fields import Fine, Id, OptionalDay, OptionalFine, OptionalText
from models.facts.shapes import Amount, Choice, Count, Day, Flag, Group, Many, Reference, Text
from models.facts.supplements import BILLING_CYCLES


class CashBalance(NamedTuple):
    """An account's cash balance as last stated; below zero when the account is in arrears."""

    on: Annotated[date, Day()]
    amount: Annotated[int, Amount(signed=True)]

    @property
    def cash(self) -> int:
        """The cash there is, in 1e-8 CNY: none in an account in arrears, whose debt its bills and invoices state."""
        return max(0, self.amount)


class Account(NamedTuple):
    """One of the customer's accounts with the provider (2.4)."""

    id: Id
    label: OptionalText = None
    cash_balance: Annotated[CashBalance | None, Group(CashBalance)] = None
    billing_cycle: Annotated[str | None, Choice(BILLING_CYCLES)] = None


class Service(NamedTuple):
    """A service in use, prepaid or postpaid, with the retention days of its own service rule."""

    id: Id
    account: Annotated[str, Reference("account")]
    name: Annotated[str, Text(200)]
    billing: Annotated[Literal["prepaid", "postpaid"], Choice(("prepaid", "postpaid"))]
    starts_on: Annotated[date, Day()]
    product: OptionalText = None
    resource_id: OptionalText = None
    region: OptionalText = None
    ended_on: OptionalDay = None
    retention_days: Annotated[int | None, Count()] = None


class Promotion(NamedTuple):
    """A promotion an order was bought under (3.1.4) and whether its condition was met (3.2.2)."""

    name: Annotated[str, Text(200)]
    condition: OptionalText = None
    condition_met: Annotated[bool | None, Flag()] = None


class Order(NamedTuple):
    """A prepaid purchase or renewal; its term is half-open: ``[starts_on, ends_on)``."""

    id: Id
    service: Annotated[str, Reference("service")]
    paid_on: Annotated[date, Day()]
    starts_on: Annotated[date, Day()]
    ends_on: Annotated[date, Day()]
    list_price: Fine
    cash: Fine
    gift: OptionalFine = None
    voucher: OptionalFine = None
    promotions: Annotated[tuple[Promotion, ...], Many(Promotion)] = ()
    stacking_agreed: Annotated[bool | None, Flag()] = None
    settled_on: OptionalDay = None
