"""Every page, as phones and desks see it: nothing in the console, nothing axe objects to, nothing too heavy."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from a_site import Site, Watched

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
WCAG = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
LOOKS = [
    pytest.param("en", PHONE, "light", id="en-phone-light"),
    pytest.param("id", PHONE, "dark", id="id-phone-dark"),
    pytest.param("en", DESK, "dark", id="en-desk-dark"),
    pytest.param("id", DESK, "light", id="id-desk-light"),
]
HEAVIEST = 200_000
pytestmark = pytest.mark.looks


def _shown(page: Page, site: Site) -> list[str]:
    """The pages, less those that only take forms or give files; asked of the server, so none is forgotten."""
    return [address for address in site.pages().values() if _is_page(page, address)]


def _is_page(page: Page, address: str) -> bool:
    answer = page.request.get(address)
    assert answer.status in {200, 405}, f"{address}: {answer.status}"
    return answer.status == 200 and answer.headers["content-type"].startswith("text/html")


def _too_wide(page: Page) -> bool:
    return page.evaluate("document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth")


@pytest.mark.parametrize(("language", "size", "colours"), LOOKS)
def test_no_page_complains_or_runs_over_the_edge(window, site, language, size, colours):
    watched = Watched(window(language=language, viewport=size, color_scheme=colours).new_page())
    addresses = _shown(watched.page, site)
    assert len(addresses) > 12
    wide = []
    for address in addresses:
        watched.page.goto(address, wait_until="load")
        assert watched.page.locator("html").get_attribute("lang") == language
        assert watched.page.locator("h1").count() == 1, address
        wide += [address] if _too_wide(watched.page) else []
    assert (wide, watched.complaints) == ([], [])


@pytest.mark.parametrize(("language", "size", "colours"), LOOKS)
def test_axe_finds_nothing(window, site, language, size, colours):
    page = window(
        language=language, viewport=size, color_scheme=colours, bypass_csp=True, reduced_motion="reduce"
    ).new_page()
    assert _objections(page, _shown(page, site)) == []


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_before_the_log_in(window, site, colours):
    page = window(stranger=True, color_scheme=colours, bypass_csp=True).new_page()
    assert _objections(page, [f"{site.address}/login/"]) == []


def _objections(page: Page, addresses: list[str]) -> list[str]:
    found = []
    for address in addresses:
        page.goto(address)
        for violation in Axe().run(page, options=WCAG).response["violations"]:
            found += [f"{address}: {violation['id']}: {node['html'][:120]}" for node in violation["nodes"][:3]]
    return found


def test_no_page_is_heavier_than_a_slow_phone_likes(window, site):
    addresses = _shown(window().new_page(), site)
    heavy = {address: size for address in addresses if (size := _weight(window(viewport=PHONE), address)) > HEAVIEST}
    assert heavy == {}


def _weight(context, address: str) -> int:
    """Bytes that come over the wire for one page with an empty cache."""
    page, sizes = context.new_page(), []
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address)
    page.evaluate("document.fonts.ready.then(() => true)")
    context.close()
    return int(sum(sizes))
