"""How many hidden segments there are, if any: FIMIX-PLS for 1 to K segments compared by their criteria.

Information criteria as Sarstedt, Becker, Ringle & Schwaiger 2011 ("Uncovering and treating unobserved heterogeneity
with FIMIX-PLS", Schmalenbach Business Review 63) define and test them: joint AIC3 and CAIC were right most often.
Entropy EN: Ramaswamy et al. 1993; NFI: Roubens 1978; NEC: Celeux & Soromenho 1996; MDL5: Liang et al. 1992.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from langganan import arguments
from langganan.errors import ArgumentError
from langganan.measure.pls.assess.fimix import Segmentation, fimix
from langganan.measure.pls.assess.structure import Structure, structure_of
from langganan.measure.pls.decimals import decimal
from langganan.measure.pls.plan.power import minimum_detectable_path
from langganan.tables import Array, Result
from langganan.words import Phrase, mark

if TYPE_CHECKING:
    from langganan.measure.pls.estimate import Estimate

SEPARATED = 0.5
"""Entropy from which segments count as told apart (Ringle, Sarstedt & Mooi 2010)."""
PER_SOURCE, FEWEST = 10, 30
CRITERIA = ("aic", "aic3", "aic4", "bic", "caic", "hq", "mdl5")


@dataclass(frozen=True, eq=False, repr=False)
class Segments(Result):
    """One row per number of segments that was tried; NaN where no start came to a solution.

    Criteria (the smaller the better): aic, aic3, aic4, bic, caic, hq, mdl5, nec; en and nfi are 0 to 1, the larger
    the better separated. `smallest` is the number of respondents in the smallest segment. `chosen` is how many
    segments may be claimed: 1 unless AIC3 agrees with CAIC or BIC on more, EN is at least 0.50, and every segment
    holds at least `least` respondents.
    """

    segments: Array
    log_likelihood: Array
    parameters: Array
    aic: Array
    aic3: Array
    aic4: Array
    bic: Array
    caic: Array
    hq: Array
    mdl5: Array
    en: Array
    nfi: Array
    nec: Array
    smallest: Array
    chosen: int
    least: int
    solutions: tuple[Segmentation | None, ...]

    def best(self, criterion: str) -> int:
        """The number of segments at which a criterion is smallest."""
        return int(self.segments[np.nanargmin(getattr(self, criterion))])

    @property
    def solution(self) -> Segmentation | None:
        """The solution with `chosen` segments."""
        return self.solutions[self.chosen - 1]

    def sentences(self) -> tuple[Phrase, ...]:
        """What may be said about segments, and what may not."""
        return tuple(_sentences(self))


def compare(
    scores: Array, structure: Structure, *, most: int = 5, seed: int, starts: int = 20, intercepts: bool = False,
    least: int | None = None,
) -> Segments:  # fmt: skip
    """Compare 1 to `most` segments of standardised scores (n, k). This function will give a row for each.

    `least` is the smallest segment worth naming, by default 10 respondents per path into one construct and at
    least 30: enough to look at, not to test (see `sentences`).
    """
    arguments.whole("most", most, least=1, most=10)
    least = max(FEWEST, PER_SOURCE * structure.most_sources) if least is None else least
    found = [fimix(scores, structure, k, seed=seed, starts=starts, intercepts=intercepts) for k in range(1, most + 1)]
    if found[0] is None:
        raise ArgumentError(
            mark("A construct is explained almost fully by what leads to it, so no segments can differ in how it is.")
        )
    columns = _criteria(found, len(scores))
    return Segments(**columns, chosen=_chosen(columns, least), least=least, solutions=tuple(found))


def segments(
    estimate: Estimate, *, most: int = 5, seed: int = 1, starts: int = 20, intercepts: bool = False
) -> Segments:
    """Look for hidden segments in an estimate's construct scores. This function will give 1 to `most` compared."""
    return compare(estimate.scores, structure_of(estimate), most=most, seed=seed, starts=starts, intercepts=intercepts)


def _criteria(found: list[Segmentation | None], n: int) -> dict[str, Array]:
    count = np.arange(1, len(found) + 1)
    fit = np.array([np.nan if s is None else s.log_likelihood for s in found])
    free = np.array([np.nan if s is None else s.parameters for s in found], float)
    penalties = (2, 3, 4, np.log(n), np.log(n) + 1, 2 * np.log(np.log(n)), 5 * np.log(n))
    entropy = np.array([np.nan if s is None else _entropy(s.membership) for s in found])
    sharp = np.array([np.nan if s is None else (s.membership**2).sum() / n for s in found])
    with np.errstate(all="ignore"):
        gain = fit - fit[0]
        return {
            "segments": count, "log_likelihood": fit, "parameters": free,
            **{name: -2 * fit + each * free for name, each in zip(CRITERIA, penalties, strict=True)},
            "en": np.where(count > 1, 1 - entropy / (n * np.log(count)), np.nan),
            "nfi": np.where(count > 1, (count * sharp - 1) / (count - 1), np.nan),
            "nec": np.where(count > 1, np.where(gain > 0, entropy / gain, np.nan), 1.0),
            "smallest": np.array([np.nan if s is None else s.sizes.min() for s in found]),
        }  # fmt: skip


def _entropy(membership: Array) -> float:
    return -float((membership * np.log(np.maximum(membership, 1e-300))).sum())


def _chosen(columns: dict[str, Array], least: int) -> int:
    best = {name: int(columns["segments"][np.nanargmin(columns[name])]) for name in CRITERIA}
    k = best["aic3"]
    agreed = k in {best["caic"], best["bic"]}
    clear = columns["en"][k - 1] >= SEPARATED and columns["smallest"][k - 1] >= least
    return k if agreed and clear else 1


def _sentences(table: Segments) -> list[Phrase]:
    three, consistent, bayes = table.best("aic3"), table.best("caic"), table.best("bic")
    row = three - 1
    said = [Phrase(
        mark("Hidden segments: AIC3 is best with {aic3}, CAIC with {caic}, BIC with {bic} segments."),
        {"aic3": three, "caic": consistent, "bic": bayes},
    )]  # fmt: skip
    if table.chosen > 1:
        return said + _claimed(table)
    if three == consistent == bayes == 1:
        reason = Phrase(mark("One model for everybody describes the answers best; no segments may be claimed."))
    elif three not in {consistent, bayes}:
        reason = Phrase(mark("The criteria do not agree on one number, so no segments may be claimed."))
    elif not table.en[row] >= SEPARATED:
        text = mark("The {k} segments overlap too much (EN {en}, at least 0.50 is needed), so none may be claimed.")
        reason = Phrase(text, {"k": three, "en": decimal(table.en[row], 2)})
    else:
        text = mark("The smallest of the {k} segments has {n} respondents, fewer than {least}, so none may be claimed.")
        reason = Phrase(text, {"k": three, "n": int(table.smallest[row]), "least": table.least})
    return [*said, reason]


def _claimed(table: Segments) -> list[Phrase]:
    row, size = table.chosen - 1, int(table.smallest[table.chosen - 1])
    return [
        Phrase(
            mark("The answers fit {k} segments with different paths (EN {en}); the smallest has {n} respondents."),
            {"k": table.chosen, "en": decimal(table.en[row], 2), "n": size},
        ),
        Phrase(
            mark(
                "In a segment of {n}, paths below {path} would usually be missed. Before believing in segments, find "
                "what people in them have in common (age, region, shop) and compare groups by that."
            ),
            {"n": size, "path": decimal(minimum_detectable_path(size), 2)},
        ),
        Phrase(mark("Skewed answers can look like segments too: look at the distributions of the scores first.")),
    ]  # fmt: skip
