"""Everything that matters works in a browser without JavaScript."""

from __future__ import annotations

from playwright.sync_api import expect

from a_site import log_in


def test_log_in_and_finish_a_task(window, site):
    page = window(stranger=True, java_script_enabled=False).new_page()
    log_in(page, site)
    cards = page.locator("ol.cards > li.panel")
    name, before = cards.first.locator("h2").inner_text().removeprefix("Customer "), cards.count()
    cards.first.get_by_role("button", name="Done").click()
    expect(page.locator("li.folded", has_text=name)).to_be_visible()
    page.locator("li.folded", has_text=name).get_by_role("button").click()
    expect(cards).to_have_count(before)


def test_every_page_opens(window, site):
    page = window(java_script_enabled=False).new_page()
    for name in (
        "today",
        "customers",
        "customer",
        "cohorts",
        "cohort",
        "audiences",
        "audience",
        "products",
        "product",
        "to_order",
        "imports",
        "settings",
        "more",
    ):
        assert page.goto(site.pages()[name]).status == 200
        expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_search_works_by_sending_the_form(window, site):
    page = window(java_script_enabled=False).new_page()
    page.goto(site.pages()["customers"])
    page.get_by_role("searchbox").or_(page.locator("form[role=search] input").first).first.fill("17850")
    page.keyboard.press("Enter")
    expect(page.locator("#list li")).not_to_have_count(0)
