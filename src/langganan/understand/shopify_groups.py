"""Shopify's eleven groups of customers, by recency and the mean of frequency and money."""

from __future__ import annotations

import numpy as np

from langganan.tables import Array
from langganan.words import Phrase, mark

LONG_AGO, LATELY, VERY_LATELY = 2, 4, 5
LOW, MIDDLE, HIGH = 1, 3, 4

SHOPIFY: dict[str, Phrase] = {
    "champions": Phrase(mark("Bought very lately, often and for the most: thank them, and show them new things.")),
    "loyal": Phrase(mark("Bought lately, often and for the most: keep what they like in stock and thank them.")),
    "active": Phrase(mark("Bought lately, now and then and for a middling sum: suggest what goes with it.")),
    "new": Phrase(mark("Bought very lately for the first time or so, for little: welcome them.")),
    "promising": Phrase(mark("Bought lately for the first time or so, for little: give a reason for the next visit.")),
    "needs_attention": Phrase(mark("Bought neither lately nor long ago, now and then: a word now is well timed.")),
    "almost_lost": Phrase(mark("Bought little, and not lately: ask whether something was missing.")),
    "at_risk": Phrase(mark("Used to buy often, but not lately: ask how they are before they are gone.")),
    "previously_loyal": Phrase(mark("Among those who bought most, but not lately: worth a call of your own.")),
    "dormant": Phrase(mark("Few orders, the last long ago: leave them be, or write once a year.")),
    "prospects": Phrase(mark("No order yet.")),
}
"""Each group in a sentence, with what to do. `prospects` have no order and so are never in an order file."""


def shopify_groups(r: Array, f: Array, m: Array) -> Array:
    """Name the Shopify group of scores from 1 to 5. This function will give one of `SHOPIFY` for each customer.

    What each group means is Shopify's (enumeration `CustomerRfmGroup`, shopify.dev, Admin GraphQL 2025-10), as is
    deciding by R and FM = (F + M) / 2 (its help page on RFM). A half of FM is taken up, so that every pair of R and FM
    has one group: R 5 with FM 4 or 5 champions, R 3 or 4 with these loyal, and so on down this list.
    """
    fm = (f + m + 1) // 2
    recent = r >= LATELY
    names = {
        "champions": (r == VERY_LATELY) & (fm >= HIGH),
        "loyal": (r > LONG_AGO) & (fm >= HIGH),
        "new": (r == VERY_LATELY) & (fm == LOW),
        "promising": recent & (fm == LOW),
        "active": recent,
        "needs_attention": (r > LONG_AGO) & (fm == MIDDLE),
        "almost_lost": r > LONG_AGO,
        "previously_loyal": fm > HIGH,
        "at_risk": fm >= MIDDLE,
    }
    return np.select(list(names.values()), list(names), "dormant").astype(object)
