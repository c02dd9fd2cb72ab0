"""Where constructs and their items stand: ellipses in columns, items beside, above or below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from langganan.measure.pls.report import letters
from langganan.measure.pls.report.drawing import Bubble, Side
from langganan.measure.pls.report.geometry import Box, Ellipse, Point, around
from langganan.measure.pls.report.layers import Edge, Layers, Node, heights, layers

NAME, ITEM, LINE = 13.0, 11.0, 16.0
NAME_ROOM, ITEM_ROOM, VALUE_ROOM = 100.0, 92.0, 38.0
BOX, ROW, TALL, GAP = 20.0, 14.0, 34.0, 4.0
MOST_ROOM = 150.0
FAN, STEM = 46.0, 26.0
MOST_SPREAD = 60.0
APART, CHANNEL = 14.0, 18.0
MOST_BOXES, MOST_ITEMS, MOST_CONSTRUCTS, MOST_COLUMNS = 5, 40, 9, 4


@dataclass(frozen=True)
class Place:
    """One construct's ellipse with the lines of its name, and its items' boxes (one card where folded)."""

    ellipse: Ellipse
    lines: tuple[str, ...]
    side: Side
    folded: bool
    boxes: tuple[Box, ...]

    @property
    def block(self) -> Box | None:
        """The box around all items and the arrows to them."""
        if not self.boxes:
            return None
        left, top, right, bottom = (
            f(values) for f, values in zip((min, min, max, max), zip(*self.boxes, strict=True), strict=True)
        )
        of = self.ellipse.box
        match self.side:
            case Side.LEFT:
                return Box(left, top, of.left, bottom)
            case Side.RIGHT:
                return Box(of.right, top, right, bottom)
            case Side.ABOVE:
                return Box(left, top, right, of.top)
            case Side.BELOW:
                return Box(left, of.bottom, right, bottom)

    @property
    def taken(self) -> tuple[Box, ...]:
        """What nothing else may run through."""
        block = self.block
        return (self.ellipse.box,) if block is None else (self.ellipse.box, block)


@dataclass(frozen=True)
class Places:
    """All constructs' places, the places that edges keep free, and the columns' left and right ends."""

    of: Mapping[str, Place]
    kept: Mapping[Node, Point]
    columns: tuple[tuple[float, float], ...]
    layers: Layers


@dataclass(frozen=True)
class Spacing:
    """How far apart things stand; grows until every label has its room."""

    between: float = 96.0
    apart: float = APART


@dataclass(frozen=True)
class _Shape:
    """A construct with what surrounds it, its ellipse's middle at 0, 0."""

    lines: tuple[str, ...]
    rx: float
    ry: float
    side: Side
    folded: bool
    boxes: tuple[Box, ...]

    def at(self, centre: Point) -> Place:
        boxes = tuple(box.moved(centre.x, centre.y) for box in self.boxes)
        return Place(Ellipse(centre, self.rx, self.ry), self.lines, self.side, self.folded, boxes)

    @property
    def around(self) -> Box:
        boxes = (*self.boxes, Box(-self.rx, -self.ry, self.rx, self.ry))
        left, top, right, bottom = zip(*boxes, strict=True)
        return Box(min(left), min(top), max(right), max(bottom))


def places(bubbles: Sequence[Bubble], edges: Sequence[Edge], spacing: Spacing) -> Places:
    """This function will find a place for every construct; `edges` lead from left to right."""
    ordered = layers([bubble.name for bubble in bubbles], edges)
    shapes = _shapes(bubbles, ordered)
    boxes = {name: shape.around for name, shape in shapes.items()}
    room: dict[Node, tuple[float, float]] = {
        node: (spacing.apart - boxes[node].top, spacing.apart + boxes[node].bottom)
        if isinstance(node, str) else (CHANNEL, CHANNEL)
        for column in ordered.columns for node in column
    }  # fmt: skip
    y = heights(ordered, _spread(ordered, room))
    ends = _columns(ordered, boxes, spacing.between)
    middle = [
        (_middle(column, boxes, left), left, right) for column, (left, right) in zip(ordered.columns, ends, strict=True)
    ]
    found: dict[str, Place] = {}
    kept: dict[Node, Point] = {}
    for column, (x, left, right) in zip(ordered.columns, middle, strict=True):
        for node in column:
            if isinstance(node, str):
                found[node] = shapes[node].at(Point(x, y[node]))
            else:
                kept[node] = Point((left + right) / 2, y[node])
    return Places(found, kept, tuple(ends), ordered)


def _spread(ordered: Layers, room: Mapping[Node, tuple[float, float]]) -> dict[Node, tuple[float, float]]:
    """More room in short columns, so that lines from tall ones are less steep."""
    tall = [sum(sum(room[node]) for node in column) for column in ordered.columns]
    spread = dict(room)
    for column, own in zip(ordered.columns, tall, strict=True):
        real = [node for node in column if isinstance(node, str)]
        more = min(0.25 * (max(tall) - own) / max(len(real), 1), MOST_SPREAD)
        spread |= {node: (room[node][0] + more, room[node][1] + more) for node in real}
    return spread


def _columns(ordered: Layers, boxes: Mapping[str, Box], between: float) -> list[tuple[float, float]]:
    """The left and right end of each column; more edges between two columns ask for more room."""
    ends: list[tuple[float, float]] = []
    x = 0.0
    few = len(ordered.columns) <= MOST_COLUMNS
    between, each = (between, 5.0) if few else (between * 0.8, 2.0)
    for column in ordered.columns:
        of = [boxes[node] for node in column if isinstance(node, str)]
        wide = max((b.right for b in of), default=0.0) - min((b.left for b in of), default=0.0)
        ends.append((x, x + wide))
        nodes = set(column)
        x += wide + between + each * min(sum(left in nodes for left, _ in ordered.pieces), 16)
    return ends


def _middle(column: Sequence[Node], boxes: Mapping[str, Box], left: float) -> float:
    return left - min((boxes[node].left for node in column if isinstance(node, str)), default=0.0)


def _shapes(bubbles: Sequence[Bubble], ordered: Layers) -> dict[str, _Shape]:
    longest = max((letters.longest_word(b.name, NAME) for b in bubbles), default=0.0)
    lines = {b.name: letters.lines(b.name, NAME, min(max(longest, NAME_ROOM), MOST_ROOM)) for b in bubbles}
    rx = max((max(letters.width(t, NAME, bold=True) for t in of) * 0.6 for of in lines.values()), default=0) + 8
    tall = max((len(of) for of in lines.values()), default=1) + any(b.r2 is not None for b in bubbles)
    rx, ry = max(rx, 48.0), 13.0 + 8.5 * tall
    many = len(bubbles) > MOST_CONSTRUCTS or sum(len(b.items) for b in bubbles) > MOST_ITEMS
    long = len(ordered.columns) > MOST_COLUMNS
    sides = _sides(ordered)
    return {
        b.name: _shape(b, lines[b.name], (rx, ry), sides[b.name], most=0 if many else 1 if long else MOST_BOXES)
        for b in bubbles
    }


def _sides(ordered: Layers) -> dict[str, Side]:
    """Items of the first column stand left, of the last right, of the lowest of several below, of others above."""
    last = len(ordered.columns) - 1
    sides = {}
    for i, column in enumerate(ordered.columns):
        real = [node for node in column if isinstance(node, str)]
        for k, node in enumerate(real):
            inner = Side.BELOW if 0 < k == len(real) - 1 else Side.ABOVE
            sides[node] = Side.LEFT if i == 0 else Side.RIGHT if i == last else inner
    return sides


def _shape(bubble: Bubble, lines: tuple[str, ...], radii: tuple[float, float], side: Side, *, most: int) -> _Shape:
    upright = side in {Side.ABOVE, Side.BELOW}
    folded = most == 0 or (upright and len(bubble.items) > most)
    boxes: tuple[Box, ...] = ()
    if bubble.items:
        boxes = (
            _card(bubble, radii, side)
            if folded
            else _row(bubble, radii, side)
            if upright
            else _stack(bubble, radii, side)
        )
    return _Shape(lines, *radii, side, folded, boxes)


def _stack(bubble: Bubble, radii: tuple[float, float], side: Side) -> tuple[Box, ...]:
    """Boxes one above another, left or right of the ellipse."""
    wide = _name_width(bubble) + VALUE_ROOM + 16
    x = (radii[0] + FAN + wide / 2) * (-1 if side is Side.LEFT else 1)
    step = BOX + GAP
    first = -(len(bubble.items) - 1) * step / 2
    return tuple(around(Point(x, first + i * step), wide, BOX) for i in range(len(bubble.items)))


def _row(bubble: Bubble, radii: tuple[float, float], side: Side) -> tuple[Box, ...]:
    """Boxes side by side, above or below the ellipse."""
    wide = max(_name_width(bubble), VALUE_ROOM) + 10
    y = (radii[1] + STEM + TALL / 2) * (-1 if side is Side.ABOVE else 1)
    step = wide + GAP
    first = -(len(bubble.items) - 1) * step / 2
    return tuple(around(Point(first + i * step, y), wide, TALL) for i in range(len(bubble.items)))


def _card(bubble: Bubble, radii: tuple[float, float], side: Side) -> tuple[Box, ...]:
    """One card that lists the items; long lists take two or three columns."""
    across = card_columns(len(bubble.items))
    rows = -(-len(bubble.items) // across)
    wide, tall = across * (_name_width(bubble) + VALUE_ROOM + 8) + 10, rows * ROW + 8
    out = 16.0
    x, y = {
        Side.LEFT: (-(radii[0] + out + wide / 2), 0.0), Side.RIGHT: (radii[0] + out + wide / 2, 0.0),
        Side.ABOVE: (0.0, -(radii[1] + out + tall / 2)), Side.BELOW: (0.0, radii[1] + out + tall / 2),
    }[side]  # fmt: skip
    return (around(Point(x, y), wide, tall),)


def card_columns(count: int) -> int:
    """This function will give how many columns a folded list of so many items has."""
    return 1 if count <= 6 else 2 if count <= 14 else 3


def _name_width(bubble: Bubble) -> float:
    return min(max(letters.width(item.name, ITEM) for item in bubble.items), ITEM_ROOM)
