"""What every page has around it, and the pages for when something went wrong."""

from __future__ import annotations

import re

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.urls import reverse

PAGES = ("today", "customers", "cohorts", "settings", "more", "login")


def _page(client, name):
    return client.get(reverse(name), follow=True).content.decode()


@pytest.mark.parametrize("name", PAGES[:-1])
def test_no_inline_script_or_style(demo, owner_client, name):
    page = _page(owner_client, name)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)|\shx-on", page)


@pytest.mark.parametrize("name", PAGES[:-1])
def test_one_heading_one_main_one_way_past_the_menus(shop, owner_client, name):
    page = _page(owner_client, name)
    assert page.count("<h1>") == 1
    assert page.count("<main") == 1
    assert page.index('href="#main"') < page.index("<nav")


@pytest.mark.parametrize("name", PAGES[:-1])
def test_no_id_stands_twice(demo, owner_client, name):
    ids = re.findall(r'\sid="([^"]+)"', _page(owner_client, name))
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", ["customers", "settings"])
def test_the_menus_say_where_one_is(shop, owner_client, name):
    assert _page(owner_client, name).count('aria-current="page"') == 2


def test_the_data_is_credited(demo, owner_client):
    assert demo.source_note.split()[0] in _page(owner_client, "more").split("<footer")[1]


def test_every_page_forbids_inline_code(shop, owner_client):
    policy = owner_client.get(reverse("today"))["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_an_address_that_is_not_there(shop, owner_client):
    answer = owner_client.get("/nowhere/")
    assert answer.status_code == 404
    assert "nothing at this address" in answer.content.decode()


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "403_csrf.html", "500.html"])
def test_error_pages_stand_without_a_request(name):
    assert "<h1>" in render_to_string(name)


@pytest.mark.parametrize("folder", ["tabler", "htmx", "chartjs", "jakarta"])
def test_what_others_wrote_has_its_licence_beside_it(folder):
    assert any(finders.find(f"langganan/vendor/{folder}/{name}") for name in ("LICENSE", "LICENSE.md"))


def test_icons_that_are_used_are_drawn(shop, owner_client):
    page = _page(owner_client, "today")
    assert set(re.findall(r'href="#(i-\w+)"', page)) <= set(re.findall(r'symbol id="(i-\w+)"', page))
