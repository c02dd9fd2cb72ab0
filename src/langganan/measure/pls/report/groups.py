"""Tables of a comparison between groups of respondents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from langganan.measure.pls.report.extras import Extras, sentence
from langganan.measure.pls.report.figures import Kind
from langganan.measure.pls.report.table import Column, Table, row
from langganan.measure.pls.verdict.groups import compared
from langganan.words import Phrase, mark

if TYPE_CHECKING:
    from langganan.measure.pls.compare.multigroup import MultiGroup

CHANCE = 0.05
_SAID = {"none": mark("none"), "partial": mark("partial"), "full": mark("full")}


def of_groups(found: MultiGroup) -> Extras:
    """This function will give the tables of invariance (MICOM) and of differences; groups left out are doubts."""
    more = (_invariance(found), _differences(found))
    used = frozenset({"micom", "permutation", "henseler"})
    asked = {"column": found.division.column, "permutations": found.permutations,
             "resamples": found.bootstraps[0].resamples, "seed": found.seed}  # fmt: skip
    said = tuple(sentence(judgement) for judgement in compared(found))
    return Extras(verdict=said, doubts=found.left_out, more=more, used=used, compared=asked)


def _invariance(found: MultiGroup) -> Table:
    columns = (
        Column(Phrase(mark("Construct")), Kind.NAME), Column(Phrase(mark("Groups")), Kind.NAME),
        Column("c"), Column(Phrase(mark("5 % quantile"))), Column(Phrase(mark("p of means")), Kind.P),
        Column(Phrase(mark("p of variances")), Kind.P), Column(Phrase(mark("Invariance")), Kind.NAME),
    )  # fmt: skip
    rows = tuple(
        row(each["construct"], f"{each['group_a']} – {each['group_b']}", each["correlation"], each["correlation_low"],
            each["mean_p"], each["variance_p"], Phrase(_SAID[each["invariance"]]),
            doubted=[6] if each["invariance"] == "none" else [])
        for each in found.micom.rows()
    )  # fmt: skip
    note = Phrase(
        mark("Without at least partial invariance, differences between paths say nothing (Henseler et al., 2016).")
    )
    return Table("invariance", Phrase(mark("Measurement invariance (MICOM)")), columns, rows, (note,))


def _differences(found: MultiGroup) -> Table:
    columns = (
        Column(Phrase(mark("Path")), Kind.NAME), Column(Phrase(mark("Groups")), Kind.NAME),
        Column(Phrase(mark("First")), Kind.NUMBER), Column(Phrase(mark("Second")), Kind.NUMBER),
        Column(Phrase(mark("Difference")), Kind.NUMBER), Column(Phrase(mark("p (permutation)")), Kind.P),
        Column(Phrase(mark("p (Holm)")), Kind.P), Column(Phrase(mark("p (bootstrap)")), Kind.P),
        Column(Phrase(mark("Different")), Kind.ANSWER),
    )  # fmt: skip
    rows = tuple(
        row(f"{each['source']} → {each['target']}", f"{each['group_a']} – {each['group_b']}", each["estimate_a"],
            each["estimate_b"], each["difference"], each["p_permutation"], each["p_holm"], each["p_bootstrap"],
            each["p_holm"] < CHANCE)
        for each in found.effects().rows()
    )  # fmt: skip
    text = mark("{permutations} permutations. Different: p of the permutation, adjusted by Holm, is below .05.")
    note = Phrase(text, {"permutations": found.permutations})
    sizes = ", ".join(f"{group.name} {group.n}" for group in found.groups)
    members = Phrase(mark("Respondents: {sizes}."), {"sizes": sizes})
    return Table("differences", Phrase(mark("Paths in groups")), columns, rows, (members, note))
