"""The integral in the Pareto/NBD's likelihood, by quadrature instead of hypergeometric functions.

    I = integral over u from t_x to T of (alpha + u)^-(r + x) (beta + u)^-(s + 1)

With m = min(alpha, beta) and v = ln((m + u)/(m + t_x)) the integrand is analytic for |Im v| < π and falls like an
exponential, so that Gauss-Legendre nodes in v converge geometrically: more of them where it falls faster or the range
is wider. Nothing is subtracted, so no digits are lost (the hypergeometric form loses them for many purchases).
"""

from __future__ import annotations

from functools import cache

import numpy as np

from langganan.tables import Array

NODES = (6, 8, 10, 12, 16, 20, 24, 32, 40)
NOTHING = 45.0
"""What lies beyond a fall of e^45 adds nothing."""
CELLS = 1 << 17
"""Rows × nodes at a time: what is in between stays in the processor's cache."""
Parameters = tuple[float, float, float, float]


def log_integral(at: Parameters, x: Array, t_x: Array, T: Array) -> Array:
    """This function will give ln I (m) at (r, alpha, s, beta); minus infinity where T = t_x."""
    return _over_blocks(at, (x, t_x, T), slopes=False)[0]


def with_slopes(at: Parameters, x: Array, t_x: Array, T: Array) -> Array:
    """This function will give ln I and its derivatives by r, alpha, s and beta: (5, m)."""
    return _over_blocks(at, (x, t_x, T), slopes=True)


@cache
def nodes(count: int) -> tuple[Array, Array]:
    """This function will give Gauss-Legendre's nodes and weights on (0, 1)."""
    places, weights = np.polynomial.legendre.leggauss(count)
    return (places + 1) / 2, weights / 2


def _over_blocks(at: Parameters, of: tuple[Array, Array, Array], *, slopes: bool) -> Array:
    x, t_x, T = of
    r, alpha, s, beta = at
    least = min(alpha, beta)
    begin = least + t_x
    falls = (r + x) * begin / (alpha + t_x) + (s + 1) * begin / (beta + t_x) - 1
    width = np.minimum(np.log((least + T) / begin), NOTHING / np.maximum(falls, 1e-300))
    answer = np.zeros((5 if slopes else 1, len(x)))
    answer[0] = -np.inf
    need = np.searchsorted(NODES[:-1], _needed((r + x + s) * width, width))
    need[width <= 0] = -1
    for which, count in enumerate(NODES):
        rows, size = np.flatnonzero(need == which), CELLS // count
        for start in range(0, len(rows), size):
            block = rows[start : start + size]
            answer[:, block] = _block(at, (x[block], begin[block], width[block]), count, slopes=slopes)
    return answer


def _needed(fall: Array, width: Array) -> Array:
    """Nodes for an error of 1e-12: by how much the integrand falls, and how far from the range it has a pole, at iπ."""
    with np.errstate(divide="ignore"):
        return np.maximum(3.5 + 2.9 * np.sqrt(fall), 1 + 14 / np.arcsinh(2 * np.pi / width))


def _block(at: Parameters, of: tuple[Array, Array, Array], count: int, *, slopes: bool) -> Array:
    """Rows with as many nodes each; `least` and `other` are the smaller and the larger of alpha and beta."""
    x, begin, width = of
    r, alpha, s, beta = at
    powers = (r + x)[:, None], np.array([[s + 1]])
    to_least, to_other = powers if alpha <= beta else powers[::-1]
    places, weights = nodes(count)
    v = width[:, None] * places
    near = begin[:, None] * np.exp(v)
    far = near + abs(alpha - beta)
    log_near, log_far = np.log(begin)[:, None] + v, np.log(far)
    log = (1 - to_least) * log_near - to_other * log_far
    top = log[:, :1]
    value = np.exp(log - top) * weights
    total = value.sum(axis=1)
    answer = np.log(total * width) + top[:, 0]
    if not slopes:
        return answer[None]
    value /= total[:, None]
    parts = [np.einsum("mk,mk->m", value, part) for part in (log_near, log_far, 1 / near, 1 / far)]
    by_alpha, by_beta = (parts[::2], parts[1::2]) if alpha <= beta else (parts[1::2], parts[::2])
    return np.stack([answer, -by_alpha[0], -(r + x) * by_alpha[1], -by_beta[0], -(s + 1) * by_beta[1]])
