from __future__ import annotations

import xml.etree.ElementTree as ET

import numpy as np
import pytest

from langganan.measure.pls.report.charts import Chart, Line, bars, distributions, intervals
from langganan.measure.pls.report.facts import Spot
from langganan.measure.pls.report.maps import importance_map
from langganan.measure.pls.report.scale import round_step, scale
from langganan.words import Voice

SVG = "{http://www.w3.org/2000/svg}"
CHART = Chart("Shown", "What it shows")
LINES = (Line("X → Y", 0.4, 0.2, 0.6, np.linspace(0.1, 0.7, 500)), Line("<b>", 0.9, 0.8, 1.0, doubted=True))


def _texts(drawn):
    return ["".join(text.itertext()) for text in ET.fromstring(drawn).iter(f"{SVG}text")]


@pytest.mark.parametrize("draw", [intervals, distributions, bars])
def test_a_chart_says_its_numbers(draw):
    texts = _texts(draw(LINES, CHART))
    assert "<b>" in texts
    assert ".400 [.200, .600]" in texts


def test_limits_are_drawn_and_named():
    drawn = intervals(LINES, CHART, limits=(0.85, 0.9))
    assert {".85", ".90"} <= set(_texts(drawn))
    assert drawn.count("stroke-dasharray") == 2


def test_indonesian_numbers():
    assert "0,400 [0,200; 0,600]" in _texts(intervals(LINES, Chart("Shown", voice=Voice("id"))))


def test_estimates_of_one_value_have_a_scale_too():
    assert scale([0.5, 0.5], (0, 100)).at(0.5) == pytest.approx(50)
    assert scale([float("nan")], (0, 100)).marks


@pytest.mark.parametrize(("size", "step"), [(0.13, 0.2), (0.2, 0.2), (3, 5), (0.6, 1)])
def test_marks_are_round(size, step):
    assert round_step(size) == pytest.approx(step)


def test_the_map_puts_the_important_to_the_right_and_the_good_on_top():
    spots = [Spot("low", 0.1, 40.0), Spot("high", 0.6, 80.0)]
    drawn = ET.fromstring(importance_map(spots, CHART, "importance", "performance"))
    low, high = ((float(c.get("cx")), float(c.get("cy"))) for c in drawn.iter(f"{SVG}circle"))
    assert low[0] < high[0]
    assert low[1] > high[1]


@pytest.mark.parametrize("name", ["Loyalty", "Personalisation → Convenience", "i", "WWWW"])
def test_a_label_that_has_its_own_room_is_whole(name):
    drawn = intervals([Line(name, 0.5, 0.4, 0.6)], Chart("x"))
    assert f">{name}<" in drawn
