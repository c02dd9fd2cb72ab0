"""One thing that an audit found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from langganan.measure.pls.audit.interval import Interval
from langganan.measure.pls.audit.printed import Number
from langganan.measure.pls.decimals import decimal
from langganan.words import Phrase, Value, Voice

Figure = float | int | str | bool | None
Figures = Mapping[str, Figure]


class Severity(StrEnum):
    """`ERROR`: numbers or sentences contradict each other; `WARNING`: a rule is not met; `NOTE`: not reported."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """What was found: code, severity, a sentence, the numbers behind it, and the code of the rule if there is one."""

    code: str
    severity: Severity
    phrase: Phrase
    numbers: Figures = field(default_factory=dict)
    rule: str = ""

    def to_json(self, voice: Voice = Voice()) -> dict[str, Any]:
        """The finding for a program: code, severity, sentence and numbers."""
        numbers = {name: _plain(value) for name, value in self.numbers.items()}
        return {
            "code": self.code,
            "severity": self.severity.value,
            "sentence": self.phrase.say(voice),
            "numbers": numbers,
        }


def error(code: str, text: str, numbers: Figures, **fields: Value) -> Finding:
    """A contradiction; `text` is a marked sentence with the gaps `fields`."""
    return Finding(code, Severity.ERROR, Phrase(text, fields), numbers)


def warning(code: str, text: str, numbers: Figures, rule: str, **fields: Value) -> Finding:
    """A rule that is not met; the rule's code is one of `thresholds.RULES`, or empty."""
    return Finding(code, Severity.WARNING, Phrase(text, fields), numbers, rule)


def note(code: str, text: str, numbers: Figures | None = None, **fields: Value) -> Finding:
    """Something that is not reported, or could not be checked."""
    return Finding(code, Severity.NOTE, Phrase(text, fields), numbers or {})


def bounds(interval: Interval, places: int = 3) -> dict[str, Value]:
    """The gaps `least` and `most` of a sentence that says what would have been possible."""
    return {"least": _end(interval.low, places), "most": _end(interval.high, places)}


def codes(a: str, b: str) -> str:
    """Two constructs in a code: `XY` where both are single letters, else `Trust_Loyalty`."""
    return f"{a}{b}" if len(a) == len(b) == 1 else f"{a}_{b}"


def relation(number: Number) -> str:
    """A printed number after the letter it belongs to: `= 0.162`, `< .001`."""
    return number.text if not number.is_exact else f"= {number.text.lstrip('=')}"


def listed(about: Mapping[str, float], places: int) -> Phrase:
    """Names and numbers one after the other, `X 0.80, Y 0.67`, as a phrase so that decimals are the reader's."""
    gaps = ", ".join(f"{{name{place}}} {{number{place}}}" for place in range(len(about)))
    names: dict[str, Value] = {f"name{place}": name for place, name in enumerate(about)}
    numbers = {f"number{place}": decimal(number, places) for place, number in enumerate(about.values())}
    return Phrase(gaps, names | numbers)


def _end(number: float, places: int) -> Value:
    return "∞" if number == float("inf") else "-∞" if number == float("-inf") else decimal(number, places)


def _plain(value: Figure) -> Figure:
    if not isinstance(value, float):
        return value
    return round(value, 6) if abs(value) != float("inf") else None
