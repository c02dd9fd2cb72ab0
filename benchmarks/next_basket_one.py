"""One of our methods on one task of benchmarks/next_basket.py, in a process of its own so that its memory shows.

Run: python next_basket_one.py METHOD TASK.npz ANSWER.npz. The answer holds `ranked` (customers with an order to guess,
ascending, × 20 products), the seconds for settings, fit and lists, and the settings chosen.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from langganan.personalise.basket.history import History
from langganan.personalise.evaluate.methods import RIVALS
from langganan.personalise.evaluate.tifu import Tifu, tifu

DEPTH, TUNED_AT, SEED = 20, 10, 1
PUBLISHED = {
    "tifu_knn_reality_check": partial(tifu, settings=Tifu(300, 0.9, 0.7, 0.7, 7)),
    "tifu_knn_nbr_fairness": partial(tifu, settings=Tifu(300, 0.9, 0.9, 0.1, 11)),
}
"""The settings for Ta-Feng in two papers: the same program, a fourth apart."""


def main() -> None:
    """Do the task in the file named and write what came of it."""
    method, task, answer = sys.argv[1:]
    given = np.load(task)
    day = given.get("day")
    people, products = np.arange(int(given["customers"])), np.arange(int(given["products"]))
    history = History(given["customer"], given["basket"], given["product"], day, people, products)
    today = given.get("today")
    found = _ours(history, given["guess"], today) if method == "ours" else _rival(method, history, given["guess"])
    np.savez_compressed(answer, **found)


def _ours(history: History, guess: Any, today: Any) -> dict[str, Any]:
    from langganan.personalise.basket.model import fit

    fit_s, model = _timed(lambda: fit(history, seed=SEED))
    score_s, ranking = _timed(lambda: model.score(history, guess, k=DEPTH, today=today))
    return {"ranked": ranking.table(guess, DEPTH), "tune_s": 0.0, "fit_s": fit_s, "score_s": score_s, "settings": ""}


def _rival(method: str, history: History, guess: Any) -> dict[str, Any]:
    prepare = {rival.code: rival.prepare for rival in RIVALS}.get(method, lambda *_: PUBLISHED[method])
    tune_s, suggest = _timed(lambda: prepare(history, TUNED_AT, SEED))
    score_s, ranked = _timed(lambda: suggest(history, guess, DEPTH))
    settings = suggest.keywords["settings"] if isinstance(suggest, partial) else ""
    return {"ranked": ranked, "tune_s": tune_s, "fit_s": 0.0, "score_s": score_s, "settings": str(settings)}


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    done = work()
    return time.perf_counter() - start, done


if __name__ == "__main__":
    main()
