"""What a sample of a size can find, and the sample that a path takes (Kock & Hadaya 2018)."""

from __future__ import annotations

from math import ceil, sqrt

from langganan.measure.pls.thresholds import RULES

LEAST = 0.0005
"""Paths closer to zero are printed as zero; how many respondents they would take is of no interest."""


def detectable(n: int) -> float:
    """The smallest path that n respondents show in 4 studies of 5, two-sided 5 %, at most 1 (inverse square root)."""
    return min(RULES["inverse_square_root"].limit / sqrt(n), 1.0)


def respondents_for(path: float) -> int:
    """Respondents that show a path of this size in 4 studies of 5, two-sided 5 % (inverse square root method)."""
    return ceil((RULES["inverse_square_root"].limit / max(abs(path), LEAST)) ** 2)


def respondents_wanted(n: int, estimate: float, sd: float) -> int:
    """Respondents at which a path of this size and spread has 80 % power two-sided: n × (2.802 × SD / estimate)²."""
    return ceil(n * (RULES["inverse_square_root"].limit * sd / max(abs(estimate), LEAST)) ** 2)
