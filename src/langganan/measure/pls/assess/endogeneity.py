"""Endogeneity of every equation of a model, told in a table and in sentences (the arithmetic is in `copula`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np

from langganan import arguments
from langganan.measure.pls.assess.copula import Draws, regressions
from langganan.measure.pls.assess.normality import Normality, normality
from langganan.measure.pls.assess.structure import Structure, structure_of
from langganan.measure.pls.bootstrap import p_values
from langganan.measure.pls.engine.resample import Drawn
from langganan.tables import Array, Result
from langganan.words import Phrase, mark

if TYPE_CHECKING:
    from langganan.measure.pls.estimate import Estimate

LEVEL = 0.05
MOST = 200_000_000
"""How many counts (respondents times resamples) are held at once."""
RELIABLE = 1000
"""Below this many respondents copulas with an intercept find little (Becker, Proksch & Ringle 2022)."""


class Finding(NamedTuple):
    """One equation: sources that could be tested, those that could not (normal), those found endogenous.

    `model` is the regression that says so, whose paths are to be reported beside the plain ones; 0 if none does.
    """

    target: str
    tested: tuple[str, ...]
    untested: tuple[str, ...]
    found: tuple[str, ...]
    model: int


@dataclass(frozen=True, eq=False, repr=False)
class Endogeneity(Result):
    """One row per coefficient of every regression. `model` counts a target's regressions, 0 being without terms.

    `kind` is "path" or "copula"; `terms` names the sources with a copula term in that regression; `sd` is the
    bootstrap standard error, t = estimate / sd, p two-tailed by t with (draws - 1) degrees of freedom; ci_low and
    ci_high percentiles of the draws.
    """

    target: Array
    model: Array
    terms: Array
    kind: Array
    source: Array
    estimate: Array
    sd: Array
    t: Array
    p: Array
    ci_low: Array
    ci_high: Array
    findings: tuple[Finding, ...]
    normality: Normality
    n: int

    def sentences(self) -> tuple[Phrase, ...]:
        """What may be said of each endogenous construct."""
        said = [phrase for finding in self.findings for phrase in _sentences(finding)]
        if self.n < RELIABLE and any(f.tested for f in self.findings):
            said.append(Phrase(
                mark(
                    "With {n} respondents the copula test finds only strong endogeneity (1,000 or more are advised),"
                    " so finding none is weak evidence."
                ),
                {"n": self.n},
            ))  # fmt: skip
        return tuple(said)


def endogenous(scores: Array, structure: Structure, counts: Array, *, level: float = LEVEL) -> Endogeneity:
    """Test every equation. `scores` (n, k), `counts` (n, B) resamples. This function will give all regressions.

    A source is tested where its scores are not normal (Anderson-Darling p below `level`); interactions are not
    (the terms of their parts suffice: Papies, Ebbes & van Heerde 2017). Sources count as endogenous where all terms of
    a combination are significant at `level` / number of sources tested (Bonferroni); of several such combinations
    the one with most terms is taken, then the one whose weakest term is clearest: an endogenous source also
    shows in the terms of those it is correlated with.
    """
    shape = normality(scores, structure.names)
    bent = shape.anderson_darling_p < level
    rows: list[dict[str, object]] = []
    findings = []
    for target, places in structure.equations:
        sources = tuple(structure.sources[places].tolist())
        plain = [s for s in sources if ":" not in structure.names[s]]
        tested = tuple(s for s in plain if bent[s])
        models = regressions(scores, target, sources, tested, counts)
        tables = [_rows(structure, target, number, draws, level) for number, draws in enumerate(models)]
        rows += [row for table in tables for row in table]
        untested = tuple(structure.names[s] for s in plain if not bent[s])
        names = tuple(structure.names[s] for s in tested)
        found, number = _found(tables[1:], level / max(len(tested), 1))
        findings.append(Finding(structure.names[target], names, untested, found, number))
    columns = {name: _column([row[name] for row in rows]) for name in rows[0]}
    return Endogeneity(**columns, findings=tuple(findings), normality=shape, n=len(scores))


def endogeneity(estimate: Estimate, *, resamples: int = 2000, seed: int = 1) -> Endogeneity:
    """Test an estimate's construct scores, taken as given, by bootstrap. This function will give all regressions."""
    arguments.whole("resamples", resamples, least=99, most=MOST // estimate.n)
    drawn = Drawn(arguments.seed(seed), estimate.n, 0, resamples)
    counts = np.concatenate([block for _, block in drawn])
    return endogenous(estimate.scores, structure_of(estimate), counts)


def _rows(structure: Structure, target: int, number: int, draws: Draws, level: float) -> list[dict[str, object]]:
    names = structure.names
    kinds = ["path"] * len(draws.sources) + ["copula"] * len(draws.terms)
    low, high = np.quantile(draws.draws, [level / 2, 1 - level / 2], axis=1)
    deviation = draws.deviation
    t = draws.estimate / np.where(deviation > 0, deviation, np.nan)
    p = p_values(t, draws.draws.shape[1] - 1, 2)
    shared = {"target": names[target], "model": number, "terms": ", ".join(names[s] for s in draws.terms)}
    return [
        shared
        | {"kind": kind, "source": names[source], "estimate": draws.estimate[i], "sd": deviation[i], "t": t[i]}
        | {"p": p[i], "ci_low": low[i], "ci_high": high[i]}
        for i, (kind, source) in enumerate(zip(kinds, draws.sources + draws.terms, strict=True))
    ]


def _found(tables: list[list[dict[str, object]]], limit: float) -> tuple[tuple[str, ...], int]:
    """The sources of the combination that is believed, and the number of its regression (0: none is)."""
    best: tuple[int, float, int, tuple[str, ...]] = (0, 0.0, 0, ())
    for number, table in enumerate(tables, 1):
        terms = [row for row in table if row["kind"] == "copula"]
        weakest = max(cast("float", row["p"]) for row in terms)
        if weakest < limit:
            clearest = min(abs(cast("float", row["t"])) for row in terms)
            best = max(best, (len(terms), clearest, number, tuple(str(row["source"]) for row in terms)))
    return best[3], best[2]


def _column(values: list[object]) -> Array:
    return np.array(values, object if isinstance(values[0], str) else None)


def _sentences(finding: Finding) -> list[Phrase]:
    said = []
    fields = {"target": finding.target, "sources": ", ".join(finding.found)}
    if finding.found:
        one = mark(
            "{sources} may be endogenous for {target}: part of its path may come from causes the model leaves out."
            " Report the paths with copula terms beside it, and do not call the plain path an effect."
        )
        several = mark(
            "At least one of {sources} may be endogenous for {target} (the test cannot say which where they go"
            " together). Report the paths with copula terms beside the plain ones, and do not call those effects."
        )
        said.append(Phrase(one if len(finding.found) == 1 else several, fields))
    elif finding.tested:
        text = mark("No sign of endogeneity was found for {target} (tested: {sources}).")
        said.append(Phrase(text, fields | {"sources": ", ".join(finding.tested)}))
    if finding.untested:
        text = mark(
            "For {target}, {sources} cannot be tested with copulas: the scores do not differ from a normal"
            " distribution. Use an instrument, or control variables, and argue from theory."
        )
        said.append(Phrase(text, fields | {"sources": ", ".join(finding.untested)}))
    return said
