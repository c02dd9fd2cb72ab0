"""The importance-performance map: what matters to the outcome against how well it is doing."""

from __future__ import annotations

from collections.abc import Sequence

from langganan.measure.pls.report import letters
from langganan.measure.pls.report.charts import NARROW, Chart, framed
from langganan.measure.pls.report.facts import Spot
from langganan.measure.pls.report.figures import Kind, written
from langganan.measure.pls.report.geometry import Box, Point, around
from langganan.measure.pls.report.markup import Markup, element, join
from langganan.measure.pls.report.scale import Scale, scale
from langganan.measure.pls.report.tokens import colour

WIDE, TALL = 720.0, 420.0
LEFT, RIGHT, TOP, BOTTOM = 64.0, 24.0, 20.0, 52.0
DOT, SIZE = 5.0, 12.0


def importance_map(spots: Sequence[Spot], chart: Chart, across: str, up: str) -> Markup:
    """This function will draw each construct by importance (total effect) and performance (0 to 100).

    Lines at the means cut the map in four; `across` and `up` name the axes.
    """
    wide = NARROW if chart.narrow else WIDE
    x = scale([spot.importance for spot in spots], (LEFT, wide - RIGHT), within=(0.0,))
    y = Scale(0.0, 100.0, TALL - BOTTOM, TOP)
    mean = Point(
        x.at(sum(s.importance for s in spots) / len(spots)), y.at(sum(s.performance for s in spots) / len(spots))
    )
    middle = join(
        _line(mean.x, TOP, mean.x, TALL - BOTTOM, dashed=True), _line(LEFT, mean.y, x.end, mean.y, dashed=True)
    )
    dots = [Point(x.at(spot.importance), y.at(spot.performance)) for spot in spots]
    drawn = [element("circle", cx=dot.x, cy=dot.y, r=DOT, fill=colour("indigo")) for dot in dots]
    parts = [*_axes(x, y, chart, across, up), middle, *drawn, *_names(spots, dots, wide)]
    return framed(parts, chart, wide, TALL)


def _axes(x: Scale, y: Scale, chart: Chart, across: str, up: str) -> list[Markup]:
    floor = TALL - BOTTOM
    marks = [
        _text(written(m, Kind.SHARE, chart.voice, x.decimals) if abs(m) > 1e-9 else "0", x.at(m), floor + 18)
        for m in _apart(x)
    ]
    marks += [_text(written(m, Kind.NUMBER, chart.voice, y.decimals), LEFT - 8, y.at(m) + 4, "end") for m in y.marks]
    lines = [_line(x.at(m), TOP, x.at(m), floor) for m in x.marks] + [
        _line(LEFT, y.at(m), x.end, y.at(m)) for m in y.marks
    ]
    middle = (TOP + floor) / 2
    turned = element(
        "text",
        up,
        x=16,
        y=middle,
        transform=f"rotate(-90 16 {middle})",
        text_anchor="middle",
        font_size=SIZE,
        fill=colour("ink"),
    )
    return [*lines, *marks, _text(across, (LEFT + x.end) / 2, TALL - 10, tone="ink"), turned]


def _apart(x: Scale) -> Sequence[float]:
    """The marks that have room for their numbers: every second one on a narrow map."""
    return x.marks[:: 1 + (len(x.marks) > 1 and x.at(x.marks[1]) - x.at(x.marks[0]) < 34)]


def _names(spots: Sequence[Spot], dots: Sequence[Point], edge: float) -> list[Markup]:
    """Each name beside its dot, on the first side where it covers neither a dot nor another name."""
    taken = [around(dot, 2 * DOT, 2 * DOT) for dot in dots]
    drawn = []
    for spot, dot in zip(spots, dots, strict=True):
        shown = letters.cut(spot.name, SIZE, edge - LEFT - 4, bold=True)
        wide = letters.width(shown, SIZE, bold=True)
        options = [
            around(Point(dot.x + dx * (wide / 2 + 9), dot.y + dy), wide, SIZE + 3)
            for dx, dy in ((1, 0), (-1, 0), (0, -14), (0, 14), (1, -12), (1, 12), (-1, -12), (-1, 12))
        ]
        middle = min(max(dot.x, LEFT + wide / 2 + 1), edge - wide / 2 - 1)
        options += [around(Point(middle, dot.y + dy), wide, SIZE + 3) for dy in (-14, 14, -28, 28, -42, 42)]
        inside = [box for box in options if box.left > LEFT and box.right < edge and box.top > 0]
        box = next((box for box in inside if not _hits(box, taken)), (inside or options)[0])
        taken.append(box)
        drawn.append(
            element(
                "text",
                shown,
                x=box.centre.x,
                y=box.centre.y + 4,
                text_anchor="middle",
                font_size=SIZE,
                font_weight="600",
                fill=colour("ink"),
            )
        )
    return drawn


def _hits(box: Box, taken: Sequence[Box]) -> bool:
    return any(box.overlaps(other) for other in taken)


def _line(x1: float, y1: float, x2: float, y2: float, *, dashed: bool = False) -> Markup:
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour("soft" if dashed else "line"), stroke_width=1,
                   stroke_dasharray="4 3" if dashed else None)  # fmt: skip


def _text(said: str, x: float, y: float, anchor: str = "middle", *, tone: str = "soft") -> Markup:
    return element("text", said, x=x, y=y, text_anchor=anchor, font_size=SIZE, fill=colour(tone))
