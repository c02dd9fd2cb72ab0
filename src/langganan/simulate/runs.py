"""Arithmetic on runs: rows that belong to one customer, or one order, and stand together."""

from __future__ import annotations

import numpy as np

from langganan.tables import Array


def starts_of(*keys: Array) -> Array:
    """The rows where any of the keys differs from the row before. This function will give their places."""
    changed = np.zeros(len(keys[0]), bool)
    changed[:1] = True
    for key in keys:
        changed[1:] |= key[1:] != key[:-1]
    return np.flatnonzero(changed)


def lengths_of(starts: Array, rows: int) -> Array:
    """How many rows each run has. This function will give one whole number per start."""
    return np.diff(np.append(starts, rows))


def within(lengths: Array) -> Array:
    """Number the rows of runs of these lengths. This function will give 0, 1, 2 ... anew for each run."""
    firsts = np.cumsum(lengths) - lengths
    return np.arange(int(lengths.sum())) - np.repeat(firsts, lengths)


def shared_part(scores: Array, owner: Array, owners: int) -> float:
    """The intraclass correlation of scores of variance 1. This function will give the owners' share, 0 to 0.95.

    The mean product of two different rows of one owner, each owner with two rows or more counting once
    (Fisher's 1925 pairwise form).
    """
    count = np.bincount(owner, minlength=owners)
    total = np.bincount(owner, scores, minlength=owners)
    square = np.bincount(owner, scores**2, minlength=owners)
    many = count >= 2
    if not many.any():
        return 0.0
    pairs = (total[many] ** 2 - square[many]) / (count[many] * (count[many] - 1))
    return float(np.clip(pairs.mean(), 0, 0.95))


def normal_scores(values: Array) -> Array:
    """The normal quantile of each value's mean rank. This function will give scores of mean 0 and variance about 1."""
    from scipy.special import ndtri

    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    return ndtri((np.cumsum(counts) - counts / 2) / max(len(values), 1))[place]
