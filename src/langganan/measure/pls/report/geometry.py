"""Points, boxes and lines of a drawing, in pixels; y grows downwards."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple


class Point(NamedTuple):
    """A place in the drawing."""

    x: float
    y: float


class Box(NamedTuple):
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def centre(self) -> Point:
        return Point((self.left + self.right) / 2, (self.top + self.bottom) / 2)

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def grown(self, margin: float) -> Box:
        """The box with `margin` more on each side."""
        return Box(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)

    def moved(self, x: float, y: float) -> Box:
        """The box shifted."""
        return Box(self.left + x, self.top + y, self.right + x, self.bottom + y)

    def overlaps(self, other: Box) -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def crossed_by(self, a: Point, b: Point) -> bool:
        """Whether the straight line from `a` to `b` runs through the box (Liang & Barsky 1984)."""
        start, end = 0.0, 1.0
        for origin, step, low, high in (
            (a.x, b.x - a.x, self.left, self.right),
            (a.y, b.y - a.y, self.top, self.bottom),
        ):
            if step == 0:
                if not low < origin < high:
                    return False
                continue
            first, last = sorted(((low - origin) / step, (high - origin) / step))
            start, end = max(start, first), min(end, last)
        return start < end


def around(centre: Point, width: float, height: float) -> Box:
    """This function will give the box of that size with its middle at `centre`."""
    return Box(centre.x - width / 2, centre.y - height / 2, centre.x + width / 2, centre.y + height / 2)


class Ellipse(NamedTuple):
    """An upright ellipse: its middle and half its width and height."""

    centre: Point
    rx: float
    ry: float

    @property
    def box(self) -> Box:
        return around(self.centre, 2 * self.rx, 2 * self.ry)

    def edge(self, towards: Point, gap: float = 0.0) -> Point:
        """Where the line from the middle to `towards` leaves the ellipse, `gap` pixels further out."""
        dx, dy = towards.x - self.centre.x, towards.y - self.centre.y
        length = math.hypot(dx, dy)
        if length == 0:
            return Point(self.centre.x + self.rx + gap, self.centre.y)
        reach = 1 / math.hypot(dx / self.rx, dy / self.ry) + gap / length
        return Point(self.centre.x + dx * reach, self.centre.y + dy * reach)


Line = Sequence[Point]


def length(line: Line) -> float:
    """This function will give how long a line of straight pieces is."""
    return sum(math.dist(a, b) for a, b in pairwise(line))


def along(line: Line, share: float) -> Point:
    """This function will give the point at `share` (0 to 1) of the line's length."""
    left = share * length(line)
    for a, b in pairwise(line):
        piece = math.dist(a, b)
        if left <= piece and piece > 0:
            return Point(a.x + (b.x - a.x) * left / piece, a.y + (b.y - a.y) * left / piece)
        left -= piece
    return line[-1]


def runs_through(line: Line, box: Box) -> bool:
    """This function will tell whether any piece of the line runs through the box."""
    return any(box.crossed_by(a, b) for a, b in pairwise(line))
