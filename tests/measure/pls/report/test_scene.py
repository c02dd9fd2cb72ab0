"""Where things stand in a path diagram: nothing covers anything, whatever the model."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings

from a_report import drawings
from langganan.measure.pls.report.diagram import figure
from langganan.measure.pls.report.drawing import Arrow, Bubble, Drawing, Item, stars
from langganan.measure.pls.report.geometry import runs_through
from langganan.measure.pls.report.scene import scene


def _laid(drawing):
    return scene(drawing, {arrow: figure(arrow.value) + stars(arrow.p) for arrow in drawing.arrows})


def _between(*names, **more):
    return Drawing(tuple(Bubble(n, (Item("a", 0.8), Item("b", 0.9))) for n in names), tuple(more["arrows"]))


@settings(max_examples=80, deadline=None)
@given(drawings())
def test_nothing_covers_anything(drawing):
    laid = _laid(drawing)
    boxes = [box for place in laid.places.values() for box in (place.ellipse.box, *place.boxes)]
    boxes += laid.labels
    assert [(a, b) for a, b in combinations(boxes, 2) if a.overlaps(b)] == []


@settings(max_examples=80, deadline=None)
@given(drawings())
def test_no_path_runs_through_a_construct_or_its_items(drawing):
    laid = _laid(drawing)
    for route in laid.routes:
        ends = {route.arrow.target, *route.arrow.source.split(":"), route.arrow.source}
        taken = [p.ellipse.box for name, p in laid.places.items() if name not in ends]
        taken += [box for place in laid.places.values() for box in place.boxes]
        assert [box for box in taken if runs_through(route.line, box)] == [], route.arrow


@settings(max_examples=60, deadline=None)
@given(drawings())
def test_everything_lies_inside_the_frame(drawing):
    laid = _laid(drawing)
    frame = laid.bounds
    boxes = [box for place in laid.places.values() for box in place.taken] + list(laid.labels)
    assert all(
        frame.left <= b.left and frame.right >= b.right and frame.top <= b.top and frame.bottom >= b.bottom
        for b in boxes
    )


def test_paths_run_from_left_to_right():
    laid = _laid(_between("A", "B", "C", arrows=[Arrow("A", "B", 0.1), Arrow("B", "C", 0.2), Arrow("A", "C", 0.3)]))
    x = [laid.places[name].ellipse.centre.x for name in "ABC"]
    assert x == sorted(x)


def test_a_moderator_points_at_a_dot_on_the_path():
    arrows = [Arrow("X", "Y", 0.3), Arrow("M", "Y", 0.2), Arrow("X:M", "Y", 0.1)]
    laid = _laid(_between("X", "M", "Y", arrows=arrows))
    path, _, moderation = laid.routes
    assert moderation.line[-1] == moderation.dot
    assert min(path.line[0].x, path.line[-1].x) < moderation.dot.x < max(path.line[0].x, path.line[-1].x)


def test_an_interaction_without_a_path_of_its_parts_has_a_place_of_its_own():
    laid = _laid(_between("X", "Y", arrows=[Arrow("X", "Y", 0.3), Arrow("X:X", "Y", 0.1)]))
    assert "X:X" in laid.places


def test_a_circle_is_drawn_all_the_same():
    laid = _laid(_between("A", "B", arrows=[Arrow("A", "B", 0.3), Arrow("B", "A", 0.1)]))
    assert len(laid.routes) == 2
