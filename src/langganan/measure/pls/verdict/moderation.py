"""What a supported interaction says: the path that changes, with what, and its slopes (Aiken & West 1991)."""

from __future__ import annotations

from langganan.measure.pls.decimals import decimal
from langganan.measure.pls.verdict.evidence import EffectEvidence
from langganan.words import Phrase, Value, mark


def reading(effect: EffectEvidence) -> Phrase:
    """Put an interaction into words. This function will say which path gets stronger or weaker with which construct."""
    moderated, _, moderator = effect.through[0].partition(":")
    fields: dict[str, Value] = {"moderator": moderator, "moderated": f"{moderated} → {effect.through[-1]}"}
    if not effect.slopes:
        return Phrase(_bare(effect.estimate), fields)
    low, high = (slope[0] for slope in effect.slopes)
    return Phrase(_change(low, high), fields | {"slopes": _slopes(effect, moderator)})


def _bare(estimate: float) -> str:
    if estimate > 0:
        return mark("The higher {moderator}, the more positive {moderated}.")
    return mark("The higher {moderator}, the more negative {moderated}.")


def _change(low: float, high: float) -> str:
    """The sentence for a slope that goes from `low` to `high` as the moderator rises."""
    if low < 0 < high:
        return mark("As {moderator} rises, {moderated} turns from negative to positive: {slopes}.")
    if high < 0 < low:
        return mark("As {moderator} rises, {moderated} turns from positive to negative: {slopes}.")
    if abs(high) > abs(low):
        return mark("The higher {moderator}, the stronger {moderated}: {slopes}.")
    return mark("The higher {moderator}, the weaker {moderated}: {slopes}.")


def _slopes(effect: EffectEvidence, moderator: str) -> Phrase:
    text = mark(
        "{below} ({below_low} to {below_high}) where {moderator} is one standard deviation below its average, {above} "
        "({above_low} to {above_high}) where it is one above"
    )
    fields: dict[str, Value] = {"moderator": moderator}
    for name, (slope, low, high) in zip(("below", "above"), effect.slopes, strict=True):
        fields |= {name: decimal(slope), f"{name}_low": decimal(low), f"{name}_high": decimal(high)}
    return Phrase(text, fields)
