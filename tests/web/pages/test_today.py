"""The Today page."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from langganan.web.models import Customer, Product, Refresh, Shop, Task, TaskOutcome, ToOrder
from langganan.web.pages.today import headline
from langganan.web.queries.today import Card, Today

WHY = {"text": "Usually on <Mondays>", "plural": "", "fields": {}}
WORDS = {"text": "Hi, shall I keep two for you?", "plural": "", "fields": {}}


@pytest.fixture
def card(shop):
    """A function that leaves one task, about the first customer or product."""

    def leave(kind="talk", **given):
        Task.objects.all().delete()
        model = Customer if kind in {"talk", "slipping"} else Product
        subject = model.objects.order_by("pk").first()
        Task.objects.create(refresh=shop.current_refresh, kind=kind, subject_id=subject.pk, rank=1, why=WHY, **given)
        return subject

    return leave


def _page(client):
    return client.get(reverse("today")).content.decode()


def _finish(client, kind, subject, **more):
    address = reverse("task_finish", args=[kind, subject.pk])
    return client.post(address, {"outcome": "done"} | more.pop("form", {}), **more)


def _work(**counts):
    cards = [Card(Task(kind=kind), None, None, None) for kind, count in counts.items() for _ in range(count)]
    return Today(cards, [])


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({}, "Nothing to do today"),
        ({"talk": 1}, "One person to talk to"),
        ({"talk": 5, "slipping": 2, "order": 1}, "Seven people to talk to, one product to order"),
        ({"order": 11, "dead": 1}, "11 products to order, one product that stopped selling"),
    ],
)
def test_headline_counts_the_work(counts, said):
    assert headline(_work(**counts)) == said


def test_a_card_says_who_and_why_and_escapes_it(card, owner_client):
    subject, page = card(message=WORDS), _page(owner_client)
    assert subject.name in page
    assert "Usually on &lt;Mondays&gt;" in page
    assert WORDS["text"] in page


def test_without_a_phone_the_words_can_be_copied(card, owner_client):
    card(message=WORDS)
    assert "Copy the words" in _page(owner_client)
    assert "Open WhatsApp" not in _page(owner_client)


def test_with_a_phone_whatsapp_opens(card, owner_client):
    card(message=WORDS)
    Customer.objects.update(phone="+6281234567890")
    assert "Open WhatsApp" in _page(owner_client)


def test_done_folds_to_a_line_with_undo(card, owner_client):
    subject = card()
    assert _finish(owner_client, "talk", subject).url == reverse("today")
    page = _page(owner_client)
    assert f"{subject.name}: done." in page
    assert reverse("task_reopen", args=[TaskOutcome.objects.get().pk]) in page


def test_htmx_gets_the_line_and_the_new_headline(card, owner_client):
    answer = _finish(owner_client, "talk", card(), headers={"HX-Request": "true"}).content.decode()
    assert answer.lstrip().startswith('<li class="folded">')
    assert "Nothing to do today" in answer


def test_not_now_keeps_its_reason(card, owner_client):
    _finish(owner_client, "talk", card(), form={"outcome": "not_now", "reason": "in_touch"})
    assert TaskOutcome.objects.get().reason == "in_touch"


def test_undo_puts_it_back(card, owner_client):
    subject = card()
    _finish(owner_client, "talk", subject)
    owner_client.post(reverse("task_reopen", args=[TaskOutcome.objects.get().pk]))
    assert not TaskOutcome.objects.exists()


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_made_up_outcome_is_a_quiet_line(card, owner_client, headers):
    answer = _finish(owner_client, "talk", card(), form={"outcome": "maybe"}, headers=headers)
    assert answer.status_code == 302 or answer["HX-Refresh"] == "true"
    assert "maybe is not one of" in _page(owner_client)


def test_an_order_card_adds_the_suggested_quantity(card, owner_client):
    product = card("order")
    product.insights.update(suggested=12)
    assert "Add 12 to the order" in _page(owner_client)
    form = {"product": product.pk, "quantity": "12", "next": reverse("today")}
    assert owner_client.post(reverse("to_order_add"), form).url == reverse("today")
    assert ToOrder.objects.get().quantity == 12


def test_a_product_that_stopped_selling_leads_to_its_page(card, owner_client):
    assert reverse("product", args=[card("dead").pk]) in _page(owner_client)


def test_first_day_says_what_to_do(empty_shop, owner_client):
    assert "Bring in orders" in _page(owner_client)


def test_the_demo_shop_has_work_figures_and_a_finding(demo, owner_client):
    page = _page(owner_client)
    assert "Came back within 60 days" in page
    assert "A second order" in page
    assert 'class="avatar' in page


def test_a_refresh_that_failed_is_said_beside_what_still_stands(shop, owner_client):
    Refresh.objects.create(as_of=shop.fixed_today, state="failed", started_at=timezone.now())
    assert "this is how things stood on 30 June 2026" in _page(owner_client)


def test_a_first_refresh_that_runs_can_be_watched(shop, owner_client):
    Shop.objects.update(current_refresh=None)
    Refresh.objects.create(as_of=shop.fixed_today, started_at=timezone.now())
    assert "See how far it is" in _page(owner_client)
