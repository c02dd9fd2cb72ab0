"""Tables that a reader needs and the paper does not print; with what follows from the rest where something does."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from langganan.measure.pls.audit.derive import Derived
from langganan.measure.pls.audit.finding import Finding, codes, listed, note
from langganan.measure.pls.audit.interval import Interval
from langganan.measure.pls.audit.printed import Printed
from langganan.measure.pls.decimals import decimal
from langganan.measure.pls.thresholds import RULES
from langganan.words import Value, mark


def missing(printed: Printed, derived: Derived) -> Iterator[Finding]:
    """Every table that is not there, in the order in which a paper prints them."""
    if printed.n is None:
        yield note("no_n", mark("The number of respondents is not printed."))
    yield from _measurement(printed, derived)
    if printed.paths:
        yield from _structure(printed, derived)
        yield from _tests(printed, derived)
    if printed.srmr is None:
        yield note("no_srmr", mark("No measure of model fit is printed (SRMR)."))
    if not printed.q2predict and printed.paths:
        text = mark("Q²predict is not printed: nothing shows that the model predicts people it has not seen.")
        yield note("no_q2predict", text)
    for name in printed.unread:
        yield note(
            "entry_not_read", mark("The entry {name} of the form was not read: no table of that name is known."),
            {"entry": name}, name=name,
        )  # fmt: skip


def _measurement(printed: Printed, derived: Derived) -> Iterator[Finding]:
    yield from _loadings(printed)
    if not printed.ave:
        yield note("no_ave", mark("AVE is not printed, so convergent validity cannot be judged."))
    if not printed.cr and not printed.rho_a:
        yield note("no_cr", mark("No composite reliability is printed."))
    if not printed.alpha:
        about = {c: alpha for c in printed.constructs if (alpha := derived.about_alpha(c)) is not None}
        yield _with_guess(
            "no_alpha", mark("Cronbach's alpha is not printed."), about,
            mark("Cronbach's alpha is not printed. If items are about equally good it is about {values}."), 2,
        )  # fmt: skip
    if not printed.htmt and len(printed.pairs) > 0:
        about = {codes(*p): htmt for p in printed.pairs if (htmt := derived.about_htmt(*p)) is not None}
        yield _with_guess(
            "no_htmt", mark("HTMT is not printed, so discriminant validity is not shown."), about,
            mark(
                "HTMT is not printed, so discriminant validity is not shown. If items are about equally good it is "
                "about {values}; {limit} is the most that is accepted."
            ), 2, limit=decimal(RULES["htmt"].limit, 2),
        )  # fmt: skip
    if not printed.correlations and not printed.htmt and len(printed.pairs) > 0:
        yield note("no_correlations", mark("Correlations of the constructs are not printed (Fornell-Larcker table)."))


def _loadings(printed: Printed) -> Iterator[Finding]:
    given = sum(len(block) for block in printed.loadings.values())
    wanted = sum(printed.items.values())
    if given == 0:
        yield note("no_loadings_table", mark("Loadings are not printed, so no item can be judged."), {"given": 0})
    elif given < wanted:
        yield note(
            "no_loadings_table", mark("Loadings of {given} items are printed; there are {wanted} items."),
            {"given": given, "items": wanted}, given=given, wanted=wanted,
        )  # fmt: skip


def _structure(printed: Printed, derived: Derived) -> Iterator[Finding]:
    if not printed.r2 and not printed.r2_adjusted:
        about = {t: r2.middle for t in printed.targets if (r2 := derived.r2(t)) and r2.is_known}
        yield _with_guess(
            "no_R2", mark("R² is not printed."), about,
            mark("R² is not printed. From the paths and correlations it is {values}."),
        )  # fmt: skip
    if not printed.f2:
        about = {
            f"{source}->{target}": f2.middle
            for target in printed.targets
            for source, f2 in derived.f2(target).items()
            if _is_narrow(f2)
        }
        yield _with_guess(
            "no_f2", mark("Effect sizes f² are not printed."), about,
            mark("Effect sizes f² are not printed. From the paths and correlations they are about {values}."),
        )  # fmt: skip
    if not printed.vif and any(len(printed.sources(target)) > 1 for target in printed.targets):
        about = {
            f"{source}->{target}": vif.middle
            for target in printed.targets
            for source, vif in derived.vif(target).items()
            if len(printed.sources(target)) > 1 and _is_narrow(vif)
        }
        yield _with_guess(
            "no_vif", mark("VIF of the sources is not printed."), about,
            mark("VIF of the sources is not printed. From their correlations it is about {values}."), 1,
        )  # fmt: skip


def _tests(printed: Printed, derived: Derived) -> Iterator[Finding]:
    effects = (*printed.paths, *printed.indirect, *printed.total)
    if not any(effect.low and effect.high for effect in effects):
        yield note("no_ci", mark("No confidence interval is printed."))
    if not any(path.is_tested for path in printed.paths):
        yield note("no_test", mark("No path is tested: neither p, nor T, nor an interval is printed."))
    if printed.resamples is None:
        yield note("resamples_not_stated", mark("The number of bootstrap resamples is not stated."))
    tested = {(e.source, e.target) for e in printed.indirect if e.is_tested}
    chains = [chain for chain in derived.mediated if (chain[0], chain[-1]) not in tested]
    if chains:
        yield _untested(derived, chains)


def _untested(derived: Derived, chains: list[tuple[str, ...]]) -> Finding:
    about: dict[str, float] = {}
    for chain in chains:
        indirect = derived.indirect(chain[0], chain[-1])
        if _is_narrow(indirect):
            about["->".join(chain)] = indirect.middle
    names = ", ".join(" → ".join(chain) for chain in chains)
    if not about:
        return note("indirect_effect_not_tested", mark("Indirect effects are not tested: {names}."), {}, names=names)
    totals = {f"total_{c[0]}->{c[-1]}": derived.total(c[0], c[-1]).middle for c in chains if "->".join(c) in about}
    return note(
        "indirect_effect_not_tested",
        mark("Indirect effects are not tested: {names}. From the paths they are {values}."),
        about | totals, names=names, values=listed(about, 3),
    )  # fmt: skip


def _with_guess(
    code: str, plain: str, about: Mapping[str, float], guess: str, places: int = 3, **fields: Value
) -> Finding:
    """A table that is missing; with what follows from the others where something does."""
    return note(code, guess, about, values=listed(about, places), **fields) if about else note(code, plain)


def _is_narrow(interval: Interval) -> bool:
    """Whether the bounds are close enough together for their middle to be worth saying."""
    return math.isfinite(interval.high - interval.low) and interval.high - interval.low < 0.2 * (
        1 + abs(interval.middle)
    )
