"""Our model beside simple methods on a shop's own past, with how sure the differences are."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from langganan.personalise.basket.history import History, Truth
from langganan.personalise.evaluate import intervals, split
from langganan.personalise.evaluate.methods import OURS, RIVALS, ours
from langganan.personalise.evaluate.metrics import MEASURES, coverage, measure
from langganan.tables import Array, Columns, Result
from langganan.words import Phrase, Progress, mark

FEWEST = 20
"""Customers to guess for below which nothing is concluded."""
MOST = 5_000
"""Customers guessed for: with more, the interval hardly gets narrower."""
MOST_READ = 10_000
"""Customers whose orders are looked at; of larger shops about so many by their number."""


@dataclass(frozen=True, eq=False, repr=False)
class Evaluation(Result):
    """One row per method, ours first: `method` its short name, the measures of `k` suggestions as means over customers.

    `recall` stands for the share of the next order's products that were among the suggestions, `recall_low` and
    `recall_high` for its 95 % interval; `difference` is ours minus the method's recall per customer, with the
    interval `difference_low` to `difference_high` from customers drawn anew in pairs (NaN in our own row).
    `recall_folds` and `ndcg_folds` are means over `folds` folds, as papers report them (NaN where none was asked for);
    all else is over all `customers` whose last order was guessed, with `k` suggestions each.
    """

    k: int
    folds: int
    customers: int
    labels: tuple[str, ...]
    method: Array
    recall: Array
    recall_low: Array
    recall_high: Array
    recall_folds: Array
    ndcg: Array
    ndcg_folds: Array
    ndcg_full: Array
    hit: Array
    repeat_recall: Array
    explore_recall: Array
    coverage: Array
    difference: Array
    difference_low: Array
    difference_high: Array

    def verdict(self) -> list[Phrase]:
        """Say what came of it. This function will give a sentence on personal frequency and one on the best rival."""
        if self.customers < FEWEST:
            return [_too_few(self.customers)]
        best = 1 + int(np.argmax(self.recall[1:]))
        plain = self.method.tolist().index("personal")
        return [self._against(place) for place in dict.fromkeys((plain, best))]

    def _against(self, place: int) -> Phrase:
        low, high = self.difference_low[place], self.difference_high[place]
        fields = {
            "k": self.k, "method": Phrase(self.labels[place]),
            "ours": _of_100(self.recall[0]), "theirs": _of_100(self.recall[place]),
            "low": _of_100(low), "high": _of_100(high),
        }  # fmt: skip
        return Phrase(_sentence(low, high), fields)


def _sentence(low: float, high: float) -> str:
    if low > 0:
        return mark(
            "With {k} suggestions our model finds {ours} of 100 products of the next order, and the rule “{method}” "
            "{theirs}: {low} to {high} more."
        )
    if high < 0:
        return mark(
            "With {k} suggestions our model finds {ours} of 100 products of the next order, and the rule “{method}” "
            "{theirs}: the rule is better here (the difference is {low} to {high})."
        )
    return mark(
        "With {k} suggestions our model finds {ours} of 100 products of the next order, and the rule “{method}” "
        "{theirs}: it cannot be told yet which is better (the difference is {low} to {high})."
    )


def _too_few(customers: int) -> Phrase:
    if not customers:
        return Phrase(mark("No customer has two orders yet, so there is nothing to guess."))
    one = mark("Only {n} customer has an order to guess. From {least} on it can be said what is better.")
    many = mark("Only {n} customers have an order to guess. From {least} on it can be said what is better.")
    return Phrase(one, {"n": customers, "least": FEWEST}, many)


def _of_100(share: float) -> Decimal:
    return Decimal(f"{100 * share:.1f}")


def evaluate(
    history: History, *, k: int = 10, folds: int = 0, seed: int = 1, progress: Progress | None = None
) -> Evaluation:
    """Guess each customer's last order from all earlier ones, by our model and by its rivals.

    Settings of the rivals, as our weights, are chosen on the orders before the last ones. At most 5,000 customers,
    drawn by `seed`, are guessed for. This function will give one row per method; without a customer who has two orders
    there is nothing to guess, and all measures are NaN.
    """
    known, truth = history.without_last()
    people = split.sample(split.people(truth), MOST, seed=seed)
    truth = split.of(truth, people)
    tell = progress or (lambda doing, share: None)  # noqa: ARG005 - progress is told by position
    lists: dict[str, Array] = {}
    tell(Phrase(OURS[1]), 0.0)
    lists[OURS[0]] = ours(known, people, k, today=truth.today, seed=seed) if len(people) else _none(k)
    for done, rival in enumerate(RIVALS, 1):
        tell(Phrase(rival.label), done / (len(RIVALS) + 1))
        lists[rival.code] = rival.prepare(known, k, seed)(known, people, k) if len(people) else _none(k)
    tell(Phrase(mark("Comparing")), 1.0)
    return _table(lists, known, truth, k=k, folds=folds, seed=seed)


def evaluate_rows(rows: Columns, *, k: int, folds: int, seed: int, progress: Progress | None = None) -> Evaluation:
    """This function will evaluate on the rows of `evaluate.sql`."""
    return evaluate(History.of(rows), k=k, folds=folds, seed=seed, progress=progress)


def _none(k: int) -> Array:
    """The lists of nobody."""
    return np.full((0, k), -1)


def _table(lists: dict[str, Array], known: History, truth: Truth, *, k: int, folds: int, seed: int) -> Evaluation:
    found = {code: measure(ranked, truth, known, k=k) for code, ranked in lists.items()}
    own, people = found[OURS[0]]["recall"], split.people(truth)
    parts = [np.isin(people, fold) for fold in split.folds(truth, folds)]
    spans = np.array([intervals.interval(values["recall"], seed=seed) for values in found.values()])
    gaps = np.array([intervals.paired(own, values["recall"], seed=seed) for values in found.values()])
    gaps[0] = np.nan
    whole = [np.ones(len(people), bool)]
    means = {name: _means(found, name, whole) for name in MEASURES}
    return Evaluation(
        k=k, folds=folds, customers=len(people), labels=(OURS[1], *(rival.label for rival in RIVALS)),
        method=np.array(list(found), object), **means, recall_low=spans[:, 1], recall_high=spans[:, 2],
        recall_folds=_means(found, "recall", parts), ndcg_folds=_means(found, "ndcg", parts),
        coverage=np.array([coverage(ranked, known, k=k) for ranked in lists.values()]),
        difference=gaps[:, 0], difference_low=gaps[:, 1], difference_high=gaps[:, 2],
    )  # fmt: skip


def _means(found: dict[str, dict[str, Array]], name: str, parts: list[Array]) -> Array:
    """Each method's mean over parts of the mean in each, of the customers for whom the measure is defined."""
    return np.array([_mean(values[name], parts) for values in found.values()])


def _mean(values: Array, parts: list[Array]) -> float:
    known = [values[part][~np.isnan(values[part])] for part in parts]
    means = [float(of.mean()) for of in known if len(of)]
    return float(np.mean(means)) if means else np.nan
