"""What the owner reads instead of the analysts' codes."""

from __future__ import annotations

from langganan.understand import segment_words as core
from langganan.words import Phrase, mark

NOBODY = "none"
GROUPS = {code: name for code, name in core.GROUPS.items() if code != NOBODY}
"""The five groups of the customers page, in the order of their chips."""

BEFORE = {**GROUPS, NOBODY: Phrase(mark("No order yet"))}
"""The groups of an earlier day, when some had not bought yet."""

GROUP_WORDS = {
    "best": Phrase(mark("They buy often, bought lately, and are among those who spend most.")),
    "loyal": Phrase(mark("They come back, and were here not long ago.")),
    "new": Phrase(mark("Few orders so far, the last not long ago. A good second visit makes a regular.")),
    "slipping": Phrase(
        mark("They have been silent longer than most, and some of them were good customers. A word may help.")
    ),
    "quiet": Phrase(mark("Few orders, and the last was long ago. Write when you have something new, not more often.")),
}
"""Who is in each group, above their list."""

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
    code_in_words = code.lower().replace(" ", "_")
    if state in {"late", "quiet"} and code_in_words in _BEHIND:
        return _BEHIND[code_in_words]
    known = core.SEGMENTS.get(code_in_words)
    return known[0] if known else Phrase("{name}", {"name": code})


def segment_advice(code: str, *, state: str = "") -> Phrase | None:
    """What to do for a customer of a segment; None where the `state` asks for something else."""
    code_in_words = code.lower().replace(" ", "_")
    known = core.SEGMENTS.get(code_in_words)
    return None if known is None or (state in {"late", "quiet"} and code_in_words in _BEHIND) else known[1]
