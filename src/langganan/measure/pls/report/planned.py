"""Tables of a plan: power by number of respondents, and quota cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from langganan.measure.pls.report.figures import Kind
from langganan.measure.pls.report.table import Column, Table, row
from langganan.words import Phrase, mark

if TYPE_CHECKING:
    from langganan.measure.pls.plan.power_curve import Power
    from langganan.measure.pls.plan.quotas import Quotas


def of_power(found: Power) -> Table:
    """This function will give the power of every path by number of respondents, with its simulation's interval."""
    columns = (
        Column(Phrase(mark("Respondents")), Kind.COUNT, 0), Column(Phrase(mark("Path")), Kind.NAME),
        Column(Phrase(mark("True value")), Kind.NUMBER, 2), Column(Phrase(mark("Mean estimate"))),
        Column(Phrase(mark("Power"))), Column(Phrase(mark("{level} interval"), {"level": "95 %"}), Kind.RANGE),
    )  # fmt: skip
    rows = tuple(
        row(each["n"], f"{each['source']} → {each['target']}", each["path"], each["estimate"], each["power"],
            (each["low"], each["high"]))
        for each in found.rows()
    )  # fmt: skip
    note = Phrase(mark("{replicates} simulated studies for each number of respondents; the interval is that of the"
                       " simulation itself."), {"replicates": found.replicates})  # fmt: skip
    return Table("power", Phrase(mark("Power by number of respondents")), columns, rows, (note,))


def of_quotas(found: Quotas) -> Table:
    """This function will give each quota cell: share, answers to collect, invitations, weight of an answer."""
    columns = (
        Column(Phrase(mark("Cell")), Kind.NAME), Column(Phrase(mark("Share of the population"))),
        Column(Phrase(mark("Answers to collect")), Kind.COUNT, 0), Column(Phrase(mark("Invitations")), Kind.COUNT, 0),
        Column(Phrase(mark("Weight of an answer")), Kind.NUMBER),
    )  # fmt: skip
    heads = ("cell", "share", "answers", "invitations", "weight")
    rows = tuple(row(*(each[head] for head in heads)) for each in found.rows())
    return Table("quotas", Phrase(mark("Quotas")), columns, rows)
