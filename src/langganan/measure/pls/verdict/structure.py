"""Paths, mediation, explanation and prediction. A path is called supported only where its interval excludes zero."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from math import isnan, nan

from langganan.measure.pls.assess.mediation_type import Type, type_of
from langganan.measure.pls.decimals import decimal, p_said
from langganan.measure.pls.thresholds import RULES
from langganan.measure.pls.verdict.evidence import ROUNDING, EffectEvidence, Evidence
from langganan.measure.pls.verdict.judgement import Judge, Judgement, Part
from langganan.measure.pls.verdict.moderation import reading
from langganan.words import Phrase, Value, mark


def supported(effect: EffectEvidence, evidence: Evidence) -> bool | None:
    """Whether an effect is supported. None: not tested, interval and p disagree, or nothing can be read from it."""
    if not effect.is_tested or _unreadable(effect, evidence) is not None:
        return None
    if effect.excludes_zero != (effect.p < evidence.level):
        return None
    if not effect.excludes_zero:
        return False
    return None if entangled(effect, evidence) else True


def _unreadable(effect: EffectEvidence, evidence: Evidence) -> Phrase | None:
    """Why nothing can be read from the tests of an effect, whatever they say."""
    if not evidence.converged:
        return Phrase(mark("the algorithm did not converge"))
    if any(evidence.impossible(target) for target in effect.through[1:]):
        return Phrase(mark("corrected for unreliability, the correlations contradict each other"))
    least = RULES["bootstrap_least"]
    if evidence.resamples is not None and not least.holds(evidence.resamples.used):
        text = mark("{used} resamples are too few for an interval, which takes {least} at the very least")
        return Phrase(text, {"used": evidence.resamples.used, "least": int(least.limit)})
    return None


def entangled(effect: EffectEvidence, evidence: Evidence) -> tuple[str, ...]:
    """Pairs of constructs on the way, or among the sources of a step, that are not distinct."""
    return tuple(dict.fromkeys(pair.shown for names in _involved(effect, evidence) for pair in evidence.merged(names)))


def doubted(effect: EffectEvidence, evidence: Evidence) -> tuple[str, ...]:
    """Such pairs of which it is open whether they are distinct."""
    return tuple(dict.fromkeys(pair.shown for names in _involved(effect, evidence) for pair in evidence.doubted(names)))


def _involved(effect: EffectEvidence, evidence: Evidence) -> list[set[str]]:
    """The constructs of each step and those beside its source, interactions taken apart."""
    groups = [*pairwise(effect.through), *(evidence.sources(target) for target in effect.through[1:])]
    return [{part for name in names for part in name.split(":")} for names in groups]


def paths(evidence: Evidence) -> Iterator[Judgement]:
    """Every path: supported, not supported, or not to be told."""
    say = Judge(Part.PATHS)
    for path in evidence.paths:
        yield _with_doubt(_path(say, path, evidence), path, evidence)


def _with_doubt(judgement: Judgement, effect: EffectEvidence, evidence: Evidence) -> Judgement:
    """A supported effect is told with what weakens it: constructs that may not be distinct, or are measured badly."""
    if judgement.holds is not True:
        return judgement
    said = _with_average(judgement.phrase, effect, evidence)
    pairs = doubted(effect, evidence)
    if pairs:
        said = Phrase(mark("{said} Yet {pairs} may not be distinct."), {"said": said, "pairs": ", ".join(pairs)})
    return replace(judgement, phrase=_with_measurement(said, effect, evidence))


def _with_average(said: Phrase, effect: EffectEvidence, evidence: Evidence) -> Phrase:
    """The path of a construct in a supported interaction is that at the other's average."""
    moderators = [
        other.through[0].partition(":")[2] if other.through[0].startswith(f"{effect.through[0]}:")
        else other.through[0].partition(":")[0]
        for other in evidence.paths
        if other.is_interaction and effect.through[0] in other.through[0].split(":")
        and other.through[-1] == effect.through[-1] and supported(other, evidence)
    ]  # fmt: skip
    if not moderators:
        return said
    text = mark("{said} That is so where {names} is average.")
    return Phrase(text, {"said": said, "names": ", ".join(moderators)})


def _with_measurement(said: Phrase, effect: EffectEvidence, evidence: Evidence) -> Phrase:
    known = [found for found in map(evidence.construct, effect.constructs) if found is not None]
    bad = [each.name for each in known if each.is_unreliable]
    short = [each.name for each in known if each.lacks_ave and not each.is_unreliable]
    if bad:
        text = mark("{said} Yet {construct} is not measured reliably.")
        if len(bad) > 1:
            text = mark("{said} Yet {construct} are not measured reliably.")
        said = Phrase(text, {"said": said, "construct": ", ".join(bad)})
    if short:
        text = mark("{said} Yet AVE is too low for {construct}.")
        said = Phrase(text, {"said": said, "construct": ", ".join(short)})
    return said


def _path(say: Judge, path: EffectEvidence, evidence: Evidence) -> Judgement:
    code = f"path_{path.name}"
    numbers = {"estimate": path.estimate, "low": path.low, "high": path.high, "p": path.p, "f2": path.f2}
    if not path.is_tested:
        text = mark("{path} is {estimate} and was not tested.")
        return say(code, None, text, rule="interval", numbers=numbers, path=path.shown, estimate=decimal(path.estimate))
    holds = supported(path, evidence)
    if holds:
        text, more = _supported_path(path)
        return say(code, True, text, rule="interval", numbers=numbers, **more, **_fields(path))
    if holds is False:
        text = mark(
            "{path} is not supported: {estimate}, 95 % interval {low} to {high}, {p}. That does not show that there "
            "is no effect."
        )
        return say(code, False, text, rule="interval", numbers=numbers, **_fields(path))
    text = mark(
        "{path} cannot be interpreted, as {pairs} are not distinct ({estimate}, 95 % interval {low} to {high}, {p})."
    )
    other = mark(
        "{path} stays open: {estimate}, and its 95 % interval {low} to {high} and {p} point to different conclusions."
    )
    return _open(say, code, path, evidence, (text, other), numbers)


def _supported_path(path: EffectEvidence) -> tuple[str, dict[str, Value]]:
    """The sentence about a supported path, and what it says beside the test."""
    if path.vif > RULES["vif"].limit:
        text = mark(
            "{path} is supported: {estimate}, 95 % interval {low} to {high}, {p}. Its size is uncertain, as sources "
            "overlap (VIF {vif})."
        )
        return text, {"vif": decimal(path.vif, 1)}
    if path.is_interaction:
        text = mark("{path} is supported: {estimate}, 95 % interval {low} to {high}, {p}; {size}. {reading}")
        return text, {"size": _size(path.f2, RULES["f2_interaction"].values), "reading": reading(path)}
    text = mark(
        "{path} is supported: {estimate}, 95 % interval {low} to {high}, {p}; {size}. Where the first is higher, "
        "the second is higher too."
    )
    if path.estimate < 0:
        text = mark(
            "{path} is supported: {estimate}, 95 % interval {low} to {high}, {p}; {size}. Where the first is higher, "
            "the second is lower."
        )
    return text, {"size": _size(path.f2, (*RULES["f2"].values, RULES["f2_large"].limit))}


def _open(
    say: Judge, code: str, effect: EffectEvidence, evidence: Evidence, texts: tuple[str, str], numbers: dict[str, float]
) -> Judgement:
    """An effect that cannot be told: its constructs are not distinct (the first text), or its tests disagree."""
    tangled, fields = entangled(effect, evidence), _fields(effect)
    if tangled:
        return say(code, None, texts[0], rule="htmt", numbers=numbers, pairs=", ".join(tangled), **fields)
    reason = _unreadable(effect, evidence)
    if reason is not None:
        text = mark("{path} ({estimate}) cannot be interpreted: {reason}.")
        return say(
            code, None, text, rule="interval", numbers=numbers, reason=reason, path=effect.shown,
            estimate=decimal(effect.estimate),
        )  # fmt: skip
    return say(code, None, texts[1], rule="interval", numbers=numbers, **fields)


def _fields(effect: EffectEvidence) -> dict[str, Value]:
    if not effect.is_tested:
        return {"path": effect.shown}
    ends = {"low": decimal(effect.low), "high": decimal(effect.high)}
    return {"path": effect.shown, "estimate": decimal(effect.estimate), "p": p_said(effect.p), **ends}


def _size(f2: float, limits: tuple[float, ...]) -> Phrase:
    """Words for f², which is small, medium or large from `limits` on."""
    if isnan(f2):
        return Phrase(mark("its effect size f² is not known"))
    small, medium, large = limits
    fields = {"f2": decimal(f2)}
    if f2 < small:
        return Phrase(mark("it hardly matters (f² {f2})"), fields)
    if f2 < medium:
        return Phrase(mark("a small effect (f² {f2})"), fields)
    if f2 < large:
        return Phrase(mark("a medium effect (f² {f2})"), fields)
    return Phrase(mark("a large effect (f² {f2})"), fields)


# ------------------------------------------------------------------------------------------------ mediation


def mediation(evidence: Evidence) -> Iterator[Judgement]:
    """Every specific indirect effect and, where it is supported, its kind (Zhao, Lynch & Chen 2010)."""
    say = Judge(Part.MEDIATION)
    for effect in evidence.indirect:
        yield _with_doubt(_indirect(say, effect, evidence), effect, evidence)


def _indirect(say: Judge, effect: EffectEvidence, evidence: Evidence) -> Judgement:
    code, fields, holds = f"mediation_{effect.name}", _fields(effect), supported(effect, evidence)
    numbers = {"estimate": effect.estimate, "low": effect.low, "high": effect.high, "p": effect.p}
    if not effect.is_tested:
        text = mark("The indirect effect {path} is {estimate} and was not tested.")
        fields["estimate"] = decimal(effect.estimate)
        return say(code, None, text, rule="interval", numbers=numbers, **fields)
    if holds:
        text = mark("The indirect effect {path} is supported: {estimate}, 95 % interval {low} to {high}, {p}; {kind}.")
        return say(code, True, text, rule="interval", numbers=numbers, kind=_kind(effect, evidence), **fields)
    if holds is False:
        text = mark("The indirect effect {path} is not supported: {estimate}, 95 % interval {low} to {high}, {p}.")
        return say(code, False, text, rule="interval", numbers=numbers, **fields)
    text = mark(
        "The indirect effect {path} cannot be interpreted, as {pairs} are not distinct ({estimate}, 95 % interval "
        "{low} to {high}, {p})."
    )
    other = mark(
        "The indirect effect {path} stays open: {estimate}, and its 95 % interval {low} to {high} and {p} point "
        "to different conclusions."
    )
    return _open(say, code, effect, evidence, (text, other), numbers)


_KINDS = {
    Type.INDIRECT: mark("the model has no direct path beside it"),
    Type.INDIRECT_ONLY: mark("a direct path beside it is not shown (indirect only)"),
    Type.COMPLEMENTARY: mark("a direct path beside it points the same way (complementary)"),
    Type.COMPETITIVE: mark("a direct path beside it points the other way (competitive)"),
}


def _kind(effect: EffectEvidence, evidence: Evidence) -> Phrase:
    """How a supported indirect effect stands to the direct path."""
    ends = (effect.through[0], effect.through[-1])
    direct = next((path for path in evidence.paths if path.through == ends), None)
    shown = direct is not None and supported(direct, evidence)
    if shown is None:
        return Phrase(mark("whether a direct path beside it is there stays open"))
    beside = nan if direct is None else direct.estimate
    return Phrase(_KINDS[type_of(effect.estimate, beside, indirect_shown=True, direct_shown=shown)])


# ------------------------------------------------------------------------------------------------ explanation


def explanation(evidence: Evidence) -> Iterator[Judgement]:
    """R² of every target."""
    say, rule = Judge(Part.EXPLANATION), RULES["r2"]
    for construct in evidence.constructs:
        if isnan(construct.r2):
            continue
        fields: dict[str, Value] = {"construct": construct.name, "r2": decimal(construct.r2)}
        code, numbers = f"r2_{construct.name}", {"r2": construct.r2}
        if not -ROUNDING <= construct.r2 <= 1 + ROUNDING:
            text = mark(
                "R² of {construct} is {r2}, which cannot be: corrected for unreliability, the correlations contradict "
                "each other."
            )
            yield say(code, False, text, rule="reliability_bound", numbers=numbers, **fields)
            continue
        if construct.r2 > RULES["r2_suspicious"].limit:
            text = mark(
                "R² of {construct} is {r2}: so much is hardly credible; its sources probably ask for the same thing."
            )
            yield say(code, False, text, rule="r2_suspicious", numbers=numbers, **fields)
            continue
        text = mark("The sources explain {share} % of {construct} (R² {r2}): {grade}.")
        share = decimal(100 * construct.r2, 0)
        holds = rule.holds(construct.r2)
        yield say(code, holds, text, rule="r2", numbers=numbers, share=share, grade=_grade(construct.r2), **fields)


def _grade(r2: float) -> Phrase:
    weak, moderate, substantial = RULES["r2"].values
    if r2 >= substantial:
        return Phrase(mark("substantial"))
    if r2 >= moderate:
        return Phrase(mark("moderate"))
    return Phrase(mark("weak")) if r2 >= weak else Phrase(mark("very weak"))


def prediction(evidence: Evidence) -> Iterator[Judgement]:
    """Out-of-sample prediction where it was run."""
    say = Judge(Part.PREDICTION)
    for found in evidence.predictions:
        code = f"prediction_{found.construct}"
        numbers = {"q2predict": found.q2predict, "above": found.above, "better": found.better, "items": found.items}
        if not found.above:
            text = mark("{construct}: its items are predicted no better than by their own average.")
            yield say(code, False, text, rule="q2predict", numbers=numbers, construct=found.construct)
            continue
        text = mark(
            "{construct}: {above} of {items} items are predicted better than by their own average (Q²predict {q2} at "
            "the least) and {better} better than by a linear model: {grade}."
        )
        fields: dict[str, Value] = {"construct": found.construct, "above": found.above, "items": found.items}
        fields |= {"q2": decimal(found.q2predict), "better": found.better, "grade": _power(found.better, found.items)}
        yield say(code, found.better > 0, text, rule="plspredict", numbers=numbers, **fields)


def _power(better: int, items: int) -> Phrase:
    if better == items:
        return Phrase(mark("high predictive power"))
    if 2 * better >= items:
        return Phrase(mark("medium predictive power"))
    return Phrase(mark("low predictive power")) if better else Phrase(mark("no predictive power"))
