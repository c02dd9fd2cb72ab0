"""Logistic regression with a weak pull to zero, by Newton's method: small, exact and the same on every machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from langganan.tables import Array

STEPS, ENOUGH = 25, 1e-6
BLOCK = 1 << 13
PULL = 10.0
"""Weight of the squared coefficients (of standardised terms) against the sum of log losses, L2 / 2."""


@dataclass(frozen=True, eq=False)
class Weights:
    """A learned score: `base` + the sum over terms of (value - `middle`) * `slope`."""

    base: float
    middle: Array
    slope: Array

    def parts(self, terms: Array) -> Array:
        """This function will give what each term (columns) adds to each row's log odds."""
        return (terms - self.middle) * self.slope

    def score(self, terms: Array) -> Array:
        """This function will give each row's log odds."""
        return terms @ self.slope + np.float32(self.base - self.middle @ self.slope)


def learn(terms: Array, came: Array, weight: Array) -> Weights:
    """Learn how terms (rows x columns) speak for `came` (booleans), rows counting by `weight`.

    This function will give the weights of greatest penalised likelihood (Newton's method, steps halved while the loss
    would rise). With nothing that came, or nothing that did not, all slopes are 0.
    """
    if not len(terms):
        return Weights(0.0, np.zeros(terms.shape[1], np.float32), np.zeros(terms.shape[1], np.float32))
    middle = _mean(terms, lambda rows: rows)
    ready = np.ones((len(terms), terms.shape[1] + 1), np.float32)
    np.subtract(terms, middle.astype(np.float32), out=ready[:, 1:])
    spread = np.sqrt(_mean(ready[:, 1:], np.square))
    spread = np.where(spread > ENOUGH, spread, np.inf)
    ready[:, 1:] /= spread.astype(np.float32)
    share = min(max(float(came.mean()), 1e-6), 1 - 1e-6)
    found = np.zeros(ready.shape[1])
    found[0] = np.log(share / (1 - share))
    if came.any() and not came.all():
        found = _newton(ready, came.astype(np.float32), found, weight.astype(np.float32))
    return Weights(float(found[0]), middle.astype(np.float32), (found[1:] / spread).astype(np.float32))


def _mean(table: Array, change: Callable[[Array], Array]) -> Array:
    """The mean of each column, changed, in double precision, a block of rows at a time."""
    blocks = (change(table[at : at + BLOCK]).sum(axis=0) for at in range(0, len(table), BLOCK))
    return sum(blocks, np.zeros(table.shape[1])) / len(table)


def _newton(ready: Array, came: Array, found: Array, weight: Array) -> Array:
    pull = np.append(1e-6, np.full(len(found) - 1, PULL))
    loss, slope, bend = _look(ready, came, found, pull, weight)
    for _ in range(STEPS):
        step = np.linalg.solve(bend, slope)
        size = 1.0
        while True:
            tried = found - size * step
            new = _look(ready, came, tried, pull, weight)
            if new[0] <= loss or size < ENOUGH:
                break
            size /= 2
        gained = loss - new[0]
        found, (loss, slope, bend) = tried, new
        if gained <= ENOUGH * abs(loss):
            break
    return found


def _look(ready: Array, came: Array, found: Array, pull: Array, weight: Array) -> tuple[float, Array, Array]:
    """The penalised loss, its slope and its second derivatives at `found`, a block of rows at a time."""
    loss, slope, bend = float(0.5 * (pull * found**2).sum()), pull * found, np.diag(pull)
    for at in range(0, len(ready), BLOCK):
        rows, here, weighs = ready[at : at + BLOCK], came[at : at + BLOCK], weight[at : at + BLOCK]
        odds = rows @ found.astype(np.float32)
        small = np.exp(-np.abs(odds))
        chance = np.where(odds < 0, small, np.float32(1)) / (1 + small)
        loss += float((weighs * (np.log1p(small) + np.maximum(odds, 0) - here * odds)).sum(dtype=np.float64))
        slope = slope + (weighs * (chance - here)) @ rows
        bend = bend + rows.T @ (rows * (weighs * chance * (1 - chance))[:, None])
    return loss, slope, bend
