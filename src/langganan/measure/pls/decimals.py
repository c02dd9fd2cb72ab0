"""How numbers of a study stand in a sentence."""

from __future__ import annotations

from decimal import Decimal

from langganan.words import Phrase, mark


def decimal(number: float, places: int = 3) -> Decimal:
    """A number for a sentence, rounded; never a negative zero."""
    rounded = Decimal(repr(float(number))).quantize(Decimal(1).scaleb(-places))
    return abs(rounded) if rounded == 0 else rounded


def p_said(p: float) -> Phrase:
    """A p value as journals print it: three decimals, or below 0.001."""
    if p < 0.0005:
        return Phrase(mark("p < {p}"), {"p": Decimal("0.001")})
    return Phrase(mark("p = {p}"), {"p": decimal(p)})
