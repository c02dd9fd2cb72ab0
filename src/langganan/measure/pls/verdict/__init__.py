"""The verdict on a study: plain sentences made from its numbers alone, in the order in which a reviewer asks.

The codes, in their order (`C` a construct, `A` and `B` a pair, `X->Y` a path):
`convergence` `sample` `sample_tests` `bootstrap` `bootstrap_lost` `bootstrap_inadmissible`; `items_C` or `loadings_C`
`reliability_C` `ave_C`; `htmt` `distinct_A_B`
`htmt_composites` `fornell_larcker`; `vif_C` `common_method`; `path_X->Y`;
`mediation_X->Y->Z`; `r2_C`; `prediction_C`; `groups_invariance`
`groups_differ`; `may_conclude` `may_conclude_interaction` `not_reliable`
`not_shown` `not_distinct` `cause` `single_source`;
`next_constructs` `next_drop_C` `next_items_C` `next_parts_C` `next_reliability_C`
`next_respondents_X->Y` `next_bootstrap` `next_prediction`
`next_report`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from langganan.measure.pls.verdict.conclusions import conclusions, following
from langganan.measure.pls.verdict.evidence import (
    ConstructEvidence,
    EffectEvidence,
    Evidence,
    PairEvidence,
    PredictionEvidence,
    ResamplesEvidence,
    gather,
)
from langganan.measure.pls.verdict.groups import compared
from langganan.measure.pls.verdict.judgement import HEADINGS, Judgement, Part, Verdict
from langganan.measure.pls.verdict.measurement import collinearity, constructs, items, sample
from langganan.measure.pls.verdict.structure import explanation, mediation, paths, prediction, supported

if TYPE_CHECKING:
    from langganan.measure.pls.bootstrap import Bootstrap
    from langganan.measure.pls.compare.multigroup import MultiGroup
    from langganan.measure.pls.estimate import Estimate
    from langganan.measure.pls.predict.predict import Prediction

__all__ = [
    "HEADINGS",
    "ConstructEvidence",
    "EffectEvidence",
    "Evidence",
    "Judgement",
    "PairEvidence",
    "Part",
    "PredictionEvidence",
    "ResamplesEvidence",
    "Verdict",
    "compared",
    "gather",
    "judge",
    "supported",
    "verdict",
]
_PARTS = (sample, items, constructs, collinearity, paths, mediation, explanation, prediction, conclusions, following)


def verdict(
    found: Estimate | Bootstrap, *, prediction: Prediction | None = None, groups: MultiGroup | None = None
) -> Verdict:
    """Judge a study. This function will give its judgements in a reviewer's order.

    `found` is a bootstrap, or an estimate, whose paths then count as not tested; `prediction` what PLSpredict gave;
    `groups` a comparison of groups.
    """
    judged = judge(gather(found, prediction))
    if groups is None:
        return judged
    order = list(Part)
    return Verdict(sorted((*judged, *compared(groups)), key=lambda judgement: order.index(judgement.part)))


def judge(evidence: Evidence) -> Verdict:
    """Judge plain numbers. This function will give the same verdict for the same numbers, whatever they come from."""
    return Verdict(judgement for part in _PARTS for judgement in part(evidence))
