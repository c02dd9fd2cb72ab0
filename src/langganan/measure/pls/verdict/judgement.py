"""One sentence of a verdict, and the verdict itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from langganan.measure.pls.thresholds import RULES, Rule
from langganan.words import Phrase, Value, Voice, mark

Holds = bool | None
"""True, False, or None where it cannot be told."""


class Part(StrEnum):
    """The questions of a reviewer, in their order."""

    SAMPLE = "sample"
    ITEMS = "items"
    DISTINCT = "distinct"
    COLLINEARITY = "collinearity"
    PATHS = "paths"
    MEDIATION = "mediation"
    EXPLANATION = "explanation"
    PREDICTION = "prediction"
    GROUPS = "groups"
    CONCLUSIONS = "conclusions"
    NEXT = "next"


HEADINGS: Mapping[Part, str] = {
    Part.SAMPLE: mark("Is the sample enough?"),
    Part.ITEMS: mark("Are the items sound?"),
    Part.DISTINCT: mark("Are the constructs distinct?"),
    Part.COLLINEARITY: mark("Do sources or the way of asking get in each other's way?"),
    Part.PATHS: mark("Which paths are supported?"),
    Part.MEDIATION: mark("Does an effect run through another construct?"),
    Part.EXPLANATION: mark("How much is explained?"),
    Part.PREDICTION: mark("Does the model predict new people?"),
    Part.GROUPS: mark("Do groups differ?"),
    Part.CONCLUSIONS: mark("What may be concluded, and what not?"),
    Part.NEXT: mark("What to do next?"),
}


@dataclass(frozen=True)
class Judgement:
    """A sentence of the verdict. `holds`: True, False, or None where it cannot be told; `rule` what it is judged by."""

    code: str
    holds: Holds
    phrase: Phrase
    numbers: Mapping[str, float] = field(default_factory=dict)
    rule: Rule | None = None
    part: Part = Part.SAMPLE


class Verdict(tuple[Judgement, ...]):
    """The judgements in the order in which a reviewer asks. `print(verdict)` shows them under their questions."""

    __slots__ = ()

    def say(self, voice: Voice = Voice()) -> str:
        """The verdict as text in the reader's language: question by question, a sign before each sentence."""
        lines: list[str] = []
        for part in Part:
            own = [judgement for judgement in self if judgement.part is part]
            if own:
                lines += ["", Phrase(HEADINGS[part]).say(voice), *(_line(judgement, voice) for judgement in own)]
        return "\n".join(lines[1:])

    def __str__(self) -> str:
        return self.say()

    def to_json(self, voice: Voice = Voice()) -> list[dict[str, Any]]:
        """Code, holds and sentence of each judgement."""
        return [{"code": j.code, "holds": j.holds, "sentence": j.phrase.say(voice)} for j in self]

    def of(self, part: Part) -> tuple[Judgement, ...]:
        """The judgements that answer one question."""
        return tuple(judgement for judgement in self if judgement.part is part)


@dataclass(frozen=True)
class Judge:
    """Makes the judgements of one part."""

    part: Part

    def __call__(
        self,
        code: str,
        holds: Holds,
        text: str,
        *,
        rule: str = "",
        numbers: Mapping[str, float] | None = None,
        **fields: Value,
    ) -> Judgement:
        """A judgement; `text` is a marked sentence with the gaps `fields`."""
        return Judgement(code, holds, Phrase(text, fields), numbers or {}, RULES[rule] if rule else None, self.part)


_SIGNS = {True: "✓", False: "✗", None: "?"}


def _line(judgement: Judgement, voice: Voice) -> str:
    sign = "→" if judgement.part is Part.NEXT else _SIGNS[judgement.holds]
    return f"  {sign} {judgement.phrase.say(voice)}"
