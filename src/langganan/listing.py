"""Results as lists to read: numbers replaced by what the source calls things, money in whole units."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from langganan.errors import ArgumentError
from langganan.measure.figures import Figures
from langganan.personalise.evaluate import Evaluation
from langganan.personalise.recommend import Recommendations
from langganan.personalise.similar import Similar
from langganan.sustain.stock import StockPlan
from langganan.tables import Array, Listing
from langganan.understand import habits as understand_habits
from langganan.understand.cohorts import Cohorts
from langganan.understand.habits import Habits
from langganan.understand.movement import Movement, Moves
from langganan.understand.rfm import Segments
from langganan.understand.rhythm import Rhythm
from langganan.words import Phrase, Voice, decimals_of, mark


@dataclass(frozen=True, eq=False)
class Names:
    """What the source calls customers (by number or other reference, never by name) and products."""

    customer_ids: Array
    customer_refs: Array
    product_ids: Array
    skus: Array
    product_names: Array

    def customer(self, ref: str) -> int:
        """The number of the customer that the source calls `ref`; `ArgumentError` where there is none."""
        found = np.flatnonzero(self.customer_refs == str(ref).strip())
        if not len(found):
            example = self.customer_refs[0] if len(self.customer_refs) else "-"
            raise ArgumentError(
                mark("There is no customer {given} here. Write the number as the source does, such as {example}."),
                given=str(ref), example=str(example),
            )  # fmt: skip
        return int(self.customer_ids[found[0]])

    def product(self, code: str) -> int:
        """The number of the product with this code; `ArgumentError` where there is none."""
        found = np.flatnonzero(self.skus == str(code).strip())
        if not len(found):
            example = self.skus[0] if len(self.skus) else "-"
            raise ArgumentError(
                mark("There is no product {given} here. Write its code as the source does, such as {example}."),
                given=str(code), example=str(example),
            )  # fmt: skip
        return int(self.product_ids[found[0]])

    def refs(self, customers: Array) -> Array:
        """What the source calls these customers."""
        return _looked_up(customers, self.customer_ids, self.customer_refs)

    def codes(self, products: Array) -> Array:
        """The codes of these products."""
        return _looked_up(products, self.product_ids, self.skus)

    def products(self, products: Array) -> Array:
        """The names of these products; the code where there is none."""
        named = _looked_up(products, self.product_ids, self.product_names)
        return np.where(named.astype(bool), named, self.codes(products)) if len(named) else named


def segments(found: Segments, names: Names, currency: str) -> Listing:
    """List customers by what they brought in the last year. This function will give one row per customer."""
    order = np.lexsort((found.customer_id, -found.revenue, -found.revenue_year))
    unit = 10 ** decimals_of(currency)
    return Listing(
        f"Customers and their segments, money in {currency}",
        {
            "customer": names.refs(found.customer_id[order]),
            **{name: getattr(found, name)[order] for name in ("group", "segment", "shopify", "r", "f", "m", "orders")},
            "revenue": found.revenue[order] / unit,
            "revenue_year": found.revenue_year[order] / unit,
            **{name: getattr(found, name)[order] for name in ("first_day", "last_day", "silent_days")},
        },
    )


def cohorts(found: Cohorts, currency: str) -> Listing:
    """List cohorts cell by cell. This function will give one row per period of first purchase and later period."""
    unit = 10 ** decimals_of(currency)
    money = ("revenue", "margin", "revenue_each", "margin_each")
    columns = found.columns() | {name: getattr(found, name) / unit for name in money}
    return Listing(f"Who came back, by {found.period} of first purchase, money in {currency}", columns)


def movement(found: Movement) -> Listing:
    """List who moved from which group to which. This function will give one row per pair of groups."""
    return Listing(f"Customers by group on {found.since} and on {found.until}", found.columns())


def moves(found: Moves, names: Names) -> Listing:
    """List customers with their groups on two days. This function will give one row per customer."""
    columns = {"customer": names.refs(found.customer_id), "before": found.before, "now": found.now}
    return Listing("Customers and their groups then and now", columns)


def customers(found: Array, names: Names, title: str) -> Listing:
    """List customers by what the source calls them. This function will give one row per customer."""
    return Listing(title, {"customer": names.refs(found)})


def habits(found: Habits, names: Names, voice: Voice) -> Listing:
    """List what stands out in customers' orders. This function will give one row per customer and habit."""
    kinds = zip(found.aspect.tolist(), found.of_kind.tolist(), strict=True)
    said = [understand_habits.kind_words(aspect, kind).say(voice) for aspect, kind in kinds]
    numbers = {name: getattr(found, name) for name in ("orders", "of_orders", "share", "low", "high", "usual")}
    columns = {"customer": names.refs(found.customer_id), "aspect": found.aspect, "habit": np.array(said, object)}
    return Listing("Customers and their habits", {**columns, **numbers})


def figures(found: Figures, currency: str) -> Listing:
    """List the four figures with how each came about. This function will give one row per figure."""
    unit = np.where(found.code == "revenue_month", 10 ** decimals_of(currency), 1)
    how = np.array([phrase.say(Voice(currency=currency)) for phrase in found.how], object)
    columns = {"figure": found.code, "value": found.value / unit, "before": found.before / unit, "how": how}
    return Listing(f"The shop in figures, money in {currency}", columns)


def rhythm(found: Rhythm, names: Names) -> Listing:
    """List customers by when they are due. This function will give one row per customer."""
    order = np.lexsort((found.customer_id, found.due_from))
    columns = {name: values[order] for name, values in found.columns().items() if name != "customer_id"}
    for name in ("interval_days", "return_in_100"):
        columns[name] = np.round(columns[name], 1)
    return Listing("Customers and their rhythm", {"customer": names.refs(found.customer_id[order]), **columns})


def recommendations(found: Recommendations, customer: int, names: Names, voice: Voice) -> Listing:
    """List what to suggest to one customer. This function will give one row per product."""
    own = found.only(found.customer_id == customer)
    return Listing(
        f"For {names.refs(np.array([customer]))[0]}",
        {
            "rank": own.rank,
            "sku": names.codes(own.product_id),
            "name": names.products(own.product_id),
            "repeat": own.repeat,
            "kind": own.kind,
            "reason": np.array([phrase.say(voice) for phrase in own.reasons()], object),
        },
    )


def similar(found: Similar, product: int, names: Names) -> Listing:
    """List what is like one product. This function will give one row per other product."""
    own = found.only(found.product_id == product)
    return Listing(
        f"Like {names.products(np.array([product]))[0]}",
        {
            "sku": names.codes(own.other_id), "name": names.products(own.other_id), "both": own.both,
            "customers": own.customers, "score": np.round(own.score, 3),
        },
    )  # fmt: skip


def evaluation(found: Evaluation, voice: Voice) -> Listing:
    """List methods by what they find of the next order, in per cent. This function will give one row per method."""
    shares = {
        "recall": found.recall, "from": found.recall_low, "to": found.recall_high, "ndcg": found.ndcg, "hit": found.hit,
        "repeat": found.repeat_recall, "explore": found.explore_recall, "coverage": found.coverage,
        "ours_minus": found.difference, "minus_from": found.difference_low, "minus_to": found.difference_high,
    }  # fmt: skip
    labels = np.array([Phrase(label).say(voice) for label in found.labels], object)
    if found.folds:
        shares |= {"recall_folds": found.recall_folds, "ndcg_folds": found.ndcg_folds}
    columns = {name: np.round(100 * values, 1) for name, values in shares.items()}
    return Listing(f"{found.k} suggestions for the last order of {found.customers:,} customers, in per cent",
                   {"method": labels, **columns})  # fmt: skip


def stock(found: StockPlan, names: Names) -> Listing:
    """List products by yearly revenue. This function will give one row per product."""
    order = np.argsort(found.rank)
    kept = (
        "units_month",
        "trend",
        "quiet_days",
        "dead",
        "on_hand",
        "daily_mean",
        "cover_days",
        "order_up_to",
        "suggested",
    )
    columns = {name: getattr(found, name)[order] for name in kept}
    for name in ("daily_mean", "cover_days"):
        columns[name] = np.round(columns[name], 1)
    products = found.product_id[order]
    return Listing("Products and stock", {"sku": names.codes(products), "name": names.products(products), **columns})


def _looked_up(wanted: Array, numbers: Array, texts: Array) -> Array:
    """The text of each number; the number itself, as text, where it has none."""
    known = dict(zip(numbers.tolist(), texts.tolist(), strict=True))
    return np.array([known.get(number, str(number)) for number in wanted.tolist()], object)
