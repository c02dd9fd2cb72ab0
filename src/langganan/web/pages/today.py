"""What to do today."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from langganan.web.actions import tasks
from langganan.web.middleware import ShopRequest
from langganan.web.pages.tell import back, telling
from langganan.web.queries.figures import shown_figures
from langganan.web.queries.refresh import refresh_state
from langganan.web.queries.shop import today_of
from langganan.web.queries.today import PEOPLE, Today, finding, finished_one, today


@require_safe
def today_page(request: ShopRequest) -> HttpResponse:
    """The cards, the four figures, one finding."""
    shop = request.shop
    state = refresh_state(shop)
    context = {
        **_work(today(shop)),
        "figures": shown_figures(state.current),
        "finding": finding(state.current),
        "refresh": state,
    }
    return render(request, "langganan/engage/today.html", context)


@require_POST
def task_finish(request: ShopRequest, kind: str, subject_id: int) -> HttpResponse:
    """Done, or not now; htmx gets the line that the card folds to."""
    outcome = request.POST.get("outcome", "")
    with telling(request):
        made = tasks.finish(
            kind, subject_id, outcome=outcome, reason=request.POST.get("reason", ""), by=request.user,
            today=today_of(request.shop),
        )  # fmt: skip
        if request.headers.get("HX-Request"):
            context = {"one": finished_one(made), **_work(today(request.shop))}
            return render(request, "langganan/engage/folded.html", context)
    return back(request, "today")


@require_POST
def task_reopen(request: ShopRequest, pk: int) -> HttpResponse:
    """Put a task back."""
    with telling(request):
        tasks.reopen(pk, by=request.user)
    return redirect("today")


def _work(work: Today) -> dict[str, Any]:
    return {"work": work, "headline": headline(work), "minutes": _minutes(work)}


def headline(work: Today) -> str:
    """The work counted in words: `Five people to talk to, two products to order`."""
    people, orders, dead = work.count(*PEOPLE), work.count("order"), work.count("dead")
    parts = [
        ngettext("{n} person to talk to", "{n} people to talk to", people).format(n=_in_words(people))
        if people
        else "",
        ngettext("{n} product to order", "{n} products to order", orders).format(n=_in_words(orders)) if orders else "",
        ngettext("{n} product that stopped selling", "{n} products that stopped selling", dead).format(
            n=_in_words(dead)
        )
        if dead
        else "",
    ]
    said = ", ".join(part for part in parts if part)
    return said[:1].upper() + said[1:] if said else _("Nothing to do today")


def _in_words(count: int) -> str:
    words = (
        _("one"),
        _("two"),
        _("three"),
        _("four"),
        _("five"),
        _("six"),
        _("seven"),
        _("eight"),
        _("nine"),
        _("ten"),
    )
    return words[count - 1] if count <= len(words) else str(count)


def _minutes(work: Today) -> str:
    if not work.cards:
        return ""
    return ngettext("About {n} minute.", "About {n} minutes.", work.minutes).format(n=work.minutes)
