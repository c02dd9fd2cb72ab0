from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings

from a_report import NASTY, drawings
from langganan.measure.pls.report.diagram import diagram, figure
from langganan.measure.pls.report.drawing import Arrow, Bubble, Drawing, Item, stars

SVG = "{http://www.w3.org/2000/svg}"
SMALL = Drawing(
    (Bubble("X", (Item("x1", 0.8), Item("x2", 0.9))), Bubble("Y", (Item("y1", 0.7),), inwards=True, r2=0.25)),
    (Arrow("X", "Y", -0.071, 0.2),),
)


@settings(max_examples=40, deadline=None)
@given(drawings())
def test_any_diagram_is_well_formed_and_names_everything(drawing):
    read = ET.fromstring(diagram(drawing))
    assert read[0].tag == f"{SVG}title"
    assert len(read.findall(f".//{SVG}ellipse")) >= len(drawing.bubbles)


def test_numbers_are_written_as_text():
    texts = {"".join(text.itertext()) for text in ET.fromstring(diagram(SMALL)).iter(f"{SVG}text")}
    assert {"X", "Y", "x1", ".800", "R² .250", "−.071"} <= texts


def test_a_comma_where_the_language_has_one():
    assert "R² 0,250" in diagram(SMALL, comma=True)


def test_what_is_not_significant_is_dashed():
    assert "stroke-dasharray" in diagram(SMALL)
    sure = Drawing(SMALL.bubbles, (Arrow("X", "Y", 0.5, 0.001),))
    assert "stroke-dasharray" not in diagram(sure)


def test_names_are_escaped():
    drawing = Drawing(tuple(Bubble(name, (Item(name + "1", 0.5),)) for name in NASTY), (Arrow(*NASTY[:2], 0.5),))
    drawn = diagram(drawing)
    assert "<b>" not in drawn
    assert "&lt;b&gt;&amp;&quot;" in drawn


@pytest.mark.parametrize(("value", "said"), [(0.4239, ".424"), (-0.0711, "−.071"), (1.0, "1.000"), (-0.0001, ".000")])
def test_a_coefficient_is_written_as_journals_do(value, said):
    assert figure(value) == said


def test_stars():
    assert [stars(p) for p in (None, 0.05, 0.0499, 0.009, 0.0009)] == ["", "", "*", "**", "***"]
