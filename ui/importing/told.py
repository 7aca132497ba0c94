"""What an import did or would do, in words: for the window and the command line alike."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from models.facts.records import Record, kind_of
from models.ledger.account_file_acts import AccountOutcome
from models.ledger.invoice_acts import InvoicesOutcome
from models.ledger.originals import Original
from models.money import format_amount
from models.sources.mail import Mail, Suggestion
from models.sources.matching import Brought, Proposal
from models.sources.recharges import Offer
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


def size_told(size: int) -> str:
    """Write a number of bytes for people: whole kB below a megabyte, tenths of MB above."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"


def original_told(one: Original, words: Vocabulary) -> str:
    """Tell whether a file itself is kept, or is too large for that."""
    said = "import.original_kept" if one.kept else "import.original_left"
    return words.text(said, name=one.path.name, size=size_told(one.size))


def originals_as_json(originals: Iterable[Original]) -> list[dict[str, Any]]:
    """Give as JSON values which files themselves are kept."""
    return [{"file": one.path.name, "size": one.size, "kept": one.kept} for one in originals]


def records_told(proposal: Proposal | Brought, words: Vocabulary, more: Sequence[Record] = ()) -> list[str]:
    """Tell how many records of which kind would be new (``more`` among them), changed, and the same."""
    lines = []
    new, changed = proposal.counts
    for key, counts in (("new", new + Counter(map(kind_of, more))), ("changed", changed)):
        if counts:
            listed = " · ".join(f"{words.kind(kind)} {count}" for kind, count in counts.items())
            lines.append(words.text(f"import.{key}", listed=listed))
    return [*lines, words.text("import.same", count=proposal.same)]


def account_file_told(outcome: AccountOutcome, words: Vocabulary) -> list[str]:
    """Tell which files of an account are read, which are on record already, and how many rows are new."""
    say = words.text
    lines = [
        say("import.account_file", name=file.name, matter=say(f"import.matter.{file.level}"), rows=file.rows)
        for file in outcome.files
    ]
    lines += [say("import.skipped", name=name) for name in outcome.skipped]
    if outcome.files:
        lines += [say("import.rows", new=outcome.new, same=outcome.same, changed=outcome.changed)]
    return lines


def recharge_told(one: Offer, words: Vocabulary) -> tuple[str, str]:
    """Tell of a recharge what it is, and why it may or may not be a payment."""
    number = one.number or words.text("value.unknown")
    amount = format_amount(one.payment.amount, grouped=True)
    what = words.text("import.recharge", row=one.row, day=one.payment.paid_on, amount=amount, number=number)
    invoices = (" · " if words.language == "en" else "、").join(words.record("invoice", name) for name in one.invoices)
    left = format_amount(one.open, grouped=True)
    why = words.text(f"import.recharge_{one.reason}", open=left, invoices=invoices)
    line = [words.text("import.recharge_line", line=one.line)] if one.line is not None else []
    return what, " ".join([why, *line])


def account_files_told(outcome: AccountOutcome, words: Vocabulary) -> list[str]:
    """Tell what an import of an account's files did or would do: files, rows, records, recharges, what to check."""
    say, proposal = words.text, outcome.proposal
    lines = account_file_told(outcome, words)
    payments = [one.payment for one in outcome.taken]
    lines += records_told(proposal, words, payments) if proposal.records or payments else []
    if outcome.recharges:
        lines.append(say("import.recharges"))
        made = {one.identity for one in outcome.taken}
        for one in outcome.recharges:
            what, why = recharge_told(one, words)
            mark = [say("import.recharge_made", payment=one.payment.id)] if one.identity in made else []
            lines += [f"  {what}", f"    {why}", *(f"    {each}" for each in mark)]
    lines += [original_told(one, words) for one in outcome.originals]
    if proposal.notes:
        lines += [say("import.notes"), *(f"  {words.problem_line(note)}" for note in proposal.notes)]
    return lines


def mail_told(suggestion: Suggestion, record: str | None, words: Vocabulary) -> list[str]:
    """Tell what a message is and suggests; ``record`` is the notice it is kept with already."""
    mail, notice = suggestion.mail, suggestion.notice
    if record is not None:
        return [words.text("import.mail_same", name=mail.file, subject=mail.subject, record=record)]

    def shown(moment: datetime | None) -> str:
        return moment.isoformat(sep=" ", timespec="minutes") if moment else words.text("value.unknown")

    lines = [words.text("import.mail_new", name=mail.file, subject=mail.subject)]
    lines += ["  " + words.text("import.mail_sender", sender=mail.sender, moment=shown(notice.sent_at))]
    lines += [f"    {hop}" for hop in hops_told(mail, words)]
    kind = words.choice("kind", notice.kind)
    begins, ends = shown(notice.event_at), shown(notice.event_ends_at)
    lines += ["  " + words.text("import.mail_suggested", kind=kind, begins=begins, ends=ends)]
    if mail.attachments:
        lines += [f"  {words.text('import.attachments')}: {' · '.join(mail.attachments)}"]
    return [*lines, *(f"  {words.problem(note)}" for note in suggestion.notes)]


def hops_told(mail: Mail, words: Vocabulary) -> list[str]:
    """Tell which servers received a message when, oldest first, by their own words."""
    hops = [f"{hop.at.isoformat(sep=' ', timespec='seconds') if hop.at else '?'}  {hop.words}" for hop in mail.received]
    return hops or [words.text("import.no_received")]
