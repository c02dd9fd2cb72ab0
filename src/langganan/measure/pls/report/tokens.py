"""The colours of pages and drawings, light and dark."""

from __future__ import annotations

import re

LIGHT = {
    "paper": "#faf8f4", "card": "#ffffff", "line": "#e7e2d9", "ink": "#1d2433", "soft": "#5c6474", "indigo": "#2d3a8c",
    "indigo-wash": "#eceefb", "soga": "#a65a17", "soga-wash": "#fbefe2", "leaf": "#23704a", "leaf-wash": "#e6f4ec",
    "brick": "#a8321f",
}  # fmt: skip
DARK = {
    "paper": "#14171f", "card": "#1c212c", "line": "#2b3140", "ink": "#eceff5", "soft": "#a3abbb", "indigo": "#a9b4ff",
    "indigo-wash": "#262d4d", "soga": "#f0b27a", "soga-wash": "#3a2a1b", "leaf": "#86d3a8", "leaf-wash": "#1c3428",
    "brick": "#f19a8c",
}  # fmt: skip
PRINTED = {"paper": "#ffffff", "line": "#b9b4aa"}
"""On paper there is no page colour, and hairlines must survive a copier."""
_VARIABLE = re.compile(r"var\(--([a-z-]+)\)")


def colour(name: str) -> str:
    """This function will give a colour for an attribute: a variable that follows light, dark and print."""
    if name not in LIGHT:
        raise KeyError(name)
    return f"var(--{name})"


def rules(selector: str = ":root") -> str:
    """This function will give the CSS that says what the colours are on screen, in the dark and on paper."""
    dark = f"@media screen and (prefers-color-scheme:dark){{{selector}{{color-scheme:dark;{_said(DARK)}}}}}"
    return f"{selector}{{{_said(LIGHT)}}}{dark}@media print{{{selector}{{{_said(PRINTED)}}}}}"


def settled(markup: str) -> str:
    """This function will write the light colours out, for readers that know no variables (PDF, word processors)."""
    return _VARIABLE.sub(lambda found: (LIGHT | PRINTED)[found[1]], markup)


def _said(colours: dict[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in colours.items())
