"""Letters about an account or the customer itself: theft of an account (2.8), changed details (2.3, 11.1)."""

from models.assess import Assessment
from models.facts.records import Account, Agreement
from models.letters.letter import Grounds, Rows, Told, refuse

_DETAILS = ("name", "id_number", "contact", "phone", "email", "address")
_CONTACT = ("contact", "phone", "email", "address")
THEFT_REPLY_WORKING_DAYS = 2
"""Working days a notice of theft gives: our own request, short because every hour may cost."""


def theft(assessment: Assessment, account: Account) -> Grounds:
    """Tell the provider that an account is used by somebody else (2.8), and ask it to act."""
    facts = assessment.situation.facts
    running = [
        one
        for one in facts.services.values()
        if one.account == account.id and (one.ended_on is None or one.ended_on >= assessment.as_of)
    ]
    balance = account.cash_balance
    told = {
        "account": Told(account.id),
        "label": Told(account.label),
        "services": Told("\n".join(one.name for one in running) or None, "list"),
        "balance": Told(balance.amount if balance else None, "money"),
        "balance_on": Told(balance.on if balance else None, "date"),
    }
    return Grounds(told, ("2.8",))


def details(assessment: Assessment, agreement: Agreement) -> Grounds:
    """Tell the provider the customer's details now on record (2.3, 11.1)."""
    customer = agreement.customer
    if not any(getattr(customer, name) for name in _CONTACT):
        raise refuse("no_customer_details", "agreement", agreement.id)
    rows = tuple((name, value) for name in _DETAILS if (value := getattr(customer, name)))
    accounts = "\n".join(assessment.situation.facts.accounts)
    told = {"accounts": Told(accounts or None, "list")}
    tables = (Rows("details", (("item", "field"), ("value", "text")), rows),)
    return Grounds(told, ("2.3", "11.1"), tables=tables)
