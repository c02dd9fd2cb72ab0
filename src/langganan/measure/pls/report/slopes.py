"""Simple slopes of interactions: a table, and for each interaction the lines that it bends (Aiken & West 1991)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from langganan.measure.pls.report import letters
from langganan.measure.pls.report.charts import NARROW, Chart, framed, stroke, writing
from langganan.measure.pls.report.facts import Facts, Moderation, Slope
from langganan.measure.pls.report.figures import Kind, written
from langganan.measure.pls.report.markup import Markup, element, number
from langganan.measure.pls.report.measurement import percent
from langganan.measure.pls.report.scale import Scale, scale
from langganan.measure.pls.report.table import Column, Table, row
from langganan.measure.pls.report.tokens import colour
from langganan.words import Phrase, mark

if TYPE_CHECKING:
    from langganan.measure.pls.bootstrap import Bootstrap

WIDE, TALL, LEFT, BOTTOM, TOP = 560.0, 300.0, 52.0, 44.0, 14.0
LOOKS = (("soft", "5 4"), ("soft", None), ("indigo", None))
"""From the lowest level of the moderator to the highest."""


def moderations(boot: Bootstrap) -> tuple[Moderation, ...]:
    """This function will give the simple slopes of every interaction, at −1, 0 and +1 standard deviations."""
    from langganan.measure.pls.assess.moderation import simple_slopes

    model, estimate = boot.estimate.study.model, boot.estimate
    if not any(":" in path.source for path in model.paths):
        return ()
    method, level, tails = boot.inference
    found = simple_slopes(boot, method=method, level=level, tails=tails)
    names, paths = estimate.constructs, estimate.statistics.paths
    made = []
    for (source, moderator, target), rows in groupby(
        found.rows(), lambda r: (r["source"], r["moderator"], r["target"])
    ):
        slopes = tuple(_slope(each) for each in rows)
        made.append(
            Moderation(source, moderator, target, slopes, float(paths[names.index(moderator), names.index(target)]))
        )
    return tuple(made)


def _slope(found: dict[str, float | None]) -> Slope:
    kept = (found[name] for name in ("at", "slope", "sd", "t", "p", "ci_low", "ci_high"))
    return Slope(*(float("nan") if value is None else value for value in kept))


def table(facts: Facts) -> Table:
    """This function will give each slope with its interval and p."""
    columns = (
        Column(Phrase(mark("Path")), Kind.NAME), Column(Phrase(mark("Where the moderator is")), Kind.NAME),
        Column(Phrase(mark("Slope")), Kind.NUMBER), Column(Phrase(mark("SD")), Kind.NUMBER),
        Column("T", Kind.NUMBER), Column("p", Kind.P),
        Column(Phrase(mark("{level} interval"), {"level": percent(facts.run.level)}), Kind.SPAN),
    )  # fmt: skip
    rows = tuple(
        row(f"{each.source} → {each.target}", level(each, slope), slope.slope, slope.sd, slope.t, slope.p,
            (slope.low, slope.high))
        for each in facts.moderations for slope in each.slopes
    )  # fmt: skip
    note = Phrase(
        mark("The path of the first construct where the moderator lies at its mean, and one SD below and above.")
    )
    return Table("simple_slopes", Phrase(mark("Simple slopes")), columns, rows, (note,))


def level(found: Moderation, slope: Slope) -> Phrase:
    """This function will say where the moderator is, such as `Price at −1 SD`."""
    if slope.at == 0:
        return Phrase(mark("{moderator} at its mean"), {"moderator": found.moderator})
    sign = "+" if slope.at > 0 else "−"
    return Phrase(mark("{moderator} at {at} SD"), {"moderator": found.moderator, "at": f"{sign}{abs(slope.at):g}"})


def plot(found: Moderation, chart: Chart, across: str, up: str) -> Markup:
    """This function will draw the outcome over the source from −1 to +1 SD, a line for each level of the moderator.

    A square (X:X) is one curve. `across` and `up` name the axes, both in standard deviations.
    """
    lines = _lines(found)
    names = [level(found, slope).say(chart.voice) for slope in found.slopes][-len(lines) :] if len(lines) > 1 else [""]
    wide = NARROW if chart.narrow else WIDE
    right = wide - 12 if chart.narrow else wide - max(letters.width(name, 12) for name in names) - 16
    tall = TALL + 20 * len(names) * chart.narrow
    x = Scale(-1.1, 1.1, LEFT, right)
    y = scale([value for line in lines for value in line[1]], (TALL - BOTTOM, TOP), within=())
    drawn = [_axes(x, y, chart), *(_drawn(line, x, y, place, len(lines)) for place, line in enumerate(lines))]
    said = _beside(names, lines, x, y) if not chart.narrow else _below(names)
    titles = [writing(across, (LEFT + right) / 2, TALL - 8, "ink"), _upright(up, (TOP + TALL - BOTTOM) / 2)]
    return framed([*drawn, *said, *titles], chart, wide, tall)


def _lines(found: Moderation) -> list[tuple[np.ndarray, np.ndarray]]:
    """(x, y) of each line; the intercept is what the moderator adds by itself."""
    mean = next((slope.slope for slope in found.slopes if slope.at == 0), 0.0)
    if found.source == found.moderator:
        top = found.slopes[-1]
        x = np.linspace(-1, 1, 41)
        return [(x, mean * x + (top.slope - mean) / (2 * top.at) * x**2)]
    x = np.array([-1.0, 1.0])
    return [(x, found.beside * slope.at + slope.slope * x) for slope in found.slopes]


def _axes(x: Scale, y: Scale, chart: Chart) -> Markup:
    floor = TALL - BOTTOM
    parts = [stroke(LEFT, y.at(m), x.end, y.at(m), colour("line"), 1) for m in y.marks]
    parts += [writing(_plain(m, y.decimals, chart), LEFT - 8, y.at(m) + 4, "soft", anchor="end") for m in y.marks]
    parts += [writing(f"{'−' if m < 0 else '+' if m else ''}{abs(m)}", x.at(m), floor + 16, "soft") for m in (-1, 0, 1)]
    return Markup("".join(parts))


def _plain(value: float, decimals: int, chart: Chart) -> str:
    return "0" if abs(value) < 1e-9 else written(value, Kind.NUMBER, chart.voice, decimals)


def _drawn(line: tuple[np.ndarray, np.ndarray], x: Scale, y: Scale, place: int, count: int) -> Markup:
    points = " ".join(
        f"{number(x.at(a))},{number(y.at(b))}" for a, b in zip(*(each.tolist() for each in line), strict=True)
    )
    tone, dashes = LOOKS[place if count > 1 else -1]
    return element(
        "polyline", points=points, fill="none", stroke=colour(tone), stroke_width=2.2, stroke_dasharray=dashes
    )


def _beside(names: Sequence[str], lines: list[tuple[np.ndarray, np.ndarray]], x: Scale, y: Scale) -> list[Markup]:
    """The levels' names at the ends of their lines, moved apart where they would touch."""
    order = sorted(range(len(lines)), key=lambda i: y.at(float(lines[i][1][-1])))
    at: dict[int, float] = {}
    last = -100.0
    for i in order:
        at[i] = last = max(y.at(float(lines[i][1][-1])) + 4, last + 15, TOP + 4)
    return [writing(name, x.at(1) + 8, at[i], LOOKS[i][0], anchor="start") for i, name in enumerate(names) if name]


def _below(names: Sequence[str]) -> list[Markup]:
    """On a narrow screen the names stand below, beside a piece of their line."""
    parts = []
    for place, name in enumerate(name for name in names if name):
        y, (tone, dashes) = TALL + 10 + 20 * place, LOOKS[place]
        parts.append(element("line", x1=LEFT, y1=y - 4, x2=LEFT + 30, y2=y - 4, stroke=colour(tone), stroke_width=2.2,
                             stroke_dasharray=dashes))  # fmt: skip
        shown = letters.cut(name, 11, NARROW - LEFT - 44)
        parts.append(writing(shown, LEFT + 38, y, "ink", anchor="start"))
    return parts


def _upright(said: str, middle: float) -> Markup:
    shown = letters.cut(said, 11, TALL - BOTTOM)
    return element("text", shown, x=14, y=middle, transform=f"rotate(-90 14 {number(middle)})", text_anchor="middle",
                   font_size=11, fill=colour("ink"))  # fmt: skip
