"""What matching takes from an assessment: what each invoice leaves open, since when, and how the provider is named."""

from datetime import date

from models.assess import Assessment
from models.sources.recharges import Due
from models.statements.matching import Payees


def still_open(assessment: Assessment) -> dict[str, int]:
    """Give what each invoice leaves open as of the assessment's day, in 1e-8 CNY, by id."""
    return {
        figure.record: figure.value
        for figure in assessment.figures.of_kind("outstanding")
        if isinstance(figure.value, int)
    }


def due(assessment: Assessment) -> dict[str, Due]:
    """Give the invoices still open: the day each was received (delivered, 11.3) and what it leaves open."""
    received = {figure.record: figure.value for figure in assessment.figures.of_kind("delivered_on")}
    return {
        name: Due(day if isinstance(day := received.get(name), date) else None, left)
        for name, left in still_open(assessment).items()
        if left > 0
    }


def payees_of(assessment: Assessment) -> Payees:
    """Give how the provider is named on a statement: by the agreement on record, else by the bundled terms."""
    provider = assessment.situation.facts.agreement.provider or assessment.situation.terms.provider
    names = [provider.name, provider.bank_account_name]
    return Payees(tuple(dict.fromkeys(name for name in names if name)), provider.bank_account_number)
