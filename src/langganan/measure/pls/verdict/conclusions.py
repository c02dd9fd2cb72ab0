"""What may and may not be written, and what to do next; from the judgements that came before."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

from langganan.measure.pls.decimals import decimal
from langganan.measure.pls.reach import respondents_wanted
from langganan.measure.pls.thresholds import RULES
from langganan.measure.pls.verdict.evidence import Evidence
from langganan.measure.pls.verdict.judgement import Judge, Judgement, Part
from langganan.measure.pls.verdict.measurement import weak
from langganan.measure.pls.verdict.structure import supported
from langganan.words import mark

SMALL = 0.1
"""From this size on, a path that no sample would show is not small but uncertain: its sources overlap."""
MOST_TIMES = 20
"""A sample that would have to be this many times larger is not something to advise."""


def conclusions(evidence: Evidence) -> Iterator[Judgement]:
    """What the answers carry, and what they never can."""
    say = Judge(Part.CONCLUSIONS)
    states = {path.shown: supported(path, evidence) for path in evidence.paths}
    yes, no, open_ = ([name for name, state in states.items() if state is wanted] for wanted in (True, False, None))
    numbers = {"supported": len(yes), "not_supported": len(no), "open": len(open_)}
    if yes:
        text = mark("The answers support {names}: these constructs go together in the way that the model says.")
        yield say("may_conclude", True, text, numbers=numbers, names=", ".join(yes))
    elif any(path.is_tested for path in evidence.paths):
        yield say("may_conclude", False, mark("None of the paths may be called supported."), numbers=numbers)
    else:
        yield say("may_conclude", None, mark("Nothing may be concluded yet: no path was tested."), numbers=numbers)
    if no:
        text = mark("Do not write that {names} exist, nor that they do not: the answers leave both possible.")
        yield say("not_shown", False, text, numbers=numbers, names=", ".join(no))
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


def following(evidence: Evidence) -> Iterator[Judgement]:
    """What to do next: items, constructs, respondents, resamples, prediction."""
    say = Judge(Part.NEXT)
    yield from _merge(say, evidence)
    yield from _items(say, evidence)
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


def _items(say: Judge, evidence: Evidence) -> Iterator[Judgement]:
    for construct in evidence.constructs:
        short = weak(construct) if construct.is_judged else []
        drop = [name for name, loading in short if not RULES["loading_drop"].holds(loading)]
        keep = [name for name, _ in short if name not in drop]
        if drop:
            text = mark("{construct}: leave out {names} (loading below {limit}) or write them anew.")
            limit = decimal(RULES["loading_drop"].limit, 2)
            fields = {"construct": construct.name, "names": ", ".join(drop), "limit": limit}
            yield say(f"next_drop_{construct.name}", None, text, rule="loading_drop", **fields)
        if keep:
            sound = RULES["ave"].holds(construct.ave) and RULES["reliability"].holds(construct.rho_c)
            text = mark("{construct}: {names} may stay, as AVE and reliability are met; read the wording again.")
            if not sound:
                text = mark("{construct}: see whether AVE and reliability are met without {names}, or write them anew.")
            fields = {"construct": construct.name, "names": ", ".join(keep)}
            yield say(f"next_items_{construct.name}", None, text, rule="loading_drop", **fields)


def _respondents(say: Judge, evidence: Evidence) -> Iterator[Judgement]:
    """For paths that are not supported: how many more people, where that is within reach and would help."""
    if evidence.resamples is not None and evidence.resamples.inadmissible:
        return
    for path in evidence.paths:
        if supported(path, evidence) is not False or isnan(path.sd):
            continue
        wanted = respondents_wanted(evidence.n, path.estimate, path.sd)
        if wanted <= evidence.n:
            continue
        numbers = {"n": evidence.n, "n_needed": wanted}
        fields = {"path": path.shown, "estimate": decimal(path.estimate)}
        if wanted > MOST_TIMES * evidence.n and abs(path.estimate) >= SMALL:
            continue
        if wanted > MOST_TIMES * evidence.n:
            text = mark(
                "{path} is so small ({estimate}) that no sample within reach would show it; think again whether it "
                "matters."
            )
            yield say(
                f"next_respondents_{path.name}", None, text, rule="inverse_square_root", numbers=numbers, **fields
            )
            continue
        text = mark(
            "To show {path} at the size found ({estimate}) in 4 studies of 5, ask about {more} more people ({wanted} "
            "in all)."
        )
        fields |= {"more": wanted - evidence.n, "wanted": wanted}
        yield say(f"next_respondents_{path.name}", None, text, rule="inverse_square_root", numbers=numbers, **fields)
