"""How well a shop's next baskets are guessed: measures, the split, simple methods to beat, intervals."""

from __future__ import annotations

from langganan.personalise.evaluate.compare import MOST_READ, Evaluation, evaluate, evaluate_rows

__all__ = ["MOST_READ", "Evaluation", "evaluate", "evaluate_rows"]
