"""Customers made up by a purchase model, and what its published results are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from langganan.understand.btyd import chance
from langganan.understand.btyd.beta_geometric import BetaGeometric
from langganan.understand.btyd.erlang import ErlangGeometric
from langganan.understand.btyd.histories import Histories
from langganan.understand.btyd.models import Fitted
from langganan.understand.btyd.pareto import Pareto

PUBLISHED: dict[str, Any] = json.loads(
    (Path(__file__).parent / "reference" / "customers.json").read_text(encoding="utf-8")
)
MODELS: dict[str, Fitted] = {
    "bg": BetaGeometric(0.6, 5.0, 0.9, 2.5, at_start=False),
    "mbg": BetaGeometric(0.6, 5.0, 0.9, 2.5, at_start=True),
    "pareto": Pareto(0.6, 5.0, 0.7, 12.0),
    "mbg_cnbd": ErlangGeometric(3, 0.9, 2.0, 0.9, 2.5),
}
NAMES = sorted(MODELS)


def nobody() -> Histories:
    """One customer of whom only the first purchase, just now, is known."""
    return Histories.of(*np.zeros((3, 1), dtype=np.int64))


def a_few() -> Histories:
    """Histories of many kinds: none, few and many repeats, recent and long ago, in days with fractions."""
    x = np.array([0, 0, 1, 1, 3, 3, 12, 40])
    t_x = np.array([0, 0, 7.5, 200, 30, 250, 290, 99])
    return Histories.of(x, t_x, np.array([1, 300, 300, 201, 300, 300, 300, 100.0]))


def drawn(name: str, customers: int, *, weeks: int = 52, seed: int = 1) -> Histories:
    """New customers of a model, watched for `weeks` or up to half less, in whole days."""
    span = np.random.default_rng(seed).integers(weeks * 7 // 2, weeks * 7, customers)
    who, when = MODELS[name].draw(span / 7, seed=seed)
    x, t_x = chance.histories(who, when, span / 7)
    days = np.minimum(np.ceil(t_x * 7), span).astype(np.int64)
    gaps = np.diff(when, prepend=0.0)
    gaps[np.flatnonzero(np.diff(who, prepend=-1))] = when[np.flatnonzero(np.diff(who, prepend=-1))]
    return Histories.of(x, days, span, log_gaps=np.bincount(who, np.log(gaps * 7), customers))
