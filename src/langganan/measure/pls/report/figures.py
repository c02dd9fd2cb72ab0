"""Numbers as journals print them, in the reader's language."""

from __future__ import annotations

import math
from enum import StrEnum

from langganan.words import Phrase, Voice, mark, say_number

Span = tuple[float, float]
Words = str | Phrase
Cell = str | Phrase | float | bool | Span | None
NOTHING = "–"


class Kind(StrEnum):
    """What a column holds, which decides how it is written.

    SHARE cannot be larger than 1 in size, so English leaves its leading zero away (APA 7, section 6.36);
    RANGE and SPAN are the low and high end of an interval of SHAREs and of NUMBERs.
    """

    NAME = "name"
    SHARE = "share"
    NUMBER = "number"
    COUNT = "count"
    P = "p"
    RANGE = "range"
    SPAN = "span"
    ANSWER = "answer"


def words(given: Words, voice: Voice) -> str:
    """This function will say a phrase, and give other text as it is."""
    return given.say(voice) if isinstance(given, Phrase) else given


def written(cell: Cell, kind: Kind, voice: Voice, decimals: int = 3) -> str:
    """This function will write one cell: `.424`, `1.96`, `< .001`, `[.12, .45]`; what is not known is a dash."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return Phrase(mark("yes") if cell else mark("no")).say(voice)
    if isinstance(cell, tuple):
        return _interval(cell, kind, voice, decimals)
    if isinstance(cell, str | Phrase):
        return words(cell, voice)
    return _number(float(cell), kind, voice, decimals)


def _interval(ends: Span, kind: Kind, voice: Voice, decimals: int) -> str:
    if any(math.isnan(end) for end in ends):
        return NOTHING
    one = Kind.SHARE if kind is Kind.RANGE else Kind.NUMBER
    between = "; " if voice.language == "id" else ", "
    return f"[{between.join(_number(end, one, voice, decimals) for end in ends)}]"


def _number(value: float, kind: Kind, voice: Voice, decimals: int) -> str:
    if not math.isfinite(value):
        return NOTHING if math.isnan(value) else "−∞" if value < 0 else "∞"
    if kind is Kind.P and value < 10.0**-decimals:
        return f"< {_number(10.0**-decimals, kind, voice, decimals)}"
    shown = say_number(abs(value), voice, 0 if kind is Kind.COUNT else decimals)
    if kind in {Kind.SHARE, Kind.P} and voice.language == "en" and abs(value) < 1:
        shown = shown.removeprefix("0")
    return f"−{shown}" if value < 0 and shown.strip("0.,") else shown
