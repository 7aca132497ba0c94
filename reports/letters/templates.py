"""A letter's wording as a template: filled in a sandbox, then read as blocks.

A template is text a user may edit (``resources/letters/<language>``). ``{{ name }}`` is a value of the record, filled
in and never typed; ``{% if %}`` and ``{% for %}`` choose sentences. Each line of the outcome is one block: ``# `` the
title, ``> `` to whom, ``## `` a heading (numbered by the program), ``- `` a numbered request, ``+ `` an attachment,
``[[name]]`` a place for what the program sets (a table, the clauses' own words, contact), any other line a paragraph.

What a record says can change no block: values are marked while the lines are read. A template can reach nothing but
the values: no attributes, calls, other files or arithmetic.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple, NoReturn

from jinja2 import StrictUndefined, Template, TemplateError, meta, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from models.problems import Refused
from reports.letters.faults import MissingValueError, refusal

LONGEST_TEMPLATE = 50_000
LONGEST_LETTER = 500_000
"""Characters: a template or a letter beyond is a mistake or an attack."""
DEEPEST_LOOP = 2
"""Loops inside one another; three of them over a long list would go on for hours without writing a letter."""
_FILTERS = ("join", "length", "first", "last")
_BEGIN, _END = "\ufdd0", "\ufdd1"  # noncharacters of Unicode: no text holds them
_LINE = re.compile(r"(# |## |> |- |\+ |\[\[(?=[a-z_]+\]\]$))?(.*)")


class Piece(NamedTuple):
    """One line of a filled template: what it is (a mark, or empty for a paragraph) and its text."""

    mark: str
    text: str


class _Sandbox(ImmutableSandboxedEnvironment):
    """A template sees the values it is given, by name and by item, and nothing else."""

    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)
    intercepted_unops = frozenset(ImmutableSandboxedEnvironment.default_unop_table)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002 - jinja2's own signature
        """Refuse every attribute but those of a loop's counter."""
        return type(obj).__name__ == "LoopContext" and attr in {"index", "first", "last", "length"}

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002
        """Refuse every call."""
        return False

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> NoReturn:  # noqa: ARG002
        """Refuse arithmetic: letters state what the figures say."""
        raise SecurityError(f"a letter computes nothing: {operator}")

    def call_unop(self, context: Any, operator: str, arg: Any) -> NoReturn:  # noqa: ARG002
        """Refuse arithmetic, as above."""
        raise SecurityError(f"a letter computes nothing: {operator}")


def _marked(value: Any) -> Any:
    """Mark a value on its way into the text, so that it stays inside its line and is never read as a mark."""
    if isinstance(value, StrictUndefined):
        return value
    if value is None:
        raise MissingValueError
    if not isinstance(value, str | int):
        raise SecurityError("this is no value of the record")
    return _BEGIN + " ".join(str(value).replace(_BEGIN, "").replace(_END, "").splitlines()) + _END


@cache
def _environment() -> _Sandbox:
    made = _Sandbox(
        undefined=StrictUndefined,
        finalize=_marked,
        autoescape=False,
    )
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in _FILTERS}
    made.tests = {name: made.tests[name] for name in ("none", "defined", "==", "eq", "in", ">", "gt")}
    return made


def fill(source: str, values: Mapping[str, Any]) -> list[Piece]:
    """Fill a template and give its lines. Raises :class:`Refused` naming what is wrong with the template."""
    if len(source) > LONGEST_TEMPLATE:
        raise Refused.because("template_too_long", length=len(source), longest=LONGEST_TEMPLATE)
    try:
        return list(_pieces(_rendered(_compiled(source), values)))
    except _FAULTS as error:
        raise refusal(source, error) from error


def holds(condition: str, values: Mapping[str, Any]) -> bool:
    """Tell whether the condition of a passage (``{% if … %}``) holds. Raises :class:`Refused` as :func:`fill` does."""
    try:
        found = _environment().compile_expression(condition, undefined_to_none=False)(**values)
        return bool(found)
    except _FAULTS as error:
        raise refusal(condition, error) from error


def check(source: str) -> None:
    """Raise :class:`Refused` when a template cannot be read, whatever the record."""
    if len(source) > LONGEST_TEMPLATE:
        raise Refused.because("template_too_long", length=len(source), longest=LONGEST_TEMPLATE)
    try:
        _compiled(source)
    except _FAULTS as error:
        raise refusal(source, error) from error


def names_in(source: str) -> set[str]:
    """Give the names of the values a readable template uses, those of its own loops left out."""
    return meta.find_undeclared_variables(_environment().parse(source))


_FAULTS = (TemplateError, SecurityError, RecursionError, TypeError, MissingValueError)
"""What an engine given any text may raise."""


@lru_cache(maxsize=512)
def _compiled(source: str) -> Template:
    for line, depth in _loops(_environment().parse(source), 0):
        if depth > DEEPEST_LOOP:
            error = SecurityError("loops inside loops inside loops")
            error.lineno = line  # type: ignore[attr-defined]  # where it is, as a syntax error tells it
            raise error
    return _environment().from_string(source)


def _loops(node: nodes.Node, depth: int) -> Iterator[tuple[int, int]]:
    """Give (line, how deep) of every loop below a node."""
    for child in node.iter_child_nodes():
        inside = depth + isinstance(child, nodes.For)
        if inside > depth:
            yield child.lineno, inside
        yield from _loops(child, inside)


def _rendered(template: Template, values: Mapping[str, Any]) -> str:
    parts, length = [], 0
    for part in template.generate(**values):
        length += len(part)
        if length > LONGEST_LETTER:
            raise Refused.because("letter_too_long", longest=LONGEST_LETTER)
        parts.append(part)
    return "".join(parts)


def _pieces(text: str) -> Iterator[Piece]:
    for line in text.split("\n"):
        found = _LINE.fullmatch(line.strip())
        if found is None or not line.strip(f" {_BEGIN}{_END}"):
            continue
        mark, told = (found[1] or "").strip(), found[2].replace(_BEGIN, "").replace(_END, "").strip()
        if mark == "[[":
            yield Piece("[[", told.removesuffix("]]"))
        elif told:
            yield Piece(mark, told)
