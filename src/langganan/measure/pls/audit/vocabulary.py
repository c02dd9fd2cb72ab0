"""The names under which a form may give its entries, in English, Indonesian and the words of programs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from langganan.measure.pls.audit.printed import ClaimKind

ENTRIES: Mapping[str, str] = {
    "n": "n samplesize sample respondents responden nobs observations",
    "items": "itemsperconstruct items indicators indicatorsperconstruct numberofitems item",
    "constructs": (
        "constructs construct variables latentvariables konstruk reliability measurement measurementmodel outermodel"
        " names labels"
    ),
    "ave": "ave averagevarianceextracted",
    "cr": "cr compositereliability rhoc",
    "alpha": "alpha cronbach cronbachsalpha cronbachalpha",
    "rho_a": "rhoa",
    "loadings": "loadings outerloadings loading",
    "htmt": "htmt heterotraitmonotrait heterotraitmonotraitratio",
    "correlations": "correlations correlation constructcorrelations r fornelllarcker latentvariablecorrelations",
    "paths": "paths path pathcoefficients innermodel structural structuralmodel directeffects",
    "indirect": "indirect indirecteffects specificindirecteffects indirecteffect",
    "total": "total totaleffects totaleffect",
    "r2": "r2 r² rsquare rsquared",
    "r2_adjusted": "r2adjusted adjustedr2 rsquareadjusted adjustedrsquare r2adj",
    "f2": "f2 f² fsquare effectsize effectsizes",
    "vif": "vif innervif collinearity",
    "q2predict": "q2predict q²predict qsquarepredict",
    "srmr": "srmr",
    "resamples": "resamples bootstrap subsamples bootstrapresamples bootstrapsamples bootstrapsubsamples bootstraps",
    "level": "alphalevel significancelevel significance level",
    "ci_level": "cilevel confidencelevel",
    "tails": "tails tailed testtype sided sides",
    "p_from": "pfrom pmethod",
    "method": "method estimator algorithm",
    "standardised": "standardised standardized",
    "claims": "claims claim text statements conclusions klaim",
}
"""What an entry of the form may be called, letters and digits only."""
STATISTICS: Mapping[str, str] = {
    "estimate": (
        "est estimate originalsample o original coefficient coef coeff beta β path b originalsampleo value"
        " pathcoefficient koefisien"
    ),
    "mean": "mean samplemean m samplemeanm",
    "sd": "sd stdev standarddeviation stdeviation se stderror standarderror standarddeviationstdev",
    "t": "t tstat tstatistic tstatistics tvalue tvalues tstatisticsostdev",
    "p": "p pvalue pvalues sig pval",
    "low": "cilow low lower lowerci llci 25 025 lcl",
    "high": "cihigh high upper upperci ulci 975 0975 ucl",
}
"""What a statistic of an effect may be called."""
KINDS: Mapping[ClaimKind, str] = {
    ClaimKind.SIGNIFICANT: (
        "significant supported accepted diterima didukung signifikan berpengaruh effect influence influences affects"
        " positive yes true confirmed pathsignificant significantpath significanteffect"
    ),
    ClaimKind.NOT_SIGNIFICANT: (
        "notsignificant insignificant notsupported rejected ditolak ns no false unsupported nonsignificant"
        " tidaksignifikan tidakdidukung"
    ),
    ClaimKind.NO_EFFECT: "noeffect",
    ClaimKind.MEDIATION: "mediation mediates indirect mediator",
    ClaimKind.DISCRIMINANT_VALIDITY: "discriminantvalidity discriminant fornelllarcker",
    ClaimKind.CONVERGENT_VALIDITY: "convergentvalidity convergent",
    ClaimKind.RELIABILITY: "reliability reliable",
    ClaimKind.AVE_RULE: "averule",
    ClaimKind.COEFFICIENT_RULE: "coefficientrule significancefromcoefficient",
}
"""What a kind of claim, or a decision about a hypothesis, may be called."""
WRAPPERS = frozenset({"input", "printed", "tables", "numbers"})
"""Entries that hold a form inside the form."""
ABOUT = frozenset({
    "title", "author", "authors", "year", "doi", "journal", "source", "url", "note", "notes", "description", "comment",
    "comments", "study", "paper", "software", "program", "language", "date", "q2", "crossloadings", "weights",
    "derived", "mustflag", "mustnotflag",
})  # fmt: skip
"""Entries about the paper that no check needs."""

FROM = ("from", "source", "exogenous", "independent", "predictor", "iv", "dari")
TO = ("to", "target", "endogenous", "dependent", "outcome", "dv", "ke", "on")
FIRST = (*FROM, "a", "construct1", "first", "x", "of")
SECOND = (*TO, "b", "construct2", "second", "y", "with")
NAME = ("name", "construct", "variable", "id", "code", "konstruk")
VIA = ("via", "through", "mediator")
LABEL = frozenset({"label", "labels", "fullname", "alias", "aliases", "title"})
WRITTEN = ("path", "relationship", "relation", "effect", "hypothesis", "name")
INTERVAL = frozenset({"ci", "interval", "confidenceinterval", "ci95", "95ci", "bca", "percentile", "bootci"})
DECISION = frozenset({"decision", "result", "status", "conclusion", "supported", "keputusan", "keterangan"})
BESIDE = frozenset({*WRITTEN, *VIA, *FROM, *TO, *DECISION, *LABEL, "note", "id"})
"""What may stand in a row of effects beside its statistics."""
NOTHING = frozenset({"", "-", "--", "n.a.", "na", "n/a", "null", "none", "nan"})
"""What a cell holds where nothing is printed."""

ARROW = re.compile(r"\s*(?:-{1,2}>|=>|→|⟶)\s*")
BETWEEN = re.compile(r"\s*(?:<?-{1,2}>|<->|~~|[-/|,;&_~:]|\band\b|\bwith\b|\bdan\b)\s*")


def plain(name: object) -> str:
    """A name with letters and digits only, in small ones, for comparing."""
    return re.sub(r"[^\w²]|_", "", str(name).lower())


def fields(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row under plain names, without what is not given."""
    return {plain(name): value for name, value in row.items() if value is not None}


def first(row: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    """What a row of plain names gives under the first of these names; None where under none."""
    return next((row[name] for name in names if name in row), None)


def is_arrow(given: object) -> bool:
    """Whether something is written as `X -> Y`."""
    return isinstance(given, str) and bool(ARROW.search(given))


def entry(name: object) -> str | None:
    """The entry that goes by this name."""
    return _ENTRY.get(plain(name))


def statistic(name: object) -> str | None:
    """The statistic of an effect that goes by this name."""
    return _STATISTIC.get(plain(name))


def kind(name: object) -> ClaimKind | None:
    """The kind of claim that goes by this name."""
    return _KIND.get(plain(name))


def _table(names: Mapping[Any, str]) -> dict[str, Any]:
    return {alias: key for key, aliases in names.items() for alias in aliases.split()}


_ENTRY, _STATISTIC, _KIND = _table(ENTRIES), _table(STATISTICS), _table(KINDS)
