"""What an import did or would do, in words: for the window and the command line alike."""

from models.ledger.invoice_acts import InvoicesOutcome
from models.money import format_amount
from models.vocabulary import Vocabulary


def invoices_told(outcome: InvoicesOutcome, words: Vocabulary) -> list[str]:
    """Tell what an import of invoices did or would do, file by file."""
    lines = []
    for one in outcome.taken:
        stated = one.file.invoice
        lines.append(
            words.text(
                f"import.invoice_{one.outcome}",
                name=one.file.name,
                number=stated.number,
                day=stated.issued_on or words.text("value.unknown"),
                amount=format_amount(stated.amount, grouped=True),
                tax=words.text("value.unknown") if stated.tax is None else format_amount(stated.tax, grouped=True),
                record=one.record,
            )
        )
        lines += [f"  {words.problem(note)}" for note in one.notes]
    return lines
