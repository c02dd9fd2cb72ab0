"""Order files: giving one in, and those that were."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from langganan.errors import FileError
from langganan.web.actions import imports as actions
from langganan.web.middleware import ShopRequest
from langganan.web.pages.tell import telling
from langganan.web.queries.imports import imports
from langganan.web.queries.refresh import refresh_state
from langganan.words import mark


@require_http_methods(["GET", "HEAD", "POST"])
def imports_page(request: ShopRequest) -> HttpResponse:
    """The form and the history; a posted file is kept and read in the background."""
    if request.method == "POST":
        with telling(request):
            batch = actions.receive(
                _file(request).chunks(), name=_name(request), by=request.user, most=settings.UPLOAD_LIMIT
            )
            actions.start_read(batch.pk)
            return redirect("import_one", pk=batch.pk)
        return redirect("imports")
    context = {
        "history": imports(),
        "refresh": refresh_state(request.shop),
        "limit": settings.UPLOAD_LIMIT // 1_000_000,
    }
    return render(request, "langganan/collect/imports.html", context)


def _file(request: ShopRequest) -> UploadedFile:
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise FileError(mark("No file was chosen. Choose one and send it again."))
    return file


def _name(request: ShopRequest) -> str:
    return _file(request).name or _("file")
