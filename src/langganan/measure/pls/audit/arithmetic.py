"""Contradictions: printed numbers that cannot all be right, whatever they were before they were rounded."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from langganan.measure.pls.audit.chance import p_bounds
from langganan.measure.pls.audit.derive import Derived
from langganan.measure.pls.audit.finding import Finding, bounds, codes, error
from langganan.measure.pls.audit.interval import Interval, is_possible, total
from langganan.measure.pls.audit.printed import Number, Printed, PrintedEffect
from langganan.measure.pls.decimals import decimal
from langganan.words import mark


def contradictions(printed: Printed, derived: Derived) -> Iterator[Finding]:
    """Everything that contradicts itself, in the order of a paper: items, constructs, paths."""
    yield from _impossible(printed)
    yield from _reliability(printed)
    yield from _correlations(printed, derived)
    for effect in (*printed.paths, *printed.indirect, *printed.total):
        yield from _row(effect, printed)
    yield from _structure(printed, derived)
    yield from _effects(printed, derived)


# ------------------------------------------------------------------------------------------------ single numbers


def _impossible(printed: Printed) -> Iterator[Finding]:
    one = Interval(0.0, 1.0)
    shares = {"AVE": printed.ave, "CR": printed.cr, "R2": printed.r2}
    for kind, numbers in shares.items():
        yield from _outside(kind, numbers, one)
    yield from _outside("alpha", printed.alpha, Interval(-math.inf, 1.0))
    yield from _outside("Q2predict", printed.q2predict, Interval(-math.inf, 1.0))
    pairs = {codes(*pair): number for pair, number in printed.correlations.items()}
    yield from _outside("r", pairs, Interval(-1.0, 1.0))
    yield from _outside("HTMT", {codes(*p): v for p, v in printed.htmt.items()}, Interval(0.0, math.inf))
    yield from _outside("VIF", {"->".join(filter(None, p)): v for p, v in printed.vif.items()}, Interval(1.0, math.inf))
    for effect in (*printed.paths, *printed.indirect, *printed.total):
        yield from _outside("p", {effect.name: effect.p} if effect.p else {}, one)
        yield from _outside("SD", {effect.name: effect.sd} if effect.sd else {}, Interval(0.0, math.inf))
    if not printed.consistent:
        loadings = {item: number for block in printed.loadings.values() for item, number in block.items()}
        yield from _outside("loading", loadings, Interval(-1.0, 1.0))


def _ends(possible: Interval) -> dict[str, float]:
    return {"least": possible.low, "most": possible.high}


def _outside(kind: str, numbers: Mapping[str, Number], possible: Interval) -> Iterator[Finding]:
    for name, number in numbers.items():
        if not number.bounds.meets(possible):
            yield error(
                "impossible_value",
                mark("{kind} of {name} is printed as {given}. It can only lie from {least} to {most}."),
                {"what": kind, "of": name, "printed": number.value},
                kind=kind, name=name, given=number.text, **bounds(possible, 0),
            )  # fmt: skip


# ------------------------------------------------------------------------------------------------ items


def _reliability(printed: Printed) -> Iterator[Finding]:
    for construct in printed.constructs:
        ave, cr = printed.ave.get(construct), printed.cr.get(construct)
        if ave and cr and construct in printed.items:
            yield from _ave_and_cr(construct, ave, cr, printed.items[construct])
        block = printed.loadings.get(construct, {})
        if block and len(block) == printed.items.get(construct, len(block)):
            yield from _against_loadings(construct, ave, cr, [number.bounds for number in block.values()])
        yield from _root(construct, ave, printed.roots.get(construct))


def _ave_and_cr(construct: str, ave: Number, cr: Number, items: int) -> Iterator[Finding]:
    """With k items of mean squared loading A their sum is largest where all are √A: CR ≤ kA / (kA + 1 - A)."""
    most = composite_reliability_at_most(ave.bounds.within(0.0, 1.0), items)
    if cr.bounds.low > most + 1e-9:
        yield error(
            "AVE_CR_inconsistent",
            mark(
                "{construct}: with {items} items and an AVE of {ave}, composite reliability cannot exceed {most}, "
                "yet {cr} is printed."
            ),
            {"construct": construct, "items": items, "ave": ave.value, "cr": cr.value, "cr_at_most": most},
            construct=construct, items=items, ave=ave.text, cr=cr.text, most=decimal(most),
        )  # fmt: skip


def composite_reliability_at_most(ave: Interval, items: int) -> float:
    """The largest composite reliability that `items` items of this AVE can have: all loadings are equal."""
    return items * ave.high / (items * ave.high + 1 - ave.high)


def _against_loadings(
    construct: str, ave: Number | None, cr: Number | None, loadings: list[Interval]
) -> Iterator[Finding]:
    squares = total(loading.square() for loading in loadings)
    expected = squares / len(loadings)
    if ave and not ave.bounds.meets(expected):
        yield error(
            "AVE_loadings_inconsistent",
            mark("{construct}: AVE is printed as {ave}; the squared loadings average {least} to {most}."),
            {"construct": construct, "ave": ave.value, **_ends(expected)},
            construct=construct, ave=ave.text, **bounds(expected),
        )  # fmt: skip
    common, noise = total(loadings).square(), len(loadings) - squares
    if cr is None or noise.low < 0 or common.high <= 0:
        return
    reliability = Interval(common.low / (common.low + noise.high), common.high / (common.high + noise.low))
    if not cr.bounds.meets(reliability):
        yield error(
            "CR_loadings_inconsistent",
            mark("{construct}: composite reliability is printed as {cr}; the loadings give {least} to {most}."),
            {"construct": construct, "cr": cr.value, **_ends(reliability)},
            construct=construct, cr=cr.text, **bounds(reliability),
        )  # fmt: skip


def _root(construct: str, ave: Number | None, root: Number | None) -> Iterator[Finding]:
    if ave and root and not root.bounds.meets(ave.bounds.sqrt()):
        yield error(
            "fornell_larcker_diagonal_inconsistent",
            mark("{construct}: the diagonal of the Fornell-Larcker table is {root}; √AVE is {least} to {most}."),
            {"construct": construct, "ave": ave.value, "root": root.value},
            construct=construct, root=root.text, **bounds(ave.bounds.sqrt()),
        )  # fmt: skip


# ------------------------------------------------------------------------------------------------ constructs


def _correlations(printed: Printed, derived: Derived) -> Iterator[Finding]:
    for pair, number in printed.correlations.items():
        implied = derived.implied.get(pair)
        if implied and not implied.meets(number.bounds):
            yield error(
                f"correlation_inconsistent_with_paths_{codes(*pair)}",
                mark("The correlation of {a} and {b} is printed as {r}; the paths give {least} to {most}."),
                {"a": pair[0], "b": pair[1], "r": number.value, **_ends(implied)},
                a=pair[0], b=pair[1], r=number.text, **bounds(implied),
            )  # fmt: skip
    names = tuple(c for c in printed.constructs if any(c in pair for pair in printed.correlations))
    known = {(a, b): derived.correlation(a, b) for a in names for b in names}
    if names and all(entry.is_known for entry in known.values()) and not is_possible(names, known):
        yield error(
            "correlations_not_possible",
            mark("No data can have the printed correlations of the constructs: their matrix is not positive definite."),
            {"constructs": ", ".join(names)},
        )  # fmt: skip


# ------------------------------------------------------------------------------------------------ a row of effects


def _row(effect: PrintedEffect, printed: Printed) -> Iterator[Finding]:
    yield from _t(effect)
    yield from _p(effect, printed)
    yield from _interval(effect)


def _t(effect: PrintedEffect) -> Iterator[Finding]:
    if not (effect.estimate and effect.sd and effect.t) or effect.sd.bounds.high <= 0:
        return
    ratio = abs(effect.estimate.bounds) / effect.sd.bounds.within(0.0, math.inf)
    if not abs(effect.t.bounds).meets(ratio):
        yield error(
            "t_equals_est_over_sd",
            mark(
                "{path}: T is printed as {t}; the estimate {estimate} over its standard deviation {sd} is "
                "{least} to {most}."
            ),
            {"path": effect.name, "t": effect.t.value, **_ends(ratio)},
            path=effect.shown, t=effect.t.text, estimate=effect.estimate.text, sd=effect.sd.text, **bounds(ratio, 2),
        )  # fmt: skip


def _p(effect: PrintedEffect, printed: Printed) -> Iterator[Finding]:
    if effect.t is None or effect.p is None or printed.p_from != "t":
        return
    possible = p_bounds(effect.t.bounds, printed.tails)
    if effect.p.bounds.meets(possible):
        return
    code = f"p_inconsistent_with_t_{effect.t.value:.3g}"
    numbers = {"path": effect.name, "t": effect.t.value, "p": effect.p.value, **_ends(possible)}
    fields = {"path": effect.shown, "t": effect.t.text, "p": effect.p.text}
    if possible.high < 0.0005:
        yield error(
            code, mark("{path}: p is printed as {p}; for T = {t} it is far less than 0.001."), numbers, **fields
        )
        return
    text = mark("{path}: p is printed as {p}; for T = {t} it lies from {least} to {most}, whatever the resamples.")
    yield error(code, text, numbers, **fields, **bounds(possible, 4))


def _interval(effect: PrintedEffect) -> Iterator[Finding]:
    if effect.low is None or effect.high is None:
        return
    width = effect.high.bounds - effect.low.bounds
    fields = {"path": effect.shown, "low": effect.low.text, "high": effect.high.text}
    numbers = {"path": effect.name, "low": effect.low.value, "high": effect.high.value}
    if width.high < 0:
        yield error("ci_reversed", mark("{path}: the interval from {low} to {high} runs backwards."), numbers, **fields)
    elif effect.sd and width.low > 2 * math.sqrt(1 / 0.05) * effect.sd.bounds.high:
        yield error(
            "ci_too_wide_for_sd",
            mark(
                "{path}: the interval from {low} to {high} is wider than a standard deviation of {sd} allows under any "
                "distribution (Chebyshev)."
            ),
            numbers | {"sd": effect.sd.value}, **fields, sd=effect.sd.text,
        )  # fmt: skip


# ------------------------------------------------------------------------------------------------ structure


def _structure(printed: Printed, derived: Derived) -> Iterator[Finding]:
    for target in printed.targets:
        expected = derived.r2(target)
        if expected is None:
            continue
        yield from _r2(printed, target, expected)
        for source, vif in derived.vif(target).items():
            yield from _vif(printed, (source, target), vif)


def _r2(printed: Printed, target: str, expected: Interval) -> Iterator[Finding]:
    given = printed.r2.get(target)
    if expected.low > 1:
        yield error(
            f"R2_above_1_{target}",
            mark("The paths to {target} imply an R² of at least {least}; R² cannot exceed 1."),
            {"target": target, "r2_at_least": expected.low}, target=target, least=decimal(expected.low),
        )  # fmt: skip
    elif given and not given.bounds.meets(expected) and not given.bounds.meets(_adjusted(printed, target, expected)):
        yield error(
            f"R2_inconsistent_{target}",
            mark("R² of {target} is printed as {r2}; the paths and correlations give {least} to {most}."),
            {"target": target, "r2": given.value, **_ends(expected)},
            target=target, r2=given.text, **bounds(expected),
        )  # fmt: skip
    adjusted, n = printed.r2_adjusted.get(target), printed.n
    source = given.bounds if given else expected
    if adjusted and n and not adjusted.bounds.meets(_adjusted(printed, target, source)):
        yield error(
            f"R2_adjusted_inconsistent_{target}",
            mark("Adjusted R² of {target} is printed as {r2}; R² and n = {n} give {least} to {most}."),
            {"target": target, "r2_adjusted": adjusted.value, "n": n},
            target=target, r2=adjusted.text, n=n, **bounds(_adjusted(printed, target, source)),
        )  # fmt: skip


def _adjusted(printed: Printed, target: str, r2: Interval) -> Interval:
    """Adjusted R² = 1 - (1 - R²)(n - 1) / (n - k - 1); R² itself where n is not printed or too small."""
    n, k = printed.n or 0, len(printed.sources(target))
    return 1.0 - (1.0 - r2) * ((n - 1) / (n - k - 1)) if n > k + 1 else r2


def _vif(printed: Printed, pair: tuple[str, str], expected: Interval) -> Iterator[Finding]:
    given = printed.vif.get(pair)
    if given and not given.bounds.meets(expected):
        yield error(
            f"VIF_inconsistent_{pair[0]}->{pair[1]}",
            mark("VIF of {source} on {target} is printed as {vif}; the correlations give {least} to {most}."),
            {"source": pair[0], "target": pair[1], "vif": given.value, **_ends(expected)},
            source=pair[0], target=pair[1], vif=given.text, **bounds(expected),
        )  # fmt: skip


def _effects(printed: Printed, derived: Derived) -> Iterator[Finding]:
    """Indirect effects are products of paths; a total effect is the direct one and all indirect ones."""
    if not derived.order:
        return
    for effect in printed.indirect:
        ready = not effect.via or all(
            printed.path(*step) for step in zip(_chain(effect), _chain(effect)[1:], strict=False)
        )
        expected = (
            derived.along(_chain(effect)) if effect.via and ready else derived.indirect(effect.source, effect.target)
        )
        if ready:
            yield from _product("indirect_effect_inconsistent", effect, expected)
    for effect in printed.total:
        yield from _product("total_effect_inconsistent", effect, derived.total(effect.source, effect.target))


def _chain(effect: PrintedEffect) -> tuple[str, ...]:
    return (effect.source, *effect.via, effect.target)


def _product(code: str, effect: PrintedEffect, expected: Interval) -> Iterator[Finding]:
    if effect.estimate and not effect.estimate.bounds.meets(expected):
        yield error(
            code, mark("{path}: the effect is printed as {estimate}; the paths along the way give {least} to {most}."),
            {"path": effect.name, "estimate": effect.estimate.value, **_ends(expected)},
            path=effect.shown, estimate=effect.estimate.text, **bounds(expected),
        )  # fmt: skip
