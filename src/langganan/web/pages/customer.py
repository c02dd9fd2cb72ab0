"""One customer's page, and what can be done there."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from langganan.web.actions import customers as actions
from langganan.web.actions import not_this, notes
from langganan.web.middleware import ShopRequest
from langganan.web.models import Customer, Note, Product
from langganan.web.pages.given import whole
from langganan.web.pages.tell import back, done, telling
from langganan.web.queries.customer import customer_story, phone_examples
from langganan.web.queries.shop import today_of
from langganan.web.queries.wording import GROUPS
from langganan.web.templatetags.draw import Strip

REMOVED = "removed_note"
"""Where the session keeps the last note taken away, for Undo: a note is personal, so no address may carry it."""


@require_safe
def customer_page(request: ShopRequest, pk: int) -> HttpResponse:
    """The customer's story."""
    return _story(request, get_object_or_404(Customer, pk=pk))


@require_POST
def contact_change(request: ShopRequest, pk: int) -> HttpResponse:
    """Correct how to reach the customer; what could not be taken stays in the form."""
    customer = get_object_or_404(Customer, pk=pk)
    given = {field: request.POST.get(field, getattr(customer, field)) for field in ("name", "phone", "email")}
    with telling(request):
        actions.change_contact(pk, **given, by=request.user)
        done(request, _("Saved."))
        return redirect("customer", pk=pk)
    return _story(request, customer, typed=given)


@require_POST
def note_add(request: ShopRequest, pk: int) -> HttpResponse:
    """Keep a note."""
    customer = get_object_or_404(Customer, pk=pk)
    with telling(request):
        note = notes.add(customer.pk, request.POST.get("text", ""), by=request.user)
        done(request, _("The note is kept."), undo=reverse("note_remove", args=[note.pk]))
    return redirect("customer", pk=pk)


@require_POST
def note_remove(request: ShopRequest, pk: int) -> HttpResponse:
    """Take a note away, with Undo."""
    note = get_object_or_404(Note, pk=pk)
    customer, text = note.customer_id, note.text
    with telling(request):
        notes.remove(pk, by=request.user)
        request.session[REMOVED] = {"customer": customer, "text": text}
        done(request, _("The note is gone."), undo=reverse("note_restore"))
    return redirect("customer", pk=customer)


@require_POST
def note_restore(request: ShopRequest) -> HttpResponse:
    """Put the last note that was taken away back."""
    removed = request.session.pop(REMOVED, None)
    if removed is None:
        return redirect("customers")
    with telling(request):
        notes.add(removed["customer"], removed["text"], by=request.user)
        return redirect("customer", pk=removed["customer"])
    return redirect("customers")


@require_POST
def say(request: ShopRequest, pk: int) -> HttpResponse:
    """Open WhatsApp with these words; a person sends them there."""
    get_object_or_404(Customer, pk=pk)
    kind = "slipping" if request.POST.get("kind") == "slipping" else "talk"
    text = request.POST.get("text", "")
    with telling(request):
        today = today_of(request.shop)
        return HttpResponseRedirect(actions.say(pk, text, by=request.user, today=today, kind=kind))
    return back(request, "customer", pk)


@require_POST
def offer_refuse(request: ShopRequest, pk: int, product: int) -> HttpResponse:
    """Not this: suggest it no more to this customer, with Undo."""
    customer, goods = get_object_or_404(Customer, pk=pk), get_object_or_404(Product, pk=product)
    not_this.refuse(customer.pk, goods.pk, by=request.user)
    text = _("%(product)s will not be suggested here again.") % {"product": goods}
    done(request, text, undo=reverse("offer_allow", args=[pk, product]))
    return redirect("customer", pk=pk)


@require_POST
def offer_allow(request: ShopRequest, pk: int, product: int) -> HttpResponse:
    """Let it be suggested again."""
    get_object_or_404(Customer, pk=pk)
    not_this.allow(pk, product, by=request.user)
    done(request, _("It may be suggested again."))
    return redirect("customer", pk=pk)


def _story(request: ShopRequest, customer: Customer, *, typed: dict[str, str] | None = None) -> HttpResponse:
    story = customer_story(request.shop, customer, page=whole(request.GET.get("page"), otherwise=1))
    rhythm = story.rhythm
    context = {
        "story": story,
        "customer": customer,
        "page": story.orders,
        "group": GROUPS.get(story.insight.group) if story.insight else None,
        "strip": Strip(rhythm.days, rhythm.today, rhythm.band.first, rhythm.band.last) if rhythm else None,
        "contact": typed or {"name": customer.name, "phone": customer.phone, "email": customer.email},
        "correcting": typed is not None,
        "numbers": phone_examples(request.shop),
    }
    return render(request, "langganan/understand/customer.html", context)
