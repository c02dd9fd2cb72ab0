"""HTML and SVG put together from elements: what is text is escaped, once, here."""

from __future__ import annotations

import re
from html import escape

VOID = frozenset({"br", "col", "hr", "meta"})
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
Value = str | float | bool | None


class Markup(str):
    """Text that is markup already and is not escaped again."""

    __slots__ = ()


def text(given: str) -> Markup:
    """This function will give text as markup; characters that no XML document may hold are left out."""
    return given if isinstance(given, Markup) else Markup(escape(_NEVER.sub("", given), quote=True))


def join(*parts: str | None) -> Markup:
    """This function will put parts one after another; None stands for nothing."""
    return Markup("".join(text(part) for part in parts if part is not None))


def element(tag: str, *children: str | None, **attributes: Value) -> Markup:
    """This function will give one element: `element("text", "R²", class_="r2", font_size=12)`.

    An underscore in an attribute's name is a hyphen, one at its end is dropped; None and False leave the attribute
    out, and True gives it without a value.
    """
    opening = "".join([f"<{tag}", *(_attribute(name, value) for name, value in attributes.items()), ">"])
    return Markup(opening) if tag in VOID else Markup(f"{opening}{join(*children)}</{tag}>")


def number(value: float) -> str:
    """This function will write a length for an attribute: at most two decimals, none where it needs none."""
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def _attribute(name: str, value: Value) -> str:
    if value is None or value is False:
        return ""
    shown = name.rstrip("_").replace("_", "-")
    if value is True:
        return f' {shown}=""'
    return f' {shown}="{text(value) if isinstance(value, str) else number(value)}"'
