"""What a settlement says for the customer's own eyes: claims open against the provider, caps, and what is at risk."""

from dataclasses import dataclass

from models.figures import Figure
from models.letters.claims import Claim, open_claims
from models.settlement.settlement import Settlement


@dataclass(frozen=True)
class Own:
    """Claims for money as of the span's last day, service-level credits, caps of liability by incident, and exposure.

    The agreement covers all accounts (2.4), and so do these, whatever account the statement is about.
    """

    claims: tuple[Claim, ...]
    credits: tuple[Figure, ...]
    caps: tuple[tuple[Figure, Figure], ...]
    exposure: tuple[Figure, ...]
    terminations: tuple[Figure, ...]

    @property
    def claimed(self) -> int:
        """The sum of the claims for money, in 1e-8 CNY."""
        return sum(int(claim.amount.value) for claim in self.claims if isinstance(claim.amount.value, int))


def own_side(settlement: Settlement) -> Own:
    """Give the customer's own side of a settlement; ``caps`` are (cap, claimable loss) of each incident."""
    after = settlement.after
    figures = after.figures
    caps = [
        (cap, figures["claimable_loss", "incident", cap.record])
        for cap in figures.of_kind("liability_cap")
        if figures.get("claimable_loss", "incident", cap.record) is not None
    ]
    exposure = (*figures.of_kind("offset_exposure"), *figures.of_kind("forfeitable_prepaid"))
    open_now = {key for key, coverage in after.covered.invoices.items() if coverage.open}
    return Own(
        claims=tuple(open_claims(after)),
        credits=tuple(one for one in figures.of_kind("sla_credit") if one.value),
        caps=tuple(caps),
        exposure=exposure,
        terminations=tuple(
            one for one in figures.of_kind("termination_right_from") if one.value is not None and one.record in open_now
        ),
    )
