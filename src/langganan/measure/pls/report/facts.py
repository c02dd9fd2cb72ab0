"""What a report is made of, as plain data: numbers and names only, whatever worked them out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from langganan.measure.pls.read.reading import Reading
from langganan.measure.pls.report.drawing import Drawing
from langganan.measure.pls.report.figures import Span
from langganan.measure.pls.report.table import Table
from langganan.measure.pls.thresholds import Rule
from langganan.tables import Array
from langganan.words import Phrase

NONE = math.nan
UNKNOWN: Span = (math.nan, math.nan)


@dataclass(frozen=True)
class Indicator:
    """An item (or a construct that measures another): loading and weight with their intervals, its outer VIF."""

    name: str
    loading: float
    weight: float
    loading_range: Span = UNKNOWN
    weight_range: Span = UNKNOWN
    vif: float = NONE
    cross: tuple[float, ...] = ()


@dataclass(frozen=True)
class Block:
    """A construct with its indicators, its reliability and how much of it is explained."""

    name: str
    indicators: tuple[Indicator, ...]
    inwards: bool = False
    alpha: float = NONE
    rho_a: float = NONE
    rho_c: float = NONE
    ave: float = NONE
    r2: float = NONE
    r2_adjusted: float = NONE
    r2_range: Span = UNKNOWN
    q2: float = NONE

    @property
    def single(self) -> bool:
        """One item: reliability has no meaning."""
        return len(self.indicators) == 1


@dataclass(frozen=True)
class Effect:
    """A direct, total or specific indirect effect, with what the bootstrap says of it."""

    source: str
    target: str
    estimate: float
    mean: float = NONE
    sd: float = NONE
    t: float = NONE
    p: float = NONE
    low: float = NONE
    high: float = NONE
    f2: float = NONE
    vif: float = NONE
    via: tuple[str, ...] = ()
    kind: Phrase | None = None

    @property
    def tested(self) -> bool:
        """Whether there was a bootstrap."""
        return not math.isnan(self.p)

    @property
    def name(self) -> str:
        """Source, what lies between, target."""
        return " → ".join(part.replace(":", " × ") for part in (self.source, *self.via, self.target))


@dataclass(frozen=True)
class Pair:
    """HTMT of two constructs and its interval."""

    first: str
    second: str
    value: float
    low: float = NONE
    high: float = NONE


@dataclass(frozen=True)
class Spot:
    """A construct on the importance-performance map."""

    name: str
    importance: float
    performance: float


@dataclass(frozen=True)
class Slope:
    """The path from `source` to `target` where `moderator` lies `at` standard deviations from its mean."""

    at: float
    slope: float
    sd: float
    t: float
    p: float
    low: float
    high: float


@dataclass(frozen=True)
class Moderation:
    """An interaction's simple slopes, and the moderator's own path to the target (0 where the model has none)."""

    source: str
    moderator: str
    target: str
    slopes: tuple[Slope, ...]
    beside: float = 0.0


@dataclass(frozen=True)
class Item:
    """How an item was answered."""

    name: str
    n: int
    mean: float
    sd: float
    least: float
    most: float
    skewness: float
    kurtosis: float


@dataclass(frozen=True)
class Fit:
    """One measure of fit of the saturated and the estimated model.

    The limits are the 95 % quantiles of the bootstrap under exact fit, where it was run.
    """

    name: str
    saturated: float
    estimated: float
    saturated_limit: float = NONE
    estimated_limit: float = NONE


@dataclass(frozen=True)
class Sentence:
    """One line of the verdict: whether it holds (None: cannot tell), its rule, and the question that it answers.

    `advice` says that it is no finding but something to do; `part` is the verdict's part.
    """

    code: str
    holds: bool | None
    phrase: Phrase
    rule: Rule | None = None
    heading: Phrase | None = None
    advice: bool = False
    part: str = ""


@dataclass(frozen=True)
class Run:
    """How the numbers came about; everything that somebody else needs to get the same.

    `predicted` holds folds, repeats and seed of a prediction; `compared` column, permutations, resamples and seed of
    a comparison of groups; `columns` the answers' columns that groups can be formed by.
    """

    n: int
    scheme: str = "path"
    consistent: bool = False
    tolerance: float = 1e-7
    max_iterations: int = 300
    iterations: int = 0
    converged: bool = True
    missing: str = "mean"
    missing_cells: int = 0
    left_out: int = 0
    from_correlations: bool = False
    resamples: int = 0
    used: int = 0
    dropped: int = 0
    not_converged: int = 0
    inadmissible: int = 0
    seed: int | None = None
    level: float = 0.95
    interval: str = "percentile"
    tails: int = 2
    aligned: bool = True
    product: str = ""
    higher_order: str = ""
    mode_b: tuple[str, ...] = ()
    source: str = ""
    reading: Reading = field(default_factory=Reading)
    usual_stop: bool = True
    predicted: Mapping[str, Any] = field(default_factory=dict)
    compared: Mapping[str, Any] = field(default_factory=dict)
    columns: frozenset[str] = frozenset()
    used_extras: frozenset[str] = frozenset()
    versions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Facts:
    """Everything that may stand in a report; what is empty is left out."""

    run: Run
    blocks: tuple[Block, ...]
    paths: tuple[Effect, ...]
    drawing: Drawing
    totals: tuple[Effect, ...] = ()
    indirect: tuple[Effect, ...] = ()
    pairs: tuple[Pair, ...] = ()
    correlations: Array = field(default_factory=lambda: np.empty((0, 0)))
    fit: tuple[Fit, ...] = ()
    items: tuple[Item, ...] = ()
    item_correlations: Array = field(default_factory=lambda: np.empty((0, 0)))
    draws: Mapping[tuple[str, str], Array] = field(default_factory=dict)
    spots: tuple[Spot, ...] = ()
    moderations: tuple[Moderation, ...] = ()
    more: tuple[Table, ...] = ()
    verdict: tuple[Sentence, ...] = ()
    doubts: tuple[Phrase, ...] = ()
    model: str = ""
    title: str = ""
