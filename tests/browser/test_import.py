"""A file in, looked at, added, and taken out again, by hand."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from a_site import Watched

ORDERS = """Invoice;Date;Customer;SKU;Product;Quantity;Price
N1;08.12.2011 09:00;17850;NEW1;PAPER LANTERN;3;2,50
N1;08.12.2011 09:00;17850;NEW2;TIN CANDLE;1;4,00
N2;08.12.2011 10:30;NEWCOMER;NEW1;PAPER LANTERN;12;2,50
N3;08.12.2011 11:00;17850;NEW1;PAPER LANTERN;some;2,50
"""
COUNTS = """
from langganan.web.models import *
print([table.objects.count() for table in (Customer, Product, Order, OrderLine)])
"""
WAIT = 90_000


def test_a_file_goes_in_and_out_again(window, site, tmp_path):
    before = site.home.ask(COUNTS)
    file = tmp_path / "by-hand.csv"
    file.write_text(ORDERS)
    watched = Watched(window().new_page())
    page = watched.page
    page.goto(f"{site.address}/imports/")
    page.locator("#file").set_input_files(file)
    page.get_by_role("button", name="Read the file").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("2 orders in by-hand.csv", timeout=WAIT)
    expect(page.locator("main")).to_contain_text("1 row is left out")
    assert site.home.ask(COUNTS) == before, "a preview adds nothing"
    with page.expect_download() as rejects:
        page.get_by_role("link", name="Download them to mend").click()
    assert "some" in rejects.value.path().read_text(encoding="utf-8-sig")

    page.get_by_role("button", name=re.compile("Add 3 rows")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("by-hand.csv is in", timeout=WAIT)
    page.goto(f"{site.address}/customers/?q=NEWCOMER")
    expect(page.locator("#list")).to_contain_text("NEWCOMER")

    page.goto(f"{site.address}/imports/")
    page.get_by_role("link", name="by-hand.csv").first.click()
    page.get_by_role("button", name="Take it out again").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("was taken out again", timeout=WAIT)
    assert site.home.ask(COUNTS) == before, "undo restores exactly"
    assert watched.complaints == []


def test_the_same_file_twice_is_recognised(window, site, tmp_path):
    file = tmp_path / "online_retail_600customers.parquet"
    file.write_bytes((site.packaged / file.name).read_bytes())
    page = window().new_page()
    page.goto(f"{site.address}/imports/")
    page.locator("#file").set_input_files(file)
    page.get_by_role("button", name="Read the file").click()
    expect(page.locator("#messages")).to_contain_text("was imported on")
