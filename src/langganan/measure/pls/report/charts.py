"""Small charts as SVG, no scripts: one row for each thing, labelled where it stands, numbers beside it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from langganan.measure.pls.report import letters
from langganan.measure.pls.report.figures import Kind, written
from langganan.measure.pls.report.geometry import Point
from langganan.measure.pls.report.markup import Markup, element, join, number
from langganan.measure.pls.report.scale import Scale, scale
from langganan.measure.pls.report.tokens import colour, rules
from langganan.tables import Array
from langganan.words import Voice

LABEL, PLOT, EDGE = 300.0, 340.0, 15.0
NARROW = 294.0
"""A phone of 360 pixels leaves this much for a drawing."""
SIZE, BINS = 12.0, 40
ROW, HILL, ABOVE = 24.0, 44.0, 16.0


@dataclass(frozen=True, eq=False)
class Line:
    """A row of a chart: name, estimate, interval, and the draws where their shape is shown."""

    name: str
    value: float
    low: float = math.nan
    high: float = math.nan
    draws: Array = field(default_factory=lambda: np.empty(0))
    doubted: bool = False


@dataclass(frozen=True)
class Chart:
    """What all charts need: a title, a description for those who do not see it, the reader, whether it stands alone.

    A `narrow` one fits a phone: what a row says stands above its plot.
    """

    title: str
    description: str = ""
    voice: Voice = Voice()
    kind: Kind = Kind.SHARE
    alone: bool = True
    narrow: bool = False


@dataclass(frozen=True)
class Room:
    """Where things stand: the plot from `start` to `end`, the gutter for labels, the whole width, a row's height."""

    label: float
    start: float
    end: float
    wide: float
    row: float

    def heights(self, count: int) -> list[float]:
        """The middle of each row's plot."""
        above = ABOVE if self.label == 0 else 0.0
        return [EDGE + above + place * (self.row + above) + self.row / 2 for place in range(count)]

    def tall(self, count: int) -> float:
        """The height of all rows."""
        return count * (self.row + (ABOVE if self.label == 0 else 0.0))


def room(lines: Sequence[Line], chart: Chart, row: float) -> Room:
    """This function will make the gutter as wide as the longest label, and leave what the numbers need beside."""
    if chart.narrow:
        return Room(0.0, 8.0, NARROW - 30.0, NARROW, row)
    label = min(LABEL, math.ceil(max((letters.width(line.name, SIZE) for line in lines), default=0.0)) + EDGE)
    said = max((letters.width(_numbers(line, chart), SIZE) for line in lines), default=0.0)
    return Room(label, label + EDGE, label + PLOT, label + PLOT + 14 + said, row)


def intervals(lines: Sequence[Line], chart: Chart, *, limits: tuple[float, ...] = ()) -> Markup:
    """This function will draw each estimate as a dot on its interval, with a dashed line at each limit."""
    place = room(lines, chart, ROW)
    axis = scale([v for line in lines for v in (line.value, line.low, line.high)], (place.start, place.end),
                 within=limits)  # fmt: skip
    rows = [join(_words(line, y, place, chart), _interval(line, y, axis)) for line, y in _placed(lines, place)]
    return _framed(rows, axis, chart, place, limits=limits)


def distributions(lines: Sequence[Line], chart: Chart) -> Markup:
    """This function will draw the shape of each path's draws, darker inside the interval, with a line at zero."""
    place, ends = room(lines, chart, HILL), [end for line in lines for end in _ends(line)]
    axis = scale(ends, (place.start, place.end), within=(0.0,))
    rows = [
        join(_words(line, y + 8, place, chart), _hill(line, y, axis), _interval(line, y + 15, axis))
        for line, y in _placed(lines, place)
    ]
    return _framed(rows, axis, chart, place, limits=(), zero=True)


def bars(lines: Sequence[Line], chart: Chart, *, limits: tuple[float, ...] = ()) -> Markup:
    """This function will draw shares as bars from 0, with the interval as a line at the bar's end."""
    place = room(lines, chart, ROW)
    axis = Scale(0.0, 1.0, place.start, place.end)
    rows = [
        join(_words(line, y, place, chart), _bar(line, y, axis), _interval(line, y, axis, dot=False))
        for line, y in _placed(lines, place)
    ]
    return _framed(rows, axis, chart, place, limits=limits)


def _placed(lines: Sequence[Line], place: Room) -> Iterable[tuple[Line, float]]:
    return zip(lines, place.heights(len(lines)), strict=True)


def _ends(line: Line) -> tuple[float, ...]:
    """All but the outermost 1 in 1000 draws decide how wide the axis is."""
    if not line.draws.size:
        return (line.value, line.low, line.high)
    low, high = np.quantile(line.draws, [0.001, 0.999])
    return (line.value, float(low), float(high))


def _words(line: Line, y: float, place: Room, chart: Chart) -> Markup:
    """The name and the numbers: at both sides of the plot, or above it."""
    numbers = _numbers(line, chart)
    tone = "soga" if line.doubted else "soft"
    if place.label:
        base = y + SIZE * 0.35
        return join(
            _label(line.name, place.label - EDGE, Point(place.label - 4, base), "end"),
            writing(numbers, place.end + 14, base, tone, anchor="start", size=SIZE),
        )
    base = y - place.row / 2 - (8 if place.row == HILL else 0) - 1
    left = place.wide - letters.width(numbers, SIZE) - EDGE
    return join(
        _veil(base, place.wide),
        _label(line.name, left, Point(0, base), "start"),
        writing(numbers, place.wide, base, tone, anchor="end", size=SIZE),
    )


def _veil(base: float, wide: float) -> Markup:
    """What hides the lines behind a row's words."""
    return element("rect", x=0, y=base - 11, width=wide, height=14, fill=colour("card"))


def _label(name: str, width: float, at: Point, anchor: str) -> Markup:
    shown = letters.cut(name, SIZE, width)
    full = element("title", name) if shown != name else None
    return element("text", full, shown, x=at.x, y=at.y, text_anchor=anchor, font_size=SIZE, fill=colour("ink"))


def _numbers(line: Line, chart: Chart) -> str:
    ends = Kind.RANGE if chart.kind is Kind.SHARE else Kind.SPAN
    interval = "" if math.isnan(line.low) else written((line.low, line.high), ends, chart.voice)
    return f"{written(line.value, chart.kind, chart.voice)} {interval}".strip()


def _interval(line: Line, y: float, axis: Scale, *, dot: bool = True) -> Markup:
    tone = colour("soga" if line.doubted else "indigo")
    parts = []
    if not math.isnan(line.low):
        parts.append(stroke(axis.at(line.low), y, axis.at(line.high), y, tone, 2.5))
    if dot and not math.isnan(line.value):
        parts.append(
            element("circle", cx=axis.at(line.value), cy=y, r=4, fill=tone, stroke=colour("card"), stroke_width=1)
        )
    return join(*parts)


def _bar(line: Line, y: float, axis: Scale) -> Markup:
    width = max(axis.at(line.value) - axis.start, 0.0) if math.isfinite(line.value) else 0.0
    return element(
        "rect",
        x=axis.start,
        y=y - 7,
        width=width,
        height=14,
        fill=colour("indigo-wash"),
        stroke=colour("indigo"),
        stroke_width=1,
    )


def _hill(line: Line, y: float, axis: Scale) -> Markup:
    """The histogram of the draws as one shape, what lies inside the interval darker."""
    if not line.draws.size:
        return Markup()
    heights, edges = np.histogram(line.draws, bins=BINS, range=tuple(np.quantile(line.draws, [0.001, 0.999])))
    tops = 30.0 * heights / max(heights.max(), 1)
    inside = [line.low <= (a + b) / 2 <= line.high for a, b in pairwise(edges)]
    blocks = [_block(a, b, top, y + 10, axis) for a, b, top in zip(edges[:-1], edges[1:], tops, strict=True)]
    outer = "".join(block for block, within in zip(blocks, inside, strict=True) if not within)
    inner = "".join(block for block, within in zip(blocks, inside, strict=True) if within)
    return join(
        element("path", d=outer, fill=colour("line")), element("path", d=inner, fill=colour("soft"), fill_opacity=0.55)
    )


def _block(a: float, b: float, top: float, floor: float, axis: Scale) -> str:
    left, right = axis.at(a), axis.at(b)
    return f"M{number(left)} {number(floor)}V{number(floor - top)}H{number(right)}V{number(floor)}Z"


def _framed(
    rows: Sequence[Markup], axis: Scale, chart: Chart, place: Room, *, limits: tuple[float, ...], zero: bool = False
) -> Markup:
    floor = EDGE + place.tall(len(rows)) + 4
    grid = [stroke(axis.at(mark), EDGE, axis.at(mark), floor, colour("line"), 1) for mark in axis.marks]
    marks = [_mark(mark, axis, floor, chart) for mark in axis.marks]
    middle = stroke(axis.at(0), EDGE, axis.at(0), floor, colour("ink"), 1) if zero else None
    named = _limits(limits, axis, floor, chart)
    return framed([*grid, *named, middle, *rows, *marks], chart, place.wide, floor + 24)


def _limits(limits: Sequence[float], axis: Scale, floor: float, chart: Chart) -> list[Markup]:
    """A dashed line at each limit; names that would touch stand to the left of the first line and right of the last."""
    said = [written(limit, Kind.SHARE, chart.voice, 2 if round(limit, 2) == limit else 3) for limit in limits]
    anchors = ["middle"] * len(limits)
    if len(limits) > 1 and axis.at(limits[-1]) - axis.at(limits[0]) < letters.width("".join(said), 11) / 2 + 8:
        anchors[0], anchors[-1] = "end", "start"
    parts = []
    for limit, text, anchor in zip(limits, said, anchors, strict=True):
        x = axis.at(limit)
        parts.append(
            element(
                "line", x1=x, y1=EDGE, x2=x, y2=floor, stroke=colour("soga"), stroke_width=1.2, stroke_dasharray="4 3"
            )
        )
        parts.append(writing(text, x, EDGE - 4, "soga", anchor=anchor))
    return parts


def framed(parts: Iterable[Markup | None], chart: Chart, width: float, height: float) -> Markup:
    """This function will put a chart's parts into an SVG with title and description."""
    colours = element("style", Markup(rules("svg.pls-chart"))) if chart.alone else None
    return element(
        "svg",
        element("title", chart.title),
        element("desc", chart.description) if chart.description else None,
        colours,
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        role="img",
        class_="pls-chart",
        font_family=letters.FAMILY,
    )


def _mark(value: float, axis: Scale, floor: float, chart: Chart) -> Markup:
    said = written(value, chart.kind, chart.voice, axis.decimals) if abs(value) > 1e-9 else "0"
    return writing(said, axis.at(value), floor + 16, "soft")


def writing(said: str, x: float, y: float, tone: str, *, anchor: str = "middle", size: float = 11) -> Markup:
    """This function will write text at a point of a drawing."""
    return element("text", said, x=x, y=y, text_anchor=anchor, font_size=size, fill=colour(tone))


def stroke(x1: float, y1: float, x2: float, y2: float, tone: str, width: float) -> Markup:
    """This function will draw a straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=tone, stroke_width=width)
