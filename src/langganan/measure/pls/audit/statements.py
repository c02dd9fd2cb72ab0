"""What the text maintains, held against the numbers that are printed."""

from __future__ import annotations

from collections.abc import Iterator

from langganan.measure.pls.audit.criteria import fails_fornell_larcker, is_not_significant, reliability_bound
from langganan.measure.pls.audit.derive import Derived
from langganan.measure.pls.audit.finding import Figure, Figures, Finding, codes, error, note, relation, warning
from langganan.measure.pls.audit.printed import Claim, ClaimKind, Printed, PrintedEffect
from langganan.measure.pls.thresholds import RULES
from langganan.words import mark


def unsupported(printed: Printed, derived: Derived) -> Iterator[Finding]:
    """Every claim that the printed numbers contradict or leave open.

    Where a form says nothing about the text, what the text must not say is noted instead, as a condition.
    """
    if printed.claims is None:
        yield from _conditions(printed)
        return
    for claim in printed.claims:
        yield from _check(claim, printed, derived)


def _check(claim: Claim, printed: Printed, derived: Derived) -> Iterator[Finding]:
    match claim.kind:
        case ClaimKind.SIGNIFICANT | ClaimKind.NOT_SIGNIFICANT | ClaimKind.NO_EFFECT:
            yield from _effect(claim, printed)
        case ClaimKind.MEDIATION:
            yield from _mediation(claim, printed)
        case ClaimKind.DISCRIMINANT_VALIDITY:
            yield from _discriminant(claim, printed, derived)
        case ClaimKind.CONVERGENT_VALIDITY | ClaimKind.RELIABILITY:
            yield from _quality(claim, printed)
        case ClaimKind.AVE_RULE | ClaimKind.COEFFICIENT_RULE:
            yield _rule(claim)
        case ClaimKind.NOT_UNDERSTOOD:
            yield note(
                "claim_not_understood", mark("This sentence was not understood and was not checked: {claim}"),
                {"claim": claim.text}, claim=claim.text,
            )  # fmt: skip


def _effect(claim: Claim, printed: Printed) -> Iterator[Finding]:
    path = printed.path(claim.source, claim.target)
    open_ = is_not_significant(path, printed) if path else None
    name = f"{claim.source} → {claim.target}"
    numbers: dict[str, Figure] = {"from": claim.source, "to": claim.target, "claim": claim.text}
    if path is None or open_ is None:
        text = mark("The text speaks of an effect {path}, but no test of it is printed: {claim}")
        yield note("claim_without_test", text, numbers, path=name, claim=claim.text)
    elif claim.kind is ClaimKind.SIGNIFICANT and open_:
        text = mark("The text has an effect {path} that its own numbers do not show ({test}): {claim}")
        yield error(
            "claim_contradicts_p_value", text, numbers | _p(path), path=name, test=_test(path), claim=claim.text
        )
    elif claim.kind is not ClaimKind.SIGNIFICANT and not open_:
        text = mark("The text denies an effect {path} that its own numbers show ({test}): {claim}")
        yield error(
            "claim_contradicts_p_value", text, numbers | _p(path), path=name, test=_test(path), claim=claim.text
        )
    elif claim.kind is ClaimKind.NO_EFFECT:
        text = mark("The text says that {path} has no effect. Not significant ({test}) does not show that: {claim}")
        yield warning("no_effect_not_shown", text, numbers, "", path=name, test=_test(path), claim=claim.text)


def _p(path: PrintedEffect) -> dict[str, float | None]:
    return {"p": path.p.value if path.p else None, "t": path.t.value if path.t else None}


def _test(path: PrintedEffect) -> str:
    if path.p:
        return f"p {relation(path.p)}"
    if path.t:
        return f"T = {path.t.text}"
    return f"[{path.low.text}; {path.high.text}]" if path.low and path.high else ""


def _mediation(claim: Claim, printed: Printed) -> Iterator[Finding]:
    ends = (claim.source, claim.target)
    rows = [e for e in printed.indirect if e.is_tested and (not claim.source or (e.source, e.target) == ends)]
    name = " → ".join(filter(None, ends)) or "-"
    numbers: dict[str, Figure] = {"from": claim.source, "to": claim.target, "claim": claim.text}
    if not rows:
        text = mark("The text speaks of mediation {path}, but no test of an indirect effect is printed: {claim}")
        yield error("claim_mediation_not_tested", text, numbers, path=name, claim=claim.text)
    elif all(is_not_significant(row, printed) for row in rows):
        text = mark("The text has an effect {path} that its own numbers do not show ({test}): {claim}")
        yield error(
            "claim_contradicts_p_value", text, numbers | _p(rows[0]), path=name, test=_test(rows[0]), claim=claim.text
        )


def _discriminant(claim: Claim, printed: Printed, derived: Derived) -> Iterator[Finding]:
    failing: list[str] = []
    seen = bool(printed.htmt)
    for pair in printed.pairs:
        size, htmt = abs(derived.correlation(*pair)), printed.htmt.get(pair)
        seen |= derived.correlation(*pair).is_known
        beyond = not printed.consistent and size.low > reliability_bound(printed, pair).high
        if beyond or fails_fornell_larcker(printed, pair, size) or (htmt and htmt.bounds.low > RULES["htmt"].limit):
            failing.append(codes(*pair))
    numbers: Figures = {"pairs": ", ".join(failing), "claim": claim.text}
    if failing:
        text = mark("The text calls the constructs distinct; the numbers of {pairs} say otherwise: {claim}")
        yield error(
            "claim_contradicts_discriminant_validity", text, numbers, pairs=", ".join(failing), claim=claim.text
        )
    elif not seen:
        text = mark("The text calls the constructs distinct, but prints neither HTMT nor their correlations: {claim}")
        yield note("claim_without_test", text, numbers, claim=claim.text)


def _quality(claim: Claim, printed: Printed) -> Iterator[Finding]:
    convergent = claim.kind is ClaimKind.CONVERGENT_VALIDITY
    limit = RULES["ave" if convergent else "reliability"].limit
    kinds = [printed.ave] if convergent else [printed.cr, printed.rho_a, printed.alpha]
    low = {name for kind in kinds for name, number in kind.items() if number.bounds.high < limit}
    names = ", ".join(name for name in printed.constructs if name in low)
    if low:
        yield error(
            f"claim_contradicts_{claim.kind.value}",
            mark("The text calls the measurement sound; the numbers of {names} fall short of {limit}: {claim}"),
            {"constructs": names, "limit": limit, "claim": claim.text}, names=names, limit=limit, claim=claim.text,
        )  # fmt: skip


def _rule(claim: Claim) -> Finding:
    numbers: Figures = {"claim": claim.text}
    if claim.kind is ClaimKind.AVE_RULE:
        text = mark(
            "The rule is misstated. AVE above 0.50 is convergent validity; for discriminant validity the square root "
            "of AVE (not its square, not AVE itself) has to exceed the correlations with other constructs: {claim}"
        )
        return error("ave_rule_misstated", text, numbers, claim=claim.text)
    text = mark(
        "The size of a coefficient does not show its significance: that takes its interval, T or p. No effect is 0, "
        "not -1: {claim}"
    )
    return error("coefficient_rule_misstated", text, numbers, claim=claim.text)


# ------------------------------------------------------------------------------------------------ no text given


def _conditions(printed: Printed) -> Iterator[Finding]:
    """Not a finding about the text, which is not there: what it would be found to say wrongly."""
    open_ = [path for path in printed.paths if is_not_significant(path, printed)]
    if open_:
        names = ", ".join(path.shown for path in open_)
        yield note(
            "claim_contradicts_p_value",
            mark("The form holds no claims of the text. One that calls {names} significant contradicts the tests."),
            {"claims_given": False, "paths": names}, names=names,
        )  # fmt: skip
    if printed.ave and not printed.htmt and not printed.correlations:
        yield note(
            "ave_rule_misstated",
            mark(
                "The form holds no claims of the text. Only AVE is printed that could stand for discriminant "
                "validity; AVE above 0.50, or its square, shows convergent validity only, so a sentence that rests "
                "discriminant validity on it misstates the rule."
            ),
            {"claims_given": False},
        )  # fmt: skip
