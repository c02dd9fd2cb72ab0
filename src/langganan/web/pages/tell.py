"""Quiet lines after something was done or could not be done, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from langganan.errors import LanggananError
from langganan.web.queries.shop import the_shop, voice_of


def done(request: HttpRequest, text: str, *, undo: str = "") -> None:
    """A quiet line; `undo` is the address that a POST takes it back at."""
    messages.success(request, text, extra_tags=undo)


@contextmanager
def telling(request: HttpRequest) -> Iterator[None]:
    """What a person did wrong becomes a quiet line instead of an error page; the block ends there."""
    try:
        yield
    except LanggananError as error:
        messages.error(request, error.say(voice_of(the_shop())))


def back(request: HttpRequest, otherwise: str, *arguments: object) -> HttpResponse:
    """To the address in the form's `next`, if it is ours, else to the page named; htmx reloads where it is."""
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Refresh": "true"})
    wanted = request.POST.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return HttpResponseRedirect(wanted)
    return redirect(otherwise, *arguments)
