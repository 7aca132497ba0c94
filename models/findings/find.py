"""All findings of an assessment, in one visible order."""

from models.assess import Assessment
from models.findings import charges, coming, duties
from models.findings.finding import Finding

CHECKS = (
    charges.totals,
    charges.late_fees,
    charges.invoices,
    charges.duplicates,
    charges.after_end,
    duties.notices,
    duties.maintenance,
    duties.promotions,
    duties.refunds,
    duties.offsets,
)


def find(assessment: Assessment, *, within: int = 7) -> list[Finding]:
    """Give every finding as of the assessment's day; ``within`` natural days a deadline counts as near."""
    found = [finding for check in CHECKS for finding in check(assessment)]
    found += coming.confirmed(assessment, found)
    found += coming.deadlines(assessment, within)
    found += coming.balances(assessment, within)
    return found
