"""The act of putting as many records into the ledger as there may be, one after the other, none of them held."""

from collections.abc import Iterable, Iterator

from models.facts.checks import check_records
from models.facts.names import Names
from models.facts.records import Bill, Record, kind_of
from models.ledger import history
from models.ledger.acts import Also, Change, is_spooled, write
from models.ledger.history import Altered
from models.ledger.ledger import Ledger
from models.ledger.looked_up import looked_up
from models.sources.problems import Complaints

_FEW = 2_000
"""Records that facts in memory are brought up to date with one by one; after more they are read again."""


def put_each(ledger: Ledger, act: str, steps: Iterable[tuple[Record | None, Record]], also: Also) -> Change:
    """Add or replace records as one act: each as it was (None: it is new) and as it becomes.

    What is referred to comes before what refers to it. None may be what a letter or a reconciliation can lock; of such,
    and in small numbers, :func:`models.ledger.acts.put` makes an act. ``also`` does what else belongs to it.
    """
    with ledger.transaction() as connection:
        facts, at = looked_up(connection), ledger.clock()
        touched, problems = Names(), Complaints()
        few: list[Record] = []

        def altered() -> Iterator[Altered]:
            for known, record in steps:
                wrong = check_records(facts, [record])
                for problem in wrong:
                    problems.add(problem)
                if wrong:
                    continue
                touched.append((kind_of(record), record.id))
                if len(few) <= _FEW:
                    few.append(record)
                if isinstance(known, Bill) and isinstance(record, Bill) and record.lines is not known.lines:
                    ledger.hold_lines(record.id)
                yield write(connection, known, record)
            yield from also(connection, at)
            problems.refuse()

        entry = history.append(connection, act, at, altered())
    ledger.renew(None if len(few) > _FEW or any(map(is_spooled, few)) else few)
    return Change(entry, act, touched)
