"""What no request may bring: a body larger than its page takes, or a zero byte."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

SMALL = 2_000_000
ROOM = 1_000_000
"""What a form may weigh in bytes; and what an upload may weigh beyond its file."""


class GuardMiddleware:
    """Stands behind authentication and before anything reads the body."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _weight(request) > _most(request):
            return HttpResponse("Too large.", status=413, content_type="text/plain")
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        """No text we keep has a zero byte in it, and PostgreSQL refuses one: nothing honest sends it."""
        for given in (request.GET, request.POST):
            if any("\x00" in value for _, values in given.lists() for value in values):
                raise SuspiciousOperation("a zero byte")


def login_name(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """The name a log-in was tried with, cut to what the table of tries holds."""
    given = (credentials or {}).get("username") or (request.POST.get("username") if request else "") or ""
    return str(given)[:150]


def _weight(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdigit() else 0


def _most(request: HttpRequest) -> int:
    """Files are taken on one page, from people who are logged in."""
    upload = request.path == reverse("imports") and request.user.is_authenticated
    return settings.UPLOAD_LIMIT + ROOM if upload else SMALL
