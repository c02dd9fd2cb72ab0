"""From the answers a study needs to whom to ask: quota cells, invitations, and days of collecting."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from langganan.arguments import number, whole
from langganan.errors import ArgumentError
from langganan.tables import Array, Result
from langganan.words import mark

MOST = 10_000_000


@dataclass(frozen=True, eq=False, repr=False)
class Quotas(Result):
    """One row per quota cell: its share of the population, answers to collect, invitations, weight of an answer.

    `weight` is what makes the cells stand as in the population again: share of the population / share of the answers.
    """

    cell: Array
    share: Array
    answers: Array
    invitations: Array
    weight: Array


def invitations(answers: int, response_rate: float, *, assurance: float = 0.5) -> int:
    """Find how many to invite. This function will give the smallest number that is enough.

    Each invited person answers with probability `response_rate`, independently; `assurance` is how sure it must
    be that at least `answers` come (binomial). At 0.5 it is about answers / response_rate.
    """
    from scipy.special import betainc  # type: ignore[import-untyped]

    whole("answers", answers, least=0, most=MOST)
    rate = number("response_rate", response_rate, least=0.0001, most=1)
    number("assurance", assurance, least=0.01, most=0.999)

    def enough(asked: int) -> bool:
        return answers == 0 or (asked >= answers and betainc(answers, asked - answers + 1, rate) >= assurance)

    return _smallest(enough, answers, math.ceil(answers / rate))


def days(answers: int, per_day: float, *, assurance: float = 0.5) -> int:
    """Find how many days collecting takes at `per_day` answers a day on average (Poisson).

    This function will give the smallest number of days after which `answers` are there with this `assurance`.
    """
    from scipy.special import pdtrc  # type: ignore[import-untyped]

    whole("answers", answers, least=0, most=MOST)
    number("per_day", per_day, least=0.001, most=MOST)
    number("assurance", assurance, least=0.01, most=0.999)

    def enough(passed: int) -> bool:
        return answers == 0 or float(pdtrc(answers - 1, per_day * passed)) >= assurance

    return _smallest(enough, 0, math.ceil(answers / per_day))


def quotas(
    shares: Mapping[str, float], answers: int, *, least: int = 0, response_rate: float = 1.0, assurance: float = 0.5
) -> Quotas:
    """Split `answers` over quota cells by their shares of the population. This function will give a row per cell.

    Whole numbers by largest remainders (Hamilton's method), ties to the cell named first; they sum to `answers`
    exactly. No cell gets fewer than `least`, as each group needs for a comparison of groups; what that takes comes from
    the others in proportion. `shares` may be any positive numbers, such as counts.
    """
    wanted = np.array([number(name, share, least=0, most=1e12) for name, share in shares.items()])
    whole("answers", answers, least=1, most=MOST)
    if not wanted.sum() > 0:
        raise ArgumentError(mark("Quota cells need shares above zero; given was {given}."), given=str(dict(shares)))
    if least * len(wanted) > answers:
        raise ArgumentError(
            mark("{cells} cells of at least {least} need {need} answers, and {answers} are planned."),
            cells=len(wanted), least=least, need=least * len(wanted), answers=answers,
        )  # fmt: skip
    share = wanted / wanted.sum()
    split = _split(share, answers, least)
    asked = [invitations(int(each), response_rate, assurance=assurance) for each in split]
    with np.errstate(divide="ignore", invalid="ignore"):
        weight = np.where(split > 0, share * answers / split, np.nan)
    return Quotas(np.array(list(shares), object), share, split, np.array(asked), weight)


def _split(share: Array, answers: int, least: int) -> Array:
    """Raise cells that fall short to the least, share the rest in proportion, round by largest remainders."""
    raised = np.zeros(len(share), bool)
    while True:
        free = answers - least * int(raised.sum())
        exact = np.where(raised, least, share * free / max(share[~raised].sum(), 1e-300))
        short = ~raised & (exact < least)
        if not short.any():
            break
        raised |= short
    whole_part = np.floor(exact + 1e-9).astype(np.int64)
    left = answers - int(whole_part.sum())
    order = np.argsort(-(exact - whole_part), kind="stable")
    whole_part[order[:left]] += 1
    return whole_part


def _smallest(enough: Callable[[int], bool], low: int, guess: int) -> int:
    """The smallest whole number from `low` on for which `enough` says yes (it never changes its mind back)."""
    high = max(low, guess, 1)
    while not enough(high):
        low, high = high, 2 * high
    if enough(low):
        return low
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high
