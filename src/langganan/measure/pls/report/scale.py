"""From numbers to pixels: where an axis begins and ends, and its round marks."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

SPACE = 0.06
"""What is left free at both ends, as a share of the whole."""


@dataclass(frozen=True)
class Scale:
    """The numbers `low` to `high` on the pixels `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The pixel of a number; what lies beyond an end stands at the end."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + min(max(share, 0.0), 1.0) * (self.end - self.start)

    @property
    def marks(self) -> tuple[float, ...]:
        """Round numbers from end to end, four to nine of them."""
        step = round_step((self.high - self.low) / 5)
        first = math.ceil(self.low / step - 1e-9)
        return tuple(place * step for place in range(first, math.floor(self.high / step + 1e-9) + 1))

    @property
    def decimals(self) -> int:
        """How many decimals tell the marks apart."""
        return max(0, -math.floor(math.log10(round_step((self.high - self.low) / 5)) + 1e-9))


def scale(values: Iterable[float], pixels: tuple[float, float], *, within: tuple[float, ...] = ()) -> Scale:
    """This function will give a scale that holds all values that are numbers, and those it must show (`within`)."""
    known = [value for value in (*values, *within) if math.isfinite(value)] or [0.0, 1.0]
    low, high = min(known), max(known)
    space = SPACE * (high - low) or 0.5
    return Scale(low - space * (low not in within), high + space * (high not in within), *pixels)


def round_step(size: float) -> float:
    """This function will give the nearest of 1, 2 or 5 times a power of ten that is not smaller."""
    power = 10.0 ** math.floor(math.log10(size))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= size * (1 - 1e-9))
