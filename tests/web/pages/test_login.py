"""Logging in and out, and the language."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from conftest import PASSWORD
from langganan.web.middleware import LANGUAGE_COOKIE


def _log_in(client, password, **more):
    return client.post(reverse("login"), {"username": "sari", "password": password, **more})


def test_the_right_password_leads_to_today(shop, owner):
    assert _log_in(Client(), PASSWORD).url == reverse("today")


def test_back_to_the_page_that_was_asked_for(shop, owner):
    client = Client()
    address = client.get(reverse("customers")).url
    assert client.post(
        address, {"username": "sari", "password": PASSWORD, "next": reverse("customers")}
    ).url == reverse("customers")


def test_never_on_to_a_stranger(shop, owner):
    assert _log_in(Client(), PASSWORD, next="https://example.com/").url == reverse("today")


def test_a_wrong_password_is_said_without_saying_which(shop, owner):
    page = _log_in(Client(), "guess").content.decode()
    assert "do not go together" in page
    assert "guess" not in page


def test_five_wrong_passwords_rest_the_log_in(shop, owner):
    client = Client()
    answers = [_log_in(client, "guess").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert _log_in(client, PASSWORD).status_code == 429


def test_logging_out(shop, owner_client):
    assert owner_client.post(reverse("logout")).url == reverse("login")
    assert owner_client.get(reverse("today")).status_code == 302


def test_the_language_is_chosen_before_logging_in(shop):
    client = Client()
    client.post(reverse("language"), {"language": "id", "next": reverse("login")})
    assert client.cookies[LANGUAGE_COOKIE].value == "id"
    assert '<html lang="id">' in client.get(reverse("login")).content.decode()


def test_the_language_is_kept_with_the_user(shop, owner, owner_client):
    owner_client.post(reverse("language"), {"language": "id"})
    owner.refresh_from_db()
    assert owner.language == "id"


@pytest.mark.parametrize("given", ["xx", "<b>"])
def test_a_language_we_do_not_speak_changes_nothing(shop, owner, owner_client, given):
    owner_client.post(reverse("language"), {"language": given})
    owner.refresh_from_db()
    assert owner.language == ""
    assert LANGUAGE_COOKIE not in owner_client.cookies


def test_a_token_that_is_missing_is_explained(shop):
    answer = Client(enforce_csrf_checks=True).post(reverse("login"), {"username": "sari"})
    assert answer.status_code == 403
    assert "Once more, please" in answer.content.decode()


def test_an_endless_name_is_only_a_wrong_one(empty_shop, client):
    answer = client.post("/login/", {"username": "x" * 10_000, "password": "y"})
    assert answer.status_code == 200
