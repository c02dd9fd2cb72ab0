"""Where the numbers on paths stand: on their line, clear of everything else."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from langganan.measure.pls.report.geometry import Box, Line, Point, along, around, length, runs_through

TRIED = (0.5, *(0.5 + side * step / 40 for step in range(1, 17) for side in (-1, 1)))
TALL = 17.0


def placed(
    lines: Sequence[Line], widths: Sequence[float], taken: Sequence[Box], *, crowded: bool = False
) -> list[Box] | None:
    """This function will give every line a box for its number, or None where one finds no room.

    No box overlaps another or anything `taken`, unless `crowded`; among the places left it takes the one that other
    lines cross least, near the middle of its own line. Short lines choose first.
    """
    found: dict[int, Box] = {}
    for i in sorted(range(len(lines)), key=lambda i: length(lines[i])):
        others = [line for k, line in enumerate(lines) if k != i]
        full = [*taken, *found.values()]
        options = [(box, share) for box, share in _candidates(lines[i], widths[i])]
        free = [option for option in options if not _hits(option[0], full)] or (options if crowded else [])
        if not free:
            return None
        found[i] = min(free, key=lambda option: _cost(*option, others))[0]
    return [found[i] for i in range(len(lines))]


def _candidates(line: Line, width: float) -> Iterable[tuple[Box, float]]:
    """Boxes on the line, nearest to its middle first, that keep off its ends."""
    whole = length(line)
    for share in TRIED:
        if share == 0.5 or min(share, 1 - share) * whole > 12:
            yield around(along(line, share), width, TALL), share


def _hits(box: Box, taken: Iterable[Box]) -> bool:
    grown = box.grown(1.5)
    return any(grown.overlaps(other) for other in taken)


def _cost(box: Box, share: float, others: Sequence[Line]) -> float:
    return 3.0 * sum(runs_through(line, box) for line in others) + 4 * abs(share - 0.5)


def dots(centres: Iterable[Point], radius: float) -> list[Box]:
    """This function will give the boxes of dots, so that no number covers one."""
    return [around(centre, 2 * radius, 2 * radius) for centre in centres]


def bearing(line: Line) -> float:
    """This function will give the direction of a line's end in radians."""
    a, b = line[-2], line[-1]
    return math.atan2(b.y - a.y, b.x - a.x)
