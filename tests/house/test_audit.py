"""Every write leaves a line about who did what.

Read from the source: a public action that writes to a table (by itself or through a function of its own
module) must call `leave` (likewise), or call a public action that does. So no action can be added without.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import langganan.web.actions

FOLDER = Path(langganan.web.actions.__file__).parent
WRITES = {
    "save", "create", "bulk_create", "update", "bulk_update", "update_or_create", "get_or_create", "delete",
    "delete_all", "_raw_delete", "create_user", "insert", "executemany", "store", "remove", "forget_all_but",
}  # fmt: skip
NOT_TABLES = {"audit", "progress", "uploads"}
"""The audit line itself; the cache; files."""


def _functions(module: str) -> dict[str, ast.FunctionDef]:
    tree = ast.parse((FOLDER / f"{module}.py").read_text(encoding="utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


MODULES = {path.stem: _functions(path.stem) for path in sorted(FOLDER.glob("*.py")) if path.stem != "__init__"}
PUBLIC = [
    (module, name)
    for module, functions in MODULES.items()
    if module not in NOT_TABLES
    for name in functions
    if not name.startswith("_")
]


def _calls(module: str, name: str, seen: frozenset[tuple[str, str]] = frozenset()) -> Iterator[str]:
    """Names called by a function, by the functions of the actions it calls, and so on."""
    if (module, name) in seen:
        return
    seen |= {(module, name)}
    for node in ast.walk(MODULES[module][name]):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name):
            yield node.func.id
            if node.func.id in MODULES[module]:
                yield from _calls(module, node.func.id, seen)
        elif isinstance(node.func, ast.Attribute):
            owner = node.func.value.id if isinstance(node.func.value, ast.Name) else ""
            if node.func.attr in MODULES.get(owner, {}):
                yield from _calls(owner, node.func.attr, seen)
            elif owner not in NOT_TABLES:
                yield node.func.attr


@pytest.mark.parametrize(("module", "name"), PUBLIC)
def test_what_writes_leaves_a_line(module, name):
    called = set(_calls(module, name))
    if called & WRITES:
        assert "leave" in called, f"{module}.{name} writes and leaves no audit line"


def test_most_actions_write():
    writing = [name for module, name in PUBLIC if set(_calls(module, name)) & WRITES]
    assert len(writing) > len(PUBLIC) / 2
