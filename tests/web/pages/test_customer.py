"""A customer's page, and what can be done there."""

from __future__ import annotations

import pytest
from django.urls import reverse

from langganan.web.models import AuditLine, Customer, CustomerInsight, Note, Recommendation, Task, TaskOutcome


@pytest.fixture
def ibu(shop):
    """A customer of the small shop."""
    return Customer.objects.get(ref="C1")


def _page(client, customer, **asked):
    return client.get(reverse("customer", args=[customer.pk]), asked).content.decode()


def _post(client, address, /, *arguments, follow=True, **form):
    return client.post(reverse(address, args=arguments), form, follow=follow)


def test_the_story_is_told(ibu, owner_client):
    page = _page(owner_client, ibu)
    assert "Pelanggan 1" in page
    assert "Buys about every" in page
    assert "What to offer" in page
    assert 'class="strip-line"' in page


def test_what_is_foreseen_is_said_with_how_sure_it_is(demo, owner_client):
    best = CustomerInsight.objects.filter(refresh=demo.current_refresh).order_by("-orders").first().customer
    page = _page(owner_client, best)
    assert "come back within 90 days (in this shop&#x27;s past, between" in page
    assert "They may bring about" in page
    assert reverse("guesses") in page


def test_a_small_shop_foresees_nothing(ibu, owner_client):
    page = _page(owner_client, ibu)
    assert "They may bring about" not in page
    assert "within 90 days" not in page


def test_not_this_and_back(ibu, shop, owner_client):
    one = Recommendation.objects.filter(refresh=shop.current_refresh, customer=ibu).first().product
    answer = _post(owner_client, "offer_refuse", ibu.pk, one.pk).content.decode()
    assert f"{one.name} will not be suggested here again." in answer
    assert reverse("offer_refuse", args=[ibu.pk, one.pk]) not in answer
    assert reverse("offer_allow", args=[ibu.pk, one.pk]) in answer
    again = _post(owner_client, "offer_allow", ibu.pk, one.pk).content.decode()
    assert reverse("offer_refuse", args=[ibu.pk, one.pk]) in again


def test_not_a_product_is_a_404(ibu, owner_client):
    assert _post(owner_client, "offer_refuse", ibu.pk, 999_999).status_code == 404


def test_every_order_can_be_reached(demo, owner_client):
    best = CustomerInsight.objects.filter(refresh=demo.current_refresh).order_by("-orders").first().customer
    refs = {ref for number in range(1, 9) for ref in _refs(owner_client, best, number)}
    assert refs >= set(best.orders.order_by("-ordered_at")[:80].values_list("ref", flat=True))


def _refs(client, customer, number):
    page = client.get(reverse("customer", args=[customer.pk]), {"page": number}).context["page"]
    return [order.ref for order in page]


def test_a_contact_is_corrected(ibu, owner_client):
    _post(owner_client, "contact_change", ibu.pk, name="Ibu Sari", phone="0812 3456 7890", email="")
    ibu.refresh_from_db()
    assert (ibu.name, ibu.phone) == ("Ibu Sari", "+6281234567890")
    assert "tel:+6281234567890" in _page(owner_client, ibu)


def test_a_wrong_phone_says_how_to_write_it(ibu, owner_client):
    answer = _post(owner_client, "contact_change", ibu.pk, name="x", phone="12", email="")
    assert "is not a phone number we can use" in answer.content.decode()
    assert 'value="12"' in answer.content.decode()
    ibu.refresh_from_db()
    assert ibu.name == "Pelanggan 1"


def test_a_note_is_kept_with_its_writer_and_can_be_undone(ibu, owner, owner_client):
    _post(owner_client, "note_add", ibu.pk, text="Before noon, <please>")
    note = Note.objects.get()
    assert note.by == owner
    assert "Before noon, &lt;please&gt;" in _page(owner_client, ibu)
    _post(owner_client, "note_remove", note.pk)
    assert not Note.objects.exists()


def test_a_removed_note_comes_back_by_undo_without_standing_in_an_address(ibu, owner_client):
    _post(owner_client, "note_add", ibu.pk, text="Before noon")
    answer = _post(owner_client, "note_remove", Note.objects.get().pk)
    assert reverse("note_restore") in answer.content.decode()
    _post(owner_client, "note_restore")
    assert Note.objects.get().text == "Before noon"


def test_undo_works_once(ibu, owner_client):
    _post(owner_client, "note_restore")
    assert not Note.objects.exists()


def test_an_empty_note_is_a_quiet_line(ibu, owner_client):
    assert "The note is empty" in _post(owner_client, "note_add", ibu.pk, text=" ").content.decode()


@pytest.mark.parametrize(("kind", "kept"), [("talk", "talk"), ("slipping", "slipping"), ("order", "talk")])
def test_words_open_whatsapp_and_finish_the_task(ibu, owner_client, kind, kept):
    Customer.objects.filter(pk=ibu.pk).update(phone="+6281234567890")
    answer = _post(owner_client, "say", ibu.pk, follow=False, text="Halo & apa kabar?", kind=kind)
    assert answer.url == "https://wa.me/6281234567890?text=Halo%20%26%20apa%20kabar%3F"
    assert TaskOutcome.objects.get().kind == kept


def test_without_a_phone_nothing_opens(ibu, owner_client):
    answer = _post(owner_client, "say", ibu.pk, follow=False, text="Halo", next=reverse("today"))
    assert answer.url == reverse("today")
    assert not TaskOutcome.objects.exists()


def test_the_way_back_stays_in_the_shop(ibu, owner_client):
    answer = _post(owner_client, "say", ibu.pk, follow=False, text="Halo", next="https://example.com/")
    assert answer.url == reverse("customer", args=[ibu.pk])


def test_no_audit_line_holds_what_was_written(ibu, owner_client):
    _post(owner_client, "note_add", ibu.pk, text="Before noon")
    _post(owner_client, "contact_change", ibu.pk, name="Ibu Sari", phone="", email="sari@example.com")
    assert not any("noon" in str(line.detail) or "ari" in str(line.detail) for line in AuditLine.objects.all())


def test_nobody_there_is_a_404(shop, owner_client):
    assert owner_client.get(reverse("customer", args=[999_999])).status_code == 404


@pytest.mark.parametrize(("state", "kind", "said"), [("due", "talk", "aside"), ("quiet", "slipping", "still happy")])
def test_a_message_is_drafted_for_who_has_no_task(ibu, owner_client, state, kind, said):
    Task.objects.all().delete()
    Customer.objects.filter(pk=ibu.pk).update(phone="+6281234567890", name="Ibu Sari")
    CustomerInsight.objects.filter(customer=ibu).update(state=state)
    form = _page(owner_client, ibu).split('id="reach"')[1]
    assert f'name="kind" value="{kind}"' in form
    assert "Hi Ibu Sari, " in form
    assert said in form


def test_the_message_is_the_one_on_today(ibu, shop, owner_client):
    Customer.objects.filter(pk=ibu.pk).update(phone="+6281234567890")
    Task.objects.all().delete()
    words = {"text": "Shall I keep <two> for you?", "plural": "", "fields": {}}
    Task.objects.create(
        refresh=shop.current_refresh, kind="slipping", subject_id=ibu.pk, rank=1, why=words, message=words
    )
    assert "required>Shall I keep &lt;two&gt; for you?</textarea>" in _page(owner_client, ibu)


@pytest.mark.parametrize(
    ("state", "badge"), [("due", "Due about now"), ("late", "Late"), ("quiet", "Silent for long"), ("on_time", None)]
)
def test_the_state_is_a_badge_where_it_matters(ibu, owner_client, state, badge):
    CustomerInsight.objects.update(state=state)
    for page in (_page(owner_client, ibu), owner_client.get(reverse("customers")).content.decode()):
        shown = [words for words in ("Due about now", "Late", "Silent for long") if f">{words}</span>" in page]
        assert shown == ([badge] if badge else [])
