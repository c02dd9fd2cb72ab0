"""Cut Tabler's style sheet down to what our pages use. Run: make tabler.

A rule stays when every class in one of its selectors occurs as a word in a template, a script of ours or the
Python that renders them; a custom property stays when something that stays refers to it. A test holds the
committed file against the pages, so a class that is used and was cut is noticed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import tinycss2
from tinycss2.ast import AtRule, Node, QualifiedRule

WEB = Path(__file__).parent.parent / "src/langganan/web"
FULL = Path(__file__).parent / "vendor/tabler.min.css"
CUT = WEB / "static/langganan/vendor/tabler/tabler.cut.css"
NESTING = {"media", "supports", "layer", "container"}


def words_used() -> set[str]:
    """Every word in our templates, scripts and web Python: a class that is used is among them."""
    files = [
        *WEB.rglob("*.html"),
        *WEB.rglob("*.py"),
        *WEB.glob("static/langganan/*.js"),
        *WEB.glob("static/langganan/sections/*.js"),
    ]
    return {word for file in files for word in re.findall(r"[A-Za-z][\w-]*", file.read_text(encoding="utf-8"))}


def cut(css: str, used: set[str]) -> str:
    """The rules that can match, then without the custom properties that nothing refers to."""
    kept = "".join(_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), used))
    while (fewer := _without_unused(kept)) != kept:
        kept = fewer
    return kept


def _rules(nodes: Iterable[Node], used: set[str]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, QualifiedRule):
            yield _qualified(node, used)
        elif isinstance(node, AtRule) and node.lower_at_keyword in NESTING and node.content is not None:
            inner = "".join(
                _rules(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True), used)
            )
            if inner:
                yield f"@{node.at_keyword}{tinycss2.serialize(node.prelude)}{{{inner}}}"
        elif isinstance(node, AtRule) and node.lower_at_keyword not in {"charset", "keyframes", "-webkit-keyframes"}:
            yield node.serialize()


def _qualified(rule: QualifiedRule, used: set[str]) -> str:
    selectors = [part.strip() for part in _split(tinycss2.serialize(rule.prelude))]
    kept = [part for part in selectors if set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", part)) <= used]
    return f"{','.join(kept)}{{{tinycss2.serialize(rule.content)}}}" if kept else ""


def _split(prelude: str) -> list[str]:
    """Selectors apart at their commas, not at those inside parentheses."""
    return re.split(r",(?![^(]*\))", prelude)


def _without_unused(css: str) -> str:
    referred = set(re.findall(r"var\(\s*(--[\w-]+)", css)) | _ours()
    return re.sub(r"(--[\w-]+)\s*:[^;{}]*(?:;|(?=\}))", lambda m: m[0] if m[1] in referred else "", css)


def _ours() -> set[str]:
    """Custom properties that our own style sheets and scripts name."""
    files = [
        *WEB.glob("static/langganan/*.css"),
        *WEB.glob("static/langganan/sections/*"),
        *WEB.glob("static/langganan/*.js"),
    ]
    return {name for file in files for name in re.findall(r"--[\w-]+", file.read_text(encoding="utf-8"))}


def made() -> str:
    """The cut style sheet as it should be now."""
    full = FULL.read_text(encoding="utf-8")
    licence = full[full.index("/*!") : full.index("*/") + 2]
    return f"{licence}\n{cut(full, words_used())}\n"


if __name__ == "__main__":
    CUT.write_text(made(), encoding="utf-8")
