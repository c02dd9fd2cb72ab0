"""A report in a real Chromium: nothing axe objects to, nothing over the edge, text as wide as was reckoned."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from a_report import result
from langganan.measure.pls.report.page import report

WCAG = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
NAMES = ("Personalised marketing", "Convenience", "Loyalty", "Trust & <care>")
OUTSIDE = """
() => [...document.querySelectorAll("svg text")].filter((text) => {
  const a = text.getBoundingClientRect(), b = text.ownerSVGElement.getBoundingClientRect();
  return a.left < b.left - 1 || a.right > b.right + 1 || a.top < b.top - 1 || a.bottom > b.bottom + 1;
}).map((text) => text.textContent)
"""
COVERED = """
() => {
  const boxes = [...document.querySelectorAll("svg.pls-diagram text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
  const hits = (a, b) => a.left < b.right && b.left < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom;
  return boxes.flatMap(([name, a], i) => boxes.slice(i + 1).filter(([, b]) => hits(a, b)).map(([other]) => [name, other]));
}
"""
pytestmark = pytest.mark.looks


@pytest.fixture(
    params=[(360, "light", "en"), (360, "dark", "id"), (1280, "light", "id"), (1280, "dark", "en")], ids=str
)
def shown(request, browser):
    width, colours, language = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=colours, bypass_csp=True)
    page = context.new_page()
    page.set_content(report(result(NAMES), language=language))
    yield page
    context.close()


def test_axe_finds_nothing(shown):
    found = Axe().run(shown, options=WCAG).response["violations"]
    assert [(each["id"], node["html"][:120]) for each in found for node in each["nodes"][:3]] == []


def test_only_boxes_scroll_sideways(shown):
    assert shown.evaluate("document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth")


def test_text_stays_inside_its_drawing_and_covers_no_other(shown):
    assert shown.evaluate(OUTSIDE) == []
    assert shown.evaluate(COVERED) == []


def test_its_own_policy_refuses_nothing_that_it_needs(browser):
    context = browser.new_context()
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.set_content(report(result(NAMES)))
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    context.close()
    assert (said, colour) == ([], "rgb(250, 248, 244)")
