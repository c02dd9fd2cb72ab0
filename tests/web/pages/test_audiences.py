"""Lists of customers kept under a name."""

from __future__ import annotations

import csv
import io

import pytest
from django.urls import reverse

from langganan.web.actions import audiences
from langganan.web.models import Audience, Customer
from langganan.words import Phrase


@pytest.fixture
def kept(shop):
    Customer.objects.filter(name="Pelanggan 3").update(phone="+6281234567890", email="tiga@example.com")
    Customer.objects.filter(name="Pelanggan 4").update(name="=1+1")
    new = Customer.objects.create(ref="N1", name="Pelanggan baru")
    people = Customer.objects.filter(ref__in=["C3", "C4"]).values_list("pk", flat=True)
    return audiences.keep("Ibu-ibu <b>", [*people, new.pk], how=Phrase("They came in spring."), by=None)


def _get(client, name, *arguments, **asked):
    return client.get(reverse(name, args=arguments), asked).content.decode()


def test_the_lists_say_how_many_and_how_they_came_about(kept, owner_client):
    page = _get(owner_client, "audiences")
    assert "Ibu-ibu &lt;b&gt;" in page
    assert "They came in spring." in page
    assert "3<small>people" in page


def test_no_list_yet_says_what_to_do(shop, owner_client):
    assert "No list yet" in _get(owner_client, "audiences")


def test_a_list_shows_its_people_and_who_has_no_orders(kept, owner_client):
    page = _get(owner_client, "audience", kept.pk)
    assert page.index("Pelanggan 3") < page.index("No orders in the last refresh") < page.index("Pelanggan baru")
    assert "Pelanggan 5" not in page


def test_customers_are_filtered_by_list_and_searched_within(kept, owner_client):
    page = _get(owner_client, "customers", list=kept.pk)
    assert "Pelanggan 3" in page
    assert "Pelanggan 5" not in page
    assert f'name="list" value="{kept.pk}"' in page
    assert "Pelanggan 5" in _get(owner_client, "customers", list=404)


def test_the_file_holds_contacts_and_runs_nothing(kept, owner_client):
    answer = owner_client.get(reverse("audience_csv", args=[kept.pk]))
    assert 'filename="ibu-ibu-b.csv"' in answer["Content-Disposition"]
    header, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert header == ["Number", "Name", "Phone", "E-mail"]
    assert sorted(rows) == [
        ["C3", "Pelanggan 3", "+6281234567890", "tiga@example.com"], ["C4", "'=1+1", "", ""],
        ["N1", "Pelanggan baru", "", ""],
    ]  # fmt: skip


def test_a_list_is_renamed(kept, owner_client):
    answer = owner_client.post(reverse("audience_rename", args=[kept.pk]), {"name": "Tetangga"}, follow=True)
    assert "<h1>Tetangga</h1>" in answer.content.decode()


def test_a_list_goes_and_its_people_stay(kept, owner_client):
    before = Customer.objects.count()
    owner_client.post(reverse("audience_remove", args=[kept.pk]))
    assert (Audience.objects.count(), Customer.objects.count()) == (0, before)


def test_a_stranger_sees_and_changes_nothing(kept, client):
    for name in ("audience", "audience_csv", "audience_rename", "audience_remove"):
        assert client.post(reverse(name, args=[kept.pk]), {"name": "x"}).url.startswith(reverse("login"))
    assert Audience.objects.get().name == "Ibu-ibu <b>"
