"""Respondents divided by a column, and the model estimated in each group by itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from langganan.errors import ArgumentError, LanggananError
from langganan.measure.pls.engine.resample import everybody
from langganan.measure.pls.estimate import Estimate
from langganan.measure.pls.read.answers import Answers
from langganan.measure.pls.specify.model import Model
from langganan.measure.pls.study import Study
from langganan.tables import Array
from langganan.words import Phrase, mark

FEWEST, PER_PATH = 30, 10
"""A group has at least so many respondents, and so many for each path that leads to one construct."""


MOST_NAMED = 12
"""So many of the groups that are too small are named."""


@dataclass(frozen=True, eq=False)
class Group:
    """One group: its name, which of the study's respondents it has (n, booleans), and its own estimate."""

    name: str
    members: Array
    estimate: Estimate

    @property
    def n(self) -> int:
        """How many respondents it has."""
        return self.estimate.n


@dataclass(frozen=True, eq=False)
class Division:
    """A study by groups, whose constructs point as those of the `pooled` estimate do, on everybody with a group.

    `left_out` says which groups are not here, and why.
    """

    study: Study
    column: str
    groups: tuple[Group, ...]
    left_out: tuple[Phrase, ...]
    pooled: Estimate

    @property
    def pairs(self) -> list[tuple[Group, Group]]:
        """Every two groups, in order."""
        return [(a, b) for i, a in enumerate(self.groups) for b in self.groups[i + 1 :]]


def divide(study: Study, column: str | Array) -> Division:
    """Divide a study by a column of the answers (by name, or one text for each row). This function will estimate each.

    Respondents without a group are left out; so is a group that is too small (`fewest`) or cannot be estimated, and why
    is said. Raises
    `ArgumentError` where fewer than two groups are left.
    """
    labels, name = _labels(study, column)
    if not (labels != "").any():
        raise ArgumentError(mark("{column} is empty for everybody, so there are no groups to compare."), column=name)
    pooled = part(study, labels != "").estimate()
    sizes = dict(sorted(Counter(labels[labels != ""].tolist()).items()))
    least = fewest(study.model)
    found: list[Group] = []
    left_out = _small({label: size for label, size in sizes.items() if size < least}, least)
    for label in (label for label, size in sizes.items() if size >= least):
        match _group(study, labels == label, label, pooled):
            case Group() as group:
                found.append(group)
            case reason:
                left_out.append(reason)
    if len(found) < 2:
        _refuse(name, left_out)
    return Division(study, name, tuple(found), tuple(left_out), pooled)


def fewest(model: Model) -> int:
    """This function will tell how many respondents a group takes: 30, or ten for each path into one construct."""
    return max(FEWEST, PER_PATH * max(len(model.sources(name)) for name in model.targets))


def _small(sizes: dict[str, int], least: int) -> list[Phrase]:
    """One sentence for all groups that are too small."""
    if not sizes:
        return []
    text = mark("Left out: group {groups}, smaller than the {least} respondents that a comparison takes.")
    if len(sizes) > 1:
        text = mark("Left out: groups {groups}, smaller than the {least} respondents that a comparison takes.")
    groups = ", ".join(f"{label} ({size})" for label, size in list(sizes.items())[:MOST_NAMED])
    groups += ", …" if len(sizes) > MOST_NAMED else ""
    return [Phrase(text, {"groups": groups, "least": least})]


def _refuse(column: str, left_out: list[Phrase]) -> None:
    if left_out:
        text = mark("{column}: there are not two groups that can be compared. {reason}")
        raise ArgumentError(text, column=column, reason=left_out[0])
    raise ArgumentError(
        mark("{column} has the same value for everybody, so there are no groups to compare."), column=column
    )


def _labels(study: Study, column: str | Array) -> tuple[Array, str]:
    answers = study.answers
    if not isinstance(answers, Answers):
        raise ArgumentError(mark("Groups need each respondent's answers. The study was given correlations only."))
    if isinstance(column, str):
        return np.array([str(label) for label in answers.group(column)], object)[study.kept], column
    if len(column) != len(answers):
        text = mark("There are {given} group labels for {n} rows of answers. Give one for each row.")
        raise ArgumentError(text, given=len(column), n=len(answers))
    texts = ["" if label is None or label != label else str(label) for label in column]  # noqa: PLR0124 - NaN
    return np.array(texts, object)[study.kept], "groups"


def part(study: Study, members: Array) -> Study:
    """The study of these of its respondents (n, booleans) alone."""
    assert isinstance(study.answers, Answers)
    return replace(study, answers=study.answers[np.flatnonzero(study.kept)[members]])


def _group(study: Study, members: Array, name: str, pooled: Estimate) -> Group | Phrase:
    """The group's estimate, or why there is none."""
    doubt = _doubt(study, study.values[members], name)
    if doubt is not None:
        return doubt
    try:
        own = part(study, members).estimate()
    except LanggananError as error:
        text = mark("Group {group} ({n} respondents) is left out. {reason}")
        return Phrase(text, {"group": name, "n": int(members.sum()), "reason": error.phrase})
    if not own.converged:
        text = mark("Group {group} ({n} respondents) is left out: its weights do not settle in {limit} iterations.")
        return Phrase(text, {"group": name, "n": int(members.sum()), "limit": study.max_iterations})
    return Group(name, members, turned(own, pooled))


def _doubt(study: Study, values: Array, name: str) -> Phrase | None:
    fields = {"group": name, "n": len(values)}
    for item, column in zip(study.model.items, values.T, strict=True):
        given = np.unique(column[~np.isnan(column)])
        if len(given) == 0:
            text = mark("Group {group} ({n} respondents) is left out: nobody in it answered {item}.")
            return Phrase(text, fields | {"item": item})
        if len(given) == 1:
            text = mark("Group {group} ({n} respondents) is left out: everybody in it answered {item} with {value}.")
            return Phrase(text, fields | {"item": item, "value": f"{given[0]:g}"})
    return None


def turned(own: Estimate, pooled: Estimate) -> Estimate:
    """The same estimate, its constructs pointing as the pooled ones do."""
    outcome = own.study.procedure.run(own.study.moments, everybody(own.n), pooled.references)
    references = tuple(done.statistics.loadings[..., 0] for done in outcome.done)
    return replace(own, statistics=outcome.statistics.member(0), outcome=outcome, references=references)
