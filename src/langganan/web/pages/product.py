"""One product, its count on the shelf, and how it is treated."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from langganan.web.actions import products as actions
from langganan.web.middleware import ShopRequest
from langganan.web.models import Product
from langganan.web.pages.given import amount, days, form_of, money, quantity
from langganan.web.pages.tell import done, telling
from langganan.web.queries.product import chart_of, product_story, sentences
from langganan.web.queries.to_order import plain


@require_safe
def product_page(request: ShopRequest, pk: int) -> HttpResponse:
    """The product's story."""
    product = get_object_or_404(Product, pk=pk)
    story = product_story(request.shop, product)
    context = {
        "story": story,
        "product": product,
        "sentences": sentences(story),
        "chart": chart_of(story.weeks),
        "quantity": _text(story.to_start_with),
        "uncounted": product.counted is None and product.is_goods and product.offered,
        "counted": _text(product.counted),
        "unit_cost": amount(product.unit_cost, request.shop.currency),
    }
    return render(request, "langganan/sustain/product.html", context)


@require_POST
def stock_count(request: ShopRequest, pk: int) -> HttpResponse:
    """Note a count; an empty box forgets it."""
    product, form = get_object_or_404(Product, pk=pk), form_of(request)
    undo = f"{reverse('stock_count', args=[pk])}?{urlencode({'quantity': _text(product.counted)})}"
    with telling(request):
        counted = quantity(form.get("quantity"))
        actions.count_stock(pk, counted, by=request.user)
        done(request, _("The count is forgotten.") if counted is None else _("The count is noted."), undo=undo)
    return redirect("product", pk=pk)


@require_POST
def product_change(request: ShopRequest, pk: int) -> HttpResponse:
    """Still offered? Goods at all? How many days to delivery?"""
    product, form = get_object_or_404(Product, pk=pk), form_of(request)
    undo = f"{reverse('product_change', args=[pk])}?{_as_form(product, request.shop.currency)}"
    offered, is_goods = "offered" in form, "is_goods" in form
    with telling(request):
        actions.change(
            pk, offered=offered, is_goods=is_goods, lead_days=days(form.get("lead_days")),
            unit_cost=money(form.get("unit_cost"), request.shop.currency), by=request.user,
        )  # fmt: skip
        done(request, _("Saved. The next refresh takes it into account."), undo=undo)
    return redirect("product", pk=pk)


def _as_form(product: Product, currency: str) -> str:
    """The product's present treatment, as its form would post it."""
    switches = {name: "on" for name in ("offered", "is_goods") if getattr(product, name)}
    lead = "" if product.lead_days is None else product.lead_days
    return urlencode({**switches, "lead_days": lead, "unit_cost": amount(product.unit_cost, currency)})


def _text(number: float | None) -> str:
    return "" if number is None else plain(number)
