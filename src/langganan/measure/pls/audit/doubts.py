"""Numbers that sit oddly together, though they may both be right; and how many resamples the p values give away."""

from __future__ import annotations

import math
from collections.abc import Iterator

from langganan.measure.pls.audit.chance import Degrees, degrees_allowed
from langganan.measure.pls.audit.derive import Derived
from langganan.measure.pls.audit.finding import Finding, bounds, codes, relation, warning
from langganan.measure.pls.audit.printed import Printed, PrintedEffect
from langganan.measure.pls.decimals import decimal
from langganan.measure.pls.thresholds import RULES
from langganan.words import mark

USUAL_RESAMPLES = (100, 200, 300, 500, 1_000, 2_000, 3_000, 5_000)
NORMAL_WIDTH = 2 * 1.959964
REESTIMATED = 0.25
"""Programs that estimate the model anew without a source give an f² up to this share away from the closed form."""


def doubts(printed: Printed, derived: Derived) -> Iterator[Finding]:
    """What is unusual enough for a reader to ask the authors about."""
    yield from _reliability(printed)
    yield from _ratios(printed, derived)
    for effect in (*printed.paths, *printed.indirect, *printed.total):
        yield from _bias(effect)
        yield from _interval(effect, printed)
    yield from _effect_sizes(printed, derived)
    yield from _resamples(printed)


def _reliability(printed: Printed) -> Iterator[Finding]:
    for construct, alpha in printed.alpha.items():
        cr = printed.cr.get(construct)
        if cr and alpha.bounds.low > cr.bounds.high and not printed.consistent:
            yield warning(
                "alpha_above_CR",
                mark("{construct}: alpha {alpha} exceeds composite reliability {cr}; it hardly ever does."),
                {"construct": construct, "alpha": alpha.value, "cr": cr.value}, "",
                construct=construct, alpha=alpha.text, cr=cr.text,
            )  # fmt: skip


def _ratios(printed: Printed, derived: Derived) -> Iterator[Finding]:
    """Under a common factor model HTMT is at least the correlation of the factors, and that at least the scores'."""
    for (a, b), htmt in printed.htmt.items():
        r = derived.correlation(a, b)
        if r.is_known and htmt.bounds.high < 0.9 * abs(r).low and not printed.consistent:
            yield warning(
                f"htmt_below_correlation_{codes(a, b)}",
                mark("HTMT of {a} and {b} is {htmt}, clearly less than their correlation of {r}; usually it is more."),
                {"a": a, "b": b, "htmt": htmt.value, "r": r.middle}, "", a=a, b=b, htmt=htmt.text, r=decimal(r.middle),
            )  # fmt: skip


def _bias(effect: PrintedEffect) -> Iterator[Finding]:
    if not (effect.estimate and effect.mean and effect.sd):
        return
    distance = abs(effect.estimate.bounds - effect.mean.bounds)
    if distance.low > effect.sd.bounds.high > 0:
        yield warning(
            "bootstrap_mean_far_from_estimate",
            mark("{path}: the mean of the resamples, {mean}, lies more than one standard deviation from {estimate}."),
            {"path": effect.name, "mean": effect.mean.value, "estimate": effect.estimate.value, "sd": effect.sd.value},
            "", path=effect.shown, mean=effect.mean.text, estimate=effect.estimate.text,
        )  # fmt: skip


def _interval(effect: PrintedEffect, printed: Printed) -> Iterator[Finding]:
    if effect.low is None or effect.high is None or effect.high.value < effect.low.value:
        return
    fields = {"path": effect.shown, "low": effect.low.text, "high": effect.high.text}
    numbers = {"path": effect.name, "low": effect.low.value, "high": effect.high.value}
    low, high = effect.low.bounds.low, effect.high.bounds.high
    if effect.estimate and not low <= effect.estimate.value <= high:
        yield warning(
            "ci_excludes_estimate", mark("{path}: the estimate {estimate} lies outside its interval {low} to {high}."),
            numbers | {"estimate": effect.estimate.value}, "", estimate=effect.estimate.text, **fields,
        )  # fmt: skip
    if effect.sd and printed.ci_level == 0.95:
        width, sd = effect.high.bounds - effect.low.bounds, effect.sd.bounds
        if width.low > 1.5 * NORMAL_WIDTH * sd.high or width.high < 0.5 * NORMAL_WIDTH * max(sd.low, 0.0):
            yield warning(
                "ci_width_unlike_sd", mark("{path}: the interval {low} to {high} does not go with an SD of {sd}."),
                numbers | {"sd": effect.sd.value}, "", sd=effect.sd.text, **fields,
            )  # fmt: skip
    yield from _interval_and_p(effect, printed, (effect.low.bounds.high, effect.high.bounds.low))


def _interval_and_p(effect: PrintedEffect, printed: Printed, sure: tuple[float, float]) -> Iterator[Finding]:
    """Interval and p may part near the limit; they are doubted from twice, or a fifth of, its error rate."""
    if effect.p is None or effect.low is None or effect.high is None:
        return
    rate = 1 - printed.ci_level
    excludes = effect.low.bounds.low > 0 or effect.high.bounds.high < 0
    includes = sure[0] < 0 < sure[1]
    if (excludes and effect.p.bounds.low > 2 * rate) or (includes and effect.p.bounds.high < rate / 5):
        yield warning(
            "ci_contradicts_p",
            mark("{path}: the interval {low} to {high} and p {p} point to different conclusions."),
            {"path": effect.name, "low": effect.low.value, "high": effect.high.value, "p": effect.p.value}, "interval",
            path=effect.shown, low=effect.low.text, high=effect.high.text, p=relation(effect.p),
        )  # fmt: skip


def _effect_sizes(printed: Printed, derived: Derived) -> Iterator[Finding]:
    for target in printed.targets:
        for source, expected in derived.f2(target).items():
            given = printed.f2.get((source, target))
            wide = expected.widened(0.02 + REESTIMATED * abs(expected).high)
            if given and not given.bounds.meets(wide):
                yield warning(
                    f"f2_inconsistent_{source}->{target}",
                    mark("f² of {source} on {target} is printed as {f2}; the paths give about {least} to {most}."),
                    {"source": source, "target": target, "f2": given.value, "derived": expected.middle},
                    "f2", source=source, target=target, f2=given.text, **bounds(expected),
                )  # fmt: skip


# ------------------------------------------------------------------------------------------------ resamples


def degrees(printed: Printed) -> Degrees | None:
    """Degrees of freedom at which all printed p values follow from their T, those that never do left out.

    None where they share none, or no row says anything; tails are two unless the form says one.
    """
    if printed.p_from != "t":
        return None
    rows = [e for e in (*printed.paths, *printed.indirect, *printed.total) if e.t and e.p and e.p.is_exact]
    ranges = [degrees_allowed(e.t.bounds, e.p.bounds, printed.tails or 2) for e in rows if e.t and e.p]
    allowed = [r for r in ranges if r is not None]
    if not allowed:
        return None
    low, high = max(r.low for r in allowed), min(r.high for r in allowed)
    return Degrees(low, high) if low <= high else None


def _resamples(printed: Printed) -> Iterator[Finding]:
    allowed = degrees(printed)
    least = int(RULES["bootstrap"].limit)
    if printed.resamples is not None:
        if printed.resamples < least:
            yield _too_few(printed.resamples, least)
        yield from _other_resamples(printed.resamples, allowed)
    elif allowed and not _from_respondents(printed, allowed) and allowed.high + 1 < least:
        yield _few_resamples(allowed, least)


def _too_few(stated: int, least: int) -> Finding:
    return warning(
        f"bootstrap_{stated}_below_{least}", mark("{stated} resamples were drawn; {least} are recommended."),
        {"resamples": stated, "recommended": least, "inferred": False}, "bootstrap", stated=stated, least=least,
    )  # fmt: skip


def _few_resamples(allowed: Degrees, least: int) -> Finding:
    """One usual number within the range is taken to be it; else only its upper end is said."""
    low, high = int(allowed.low) + 1, int(allowed.high) + 1
    usual = [b for b in USUAL_RESAMPLES if low <= b <= high]
    numbers = {"df_least": low - 1, "df_most": high - 1, "recommended": least, "inferred": True}
    if len(usual) == 1:
        return warning(
            f"bootstrap_{usual[0]}_below_{least}",
            mark(
                "The resamples are not stated. The printed p values follow from their T at {low} to {high} resamples "
                "only (t, one less degrees of freedom), of which {usual} is the usual number; {least} are recommended."
            ),
            numbers | {"resamples": usual[0]}, "bootstrap", low=low, high=high, usual=usual[0], least=least,
        )  # fmt: skip
    return warning(
        f"bootstrap_at_most_{high}_below_{least}",
        mark(
            "The resamples are not stated. The printed p values follow from their T at {low} to {high} resamples only "
            "(t, one less degrees of freedom); {least} are recommended."
        ),
        numbers, "bootstrap", low=low, high=high, least=least,
    )  # fmt: skip


def _from_respondents(printed: Printed, allowed: Degrees) -> bool:
    """Whether the degrees of freedom may come from the respondents instead (regression's n - k - 1, or n - 1)."""
    n = printed.n or 0
    return any(allowed.low <= df <= allowed.high for df in range(max(1, n - 10), n + 1))


def _other_resamples(stated: int, allowed: Degrees | None) -> Iterator[Finding]:
    if allowed and not allowed.low <= stated - 1 <= allowed.high and not math.isinf(allowed.high):
        yield warning(
            "p_inconsistent_with_bootstrap",
            mark(
                "{stated} resamples are stated; the printed p values follow from their T at {low} to {high} resamples "
                "only (t, one less degrees of freedom)."
            ),
            {"stated": stated, "df_least": allowed.low, "df_most": allowed.high}, "bootstrap",
            stated=stated, low=int(allowed.low) + 1, high=int(allowed.high) + 1,
        )  # fmt: skip
