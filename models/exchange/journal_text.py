"""A journal as the text that beancount or hledger reads.

Both get the same names of accounts, made of what both take: a part begins with an upper-case letter or a digit and
goes on with letters, digits and hyphens (beancount 3 refuses a part that begins with a Chinese character, hence the
numbers). Text of records never acts: in beancount it stands in quotes, in hledger what would begin a comment, a tag or
another field is written full-width. Links and tags are ids spelled in ASCII; the ids as they are stand beside them.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from unicodedata import category

from models.exchange.journal import ACCOUNTS, Account, Entry, Journal
from models.facts.facts import Facts
from models.money import format_amount
from models.vocabulary import Vocabulary

_LONGEST_PART = 60
_HEADING = ("made", "grows", "orders", "credit", "later")
_FULL_WIDTH = str.maketrans({";": "；", "|": "｜", ",": "，", ":": "："})


def beancount(journal: Journal, facts: Facts, words: Vocabulary) -> Iterator[str]:
    """Give the text for beancount: accounts opened, entries with links to documents, the last day's balances stated."""
    names = _names(journal, facts, words)
    first = _first_day(journal)
    yield from _heading(journal, words, ";")
    yield 'option "operating_currency" "CNY"\n\n'
    for account, name in names.items():
        yield f"{first} open {name} CNY\n"
        if account.record:
            yield f"  {account.kind}: {_quoted(account.record)}\n"
    for entry in journal.entries:
        tags = " ".join([f"#{entry.what.replace('_', '-')}", *dict.fromkeys(map(_link, (entry.record, *entry.also)))])
        yield f"\n{entry.day} * {_quoted(_said(entry, facts, words))} {tags}\n"
        yield f"  {entry.record[0]}: {_quoted(entry.record[1])}\n"
        yield from _postings(entry, names)
    yield f"\n; {_asserted(journal, words)}\n"
    for account, amount in journal.balances.items():
        yield f"{journal.as_of + timedelta(days=1)} balance {names[account]}  {format_amount(amount)} CNY\n"


def hledger(journal: Journal, facts: Facts, words: Vocabulary) -> Iterator[str]:
    """Give the text for hledger: accounts declared, entries tagged by document, the last day's balances asserted."""
    names = _names(journal, facts, words)
    yield from _heading(journal, words, ";")
    yield "decimal-mark .\ncommodity 1000.00 CNY\n\n"
    for account, name in names.items():
        yield f"account {name}" + (f"  ; {account.kind}:{_plain(account.record)}\n" if account.record else "\n")
    for entry in journal.entries:
        tags = ", ".join(f"{kind}:{_plain(record)}" for kind, record in dict.fromkeys((entry.record, *entry.also)))
        yield f"\n{entry.day} * {_plain(_said(entry, facts, words))}  ; entry:{entry.what}, {tags}\n"
        yield from _postings(entry, names)
    yield f"\n{journal.as_of} * {_plain(_asserted(journal, words))}\n"
    for account, amount in journal.balances.items():
        yield f"  {names[account]}  0.00 CNY = {format_amount(amount)} CNY\n"


WRITERS: dict[str, Callable[[Journal, Facts, Vocabulary], Iterator[str]]] = {
    ".beancount": beancount,
    ".journal": hledger,
}
"""What writes a journal, by the ending of the file's name."""


def _heading(journal: Journal, words: Vocabulary, mark: str) -> Iterator[str]:
    for key in _HEADING:
        text = words.text(f"journal.{key}", day=journal.as_of) if key == "made" else words.text(f"journal.{key}")
        yield f"{mark} {text}\n"
    yield "\n"


def _asserted(journal: Journal, words: Vocabulary) -> str:
    return words.text("journal.asserted", day=journal.as_of)


def _first_day(journal: Journal) -> date:
    return min([journal.as_of, *(entry.day for entry in journal.entries)])


def _said(entry: Entry, facts: Facts, words: Vocabulary) -> str:
    """Say what an entry is: its kind, the record, and the number an invoice bears."""
    said = [words.text(f"journal.entry.{entry.what}"), entry.record[1]]
    invoice = facts.invoices.get(entry.record[1]) if entry.record[0] == "invoice" else None
    if invoice is not None and invoice.number:
        said.append(invoice.number)
    return " ".join(said)


def _postings(entry: Entry, names: dict[Account, str]) -> Iterator[str]:
    for account, amount in entry.postings.items():
        if amount:
            yield f"  {names[account]}  {format_amount(amount)} CNY\n"


def _names(journal: Journal, facts: Facts, words: Vocabulary) -> dict[Account, str]:
    """Name every account that is used, no two alike, in the order of the chart of accounts."""
    used = {account for entry in journal.entries for account, amount in entry.postings.items() if amount}
    used |= journal.balances.keys()
    found: dict[Account, str] = {}
    taken: set[str] = set()
    for account in sorted(used, key=lambda one: (ACCOUNTS.index(one.key), one.record)):
        name = words.text(f"journal.account.{account.key}")
        if account.record:
            service = facts.services.get(account.record) if account.kind == "service" else None
            name += ":" + _part([account.record, *([service.name] if service is not None else [])])
        base, count = name, 1
        while name in taken:
            count += 1
            name = f"{base}-{count}"
        taken.add(name)
        found[account] = name
    return found


def _part(texts: Iterable[str]) -> str:
    """Make a part of an account's name of texts: what neither program takes becomes a hyphen."""
    kept = "".join(one if category(one)[0] == "L" or category(one) == "Nd" else "-" for one in "-".join(texts))
    part = re.sub("-+", "-", kept)[:_LONGEST_PART].strip("-")
    return part if part and category(part[0]) in {"Lu", "Nd"} else f"X-{part}".rstrip("-")


def _link(record: tuple[str, str]) -> str:
    spelled = "".join(
        one if one.isascii() and (one.isalnum() or one in ".-") else "".join(f"_{byte:02X}" for byte in one.encode())
        for one in record[1]
    )
    return f"^{record[0]}-{spelled}"


def _quoted(text: str) -> str:
    escaped = _one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _plain(text: str) -> str:
    """Write text so that hledger sees no comment, tag, payee or second field in it."""
    return re.sub(" +", " ", _one_line(text)).translate(_FULL_WIDTH).strip()


def _one_line(text: str) -> str:
    return "".join(" " if category(one) in {"Cc", "Zl", "Zp"} else one for one in text)
