"""The answers: columns of any make, words that stand for numbers, correlations, and what is refused or doubtful."""

from __future__ import annotations
