"""The verdict on a study: plain sentences made from its numbers alone, in the order in which a reviewer asks.

The codes, in their order (`C` a construct, `A` and `B` a pair, `X->Y` a path):
`convergence` `sample` `bootstrap` `bootstrap_lost` `bootstrap_inadmissible`; `items_C` or `loadings_C`
`reliability_C` `ave_C`; `htmt` `distinct_A_B`
`htmt_composites` `fornell_larcker`; `vif_C` `common_method`; `path_X->Y`;
`mediation_X->Y->Z`; `r2_C`; `prediction_C`; `may_conclude` `not_shown` `not_distinct` `cause` `single_source`;
`next_constructs` `next_drop_C` `next_items_C` `next_respondents_X->Y` `next_bootstrap` `next_prediction`
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
from langganan.measure.pls.verdict.judgement import HEADINGS, Judgement, Part, Verdict
from langganan.measure.pls.verdict.measurement import collinearity, constructs, items, sample
from langganan.measure.pls.verdict.structure import explanation, mediation, paths, prediction, supported

if TYPE_CHECKING:
    from langganan.measure.pls.bootstrap import Bootstrap
    from langganan.measure.pls.estimate import Estimate
    from langganan.measure.pls.predict import Prediction

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
    "gather",
    "judge",
    "supported",
    "verdict",
]
_PARTS = (sample, items, constructs, collinearity, paths, mediation, explanation, prediction, conclusions, following)


def verdict(found: Estimate | Bootstrap, *, prediction: Prediction | None = None) -> Verdict:
    """Judge a study. This function will give its judgements in a reviewer's order.

    `found` is a bootstrap, or an estimate, whose paths then count as not tested; `prediction` what PLSpredict gave.
    """
    return judge(gather(found, prediction))


def judge(evidence: Evidence) -> Verdict:
    """Judge plain numbers. This function will give the same verdict for the same numbers, whatever they come from."""
    return Verdict(judgement for part in _PARTS for judgement in part(evidence))
