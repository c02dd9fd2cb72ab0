"""Rows of effects: paths, indirect and total effects, with their statistics under any of their names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from langganan.arguments import shown
from langganan.measure.pls.audit.cells import Cells
from langganan.measure.pls.audit.names import Names
from langganan.measure.pls.audit.printed import Number, PrintedEffect
from langganan.measure.pls.audit.vocabulary import (
    ARROW,
    BESIDE,
    FROM,
    INTERVAL,
    TO,
    VIA,
    WRITTEN,
    entry,
    fields,
    first,
    is_arrow,
    plain,
    statistic,
)
from langganan.words import mark

Row = Mapping[str, Any]
_COMMA = re.compile(r"\s*;\s*|\s+(?:to|-|–|s/d)\s+|\s*,\s+|,")
"""What parts the ends of an interval; where decimals have commas, a semicolon has to."""


class Rows:
    """Reads tables of effects of one form."""

    def __init__(self, cells: Cells, names: Names) -> None:
        self.cells, self.names = cells, names

    def listed(self, given: Any, where: str) -> list[Row]:
        """The rows of a table: a list of rows, or `X -> Y` with a row or an estimate each."""
        if given is None:
            return []
        if not isinstance(given, Mapping):
            return [self.cells.mapping(row, where) for row in self.cells.rows(given, where)]
        return [
            {"path": path, **(value if isinstance(value, Mapping) else {"est": value})}
            for name, held in given.items()
            for path, value in _steps(str(name), held)
        ]

    def ends(self, row: Row, where: str) -> tuple[str, ...]:
        """From, whatever is in between, to."""
        parts = _parts(fields(row))
        if len(parts) < 2 or not all(isinstance(part, str | int) and str(part).strip() for part in parts):
            self.cells.refuse(
                mark("{file}: {where} has a row without from and to: {given}. Write from: X, to: Y, or path: X -> Y."),
                where=where, given=shown(dict(row)),
            )  # fmt: skip
        found = tuple(self.names.find(part, where) for part in parts)
        if found[0] == found[-1]:
            self.cells.refuse(mark("{file}: {where} has a path from {given} to itself."), where=where, given=found[0])
        return found

    def effects(self, given: Any, where: str, *, direct: bool) -> tuple[PrintedEffect, ...]:
        """The effects of a table, none of them twice; `direct` ones have nothing in between."""
        found: dict[tuple[str, ...], PrintedEffect] = {}
        for row in self.listed(given, where):
            source, *via, target = ends = self.ends(row, where)
            name = "->".join(ends)
            if direct and via:
                text = mark("{file}: {where} holds {given}; indirect effects have a table of their own, indirect.")
                self.cells.refuse(text, where=where, given=name)
            if ends in found:
                self.cells.refuse(mark("{file}: {where} holds {given} twice."), where=where, given=name)
            found[ends] = PrintedEffect(source, target, tuple(via), **self._statistics(row, f"{where} {name}"))
        return tuple(found.values())

    def _statistics(self, row: Row, where: str) -> dict[str, Number | None]:
        found: dict[str, Number | None] = {}
        for name, value in row.items():
            key = statistic(name)
            if is_arrow(value):
                continue
            if key is not None:
                found[key] = self.cells.number(value, f"{where} {name}")
            elif plain(name) in INTERVAL:
                found["low"], found["high"] = self._interval(value, f"{where} {name}")
            elif plain(name) not in BESIDE and entry(name) not in {"f2", "vif"}:
                self.cells.unread.append(f"{where}.{name}")
        return found

    def _interval(self, given: Any, where: str) -> tuple[Number | None, Number | None]:
        ends = list(given.values()) if isinstance(given, Mapping) else given
        if isinstance(ends, str):
            ends = _COMMA.split(ends.strip("[]() "))
        if ends is None:
            return None, None
        if not isinstance(ends, (list, tuple)) or len(ends) != 2:
            text = mark("{file}: {where} is {given}. Write an interval as [0.12, 0.45].")
            self.cells.refuse(text, where=where, given=shown(given))
        return self.cells.number(ends[0], where), self.cells.number(ends[1], where)


def _steps(name: str, held: Any) -> list[tuple[str, Any]]:
    """`X -> Y` with what is said of it; of `X: {Y: ..., Z: ...}` each target."""
    if is_arrow(name) or not isinstance(held, Mapping) or first(fields(held), (*TO, *FROM)) is not None:
        return [(name, held)]
    return [(f"{name} -> {target}", value) for target, value in held.items()]


def _parts(row: Row) -> list[Any]:
    written = next((row[name] for name in WRITTEN if is_arrow(row.get(name))), "")
    if written and first(row, FROM) is None:
        return list(ARROW.split(written.strip()))
    via = first(row, VIA)
    middle = [] if via is None else via if isinstance(via, list) else ARROW.split(str(via))
    return [first(row, FROM), *middle, first(row, TO)]
