"""Getting in, and staying out."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from urllib.request import urlopen

from playwright.sync_api import expect

from a_site import Watched, log_in


def test_a_wrong_password_is_a_quiet_sentence(window, site):
    page = window(stranger=True).new_page()
    log_in(page, site, "not-the-password")
    expect(page.get_by_role("alert")).to_contain_text("do not go together")


def test_logging_in_leads_to_today_and_out_again(window, site):
    watched = Watched(window(stranger=True).new_page())
    log_in(watched.page, site)
    expect(watched.page).to_have_url(f"{site.address}/")
    watched.page.goto(f"{site.address}/more/")
    watched.page.get_by_role("button", name="Log out").click()
    expect(watched.page).to_have_url(f"{site.address}/login/")
    assert watched.complaints == []


def test_the_log_in_page_speaks_the_language_one_chooses(window, site):
    page = window(stranger=True).new_page()
    page.goto(f"{site.address}/login/")
    page.get_by_role("button", name="Bahasa Indonesia").click()
    expect(page.locator("html")).to_have_attribute("lang", "id")


def test_a_dozen_slow_visitors_hold_nobody_up(site):
    host, port = site.address.removeprefix("http://").split(":")
    head = f"POST /login/ HTTP/1.1\r\nHost: {host}\r\nContent-Length: 100000\r\n\r\nslow".encode()
    with ExitStack() as stack:
        for _ in range(12):
            stack.enter_context(socket.create_connection((host, int(port)))).sendall(head)
        with urlopen(f"{site.address}/login/", timeout=10) as answer:
            assert answer.status == 200
