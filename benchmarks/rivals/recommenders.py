"""implicit, LensKit and RecTools on a task of benchmarks/next_basket.py.

Runs in the rivals' environment, never in ours: python recommenders.py METHOD TASK.npz ANSWER.npz. Each method is tried
with a few settings on the last known order of at most 1,000 customers, by recall at 10; the best is fitted to all
known orders. Nobody's products are left out for having been bought: the next order is full of them.
"""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from scipy import sparse

warnings.filterwarnings("ignore")
DEPTH, TUNED_AT, TRIED_ON, SEED = 20, 10, 1_000, 1
Array = Any
Settings = dict[str, Any]
Lists = Callable[[Array], Array]
Fit = Callable[[Any, Settings], Lists]


def main() -> None:
    """Do the task in the file named and write what came of it."""
    method, task, answer = sys.argv[1:]
    given = np.load(task)
    fit, tried = METHODS[method]
    start = time.perf_counter()
    best = tuned(fit, tried, given)
    tune_s, start = time.perf_counter() - start, time.perf_counter()
    lists = fit(matrix(given, np.ones(len(given["basket"]), bool)), best)
    fit_s, start = time.perf_counter() - start, time.perf_counter()
    ranked = lists(given["guess"])
    score_s = time.perf_counter() - start
    np.savez_compressed(answer, ranked=ranked, tune_s=tune_s, fit_s=fit_s, score_s=score_s, settings=str(best))


def tuned(fit: Fit, tried: Iterable[Settings], given: Any) -> Settings:
    """The settings that find most of the last known orders."""
    customer, basket = given["customer"], given["basket"]
    last = np.zeros(int(given["customers"]), np.int64)
    np.maximum.at(last, customer, basket)
    hidden = (basket == last[customer]) & (basket > 0)
    people = np.unique(customer[hidden])
    chosen = np.sort(np.random.default_rng(SEED).choice(people, min(TRIED_ON, len(people)), replace=False))
    truth = {person: set() for person in chosen.tolist()}
    for person, product in zip(customer[hidden].tolist(), given["product"][hidden].tolist(), strict=True):
        truth.get(person, set()).add(product)
    known = matrix(given, ~hidden)
    scores = [(recall(fit(known, settings)(chosen), chosen, truth), place) for place, settings in enumerate(tried)]
    return list(tried)[max(scores)[1]]


def recall(ranked: Array, people: Array, truth: dict[int, set[int]]) -> float:
    """Mean recall at 10."""
    pairs = zip(people.tolist(), ranked[:, :TUNED_AT].tolist(), strict=True)
    return float(np.mean([len(truth[person] & set(listed)) / len(truth[person]) for person, listed in pairs]))


def matrix(given: Any, kept: Array) -> Any:
    """Customers × products: in how many orders."""
    shape = (int(given["customers"]), int(given["products"]))
    pairs = (given["customer"][kept], given["product"][kept])
    return sparse.csr_matrix((np.ones(kept.sum(), np.float32), pairs), shape=shape)


def implicit_model(kind: str) -> Fit:
    """A model of implicit (Frederickson)."""
    from implicit.als import AlternatingLeastSquares
    from implicit.nearest_neighbours import BM25Recommender, CosineRecommender

    made = {"als": AlternatingLeastSquares, "cosine": CosineRecommender, "bm25": BM25Recommender}[kind]

    def fit(known: Any, settings: Settings) -> Lists:
        chance = {"random_state": SEED} if kind == "als" else {}
        model = made(**settings, **chance, num_threads=2)
        model.fit(known, show_progress=False)
        return lambda people: model.recommend(people, known[people], N=DEPTH, filter_already_liked_items=False)[0]

    return fit


def lenskit_model(kind: str) -> Fit:
    """A scorer of LensKit (Ekstrand 2020), over all products."""
    import pandas as pd
    from lenskit.als import ImplicitMFScorer
    from lenskit.data import ItemList, RecQuery, from_interactions_df
    from lenskit.knn import ItemKNNScorer

    def fit(known: Any, settings: Settings) -> Lists:
        cells = known.tocoo()
        rows = pd.DataFrame({"user_id": cells.row, "item_id": cells.col, "count": cells.data})
        data = from_interactions_df(rows)
        implicit = {"feedback": "implicit"} if kind == "item_knn" else {}
        model = (ItemKNNScorer if kind == "item_knn" else ImplicitMFScorer)(**settings, **implicit)
        model.train(data)
        every = ItemList(item_ids=np.unique(cells.col))

        def one(person: int) -> Array:
            query = RecQuery(user_id=person, user_items=data.user_row(person))
            return model(query, every).top_n(DEPTH).ids()

        return lambda people: np.vstack([padded(one(person)) for person in people.tolist()])

    return fit


def rectools_model(kind: str) -> Fit:
    """A model of RecTools (MTS)."""
    import pandas as pd
    from implicit.als import AlternatingLeastSquares
    from implicit.nearest_neighbours import TFIDFRecommender
    from rectools.dataset import Dataset
    from rectools.models import ImplicitALSWrapperModel, ImplicitItemKNNWrapperModel

    def fit(known: Any, settings: Settings) -> Lists:
        cells = known.tocoo()
        rows = pd.DataFrame({"user_id": cells.row, "item_id": cells.col, "weight": cells.data})
        rows["datetime"] = "2026-01-01"
        data = Dataset.construct(rows)
        if kind == "tfidf":
            model = ImplicitItemKNNWrapperModel(TFIDFRecommender(**settings, num_threads=2))
        else:
            model = ImplicitALSWrapperModel(AlternatingLeastSquares(**settings, random_state=SEED, num_threads=2))
        model.fit(data)

        def lists(people: Array) -> Array:
            found = model.recommend(people, data, k=DEPTH, filter_viewed=False)
            ranked = np.full((len(people), DEPTH), -1)
            ranked[np.searchsorted(people, found["user_id"]), found["rank"] - 1] = found["item_id"]
            return ranked

        return lists

    return fit


def padded(listed: Array) -> Array:
    """A list of 20 with -1 where there is nothing."""
    return np.append(listed, np.full(DEPTH - len(listed), -1))


def each(**choices: tuple[Any, ...]) -> list[Settings]:
    """Every combination of the settings."""
    made: list[Settings] = [{}]
    for name, values in choices.items():
        made = [{**settings, name: value} for settings in made for value in values]
    return made


ALS = each(factors=(64, 128), alpha=(1.0, 10.0), regularization=(0.01, 1.0))
NEIGHBOURS = (5, 20, 100, 300)
METHODS: dict[str, tuple[Fit, list[Settings]]] = {}


def _fill(method: str) -> None:
    """Only the library that is asked for is imported: its memory is measured."""
    library, kind = method.split("_", 1)
    makers = {"implicit": implicit_model, "lenskit": lenskit_model, "rectools": rectools_model}
    tried = {
        "als": ALS, "cosine": each(K=NEIGHBOURS), "tfidf": each(K=NEIGHBOURS),
        "bm25": each(K=(20, 100, 300), K1=(0.5, 1.2), B=(0.2, 0.8)), "item_knn": each(max_nbrs=(5, 20, 100)),
        "mf": each(embedding_size=(64,), regularization=(0.01, 0.1, 1.0)),
    }  # fmt: skip
    METHODS[method] = (makers[library](kind), tried[kind])


if __name__ == "__main__":
    _fill(sys.argv[1])
    main()
