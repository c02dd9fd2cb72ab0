"""A path diagram laid out: where every ellipse, box, line and number stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from langganan.measure.pls.report import labels, letters
from langganan.measure.pls.report.drawing import Arrow, Bubble, Drawing
from langganan.measure.pls.report.geometry import Box
from langganan.measure.pls.report.layers import Edge
from langganan.measure.pls.report.places import Place, Spacing, places
from langganan.measure.pls.report.routes import DOT, Route, routes

VALUE = 12.0
EDGE = 14.0
ROUNDS, WIDER, LOOSER = 9, 1.3, 1.2


@dataclass(frozen=True)
class Scene:
    """Everything with its place, and the box around it all; labels stand in the order of the routes."""

    bubbles: Mapping[str, Bubble]
    places: Mapping[str, Place]
    routes: tuple[Route, ...]
    labels: tuple[Box, ...]
    bounds: Box


def scene(drawing: Drawing, said: Mapping[Arrow, str]) -> Scene:
    """This function will lay a drawing out; `said` is the text at each arrow, for its width.

    Columns and rows move apart until every number has room of its own.
    """
    names = {bubble.name for bubble in drawing.bubbles}
    apart = {arrow.source for arrow in drawing.arrows if ":" in arrow.source} - names
    as_nodes = {source for source in apart if not _joins_a_path(source, drawing)}
    spacing = Spacing()
    for _ in range(ROUNDS):
        laid = _attempt(_with_nodes(drawing, as_nodes), said, spacing)
        if isinstance(laid, Scene):
            return laid
        if laid == "dots" and as_nodes != apart:
            as_nodes = apart
        else:
            spacing = Spacing(spacing.between * WIDER, spacing.apart * LOOSER)
    laid = _attempt(_with_nodes(drawing, apart), said, Spacing(), crowded=True)
    assert isinstance(laid, Scene)
    return laid


def _joins_a_path(source: str, drawing: Drawing) -> bool:
    """Whether an interaction of two constructs can be a dot on a path from one of them."""
    parts = source.split(":")
    targets = {arrow.target for arrow in drawing.arrows if arrow.source == source}
    paths = {(arrow.source, arrow.target) for arrow in drawing.arrows}
    two = len(parts) == 2 and parts[0] != parts[1]
    return two and all(any((part, target) in paths for part in parts) for target in targets)


def _with_nodes(drawing: Drawing, as_nodes: set[str]) -> Drawing:
    own = tuple(Bubble(source) for source in sorted(as_nodes))
    return replace(drawing, bubbles=(*drawing.bubbles, *own))


def _edges(drawing: Drawing) -> dict[Arrow, Edge]:
    """The arrows that are laid out, with the direction from left to right that each takes."""
    names = {bubble.name for bubble in drawing.bubbles}
    structural = [a for a in drawing.arrows if not a.measures]
    led_to, leads = {a.target for a in structural}, {a.source for a in structural}
    edges: dict[Arrow, Edge] = {}
    for arrow in drawing.arrows:
        if arrow.source not in names:
            continue
        edge = (arrow.source, arrow.target)
        if arrow.measures:
            edge = _from_part_to_whole(edge, led_to - leads)
        edges[arrow] = edge
    return edges


def _from_part_to_whole(edge: Edge, last: set[str]) -> Edge:
    """Parts stand left of the whole that they make up, and right of a whole that nothing follows."""
    whole_is_last = edge[0] in last or edge[1] in last
    return edge if whole_is_last else (edge[1], edge[0])


def _attempt(drawing: Drawing, said: Mapping[Arrow, str], spacing: Spacing, *, crowded: bool = False) -> Scene | str:
    """The scene, or what found no room: `dots` on paths, or `labels` (unless they may be `crowded`)."""
    edges = _edges(drawing)
    found = places(drawing.bubbles, list(edges.values()), spacing)
    drawn = routes(drawing.arrows, {arrow: i for i, arrow in enumerate(edges)}, found)
    if drawn is None:
        return "dots"
    taken = [box for place in found.of.values() for box in place.taken]
    taken += labels.dots((route.dot for route in drawn if route.dot), DOT)
    widths = [letters.width(said[route.arrow], VALUE) + 6 for route in drawn]
    numbers = labels.placed([route.line for route in drawn], widths, taken, crowded=crowded)
    if numbers is None:
        return "labels"
    bubbles = {bubble.name: bubble for bubble in drawing.bubbles}
    return Scene(bubbles, found.of, tuple(drawn), tuple(numbers), _around(found.of, drawn, numbers))


def _around(found: Mapping[str, Place], drawn: list[Route], numbers: list[Box]) -> Box:
    boxes = [box for place in found.values() for box in place.taken] + numbers
    boxes += [Box(point.x, point.y, point.x, point.y) for route in drawn for point in route.line]
    if not boxes:
        return Box(0, 0, 2 * EDGE, 2 * EDGE)
    left, top, right, bottom = zip(*boxes, strict=True)
    return Box(min(left), min(top), max(right), max(bottom)).grown(EDGE)
