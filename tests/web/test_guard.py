from __future__ import annotations

import pytest
from django.test import Client

from langganan.web import guard

pytestmark = pytest.mark.django_db
HEAVY = b"x" * (guard.SMALL + 1)
FORM = "application/x-www-form-urlencoded"


def test_nobody_sends_a_large_body_without_logging_in(client: Client) -> None:
    assert client.post("/imports/", HEAVY, content_type=FORM).status_code == 413
    assert client.post("/login/", HEAVY, content_type=FORM).status_code == 413


@pytest.mark.parametrize("address", ["/customers/?q=%00", "/products/?q=%00a"])
def test_a_zero_byte_is_refused(shop: None, owner_client: Client, address: str) -> None:
    assert owner_client.get(address).status_code == 400


def test_a_zero_byte_in_a_form_is_refused(shop: None, owner_client: Client) -> None:
    assert owner_client.post("/login/", {"username": "a\x00b", "password": "x"}).status_code == 400
