"""One shop as people ask about it: by the names its source uses, in whole units of its currency."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from langganan import arguments, listing
from langganan.lifetimes import Lifetimes, lifetimes
from langganan.listing import Names
from langganan.loop import Insights, Loop
from langganan.personalise import evaluate as personalise_evaluate
from langganan.personalise import recommend as personalise
from langganan.personalise.evaluate import Evaluation
from langganan.personalise.wishes import Wishes
from langganan.sustain.demand import Terms
from langganan.tables import Listing
from langganan.understand.cohorts import Period
from langganan.understand.lifetime import Terms as LifetimeTerms
from langganan.words import Progress, Voice

if TYPE_CHECKING:
    from langganan.simulate import Profile

__all__ = ["Insights", "Names", "Shop"]


class Shop(Loop):
    """One shop's tables `order_lines` and `products` on an engine, and what can be learned from them.

    Methods with an `as_of` look at the shop as it was on the evening of that day; without one, on the
    day given when the shop was opened, else on the last day in the data. An argument that cannot be used
    raises `ArgumentError`, which says what can.
    """

    def __repr__(self) -> str:
        count = int(self.engine.run("select count(*) as n from order_lines")["n"][0])
        return f"Shop({count:,} order lines, {len(self.names.customer_ids):,} customers, {self.currency}, {self.zone})"

    def segments(self, *, as_of: date | None = None) -> Listing:
        """List customers with their segment, the most valuable first. Money in whole units of the currency."""
        return listing.segments(self._segments(self._day(as_of)), self.names, self.currency)

    def rhythm(self, *, as_of: date | None = None) -> Listing:
        """List customers with their usual interval and when they are due, those due first in front."""
        return listing.rhythm(self._rhythm(self._day(as_of)), self.names)

    def lifetime(
        self, *, horizon: int = 90, margin: float = 1.0, rate: float = 0.1, as_of: date | None = None
    ) -> Lifetimes:  # fmt: skip
        """Foresee who comes back, how often within `horizon` days, when next, and what that is worth in a year.

        `margin` (0 to 1) is the share of a sale that the shop keeps, 1 unless said: then values are sales; `rate` (0 to
        1) by how much money that comes a year later counts less. `.forecast(days)` looks another time ahead, `.about()`
        and `.said(customer)` say it in words, `.backtest` is how each model did in the shop's own past.
        """
        terms = LifetimeTerms(horizon=horizon, margin=margin, rate=rate)
        return lifetimes(self._lifetime(self._day(as_of), terms), self.names, self.currency)

    def cohorts(
        self, *, period: str = "month", margin: float | None = None, as_of: date | None = None
    ) -> Listing:  # fmt: skip
        """Count who came back, by week, month or quarter of first purchase, money in whole units. One row per cell.

        `margin` (0 to 1) is what the shop keeps of the revenue of goods whose cost is not known.
        """
        found = self._cohorts(self._day(as_of), arguments.choice("period", period, Period), margin)
        return listing.cohorts(found, self.currency)

    def cohort_members(
        self, month: date, number: int = 0, *, period: str = "month", as_of: date | None = None
    ) -> Listing:  # fmt: skip
        """List the customers of one cell: first bought in the period of `month`, and bought `number` periods later."""
        found = self.in_cohort(month, number, period=period, as_of=as_of)
        return listing.customers(found, self.names, f"Customers of the {period} of {month}, {number} later")

    def movement(self, days: int = 30, *, as_of: date | None = None) -> Listing:
        """Count who moved from which group to which over the last `days` days. One row per pair of groups."""
        return listing.movement(self.movements(self._day(as_of), days))

    def moved(self, days: int = 30, *, as_of: date | None = None) -> Listing:
        """List customers with their group `days` days ago and now; `none` is no purchase by that day."""
        return listing.moves(self.movements(self._day(as_of), days).moves, self.names)

    def customer_habits(self, *, as_of: date | None = None, voice: Voice | None = None) -> Listing:
        """List what stands out in customers' orders: weekdays, parts of the day, channels, prices, categories."""
        found = self._habits(self._day(as_of))
        return listing.habits(found, self.names, voice or Voice(currency=self.currency))

    def recommend(
        self, customer: str, k: int = 5, *, explore: float | None = None, as_of: date | None = None,
        voice: Voice | None = None,
    ) -> Listing:  # fmt: skip
        """Suggest `k` products to one customer, named as the source names them, each with its reason.

        `explore` (0 to 1) is the share of places for products that the customer never bought.
        """
        day, number = self._day(as_of), self.names.customer(customer)
        wishes = Wishes(k=k, explore=explore)
        found = self.recommendations(day, wishes=wishes)
        if not (found.customer_id == number).any():
            found = personalise.for_newcomer(number, self._goods(day), as_of=day, wishes=wishes)
        return listing.recommendations(found, number, self.names, voice or Voice(currency=self.currency))

    def similar(self, product: str, k: int = 5, *, as_of: date | None = None) -> Listing:
        """List the `k` products most like one: of the `customers` who bought it, `both` bought the other one too."""
        day, number = self._day(as_of), self.names.product(product)
        return listing.similar(self.alike(day, k), number, self.names)

    def evaluate(
        self, k: int = 10, *, folds: int = 0, seed: int = 1, as_of: date | None = None,
        progress: Progress | None = None,
    ) -> Evaluation:  # fmt: skip
        """Guess each customer's last order from those before it, by our model and by others; `.verdict()` says it.

        `folds`: means over that many seeded fifths of the customers, as papers report them. Of a shop with more
        than 10,000 customers, a part of about so many is looked at.
        """
        day, seed = self._day(as_of), arguments.seed(seed)
        k = arguments.whole("k", k, least=1, most=arguments.MOST_SUGGESTED)
        folds = arguments.whole("folds", folds, least=0, most=100)
        buyers = int(self._run("personalise.evaluate", "buyers", day)["customers"][0])
        parts = -(-buyers // personalise_evaluate.MOST_READ) or 1
        rows = self._run("personalise.evaluate", "evaluate", day, parts=parts, part=seed % parts)
        return personalise_evaluate.evaluate_rows(rows, k=k, folds=folds, seed=seed, progress=progress)

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

    def profile(self, *, as_of: date | None = None) -> Profile:
        """Measure what this shop's customers do, to simulate other shops (`langganan.simulate`)."""
        from langganan import simulate

        day = self._day(as_of)
        sales, returned = (self._run("simulate", name, day) for name in ("sales", "returned"))
        categories = self.engine.run("select product_id, category from products where is_goods order by product_id")
        return simulate.measure(sales, returned, categories, last_day=day)
