"""The settlement's two charts: what each month cost by service, and how unpaid invoices and late fees grew."""

from collections.abc import Iterable, Iterator

from models.money import YUAN
from models.settlement.course import course
from reports.settlement.paper import Paper
from reports.typesetting.blocks import Axis, Bar, BarChart, Block, Curve, CurveChart, Note
from reports.typesetting.charts import MOST_SERIES
from reports.wording import yuan

_TEN_THOUSAND = 10_000 * YUAN
_STEPS = (1, 2, 5)


def month_chart(paper: Paper) -> Iterator[Block]:
    """Give the chart of months: a bar a period, stacked by service; the dearest services by name, the rest together."""
    text, months = paper.text, paper.settlement.months
    if not months:
        return
    periods = _periods({one.month for one in months})
    sums: dict[str | None, int] = {}
    for one in months:
        sums[one.service] = sums.get(one.service, 0) + abs(one.payable)
    dearest = sorted(sums, key=lambda service: (-sums[service], str(service)))
    named = dearest if len(dearest) <= MOST_SERIES else dearest[: MOST_SERIES - 1]
    names = [paper.service(service) for service in named]
    series = (*names, *((text.text("charts.others"),) if len(named) < len(dearest) else ()))
    amounts = {period: [0] * len(series) for period in periods}
    for one in months:
        at = named.index(one.service) if one.service in named else len(named)
        amounts[one.month][at] += one.payable
    highest = max(sum(part for part in parts if part > 0) for parts in amounts.values())
    lowest = min(sum(part for part in parts if part < 0) for parts in amounts.values())
    axis, height, unit = _axis(paper, lowest, highest)
    bars = tuple(
        Bar(period, tuple(_stacked(parts, height)), _short(sum(parts), unit)) for period, parts in amounts.items()
    )
    yield BarChart(text.text("charts.months"), axis, series, bars)


def course_chart(paper: Paper) -> Iterator[Block]:
    """Give the chart of what was unpaid and the late fees accrued, at the ends of some days, if anything ever was."""
    text, points = paper.text, course(paper.settlement, paper.tell)
    highest = max(max(point.unpaid, point.late_fees) for point in points)
    if not highest:
        return
    axis, height, _ = _axis(paper, 0, highest)
    start, whole = points[0].day, max((points[-1].day - points[0].day).days, 1)
    places = [(point.day - start).days / whole for point in points]
    curves = tuple(
        Curve(
            text.text(f"charts.{name}"),
            tuple((x, height(getattr(point, name))) for x, point in zip(places, points, strict=True)),
            yuan(getattr(points[-1], name)),
        )
        for name in ("unpaid", "late_fees")
    )
    days = tuple((x, point.day.isoformat()) for x, point in zip(places, points, strict=True))
    yield CurveChart(text.text("charts.course"), axis, days, curves)
    yield Note(text.text("charts.course_remark"))


class _Height:
    """Amounts as heights between the lowest and the highest tick."""

    def __init__(self, lowest: int, highest: int) -> None:
        self._lowest, self._span = lowest, highest - lowest

    def __call__(self, amount: int) -> float:
        return (amount - self._lowest) / self._span


def _axis(paper: Paper, lowest: int, highest: int) -> tuple[Axis, _Height, int]:
    """Give an axis with ticks at round amounts and its unit: CNY or, for large amounts, ten thousands of it."""
    step = _step(max(highest - lowest, YUAN))
    bottom, top = step * (lowest // step), step * -(-max(highest, step) // step)
    large = top - bottom >= 10 * _TEN_THOUSAND
    unit = _TEN_THOUSAND if large else YUAN
    height = _Height(bottom, top)
    ticks = tuple((height(tick), _tick(tick, unit)) for tick in range(bottom, top + 1, step))
    name = paper.text.text("charts.amount_ten_thousand" if large else "charts.amount")
    return Axis(name, ticks, height(0)), height, unit


def _step(span: int) -> int:
    """Give the smallest of 1, 2, 5 × 10ⁿ that divides a span into at most six steps."""
    power = YUAN // 100
    while True:
        for digit in _STEPS:
            if span <= 6 * digit * power:
                return digit * power
        power *= 10


def _tick(amount: int, unit: int) -> str:
    whole, rest = divmod(abs(amount), unit)
    decimals = f"{rest * 100 // unit:02}".rstrip("0")
    return f"{'-' if amount < 0 else ''}{whole:,}{'.' + decimals if decimals else ''}"


def _stacked(parts: Iterable[int], height: _Height) -> Iterator[tuple[int, float, float]]:
    """Stack what is positive upwards from zero and what is negative downwards."""
    up = down = 0
    for series, part in enumerate(parts):
        if part > 0:
            yield series, height(up), height(up + part)
            up += part
        elif part < 0:
            yield series, height(down + part), height(down)
            down += part


def _short(amount: int, unit: int) -> str:
    """Write a bar's total as the axis does: whole yuan, or ten thousands with two decimals, rounded half up."""
    least = YUAN if unit == YUAN else unit // 100
    rounded = (abs(amount) + least // 2) // least * least
    return _tick(-rounded if amount < 0 else rounded, unit)


def _periods(found: set[str]) -> list[str]:
    """Give every month from the first to the last, so that one without a bill leaves a gap to see."""
    first, last = (int(period[:4]) * 12 + int(period[5:]) - 1 for period in (min(found), max(found)))
    return [f"{month // 12}-{month % 12 + 1:02}" for month in range(first, last + 1)]
