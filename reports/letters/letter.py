"""A letter on paper: what ``models.letters`` found, told by a template, with its annex."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from models.assess import Assessment
from models.clauses.clauses import clauses_of
from models.facts.records import Customer
from models.figures import Input
from models.law.statutes import statute
from models.letters.letter import Letter, Rows, provider_of
from models.letters.table import prepare
from models.problems import Refused
from models.vocabulary import LANGUAGES, vocabulary
from reports.derivations import MANY, Listed, entry, figure_entry
from reports.letters.templates import Piece, check, fill, names_in
from reports.letters.told import Teller
from reports.pdf import pdf
from reports.typesetting.blocks import (
    Annex,
    Attachments,
    Block,
    Column,
    Derivation,
    Document,
    Heading,
    Items,
    LetterNumber,
    Note,
    Paragraph,
    Row,
    Salutation,
    Signature,
    Table,
    Title,
)
from reports.wording import agreement_name, document_language, letter_template, letter_words

_SHARES = {
    "lines": (0.24, 0.30),
    "items": (0.20, 0.26, 0.38),
    "spans": (0.34,),
    "details": (0.3, 0.7),
    "claims": (0.08, 0.1, 0.3),
}
"""Parts of a table's width that its first columns take; the others go by their content."""
_NUMERALS = "一二三四五六七八九"
_RIGHT = {"money", "exact_money", "days", "minutes"}


class Composed(NamedTuple):
    """A letter in blocks, and what the register keeps of it: to whom, its title, the day it asks an answer by."""

    document: Document
    to: str
    title: str
    reply_by: date | None


def compose(
    assessment: Assessment,
    kind: str,
    record: str,
    *,
    number: str | None = None,
    language: str = "zh",
    also: Collection[str] = (),
    template: str | None = None,
    exhibits: Sequence[str] = (),
) -> Composed:
    """Put a letter into words, dated on the assessment's day.

    ``kind`` is one of :data:`models.letters.table.LETTERS`, ``number`` the letter's own number as printed, e.g.
    ``〔2026〕3号``; ``also`` names what the user chose to add (``reduction``, ``standard_terms``); ``template`` is the
    user's own wording, None for the program's; ``exhibits`` are the names of the files of evidence that go along,
    exhibit 1 first. The same ledger and day give the same bytes. Raises
    :class:`models.problems.Refused` when the record gives no such letter, or the template is wrong.
    """
    letter = prepare(assessment, kind, record, also=also)
    composition = _Composition(assessment, letter, language, number, exhibits)
    made = composition.document(template or letter_template(language, kind))
    return Composed(made, provider_of(assessment).name, made.title, letter.reply_by)


def letter_values(
    assessment: Assessment, kind: str, record: str, *, language: str = "zh", also: Collection[str] = ()
) -> dict[str, Any]:
    """Give every value a template of a letter may use, by name, as the letter would write it."""
    letter = prepare(assessment, kind, record, also=also)
    return _Composition(assessment, letter, language, None).values()


def letter_pdf(
    assessment: Assessment,
    kind: str,
    record: str,
    *,
    number: str | None = None,
    language: str = "zh",
    also: Collection[str] = (),
    exhibits: Sequence[str] = (),
) -> bytes:
    """Make a letter in the program's words as a PDF; see :func:`compose`."""
    made = compose(assessment, kind, record, number=number, language=language, also=also, exhibits=exhibits)
    return pdf(made.document)


def check_template(kind: str, source: str) -> None:
    """Raise :class:`Refused` when a text is no template of a kind of letter, whatever the record.

    What values a kind has is what the program's own templates of it use.
    """
    check(source)
    known = {name for language in LANGUAGES for name in names_in(letter_template(language, kind))}
    for name in sorted(names_in(source) - known):
        line = source.count("\n", 0, source.find(name)) + 1
        raise Refused.because("template_unknown_value", line=line, value=name)


class _Composition:
    """One letter being set: its template's lines become blocks, and what the program sets comes in between."""

    def __init__(
        self,
        assessment: Assessment,
        letter: Letter,
        language: str,
        number: str | None,
        exhibits: Sequence[str] = (),
    ) -> None:
        self._assessment = assessment
        self._letter = letter
        self._number = number
        self._text = letter_words(language)
        self._words = vocabulary(language).knowing(assessment.situation.facts.get)
        self._teller = Teller(self._words, self._text, assessment.situation.terms.says)
        self._chinese = language == "zh"
        self._listed = Listed()
        self._attached: list[str] = []
        self._exhibits = [self._text.text("exhibit", number=at, name=name) for at, name in enumerate(exhibits, start=1)]
        self._long: list[Table] = []

    def values(self) -> dict[str, Any]:
        terms = self._assessment.situation.terms
        return self._teller.context(self._letter.told) | {
            "agreement": agreement_name(terms, self._words.language),
            "signed_at": terms.signed_at[self._words.language],
        }

    def document(self, template: str) -> Document:
        pieces = fill(template, self.values())
        title = next((piece.text for piece in pieces if piece.mark == "#"), "")
        self._attached = [piece.text for piece in pieces if piece.mark == "+"]
        blocks = (
            Title(title),
            *((LetterNumber(self._number),) if self._number else ()),
            *self._body([piece for piece in pieces if piece.mark not in {"#", "+"}]),
            *self._closing(),
            *((self._annex(),) if self._derives else ()),
            *self._long_tables(),
        )
        return Document(
            title=title,
            created=self._assessment.as_of,
            author=self._customer.name,
            subject=title,
            blocks=blocks,
            language=document_language(self._words.language),
            footer=str(self._text.text("footer", page="{page}", pages="{pages}")),
        )

    @property
    def _customer(self) -> Customer:
        return self._assessment.situation.facts.agreement.customer

    @property
    def _derives(self) -> bool:
        """Whether there is anything to derive beside the day we ask an answer by, which is our own wish."""
        letter = self._letter
        return bool(letter.figures or letter.derived[:-1] or letter.law or letter.statutes)

    def _body(self, pieces: list[Piece]) -> Iterator[Block]:
        headings, items = 0, []
        for at, (mark, text) in enumerate(pieces):
            if mark == "-":
                items.append(text)
                if at + 1 == len(pieces) or pieces[at + 1].mark != "-":
                    label = self._text.text("item", cn="{cn}", n="{n}")
                    yield Items(tuple(items), label=label, hanging=not self._chinese)
                    items = []
            elif mark == "##":
                headings += 1
                numeral = _NUMERALS[headings - 1] if self._chinese else headings
                yield Heading(self._text.text("heading", numeral=numeral, text=text))
            elif mark == ">":
                yield Salutation(text)
            elif mark == "[[":
                yield from self._placed(text)
            else:
                yield Paragraph(text)

    def _placed(self, name: str) -> Iterator[Block]:
        """Give what stands at a place the template names: a table, the clauses' own words, the contact."""
        if name == "quotes":
            yield from self._quotes()
        elif name == "contact":
            contact = self._contact()
            if contact:
                yield Paragraph(contact, flush=self._chinese)
        else:
            for rows in self._letter.tables:
                if rows.name == name and (rows.rows or rows.total):
                    yield self._here(rows)

    def _here(self, rows: Rows) -> Table:
        """Give a table where it is named; of a long one the sum, and the rows in an annex of their own."""
        table = self._table(rows)
        if len(rows.rows) <= MANY:
            return table
        self._long.append(table)
        annex = self._annex_label(len(self._attached) + self._derives + len(self._long))
        for column in zip(*rows.rows, strict=True):
            self._listed.add(column, self._text.text("listed_in_annex", caption=table.caption, annex=annex))
        empty = ("",) * (len(table.columns) - 1)
        note = self._text.text("rows_in_annex", count=len(rows.rows), annex=annex)
        return replace(table, rows=((note, *empty), *(row for row in table.rows if isinstance(row, Row))))

    def _table(self, rows: Rows) -> Table:
        shares = _SHARES.get(rows.name, ())
        units = [unit for _, unit in rows.columns]
        columns = tuple(
            Column(
                self._text.text(f"column.{name}"),
                "right" if unit in _RIGHT else "left",
                shares[at] if at < len(shares) else 0.0,
            )
            for at, (name, unit) in enumerate(rows.columns)
        )

        def cells(row: tuple[object, ...]) -> tuple[str, ...]:
            return tuple(self._teller.cell(value, unit) for value, unit in zip(row, units, strict=True))  # type: ignore[arg-type]

        body: list[tuple[str, ...] | Row] = [cells(row) for row in rows.rows]
        if rows.total is not None:
            label = "lines_total" if rows.name == "lines" else "total"
            body.append(Row((self._text.text(f"column.{label}"), *cells(rows.total)[1:]), total=True))
        return Table(columns, tuple(body), caption=self._text.text(f"caption.{rows.name}"))

    def _quotes(self) -> Iterator[Block]:
        """Quote the clauses from the user's own copy, when it is in the ledger and has them."""
        clauses = clauses_of(self._assessment.situation.facts)
        for number in self._letter.clauses if clauses else ():
            quoted = clauses.quote(number) if clauses else None
            if quoted:
                lines = [line.strip() for line in quoted.splitlines() if line.strip()]
                lead = self._text.text("agreement_quote", clause=number)
                for at, line in enumerate(lines):
                    opening, closing = ("“" if at == 0 else ""), ("”" if at + 1 == len(lines) else "")
                    yield Paragraph(f"{lead if at == 0 else ''}{opening}{line}{closing}")

    def _contact(self) -> str:
        """Give what is on record to reach the customer by, in one sentence; empty when nothing is."""
        parts = [
            self._text.text("contact", name=self._words.field("customer", name), value=value)
            for name in ("contact", "phone", "email", "address")
            if (value := getattr(self._customer, name))
        ]
        return self._text.text("contact_between").join(parts) + self._text.text("contact_end") if parts else ""

    def _closing(self) -> Iterator[Block]:
        yield Paragraph(self._text.text("regards"))
        calculation = (self._text.text("calculation"),) if self._derives else ()
        listed = (*self._attached, *calculation, *(table.caption for table in self._long), *self._exhibits)
        if listed:
            yield Attachments(listed, label=self._text.text("attachments" if len(listed) > 1 else "attachment_only"))
        signature = self._text.text("signature", customer=self._customer.name)
        closing = self._text.text("closing")
        lines = (closing, "", signature) if closing else (signature,)
        yield Signature(lines, self._teller.day(self._assessment.as_of), space=1 if closing else 2)

    def _annex_label(self, number: int) -> str:
        only = len(self._attached) + self._derives + len(self._long) + len(self._exhibits) == 1
        return self._text.text("annex_only") if only else self._text.text("annex", number=number)

    def _long_tables(self) -> Iterator[Annex]:
        """Give each long table on pages of its own, behind the calculations."""
        for number, table in enumerate(self._long, len(self._attached) + self._derives + 1):
            yield Annex(self._annex_label(number), table.caption, (replace(table, caption=""),))

    def _annex(self) -> Annex:
        entries: list[Block] = [
            figure_entry(shown.assessment, shown.figure, self._words, at, told=partial(self._told, at))
            for at, shown in enumerate(self._letter.figures, 1)
        ]
        for derived in self._letter.derived:
            at = len(entries) + 1
            name = f"{at}. {self._text.text(f'derived.{derived.name}')}"
            value = self._words.value(derived.value, derived.unit)
            entries.append(entry(name, value, derived.because, self._words, told=partial(self._told, at)))
        through = self._teller.day(self._assessment.situation.calendar.official_through)
        lead = Paragraph(self._text.text("annex_lead", through=through))
        label = self._annex_label(len(self._attached) + 1)
        return Annex(label, self._text.text("calculation"), (lead, *entries, *self._law()))

    def _told(self, number: int, inputs: tuple[Input, ...]) -> tuple[str, str, str] | None:
        """Name the place of a long list that stands on the paper already; else note that it stands in this entry."""
        values = tuple(one.value for one in inputs)
        place = self._listed.place(values)
        if place is None:
            self._listed.add(values, self._text.text("listed_in_entry", number=number))
            return None
        return self._words.input_name(inputs[0].name), self._text.text("listed_count", count=len(inputs)), place

    def _law(self) -> Iterator[Block]:
        """Give the law beside the agreement, apart from every figure of it."""
        if self._letter.law or self._letter.statutes:
            yield Paragraph(self._text.text("annex_law"))
        for reference in self._letter.law:
            for value in reference.values:
                name = self._words.text(f"law.value.{value.name}")
                name = name[:1].upper() + name[1:]
                made = entry(name, self._words.value(value.value, value.unit), value.because, self._words)
                yield _without_clause(made)
            for note in reference.notes:
                yield Note(self._words.text(f"law.note.{note}"))
        cited = [one for reference in self._letter.law for one in reference.statutes]
        for one in dict.fromkeys([*cited, *self._letter.statutes]):
            found = statute(one)
            language = self._words.language
            yield Note(f"{found.cite(language)}{'：' if self._chinese else ': '}{found.says[language]}")


def _without_clause(made: Derivation) -> Derivation:
    """Leave the clause's line out: a reference rests on a statute, which is listed below it."""
    return Derivation(made.name, made.value, made.lines[1:], made.inputs, made.inputs_label)
