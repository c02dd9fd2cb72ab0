"""The tables of the measurement model: items, reliability, and whether constructs are distinct."""

from __future__ import annotations

import math

from langganan.measure.pls.report.facts import Block, Facts
from langganan.measure.pls.report.figures import Cell, Kind
from langganan.measure.pls.report.table import Column, Row, Table, numbered, row, triangle
from langganan.measure.pls.thresholds import RULES
from langganan.words import Phrase, mark

_RELIABILITY = (5, 6, 7, 8)
_VIF = 9


def measurement(facts: Facts) -> Table:
    """This function will give items with loading, weight and intervals, constructs with α, ρA, ρC and AVE.

    The interval is that of loadings where items reflect the construct, and that of weights where they form it.
    """
    level = {"level": percent(facts.run.level)}
    columns = (
        Column(Phrase(mark("Construct and item")), Kind.NAME), Column(Phrase(mark("Loading"))),
        Column(Phrase(mark("{level} interval of the loading"), level), Kind.RANGE), Column(Phrase(mark("Weight"))),
        Column(Phrase(mark("{level} interval of the weight"), level), Kind.RANGE), Column("α"), Column("ρA"),
        Column("ρC"), Column("AVE"), Column("VIF", Kind.NUMBER, 2),
    )  # fmt: skip
    rows = [each for block in facts.blocks for each in _block(block)]
    notes = (
        Phrase(
            mark(
                "α Cronbach's alpha; ρA and ρC composite reliability; AVE average variance extracted; VIF of each"
                " item on the others of its construct."
            )
        ),
    )
    return without_empty(Table("measurement", Phrase(mark("Measurement model")), columns, tuple(rows), notes))


def _block(block: Block) -> list[Row]:
    of_block = (block.alpha, block.rho_a, block.rho_c, block.ave)
    known = tuple(None if block.single or block.inwards else value for value in of_block)
    low = [place for place, value, rule in zip(_RELIABILITY, known, (*("reliability",) * 3, "ave"), strict=True)
           if value is not None and not RULES[rule].holds(value)]  # fmt: skip
    rows = [row(block.name, *(None,) * 4, *known, None, strong=True, doubted=low)]
    for item in block.indicators:
        weak = [] if block.inwards or RULES["loading"].holds(item.loading) else [1]
        weak += [_VIF] if item.vif > RULES["vif"].limit else []
        ranges = (None, item.weight_range) if block.inwards else (item.loading_range, None)
        ranges = (None, None) if block.single else ranges
        vif = None if block.single else item.vif
        rows.append(
            row(item.name, item.loading, ranges[0], item.weight, ranges[1], *(None,) * 4, vif, level=1, doubted=weak)
        )
    return rows


def cross_loadings(facts: Facts) -> Table:
    """This function will give each item's correlation with every construct."""
    heads = numbered([block.name for block in facts.blocks])
    columns = (Column(Phrase(mark("Item")), Kind.NAME), *map(Column, heads))
    rows = []
    for place, block in enumerate(facts.blocks):
        for item in block.indicators:
            higher = [k + 1 for k, value in enumerate(item.cross) if k != place and abs(value) > abs(item.cross[place])]
            rows.append(row(item.name, *item.cross, doubted=higher))
    notes = [Phrase(mark("An item should correlate most with its own construct."))]
    if heads[0] != facts.blocks[0].name:
        names = ", ".join(f"{i}. {block.name}" for i, block in enumerate(facts.blocks, start=1))
        notes.append(Phrase(mark("Constructs: {names}."), {"names": names}))
    return Table("cross_loadings", Phrase(mark("Cross loadings")), columns, tuple(rows), tuple(notes))


def fornell_larcker(facts: Facts) -> Table:
    """This function will give correlations between constructs with √AVE on the diagonal."""
    names = tuple(block.name for block in facts.blocks)
    cells: dict[tuple[int, int], Cell] = {}
    doubted: list[tuple[int, int]] = []
    for i, block in enumerate(facts.blocks):
        for j in range(i):
            cells[i, j] = float(facts.correlations[i, j])
        root = math.sqrt(block.ave) if not (math.isnan(block.ave) or block.inwards) and block.ave >= 0 else math.nan
        cells[i, i] = root
        others = [abs(facts.correlations[i, j]) for j in range(len(names)) if j != i]
        if root <= max(others, default=0.0):
            doubted.append((i, i))
    note = Phrase(mark("Diagonal: √AVE, which should be larger than every correlation in its row and column."))
    return triangle("fornell_larcker", Phrase(mark("Fornell-Larcker criterion")), names, cells, note, doubted=doubted)


def htmt(facts: Facts) -> Table:
    """This function will give the heterotrait-monotrait ratio of each pair as a triangle."""
    names = tuple(block.name for block in facts.blocks)
    place = {name: i for i, name in enumerate(names)}
    cells = {_lower(place[pair.first], place[pair.second]): pair.value for pair in facts.pairs}
    doubted = [at for at, value in cells.items() if not (math.isnan(value) or RULES["htmt"].holds(value))]
    note = Phrase(
        mark(
            "Up to .85 constructs are distinct, up to .90 only where they are close in theory (Henseler et al., 2015)."
        )
    )
    title = Phrase(mark("Heterotrait-monotrait ratio (HTMT)"))
    return without_empty(triangle("htmt", title, names, cells, note, doubted=doubted))


def htmt_intervals(facts: Facts) -> Table:
    """This function will give each pair's ratio with its interval."""
    columns = (
        Column(Phrase(mark("Pair")), Kind.NAME), Column("HTMT"),
        Column(Phrase(mark("{level} interval"), {"level": percent(facts.run.level)}), Kind.RANGE),
    )  # fmt: skip
    rows = [
        row(
            f"{p.first} – {p.second}",
            p.value,
            (p.low, p.high),
            doubted=[2] if p.high >= RULES["htmt_interval"].limit else [],
        )
        for p in sorted(facts.pairs, key=lambda pair: -pair.value)
    ]
    return Table("htmt_intervals", Phrase(mark("HTMT with bootstrap intervals")), columns, tuple(rows))


def items(facts: Facts) -> Table:
    """This function will describe how each item was answered."""
    columns = (
        Column(Phrase(mark("Item")), Kind.NAME), Column("n", Kind.COUNT, 0),
        Column(Phrase(mark("Mean")), Kind.NUMBER, 2),
        Column(Phrase(mark("SD")), Kind.NUMBER, 2), Column(Phrase(mark("Least")), Kind.NUMBER, 0),
        Column(Phrase(mark("Most")), Kind.NUMBER, 0), Column(Phrase(mark("Skewness")), Kind.NUMBER, 2),
        Column(Phrase(mark("Excess kurtosis")), Kind.NUMBER, 2),
    )  # fmt: skip
    rows = tuple(row(i.name, i.n, i.mean, i.sd, i.least, i.most, i.skewness, i.kurtosis) for i in facts.items)
    return Table("items", Phrase(mark("Answers to each item")), columns, rows)


def item_correlations(facts: Facts) -> Table:
    """This function will give the correlations between all items."""
    names = tuple(item.name for item in facts.items)
    cells = {(i, j): float(facts.item_correlations[i, j]) for i in range(len(names)) for j in range(i)}
    return without_empty(triangle("item_correlations", Phrase(mark("Correlations between items")), names, cells))


def without_empty(table: Table) -> Table:
    """This function will leave out the columns of a table in which nothing is known."""
    kept = [
        place
        for place in range(len(table.columns))
        if place == 0 or any(_known(each.cells[place]) for each in table.rows)
    ]
    new = {old: place for place, old in enumerate(kept)}
    rows = tuple(
        Row(
            tuple(each.cells[place] for place in kept),
            each.level,
            each.strong,
            frozenset(new[d] for d in each.doubted if d in new),
        )
        for each in table.rows
    )
    return Table(table.name, table.title, tuple(table.columns[place] for place in kept), rows, table.notes)


def percent(share: float) -> str:
    """This function will write a level of confidence: `95 %`."""
    return f"{100 * share:g} %"


def _known(cell: object) -> bool:
    ends = cell if isinstance(cell, tuple) else (cell,)
    return not any(end is None or (isinstance(end, float) and math.isnan(end)) for end in ends)


def _lower(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a > b else (b, a)
