"""Rules that the printed numbers, or those that follow from them, do not meet."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from langganan.measure.pls.audit.chance import LEAST, MOST, two_sided
from langganan.measure.pls.audit.derive import Derived
from langganan.measure.pls.audit.finding import Finding, codes, relation, warning
from langganan.measure.pls.audit.interval import ANYTHING, Interval
from langganan.measure.pls.audit.printed import Number, Printed, PrintedEffect
from langganan.measure.pls.decimals import decimal
from langganan.measure.pls.reach import detectable, respondents_for, respondents_wanted
from langganan.measure.pls.thresholds import RULES
from langganan.words import mark


def unmet(printed: Printed, derived: Derived) -> Iterator[Finding]:
    """Every rule that is not met, in the order in which a reviewer asks."""
    yield from _sample(printed)
    yield from _items(printed)
    yield from _distinct(printed, derived)
    yield from _collinearity(printed, derived)
    for path in printed.paths:
        yield from _significance(path, printed)
    yield from _explained(printed, derived)


# ------------------------------------------------------------------------------------------------ sample and items


def _sample(printed: Printed) -> Iterator[Finding]:
    sizes = {path.name: path.estimate for path in printed.paths if path.estimate}
    if printed.n is None or not sizes or not printed.standardised:
        return
    name, estimate = min(sizes.items(), key=lambda item: abs(item[1].value))
    least, smallest = detectable(printed.n), abs(estimate.bounds).high
    if smallest < least:
        yield warning(
            "sample_size_inverse_sqrt",
            mark(
                "With n = {n}, paths of {least} and more are found in 4 studies of 5 (inverse square root, two-sided "
                "5 %). {path} is {smallest}, which takes {wanted} respondents or more by this rule."
            ),
            {"n": printed.n, "path": name, "smallest": smallest, "least": least, "n_needed": respondents_for(smallest)},
            "inverse_square_root",
            n=printed.n, least=decimal(least), path=name.replace("->", " → "), smallest=estimate.text,
            wanted=respondents_for(smallest),
        )  # fmt: skip


def _items(printed: Printed) -> Iterator[Finding]:
    for block in printed.loadings.values():
        yield from _below("loading_below", block, "loading", mark("The loading of {name} is {given}, below {limit}."))
    kinds = {"alpha": printed.alpha, "rho_a": printed.rho_a, "CR": printed.cr}
    for kind, numbers in kinds.items():
        yield from _below(f"{kind}_below", numbers, "reliability", _UNRELIABLE, kind)
        yield from _redundant(kind, numbers)
    yield from _below("AVE_below", printed.ave, "ave", mark("AVE of {name} is {given}, below {limit}."))


_UNRELIABLE = mark("{kind} of {name} is {given}, below {limit}.")


def _below(code: str, numbers: Mapping[str, Number], rule: str, text: str, kind: str = "") -> Iterator[Finding]:
    limit = RULES[rule].limit
    places = 3 if rule == "loading" else 2
    for name, number in numbers.items():
        # Most authors round the limit of a loading, to its last value; nobody is blamed for that.
        if abs(number.bounds).high < RULES[rule].values[-1]:
            fields = {"kind": kind} if kind else {}
            yield warning(
                f"{code}_{limit:.{places}f}_{name}", text, {"of": name, "printed": number.value, "limit": limit}, rule,
                name=name, given=number.text, limit=decimal(limit, places), **fields,
            )  # fmt: skip


def _redundant(kind: str, numbers: Mapping[str, Number]) -> Iterator[Finding]:
    rule = RULES["reliability_redundant"]
    for name, number in numbers.items():
        if rule.limit < number.bounds.low < 0.9995:
            yield warning(
                f"{kind}_above_{rule.limit:.2f}_{name}",
                mark("{kind} of {name} is {given}, above {limit}: its items may ask the same thing in other words."),
                {"of": name, "printed": number.value, "limit": rule.limit}, rule.code,
                kind=kind, name=name, given=number.text, limit=decimal(rule.limit, 2),
            )  # fmt: skip


# ------------------------------------------------------------------------------------------------ constructs


def _distinct(printed: Printed, derived: Derived) -> Iterator[Finding]:
    for a, b in printed.pairs:
        size = abs(derived.correlation(a, b))
        yield from _fornell_larcker(printed, (a, b), size)
        if not printed.consistent:
            yield from _reliability_bound(printed, (a, b), size)
    for pair, htmt in printed.htmt.items():
        yield from _htmt(pair, htmt)


def fails_fornell_larcker(printed: Printed, pair: tuple[str, str], size: Interval) -> bool:
    """Whether the correlation exceeds the √AVE of one of the two, however they were rounded."""
    return any(c in printed.ave and size.low > printed.ave[c].bounds.sqrt().high for c in pair)


def _fornell_larcker(printed: Printed, pair: tuple[str, str], size: Interval) -> Iterator[Finding]:
    if not fails_fornell_larcker(printed, pair, size):
        return
    roots = {c: printed.ave[c].bounds.sqrt().middle for c in pair if c in printed.ave}
    least = min(roots.values())
    code, source = f"fornell_larcker_fails_{codes(*pair)}", pair in printed.correlations
    numbers = {"r": size.middle, "r_is_printed": source} | {f"sqrt_ave_{name}": root for name, root in roots.items()}
    text = mark(
        "{a} and {b} correlate at {r} (printed), more than √AVE, which is {root} at the least: they share more with "
        "each other than with their own items."
    )
    if not source:
        text = mark(
            "{a} and {b} correlate at {r} (follows from the paths), more than √AVE, which is {root} at the least: they "
            "share more with each other than with their own items."
        )
    fields = {"a": pair[0], "b": pair[1], "r": decimal(size.middle), "root": decimal(least)}
    yield warning(code, text, numbers, "fornell_larcker", **fields)


def reliability_bound(printed: Printed, pair: tuple[str, str]) -> Interval:
    """√(reliability × reliability), with the largest reliability that is printed for each."""
    bound = Interval.exactly(1.0)
    for construct in pair:
        kinds = [kind[construct].bounds for kind in (printed.cr, printed.rho_a, printed.alpha) if construct in kind]
        if not kinds:
            return ANYTHING
        bound *= max(kinds, key=lambda interval: interval.high).within(0.0, 1.0)
    return bound.sqrt()


def _reliability_bound(printed: Printed, pair: tuple[str, str], size: Interval) -> Iterator[Finding]:
    bound = reliability_bound(printed, pair)
    if math.isinf(bound.high) or size.low <= bound.high:
        return
    free = size.middle / bound.middle
    yield warning(
        "corr_above_reliability_bound",
        mark(
            "{a} and {b} correlate at {r}; their reliabilities allow {bound} at most. Without error they would "
            "correlate at {free}, so they are empirically one construct and a consistent solution is inadmissible."
        ),
        {"a": pair[0], "b": pair[1], "r": size.middle, "bound": bound.middle, "disattenuated": free},
        "reliability_bound", a=pair[0], b=pair[1],
        r=decimal(size.middle), bound=decimal(bound.middle), free=decimal(free, 2),
    )  # fmt: skip


def _htmt(pair: tuple[str, str], htmt: Number) -> Iterator[Finding]:
    fail, strict = RULES["htmt"].values
    numbers = {"a": pair[0], "b": pair[1], "htmt": htmt.value}
    fields = {"a": pair[0], "b": pair[1], "htmt": htmt.text}
    if htmt.bounds.low > fail:
        text = mark("HTMT of {a} and {b} is {htmt}, above {limit}: the two are not distinct.")
        yield warning(f"htmt_above_{fail:.2f}_{codes(*pair)}", text, numbers, "htmt", limit=decimal(fail, 2), **fields)
    elif htmt.bounds.low > strict:
        text = mark("HTMT of {a} and {b} is {htmt}, above {limit}: distinct only if theory has them close.")
        yield warning(
            f"htmt_above_{strict:.2f}_{codes(*pair)}", text, numbers, "htmt", limit=decimal(strict, 2), **fields
        )


# ------------------------------------------------------------------------------------------------ paths


def _collinearity(printed: Printed, derived: Derived) -> Iterator[Finding]:
    limit = RULES["vif"].limit
    given = [(source, target, number.bounds) for (source, target), number in printed.vif.items()]
    worked = [
        (source, target, vif)
        for target in printed.targets
        for source, vif in derived.vif(target).items()
        if (source, target) not in printed.vif
    ]
    for target in dict.fromkeys(t for _, t, _ in (*given, *worked)):
        high = {s: vif for s, t, vif in (*given, *worked) if t == target and vif.low > limit}
        if high:
            most = max(vif.middle if math.isfinite(vif.high) else vif.low for vif in high.values())
            yield warning(
                "vif_gt_5",
                mark("The VIF of {sources} on {target} is up to {vif}, above {limit}: the paths cannot be separated."),
                {"sources": ", ".join(high), "target": target, "vif": most, "limit": limit}, "vif",
                sources=", ".join(high), target=target or "-", vif=decimal(most, 1), limit=decimal(limit, 0),
            )  # fmt: skip


def is_not_significant(path: PrintedEffect, printed: Printed) -> bool | None:
    """Whether the row says that zero cannot be ruled out: by its p, else its T, else its interval; None unknown."""
    if path.p:
        return path.p.value >= printed.level if path.p.is_exact else path.p.bounds.low >= printed.level
    if path.t:
        df = min(max(LEAST, (printed.resamples or MOST) - 1), MOST)
        return two_sided(path.t.value, df) * (printed.tails or 2) / 2 >= printed.level
    if path.low and path.high:
        return path.low.value <= 0 <= path.high.value
    return None


def _significance(path: PrintedEffect, printed: Printed) -> Iterator[Finding]:
    if not is_not_significant(path, printed):
        return
    numbers = {"from": path.source, "to": path.target, "level": printed.level} | _test(path)
    shown = _shown(path)
    wanted = _wanted(path, printed.n)
    fields = {"path": path.shown, "test": shown, "level": decimal(printed.level, 2)}
    if wanted is None:
        text = mark("{path} is not significant ({test}; limit {level}). That does not show that there is no effect.")
        yield warning(f"not_significant_{path.name}", text, numbers, "significance", **fields)
        return
    text = mark(
        "{path} is not significant ({test}; limit {level}). That does not show that there is no effect: to find one of "
        "this size in 4 studies of 5 it would take about {wanted} respondents."
    )
    yield warning(
        f"not_significant_{path.name}", text, numbers | {"n_needed": wanted}, "significance", wanted=wanted, **fields
    )


def _test(path: PrintedEffect) -> dict[str, float]:
    kinds = {
        "estimate": path.estimate,
        "sd": path.sd,
        "t": path.t,
        "p": path.p,
        "ci_low": path.low,
        "ci_high": path.high,
    }
    numbers = {kind: number.value for kind, number in kinds.items() if number}
    if path.estimate and path.sd and not path.low:
        reach = 1.959964 * path.sd.value
        numbers |= {"normal_ci_low": path.estimate.value - reach, "normal_ci_high": path.estimate.value + reach}
    return numbers


def _shown(path: PrintedEffect) -> str:
    parts = [f"p {relation(path.p)}" if path.p else "", f"T = {path.t.text}" if path.t else ""]
    interval = f"[{path.low.text}; {path.high.text}]" if path.low and path.high else ""
    return ", ".join(part for part in (*parts, interval) if part)


def _wanted(path: PrintedEffect, n: int | None) -> int | None:
    if n is None or path.estimate is None or path.sd is None:
        return None
    return respondents_wanted(n, path.estimate.value, path.sd.value)


# ------------------------------------------------------------------------------------------------ explanation


def _explained(printed: Printed, derived: Derived) -> Iterator[Finding]:
    limit = RULES["r2_suspicious"].limit
    for target in printed.targets:
        given, implied = printed.r2.get(target), derived.r2(target)
        r2 = given.bounds if given else implied
        if r2 and limit < r2.low <= 1:
            yield warning(
                f"R2_above_{limit:.2f}_{target}",
                mark("R² of {target} is {r2}, above {limit}: its sources probably ask for the same thing."),
                {"target": target, "r2": r2.middle, "r2_is_printed": given is not None}, "r2_suspicious",
                target=target, r2=decimal(r2.middle), limit=decimal(limit, 2),
            )  # fmt: skip
    for target, q2 in printed.q2predict.items():
        if q2.bounds.high <= RULES["q2predict"].limit:
            text = mark("Q²predict of {target} is {q2}: the average predicts new people at least as well.")
            numbers = {"target": target, "q2predict": q2.value}
            yield warning(f"q2predict_not_above_0_{target}", text, numbers, "q2predict", target=target, q2=q2.text)
    srmr, most = printed.srmr, RULES["srmr"].limit
    if srmr and srmr.bounds.low >= most:
        text = mark("SRMR is {srmr}; below {limit} is a close fit.")
        numbers = {"srmr": srmr.value, "limit": most}
        yield warning(f"srmr_above_{most:.2f}", text, numbers, "srmr", srmr=srmr.text, limit=decimal(most, 2))
