"""How paths run: straight where nothing is in the way, else through the room kept for them in each column."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from langganan.measure.pls.report.drawing import Arrow
from langganan.measure.pls.report.geometry import Box, Line, Point, along, runs_through
from langganan.measure.pls.report.layers import Node
from langganan.measure.pls.report.places import Place, Places

MARGIN, TIP = 7.0, 2.0
LEAN, LANE = 0.5, 4.0
DOT = 4.5
Points = tuple[Point, ...]
TRIED = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)


@dataclass(frozen=True)
class Route:
    """An arrow and the line it takes, from the edge of its source to the edge of its target (or a dot)."""

    arrow: Arrow
    line: Line
    dot: Point | None = None


def routes(arrows: Iterable[Arrow], edges: Mapping[Arrow, int], found: Places) -> list[Route] | None:
    """This function will give every arrow its line; None where an interaction cannot reach its path.

    `edges` says which number an arrow has among the edges that were laid out.
    """
    arrows = tuple(arrows)
    direct = {arrow: Route(arrow, _line(arrow, edges[arrow], found)) for arrow in arrows if arrow in edges}
    drawn = list(direct.values())
    for arrow in arrows:
        if arrow not in edges:
            route = _onto_a_path(arrow, direct.values(), found)
            if route is None:
                return None
            drawn.append(route)
    return drawn


def _line(arrow: Arrow, number: int, found: Places) -> Line:
    source, target = found.of[arrow.source], found.of[arrow.target]
    obstacles = _obstacles(found, arrow.source, arrow.target)
    straight = _clipped((source.ellipse.centre, target.ellipse.centre), source, target)
    if not _blocked(straight, obstacles) and not _blocked(straight, _lanes(found, number)):
        return straight
    left, right = found.layers.edges[number]
    chain = _chain(number, left, right, found)
    if left != arrow.source:
        chain = chain[::-1]
    return _clipped(_bent(chain, obstacles, (source, target)), source, target)


def _chain(number: int, left: str, right: str, found: Places) -> list[tuple[Point, Point]]:
    """For each column that the edge touches, where it enters and leaves it, from left to right."""
    column_of = {node: i for i, column in enumerate(found.layers.columns) for node in column}
    passed: list[Node] = [(number, i) for i in range(column_of[left] + 1, column_of[right])]
    chain = []
    for node in (left, *passed, right):
        begin, end = found.columns[column_of[node]]
        y = found.of[node].ellipse.centre.y if isinstance(node, str) else found.kept[node].y
        chain.append((Point(begin, y), Point(end, y)))
    return chain


def _bent(chain: list[tuple[Point, Point]], obstacles: list[Box], ends: tuple[Place, Place]) -> Line:
    """The chain as a line; the corners at its two ends are left out where the way is free without them."""
    start, goal = ends[0].ellipse.centre, ends[1].ellipse.centre
    rightwards = chain[0][0].x <= chain[-1][0].x
    sides = [pair if rightwards else pair[::-1] for pair in chain]
    middle = [point for pair in sides[1:-1] for point in pair]
    leave, arrive = sides[0][1], sides[-1][0]
    lean = math.copysign(LEAN, (middle[-1] if middle else start).y - goal.y)
    arrivals = [Point(arrive.x, arrive.y + lean * ends[1].ellipse.ry), arrive]
    lean = math.copysign(LEAN, (middle[0] if middle else goal).y - start.y)
    departures = [Point(leave.x, leave.y + lean * ends[0].ellipse.ry), leave]
    tried: list[tuple[Points, Points]] = [((), ()), *(((), (point,)) for point in arrivals)]
    tried += [((point,), ()) for point in departures]
    tried += [((first,), (last,)) for first in departures for last in arrivals]
    lines = [(start, *first, *middle, *last, goal) for first, last in tried]
    free = [line for line in lines if not _blocked(_clipped(line, *ends), obstacles)]
    return free[0] if free else lines[-1]


def _clipped(line: Line, source: Place, target: Place) -> Line:
    return (source.ellipse.edge(line[1]), *line[1:-1], target.ellipse.edge(line[-2], TIP))


def _obstacles(found: Places, *ends: str) -> list[Box]:
    """What a line between two constructs must not touch: the others, and all items."""
    boxes = [place.ellipse.box for name, place in found.of.items() if name not in ends]
    return boxes + [block for place in found.of.values() if (block := place.block) is not None]


def _lanes(found: Places, number: int) -> list[Box]:
    """The room that other edges keep in the columns they pass, where a straight line would lie upon theirs."""
    column_of = {node: i for i, column in enumerate(found.layers.columns) for node in column}
    ends = {
        node: found.columns[column_of[node]] for node in found.kept if isinstance(node, tuple) and node[0] != number
    }
    return [
        Box(left, found.kept[node].y - LANE, right, found.kept[node].y + LANE) for node, (left, right) in ends.items()
    ]


def _blocked(line: Line, obstacles: Iterable[Box]) -> bool:
    return any(runs_through(line, box.grown(MARGIN)) for box in obstacles)


def _onto_a_path(arrow: Arrow, direct: Iterable[Route], found: Places) -> Route | None:
    """The line from a moderator to a dot on the path that it moderates."""
    parts = arrow.source.split(":")
    for route in direct:
        others = [part for part in parts if part != route.arrow.source]
        if route.arrow.target != arrow.target or route.arrow.source not in parts or len(others) != 1:
            continue
        moderator = found.of[others[0]]
        obstacles = _obstacles(found, others[0])
        for share in TRIED:
            dot = along(route.line, share)
            line = (moderator.ellipse.edge(dot), dot)
            if not _blocked(line, obstacles) and _long_enough(line):
                return Route(arrow, line, dot)
    return None


def _long_enough(line: Line) -> bool:
    return abs(line[0].x - line[-1].x) + abs(line[0].y - line[-1].y) > 70
