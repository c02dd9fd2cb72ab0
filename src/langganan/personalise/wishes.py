"""What the shop wants of its suggestions."""

from __future__ import annotations

from dataclasses import dataclass

from langganan import arguments

MOST_PER_CATEGORY = 100


@dataclass(frozen=True)
class Wishes:
    """How many products to suggest, of which kind, and which never.

    `explore` is the share of places for products that the customer never bought; None leaves it to what was learned,
    with one place in five kept for new ones. `per_category` is the most of one category in a list. `trial` is the
    share of customers who are shown a product that is new in the shop. `excluded` are product numbers, `refused`
    pairs of customer and product number ("not this").
    """

    k: int = 5
    explore: float | None = None
    per_category: int | None = None
    trial: float = 0.2
    excluded: tuple[int, ...] = ()
    refused: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        arguments.whole("k", self.k, least=1, most=arguments.MOST_SUGGESTED)
        if self.explore is not None:
            arguments.number("explore", self.explore, least=0, most=1)
        if self.per_category is not None:
            arguments.whole("per_category", self.per_category, least=1, most=MOST_PER_CATEGORY)
        arguments.number("trial", self.trial, least=0, most=1)
