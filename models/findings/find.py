"""All findings of an assessment, in one visible order."""

from collections.abc import Iterable

from models.assess import Assessment
from models.clauses.clauses import clauses_of
from models.facts.facts import Facts
from models.findings import charges, coming, duties
from models.findings.finding import Finding

CHECKS = (
    charges.totals,
    charges.late_fees,
    charges.invoices,
    charges.duplicates,
    charges.after_end,
    charges.refund_sums,
    duties.notices,
    duties.maintenance,
    duties.promotions,
    duties.refunds,
    duties.offsets,
)


def own_words(facts: Facts, found: Iterable[Finding]) -> dict[str, str]:
    """Give, clause by clause, what the user's own copy of the agreement says where findings cite it.

    Empty without a copy; a clause the copy does not have is left out.
    """
    clauses = clauses_of(facts)
    if clauses is None:
        return {}
    quoted = ((clause, clauses.quote(clause)) for clause in dict.fromkeys(finding.clause for finding in found))
    return {clause: words for clause, words in quoted if words}


def find(assessment: Assessment, *, within: int = 7) -> list[Finding]:
    """Give every finding as of the assessment's day; ``within`` natural days a deadline counts as near."""
    found = [finding for check in CHECKS for finding in check(assessment)]
    found += coming.confirmed(assessment, found)
    found += coming.deadlines(assessment, within)
    found += coming.balances(assessment, within)
    return found
