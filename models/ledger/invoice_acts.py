"""The act of importing electronic invoices: each becomes, or completes, an invoice, with the file as its attachment."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from models.facts.facts import Facts
from models.facts.records import Invoice
from models.facts.red_letters import original_of
from models.ledger import attachments
from models.ledger.acts import Change, put
from models.ledger.history import Altered
from models.ledger.ledger import Ledger
from models.problems import Problem, Refused
from models.sources.electronic_invoices import InvoiceFile, doubts, read_files
from models.terms.terms import load_terms

ACT = "import_invoice"


@dataclass
class Taken:
    """What one file gives: the invoice it makes or completes (None: there already), why that one, and notes."""

    file: InvoiceFile
    record: str
    outcome: str
    """``new``, ``changed``, ``attached`` (on record, this form of it kept now) or ``same``."""
    invoice: Invoice | None
    notes: list[Problem] = field(default_factory=list)


@dataclass
class InvoicesOutcome:
    """What an import of invoices did or would do, file by file; conflicts; the change when there was one."""

    taken: list[Taken] = field(default_factory=list)
    conflicts: list[Problem] = field(default_factory=list)
    change: Change | None = None


def import_invoices(
    ledger: Ledger, paths: Iterable[Path], *, update: bool = False, preview: bool = False, obtained_how: str = ""
) -> InvoicesOutcome:
    """Import electronic invoices, all or nothing, as one act; a preview only tells.

    Raises :class:`Refused` with every problem of the files, and on conflicts unless the files are to win (``update``).
    """
    files, problems = _read(paths)
    if problems:
        raise Refused(problems)
    with ledger.transaction():
        outcome = _propose(ledger, files)
        if preview:
            return outcome
        if outcome.conflicts and not update:
            raise Refused(outcome.conflicts)
        taken = [one for one in outcome.taken if one.invoice is not None]
        if not taken:
            return outcome

        def attach(connection: Any, at: datetime) -> list[Altered]:
            altered = []
            for one in taken:
                file = one.file
                if _is_attached(ledger, one.record, file.content):
                    continue
                made = attachments.add(
                    connection, "invoice", one.record, file.name.rpartition("/")[2], file.content,
                    media_type=file.media_type, at=at, how=obtained_how,
                )  # fmt: skip
                altered.append(Altered("attachment", made.id, None, made.as_json()))
            return altered

        records = {one.record: one.invoice for one in taken if one.invoice is not None}
        outcome.change = put(ledger, ACT, records.values(), also=attach)
    return outcome


def _read(paths: Iterable[Path]) -> tuple[list[InvoiceFile], list[Problem]]:
    files: list[InvoiceFile] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            files += read_files(path)
        except Refused as refused:
            problems += refused.problems
    # What a red letter reverses may be among the files: blue ones first.
    return sorted(files, key=lambda file: file.invoice.reverses is not None), problems


def _propose(ledger: Ledger, files: list[InvoiceFile]) -> InvoicesOutcome:
    outcome = InvoicesOutcome()
    facts = ledger.facts
    for file in files:
        stated = file.invoice
        known, note = _known(facts, file)
        made = _made(facts, file, known)
        notes = [*doubts(stated, file.name), *note, *_parties(facts, file), *_awaited(file, made)]
        if known is None:
            outcome.taken.append(Taken(file, made.id, "new", made, [*notes, *_bills(facts, file, made)]))
        elif made == known and _is_attached(ledger, known.id, file.content):
            outcome.taken.append(Taken(file, known.id, "same", None, notes))
        else:
            names = ("number", "amount", "tax", "issued_on", "reverses", "reverses_number")
            differing = [n for n in names if getattr(known, n) not in {None, getattr(made, n)}]
            if differing:
                inputs = {"fields": ", ".join(differing)}
                outcome.conflicts.append(Problem("conflict", "", "invoice", known.id, inputs=inputs))
            outcome.taken.append(Taken(file, known.id, "attached" if made == known else "changed", made, notes))
        facts = facts.with_records([made])
    return outcome


def _known(facts: Facts, file: InvoiceFile) -> tuple[Invoice | None, list[Problem]]:
    """Find the invoice on record: by number, else the only one without a number that is for the same amount."""
    stated = file.invoice
    for invoice in facts.invoices.values():
        if stated.number in {invoice.number, invoice.id}:
            return invoice, []
    alike = [
        invoice
        for invoice in facts.invoices.values()
        if invoice.number is None and invoice.amount == stated.amount and invoice.issued_on in {None, stated.issued_on}
    ]
    if len(alike) != 1:
        return None, []
    inputs = {"value": alike[0].id, "amount": stated.amount}
    return alike[0], [Problem("invoice_found_by_amount", file.name, severity="warning", inputs=inputs)]


def _made(facts: Facts, file: InvoiceFile, known: Invoice | None) -> Invoice:
    stated = file.invoice
    base = known or Invoice(stated.number, stated.amount)
    reverses, awaited = _reversing(facts, stated.reverses, base)
    return base._replace(
        amount=stated.amount,
        number=stated.number,
        issued_on=stated.issued_on or base.issued_on,
        tax=base.tax if stated.tax is None else stated.tax,
        reverses=reverses,
        reverses_number=awaited,
    )


def _reversing(facts: Facts, number: str | None, base: Invoice) -> tuple[str | None, str | None]:
    """Say what an invoice takes back: one on record, or the number stated of one that is not.

    What is on record stays where no number is stated, and where it names an invoice that bears none.
    """
    named = facts.invoices.get(base.reverses or "")
    if number is None or (named is not None and named.number is None):
        return base.reverses, base.reverses_number
    original = original_of(facts, number)
    return (None, number) if original is None else (original, None)


def _awaited(file: InvoiceFile, made: Invoice) -> list[Problem]:
    if made.reverses_number is None:
        return []
    inputs: dict[str, object] = {"value": made.reverses_number}
    return [Problem("invoice_original_missing", file.name, severity="warning", inputs=inputs)]


def _parties(facts: Facts, file: InvoiceFile) -> list[Problem]:
    """Compare buyer and seller with the parties of the agreement."""
    agreement = facts.agreement
    provider = agreement.provider.name if agreement.provider else load_terms(agreement.terms).provider.name
    found = []
    for code, stated, party in (
        ("invoice_other_buyer", file.invoice.buyer, agreement.customer.name),
        ("invoice_other_seller", file.invoice.seller, provider),
    ):
        if stated is not None and _same(stated) != _same(party):
            inputs: dict[str, object] = {"value": stated, "party": party}
            found.append(Problem(code, file.name, severity="warning", inputs=inputs))
    return found


def _same(name: str) -> str:
    return "".join(name.replace("（", "(").replace("）", ")").split())


def _bills(facts: Facts, file: InvoiceFile, made: Invoice) -> list[Problem]:
    """Say which bill a new invoice may be for, and that the time of its receipt is not known from the file."""
    found = []
    invoiced = {bill for invoice in facts.invoices.values() for bill in invoice.bills}
    alike = [
        bill.id
        for bill in facts.bills.values()
        if bill.id not in invoiced and made.amount == (bill.total if bill.agreed_total is None else bill.agreed_total)
    ]
    if len(alike) == 1:
        found.append(Problem("invoice_bill_alike", file.name, severity="warning", inputs={"value": alike[0]}))
    if not made.is_red_letter:
        found.append(Problem("invoice_receipt_unknown", file.name, severity="warning"))
    return found


def _is_attached(ledger: Ledger, record: str, content: bytes) -> bool:
    digest = hashlib.sha256(content).hexdigest()
    return any(a.sha256 == digest for a in attachments.of_record(ledger.connection, "invoice", record))
