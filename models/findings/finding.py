"""A finding: one thing wrong or near, with what is at stake and the act that answers it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Finding:
    """One thing the user should know.

    ``amount`` is what is at stake in 1e-8 CNY, None when it is not money; ``answer`` names the act that answers it (a
    letter's kind or an act on the ledger); ``inputs`` fill the sentence ``finding.<code>`` of the vocabulary: amounts
    in 1e-8 CNY under names ending in ``amount``, everything else as it is.
    """

    code: str
    subject: str
    record: str
    clause: str
    answer: str
    amount: int | None = None
    inputs: Mapping[str, object] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str, str]:
        """What names this finding among all findings of an assessment."""
        return self.code, self.subject, self.record
