"""Letters about an account or the customer itself: theft of an account (2.8), changed details (2.3, 11.1)."""

from collections.abc import Collection

from models.assess import Assessment
from models.facts.records import Account
from models.letters.letter import Letter, Rows, Told, parties, record_of, refuse, reply_by

_DETAILS = ("name", "id_number", "contact", "phone", "email", "address")
_CONTACT = ("contact", "phone", "email", "address")
THEFT_REPLY_WORKING_DAYS = 2
"""Working days a notice of theft gives: our own request, short because every hour may cost."""


def theft(assessment: Assessment, record: str, also: Collection[str] = ()) -> Letter:  # noqa: ARG001 - one shape
    """Tell the provider that an account is used by somebody else (2.8), and ask it to act."""
    account: Account = record_of(assessment, "account", record)
    answer = reply_by(assessment, THEFT_REPLY_WORKING_DAYS)
    facts = assessment.situation.facts
    running = [
        one
        for one in facts.services.values()
        if one.account == record and (one.ended_on is None or one.ended_on >= assessment.as_of)
    ]
    balance = account.cash_balance
    told = parties(assessment) | {
        "account": Told(account.id),
        "label": Told(account.label),
        "services": Told("\n".join(one.name for one in running) or None, "list"),
        "balance": Told(balance.amount if balance else None, "money"),
        "balance_on": Told(balance.on if balance else None, "date"),
        "reply_by": Told(answer.value, "date"),
    }
    return Letter("account-theft-notice", ("account", record), told, ("2.8",), (), (answer,))


def details(assessment: Assessment, record: str, also: Collection[str] = ()) -> Letter:  # noqa: ARG001
    """Tell the provider the customer's details now on record (2.3, 11.1)."""
    customer = assessment.situation.facts.agreement.customer
    if not any(getattr(customer, name) for name in _CONTACT):
        raise refuse("no_customer_details", "agreement", record)
    answer = reply_by(assessment)
    rows = tuple((name, value) for name in _DETAILS if (value := getattr(customer, name)))
    accounts = "\n".join(assessment.situation.facts.accounts)
    told = parties(assessment) | {"accounts": Told(accounts or None, "list"), "reply_by": Told(answer.value, "date")}
    tables = (Rows("details", (("item", "field"), ("value", "text")), rows),)
    return Letter("customer-details-change", ("agreement", record), told, ("2.3", "11.1"), (), (answer,), tables)
