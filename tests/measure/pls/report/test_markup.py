from __future__ import annotations

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from langganan.measure.pls.report.markup import Markup, element, join, number


@given(st.text(), st.text())
def test_any_text_and_attribute_makes_well_formed_markup(inside, beside):
    read = ET.fromstring(element("p", inside, title=beside))
    assert len(read) == 0
    assert list(read.attrib) == ["title"]


def test_text_is_escaped_once_and_markup_not_again():
    inner = element("b", "<&>")
    assert element("p", inner, "<") == "<p><b>&lt;&amp;&gt;</b>&lt;</p>"


def test_attributes_are_named_as_in_html():
    assert (
        element("td", class_="a", aria_label="b", hidden=True, id=None)
        == '<td class="a" aria-label="b" hidden=""></td>'
    )
    assert element("meta", charset="utf-8") == '<meta charset="utf-8">'


def test_lengths_are_short():
    assert [number(value) for value in (1.0, -0.001, 2.345, 10, -0.5)] == ["1", "0", "2.35", "10", "-0.5"]


def test_nothing_stands_for_nothing():
    assert join(None, Markup("<br>"), None) == "<br>"
