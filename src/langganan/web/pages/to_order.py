"""The list of what to order next."""

from __future__ import annotations

import csv
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from langganan.channels.click_to_chat import share_address
from langganan.web.actions import to_order as actions
from langganan.web.middleware import ShopRequest
from langganan.web.models import Product, ToOrder
from langganan.web.pages.given import form_of, quantity, whole
from langganan.web.pages.tell import back, done, telling
from langganan.web.queries.shop import today_of, voice_of
from langganan.web.queries.to_order import as_text, csv_rows, last_ordered, plain, to_order_rows


@require_safe
def to_order_page(request: ShopRequest) -> HttpResponse:
    """The list, ready to send."""
    shop = request.shop
    rows = to_order_rows(shop)
    text = as_text(shop, rows, voice_of(shop))
    context = {"rows": rows, "text": text, "link": share_address(text), "ordered": last_ordered()}
    return render(request, "langganan/sustain/to_order.html", context)


@require_POST
def to_order_add(request: ShopRequest) -> HttpResponse:
    """Put a product on the list, then go back to where it was added from."""
    form = form_of(request)
    product = get_object_or_404(Product, pk=whole(form.get("product"), otherwise=0))
    with telling(request):
        item = actions.add(product.pk, quantity(form.get("quantity")) or 0.0, by=request.user)
        if request.headers.get("HX-Request"):
            return render(request, "langganan/sustain/add_button.html", {"added": True})
        done(request, _("{name} is on the list of what to order.").format(name=product), undo=_remove(item))
    return back(request, "to_order")


@require_POST
def to_order_change(request: ShopRequest, pk: int) -> HttpResponse:
    """Change how many."""
    item = ToOrder.objects.filter(pk=pk).first()
    undo = f"{reverse('to_order_change', args=[pk])}?quantity={plain(item.quantity)}" if item else ""
    with telling(request):
        actions.change(pk, quantity(form_of(request).get("quantity")) or 0.0, by=request.user)
        done(request, _("The quantity is changed."), undo=undo)
    return redirect("to_order")


@require_POST
def to_order_remove(request: ShopRequest, pk: int) -> HttpResponse:
    """Take a product off the list."""
    item = ToOrder.objects.select_related("product").filter(pk=pk).first()
    with telling(request):
        actions.remove(pk, by=request.user)
        if item is not None:
            values = urlencode({"product": item.product_id, "quantity": plain(item.quantity)})
            done(
                request,
                _("{name} is off the list.").format(name=item.product),
                undo=f"{reverse('to_order_add')}?{values}",
            )
    return redirect("to_order")


@require_POST
def to_order_ordered(request: ShopRequest) -> HttpResponse:
    """Mark the whole list as ordered, or (undo) put the last one back."""
    with telling(request):
        if "undo" in form_of(request):
            actions.reopen_last(by=request.user)
            done(request, _("Those products are on the list again."))
        elif actions.mark_ordered(by=request.user):
            done(request, _("Marked as ordered."), undo=f"{reverse('to_order_ordered')}?undo=1")
    return redirect("to_order")


@require_safe
def to_order_csv(request: ShopRequest) -> HttpResponse:
    """The list as a file, with a byte order mark so that Excel reads it as UTF-8."""
    shop = request.shop
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="to-order-{today_of(shop)}.csv"'
    csv.writer(response).writerows(csv_rows(to_order_rows(shop), voice_of(shop)))
    return response


def _remove(item: ToOrder) -> str:
    return reverse("to_order_remove", args=[item.pk])
