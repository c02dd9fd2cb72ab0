"""One import: its preview, corrections, applying and undoing it."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from langganan.errors import ArgumentError
from langganan.web.actions import imports as actions
from langganan.web.middleware import ShopRequest
from langganan.web.models import ImportBatch
from langganan.web.pages.given import whole
from langganan.web.pages.tell import done, telling
from langganan.web.queries.imports import ImportStory, field_choices, import_story, orders_changed_at, rejects_file
from langganan.web.queries.progress import progress_of
from langganan.web.queries.refresh import refresh_state
from langganan.web.queries.shop import voice_of
from langganan.words import Phrase, mark

CHOICES = {
    "delimiter": {",": mark("Comma ,"), ";": mark("Semicolon ;"), "\t": mark("Tab"), "|": mark("Bar |")},
    "encoding": {"utf-8": "UTF-8", "cp1252": mark("Windows (Western)"), "utf-16": "UTF-16", "latin-1": "Latin-1"},
    "decimal": {".": mark("Point: 1,234.50"), ",": mark("Comma: 1.234,50")},
    "date_order": {"dmy": mark("Day, month, year"), "mdy": mark("Month, day, year"), "ymd": mark("Year, month, day")},
}
"""What may be corrected about how a file is read."""
LABELS = {
    "delimiter": Phrase(mark("Columns are separated by")),
    "encoding": Phrase(mark("Letters are encoded as")),
    "decimal": Phrase(mark("Decimals are marked by")),
    "date_order": Phrase(mark("Dates are written")),
}


@require_safe
@never_cache
def import_page(request: ShopRequest, pk: int) -> HttpResponse:
    """The import where it stands; htmx asks for the progress alone while it is worked on."""
    story = import_story(get_object_or_404(ImportBatch.objects.select_related("by"), pk=pk))
    progress = progress_of("import", pk) if story.busy else None
    if request.headers.get("HX-Request") and not story.busy:
        return HttpResponse(headers={"HX-Refresh": "true"})
    context: dict[str, Any] = {"story": story, "progress": progress, "poll": request.path}
    if request.headers.get("HX-Request"):
        return render(request, "langganan/collect/import_progress.html", context)
    if story.batch.state in {"preview", "failed"}:
        context |= {"selects": _selects(story), "fields": field_choices()}
    if story.batch.state in {"applied", "undone"}:
        state = refresh_state(request.shop)
        context |= {"refresh": state, "up_to_date": state.knows(orders_changed_at(story.batch))}
    return render(request, "langganan/collect/import_one.html", context)


@require_POST
def import_correct(request: ShopRequest, pk: int) -> HttpResponse:
    """Read the file again as the person says."""
    batch = get_object_or_404(ImportBatch, pk=pk)
    with telling(request):
        actions.correct(batch.pk, _changes(request, batch), by=request.user)
    return redirect("import_one", pk=pk)


@require_POST
def import_apply(request: ShopRequest, pk: int) -> HttpResponse:
    """Add the previewed orders."""
    get_object_or_404(ImportBatch, pk=pk)
    with telling(request):
        actions.start_apply(pk, by=request.user)
    return redirect("import_one", pk=pk)


@require_POST
def import_undo(request: ShopRequest, pk: int) -> HttpResponse:
    """Take the import's orders out again."""
    get_object_or_404(ImportBatch, pk=pk)
    with telling(request):
        actions.start_undo(pk, by=request.user)
    return redirect("import_one", pk=pk)


@require_POST
def import_discard(request: ShopRequest, pk: int) -> HttpResponse:
    """Put a file aside that is not wanted after all."""
    get_object_or_404(ImportBatch, pk=pk)
    with telling(request):
        actions.discard(pk, by=request.user)
        done(request, _("The file was put aside. Nothing was added."))
    return redirect("imports")


@require_safe
def import_rejects(request: ShopRequest, pk: int) -> FileResponse:
    """The rows that were left out, as a file to mend and send again."""
    batch = get_object_or_404(ImportBatch, pk=pk)
    file = rejects_file(batch, voice_of(request.shop))
    name = f"left-out-{batch.file_name.rpartition('.')[0] or batch.file_name}.csv"
    return FileResponse(file, as_attachment=True, filename=name, content_type="text/csv; charset=utf-8")


def _changes(request: ShopRequest, batch: ImportBatch) -> dict[str, Any]:
    """What the form says about the file, in the layout's own keys."""
    form = request.POST
    changes: dict[str, Any] = {name: form[name] for name in CHOICES if form.get(name) in _offered(name, batch.layout)}
    if form.get("sheet"):
        changes["sheet"] = form["sheet"]
    if form.get("header_row"):
        changes["header_row"] = max(1, whole(form["header_row"], otherwise=1))
    changes["keep_repeats"] = "keep_repeats" in form
    headers = batch.summary.get("headers", [])
    if headers:
        changes["columns"] = _columns(request, headers)
    return changes


def _columns(request: ShopRequest, headers: list[str]) -> dict[str, str]:
    columns: dict[str, str] = {}
    known = dict(field_choices())
    for i, header in enumerate(headers):
        field = request.POST.get(f"column-{i}", "")
        if field in columns:
            raise ArgumentError(
                mark("Two columns are said to be the same: {first} and {second}. Choose one of them."),
                first=columns[field], second=header,
            )  # fmt: skip
        if field in known:
            columns[field] = header
    return columns


def _selects(story: ImportStory) -> list[tuple[str, Phrase, str, list[tuple[str, Phrase]]]]:
    """(name, label, what it is now, choices) of each thing about this kind of file that may be corrected."""
    names = list(CHOICES) if story.layout.get("kind") == "csv" else ["decimal", "date_order"]
    return [
        (name, LABELS[name], now, [(value, Phrase(said)) for value, said in _offered(name, story.layout).items()])
        for name in names
        if (now := str(story.layout.get(name) or ""))
    ]


def _offered(name: str, layout: dict[str, Any]) -> dict[str, str]:
    """The choices; what was detected is always among them."""
    now = layout.get(name)
    return {**CHOICES[name], **({now: now} if now and now not in CHOICES[name] else {})}
