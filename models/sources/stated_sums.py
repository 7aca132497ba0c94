"""The sums that the provider's summaries (L1) and overview (L0) state, and how the charges compare with them."""

from collections.abc import Iterable, Mapping

from models.facts.shapes import Misfit
from models.money import divide_to_fen, format_amount
from models.problems import Problem
from models.sources.cells import reader
from models.sources.charges import OVERVIEW, TOTALS, Charge, Gathered, Stated
from models.sources.columns import FUNDS, HEADINGS, name_of
from models.sources.problems import at
from models.sources.tables import Table


def sums(table: Table, gathered: Gathered, level: str) -> None:
    """Read a table of sums (L1, L0) into what it states."""
    names = [name_of(heading) for heading in table.headings]
    places = {name: place for place, name in reversed([*enumerate(names)]) if name}
    money = reader("money", table.encoding)
    text = reader("text", table.encoding)
    for number, cells, _ in table.rows:
        if len(cells) < len(table.headings):
            inputs = {"cells": len(cells), "columns": len(table.headings)}
            gathered.complaints.add(Problem("source_row_width", at(table.part.shown, number), inputs=inputs))
            continue
        amounts: dict[str, int] = {}
        try:
            first = (text(cells[0]) or "").lower()
            product = text(cells[places["product"]]) if "product" in places else None
            for name in ("payable", *FUNDS):
                if name in places:
                    amount = money(cells[places[name]])
                    if amount is not None:
                        amounts[name] = amount
        except Misfit as misfit:
            where = at(table.part.shown, number)
            gathered.complaints.add(Problem(misfit.code, where, inputs=misfit.inputs))
            continue
        if first.startswith(TOTALS) or not amounts or (product or "").lower().startswith(TOTALS):
            continue
        amounts.setdefault("payable", sum(amounts.values()))
        stated = gathered.stated.setdefault((level, product), Stated(at(table.part.shown, number)))
        for name, amount in amounts.items():
            stated.sums[name] = stated.sums.get(name, 0) + amount


def products_of(charges: Iterable[Charge]) -> dict[str, dict[str, int]]:
    """Give what the charges of each product come to: payable, and by what paid it."""
    found: dict[str, dict[str, int]] = {}
    for charge in charges:
        sums = found.setdefault(charge.named.product or "", dict.fromkeys(("payable", *FUNDS), 0))
        for name in sums:
            sums[name] += getattr(charge, name)
    return found


def unlike_stated(gathered: Gathered, products: Mapping[str, Mapping[str, int]]) -> list[Problem]:
    """Compare the sums of the charges with those that L1 and L0 tables state; give a note for each that differs."""
    whole = {name: sum(one[name] for one in products.values()) for name in ("payable", *FUNDS)}
    found = []
    for (_, product), stated in gathered.stated.items():
        computed = whole if product is None else products.get(product, {})
        for name, amount in stated.sums.items():
            have = computed.get(name, 0)
            if divide_to_fen(have, 1) != divide_to_fen(amount, 1):
                inputs: dict[str, object] = {"stated": format_amount(amount), "computed": format_amount(have)}
                code = "source_overview_differs"
                if product is not None:
                    code = "source_product_differs"
                    inputs["product"] = product
                found.append(Problem(code, f"{stated.place}:{HEADINGS[name]}", severity="warning", inputs=inputs))
    return found


def overview_total(gathered: Gathered) -> int | None:
    """Give what the provider's overview (L0) states as the whole; None without one."""
    overall = [stated.sums["payable"] for (level, _), stated in gathered.stated.items() if level == OVERVIEW]
    return sum(overall) if overall else None
