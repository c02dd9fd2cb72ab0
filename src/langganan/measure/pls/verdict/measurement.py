"""Sample, items, constructs and collinearity: what has to be sound before a path is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan, sqrt

from langganan.measure.pls.decimals import decimal
from langganan.measure.pls.reach import detectable
from langganan.measure.pls.thresholds import RULES
from langganan.measure.pls.verdict.evidence import (
    ROUNDING,
    ConstructEvidence,
    Evidence,
    PairEvidence,
    ResamplesEvidence,
)
from langganan.measure.pls.verdict.judgement import Judge, Judgement, Part
from langganan.words import Value, mark


def sample(evidence: Evidence) -> Iterator[Judgement]:
    """Respondents against the smallest path, and resamples."""
    say = Judge(Part.SAMPLE)
    if not evidence.converged:
        yield say(
            "convergence", False, mark("The algorithm did not converge; none of the numbers below can be relied on.")
        )
    yield _respondents(say, evidence)
    if evidence.resamples is not None and not RULES["sample_tests"].holds(evidence.n):
        yield _tests(say, evidence)
    yield from _resamples(say, evidence)


def _respondents(say: Judge, evidence: Evidence) -> Judgement:
    least = detectable(evidence.n)
    small = [path for path in evidence.paths if abs(path.estimate) < least]
    numbers = {"n": evidence.n, "detectable": least}
    fields = {"n": evidence.n, "least": decimal(least, 2)}
    if not small:
        text = mark("{n} respondents show paths of {least} and more in 4 studies of 5; all paths here are larger.")
        return say("sample", True, text, rule="inverse_square_root", numbers=numbers, **fields)
    names = ", ".join(path.shown for path in small)
    text = mark("{n} respondents show paths of {least} and more in 4 studies of 5. Too few for the size of {names}.")
    return say("sample", False, text, rule="inverse_square_root", numbers=numbers, **fields, names=names)


def _tests(say: Judge, evidence: Evidence) -> Judgement:
    """What so few respondents do to p values (decision 9)."""
    text = mark(
        "With {n} respondents p may come out a little too small: in simulated studies of 100, about 6 of 100 paths "
        "that are truly zero had p < 0.05. That is why a path counts only where its interval leaves zero out as well."
    )
    return say("sample_tests", None, text, rule="sample_tests", numbers={"n": evidence.n}, n=evidence.n)


def _resamples(say: Judge, evidence: Evidence) -> Iterator[Judgement]:
    found, least = evidence.resamples, int(RULES["bootstrap"].limit)
    if found is None:
        text = mark("No bootstrap was run, so no path is tested. {least} resamples are recommended.")
        yield say("bootstrap", None, text, rule="bootstrap", least=least)
        return
    numbers = {"resamples": found.asked, "used": found.used}
    enough = found.asked >= least
    text = mark("{asked} resamples were drawn ({least} are recommended) and {used} could be used.")
    yield say(
        "bootstrap", enough, text, rule="bootstrap", numbers=numbers, asked=found.asked, used=found.used, least=least
    )
    yield from _lost(say, found)


def _lost(say: Judge, found: ResamplesEvidence) -> Iterator[Judgement]:
    """Resamples that could not be used, and those that give what cannot be."""
    lost = 1 - found.used / found.asked if found.asked else 1.0
    if lost > RULES["bootstrap_lost"].limit:
        text = mark(
            "{dropped} resamples had an item with one answer only and {failed} did not converge: the rest may not "
            "stand for the sample."
        )
        fields = {"dropped": found.dropped, "failed": found.not_converged}
        yield say("bootstrap_lost", False, text, rule="bootstrap_lost", numbers={"lost": lost}, **fields)
    if found.inadmissible:
        text = mark("One resample gave impossible results, such as correlations beyond 1; the model asks too much.")
        if found.inadmissible > 1:
            text = mark(
                "{count} resamples gave impossible results, such as correlations beyond 1; the model asks too much."
            )
        share = {"inadmissible": found.inadmissible}
        yield say(
            "bootstrap_inadmissible", False, text, rule="reliability_bound", numbers=share, count=found.inadmissible
        )


# ------------------------------------------------------------------------------------------------ items


def items(evidence: Evidence) -> Iterator[Judgement]:
    """Loadings, reliability and convergent validity, construct by construct."""
    say = Judge(Part.ITEMS)
    for construct in evidence.constructs:
        if not construct.is_judged:
            text = mark("{construct} is a composite or has one item: loadings, reliability and AVE do not judge it.")
            yield say(f"items_{construct.name}", None, text, construct=construct.name)
            continue
        yield _loadings(say, construct)
        yield _reliability(say, construct)
        yield _ave(say, construct)


def weak(construct: ConstructEvidence) -> list[tuple[str, float]]:
    """The items whose loading falls short, the weakest first."""
    short = [item for item in construct.loadings if not RULES["loading"].holds(item[1])]
    return sorted(short, key=lambda item: item[1])


def _loadings(say: Judge, construct: ConstructEvidence) -> Judgement:
    limit, short = RULES["loading"].limit, weak(construct)
    least = min(loading for _, loading in construct.loadings)
    fields = {"construct": construct.name, "limit": decimal(limit), "least": decimal(least)}
    code, numbers = f"loadings_{construct.name}", {"least": least, "limit": limit}
    if not short:
        text = mark("{construct}: every item loads at {least} or more (limit {limit}).")
        if construct.of_parts:
            text = mark("{construct}: every part loads at {least} or more (limit {limit}).")
        return say(code, True, text, rule="loading", numbers=numbers, **fields)
    names = ", ".join(name for name, _ in short)
    text = mark("{construct}: too weak (loading below {limit}): {names}; the weakest loads at {least}.")
    return say(code, False, text, rule="loading", numbers=numbers, names=names, **fields)


def _reliability(say: Judge, construct: ConstructEvidence) -> Judgement:
    known = construct.reliability
    limit, most = RULES["reliability"].limit, RULES["reliability_redundant"].limit
    code = f"reliability_{construct.name}"
    fields = {"construct": construct.name, "least": decimal(min(known.values())), "most": decimal(max(known.values()))}
    if min(known.values()) < limit:
        text = mark("{construct}: alpha, rho A and rho C lie from {least} to {most}; at least {limit} is asked for.")
        return say(code, False, text, rule="reliability", numbers=known, limit=decimal(limit, 2), **fields)
    if max(known.values()) > most:
        text = mark("{construct}: reliability goes up to {most}, above {limit}: items may ask the same thing twice.")
        if construct.of_parts:
            text = mark("{construct}: reliability goes up to {most}, above {limit}: its parts may be the same thing.")
        fields.pop("least")
        return say(code, None, text, rule="reliability_redundant", numbers=known, limit=decimal(most, 2), **fields)
    text = mark("{construct}: alpha, rho A and rho C lie from {least} to {most} (at least {limit} is asked for).")
    return say(code, True, text, rule="reliability", numbers=known, limit=decimal(limit, 2), **fields)


def _ave(say: Judge, construct: ConstructEvidence) -> Judgement:
    limit, holds = RULES["ave"].limit, RULES["ave"].holds(construct.ave)
    text = mark("{construct}: AVE is {ave}, so it explains at least half of its items on average (limit {limit}).")
    if not holds:
        text = mark("{construct}: AVE is {ave}, so it explains less than half of its items on average (limit {limit}).")
    if construct.of_parts:
        text = mark("{construct}: AVE is {ave}, so it explains at least half of its parts on average (limit {limit}).")
    if construct.of_parts and not holds:
        text = mark("{construct}: AVE is {ave}, so it explains less than half of its parts on average (limit {limit}).")
    fields = {"construct": construct.name, "ave": decimal(construct.ave), "limit": decimal(limit, 2)}
    return say(f"ave_{construct.name}", holds, text, rule="ave", numbers={"ave": construct.ave}, **fields)


# ------------------------------------------------------------------------------------------------ constructs


def constructs(evidence: Evidence) -> Iterator[Judgement]:
    """HTMT with its upper end, the reliability bound, and Fornell-Larcker as a second opinion."""
    say = Judge(Part.DISTINCT)
    sound = [pair for pair in evidence.pairs if evidence.distinct(pair) is True]
    if sound:
        yield _sound(say, sound, everything=len(sound) == len(evidence.pairs))
    apart = [pair for pair in evidence.pairs if isnan(pair.htmt) and evidence.distinct(pair) is None]
    for pair in evidence.pairs:
        if evidence.distinct(pair) is not True and pair not in apart:
            yield _doubtful(say, pair, evidence)
    if apart:
        yield _composites(say, apart)
    yield from _fornell_larcker(say, evidence)


def _sound(say: Judge, pairs: list[PairEvidence], *, everything: bool) -> Judgement:
    most, high = max(p.htmt for p in pairs), max(p.htmt_high for p in pairs)
    text = mark(
        "All constructs are distinct: HTMT is at most {most}, the upper end of its interval {high} (limit {limit})."
    )
    if len(pairs) == 1:
        text = mark("{a} and {b} are distinct: HTMT is {most}, the upper end of its interval {high} (limit {limit}).")
    elif not everything:
        text = mark(
            "{count} pairs of constructs are distinct: HTMT is at most {most}, its upper end {high} (limit {limit})."
        )
    numbers = {"htmt_most": most, "htmt_high_most": high, "pairs": len(pairs)}
    fields = {"most": decimal(most), "high": decimal(high), "limit": decimal(RULES["htmt_interval"].limit, 2)}
    fields |= {"a": pairs[0].a, "b": pairs[0].b} if len(pairs) == 1 else {"count": len(pairs)}
    return say("htmt", True, text, rule="htmt_interval", numbers=numbers, **fields)


def _doubtful(say: Judge, pair: PairEvidence, evidence: Evidence) -> Judgement:
    code, free = f"distinct_{pair.a}_{pair.b}", evidence.attenuated(pair)
    numbers = {"htmt": pair.htmt, "htmt_high": pair.htmt_high, "r": pair.correlation, "disattenuated": free}
    fields = {"a": pair.a, "b": pair.b}
    if free > RULES["reliability_bound"].limit:
        text = mark(
            "{a} and {b} are not distinct: free of error they would correlate at {free}. These answers have them as "
            "one construct."
        )
        return say(code, False, text, rule="reliability_bound", numbers=numbers, free=decimal(free, 2), **fields)
    fields |= {"htmt": decimal(pair.htmt), "limit": decimal(RULES["htmt"].limit, 2)}
    if pair.htmt > RULES["htmt"].limit:
        text = mark("{a} and {b} are not distinct: HTMT is {htmt} (limit {limit}).")
        return say(code, False, text, rule="htmt", numbers=numbers, **fields)
    if isnan(pair.htmt_high):
        text = mark("{a} and {b}: HTMT is {htmt} (limit {limit}); without a bootstrap it has no interval.")
        return say(code, None, text, rule="htmt_interval", numbers=numbers, **fields)
    text = mark(
        "{a} and {b} may not be distinct: HTMT is {htmt}, the upper end of its interval {high} (limit {limit})."
    )
    return say(code, None, text, rule="htmt_interval", numbers=numbers, high=decimal(pair.htmt_high), **fields)


def _composites(say: Judge, pairs: list[PairEvidence]) -> Judgement:
    most = max(pairs, key=lambda pair: abs(pair.correlation))
    text = mark("HTMT does not apply to composites. Of the pairs with one, {a} and {b} correlate most, at {r}.")
    fields: dict[str, Value] = {"a": most.a, "b": most.b, "r": decimal(most.correlation)}
    numbers = {"pairs": len(pairs), "r_most": most.correlation}
    return say("htmt_composites", None, text, rule="htmt", numbers=numbers, **fields)


def _fornell_larcker(say: Judge, evidence: Evidence) -> Iterator[Judgement]:
    ave = {c.name: c.ave for c in evidence.constructs if c.is_judged and not isnan(c.ave)}
    pairs = [p for p in evidence.pairs if p.a in ave and p.b in ave]
    failing = [p for p in pairs if abs(p.correlation) >= sqrt(min(ave[p.a], ave[p.b]))]
    if not pairs:
        return
    numbers = {"pairs": len(pairs), "failing": len(failing)}
    if not failing:
        text = mark("As a second opinion, every √AVE exceeds the correlations (Fornell-Larcker).")
        yield say("fornell_larcker", True, text, rule="fornell_larcker", numbers=numbers)
        return
    names = ", ".join(p.shown for p in failing)
    text = mark("As a second opinion, Fornell-Larcker fails for {names}: the correlation is no less than √AVE.")
    yield say("fornell_larcker", False, text, rule="fornell_larcker", numbers=numbers, names=names)


# ------------------------------------------------------------------------------------------------ collinearity


def collinearity(evidence: Evidence) -> Iterator[Judgement]:
    """VIF of sources that share a target, and full collinearity for one way of asking."""
    say = Judge(Part.COLLINEARITY)
    for target in dict.fromkeys(path.through[-1] for path in evidence.paths):
        shared = [p for p in evidence.paths if p.through[-1] == target and not isnan(p.vif)]
        if len(shared) > 1:
            yield _vif(say, target, {path.through[0]: path.vif for path in shared})
    full = {c.name: c.full_vif for c in evidence.constructs if not isnan(c.full_vif)}
    if len(full) > 1:
        yield _common_method(say, full)


def _vif(say: Judge, target: str, vif: dict[str, float]) -> Judgement:
    fail, watch = RULES["vif"].values
    most, high = max(vif.values()), ", ".join(name for name, value in vif.items() if value > watch)
    fields = {"target": target, "most": decimal(most, 2)}
    code, least = f"vif_{target}", min(vif.values())
    if least < 1 - ROUNDING:
        text = mark(
            "A VIF of {least} among the sources of {target} cannot be: corrected for unreliability, their "
            "correlations contradict each other."
        )
        return say(code, False, text, rule="vif", numbers=vif, least=decimal(least, 2), target=target)
    if most <= watch:
        text = mark(
            "The sources of {target} hardly overlap: VIF is at most {most} (watched above {watch}, limit {limit})."
        )
        limits = {"watch": decimal(watch, 0), "limit": decimal(fail, 0)}
        return say(code, True, text, rule="vif", numbers=vif, **limits, **fields)
    if most <= fail:
        text = mark(
            "The sources of {target} overlap: VIF goes up to {most} ({names}); above {limit} their paths cannot be "
            "separated."
        )
        return say(code, None, text, rule="vif", numbers=vif, limit=decimal(fail, 0), names=high, **fields)
    text = mark(
        "The sources of {target} overlap so much that their paths cannot be separated: VIF goes up to {most} "
        "({names}; limit {limit})."
    )
    return say(code, False, text, rule="vif", numbers=vif, limit=decimal(fail, 0), names=high, **fields)


def _common_method(say: Judge, full: dict[str, float]) -> Judgement:
    limit, most = RULES["full_collinearity"].limit, max(full.values())
    high = ", ".join(name for name, value in full.items() if value > limit)
    fields = {"most": decimal(most, 2), "limit": decimal(limit, 1)}
    if min(full.values()) < 1 - ROUNDING:
        text = mark(
            "Full collinearity VIF goes down to {least}, which cannot be, so it tells nothing of the way of asking."
        )
        least = decimal(min(full.values()), 2)
        return say("common_method", None, text, rule="full_collinearity", numbers=full, least=least)
    if not high:
        text = mark(
            "No sign that the way of asking coloured all answers: full collinearity VIF is at most {most} (limit "
            "{limit})."
        )
        return say("common_method", True, text, rule="full_collinearity", numbers=full, **fields)
    text = mark(
        "The way of asking may have coloured all answers: full collinearity VIF goes up to {most} ({names}; limit "
        "{limit})."
    )
    return say("common_method", False, text, rule="full_collinearity", numbers=full, names=high, **fields)
