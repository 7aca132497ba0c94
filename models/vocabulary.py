"""The domain's words in each language: records, fields, choices, figures, rules, problems, acts.

Rules and checks emit keys with inputs; this turns them into sentences of ``resources/vocabulary/<language>.toml``, for
the screen, the command line and the letters alike, so that one idea has one word everywhere.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from typing import Any

from models.china_time import china_day
from models.facts.notices import READ_IN
from models.facts.records import KINDS as RECORDS
from models.facts.records import Letter, Notice, Reconciliation, Statement, StatementLayout, StatementLine
from models.facts.shapes import Group, Many, fields_of
from models.figures import KINDS, Because, Figure, Input, Value, write_value
from models.findings.finding import Finding
from models.formulas import render
from models.money import readable_amount
from models.problems import Problem
from models.words import LANGUAGES, Words, moment, printable, texts

__all__ = ["LANGUAGES", "Vocabulary", "owner", "vocabulary"]

Held = Callable[[str, str], Any]
"""Gives the record of a kind and id, None when there is none."""
CALLED = frozenset({"letter", "notice", "statement", "statement_layout", "statement_line", "reconciliation"})
"""Kinds of records called by another name than their id."""
_HEADINGS = 3
"""Headings that tell a statement's layout from another's."""


class Vocabulary(Words):
    """The words of one language, for everything of the domain. Ask :func:`vocabulary` for one.

    ``held`` gives the record of a kind and id that is called by another name than its id: a letter, a notice.
    """

    def __init__(self, language: str, words: Mapping[str, str], held: Held | None = None) -> None:
        super().__init__(language, words)
        self._held = held

    def knowing(self, held: Held) -> "Vocabulary":
        """Give the same words for one ledger, whose letters and notices are called by what people call them."""
        return Vocabulary(self.language, self._words, held)

    def record(self, kind: str, record_id: str) -> str:
        """Name one record, e.g. 账单 b-2026-09 or 函件 〔2026〕1号; the agreement has no id of its own."""
        return self.kind(kind) if kind == "agreement" else f"{self.kind(kind)} {self.name(kind, record_id)}"

    def name(self, kind: str, record_id: str) -> str:
        """Call a record as people do (:meth:`called`)."""
        held = self._held(kind, record_id) if self._held is not None and kind in CALLED else None
        return record_id if held is None else self.called(held)

    def called(self, record: Letter | Notice | Statement | StatementLayout | StatementLine | Reconciliation) -> str:
        """Call a letter by its number, a draft without one by its subject, a message read in by its day and subject.

        A statement goes by its file, a layout by its first headings, a line by its day and words, a reconciliation by
        its days, any other record by its id.
        """
        if isinstance(record, Statement):
            return record.file
        if isinstance(record, StatementLayout):
            headings = [column.heading for column in record.columns if column.heading]
            return " · ".join([*headings[:_HEADINGS], *["…"] * (len(headings) > _HEADINGS)]) or record.id
        if isinstance(record, StatementLine):
            return " ".join(filter(None, (record.on.isoformat(), record.counterparty or record.summary)))
        if isinstance(record, Reconciliation):
            return f"{record.from_} – {record.to}"
        if isinstance(record, Letter):
            return record.number or self.text("name.draft", title=record.title)
        if not record.id.startswith(READ_IN):
            return record.id
        sent = record.sent_at or record.published_at
        day = china_day(sent).isoformat() if sent is not None else ""
        return f"{day} {record.subject or self.choice('kind', record.kind)}".strip()

    def field(self, kind: str, name: str) -> str:
        """Name a field of a record: the kind's own name for it, or the common one."""
        own = f"field.{kind}.{name}"
        return self.text(own) if own in self else self.text(f"field.common.{name}")

    def choice(self, field: str, value: str) -> str:
        """Name a choice of a field, e.g. 电子送达 for channel electronic."""
        own = f"choice.{field}.{value}"
        return self.text(own) if own in self else self.text(f"choice.{value}")

    def field_at(self, kind: str, path: str) -> str:
        """Name the field a path leads to from a record, e.g. 答复日 for ``answer.on``; empty when it leads to none."""
        record: type | None = RECORDS.get(kind)
        name = ""
        for step in path.split("."):
            found = (
                next((each for each in fields_of(record) if each.name == step.partition("[")[0]), None)
                if record
                else None
            )
            if found is None or record is None:
                return name
            name = self.field(owner(record), found.name)
            record = found.shape.record if isinstance(found.shape, Group | Many) else None
        return name

    def figure(self, kind: str) -> str:
        """Name a kind of figure, e.g. 逾期违约金."""
        return self.text(f"figure.{kind}")

    def status(self, status: str | None) -> str:
        """Name a figure's status; empty for none."""
        return self.text(f"status.{status}") if status else ""

    def problem(self, problem: Problem) -> str:
        """Say what is wrong, where and what to do."""
        in_file = f"problem_in_file.{problem.code}"
        key = in_file if problem.path.startswith("$") and in_file in self else f"problem.{problem.code}"
        return self.text(key, **self._inputs_of(problem))

    def problem_line(self, problem: Problem) -> str:
        """Say what is wrong on one line that begins with where: the file, and the JSON path in it or the record."""
        place = problem.path if problem.path.startswith("$") else self.place(problem)
        sentence = self.problem(problem)
        if problem.subject and not problem.path and problem.record in sentence:  # it has said which
            place = ""
        file = "" if problem.file in sentence else problem.file
        named = bool(problem.subject) and not problem.path.startswith("$")  # in words, not as a place in a file
        after = "：" if named and self.language == "zh" else ": "
        begin = f"{printable(file)}: " if file else ""
        return f"{begin}{printable(place)}{after}{sentence}" if place else f"{begin}{sentence}"

    def finding(self, finding: Finding) -> str:
        """Say what was found, with its amounts, days and kinds in words."""
        inputs = dict(finding.inputs)
        shown: dict[str, object] = {}
        for name, value in inputs.items():
            if name.endswith("amount") and isinstance(value, int):
                shown[name] = readable_amount(value)
            elif name == "kind":
                shown[name] = self.figure(str(value)) if value in KINDS else self.choice("kind", str(value))
            elif name == "shortfall":
                shown[name] = self.value(value, str(inputs["unit"]))  # type: ignore[arg-type]  # a figure's value
            else:
                shown[name] = self.shown(value)
        days = inputs.get("days")
        passed = f"finding.{finding.code}_passed"
        if isinstance(days, int) and days < 0 and passed in self:
            return self.text(passed, **shown, past=-days)
        return self.text(f"finding.{finding.code}", **shown)

    def place(self, problem: Problem) -> str:
        """Name the record and field a problem is about; empty when it is about neither."""
        if not problem.subject:
            return problem.path
        name = self.record(problem.subject, problem.record)
        field = "" if problem.path == "id" else self.field_at(problem.subject, problem.path) or problem.path
        return f"{name} · {field}" if field else name

    def value(self, value: Value, unit: str) -> str:
        """Show a figure's or input's value with its unit, e.g. ``1,234.56 元`` or ``10 个工作日``."""
        if value is None:
            return self.text("value.unknown")
        if unit in {"money", "exact_money"}:
            return self.text("value.money", amount=_money(value))
        if isinstance(value, datetime):
            return moment(value)
        if isinstance(value, date):
            return value.isoformat()
        if unit == "flag":
            return self.text("choice.yes" if value else "choice.no")
        if unit == "choice" and isinstance(value, str):
            return self.text(f"choice.{value}") if f"choice.{value}" in self else value
        if unit == "cause":
            return self.text(f"choice.cause.{value}")
        if unit == "ratio_per_day" and isinstance(value, Fraction):
            return self.text("value.ratio_per_day", percent=write_value(value * 100, "number"))
        written = write_value(value, unit) or ""
        if f"value.{unit}" not in self:
            return written
        said = self.text(f"value.{unit}", number=written)
        return said.removesuffix("s") if self.language == "en" and written == "1" else said  # 1 minute, 2 minutes

    def figure_value(self, figure: Figure) -> str:
        """Show a figure's value; an unknown or never-arisen one says which by its status."""
        if figure.value is None:
            return self.status(figure.status) or self.text("value.unknown")
        if figure.kind == "red_letter_path":
            return self.text(f"red_letter_path.{figure.value}")
        return self.value(figure.value, figure.unit)

    def reading(self, reading: str, choice: str) -> str:
        """Say a choice of a reading in our own words, with its clause."""
        return self.text(f"reading.{reading}.{choice}")

    def rule(self, because: Because) -> str:
        """Say the rule a figure follows, in our own words."""
        return self.text(f"rule.{because.rule}")

    def formula(self, because: Because) -> str:
        """Show a derivation's formula with the inputs' names instead of identifiers."""
        return render(because.formula, self.input_name, lambda name: self.text(f"function.{name}"))

    def input_name(self, name: str) -> str:
        """Name an input of a formula."""
        if name in KINDS:
            return self.figure(name)
        own = f"input.{name}"
        return self.text(own) if own in self else self.text(f"field.common.{name}")

    def input_value(self, an_input: Input) -> str:
        """Show an input's value."""
        return self.value(an_input.value, an_input.unit)

    def source(self, an_input: Input) -> str:
        """Say where an input comes from: a figure, a record's field, a clause; empty when it is given."""
        if an_input.figure is not None:
            kind, subject, record = an_input.figure
            return f"{self.figure(kind)} · {self.name(subject, record)}"
        parts = []
        if an_input.record is not None:
            parts.append(self.record(*an_input.record))
        if an_input.clause is not None:
            statute = f"law.statute.{an_input.clause}"
            parts.append(self.text(statute) if statute in self else an_input.clause)
        return " · ".join(parts)

    def provisional(self, figure: Figure) -> str:
        """Say between which days or amounts a provisional figure lies, and which statuses it may come to have."""
        said = self.text("column.provisional_status")
        if figure.earliest is not None:
            earliest, latest = self.value(figure.earliest, figure.unit), self.value(figure.latest, figure.unit)
            said = self.text("column.provisional", earliest=earliest, latest=latest)
        if not figure.statuses:
            return said
        statuses = self._listed(self.status(status) for status in figure.statuses)
        return self.text("column.provisional_statuses", provisional=said, statuses=statuses)

    def act(self, act: str) -> str:
        """Name an act of the history, e.g. 录入账单."""
        own = f"act.{act}"
        if own in self:
            return self.text(own)
        verb, kind = act.split("_", 1)
        return self.text(f"act.{verb}", kind=self._within(self.kind(kind)))

    def reason(self, code: str) -> str:
        """Say why the system could not do something, by its name for that, e.g. 没有权限 for EACCES."""
        key = f"reason.{code}"
        return self.text(key) if key in self else self.text("reason.other", code=code)

    def _inputs_of(self, problem: Problem) -> dict[str, Any]:
        """Name kinds and choose the amounts' form, so that sentences hold words and not codes."""
        shown: dict[str, Any] = {"record": problem.record, "path": problem.path}
        for name, value in problem.inputs.items():
            if name in {"target", "other_kind"}:
                shown[name] = self._within(self.kind(str(value)))
            elif name in {"amount", "designated"} and isinstance(value, int):
                shown[name] = readable_amount(value)
            elif (problem.code, name) in _CHOSEN:
                shown[name] = self._choice_at(f"{problem.path[:1]}.{_CHOSEN[problem.code, name]}", str(value))
            elif name == "field" and problem.subject and not problem.path.startswith("$"):
                shown[name] = self.field_at(problem.subject, str(value)) or value
            elif name == "reason" and problem.code in _SYSTEM_FAILED:
                shown[name] = self.reason(str(value))
            elif (problem.code, name) == ("not_a_choice", "values"):
                shown[name] = self._listed(self._choice_at(problem.path, each) for each in str(value).split(" · "))
            elif (problem.code, name) == ("conflict", "fields"):
                fields = str(value).split(", ")
                shown[name] = self._listed(self.field_at(problem.subject, each) or each for each in fields)
            elif name == "missing" and f"import.missing.{value}" in self:
                shown[name] = self.text(f"import.missing.{value}")
            elif name == "parameter" and f"input.{value}" in self:
                shown[name] = self._explained(problem.path, str(value), self.text(f"input.{value}"))
            else:
                shown[name] = value
        return shown

    def _within(self, word: str) -> str:
        """Give a word as it stands inside a sentence."""
        return word[:1].lower() + word[1:] if self.language == "en" else word

    def _listed(self, words: Iterable[str]) -> str:
        return ("、" if self.language == "zh" else ", ").join(words)

    def _choice_at(self, path: str, value: str) -> str:
        """Name a choice of the field a path ends in; in a file, where it has to be written, with what is written."""
        field = path.rpartition(".")[2].partition("[")[0]
        known = next((key for key in (f"choice.{field}.{value}", f"choice.{value}") if key in self), None)
        if known is None:
            return value
        return self._explained(path, value, self.text(known))

    def _explained(self, path: str, code: str, word: str) -> str:
        """Give the word for a code; in a file the code, with the word."""
        if not path.startswith("$") or word == code:
            return word
        return f"{code}（{word}）" if self.language == "zh" else f"{code} ({word})"


_CHOSEN = {
    ("form_without_electronic", "value"): "form",
    ("form_without_electronic", "channel"): "channel",
    ("form_without_electronic", "needed"): "channel",
}
"""(problem, input) that is a choice, and the field it is chosen in."""

_SYSTEM_FAILED = {"cannot_read_file", "cannot_write_file"}
"""Problems whose reason is the system's (:func:`models.problems.reason_of`)."""

_KIND_OF = {record: kind for kind, record in RECORDS.items()}


def owner(record: type) -> str:
    """Give the name under which the words keep the fields of a record type, or of a part of one."""
    return _KIND_OF.get(record, record.__name__.lower())


@cache
def vocabulary(language: str) -> Vocabulary:
    """Load the words of a language, ``zh`` or ``en``. Raises ValueError for another."""
    return Vocabulary(language, texts(language))


def _money(value: Value) -> str:
    if isinstance(value, int):
        return readable_amount(value)
    assert isinstance(value, Fraction)  # noqa: S101 - exact money is a fraction of units
    if value.denominator == 1:
        return readable_amount(value.numerator)
    return readable_amount(value.numerator // value.denominator) + "…"
