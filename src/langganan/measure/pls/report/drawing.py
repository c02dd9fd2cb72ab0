"""What a path diagram shows, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Item:
    """An indicator's box: its name, and its loading (arrows outwards) or weight (arrows inwards)."""

    name: str
    value: float


@dataclass(frozen=True)
class Bubble:
    """A construct: its items, whether they form it (arrows inwards), and how much of it is explained."""

    name: str
    items: tuple[Item, ...] = ()
    inwards: bool = False
    r2: float | None = None


@dataclass(frozen=True)
class Arrow:
    """A path with its coefficient, and its p value where it was tested.

    `source` may be an interaction, `X:M`: it is drawn as a dot on the path from X (or M) to the same target, with an
    arrow from the other. `measures` says that a higher-order construct and one of its parts are joined, which is
    drawn thin and without stars.
    """

    source: str
    target: str
    value: float
    p: float | None = None
    measures: bool = False


@dataclass(frozen=True)
class Drawing:
    """The whole diagram; `note` is the line under it."""

    bubbles: tuple[Bubble, ...]
    arrows: tuple[Arrow, ...]
    title: str = ""
    description: str = ""
    note: str = ""


class Side(StrEnum):
    """Where a construct's items stand."""

    LEFT = "left"
    RIGHT = "right"
    ABOVE = "above"
    BELOW = "below"


def stars(p: float | None) -> str:
    """This function will give the stars of a p value: * below .05, ** below .01, *** below .001."""
    return "" if p is None else "*" * sum(p < limit for limit in (0.05, 0.01, 0.001))
