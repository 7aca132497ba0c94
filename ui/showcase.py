"""The main job without a display: the deadlines of the sample ledger, a letter and a settlement summary.

The sample tells a story of its own days, so it is looked at as of its day, whatever the clock says.
"""

from datetime import date
from pathlib import Path

import platformdirs

from models.assess import Assessment, assess
from models.exchange.package import read_file
from models.figures import Figure
from models.ledger.ledger import Ledger, open_ledger
from models.ledger.package_acts import make_from_package
from models.problems import Refused, reason_of
from models.vocabulary import Vocabulary
from resources import resource
from ui.commands.listing import columns
from ui.files import write_beside

SAMPLE_DAY = date(2026, 11, 23)
"""The day up to which the sample ledger's story is told: a bill is open for objection, an invoice is overdue."""
DUTIES = ("bill_objection_deadline", "payment_deadline", "data_kept_until")
"""Figures that tell the customer by which day to act."""


def main_job(words: Vocabulary, as_of: date = SAMPLE_DAY) -> int:
    """Do the main job on the sample ledger and say which files were written; give the exit status."""
    folder = platformdirs.user_data_path("ClauseLedger", appauthor=False) / "sample"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with sample_ledger(folder / "sample.clauseledger") as ledger:
            _do(ledger, folder, as_of, words)
    except Refused as refused:
        for problem in refused.problems:
            print(words.problem_line(problem))
        return 1
    except BrokenPipeError:
        raise
    except OSError as error:
        print(words.text("problem.cannot_write_file", file=folder, reason=words.reason(reason_of(error))))
        return 1
    return 0


def sample_ledger(path: Path) -> Ledger:
    """Open the sample ledger, made of the bundled package when it is not there yet."""
    if not path.exists():
        make_from_package(path, read_file(resource("sample", "sample.zip")))
    return open_ledger(path)


def deadlines(assessment: Assessment) -> list[tuple[date, Figure]]:
    """Give (day, figure) of the deadlines that still ask for something: coming ones first, then those that passed."""
    open_ones = [
        (figure.value, figure)
        for figure in assessment.figures
        if figure.kind in DUTIES and isinstance(figure.value, date) and figure.status in {"open", "overdue", "kept"}
    ]
    open_ones.sort(key=lambda entry: (entry[0] < assessment.as_of, entry[0]))
    return open_ones


def _do(ledger: Ledger, folder: Path, as_of: date, words: Vocabulary) -> None:
    from reports.letters.letter import letter_pdf
    from reports.settlement.settlement import settlement_pdf

    assessment = assess(ledger.facts, as_of)
    print(words.text("command.needs_display"))
    print(words.text("command.ledger_at", file=ledger.path))
    print(words.text("command.sample_day", day=as_of))
    print()
    print(words.text("command.deadlines_as_of", day=as_of))
    rows = [
        (
            words.figure_value(figure),
            _left(day, as_of, words),
            words.figure(figure.kind),
            words.record(figure.subject, figure.record),
            words.status(figure.status),
            figure.clause,
        )
        for day, figure in deadlines(assessment)
    ]
    print("\n".join("  " + line for line in columns(rows)))
    print()
    bill = max(assessment.situation.facts.bills.values(), key=lambda b: b.period, default=None)
    if bill is not None:
        letter = folder / f"bill-objection-{bill.id}.pdf"
        write_beside(letter, letter_pdf(assessment, "bill-objection", bill.id))
        print(words.text("command.letter_written", file=letter))
    summary = folder / "settlement.pdf"
    first = as_of.replace(month=1, day=1)
    write_beside(summary, settlement_pdf(ledger.facts, first, as_of, as_of=as_of))
    print(words.text("command.settlement_written", file=summary))


def _left(day: date, as_of: date, words: Vocabulary) -> str:
    days = (day - as_of).days
    if days == 0:
        return words.text("command.today")
    return words.text("command.days_left", days=days) if days > 0 else words.text("command.days_past", days=-days)
