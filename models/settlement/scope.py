"""What belongs to one account: its orders, and the invoices for its bills alone."""

from collections.abc import Iterator

from models.assess import Assessment
from models.facts.records import Invoice, Order
from models.rules.covered import Coverage


def coverages(assessment: Assessment, account: str | None) -> Iterator[tuple[str, Coverage]]:
    """Give the invoices of an account, or of all when it is None, by id and as payments covered them."""
    for key, coverage in assessment.covered.invoices.items():
        if account is None or _accounts_of(assessment, coverage.invoice) == {account}:
            yield key, coverage


def left_out(assessment: Assessment, account: str | None) -> Iterator[str]:
    """Name the invoices that may be partly an account's: those of several accounts, and those of no bill on record."""
    for key, coverage in assessment.covered.invoices.items() if account is not None else ():
        accounts = _accounts_of(assessment, coverage.invoice)
        if not accounts or (account in accounts and len(accounts) > 1):
            yield key


def orders_of(assessment: Assessment, account: str | None) -> dict[str, Order]:
    """Give the orders of services of an account, or all."""
    facts = assessment.situation.facts
    found = facts.orders.items()
    return {key: order for key, order in found if account in {None, facts.services[order.service].account}}


def _accounts_of(assessment: Assessment, invoice: Invoice) -> set[str]:
    """Give the accounts of an invoice's bills; where there is one account, all is its own."""
    facts = assessment.situation.facts
    if len(facts.accounts) == 1:
        return set(facts.accounts)
    return {facts.bills[key].account for key in invoice.bills or () if key in facts.bills}
