"""What may and may not be written, and what to do next; from the judgements that came before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import isnan

from langganan.measure.pls.decimals import decimal
from langganan.measure.pls.reach import respondents_wanted
from langganan.measure.pls.thresholds import RULES
from langganan.measure.pls.verdict.evidence import ConstructEvidence, EffectEvidence, Evidence
from langganan.measure.pls.verdict.judgement import Judge, Judgement, Part
from langganan.measure.pls.verdict.measurement import weak
from langganan.measure.pls.verdict.structure import supported
from langganan.words import Value, mark

SMALL = 0.1
"""From this size on, a path that no sample would show is not small but uncertain: its sources overlap."""
MOST_TIMES = 20
"""A sample that would have to be this many times larger is not something to advise."""


def conclusions(evidence: Evidence) -> Iterator[Judgement]:
    """What the answers carry, and what they never can."""
    say = Judge(Part.CONCLUSIONS)
    states = {path: supported(path, evidence) for path in evidence.paths}
    yes, no, open_ = ([path for path, state in states.items() if state is wanted] for wanted in (True, False, None))
    numbers = {"supported": len(yes), "not_supported": len(no), "open": len(open_)}
    if yes:
        yield from _supported(say, yes, evidence, numbers)
    elif any(path.is_tested for path in evidence.paths):
        yield say("may_conclude", False, mark("None of the paths may be called supported."), numbers=numbers)
    else:
        yield say("may_conclude", None, mark("Nothing may be concluded yet: no path was tested."), numbers=numbers)
    if no:
        text = mark("Do not write that {names} exist, nor that they do not: the answers leave both possible.")
        yield say("not_shown", False, text, numbers=numbers, names=_names(no))
    merged = [pair.shown for pair in evidence.pairs if evidence.distinct(pair) is False]
    if merged:
        text = mark("Do not write about effects between or beside {names}: these answers do not tell them apart.")
        yield say("not_distinct", False, text, rule="htmt", names=", ".join(merged))
    text = mark(
        "Do not write of causes: one survey shows what goes together. Cause takes an experiment, or time between "
        "asking."
    )
    yield say("cause", False, text)
    text = mark("If the same people answered all questions at once, part of what goes together may come from that.")
    yield say("single_source", None, text)


def _names(paths: Iterable[EffectEvidence]) -> str:
    return ", ".join(path.shown for path in paths)


def _supported(
    say: Judge, paths: list[EffectEvidence], evidence: Evidence, numbers: Mapping[str, float]
) -> Iterator[Judgement]:
    """What is shown: constructs that go together, paths that depend on another construct; and what weakens that."""
    plain = [path for path in paths if not path.is_interaction]
    moderated = [path for path in paths if path.is_interaction]
    if plain:
        text = mark("The answers support {names}: these constructs go together in the way that the model says.")
        yield say("may_conclude", True, text, numbers=numbers, names=_names(plain))
    if moderated:
        text = mark("The answers support {names}: how strong a path is depends on where its construct or another lies.")
        yield say("may_conclude_interaction", True, text, numbers=numbers, names=_names(moderated))
    bad = {each.name for each in evidence.constructs if each.is_unreliable}
    weakened = [path for path in paths if bad & set(path.constructs)]
    if weakened:
        text = mark("Beside {names} say that not every construct is measured reliably: {constructs}.")
        constructs = ", ".join(name for name in dict.fromkeys(n for p in weakened for n in p.constructs) if name in bad)
        yield say("not_reliable", None, text, rule="reliability", names=_names(weakened), constructs=constructs)


def following(evidence: Evidence) -> Iterator[Judgement]:
    """What to do next: items, constructs, respondents, resamples, prediction."""
    say = Judge(Part.NEXT)
    yield from _merge(say, evidence)
    for construct in evidence.constructs:
        yield from _items(say, construct)
        if construct.is_unreliable:
            yield _reliability(say, construct)
    yield from _respondents(say, evidence)
    if evidence.resamples is None or evidence.resamples.asked < RULES["bootstrap"].limit:
        text = mark("Run the bootstrap with {least} resamples.")
        yield say("next_bootstrap", None, text, rule="bootstrap", least=int(RULES["bootstrap"].limit))
    if not evidence.predictions:
        yield say(
            "next_prediction", None, mark("Run the prediction (PLSpredict) before anything is said of new people.")
        )
    yield say("next_report", None, mark("Report loadings, HTMT, R², f² and intervals, whatever they show."))


def _merge(say: Judge, evidence: Evidence) -> Iterator[Judgement]:
    merged = [pair.shown for pair in evidence.pairs if evidence.distinct(pair) is False]
    if merged:
        text = mark(
            "Treat {names} as one construct, or write their items so that each can be answered without the other, and "
            "ask again."
        )
        yield say("next_constructs", None, text, rule="htmt", names=", ".join(merged))


def _items(say: Judge, construct: ConstructEvidence) -> Iterator[Judgement]:
    short = weak(construct) if construct.is_judged else []
    drop = [name for name, loading in short if not RULES["loading_drop"].holds(loading)]
    keep = [name for name, _ in short if name not in drop]
    if short and construct.of_parts:
        text = mark("{construct}: think again whether {names} belong to it as parts (loading below {limit}).")
        fields = {"construct": construct.name, "names": ", ".join(drop + keep)}
        yield say(f"next_parts_{construct.name}", None, text, rule="loading", **fields,
                  limit=decimal(RULES["loading"].limit))  # fmt: skip
        return
    if drop:
        text = mark("{construct}: leave out {names} (loading below {limit}), if it was typed and scored rightly.")
        if len(drop) > 1:
            text = mark(
                "{construct}: leave out {names} (loading below {limit}), if they were typed and scored rightly."
            )
        limit = decimal(RULES["loading_drop"].limit, 2)
        given = {"construct": construct.name, "names": ", ".join(drop), "limit": limit}
        yield say(f"next_drop_{construct.name}", None, text, rule="loading_drop", **given)
    if keep:
        text = mark("{construct}: {names} may stay, as AVE and reliability are met; read the wording again.")
        if construct.is_unreliable or construct.lacks_ave:
            text = mark("{construct}: see whether AVE and reliability are met without {names}, or change the wording.")
        fields = {"construct": construct.name, "names": ", ".join(keep)}
        yield say(f"next_items_{construct.name}", None, text, rule="loading_drop", **fields)


def _reliability(say: Judge, construct: ConstructEvidence) -> Judgement:
    least = decimal(min(construct.reliability.values()))
    text = mark(
        "{construct} is not measured reliably ({least}): ask it with more items that agree before you rely on it."
    )
    if construct.of_parts:
        text = mark(
            "{construct} is not measured reliably by its parts ({least}): keep the parts as constructs of their own, "
            "or let them form it (<~)."
        )
    return say(
        f"next_reliability_{construct.name}", None, text, rule="reliability", construct=construct.name, least=least
    )


def _respondents(say: Judge, evidence: Evidence) -> Iterator[Judgement]:
    """For paths that are not supported: how many people a new study takes, where that is within reach."""
    if evidence.resamples is not None and evidence.resamples.inadmissible:
        return
    for path in evidence.paths:
        if supported(path, evidence) is not False or isnan(path.sd):
            continue
        wanted = respondents_wanted(evidence.n, path.estimate, path.sd)
        if evidence.n < wanted <= MOST_TIMES * evidence.n or (wanted > evidence.n and abs(path.estimate) < SMALL):
            yield _wanted(say, path, evidence.n, wanted)


def _wanted(say: Judge, path: EffectEvidence, n: int, wanted: int) -> Judgement:
    fields: dict[str, Value] = {"path": path.shown, "estimate": decimal(path.estimate)}
    text = mark(
        "{path} is so small ({estimate}) that no sample within reach would show it; think again whether it matters."
    )
    if wanted <= MOST_TIMES * n:
        text = mark(
            "To show {path} at the size found ({estimate}) in 4 studies of 5, a new study would need about {wanted} "
            "respondents."
        )
        fields |= {"wanted": wanted}
    numbers = {"n": n, "n_needed": wanted}
    return say(f"next_respondents_{path.name}", None, text, rule="inverse_square_root", numbers=numbers, **fields)
