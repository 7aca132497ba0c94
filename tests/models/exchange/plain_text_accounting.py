"""Beancount's and hledger's texts read as their manuals describe them, for tests; nothing of the product is used.

Only what a journal of ours may hold is taken; any other line is an error, as is an entry that does not sum to zero, an
account that was not opened, a name that is none, and a stated balance that is not what the entries come to.
"""

import re
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from unicodedata import category

ROOTS = {"Assets", "Liabilities", "Equity", "Income", "Expenses"}
AMOUNT = r"(-?\d+(?:\.\d+)?) CNY"
STRING = r'"(?:[^"\\]|\\["\\])*"'
DAY = r"\d{4}-\d\d-\d\d"


def check_name(name):
    root, *parts = name.split(":")
    assert root in ROOTS, name
    assert parts, name
    for part in parts:
        assert category(part[0]) in {"Lu", "Nd"}, name
        assert all(category(one)[0] == "L" or category(one) == "Nd" or one == "-" for one in part), name


class Book:
    """What was read: opened accounts, the entries with their texts and tags, balances stated."""

    def __init__(self):
        self.opened = {}
        self.entries = []
        self.stated = []

    def balances(self, until=date.max):
        found = defaultdict(Decimal)
        for day, _, _, postings in self.entries:
            for name, amount in postings if day <= until else ():
                found[name] += amount
        return {name: amount for name, amount in found.items() if amount}

    def check(self):
        for name in self.opened:
            check_name(name)
        for day, text, _, postings in self.entries:
            assert sum(amount for _, amount in postings) == 0, text
            for name, _ in postings:
                assert self.opened[name] <= day, name
        for day, name, amount in self.stated:
            assert self.balances(day).get(name, 0) == amount, name
        return self


def beancount(text):
    book = Book()
    for line in text.splitlines():
        if line == "" or line.startswith(";") or re.fullmatch(rf"option {STRING} {STRING}", line):
            continue
        if found := re.fullmatch(rf"({DAY}) open (\S+) CNY", line):
            assert found[2] not in book.opened
            book.opened[found[2]] = date.fromisoformat(found[1])
        elif found := re.fullmatch(rf"({DAY}) \* ({STRING})((?: [#^][A-Za-z0-9_./-]+)*)", line):
            book.entries.append((date.fromisoformat(found[1]), found[2], found[3].split(), []))
        elif re.fullmatch(rf"  [a-z][a-z0-9_-]+: {STRING}", line):
            continue
        elif found := re.fullmatch(rf"({DAY}) balance (\S+)  {AMOUNT}", line):
            book.stated.append((date.fromisoformat(found[1]) - timedelta(days=1), found[2], Decimal(found[3])))
        else:
            found = re.fullmatch(rf"  (\S+)  {AMOUNT}", line)
            assert found, line
            book.entries[-1][3].append((found[1], Decimal(found[2])))
    return book.check()


def hledger(text):
    book = Book()
    for line in text.splitlines():
        if line == "" or line.startswith(";") or line in {"decimal-mark .", "commodity 1000.00 CNY"}:
            continue
        if found := re.fullmatch(r"account (\S+)(?:  ; [a-z]+:[^,;:]+)?", line):
            assert found[1] not in book.opened
            book.opened[found[1]] = date.min
        elif found := re.fullmatch(rf"({DAY}) \* ([^;|]+?)(?:  ; (.+))?", line):
            tags = (found[3] or "").split(", ")
            assert not found[3] or all(re.fullmatch(r"[a-z_]+:[^,:;|]+", tag) for tag in tags), line
            book.entries.append((date.fromisoformat(found[1]), found[2], tags, []))
        else:
            found = re.fullmatch(rf"  (\S+)  {AMOUNT}(?: = {AMOUNT})?", line)
            assert found, line
            day = book.entries[-1][0]
            book.entries[-1][3].append((found[1], Decimal(found[2])))
            if found[3]:
                book.stated.append((day, found[1], Decimal(found[3])))
    return book.check()
