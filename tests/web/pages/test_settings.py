"""Settings, password, More."""

from __future__ import annotations

import pytest
from django.urls import reverse

from conftest import PASSWORD
from langganan.web.models import CohortCell, Shop

GOOD = {
    "name": "Warung Sari Baru", "zone": "Asia/Makassar", "currency": "IDR", "language": "id",
    "service": "97,5", "lead_days": "3", "review_days": "14",
}  # fmt: skip


def _save(client, **changes):
    return client.post(reverse("settings"), GOOD | changes)


def test_settings_are_saved(shop, owner_client):
    assert _save(owner_client).url == reverse("settings")
    shop.refresh_from_db()
    assert (shop.name, shop.zone, shop.language) == ("Warung Sari Baru", "Asia/Makassar", "id")
    assert (shop.service_level, shop.lead_days, shop.review_days) == (0.975, 3, 14)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", " ", "The shop needs a name"),
        ("zone", "Asia/Nowhere", "Asia/Nowhere is not a time zone"),
        ("currency", "GBP", "The orders here are in IDR"),
        ("service", "200", "is a number from 50 to 99.9"),
        ("service", "", "Fill in the days"),
        ("lead_days", "soon", "Days are a whole number"),
        ("review_days", "0", "days between orders from 1 to 365"),
        ("margin", "110", "above 0, up to 100"),
        ("explore", "-1", "from 0 to 10"),
    ],
)
def test_what_cannot_be_taken_stays_in_the_form(shop, owner_client, field, value, said):
    page = _save(owner_client, **{field: value}).content.decode()
    assert said in page
    assert 'value="Warung Sari Baru"' in page or field == "name"
    shop.refresh_from_db()
    assert shop.name == "Warung Sari"


def test_the_form_shows_what_is_set(shop, owner_client):
    page = owner_client.get(reverse("settings")).content.decode()
    assert 'value="Asia/Jakarta"' in page
    assert 'value="95"' in page
    assert "Logged in as sari." in page


def test_what_is_left_and_what_is_new_are_told_and_taken_back(shop, owner_client, finish_jobs):
    _save(owner_client, margin="35,5", explore="4")
    shop.refresh_from_db()
    assert (shop.margin, shop.explore) == (0.355, 0.4)
    assert 'value="35.5"' in owner_client.get(reverse("settings")).content.decode()
    _save(owner_client, margin="", explore=" ")
    shop.refresh_from_db()
    assert (shop.margin, shop.explore) == (None, None)


def test_a_margin_told_in_the_settings_reaches_the_cohorts(shop, owner_client, finish_jobs):
    _save(owner_client, margin="40")
    assert finish_jobs() > 0
    cell = CohortCell.objects.filter(refresh=Shop.objects.get().current_refresh).first()
    assert cell.margin == round(cell.revenue * 0.4)


def test_a_new_password_holds_and_keeps_this_browser_in(shop, owner, owner_client):
    owner_client.post(reverse("password"), {"old": PASSWORD, "new": "jalan-pagi-ke-pasar"})
    owner.refresh_from_db()
    assert owner.check_password("jalan-pagi-ke-pasar")
    assert owner_client.get(reverse("today")).status_code == 200


@pytest.mark.parametrize(("old", "new"), [("wrong", "jalan-pagi-ke-pasar"), (PASSWORD, "short"), (PASSWORD, "")])
def test_a_password_that_will_not_do_changes_nothing(shop, owner, owner_client, old, new):
    owner_client.post(reverse("password"), {"old": old, "new": new})
    owner.refresh_from_db()
    assert owner.check_password(PASSWORD)


def test_more_leads_everywhere(shop, owner_client):
    page = owner_client.get(reverse("more")).content.decode()
    assert all(
        reverse(name) in page for name in ("to_order", "cohorts", "imports", "settings", "refresh_start", "logout")
    )
