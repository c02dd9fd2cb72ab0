"""Lists of customers kept under a name."""

from __future__ import annotations

import csv

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from langganan.web.actions import audiences as actions
from langganan.web.middleware import ShopRequest
from langganan.web.models import Audience
from langganan.web.pages.given import whole
from langganan.web.pages.tell import done, telling
from langganan.web.queries.audiences import audiences, csv_rows, kept
from langganan.web.queries.shop import voice_of


@require_safe
def audiences_page(request: ShopRequest) -> HttpResponse:
    """All lists."""
    return render(request, "langganan/engage/audiences.html", {"lists": audiences()})


@require_safe
def audience_page(request: ShopRequest, pk: int) -> HttpResponse:
    """One list and its people."""
    audience = get_object_or_404(Audience, pk=pk)
    found = kept(audience, request.shop.current_refresh, page=whole(request.GET.get("page"), otherwise=1))
    return render(request, "langganan/engage/audience.html", {"kept": found, "page": found.page})


@require_POST
def audience_rename(request: ShopRequest, pk: int) -> HttpResponse:
    """Give it another name."""
    with telling(request):
        actions.rename(pk, request.POST.get("name", ""), by=request.user)
        done(request, _("The list has its new name."))
    return redirect("audience", pk)


@require_POST
def audience_remove(request: ShopRequest, pk: int) -> HttpResponse:
    """Forget it."""
    with telling(request):
        actions.remove(pk, by=request.user)
        done(request, _("The list is gone. Its people are still among your customers."))
    return redirect("audiences")


@require_safe
def audience_csv(request: ShopRequest, pk: int) -> HttpResponse:
    """Its people as a file, with a byte order mark so that Excel reads it as UTF-8."""
    audience = get_object_or_404(Audience, pk=pk)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    name = slugify(audience.name) or f"list-{pk}"
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    csv.writer(response).writerows(csv_rows(audience, voice_of(request.shop)))
    return response
