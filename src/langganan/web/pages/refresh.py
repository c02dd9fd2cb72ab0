"""Working everything out anew, and watching how far it is."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from langganan.web.actions import refresh as actions
from langganan.web.middleware import ShopRequest
from langganan.web.pages.tell import done, telling
from langganan.web.queries.refresh import refresh_state


@require_POST
def refresh_start(request: ShopRequest) -> HttpResponse:
    """Start one, unless one is running already."""
    if refresh_state(request.shop).running:
        done(request, _("A refresh is running already."))
        return redirect("refresh_progress")
    with telling(request):
        actions.start(by=request.user)
    return redirect("refresh_progress")


@require_safe
@never_cache
def refresh_progress(request: ShopRequest) -> HttpResponse:
    """How far the refresh is; htmx asks for that part alone, and for the whole page at the end."""
    state = refresh_state(request.shop)
    if not request.headers.get("HX-Request"):
        return render(request, "langganan/collect/refresh.html", {"refresh": state})
    if state.running is None:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "langganan/parts/refresh.html", {"refresh": state})
