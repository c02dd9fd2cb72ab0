"""The page about who comes back."""

from __future__ import annotations

import pytest
from django.urls import reverse

from langganan.web.models import Audience, CohortCell


def _page(client, **asked):
    return client.get(reverse("cohorts"), asked).content.decode()


def test_the_sentence_stands_before_the_table(demo, owner_client):
    page = _page(owner_client)
    assert page.index("came back within three months") < page.index("<table")


def test_a_running_month_is_marked_for_eye_and_ear(demo, owner_client):
    page = _page(owner_client)
    assert page.count("unfinished") == page.count("so far") > 5


@pytest.mark.parametrize(("show", "name"), [("returned", "Came back by then"), ("x", "Bought in that month")])
def test_the_chosen_measure_is_marked(demo, owner_client, show, name):
    assert f'aria-current="true">{name}' in _page(owner_client, show=show)


def test_money_is_written_as_money(demo, owner_client):
    assert "£" in _page(owner_client, show="revenue").split("<tbody>")[1]


def test_an_unknown_margin_leads_to_where_to_tell_it(demo, owner_client):
    assert f'href="{reverse("settings")}#margin"' in _page(owner_client, show="margin")


def test_a_known_margin_is_shown(demo, owner_client):
    CohortCell.objects.filter(month="2011-03-01", month_number=1).update(margin=41_250)
    assert "£412" in _page(owner_client, show="margin").split("<tbody>")[1]


def test_every_number_leads_to_its_people(demo, owner_client):
    cell = CohortCell.objects.get(refresh=demo.current_refresh, month="2011-03-01", month_number=2)
    for show, count in (("active", cell.active), ("returned", cell.returned)):
        page = owner_client.get(reverse("cohort", args=[2011, 3, 2]), {"show": show}).content.decode()
        assert f"{count} of the {cell.customers} who first bought" in page
        assert page.count('class="line line-three"') == min(count, 50)


@pytest.mark.parametrize("place", [(2011, 13, 0), (2011, 3, 99), (1999, 1, 0), (0, 1, 0), (10**14, 1, 0)])
def test_there_are_no_people_of_a_number_that_is_not_there(demo, owner_client, place):
    assert owner_client.get(reverse("cohort", args=place)).status_code == 404


def test_the_people_of_a_number_are_kept_as_a_list(demo, owner_client):
    cell = CohortCell.objects.get(refresh=demo.current_refresh, month="2011-03-01", month_number=2)
    answer = owner_client.post(reverse("cohort_keep", args=[2011, 3, 2]), {"name": "Spring"}, follow=True)
    kept = Audience.objects.get()
    assert (kept.name, kept.customers.count()) == ("Spring", cell.active)
    page = answer.content.decode()
    assert "between 1 March 2011 and 31 March 2011, and they bought again between 1 May 2011 and 31 May 2011" in page
    assert reverse("audience_remove", args=[kept.pk]) in page


def test_a_list_without_a_name_is_not_kept(demo, owner_client):
    answer = owner_client.post(reverse("cohort_keep", args=[2011, 3, 2]), {"name": " "}, follow=True)
    assert "The list needs a name." in answer.content.decode()
    assert not Audience.objects.exists()


def test_an_empty_shop_says_what_to_do(empty_shop, owner_client):
    assert "Bring in orders" in _page(owner_client)
