"""How a list is looked at: columns, their order and widths, sorting and filter. Remembered, and saved by name."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView

from ui.settings import settings
from ui.tables.columns import COLUMNS


class View(NamedTuple):
    """One way to look at a list; columns go by their names, so that a column added later disturbs nothing."""

    order: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    widths: tuple[tuple[str, int], ...] = ()
    """Of the columns whose width the user set; empty lets every column fit what it shows."""
    sort: tuple[str, bool] | None = None
    """The column and whether descending; None is the order of entry."""
    needle: str = ""


def names_of(kind: str) -> list[str]:
    """Give the names of a list's columns, as views keep them."""
    return [f"{column.source}.{column.name}" for column in COLUMNS[kind]]


def view_of(header: QHeaderView, kind: str, needle: str, *, by_hand: bool) -> View:
    """Read off a header how its list is looked at."""
    names = names_of(kind)
    order = tuple(names[header.logicalIndex(place)] for place in range(len(names)))
    hidden = tuple(name for number, name in enumerate(names) if header.isSectionHidden(number))
    shown = [(name, header.sectionSize(number)) for number, name in enumerate(names) if name not in hidden]
    sort = header.sortIndicatorSection()
    descending = header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
    return View(
        order if order != tuple(names) else (),
        hidden,
        tuple(shown) if by_hand else (),
        (names[sort], descending) if 0 <= sort < len(names) else None,
        needle,
    )


def apply(view: View, header: QHeaderView, kind: str) -> None:
    """Let a header be as a view says; a column the view does not know stays where it is, and at least one is shown."""
    names = names_of(kind)
    wanted = [name for name in view.order if name in names]
    for place, name in enumerate([*wanted, *(name for name in names if name not in wanted)] if wanted else names):
        header.moveSection(header.visualIndex(names.index(name)), place)
    for number, name in enumerate(names):
        header.setSectionHidden(number, name in view.hidden and not set(names) <= set(view.hidden))
    for name, width in view.widths:
        if name in names:
            header.resizeSection(names.index(name), width)
    if view.sort is not None and view.sort[0] in names:
        order = Qt.SortOrder.DescendingOrder if view.sort[1] else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(names.index(view.sort[0]), order)
    else:
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)


# Kept in the settings


def last_view(kind: str) -> View | None:
    """Give how a list was looked at last; None at the first time."""
    return _view(_read(f"lists/{kind}"))


def remember_view(kind: str, view: View) -> None:
    """Remember how a list is looked at now."""
    settings().setValue(f"lists/{kind}", json.dumps(view))


def named_views(kind: str) -> dict[str, View]:
    """Give the views of a list that the user saved, by name in the order of the names."""
    stored = _read(f"views/{kind}")
    found = {name: _view(raw) for name, raw in stored.items()} if isinstance(stored, dict) else {}
    return {name: view for name, view in sorted(found.items()) if view is not None}


def save_view(kind: str, name: str, view: View | None) -> None:
    """Save a view under a name, in the place of one of that name; None forgets it."""
    views = {**named_views(kind), name: view}
    kept = {each: saved for each, saved in views.items() if saved is not None}
    settings().setValue(f"views/{kind}", json.dumps(kept, ensure_ascii=False))


def rename_view(kind: str, old: str, new: str) -> None:
    """Give a saved view another name, in one write, so that no moment has neither."""
    views = {new if name == old else name: view for name, view in named_views(kind).items()}
    settings().setValue(f"views/{kind}", json.dumps(views, ensure_ascii=False))


def _read(key: str) -> Any:
    try:
        return json.loads(str(settings().value(key, "null")))
    except json.JSONDecodeError:  # somebody edited the file
        return None


def _view(raw: Any) -> View | None:
    """Read a view; None for what is none, so that a settings file from elsewhere disturbs nothing."""
    match raw:
        case [list(order), list(hidden), list(widths), sort, str(needle)]:
            kept = tuple((str(w[0]), w[1]) for w in widths if _is_pair(w, int))
            by = (str(sort[0]), bool(sort[1])) if _is_pair(sort, bool) else None
            return View(tuple(map(str, order)), tuple(map(str, hidden)), kept, by, needle)
        case _:
            return None


def _is_pair(raw: Any, second: type) -> bool:
    return isinstance(raw, Sequence) and len(raw) == 2 and isinstance(raw[1], second)
