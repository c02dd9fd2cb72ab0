"""Recommendations: what each customer may like to have next, bought before or new, with the reason for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from langganan.personalise.basket.backtest import Backtest
from langganan.personalise.basket.candidates import Ask
from langganan.personalise.basket.history import History
from langganan.personalise.basket.model import Model, fit
from langganan.personalise.basket.ranking import Ranking
from langganan.personalise.basket.repeat import Own
from langganan.personalise.mix import first_of_each, mixed
from langganan.personalise.reasons import RECENT_DAYS, because, reason, strongest
from langganan.personalise.trial import Newcomers, Rules, tried
from langganan.personalise.wishes import Wishes
from langganan.tables import Array, Columns, Result
from langganan.words import Phrase, mark

__all__ = ["PART", "RECENT_DAYS", "Recommendations", "Wishes", "for_newcomer", "recommend"]

PART = 15_000
"""Customers that are looked at in one go; the model is fitted to one such part."""


@dataclass(frozen=True, eq=False, repr=False)
class Recommendations(Result):
    """One row per customer and suggested product, `rank` 1 first.

    `kind`: repeat (bought before, in `times` of the customer's `orders`, every `usual_days` if more than once, last on
    `last_day`), explore (new to the customer) or trial (new in the shop, since `first_day`). `score` is the estimated
    chance that it is in the next order. `why` is the group of terms that spoke most for it; `because` the product
    bought before that it goes with (-1: none), which `both` customers bought too. `customers_recent` bought it in
    the last 90 days, `customers` ever. `method` is learned or frequency; `backtest` is why.
    """

    customer_id: Array
    product_id: Array
    rank: Array
    kind: Array
    repeat: Array
    score: Array
    why: Array
    times: Array
    orders: Array
    usual_days: Array
    last_day: Array
    because: Array
    because_name: Array
    both: Array
    customers: Array
    customers_recent: Array
    first_day: Array
    method: str
    backtest: Backtest

    def reasons(self) -> list[Phrase]:
        """Say why each was suggested. This function will give one sentence per row, made of the row's own numbers."""
        columns = self.columns()
        lists = [values.tolist() for values in columns.values()]
        return [reason(dict(zip(columns, row, strict=True))) for row in zip(*lists, strict=True)]

    def how(self) -> Phrase:
        """Say how the suggestions were made, and what that was worth on orders that were known but hidden."""
        found = self.backtest
        if self.method == "learned":
            text = mark(
                "Learned from this shop's orders: of every 100 products in {orders} known orders, kept hidden, it "
                "finds about {ours} among 10 suggestions; what each customer bought most often finds {plain}."
            )
        elif found.orders:
            text = mark(
                "By what each customer bought most often: in {orders} known orders, kept hidden, that finds {plain} of "
                "100 products among 10 suggestions, and what could be learned {ours}, not surely more."
            )
        else:
            return Phrase(mark("By what each customer bought most often: there is too little here to learn more from."))
        shares = {"ours": round(100 * found.learned), "plain": round(100 * found.frequency)}
        return Phrase(text, {"orders": found.orders, **shares})


def recommend(
    read: Callable[[int], Columns], items: Columns, *, parts: int, as_of: date, seed: int, wishes: Wishes | None = None
) -> Recommendations:
    """Suggest products to every customer.

    `read` gives the rows of `recommend.sql` for one of `parts` parts, `items` are those of `items.sql`. This function
    will fit the model to one part (drawn by `seed`) and go through all of them; customers without orders are in none.
    """
    wishes, chosen = wishes or Wishes(), seed % parts
    goods = {**items, "allowed": items["allowed"].astype(bool) & ~np.isin(items["product_id"], wishes.excluded)}
    first = History.of(read(chosen), products=items["product_id"])
    desk = _Desk(fit(first, seed=seed), goods, as_of, wishes, exact=parts == 1)
    found: list[Columns] = []
    for part in range(parts):
        history = first if part == chosen else History.of(read(part), products=items["product_id"])
        found.append(desk.suggest(history, [seed, part]))
    columns = {name: np.concatenate([rows[name] for rows in found]) for name in found[0]}
    order = np.lexsort((columns["rank"], columns["customer_id"]))
    columns = {name: values[order] for name, values in columns.items()}
    return Recommendations(**columns, method=desk.model.by.method, backtest=desk.model.backtest)


def for_newcomer(customer: int, items: Columns, *, as_of: date, wishes: Wishes) -> Recommendations:
    """Suggest to somebody without orders what most customers bought: lately, then ever."""
    may = items["allowed"].astype(bool) & ~np.isin(items["product_id"], wishes.excluded)
    may &= ~np.isin(items["product_id"], [product for person, product in wishes.refused if person == customer])
    order = np.lexsort((items["product_id"], -items["customers"], -items["customers_recent"]))
    rows = order[may[order]]
    if wishes.per_category is not None:
        rows = rows[first_of_each(_categories(items)[rows], wishes.per_category)]
    rows = rows[: wishes.k]
    share = items["customers"][rows] / np.maximum(items["shop_customers"][rows], 1)
    nothing = np.zeros(len(rows), np.int64)
    return Recommendations(
        customer_id=nothing + customer, rank=np.arange(len(rows)) + 1, kind=_text(rows, "explore"), repeat=nothing > 0,
        score=share, why=_text(rows, "popular"), times=nothing, orders=nothing, usual_days=nothing + np.nan,
        last_day=np.full(len(rows), np.datetime64(as_of, "D")), because=nothing - 1, because_name=_text(rows, ""),
        both=nothing, **_of_items(items, rows), method="frequency", backtest=Backtest.none(),
    )  # fmt: skip


@dataclass(frozen=True, eq=False)
class _Desk:
    """The model, the goods and the wishes: all that is needed to serve one part of the customers after another."""

    model: Model
    items: Columns
    as_of: date
    wishes: Wishes
    exact: bool

    def suggest(self, history: History, seed: list[int]) -> Columns:
        """This function will give the columns of `Recommendations` for all customers of a part."""
        refused = self._refused(history)
        pools = self.model.pools(self._ask(history, refused), depth=None if self.wishes.per_category else self.wishes.k)
        category = _categories(self.items)
        new = Newcomers.of(self.items, as_of=np.datetime64(self.as_of, "D"))
        listed = mixed(pools, category, self.wishes)
        rules = Rules(self.wishes.trial, category, self.wishes.per_category, refused)
        listed, on_trial = tried(listed, history, new, rules, seed=seed)
        return self._told(history, listed, on_trial)

    def _refused(self, history: History) -> Array:
        """The pairs that were refused, as keys customer * I + product (places)."""
        refused = np.array(self.wishes.refused, np.int64).reshape(-1, 2)
        known = np.isin(refused[:, 0], history.customers) & np.isin(refused[:, 1], history.products)
        people = np.searchsorted(history.customers, refused[known, 0])
        goods = np.searchsorted(history.products, refused[known, 1])
        return people * np.int64(len(history.products)) + goods

    def _ask(self, history: History, refused: Array) -> Ask:
        """The question is for the day after `as_of`."""
        tomorrow = int(np.datetime64(self.as_of, "D").astype(np.int64)) + 1
        today, known = np.full(len(history.customers), tomorrow), self.items["customers"] > 0
        return Ask(history, np.flatnonzero(history.orders), today, self.items["allowed"] & known, refused)

    def _told(self, history: History, listed: Ranking, on_trial: Array) -> dict[str, Array]:
        """The rows with what is said about them."""
        why = strongest(listed.terms, listed.repeat)
        pair = np.flatnonzero((why == "together") & ~on_trial)
        given, both = np.full(len(why), -1), np.zeros(len(why), np.int64)
        given[pair], both[pair] = because(self.model.known, history, listed.customer[pair], listed.product[pair])
        kind = np.where(on_trial, "trial", np.where(listed.repeat, "repeat", "explore")).astype(object)
        return {
            "customer_id": history.customers[listed.customer], "rank": listed.turn + 1, "kind": kind,
            "repeat": listed.repeat, "score": listed.score, "why": np.where(on_trial, "trial", why).astype(object),
            "orders": history.orders[listed.customer], "both": both * self.exact, "because_name": _text(why, ""),
            "because": np.where(given < 0, -1, history.products[given]),
            **_bought(history, listed, self.as_of), **_of_items(self.items, listed.product),
        }  # fmt: skip


def _bought(history: History, listed: Ranking, as_of: date) -> dict[str, Array]:
    """How often each customer bought what is suggested, how far apart, and when last; zeros for new products."""
    own, size = Own.of(history), np.int64(len(history.products))
    keys, wanted = own.customer * size + own.product, listed.customer * size + listed.product
    at = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
    there = keys[at] == wanted if len(keys) else np.zeros(len(wanted), bool)
    at = at[there]
    times, last = np.zeros(len(wanted), np.int64), np.full(len(wanted), np.datetime64(as_of, "D"))
    usual = np.full(len(wanted), np.nan)
    times[there], last[there] = own.times[at], own.last_day[at].astype("datetime64[D]")
    usual[there] = np.where(own.times[at] > 1, own.days_between[at] / np.maximum(own.times[at] - 1, 1), np.nan)
    return {"times": times, "last_day": last, "usual_days": usual}


def _categories(items: Columns) -> Array:
    """Each product's category as a number; -1 for none."""
    names, kind = np.unique(items["category"].astype(str), return_inverse=True)
    return np.where(names[kind] == "", -1, kind) if len(kind) else np.zeros(0, np.int64)


def _of_items(items: Columns, rows: Array) -> dict[str, Array]:
    return {name: items[name][rows] for name in ("product_id", "customers", "customers_recent", "first_day")}


def _text(rows: Array, text: str) -> Array:
    return np.full(len(rows), text, object)
