"""A study: a model, the answers to it, and how missing answers are treated. From here everything is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from langganan.errors import ArgumentError
from langganan.measure.pls.engine.moments import Moments
from langganan.measure.pls.engine.procedure import Procedure
from langganan.measure.pls.estimate import Estimate, estimate
from langganan.measure.pls.read.answers import Answers, Correlations
from langganan.measure.pls.read.reading import Reading
from langganan.measure.pls.specify.checks import check_columns, check_model, item_places
from langganan.measure.pls.specify.model import Model
from langganan.tables import Array
from langganan.words import mark

if TYPE_CHECKING:
    from langganan.measure.pls.compare.multigroup import MultiGroup


class Missing(StrEnum):
    """What happens to respondents with missing answers.

    MEAN: the item's mean, in each resample anew; CASEWISE: they are left out; REFUSE: an error says where they are.
    """

    MEAN = "mean"
    CASEWISE = "casewise"
    REFUSE = "refuse"


@dataclass(frozen=True, eq=False)
class Study:
    """A model and its answers, or the correlations between its items.

    Iterations stop when the weights' absolute changes sum to less than `tolerance`, or at `max_iterations`.
    Missing answers that are neither replaced nor left out raise `TableError`. `reading` says how they were read.
    """

    model: Model
    answers: Answers | Correlations
    missing: Missing = Missing.MEAN
    tolerance: float = 1e-7
    max_iterations: int = 300
    reading: Reading = field(default_factory=Reading)

    def __post_init__(self) -> None:
        check_model(self.model)
        check_columns(self.model, self.answers.items, source=self.answers.source)

    def __repr__(self) -> str:
        model = self.model
        return (
            f"Study of {self.n:,} respondents: {len(model.names)} constructs, {len(model.items)} items,"
            f" {len(model.paths)} paths"
        )

    @cached_property
    def procedure(self) -> Procedure:
        """The model made ready to be estimated many times."""
        return Procedure(self.model, self.tolerance, self.max_iterations)

    @cached_property
    def values(self) -> Array:
        """(n, p) answers to the model's items, in the model's order, after casewise deletion where asked for."""
        return self._asked if self.kept.all() else self._asked[self.kept]

    @cached_property
    def _asked(self) -> Array:
        """(rows, p) all answers to the model's items, in the model's order."""
        if isinstance(self.answers, Correlations):
            text = mark("This needs each respondent's answers. The study was given correlations only ({source}).")
            raise ArgumentError(text, source=self.answers.source or "-")
        return self.answers.values[:, item_places(self.model, self.answers.items)]

    @cached_property
    def kept(self) -> Array:
        """(rows,) which respondents are used."""
        complete = ~np.any(np.isnan(self._asked), axis=1)
        if self.missing is Missing.REFUSE and not complete.all():
            row = int(np.flatnonzero(~complete)[0]) + 1
            text = mark(
                "{n} respondents have missing answers, the first in row {row}."
                " Mend them, or choose to replace (mean) or leave out (casewise)."
            )
            raise ArgumentError(text, n=int((~complete).sum()), row=row)
        return complete if self.missing is Missing.CASEWISE else np.ones(len(complete), bool)

    @cached_property
    def moments(self) -> Moments:
        """The answers, made ready for resampling."""
        return Moments.of(self.values)

    @property
    def n(self) -> int:
        """How many respondents are used."""
        return self.answers.n if isinstance(self.answers, Correlations) else len(self.values)

    def estimate(self) -> Estimate:
        """Estimate the model once, on everybody. This function will give everything that needs no resampling."""
        return estimate(self)

    def compare(
        self, groups: str | Array, *, permutations: int = 5_000, resamples: int = 10_000, seed: int = 1
    ) -> MultiGroup:
        """Compare groups: MICOM, permutation and bootstrap tests. `groups` names a column, or labels each row."""
        from langganan.measure.pls.compare.multigroup import multigroup

        return multigroup(self, groups, permutations=permutations, resamples=resamples, seed=seed)
