"""The groups and segments of customers in plain sentences: who they are, and what to do."""

from __future__ import annotations

from langganan.understand.rfm import Segments
from langganan.understand.shopify_groups import SHOPIFY
from langganan.words import Money, Phrase, mark

SEGMENTS: dict[str, tuple[Phrase, Phrase]] = {
    "champions": (
        Phrase(mark("One of your best: buys often, bought lately, spends a lot.")),
        Phrase(mark("Thank them, and let them see new things first.")),
    ),
    "loyal": (
        Phrase(mark("A regular: buys often and bought lately.")),
        Phrase(mark("Keep what they like in stock, and thank them now and then.")),
    ),
    "potential_loyalist": (
        Phrase(mark("On the way to becoming a regular.")),
        Phrase(mark("Suggest what goes with what they bought.")),
    ),
    "new_customers": (
        Phrase(mark("New: few orders so far, the last not long ago.")),
        Phrase(mark("Welcome them, and ask whether all was well.")),
    ),
    "promising": (
        Phrase(mark("Few orders so far, but not small ones, and the last not long ago.")),
        Phrase(mark("Give them a reason for the next visit.")),
    ),
    "need_attention": (
        Phrase(mark("A good customer; a word from you would be well timed.")),
        Phrase(mark("Write now, about something they bought before.")),
    ),
    "about_to_sleep": (
        Phrase(mark("Buys little, and the last order was a while ago.")),
        Phrase(mark("Remind them once, with what sells best.")),
    ),
    "at_risk": (
        Phrase(mark("Used to buy often; has now been silent longer than most.")),
        Phrase(mark("Ask how they are, and whether something was missing.")),
    ),
    "cannot_lose_them": (
        Phrase(mark("Used to spend a lot; has been silent for a long time.")),
        Phrase(mark("Call them yourself.")),
    ),
    "hibernating": (
        Phrase(mark("Few orders, the last long ago.")),
        Phrase(mark("Write to them when you have something new, not more often.")),
    ),
    "lost": (
        Phrase(mark("Few orders, the last very long ago.")),
        Phrase(mark("Spend nothing on them.")),
    ),
}
"""What a segment of the 125 cells means, and what to do about it."""

GROUPS: dict[str, Phrase] = {
    "best": Phrase(mark("Best")),
    "loyal": Phrase(mark("Loyal")),
    "new": Phrase(mark("New")),
    "slipping": Phrase(mark("Slipping")),
    "quiet": Phrase(mark("Gone quiet")),
    "none": Phrase(mark("Not a customer")),
}
"""The owner's five groups, and nobody's: no purchase by that day."""

ONE_ORDER = Phrase(
    mark("One order so far: how often they buy cannot be told yet, only when they came and what they spent.")
)


def said(found: Segments, row: int) -> tuple[Phrase, ...]:
    """Say what a customer's segment means. This function will give who they are, what to do, and what it rests on.

    Of one order only the facts are said.

    The scores are places among the shop's own customers and no estimates, so they have no interval; that of what
    comes next stands with rhythm and lifetime.
    """
    code = str(found.segment[row])
    words = SEGMENTS.get(code, (Phrase("{name}", {"name": code}),))
    facts = Phrase(
        mark("{n} order, the last {ago}, {revenue} in all."),
        {
            "n": int(found.orders[row]),
            "ago": _ago(int(found.silent_days[row])),
            "revenue": Money(int(found.revenue[row])),
        },
        mark("{n} orders, the last {ago}, {revenue} in all."),
    )
    shopify = Phrase(
        mark("In Shopify's words {group}: {what}"),
        {"group": str(found.shopify[row]).replace("_", " "), "what": SHOPIFY[str(found.shopify[row])]},
    )
    # where most came once, the middle fifth did too, and cells such as `loyal` would call one order a habit
    return (ONE_ORDER, facts) if found.orders[row] == 1 else (*words, facts, shopify)


def _ago(days: int) -> Phrase:
    if not days:
        return Phrase(mark("today"))
    return Phrase(mark("{n} day ago"), {"n": days}, mark("{n} days ago"))
