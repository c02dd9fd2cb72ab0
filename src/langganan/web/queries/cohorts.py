"""Who came back, by the month of the first order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import accumulate, groupby

from django.utils.formats import date_format

from langganan.web.models import CohortCell, Refresh
from langganan.words import Phrase, mark

SHADES = ((0.0, 0), (0.1, 1), (0.2, 2), (0.3, 3), (0.4, 4))
MEASURES = ("active", "returned", "revenue", "each", "margin")
MONEY = ("revenue", "each", "margin")
"""Measures in minor units; of these the month of the first order says something too."""
ENOUGH = 20
"""Fewer first-time customers than this say nothing yet about a month."""
FEW = 5
"""A share of fewer people than this is not given; they are counted instead."""


@dataclass(frozen=True)
class Cell:
    """One month of one group: how many people are in it, as a share (0 to 1) too, or an amount in minor units.

    `shade` says how dark it is; not `finished`: the month is not over. An amount that is not known is None.
    """

    number: int
    count: int
    share: float
    amount: int | None
    shade: int
    finished: bool


@dataclass(frozen=True)
class Row:
    """Everybody whose first order fell into `month`."""

    month: date
    customers: int
    cells: list[Cell]

    @property
    def few(self) -> bool:
        """Too few people to speak of a share of them."""
        return self.customers < FEW


@dataclass(frozen=True)
class Table:
    """The rows, newest last, the numbers of months across, and what they come to in a sentence.

    `margin_known`: what was left after the goods' cost is known of at least one month.
    """

    rows: list[Row]
    months: range
    sentence: Phrase
    measure: str
    margin_known: bool

    @property
    def money(self) -> bool:
        return self.measure in MONEY


def cohort_table(refresh: Refresh | None, *, measure: str) -> Table:
    """The current refresh's cohorts; `measure` is one of `MEASURES`. Of month 0 only the money says anything."""
    cells = CohortCell.objects.filter(refresh=refresh).order_by("month", "month_number")
    by_month = [list(some) for _, some in groupby(cells, key=lambda cell: cell.month)]
    first = 0 if measure in MONEY else 1
    most = max((one for some in by_month for one in _each(some)), default=0)
    rows = [Row(some[0].month, some[0].customers, _cells(some, measure, most)[first:]) for some in by_month]
    widest = max((len(row.cells) for row in rows), default=0)
    known = any(cell.margin is not None for some in by_month for cell in some)
    return Table(rows, range(first, first + widest), sentence(by_month), measure, known)


def sentence(cohorts: list[list[CohortCell]]) -> Phrase:
    """How many came back within three months, of the newest month that has had them."""
    grown = [some for some in cohorts if len(some) > 3 and some[3].finished and some[3].customers >= ENOUGH]
    if not grown:
        return Phrase(
            mark("Cannot tell yet. It takes a month with at least 20 new customers, and three months after it.")
        )
    latest = grown[-1][3]
    return Phrase(
        mark("Of every 100 who first bought in {month}, {k} came back within three months."),
        {"month": date_format(latest.month, "F Y"), "k": round(100 * latest.returned / latest.customers)},
    )


def _cells(cohort: list[CohortCell], measure: str, most: int) -> list[Cell]:
    return [_cell(cell, measure, each, most) for cell, each in zip(cohort, _each(cohort), strict=True)]


def _cell(cell: CohortCell, measure: str, each: int, most: int) -> Cell:
    count = cell.returned if measure == "returned" else cell.active
    share = count / cell.customers if cell.customers else 0.0
    amount = {"revenue": cell.revenue, "margin": cell.margin, "each": each}.get(measure)
    shade = _shade(each / most if measure == "each" and most > 0 else share)
    return Cell(cell.month_number, count, share, amount, shade if cell.customers >= FEW else 0, cell.finished)


def _each(cohort: list[CohortCell]) -> list[int]:
    """All that a month's new customers have spent up to each month, per customer."""
    brought = accumulate(cell.revenue for cell in cohort)
    return [round(so_far / max(cell.customers, 1)) for so_far, cell in zip(brought, cohort, strict=True)]


def _shade(share: float) -> int:
    shade = next((shade for least, shade in reversed(SHADES) if share > least), 0)
    return min(shade + (share > 0.5), 5)
