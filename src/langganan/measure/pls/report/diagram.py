"""The path diagram as SVG: text stays text, colours follow light and dark, lines survive a black and white printer."""

from __future__ import annotations

import math
from collections.abc import Iterable

from langganan.measure.pls.report import letters, tokens
from langganan.measure.pls.report.drawing import Bubble, Drawing, Side, stars
from langganan.measure.pls.report.geometry import Box, Line, Point
from langganan.measure.pls.report.labels import bearing
from langganan.measure.pls.report.markup import Markup, element, join, number
from langganan.measure.pls.report.places import ITEM, ITEM_ROOM, LINE, NAME, ROW, Place, card_columns
from langganan.measure.pls.report.routes import DOT, Route
from langganan.measure.pls.report.scene import EDGE, VALUE, scene

CORNER = 22.0
SUPPORTED = 0.05


def diagram(drawing: Drawing, *, comma: bool = False, alone: bool = True) -> Markup:
    """This function will draw a path model.

    Constructs are ellipses with R² inside, items boxes with loadings (arrows outwards) or weights (arrows inwards),
    paths arrows with coefficient and stars, dashed where not significant at 5 %. `comma` writes `0,42` instead of
    `.42`. With `alone` the SVG brings its own colours; without, those of the page that it stands in count.
    """
    said = {arrow: figure(arrow.value, comma=comma) + stars(arrow.p) for arrow in drawing.arrows}
    laid = scene(drawing, said)
    bounds = _with_note(laid.bounds, drawing.note)
    parts = [
        *(_route(route) for route in laid.routes),
        *(_construct(laid.bubbles[name], place, comma=comma) for name, place in laid.places.items()),
        *(_value(box, said[route.arrow]) for route, box in zip(laid.routes, laid.labels, strict=True)),
    ]
    if drawing.note:
        at = Point(bounds.left + EDGE, bounds.bottom - 12)
        parts.append(_text(drawing.note, at, size=ITEM, fill="soft", anchor="start"))
    return _svg(drawing, bounds, parts, alone=alone)


def _with_note(room: Box, note: str) -> Box:
    """The frame, with a line under the drawing where there is a note."""
    right = max(room.right, room.left + letters.width(note, ITEM) + 2 * EDGE)
    return Box(room.left, room.top, right, room.bottom + 22) if note else room


def figure(value: float, decimals: int = 3, *, comma: bool = False) -> str:
    """This function will write a coefficient as journals do: `.424`, `−.071`, `1.000`; with comma `0,424`."""
    if math.isnan(value):
        return "–"
    shown = f"{abs(value):.{decimals}f}"
    sign = "−" if value < 0 and float(shown) else ""
    return sign + (shown.replace(".", ",") if comma else shown.removeprefix("0") if decimals else shown)


def _svg(drawing: Drawing, bounds: Box, parts: Iterable[Markup], *, alone: bool) -> Markup:
    view = " ".join(number(value) for value in (bounds.left, bounds.top, bounds.width, bounds.height))
    colours = element("style", Markup(tokens.rules("svg.pls-diagram"))) if alone else None
    ground = element("rect", x=bounds.left, y=bounds.top, width=bounds.width, height=bounds.height,
                     fill=tokens.colour("card"))  # fmt: skip
    return element(
        "svg", element("title", drawing.title), element("desc", drawing.description or describe(drawing)), colours,
        ground, *parts, xmlns="http://www.w3.org/2000/svg", viewBox=view, width=bounds.width, height=bounds.height,
        role="img", class_="pls-diagram", font_family=letters.FAMILY,
    )  # fmt: skip


def describe(drawing: Drawing) -> str:
    """This function will say a drawing's paths in a line, for those who do not see it."""
    return "; ".join(f"{a.source} → {a.target} {figure(a.value)}{stars(a.p)}" for a in drawing.arrows)


def _construct(bubble: Bubble, place: Place, *, comma: bool) -> Markup:
    of, told = place.ellipse, bubble.r2 is not None and not math.isnan(bubble.r2)
    name = element("title", bubble.name)
    shape = element("ellipse", cx=of.centre.x, cy=of.centre.y, rx=of.rx, ry=of.ry, stroke_width=1.5,
                    fill=tokens.colour("indigo-wash" if told else "card"), stroke=tokens.colour("ink"))  # fmt: skip
    lines = [*place.lines]
    top = of.centre.y - (len(lines) + told - 1) * LINE / 2
    written = [_text(line.replace(":", " × "), Point(of.centre.x, top + i * LINE), size=NAME, weight="600")
               for i, line in enumerate(lines)]  # fmt: skip
    if told and bubble.r2 is not None:
        below = Point(of.centre.x, top + len(lines) * LINE)
        written.append(_text(f"R² {figure(bubble.r2, comma=comma)}", below, size=VALUE))
    return element("g", name, *_items(bubble, place, comma=comma), shape, *written)


def _items(bubble: Bubble, place: Place, *, comma: bool) -> list[Markup]:
    if not place.boxes:
        return []
    if place.folded:
        return [_stem(place, place.boxes[0], inwards=bubble.inwards), *_card(bubble, place.boxes[0], comma=comma)]
    drawn: list[Markup] = []
    for item, box in zip(bubble.items, place.boxes, strict=True):
        value = figure(item.value, comma=comma)
        drawn += [
            _stem(place, box, inwards=bubble.inwards),
            _frame(box, item.name),
            *_in_box(item.name, value, box, place.side),
        ]
    return drawn


def _in_box(name: str, value: str, box: Box, side: Side) -> list[Markup]:
    """A low box holds name and number side by side, a tall one above each other."""
    middle = box.centre
    if side in {Side.ABOVE, Side.BELOW}:
        shown = letters.cut(name, ITEM, box.width - 6)
        return [_text(shown, Point(middle.x, middle.y - 7.5), size=ITEM, fill="soft"),
                _text(value, Point(middle.x, middle.y + 7.5), size=ITEM)]  # fmt: skip
    shown = letters.cut(name, ITEM, ITEM_ROOM)
    return [_text(shown, Point(box.left + 7, middle.y), size=ITEM, fill="soft", anchor="start"),
            _text(value, Point(box.right - 7, middle.y), size=ITEM, anchor="end")]  # fmt: skip


def _card(bubble: Bubble, box: Box, *, comma: bool) -> list[Markup]:
    """All items as a list in one box, in columns from top to bottom."""
    across = card_columns(len(bubble.items))
    rows, wide = -(-len(bubble.items) // across), (box.width - 10) / across
    drawn = [_frame(box, "")]
    for i, item in enumerate(bubble.items):
        x, y = box.left + 5 + (i // rows) * wide, box.top + 4 + (i % rows + 0.5) * ROW
        shown = letters.cut(item.name, ITEM, ITEM_ROOM)
        drawn.append(_text(shown, Point(x + 4, y), size=ITEM, fill="soft", anchor="start", full=item.name))
        drawn.append(_text(figure(item.value, comma=comma), Point(x + wide - 4, y), size=ITEM, anchor="end"))
    return drawn


def _frame(box: Box, full: str) -> Markup:
    name = element("title", full) if full else None
    return element("rect", name, x=box.left, y=box.top, width=box.width, height=box.height, rx=3, stroke_width=1,
                   fill=tokens.colour("card"), stroke=tokens.colour("soft"))  # fmt: skip


def _stem(place: Place, box: Box, *, inwards: bool) -> Markup:
    """The arrow between a construct and an item's box."""
    middle = box.centre
    end = {
        Side.LEFT: Point(box.right, middle.y), Side.RIGHT: Point(box.left, middle.y),
        Side.ABOVE: Point(middle.x, box.bottom), Side.BELOW: Point(middle.x, box.top),
    }[place.side]  # fmt: skip
    start = place.ellipse.edge(end)
    line = (end, start) if inwards else (start, end)
    return _arrow(line, width=1, tone="soft")


def _route(route: Route) -> Markup:
    arrow, doubtful = route.arrow, route.arrow.p is not None and not route.arrow.p < SUPPORTED
    wide = 1.0 if arrow.measures else 1.3 + 1.6 * min(abs(arrow.value), 1.0)
    drawn = _arrow(route.line, width=wide, tone="soft" if doubtful or arrow.measures else "ink", dashed=doubtful,
                   headless=route.dot is not None)  # fmt: skip
    if route.dot is None:
        return drawn
    return join(drawn, element("circle", cx=route.dot.x, cy=route.dot.y, r=DOT, fill=tokens.colour("ink")))


def _arrow(line: Line, *, width: float, tone: str, dashed: bool = False, headless: bool = False) -> Markup:
    size = 0.0 if headless else 6.0 + 1.8 * width
    angle = bearing(line)
    neck = Point(line[-1].x - size * 0.8 * math.cos(angle), line[-1].y - size * 0.8 * math.sin(angle))
    path = element("path", d=_rounded((*line[:-1], neck)), fill="none", stroke=tokens.colour(tone), stroke_width=width,
                   stroke_dasharray="5 4" if dashed else None)  # fmt: skip
    return path if headless else join(path, _head(line[-1], angle, size, tone))


def _head(tip: Point, angle: float, size: float, tone: str) -> Markup:
    corners = [tip] + [Point(tip.x + size * math.cos(angle + turn), tip.y + size * math.sin(angle + turn))
                       for turn in (math.pi - 0.38, math.pi + 0.38)]  # fmt: skip
    return element("polygon", points=" ".join(f"{number(x)},{number(y)}" for x, y in corners), fill=tokens.colour(tone))


def _rounded(line: Line) -> str:
    """The line as SVG path data, its corners rounded."""
    drawn = [f"M{_at(line[0])}"]
    for before, corner, after in zip(line, line[1:], line[2:], strict=False):
        drawn.append(f"L{_at(_towards(corner, before))}Q{_at(corner)} {_at(_towards(corner, after))}")
    return "".join([*drawn, f"L{_at(line[-1])}"])


def _towards(start: Point, goal: Point) -> Point:
    away = math.dist(start, goal)
    share = min(CORNER, away / 2) / away if away else 0.0
    return Point(start.x + (goal.x - start.x) * share, start.y + (goal.y - start.y) * share)


def _at(point: Point) -> str:
    return f"{number(point.x)} {number(point.y)}"


def _value(box: Box, said: str) -> Markup:
    wide = box.width * 0.9
    ground = element(
        "rect", x=box.centre.x - wide / 2, y=box.top, width=wide, height=box.height, fill=tokens.colour("card")
    )
    return join(ground, _text(said, box.centre, size=VALUE, weight="600"))


def _text(
    said: str,
    at: Point,
    *,
    size: float,
    fill: str = "ink",
    weight: str | None = None,
    anchor: str = "middle",
    full: str = "",
) -> Markup:
    """Text whose middle line is at `at`."""
    hint = element("title", full) if full and full != said else None
    return element("text", hint, said, x=at.x, y=at.y + size * 0.35, font_size=size, font_weight=weight,
                   text_anchor=anchor, fill=tokens.colour(fill))  # fmt: skip
