"""Small charts as SVG, no scripts: one row for each thing, labelled where it stands, numbers beside it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from langganan.measure.pls.report import letters
from langganan.measure.pls.report.figures import Kind, written
from langganan.measure.pls.report.markup import Markup, element, join, number
from langganan.measure.pls.report.scale import Scale, scale
from langganan.measure.pls.report.tokens import colour, rules
from langganan.tables import Array
from langganan.words import Voice

WIDE, LABEL, PLOT, EDGE = 740.0, 220.0, 340.0, 12.0
SIZE, BINS = 12.0, 40
ROW, HILL = 24.0, 44.0


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
    """What all charts need: a title, a description for those who do not see it, the reader, whether it stands alone."""

    title: str
    description: str = ""
    voice: Voice = Voice()
    kind: Kind = Kind.SHARE
    alone: bool = True


def intervals(lines: Sequence[Line], chart: Chart, *, limits: tuple[float, ...] = ()) -> Markup:
    """This function will draw each estimate as a dot on its interval, with a dashed line at each limit."""
    axis = scale([v for line in lines for v in (line.value, line.low, line.high)], _span(), within=limits)
    rows = [join(_label(line.name, y), _interval(line, y, axis), _said(line, y, chart))
            for line, y in zip(lines, _heights(lines, ROW), strict=True)]  # fmt: skip
    return _framed(rows, axis, chart, tall=len(lines) * ROW, limits=limits)


def distributions(lines: Sequence[Line], chart: Chart) -> Markup:
    """This function will draw the shape of each path's draws, darker inside the interval, with a line at zero."""
    ends = [end for line in lines for end in _ends(line)]
    axis = scale(ends, _span(), within=(0.0,))
    rows = [
        join(_label(line.name, y + 8), _hill(line, y, axis), _interval(line, y + 15, axis), _said(line, y + 8, chart))
        for line, y in zip(lines, _heights(lines, HILL), strict=True)
    ]
    return _framed(rows, axis, chart, tall=len(lines) * HILL, limits=(), zero=True)


def bars(lines: Sequence[Line], chart: Chart, *, limits: tuple[float, ...] = ()) -> Markup:
    """This function will draw shares as bars from 0, with the interval as a line at the bar's end."""
    axis = Scale(0.0, 1.0, *_span())
    rows = [join(_label(line.name, y), _bar(line, y, axis), _interval(line, y, axis, dot=False), _said(line, y, chart))
            for line, y in zip(lines, _heights(lines, ROW), strict=True)]  # fmt: skip
    return _framed(rows, axis, chart, tall=len(lines) * ROW, limits=limits)


def _span() -> tuple[float, float]:
    return (LABEL + EDGE, LABEL + PLOT)


def _heights(lines: Sequence[Line], row: float) -> Iterable[float]:
    return (EDGE + (place + 0.5) * row for place in range(len(lines)))


def _ends(line: Line) -> tuple[float, ...]:
    """All but the outermost 1 in 1000 draws decide how wide the axis is."""
    if not line.draws.size:
        return (line.value, line.low, line.high)
    low, high = np.quantile(line.draws, [0.001, 0.999])
    return (line.value, float(low), float(high))


def _label(name: str, y: float) -> Markup:
    shown = letters.cut(name, SIZE, LABEL - EDGE)
    full = element("title", name) if shown != name else None
    return element(
        "text", full, shown, x=LABEL - 4, y=y + SIZE * 0.35, text_anchor="end", font_size=SIZE, fill=colour("ink")
    )


def _said(line: Line, y: float, chart: Chart) -> Markup:
    ends = Kind.RANGE if chart.kind is Kind.SHARE else Kind.SPAN
    interval = "" if math.isnan(line.low) else written((line.low, line.high), ends, chart.voice)
    text = f"{written(line.value, chart.kind, chart.voice)} {interval}".strip()
    tone = "soga" if line.doubted else "soft"
    return element("text", text, x=LABEL + PLOT + 14, y=y + SIZE * 0.35, font_size=SIZE, fill=colour(tone))


def _interval(line: Line, y: float, axis: Scale, *, dot: bool = True) -> Markup:
    tone = colour("soga" if line.doubted else "indigo")
    parts = []
    if not math.isnan(line.low):
        parts.append(_stroke(axis.at(line.low), y, axis.at(line.high), y, tone, 2.5))
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
    rows: Iterable[Markup], axis: Scale, chart: Chart, *, tall: float, limits: tuple[float, ...], zero: bool = False
) -> Markup:
    floor = EDGE + tall + 4
    grid = [_stroke(axis.at(mark), EDGE, axis.at(mark), floor, colour("line"), 1) for mark in axis.marks]
    marks = [_mark(mark, axis, floor, chart) for mark in axis.marks]
    middle = _stroke(axis.at(0), EDGE, axis.at(0), floor, colour("ink"), 1) if zero else None
    rules_ = [
        element(
            "line",
            x1=axis.at(limit),
            y1=EDGE,
            x2=axis.at(limit),
            y2=floor,
            stroke=colour("soga"),
            stroke_width=1.2,
            stroke_dasharray="4 3",
        )
        for limit in limits
    ]
    named = [
        _text(
            written(limit, Kind.SHARE, chart.voice, 2 if round(limit, 2) == limit else 3),
            axis.at(limit),
            EDGE - 3,
            "soga",
        )
        for limit in limits
    ]
    return framed([*grid, *rules_, middle, *rows, *marks, *named], chart, WIDE, floor + 24)


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
    return _text(said, axis.at(value), floor + 16, "soft")


def _text(said: str, x: float, y: float, tone: str) -> Markup:
    return element("text", said, x=x, y=y, text_anchor="middle", font_size=11, fill=colour(tone))


def _stroke(x1: float, y1: float, x2: float, y2: float, tone: str, width: float) -> Markup:
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=tone, stroke_width=width)
