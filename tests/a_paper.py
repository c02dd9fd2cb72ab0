"""A paper that prints its numbers honestly: made-up answers, sum scores, everything rounded at the end."""

from __future__ import annotations

import numpy as np
from scipy.stats import t as student

NAMES = ("Trust", "Ease", "Value", "Loyalty")


def honest_paper(seed, *, decimals=3, constructs=3, items=4, n=120, resamples=5_000, noise=1.0, chain=False):
    """Return a form: tables of a model of sum scores in which each leads to all later ones, or to the next only."""
    rng = np.random.default_rng(seed)
    names = NAMES[:constructs]
    blocks = _answers(rng, constructs, items, n, noise)
    scores = np.column_stack([block.sum(1) for block in blocks])
    r = np.corrcoef(scores, rowvar=False)
    exact = _measurement(names, blocks, scores) | _structure(names, r, rng, resamples, chain)
    exact["correlations"] = {a: {b: r[i, j] for j, b in enumerate(names[:i])} for i, a in enumerate(names) if i}
    return {"n": n, "resamples": resamples, "claims": [], **rounded(exact, decimals)}


def rounded(value, decimals):
    """The same table with its numbers as a paper prints them."""
    if isinstance(value, dict):
        return {name: rounded(each, decimals) for name, each in value.items()}
    if isinstance(value, list):
        return [rounded(each, decimals) for each in value]
    return f"{value:.{decimals}f}" if isinstance(value, float) else value


def _answers(rng, constructs, items, n, noise):
    weights = np.tril(rng.uniform(-0.2, 0.7, (constructs, constructs)), -1)
    factors = np.zeros((n, constructs))
    for c in range(constructs):
        factors[:, c] = factors @ weights[c] + rng.normal(size=n)
    return [factors[:, [c]] + noise * rng.normal(size=(n, items)) for c in range(constructs)]


def _measurement(names, blocks, scores):
    tables = {"ave": {}, "cr": {}, "alpha": {}, "loadings": {}, "htmt": {}}
    for c, (name, block) in enumerate(zip(names, blocks, strict=True)):
        k = block.shape[1]
        loadings = np.array([np.corrcoef(block[:, i], scores[:, c])[0, 1] for i in range(k)])
        rest = k - (loadings**2).sum()
        tables["loadings"][name] = {f"{name[0]}{i}": float(each) for i, each in enumerate(loadings, 1)}
        tables["ave"][name] = float((loadings**2).mean())
        tables["cr"][name] = float(loadings.sum() ** 2 / (loadings.sum() ** 2 + rest))
        tables["alpha"][name] = float(k / (k - 1) * (1 - block.var(0, ddof=1).sum() / block.sum(1).var(ddof=1)))
        for b in range(c):
            tables["htmt"][f"{names[b]}-{name}"] = _htmt(blocks[b], block)
    return tables


def _htmt(first, second):
    k = first.shape[1]
    r = np.abs(np.corrcoef(np.hstack([first, second]), rowvar=False))
    inside = [part[np.triu_indices(len(part), 1)].mean() for part in (r[:k, :k], r[k:, k:])]
    return float(r[:k, k:].mean() / np.sqrt(inside[0] * inside[1]))


def _structure(names, r, rng, resamples, chain):
    tables = {"paths": [], "r2": {}, "total": [], "indirect": []}
    paths = np.zeros_like(r)
    for c in range(1, len(names)):
        sources = [c - 1] if chain else list(range(c))
        inverse = np.linalg.inv(r[np.ix_(sources, sources)])
        beta = paths[sources, c] = inverse @ r[sources, c]
        r2 = tables["r2"][names[c]] = float(beta @ r[sources, c])
        for s, size, vif in zip(sources, beta, np.diag(inverse), strict=True):
            tested = _tests(size, rng, resamples)
            row = {"from": names[s], "to": names[c], **tested, "f2": float(size**2 / vif / (1 - r2)), "vif": float(vif)}
            tables["paths"].append(row)
    total = np.linalg.inv(np.eye(len(names)) - paths) - np.eye(len(names))
    for a in range(len(names)):
        for b in range(a + 2, len(names)):
            ends = {"from": names[a], "to": names[b]}
            tables["total"].append(ends | {"est": float(total[a, b])})
            tables["indirect"].append(ends | _tests(total[a, b] - paths[a, b], rng, resamples))
    return tables


def _tests(estimate, rng, resamples):
    sd = float(rng.uniform(0.03, 0.15))
    t = float(abs(estimate) / sd)
    low, high = (float(estimate + q * sd + rng.normal(0, 0.05 * sd)) for q in (-1.96, 1.96))
    mean = float(estimate + rng.normal(0, 0.1 * sd))
    p = float(2 * student.sf(t, resamples - 1))
    return {"est": float(estimate), "mean": mean, "sd": sd, "t": t, "p": p, "ci_low": low, "ci_high": high}
