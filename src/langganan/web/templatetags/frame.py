"""Where the reader is, and addresses that keep what was searched for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag(takes_context=True)
def here(context: Mapping[str, Any], names: str) -> SafeString | str:
    """`aria-current="page"` on a page whose URL name is one of these."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    return mark_safe('aria-current="page"') if match and match.url_name in names.split() else ""


@register.simple_tag(takes_context=True)
def query(context: Mapping[str, Any], **changes: Any) -> str:
    """This page's query with some of it changed; what becomes empty is left out, a new filter starts at page 1."""
    given = context["request"].GET.copy()
    if "page" not in changes:
        given.pop("page", None)
    for name, value in changes.items():
        given[name] = "" if value is None else str(value)
    for name in [name for name, value in given.items() if not value]:
        del given[name]
    return given.urlencode()
