"""The loop: everything that is worked out from one shop's tables on an engine, by number."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any, Self, TypeVar

import numpy as np

from langganan import arguments
from langganan.engage import worklist
from langganan.engine import Engine, named_sql
from langganan.errors import ArgumentError
from langganan.listing import Names
from langganan.measure import figures as measure_figures
from langganan.measure.figures import Figures
from langganan.personalise import recommend as personalise
from langganan.personalise import similar as personalise_similar
from langganan.personalise import together as personalise_together
from langganan.personalise.recommend import Recommendations
from langganan.personalise.similar import Similar
from langganan.personalise.together import Together
from langganan.personalise.wishes import Wishes
from langganan.sustain import demand as sustain_demand
from langganan.sustain import popularity
from langganan.sustain import stock as sustain_stock
from langganan.sustain.demand import Demand, Terms
from langganan.sustain.popularity import Buyers
from langganan.sustain.stock import StockPlan
from langganan.tables import Array, Columns, Result
from langganan.understand import cohorts, movement, preferences, rfm, rhythm
from langganan.understand import habits as understand_habits
from langganan.understand.cohorts import Cohorts, Period
from langganan.understand.habits import Habits as CustomerHabits
from langganan.understand.lifetime import Lifetime, of_shop
from langganan.understand.lifetime import Terms as LifetimeTerms
from langganan.understand.movement import Movement
from langganan.understand.preferences import Preferences
from langganan.understand.rfm import Segments
from langganan.understand.rhythm import Rhythm
from langganan.words import Phrase, Progress, mark

__all__ = ["Insights", "Loop"]

Told = TypeVar("Told")
YEAR = 365
WEEK = 7
LONG = 100 * YEAR
BUYERS = 10
MADE = ("undone", "purchases", "daily_sales", "visits", "baskets", "customer_products", "on_hand", "daily_takings")
"""What `engine.py` says each of these tables holds."""
LASTING = {"daily_sales", "daily_takings"}
"""Made once: the same whatever day is looked at."""
REMEMBERED = 12
"""Answers about days that are kept: as many as one refresh asks for again, and some."""
IN_RESERVE = 30
"""Tasks of each kind that a refresh prepares: more than a day holds, so that others follow those put off."""


@dataclass(frozen=True)
class Insights:
    """All that one refresh found out, as of the evening of one day."""

    as_of: date
    segments: Segments
    rhythm: Rhythm
    lifetime: Lifetime
    cohorts: Cohorts
    movements: tuple[Movement, ...]
    preferences: Preferences
    habits: CustomerHabits
    recommendations: Recommendations
    together: Together
    similar: Similar
    demand: Demand
    stock: StockPlan
    buyers: Buyers
    figures: Figures
    tasks: tuple[worklist.Task, ...]

    def tables(self) -> dict[str, Columns]:
        """What was found as tables, by name: for storing it elsewhere than in a data folder."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        tables: dict[str, Columns] = {
            name: value.columns() for name, value in found.items() if isinstance(value, Result)
        }
        movements = {f"movements_{move.since}": move.columns() for move in self.movements}
        return tables | movements | {"tasks": worklist.as_columns(self.tasks)}


class Loop:
    """One shop's tables `order_lines` and `products` on an engine, and the loop over all stages.

    Customers and products are numbers here; `Shop` calls them by their names. Whatever takes an `as_of` looks at the
    shop as it was on the evening of that day.
    """

    def __init__(self, engine: Engine, *, names: Names, zone: str, currency: str, as_of: date | None = None) -> None:
        self.names, self.zone, self.currency = names, zone, arguments.currency(currency)
        self.doubts: tuple[Phrase, ...] = ()
        self.engine, self._as_of = engine, None if as_of is None else arguments.day(as_of)
        self._made: date | None = None
        self._tables: set[str] = set()
        self._told: dict[tuple[str, date], Any] = {}
        self._suggested: tuple[tuple[date, Wishes, int], Recommendations] | None = None

    def close(self) -> None:
        """Give back what the shop's engine keeps; the shop answers no more."""
        self.engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

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

    def in_cohort(
        self, month: date, number: int, *, period: str = "month", by_then: bool = False, as_of: date | None = None
    ) -> Array:  # fmt: skip
        """The customers of one cell, by number; `by_then`, those who had come back by the end of that period."""
        length = arguments.choice("period", period, Period)
        number = arguments.whole("number", number, least=0, most=LONG // WEEK)
        days = cohorts.cell_days(arguments.day(month), number, period=length, by_then=by_then)
        return self._run("understand", "cohort_members", self._day(as_of), **days)["customer_id"]

    def movements(self, as_of: date, days: int) -> Movement:
        """Who moved between groups over `days` days, by number."""
        since = as_of - timedelta(days=arguments.whole("days", days, least=1, most=LONG))
        before = self._segments(since)
        return movement.movement(before, self._segments(as_of), since=since, until=as_of)

    def together(self, *, top: int = 10, seed: int = 1, as_of: date | None = None) -> Together:
        """What is bought together in one order: for each product the `top` others that go with it best, by number.

        Of a large shop a part of the orders, drawn by `seed`, is looked at.
        """
        top, day = arguments.whole("top", top, least=1, most=arguments.MOST_SUGGESTED), self._day(as_of)
        parts = personalise_together.parts(int(self._goods(day)["orders"].sum()))
        part, most = arguments.seed(seed) % parts, personalise_together.LARGEST_ORDER
        rows = self._run("personalise", "together", day, top=top, most=most, parts=parts, part=part)
        return personalise_together.together(rows)

    def alike(self, as_of: date, k: int = 10, *, seed: int = 1) -> Similar:
        """For each product the `k` most like it, by number; of a large shop a part, drawn by `seed`, is looked at."""
        k, seed = arguments.whole("k", k, least=1, most=arguments.MOST_SUGGESTED), arguments.seed(seed)
        goods = self._goods(as_of)
        parts = _parts(goods)
        rows = self._run("personalise", "recommend", as_of, parts=parts, part=seed % parts)
        return personalise_similar.similar(rows, goods, top=k)

    def refresh(
        self, *, as_of: date, service: float = 0.95, lead_days: float = 7, review_days: float = 7,
        margin: float | None = None, wishes: Wishes | None = None, progress: Progress | None = None,
    ) -> Insights:  # fmt: skip
        """Run the whole loop as of one day. This function will give all it found out, or raise and give nothing.

        `margin` (0 to 1) is the share of a sale that the shop keeps; unknown, customers are worth what they spend.
        `wishes` say what to suggest, and what not.
        """
        terms, found = Terms(service=service, lead_days=lead_days, review_days=review_days), dict[str, Any]()
        as_of, ahead = arguments.day(as_of), LifetimeTerms(margin=1.0 if margin is None else margin)
        steps: list[tuple[str, str, Callable[[], Any]]] = [
            ("movements", mark("Comparing with earlier days"), lambda: self._movements(as_of)),
            ("figures", mark("Working out the figures"), lambda: self._figures(as_of)),
            ("segments", mark("Grouping customers"), lambda: self._segments(as_of)),
            ("rhythm", mark("Finding each customer's rhythm"), lambda: self._rhythm(as_of)),
            ("lifetime", mark("Foreseeing who comes back"), lambda: self._lifetime(as_of, ahead)),
            ("cohorts", mark("Counting who came back"), lambda: self._cohorts(as_of, margin=margin)),
            ("preferences", mark("Noting what each likes"), lambda: self._preferences(as_of)),
            ("habits", mark("Noting when and how each buys"), lambda: self._habits(as_of)),
            ("recommendations", mark("Choosing what to suggest"), lambda: self.recommendations(as_of, wishes=wishes)),
            ("together", mark("Seeing what goes together"), lambda: self.together(as_of=as_of)),
            ("similar", mark("Seeing which products are alike"), lambda: self.alike(as_of)),
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
        def work() -> Segments:
            rows = self._run("understand", "rfm", as_of, a_year_ago=as_of - timedelta(days=YEAR))
            return rfm.segments(rows, as_of=as_of)

        return self._remembered("segments", as_of, work)

    def _rhythm(self, as_of: date) -> Rhythm:
        def work() -> Rhythm:
            return rhythm.rhythm(self._run("understand", "rhythm", as_of), as_of=as_of)

        return self._remembered("rhythm", as_of, work)

    def _remembered(self, name: str, as_of: date, work: Callable[[], Told]) -> Told:
        """What was found out about a day already; else work it out. The tables of an engine do not change under it."""
        if len(self._told) > REMEMBERED:
            self._told.clear()
        if (name, as_of) not in self._told:
            self._told[name, as_of] = work()
        return self._told[name, as_of]

    def _look_back(self, as_of: date) -> None:
        """Ask about earlier days before today, so that each day's tables are made once."""
        for days in sorted(movement.DAYS, reverse=True):
            self._segments(as_of - timedelta(days=days))
        self._counts(as_of - timedelta(days=measure_figures.PERIOD))

    def _lifetime(self, as_of: date, terms: LifetimeTerms) -> Lifetime:
        def run(name: str, **parameters: Any) -> Columns:
            return self._run("understand", name, as_of, **parameters)

        return of_shop(run, as_of=as_of, zone=self.zone, terms=terms)

    def _cohorts(self, as_of: date, period: Period = Period.MONTH, margin: float | None = None) -> Cohorts:
        if margin is not None:
            margin = arguments.number("margin", margin, least=0, most=1)
        cells = self._run("understand", "cohorts", as_of, period=period.value)
        return cohorts.cohorts(cells, as_of=as_of, period=period, margin=margin)

    def _movements(self, as_of: date) -> tuple[Movement, ...]:
        self._look_back(as_of)
        return tuple(self.movements(as_of, days) for days in sorted(movement.DAYS, reverse=True))

    def _habits(self, as_of: date) -> CustomerHabits:
        return understand_habits.habits(self._run("understand", "habits", as_of))

    def _preferences(self, as_of: date) -> Preferences:
        most = {"products": preferences.PRODUCTS, "categories": preferences.CATEGORIES}
        return preferences.preferences(self._run("understand", "preferences", as_of, **most))

    def recommendations(
        self, as_of: date, k: int = 5, *, wishes: Wishes | None = None, seed: int = 1
    ) -> Recommendations:  # fmt: skip
        """Suggest products to every customer, by number: `k` each, or as `wishes` say."""
        as_of, wishes = arguments.day(as_of), wishes or Wishes(k=k)
        asked = (as_of, wishes, arguments.seed(seed))
        if self._suggested is None or self._suggested[0] != asked:
            goods = self._goods(as_of)
            parts = _parts(goods)
            found = personalise.recommend(
                lambda part: self._run("personalise", "recommend", as_of, parts=parts, part=part),
                goods, parts=parts, as_of=as_of, seed=seed, wishes=wishes,
            )  # fmt: skip
            named = np.where(found.because < 0, "", self.names.products(found.because)).astype(object)
            self._suggested = (asked, replace(found, because_name=named))
        return self._suggested[1]

    def _goods(self, as_of: date) -> Columns:
        def work() -> Columns:
            recent = as_of - timedelta(days=personalise.RECENT_DAYS)
            return self._run("personalise", "items", as_of, recent_from=recent)

        return self._remembered("goods", as_of, work)

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
        def work() -> measure_figures.Counts:
            segments, beat = self._segments(as_of), self._rhythm(as_of)
            people = {"orders": segments.orders, "revenue_year": segments.revenue_year, "state": beat.state}
            days = measure_figures.days(as_of)
            return measure_figures.count(self._run("measure", "figures", days.pop("as_of"), **days), people)

        return self._remembered("counts", as_of, work)

    def _tasks(self, found: dict[str, Any]) -> tuple[worklist.Task, ...]:
        kinds = {name: worklist.Kind(IN_RESERVE, kind.minutes) for name, kind in worklist.KINDS.items()}
        people = _people(found, self.names)
        return worklist.choose(people, found["stock"].columns(), kinds=kinds)

    def _run(self, stage: str, name: str, as_of: date, **parameters: Any) -> Columns:
        """Run a stage's named SQL on the tables as they were on the evening of `as_of`."""
        if self._made != as_of:
            self._made, self._tables = as_of, set() if self._made is None else self._tables & LASTING
        sql = named_sql(f"langganan.{stage}", name)
        self._make_for(sql, as_of)
        return self.engine.run(sql, as_of=as_of, **parameters)

    def _make_for(self, sql: str, as_of: date) -> None:
        """Make the tables that a statement reads, and first those that they are made of, unless they are there."""
        for table in MADE:
            if table not in self._tables and re.search(rf"\b(from|join) {table}\b", sql):
                making = named_sql("langganan", table)
                self._make_for(making, as_of)
                self.engine.make(table, making, as_of=as_of, year_from=as_of - timedelta(days=YEAR))
                self._tables.add(table)


def _parts(goods: Columns) -> int:
    """How many parts the customers are dealt out to, so that each can be looked at in one go."""
    return -(-int(goods["shop_customers"].max(initial=0)) // personalise.PART) or 1


def _people(found: dict[str, Any], names: Names) -> dict[str, Any]:
    """The columns that the worklist looks at: segments, rhythm and lifetime have the same customers, in one order.

    Who comes back by themselves is foreseen by the lifetime's model, by rhythm where that knows better.
    """
    segments, beat, suggested = found["segments"], found["rhythm"], found["recommendations"]
    foreseen = found["lifetime"].in_100(rhythm.HORIZON)
    favourite = dict.fromkeys(segments.customer_id.tolist(), "")
    first = (suggested.rank == 1) & suggested.repeat
    called = names.products(suggested.product_id[first])
    favourite.update(zip(suggested.customer_id[first].tolist(), called.tolist(), strict=True))
    return segments.columns() | beat.columns() | {
        "return_in_100": np.where(np.isnan(foreseen), beat.return_in_100, foreseen),
        "name": np.full(len(segments), "", object),
        "product": np.array(list(favourite.values()), object),
    }  # fmt: skip
