"""All tables of a report, in the order in which a reviewer asks for them."""

from __future__ import annotations

from langganan.measure.pls.report import measurement, slopes, structural
from langganan.measure.pls.report.facts import Facts
from langganan.measure.pls.report.table import Table

MOST_ITEMS = 26
"""With more items than this, the correlations between them go to the sheets and not to the page."""


def tables(facts: Facts) -> tuple[Table, ...]:
    """This function will give the tables that there is something to put in."""
    return (*of_measurement(facts), *of_structure(facts), *facts.more, *of_answers(facts))


def of_measurement(facts: Facts) -> tuple[Table, ...]:
    """This function will give the tables about items and constructs."""
    found = [measurement.measurement(facts)]
    if facts.pairs:
        found.append(measurement.htmt(facts))
    if any(pair.high == pair.high for pair in facts.pairs):
        found.append(measurement.htmt_intervals(facts))
    if len(facts.blocks) > 1 and facts.correlations.size:
        found.append(measurement.fornell_larcker(facts))
    if facts.blocks and facts.blocks[0].indicators and facts.blocks[0].indicators[0].cross:
        found.append(measurement.cross_loadings(facts))
    return tuple(found)


def of_structure(facts: Facts) -> tuple[Table, ...]:
    """This function will give the tables about paths, effects and fit."""
    makers = ((facts.paths, structural.paths), (facts.totals, structural.totals), (facts.indirect, structural.indirect),
              (facts.moderations, slopes.table),
                            (facts.paths, structural.explained), (facts.fit, structural.fit))  # fmt: skip
    return tuple(make(facts) for there, make in makers if there)


def of_answers(facts: Facts) -> tuple[Table, ...]:
    """This function will give the tables about the answers themselves."""
    if not facts.items:
        return ()
    there = facts.item_correlations.size > 0
    return (measurement.items(facts), measurement.item_correlations(facts)) if there else (measurement.items(facts),)
