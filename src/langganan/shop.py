"""One shop: its tables on an engine, and the loop that turns them into insights."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from langganan import arguments, listing
from langganan.engage import worklist
from langganan.engine import Engine, named_sql
from langganan.errors import ArgumentError
from langganan.listing import Names
from langganan.measure import figures as measure_figures
from langganan.measure.figures import Figures
from langganan.personalise import recommend as personalise
from langganan.personalise.recommend import Recommendations
from langganan.sustain import demand as sustain_demand
from langganan.sustain import popularity
from langganan.sustain import stock as sustain_stock
from langganan.sustain.demand import Demand, Terms
from langganan.sustain.popularity import Buyers
from langganan.sustain.stock import StockPlan
from langganan.tables import Columns, Listing
from langganan.understand import cohorts, preferences, rfm, rhythm
from langganan.understand.cohorts import Cohorts
from langganan.understand.preferences import Preferences
from langganan.understand.rfm import Segments
from langganan.understand.rhythm import Rhythm
from langganan.words import Phrase, Voice, mark

__all__ = ["Insights", "Names", "Shop"]

Progress = Callable[[Phrase, float], None]
YEAR = 365
BUYERS = 10
IN_RESERVE = 30
"""Tasks of each kind that a refresh prepares: more than a day holds, so that others follow those put off."""


@dataclass(frozen=True)
class Insights:
    """All that one refresh found out, as of the evening of one day."""

    as_of: date
    segments: Segments
    rhythm: Rhythm
    cohorts: Cohorts
    preferences: Preferences
    recommendations: Recommendations
    demand: Demand
    stock: StockPlan
    buyers: Buyers
    figures: Figures
    tasks: tuple[worklist.Task, ...]


class Shop:
    """One shop's tables `order_lines` and `products` on an engine, and what can be learned from them.

    Methods with an `as_of` look at the shop as it was on the evening of that day; without one, on the
    day given when the shop was opened, else on the last day in the data. An argument that cannot be used
    raises `ArgumentError`, which says what can.
    """

    def __init__(self, engine: Engine, *, names: Names, zone: str, currency: str, as_of: date | None = None) -> None:
        self.names, self.zone, self.currency = names, zone, arguments.currency(currency)
        self.doubts: tuple[Phrase, ...] = ()
        self.engine, self._as_of = engine, None if as_of is None else arguments.day(as_of)
        self._made: date | None = None
        self._suggested: tuple[date, int, Recommendations] | None = None

    @property
    def as_of(self) -> date:
        """The day from which the shop is looked at when a method is given none."""
        if self._as_of is None:
            last = self.engine.run("select max(day) as last_day from order_lines")["last_day"].tolist()[0]
            if last is None:
                raise ArgumentError(mark("This shop has no orders yet, so there is no last day. Give as_of, a day."))
            self._as_of = last
        return self._as_of

    def _day(self, as_of: date | None) -> date:
        return self.as_of if as_of is None else arguments.day(as_of)

    def __repr__(self) -> str:
        count = int(self.engine.run("select count(*) as n from order_lines")["n"][0])
        return f"Shop({count:,} order lines, {len(self.names.customer_ids):,} customers, {self.currency}, {self.zone})"

    def segments(self, *, as_of: date | None = None) -> Listing:
        """List customers with their segment, the most valuable first. Money in whole units of the currency."""
        return listing.segments(self._segments(self._day(as_of)), self.names, self.currency)

    def rhythm(self, *, as_of: date | None = None) -> Listing:
        """List customers with their usual interval and when they are due, those due first in front."""
        return listing.rhythm(self._rhythm(self._day(as_of)), self.names)

    def cohorts(self, *, as_of: date | None = None) -> Listing:
        """Count who came back, by month of first purchase, money in whole units. One row per cell."""
        return listing.cohorts(self._cohorts(self._day(as_of)), self.currency)

    def recommend(self, customer: str, k: int = 5, *, as_of: date | None = None, voice: Voice | None = None) -> Listing:
        """Suggest `k` products to one customer, named as the source names them, each with its reason."""
        found = self.recommendations(self._day(as_of), k)
        number = self.names.customer(customer)
        return listing.recommendations(found, number, self.names, voice or Voice(currency=self.currency))

    def stock(
        self, service: float = 0.95, *, lead_days: float = 7, review_days: float = 7, as_of: date | None = None
    ) -> Listing:
        """List products with what will be needed and what to order, best sellers first."""
        day, terms = self._day(as_of), Terms(service=service, lead_days=lead_days, review_days=review_days)
        forecast = self._demand(day, terms)
        return listing.stock(self._stock(day, forecast), self.names)

    def figures(self, *, as_of: date | None = None) -> Listing:
        """Work out the four plain figures, now and 30 days earlier, each with how it came about."""
        return listing.figures(self._figures(self._day(as_of)), self.currency)

    def refresh(
        self, *, as_of: date, service: float = 0.95, lead_days: float = 7, review_days: float = 7,
        progress: Progress | None = None,
    ) -> Insights:  # fmt: skip
        """Run the whole loop as of one day. This function will give all it found out, or raise and give nothing."""
        terms, found = Terms(service=service, lead_days=lead_days, review_days=review_days), dict[str, Any]()
        as_of = arguments.day(as_of)
        steps: list[tuple[str, str, Callable[[], Any]]] = [
            ("figures", mark("Working out the figures"), lambda: self._figures(as_of)),
            ("segments", mark("Grouping customers"), lambda: self._segments(as_of)),
            ("rhythm", mark("Finding each customer's rhythm"), lambda: self._rhythm(as_of)),
            ("cohorts", mark("Counting who came back"), lambda: self._cohorts(as_of)),
            ("preferences", mark("Noting what each likes"), lambda: self._preferences(as_of)),
            ("recommendations", mark("Choosing what to suggest"), lambda: self.recommendations(as_of, 5)),
            ("demand", mark("Forecasting demand"), lambda: self._demand(as_of, terms)),
            ("stock", mark("Looking at the stock"), lambda: self._stock(as_of, found["demand"])),
            ("buyers", mark("Finding who buys what"), lambda: self._buyers(as_of)),
            ("tasks", mark("Choosing what to do today"), lambda: self._tasks(found)),
        ]
        for done, (name, doing, step) in enumerate(steps):
            if progress is not None:
                progress(Phrase(doing), done / len(steps))
            found[name] = step()
        return Insights(as_of=as_of, **found)

    def _segments(self, as_of: date) -> Segments:
        rows = self._run("understand", "rfm", as_of, a_year_ago=as_of - timedelta(days=YEAR))
        return rfm.segments(rows, as_of=as_of)

    def _rhythm(self, as_of: date) -> Rhythm:
        return rhythm.rhythm(self._run("understand", "rhythm", as_of), as_of=as_of)

    def _cohorts(self, as_of: date) -> Cohorts:
        return cohorts.cohorts(self._run("understand", "cohorts", as_of), as_of=as_of)

    def _preferences(self, as_of: date) -> Preferences:
        most = {"products": preferences.PRODUCTS, "categories": preferences.CATEGORIES}
        return preferences.preferences(self._run("understand", "preferences", as_of, **most))

    def recommendations(self, as_of: date, k: int) -> Recommendations:
        """Suggest `k` products to every customer, by number."""
        as_of, k = arguments.day(as_of), arguments.whole("k", k, least=1, most=arguments.MOST_SUGGESTED)
        if self._suggested is None or self._suggested[:2] != (as_of, k):
            recent = as_of - timedelta(days=personalise.RECENT_DAYS)
            rows = self._run("personalise", "recommend", as_of, recent_from=recent, k=k, popular=2 * k)
            self._suggested = (as_of, k, personalise.recommend(rows, k=k))
        return self._suggested[2]

    def _demand(self, as_of: date, terms: Terms) -> Demand:
        return sustain_demand.demand(self._run("sustain", "demand", as_of), as_of=as_of, terms=terms)

    def _stock(self, as_of: date, forecast: Demand) -> StockPlan:
        back = {"month_from": 28, "before_from": 56, "year_from": YEAR}
        days = {name: as_of - timedelta(days=number) for name, number in back.items()}
        return sustain_stock.stock(self._run("sustain", "popularity", as_of, **days), forecast, as_of=as_of)

    def _buyers(self, as_of: date) -> Buyers:
        year = as_of - timedelta(days=YEAR)
        return popularity.buyers(self._run("sustain", "buyers", as_of, year_from=year, top=BUYERS))

    def _figures(self, as_of: date) -> Figures:
        before = self._counts(as_of - timedelta(days=measure_figures.PERIOD))
        return measure_figures.figures(self._counts(as_of), before)

    def _counts(self, as_of: date) -> measure_figures.Counts:
        segments, beat = self._segments(as_of), self._rhythm(as_of)
        people = {"orders": segments.orders, "revenue_year": segments.revenue_year, "state": beat.state}
        days = measure_figures.days(as_of)
        return measure_figures.count(self._run("measure", "figures", days.pop("as_of"), **days), people)

    def _tasks(self, found: dict[str, Any]) -> tuple[worklist.Task, ...]:
        kinds = {name: worklist.Kind(IN_RESERVE, kind.minutes) for name, kind in worklist.KINDS.items()}
        people = _people(found["segments"], found["rhythm"], found["recommendations"], self.names)
        return worklist.choose(people, found["stock"].columns(), kinds=kinds)

    def _run(self, stage: str, name: str, as_of: date, **parameters: Any) -> Columns:
        """Run a stage's named SQL on the tables as they were on the evening of `as_of`."""
        if self._made != as_of:
            for table in ("purchases", "on_hand"):
                self.engine.make(table, named_sql("langganan", table), as_of=as_of)
            self._made = as_of
        return self.engine.run(named_sql(f"langganan.{stage}", name), as_of=as_of, **parameters)


def _people(segments: Segments, beat: Rhythm, suggested: Recommendations, names: Names) -> dict[str, Any]:
    """The columns that the worklist looks at: segments and rhythm have the same customers in the same order."""
    favourite = dict.fromkeys(segments.customer_id.tolist(), "")
    first = (suggested.rank == 1) & suggested.repeat
    called = names.products(suggested.product_id[first])
    favourite.update(zip(suggested.customer_id[first].tolist(), called.tolist(), strict=True))
    return segments.columns() | beat.columns() | {
        "name": np.full(len(segments), "", object),
        "product": np.array(list(favourite.values()), object),
    }  # fmt: skip
