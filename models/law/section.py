"""Everything the law says beside one assessment, in one place and apart from its figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.assess import Assessment
from models.law.late_fee import late_fee_comparison
from models.law.limitation import limitations
from models.law.rates import Rates
from models.law.reference import LegalReference
from models.law.statutes import Statute, statutes


@dataclass(frozen=True)
class LawBeside:
    """The references of one assessment: comparisons of late fees, limitations, and the articles behind them.

    ``known_through`` is the last day for which the loan prime rate is known.
    """

    as_of: date
    known_through: date
    comparisons: tuple[LegalReference, ...]
    limitations: tuple[LegalReference, ...]
    statutes: tuple[Statute, ...]


def law_beside(assessment: Assessment) -> LawBeside:
    """Give the law beside an assessment: every overdue invoice compared, every claim's limitation, every article."""
    rates = Rates(assessment.situation.facts.reference_rates.values())
    return LawBeside(
        assessment.as_of,
        rates.known_through,
        tuple(_comparisons(assessment)),
        tuple(limitations(assessment)),
        statutes(),
    )


def _comparisons(assessment: Assessment) -> Iterator[LegalReference]:
    for invoice in assessment.covered.invoices:
        found = late_fee_comparison(assessment, invoice)
        if found is not None:
            yield found
