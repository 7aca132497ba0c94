"""Findings as entries: the sentence, under it its record and clause, the answer and the amount at stake."""

from models.findings.finding import Finding
from models.vocabulary import Vocabulary
from ui.entries import EntriesModel, Entry
from ui.look import Tone
from ui.wording import begun

_NEAR = {"deadline_near", "balance_low", "account_in_arrears"}


class FindingsModel(EntriesModel[Finding]):
    """Findings in words."""

    def __init__(self, words: Vocabulary) -> None:
        super().__init__()
        self._words = words

    def entry(self, item: Finding) -> Entry:
        """Say a finding."""
        words = self._words
        record = words.record(item.subject, item.record)
        answer = begun(words.text(f"answer.{item.answer}"))
        sentence = begun(words.finding(item))
        stake = words.value(item.amount, "money") if item.amount is not None else ""
        tone: Tone = "watch" if item.code in _NEAR else "late"
        clause = words.text("column.clause")
        parts = (record, sentence, f"{clause} {item.clause}", stake, answer)
        said = " · ".join(part for part in parts if part)
        return Entry("", "", sentence, f"{record} · {clause} {item.clause}", answer, tone, stake, said)
