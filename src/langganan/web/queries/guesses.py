"""How good the guesses were: who comes back, and what they buy next, tried on the shop's own past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from langganan.understand.lifetime.words import MODELS
from langganan.web.queries.foreseen import facts_of
from langganan.words import Phrase, mark

NAIVE, RHYTHM = "old_rate", "rhythm"
NAMES = {
    "mbg": Phrase(mark("May leave after any order")),
    "mbg_season": Phrase(mark("The same, with seasons")),
    "pareto": Phrase(mark("May leave at any time")),
    "mbg_cnbd": Phrase(mark("Regular rhythm, may leave")),
    "bg": Phrase(mark("May leave, but not after the first order")),
    NAIVE: Phrase(mark("Everybody goes on as before")),
    RHYTHM: Phrase(mark("Who came back from such a silence")),
}
"""Models and naive rules as the table names them."""


@dataclass(frozen=True)
class Tried:
    """One way to guess, tried on one day: by how much orders were missed, each customer's and all together."""

    code: str
    name: Phrase
    used: bool
    each: float | None
    together: float | None
    comes: float | None
    log_score: float | None
    pit: float | None


@dataclass(frozen=True)
class Trial:
    """One day from which was foreseen, until when, for how many customers, and how each way did."""

    day: date
    until: date
    customers: int
    ways: list[Tried]

    @property
    def beside(self) -> list[Tried]:
        """What is used, and beside it the simplest rule."""
        return [way for way in self.ways if way.used] + [way for way in self.ways if way.code == NAIVE]


@dataclass(frozen=True)
class Parameter:
    """A number of the model, and its standard error where it has one."""

    name: str
    value: float | None
    error: float | None


@dataclass(frozen=True)
class ComingBack:
    """How well it is foreseen who comes back: sentences, trials, and the model's numbers."""

    said: list[Phrase]
    verdict: Phrase | None
    trials: list[Trial]
    days: int
    parameters: list[Parameter]
    log_likelihood: float | None
    model: Phrase | None


@dataclass(frozen=True)
class NextOrder:
    """How much of customers' last orders was among ten suggestions, of 100 products: ours, frequency, the difference.

    `low` and `high` are the ends of the difference's 95 % interval.
    """

    said: Phrase
    orders: int
    ours: float
    plain: float
    low: float
    high: float
    used: bool


def coming_back(refresh: int | None) -> ComingBack | None:
    """The trials of what is foreseen; None before the first refresh."""
    facts = facts_of(refresh, "lifetime")
    if not facts:
        return None
    fit, trials = facts["fit"] or {}, _trials(facts)
    return ComingBack(
        said=[Phrase.from_json(one) for one in facts["said"]],
        verdict=_verdict(facts["model"], trials),
        trials=trials,
        days=(trials[0].until - trials[0].day).days if trials else 0,
        parameters=[
            Parameter(name, value, fit["standard_errors"].get(name))
            for name, value in fit.get("parameters", {}).items()
        ],
        log_likelihood=fit.get("log_likelihood"),
        model=Phrase(MODELS[facts["model"]]) if facts["model"] in MODELS else None,
    )


def next_order(refresh: int | None) -> NextOrder | None:
    """The trial of the suggestions; None before the first refresh."""
    facts = facts_of(refresh, "recommend")
    if not facts:
        return None
    more, wide = 100 * (facts["learned"] - facts["frequency"]), 196 * facts["error"]
    return NextOrder(
        said=Phrase.from_json(facts["said"]), orders=facts["orders"], ours=100 * facts["learned"],
        plain=100 * facts["frequency"], low=more - wide, high=more + wide, used=facts["method"] == "learned",
    )  # fmt: skip


def _trials(facts: dict[str, Any]) -> list[Trial]:
    days: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in facts["backtest"]:
        days.setdefault((row["day"], row["until"]), []).append(row)
    return [
        Trial(
            date.fromisoformat(day), date.fromisoformat(until), rows[0]["customers"],
            [_tried(row, facts["model"]) for row in rows],
        )
        for (day, until), rows in days.items()
    ]  # fmt: skip


def _tried(row: dict[str, Any], used: str) -> Tried:
    code, total = row["model"], row["total_error"]
    return Tried(
        code=code, name=NAMES.get(code, Phrase("{name}", {"name": code})), used=code == used, each=row["mae"],
        together=None if total is None else 100 * total, comes=row["brier"], log_score=row["log_score"], pit=row["pit"],
    )  # fmt: skip


def _verdict(used: str, trials: list[Trial]) -> Phrase | None:
    """How far the model and the naive rule missed each customer's orders, over all trials."""
    ours, naive = _mean_missed(used, trials), _mean_missed(NAIVE, trials)
    if ours is None or naive is None or used == NAIVE:
        return None
    fields = {"ours": ours, "naive": naive}
    return Phrase(
        mark(
            "Each customer's orders were missed by {ours} on average; the rule that everybody goes on as before missed "
            "them by {naive}."
        ),
        {name: Decimal(f"{value:.2f}") for name, value in fields.items()},
    )


def _mean_missed(code: str, trials: list[Trial]) -> float | None:
    each = [(way.each, one.customers) for one in trials for way in one.ways if way.code == code]
    known = [(value, weight) for value, weight in each if value is not None]
    return sum(value * weight for value, weight in known) / sum(weight for _, weight in known) if known else None
