"""What an import did or would do, in words: for the window and the command line alike."""

from collections import Counter
from datetime import datetime

from models.facts.records import kind_of
from models.ledger.account_file_acts import AccountOutcome
from models.ledger.invoice_acts import InvoicesOutcome
from models.ledger.source_acts import Outcome
from models.money import format_amount
from models.sources.mail import Mail, Suggestion
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


def originals_told(outcome: Outcome, words: Vocabulary) -> list[str]:
    """Tell which of the files themselves are kept with the bills, and which are too large for that."""
    return [
        words.text(
            "import.original_kept" if one.kept else "import.original_left",
            name=one.path.name,
            size=size_told(one.size),
        )
        for one in outcome.originals
    ]


def account_files_told(outcome: AccountOutcome, words: Vocabulary) -> list[str]:
    """Tell what an import of an account's files did or would do: files, rows, records, what to check."""
    say, proposal = words.text, outcome.proposal
    lines = [
        say("import.account_file", name=file.name, matter=say(f"import.matter.{file.level}"), rows=file.rows)
        for file in outcome.files
    ]
    lines += [say("import.skipped", name=name) for name in outcome.skipped]
    if outcome.files:
        lines += [say("import.rows", new=outcome.new, same=outcome.same, changed=outcome.changed)]
    for key, records in (("new", proposal.new), ("changed", [after for _, after in proposal.changed])):
        counts = Counter(kind_of(record) for record in records)
        if counts:
            listed = " · ".join(f"{words.kind(kind)} {count}" for kind, count in counts.items())
            lines.append(say(f"import.{key}", listed=listed))
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
