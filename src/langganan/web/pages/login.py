"""Logging in, and the language to do it in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from langganan.web.actions import people
from langganan.web.middleware import LANGUAGE_COOKIE
from langganan.web.models import User
from langganan.web.pages.tell import back, telling
from langganan.words import LANGUAGES

YEAR = 60 * 60 * 24 * 365


class LogIn(LoginView):
    """The log-in page; somebody logged in already goes on to Today."""

    template_name = "langganan/protect/login.html"
    redirect_authenticated_user = True


def locked_out(request: HttpRequest, *_: object) -> HttpResponse:
    """What axes answers after too many wrong passwords."""
    return render(request, "langganan/protect/locked_out.html", status=429)


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Speak this language: kept with the user, and in a cookie for before the log-in."""
    wanted = request.POST.get("language", "")
    with telling(request):
        if isinstance(request.user, User):
            people.set_language(request.user, wanted)
    response = back(request, "today")
    if wanted in LANGUAGES:
        response.set_cookie(
            LANGUAGE_COOKIE, wanted, max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True
        )
    return response
