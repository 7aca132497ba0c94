"""What is wrong with a template, as a problem that names the line and the cause."""

import re
from types import TracebackType

from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from models.problems import Refused

_OPENED = re.compile(r"\{%-?\s*(if|for)\b|\{%-?\s*end(if|for)\b|(\{\{|\{%|\{#)")
_UNCLOSED = ("Unexpected end of template", "unexpected end of template", "Missing end of comment")
_BEYOND = ("unknown tag", "No filter named", "No test named")
_LONGEST_NEAR = 60


class MissingValueError(Exception):
    """A template asks for a value that is not on record."""


def refusal(source: str, error: Exception) -> Refused:
    """Say why a template cannot be filled: which line, what stands there, and what to do."""
    line = _line(error)
    near = _near(source, line)
    if isinstance(error, TemplateSyntaxError):
        said = error.message or ""
        if said.startswith(_UNCLOSED):
            line, near, missing = _unclosed(source)
            return Refused.because("template_unclosed", line=line, near=near, missing=missing)
        code = "template_forbidden" if any(part in said for part in _BEYOND) else "bad_template"
        return Refused.because(code, line=line, near=near)
    if isinstance(error, MissingValueError):
        return Refused.because("template_value_missing", line=line, near=near)
    if isinstance(error, UndefinedError) and not isinstance(error, SecurityError):
        name = re.search(r"'([^']*)' is undefined", error.message or "")
        if name:
            return Refused.because("template_unknown_value", line=line, value=name[1])
    return Refused.because("template_forbidden", line=line, near=near)


def _line(error: Exception) -> int:
    """Give the template's line an error comes from: its own, or the one the engine's traceback leads to."""
    own = getattr(error, "lineno", None)
    if own is not None:
        return int(own)
    found = 1
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        if "__jinja_exception__" in trace.tb_frame.f_globals:
            found = trace.tb_lineno
        trace = trace.tb_next
    return found


def _near(source: str, line: int) -> str:
    lines = source.splitlines() or [""]
    text = lines[min(max(line, 1), len(lines)) - 1].strip()
    return text if len(text) <= _LONGEST_NEAR else f"{text[:_LONGEST_NEAR]}…"


def _unclosed(source: str) -> tuple[int, str, str]:
    """Give (line, what stands there, what is missing) of the innermost mark that nothing closes."""
    open_marks: list[tuple[int, str, str]] = []
    at = 0
    while (found := _OPENED.search(source, at)) is not None:
        line = source.count("\n", 0, found.start()) + 1
        closing = {"{{": "}}", "{%": "%}", "{#": "#}"}[found[0][:2]]
        end = source.find(closing, found.start() + 2)
        if end < 0:
            return line, _near(source, line), closing
        if found[1]:
            open_marks.append((line, _near(source, line), f"{{% end{found[1]} %}}"))
        elif found[2] and open_marks:
            open_marks.pop()
        at = end + 2
    return open_marks[-1] if open_marks else (1, _near(source, 1), "}}")
