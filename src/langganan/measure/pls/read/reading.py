"""How answers were read, kept so that somebody else can read them the same way."""

from __future__ import annotations

from dataclasses import dataclass

from langganan.measure.pls.read.scales import Scale, scale_of


@dataclass(frozen=True)
class Reading:
    """What was said about the answers: what words count, which values stand for none, whether covariances were given.

    `ready`: no model was given, so that they were taken for answers to the ready questionnaire.
    """

    scale: str | Scale | None = None
    missing_codes: tuple[object, ...] = ()
    standardise: bool = False
    ready: bool = False

    @property
    def ends(self) -> tuple[float, float] | None:
        """The least and the largest that an answer in words can count; None where no scale was given."""
        steps = self._steps()
        return (min(steps), max(steps)) if steps else None

    def _steps(self) -> tuple[float, ...]:
        from langganan.measure.questionnaire import questionnaire

        if self.scale is not None:
            return tuple(scale_of(self.scale).values())
        return tuple(questionnaire().scales.values()) if self.ready else ()
