"""Who came back, by the month of the first order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.formats import date_format

from langganan.web.models import CohortCell, Refresh
from langganan.words import Phrase, mark

SHADES = ((0.0, 0), (0.1, 1), (0.2, 2), (0.3, 3), (0.4, 4))
MEASURES = ("active", "returned", "revenue")
ENOUGH = 20
"""Fewer first-time customers than this say nothing yet about a month."""
FEW = 5
"""A share of fewer people than this is not given; they are counted instead."""


@dataclass(frozen=True)
class Cell:
    """One month of one group: how many, as a share (0 to 1) too, or an amount, how dark, and is the month over."""

    count: int
    share: float
    revenue: int
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
    """The rows, newest last, the numbers of months across, and what they come to in a sentence."""

    rows: list[Row]
    months: range
    sentence: Phrase
    measure: str


def cohort_table(refresh: Refresh | None, *, measure: str) -> Table:
    """The current refresh's cohorts; `measure` is one of `MEASURES`. Of month 0 only the money says anything."""
    cells = CohortCell.objects.filter(refresh=refresh).order_by("month", "month_number")
    by_month = [list(some) for _, some in groupby(cells, key=lambda cell: cell.month)]
    first = 0 if measure == "revenue" else 1
    rows = [Row(some[0].month, some[0].customers, [_cell(cell, measure) for cell in some[first:]]) for some in by_month]
    widest = max((len(row.cells) for row in rows), default=0)
    return Table(rows, range(first, first + widest), sentence(by_month), measure)


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


def _cell(cell: CohortCell, measure: str) -> Cell:
    count = cell.returned if measure == "returned" else cell.active
    share = count / cell.customers if cell.customers else 0.0
    shade = next((shade for least, shade in reversed(SHADES) if share > least), 0)
    shade = 0 if cell.customers < FEW else min(shade + (share > 0.5), 5)
    return Cell(count, share, cell.revenue, shade, cell.finished)
