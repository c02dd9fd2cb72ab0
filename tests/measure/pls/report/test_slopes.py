"""Simple slopes: a row for each level, lines that cross where they should."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from langganan.measure.pls.report import slopes
from langganan.measure.pls.report.charts import Chart
from langganan.measure.pls.report.facts import Moderation, Slope

SVG = "{http://www.w3.org/2000/svg}"


def _found(moderator="M"):
    given = tuple(Slope(at, 0.4 + 0.2 * at, 0.1, 4.0, 0.01, 0.1, 0.7) for at in (-1.0, 0.0, 1.0))
    return Moderation("X", moderator, "Y", given, 0.1)


@pytest.mark.parametrize("narrow", [False, True])
def test_each_level_has_its_line_and_its_name(narrow):
    drawn = ET.fromstring(slopes.plot(_found(), Chart("Slopes", narrow=narrow), "X", "Y"))
    assert len(list(drawn.iter(f"{SVG}polyline"))) == 3
    texts = {"".join(text.itertext()) for text in drawn.iter(f"{SVG}text")}
    assert {"M at −1 SD", "M at its mean", "M at +1 SD"} <= texts


def test_the_steepest_line_has_the_largest_slope():
    drawn = ET.fromstring(slopes.plot(_found(), Chart("Slopes"), "X", "Y"))
    points = [[p.split(",") for p in line.get("points").split()] for line in drawn.iter(f"{SVG}polyline")]
    rises = [float(ends[0][1]) - float(ends[-1][1]) for ends in points]
    assert rises == sorted(rises)


def test_a_square_is_one_curve():
    drawn = ET.fromstring(slopes.plot(_found("X"), Chart("Slopes"), "X", "Y"))
    assert len(list(drawn.iter(f"{SVG}polyline"))) == 1
