"""Nobody gets in without a log-in: walked over the real list of addresses, so a new page is refused too."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

OPEN = {"login", "language"}


def _patterns(resolver: URLResolver) -> list[URLPattern]:
    found: list[URLPattern] = []
    for entry in resolver.url_patterns:
        found += _patterns(entry) if isinstance(entry, URLResolver) else [entry]
    return found


PATTERNS = _patterns(get_resolver())
KEPT = [pattern for pattern in PATTERNS if pattern.name not in OPEN]


def _address(pattern: URLPattern) -> str:
    kinds = pattern.pattern.converters
    return reverse(pattern.name, kwargs={name: 1 if kind.regex == "[0-9]+" else "talk" for name, kind in kinds.items()})


def test_every_address_has_a_name():
    assert all(pattern.name for pattern in PATTERNS)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("pattern", KEPT, ids=lambda pattern: pattern.name)
def test_strangers_are_sent_to_the_log_in(empty_shop, pattern, method):
    answer = getattr(Client(), method)(_address(pattern))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("login"))


@pytest.mark.parametrize("pattern", KEPT, ids=lambda pattern: pattern.name)
def test_writes_need_a_token(empty_shop, owner, pattern):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    assert browser.post(_address(pattern)).status_code in {403, 405}


@pytest.mark.parametrize("pattern", KEPT, ids=lambda pattern: pattern.name)
def test_a_shop_without_orders_has_no_broken_page(empty_shop, owner_client, pattern):
    assert owner_client.get(_address(pattern)).status_code in {200, 404, 405}


@pytest.mark.parametrize("pattern", KEPT, ids=lambda pattern: pattern.name)
def test_a_form_with_nothing_in_it_breaks_nothing(empty_shop, owner_client, pattern):
    assert owner_client.post(_address(pattern)).status_code in {200, 302, 404, 405}
