"""The next basket: our model beside published methods and libraries, on the same orders, in one run.

Run: python benchmarks/next_basket.py [DATA ...] [--only METHOD ...]; DATA is tafeng, retail or both. Each method works
in a process of its own. It is given everybody's orders but the last and guesses that one; settings of every method
but ours, which has none, are chosen on the last order before (see `tune.py` and `rivals/recommenders.py`). Ta-Feng is
`jsondata` of liming-7/A-Next-Basket-Recommendation-Reality-Check as one table (user, basket, item, is_test) at
../shared/data/recommend/tafeng_realitycheck.parquet or where --tafeng says; the other is the packaged shop.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

import langganan
from langganan.personalise.basket.history import History, Truth
from langganan.personalise.evaluate import intervals, split
from langganan.personalise.evaluate.metrics import coverage, measure

sys.path.insert(0, str(Path(__file__).parent))
from measure import command, machine

HERE = Path(__file__).parent
TAFENG = HERE.parent.parent / "shared/data/recommend/tafeng_realitycheck.parquet"
PACKAGED = HERE.parent / "src/langganan/data/online_retail.parquet"
RIVALS_PYTHON = HERE.parent / ".venv-bench-recommend/bin/python"
FOLDS, SEED = 5, 1
OURS = {
    "ours": "**langganan**",
    "tifu_knn": "TIFU-KNN, tuned",
    "tifu_knn_nbr_fairness": "TIFU-KNN (300, .9, .9, .1, 11)",
    "tifu_knn_reality_check": "TIFU-KNN (300, .9, .7, .7, 7)",
    "up_cf": "UP-CF, tuned",
    "decay": "personal frequency fading, tuned",
    "personal": "personal frequency (GP-TopFreq)",
    "item_knn": "item-kNN on a fading history, tuned",
    "popular": "popularity (G-TopFreq)",
}
THEIRS = {
    "implicit_als": "implicit 0.7.3 ALS, tuned",
    "implicit_cosine": "implicit 0.7.3 cosine, tuned",
    "implicit_bm25": "implicit 0.7.3 BM25, tuned",
    "lenskit_item_knn": "LensKit 2025.8.1 ItemKNN, tuned",
    "lenskit_mf": "LensKit 2025.8.1 ImplicitMF, tuned",
    "rectools_tfidf": "RecTools 0.19.0 TF-IDF item-kNN, tuned",
    "rectools_als": "RecTools 0.19.0 ALS, tuned",
}
Answer = dict[str, Any]


def main() -> None:
    """Run every method on every data set asked for and print one table each."""
    asked = _arguments()
    print(f"{machine()}, NumPy {np.__version__}")
    for name in asked.data or ("tafeng", "retail"):
        history = tafeng(Path(asked.tafeng)) if name == "tafeng" else retail()
        known, truth = history.without_last()
        with tempfile.TemporaryDirectory() as folder:
            task = _write(known, truth, Path(folder))
            answers = {code: _run(code, task) for code in asked.only or [*OURS, *_here(THEIRS)]}
        _print(name, answers, known, truth)


def tafeng(path: Path) -> History:
    """Ta-Feng as the Reality Check cut it: orders in turn, no dates."""
    rows = duckdb.sql('select "user" as customer_id, basket, item as product_id from read_parquet(?)',
                      params=[str(path)]).fetchnumpy()  # fmt: skip
    return History.of({name: np.asarray(values, np.int64) for name, values in rows.items()})


def retail() -> History:
    """The packaged shop, UCI Online Retail, as `langganan evaluate` sees it."""
    shop = langganan.open(PACKAGED, zone="Europe/London", currency="GBP")
    return History.of(shop._run("personalise.evaluate", "evaluate", shop.as_of, parts=1, part=0))


def _arguments() -> argparse.Namespace:
    reader = argparse.ArgumentParser(description="The next basket beside rivals.")
    reader.add_argument("data", nargs="*", metavar="DATA", help="which data; all unless said")
    reader.add_argument("--only", nargs="*", choices=[*OURS, *THEIRS], help="only these methods, ours first")
    reader.add_argument("--tafeng", default=str(TAFENG), help="the Parquet file of Ta-Feng")
    return reader.parse_args()


def _here(known: dict[str, str]) -> dict[str, str]:
    if shutil.which(RIVALS_PYTHON):
        return known
    print("implicit, LensKit and RecTools are not here; make rivals", file=sys.stderr)
    return {}


def _write(known: History, truth: Truth, folder: Path) -> Path:
    """What a method may know, as one file: orders but the last, and for whom (and what day) to guess."""
    task = {
        "customer": known.customer, "basket": known.basket, "product": known.product, "guess": split.people(truth),
        "customers": len(known.customers), "products": len(known.products),
    }  # fmt: skip
    if known.day is not None and truth.today is not None:
        task |= {"day": known.day, "today": truth.today}
    np.savez(folder / "task.npz", **task)
    return folder / "task.npz"


def _run(code: str, task: Path) -> Answer:
    """One method's lists, what they took and the peak of memory, tuning included."""
    answer = task.with_name(f"{code}.npz")
    python, script = (sys.executable, "next_basket_one.py")
    if code in THEIRS:
        python, script = str(RIVALS_PYTHON), "rivals/recommenders.py"
    cost = command(python, str(HERE / script), code, str(task), str(answer))
    print(code, f"{cost.wall:.0f} s", file=sys.stderr, flush=True)
    return {**np.load(answer), "peak_mb": cost.peak_mb}


def _print(name: str, answers: dict[str, Answer], known: History, truth: Truth) -> None:
    people = split.people(truth)
    parts = [np.isin(people, fold) for fold in split.folds(truth, FOLDS)]
    title = f"{len(known.customers):,} customers × {len(np.unique(known.product)):,} products"
    print(f"\n### {name}: {title}, {len(people):,} last orders\n")
    heads = "R@10 | R@20 | N@10 | NF@10 | repeat R | explore R | coverage | tune s | fit s | score s | peak MB"
    print(f"| method | {heads} | ours minus it: R@10 | N@10 |\n|---|{'---|' * 13}")
    own = measure(answers["ours"]["ranked"], truth, known, k=10) if "ours" in answers else None
    for code, answer in answers.items():
        found, deep = (measure(answer["ranked"], truth, known, k=k) for k in (10, 20))
        values = [found["recall"], deep["recall"], found["ndcg"], found["ndcg_full"]]
        values += [found["repeat_recall"], found["explore_recall"]]
        cells = [f"{np.mean([np.nanmean(value[part]) for part in parts]):.4f}" for value in values]
        cells += [f"{coverage(answer['ranked'], known, k=10):.3f}"]
        cells += [f"{float(answer[part]):.1f}" for part in ("tune_s", "fit_s", "score_s")]
        cells += [f"{answer['peak_mb']:.0f}"]
        cells += ["", ""] if own is None or code == "ours" else [_gap(own[m], found[m]) for m in ("recall", "ndcg")]
        print(f"| {({**OURS, **THEIRS})[code]} | {' | '.join(cells)} |")
    _settings(answers)


def _gap(ours: Any, theirs: Any) -> str:
    mean, low, high = intervals.paired(ours, theirs, seed=SEED)
    return f"{mean:+.4f} [{low:+.4f}, {high:+.4f}]"


def _settings(answers: dict[str, Answer]) -> None:
    print(f"\nMeans of {FOLDS} seeded fifths of the customers; intervals over all of them, paired, 95 %.")
    print("Settings chosen:\n")
    for code, answer in answers.items():
        if str(answer["settings"]):
            print(f"- {({**OURS, **THEIRS})[code]}: `{answer['settings']}`")


if __name__ == "__main__":
    main()
