"""The settlement's table of months: what each service cost in each period of its bills."""

from collections.abc import Iterator

from models.settlement import Settlement
from models.settlement_months import months
from reports.typesetting import Block, Column, Row, Table
from reports.wording import long_month, wording, yuan


def month_table(settlement: Settlement) -> Iterator[Block]:
    """Give the table of months, services and amounts; nothing where the span has no bills."""
    found = months(settlement)
    if not found:
        return
    own, services = wording("settlement_workbook"), settlement.after.situation.facts.services
    rows: list[tuple[str, ...] | Row] = [
        (
            long_month(one.month),
            services[one.service].name if one.service else own.text("unexplained"),
            yuan(one.payable),
        )
        for one in found
    ]
    rows.append(Row((own.text("total"), "", yuan(sum(one.payable for one in found))), total=True))
    heads = (Column(own.text("month")), Column(own.text("service")), Column(own.text("payable"), "right"))
    yield Table(heads, tuple(rows), caption=own.text("months"))
