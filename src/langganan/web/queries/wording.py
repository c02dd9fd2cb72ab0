"""What the owner reads instead of the analysts' codes."""

from __future__ import annotations

from langganan.words import Phrase, mark

GROUPS = {
    "best": Phrase(mark("Best")),
    "loyal": Phrase(mark("Loyal")),
    "new": Phrase(mark("New")),
    "slipping": Phrase(mark("Slipping")),
    "quiet": Phrase(mark("Gone quiet")),
}
"""The five groups of the customers page, in the order of their chips."""

_SEGMENTS = {
    "champions": Phrase(mark("One of your best: buys often, bought lately, spends a lot.")),
    "loyal": Phrase(mark("A regular: buys often and bought lately.")),
    "potential_loyalist": Phrase(mark("On the way to becoming a regular.")),
    "new_customers": Phrase(mark("New: few orders so far, the last not long ago.")),
    "promising": Phrase(mark("Few orders so far, but not small ones, and the last not long ago.")),
    "need_attention": Phrase(mark("A good customer; a word from you would be well timed.")),
    "about_to_sleep": Phrase(mark("Buys little, and the last order was a while ago.")),
    "at_risk": Phrase(mark("Used to buy often; has now been silent longer than most.")),
    "cannot_lose_them": Phrase(mark("Used to spend a lot; has been silent for a long time.")),
    "hibernating": Phrase(mark("Few orders, the last long ago.")),
    "lost": Phrase(mark("Few orders, the last very long ago.")),
}

_BEHIND = {
    "champions": Phrase(mark("One of your best: bought often and spent a lot, but is past the usual time now.")),
    "loyal": Phrase(mark("A regular who bought often, but is past the usual time now.")),
    "new_customers": Phrase(mark("New: few orders so far, and past the usual time for the next.")),
    "promising": Phrase(mark("Few orders so far, but not small ones; past the usual time for the next.")),
}
"""The segments whose sentence speaks of a late order as if it were not, said of those who are late or silent."""

STATES = {
    "new": Phrase(mark("One order so far")),
    "on_time": Phrase(mark("Not due yet")),
    "due": Phrase(mark("Due about now")),
    "late": Phrase(mark("Late")),
    "quiet": Phrase(mark("Silent for long")),
}


def segment_words(code: str, *, state: str = "") -> Phrase:
    """A segment in a plain sentence that fits the `state`; one we have no sentence for shows its own name."""
    words = _SEGMENTS | _BEHIND if state in {"late", "quiet"} else _SEGMENTS
    return words.get(code.lower().replace(" ", "_"), Phrase("{name}", {"name": code}))
