"""Every rule by which a study is judged: what is compared with what, who says so, and whether we have checked it.

The verdict, the audit and the report read their limits here and nowhere else. A rule is `verified` where we have
seen it at its source or can work it out; the others are quoted from memory of the literature and say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from langganan.words import Phrase, mark


class Comparison(StrEnum):
    """How a number stands to the rule's limit where the rule is met."""

    AT_LEAST = "≥"
    AT_MOST = "≤"
    ABOVE = ">"
    BELOW = "<"


@dataclass(frozen=True)
class Rule:
    """One rule. `values` are its limits, the one that decides first.

    `what` is the rule as a sentence, with the gaps {limit} or {percent} for the limit; `gloss` says why; `source` is
    marked for translation where it holds more than names.
    """

    code: str
    what: str
    comparison: Comparison
    values: tuple[float, ...]
    source: str
    verified: bool
    gloss: str

    @property
    def limit(self) -> float:
        """The limit that decides."""
        return self.values[0]

    def holds(self, number: float) -> bool:
        """Whether a number meets the rule; NaN never does."""
        match self.comparison:
            case Comparison.AT_LEAST:
                return number >= self.limit
            case Comparison.AT_MOST:
                return number <= self.limit
            case Comparison.ABOVE:
                return number > self.limit
            case Comparison.BELOW:
                return number < self.limit

    def say(self) -> Phrase:
        """The rule as a sentence."""
        return Phrase(self.what, {"limit": _shown(self.limit), "percent": _shown(100 * self.limit)})

    def cite(self) -> Phrase:
        """The rule's source, in the reader's language."""
        return Phrase(self.source)


def _shown(limit: float) -> Decimal:
    """A limit with at least two decimals where it has any, as 0.70 and 0.708."""
    text = f"{limit:.3f}".removesuffix("0")
    return Decimal(f"{limit:.0f}" if float(limit).is_integer() else text.removesuffix("0") if limit > 1 else text)


_HAIR: Final = "Hair, Risher, Sarstedt & Ringle 2019"
_BOOK: Final = "Hair, Hult, Ringle & Sarstedt 2022"
_RULES: Final = (
    # ---- the sample
    Rule(
        "inverse_square_root", mark("√n times the smallest path is {limit} or more"), Comparison.AT_LEAST,
        (2.802, 2.486), mark("Kock & Hadaya 2018; 2.802 = z(.975) + z(.80); one-sided, as in their table: 2.486"),
        verified=True,
        gloss=mark("a true path of this size is found in 4 studies of 5 (two-sided 5 %)"),
    ),
    Rule(
        "sample_unknown_path",
        mark("There are {limit} respondents or more where the smallest path is not known beforehand"),
        Comparison.AT_LEAST,
        (160,), "Kock & Hadaya 2018", verified=True,
        gloss=mark("enough for paths of 0.197 and more, one-sided 5 % (0.222 two-sided)"),
    ),
    Rule(
        "bootstrap", mark("{limit} bootstrap resamples or more are drawn"), Comparison.AT_LEAST, (10_000, 5_000, 500),
        mark("SmartPLS, bootstrapping page"),
        verified=True, gloss=mark("with fewer, p values and intervals differ from one run to the next"),
    ),
    Rule(
        "bootstrap_least", mark("An interval rests on {limit} bootstrap resamples or more"), Comparison.AT_LEAST,
        (50,), mark("Efron & Tibshirani 1993, section 6.4"), verified=False,
        gloss=mark("fewer seldom give even a standard error; intervals take far more"),
    ),
    Rule(
        "sample_tests",
        mark("There are {limit} respondents or more, so that p values keep what they promise"), Comparison.AT_LEAST,
        (300,), mark("our own simulations; of the sizes tried, the smallest at which they do"), verified=True,
        gloss=mark("of 100 paths that are truly zero, about 6 have p < 0.05 at n = 100, and 5 or 6 at n = 300"),
    ),
    Rule(
        "bootstrap_lost", mark("No more than {percent} % of the resamples are lost"), Comparison.AT_MOST, (0.05,),
        mark("our own convention"), verified=False, gloss=mark("the rest may no longer stand for the sample"),
    ),
    # ---- the items
    Rule(
        "loading", mark("The loading of an item is {limit} or more"),
        Comparison.AT_LEAST, (0.708, 0.70),
        mark("Hair, Risher, Sarstedt & Ringle 2019; SmartPLS, thresholds page (0.70)"),
        verified=True, gloss=mark("the construct explains at least half of the item (0.708² = 0.50)"),
    ),
    Rule(
        "loading_drop", mark("An item whose loading is below {limit} is dropped"), Comparison.AT_LEAST, (0.40,), _BOOK,
        verified=False, gloss=mark("between 0.40 and 0.708 an item stays only if AVE and reliability are met with it"),
    ),
    Rule(
        "reliability", mark("Cronbach's alpha, rho A and rho C are {limit} or more"),
        Comparison.AT_LEAST, (0.70,), mark("SmartPLS, thresholds page"),
        verified=True,
        gloss=mark("the items of a construct agree well enough to be summed"),
    ),
    Rule(
        "reliability_exploratory", mark("In exploratory work reliability is {limit} or more"),
        Comparison.AT_LEAST, (0.60,), _HAIR,
        verified=False, gloss=mark("0.60 to 0.70 is accepted in exploratory research only"),
    ),
    Rule(
        "reliability_redundant", mark("Reliability is no higher than {limit}"),
        Comparison.AT_MOST, (0.95,), _HAIR, verified=False,
        gloss=mark("above this the items ask the same thing in other words"),
    ),
    Rule(
        "ave", mark("The average variance extracted (AVE) is {limit} or more"), Comparison.AT_LEAST, (0.50,),
        mark("Fornell & Larcker 1981; SmartPLS, thresholds page"),
        verified=True, gloss=mark("convergent validity: the construct explains half of its items on average"),
    ),
    # ---- the constructs
    Rule(
        "htmt", mark("The heterotrait-monotrait ratio (HTMT) is no higher than {limit}"),
        Comparison.AT_MOST, (0.90, 0.85),
        mark("Henseler, Ringle & Sarstedt 2015; SmartPLS, thresholds page"),
        verified=True,
        gloss=mark("up to 0.85 two constructs are distinct, up to 0.90 only if they are close in theory"),
    ),
    Rule(
        "htmt_interval", mark("The upper end of the bootstrap interval of HTMT is below {limit}"),
        Comparison.BELOW, (0.90, 0.85, 1.0),
        "Henseler, Ringle & Sarstedt 2015; Franke & Sarstedt 2019", verified=False,
        gloss=mark("the sample makes it clear that the constructs are distinct (one-sided 95 %)"),
    ),
    Rule(
        "fornell_larcker", mark("√AVE is above every correlation with another construct"), Comparison.ABOVE, (0.0,),
        "Fornell & Larcker 1981", verified=True,
        gloss=mark("a construct shares more with its own items than with another construct; secondary to HTMT"),
    ),
    Rule(
        "reliability_bound",
        mark("The correlation of two constructs over √(reliability × reliability) is no higher than {limit}"),
        Comparison.AT_MOST, (1.0,),
        mark("Spearman 1904, correction for attenuation"), verified=True,
        gloss=mark("above 1 the constructs would correlate by more than 1 if measured without error"),
    ),
    Rule(
        "vif", mark("The variance inflation factor (VIF) of a predictor is no higher than {limit}"),
        Comparison.AT_MOST, (5.0, 3.0),
        mark("Hair, Risher, Sarstedt & Ringle 2019; SmartPLS, thresholds page"),
        verified=True, gloss=mark("above 5 the shares of two predictors cannot be told apart; above 3 with care"),
    ),
    Rule(
        "full_collinearity", mark("The full collinearity VIF of a construct is no higher than {limit}"),
        Comparison.AT_MOST, (3.3,), "Kock 2015",
        verified=True,
        gloss=mark("above this one way of asking may have coloured all answers (common method bias)"),
    ),
    # ---- the paths
    Rule(
        "significance",
        mark("The two-sided p value of a path is below {limit} (t with resamples less 1 degrees of freedom)"),
        Comparison.BELOW, (0.05,),
        mark("SmartPLS, bootstrapping page; reproduces its printed tables"), verified=True,
        gloss=mark("were there no effect, an estimate this far from zero would come up in less than 5 samples of 100"),
    ),
    Rule(
        "interval", mark("The {percent} % bootstrap interval leaves zero out"), Comparison.AT_LEAST, (0.95,),
        mark("SmartPLS, bootstrapping page; Efron & Tibshirani 1993"),
        verified=True, gloss=mark("the percentile interval at 95 % decides first, the p value second"),
    ),
    Rule(
        "f2", mark("The effect size f² is {limit} or more"),
        Comparison.AT_LEAST, (0.02, 0.15), mark("Cohen 1988; SmartPLS, thresholds page"), verified=True,
        gloss=mark("0.02 small, 0.15 medium; less than 0.02 hardly matters"),
    ),
    Rule(
        "f2_large", mark("A large effect has an f² of {limit} or more"),
        Comparison.AT_LEAST, (0.35,), "Cohen 1988", verified=False,
        gloss=mark("0.35 and more is a large effect"),
    ),
    Rule(
        "f2_interaction", mark("The effect size f² of an interaction is {limit} or more"), Comparison.AT_LEAST,
        (0.005, 0.010, 0.025), "Kenny 2018; Aguinis et al. 2005", verified=False,
        gloss=mark("0.005 small, 0.010 medium, 0.025 large; interactions are smaller than paths"),
    ),
    Rule(
        "r2", mark("The explained variance R² is {limit} or more"),
        Comparison.AT_LEAST, (0.25, 0.50, 0.75),
        mark("Hair, Risher, Sarstedt & Ringle 2019; SmartPLS, thresholds page"),
        verified=True,
        gloss=mark("0.25 weak, 0.50 moderate, 0.75 substantial; fields differ"),
    ),
    Rule(
        "r2_suspicious", mark("R² is no higher than {limit}"), Comparison.AT_MOST, (0.90,), _HAIR, verified=False,
        gloss=mark("above this the outcome was probably asked for twice, or the model fits noise"),
    ),
    # ---- prediction and fit
    Rule(
        "q2predict", mark("Q²predict is above {limit}"),
        Comparison.ABOVE, (0.0,), "Shmueli et al. 2019", verified=False,
        gloss=mark("the model predicts people it has not seen better than the average does"),
    ),
    Rule(
        "plspredict", mark("At least one item is predicted better than by a linear model"), Comparison.ABOVE,
        (0.0, 0.5, 1.0), "Shmueli et al. 2019",
        verified=False, gloss=mark("all items: high; half or more: medium; fewer: low; none: no predictive power"),
    ),
    Rule(
        "srmr", mark("The standardised root mean square residual (SRMR) is below {limit}"), Comparison.BELOW, (0.08,),
        "Hu & Bentler 1999; Henseler et al. 2014",
        verified=False, gloss=mark("the model reproduces the correlations of the items closely"),
    ),
    Rule(
        "exact_fit", mark("dULS, dG or SRMR is below the {percent} % quantile of its bootstrap"),
        Comparison.BELOW, (0.95,),
        "Dijkstra & Henseler 2015",
        verified=False, gloss=mark("the misfit is no larger than chance would make it"),
    ),
)  # fmt: skip

RULES: Final = MappingProxyType({rule.code: rule for rule in _RULES})
"""All rules by code, in the order in which a reviewer asks."""
