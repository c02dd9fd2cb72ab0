"""The constructs that a form speaks of: gathered from its tables, found again by name or label."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Any

from langganan.errors import FileError
from langganan.measure.pls.audit.cells import Cells
from langganan.measure.pls.audit.printed import Pair, is_interaction
from langganan.measure.pls.audit.vocabulary import ABOUT, BETWEEN, LABEL, NAME, entry, fields, first, plain
from langganan.words import mark

MOST = 100
_TABLES = ("ave", "cr", "alpha", "rho_a", "r2", "q2predict", "items", "loadings")
_OF_A_CONSTRUCT = frozenset({*_TABLES, "r2_adjusted"})


class Names:
    """The constructs of a form. `given` were listed by it as such; `known` adds those of its tables and paths."""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.given: list[str] = []
        self.known: tuple[str, ...] = ()
        self.labels: dict[str, str] = {}
        self.is_complete = False

    def take(self, entries: dict[str, Any]) -> None:
        """Take the table of constructs apart: labels stay here, statistics go to the tables of `entries`."""
        table = entries.pop("constructs", None)
        if isinstance(table, Mapping):
            rows = [(str(name), row) for name, row in table.items()]
        else:
            rows = [self.named(row) for row in self.cells.rows(table, "constructs")] if table is not None else []
        for name, row in rows:
            self.given.append(name)
            if isinstance(row, Mapping):
                self._spread(name, row, entries)
            else:
                self._label(name, row)
        self.known = tuple(dict.fromkeys(self.given or _of_tables(entries)))
        self.labels |= {name: name for name in self.known}

    def complete(self, ends: list[str]) -> None:
        """Add what only paths speak of; from now on every other name is refused."""
        self.known = tuple(dict.fromkeys([*self.known, *ends]))
        if len(self.known) > MOST:
            text = mark("{file} names {count} constructs; a form has {most} at most.")
            self.cells.refuse(text, count=len(self.known), most=MOST)
        self.labels |= {name: name for name in self.known}
        self.is_complete = True

    def named(self, row: Any) -> tuple[str, Any]:
        """A row of a table of constructs: its name, and the rest."""
        if not isinstance(row, Mapping):
            return str(row), None
        key = next((name for alias in NAME for name in row if plain(name) == alias), None)
        if key is None:
            self.cells.refuse(mark("{file}: {where} has a row without a name."), where="constructs")
        return str(row[key]), {k: v for k, v in row.items() if k != key}

    def find(self, given: Any, where: str) -> str:
        """The construct of this name or label; what may be a slip of the pen is asked about."""
        name = str(given).strip()
        if name in self.labels:
            return self.labels[name]
        if is_interaction(name):
            return ":".join(self.find(part, where) for part in re.split(r"\s*[:*×]\s*", name))
        near = difflib.get_close_matches(name, list(self.labels), 1, 0.6 if self.given or self.is_complete else 0.9)
        slip = bool(near) and re.sub(r"\d", "", near[0]) != re.sub(r"\d", "", name)
        if not (self.given or self.is_complete or slip):
            return name
        raise self._stranger(name, where, near)

    def _stranger(self, name: str, where: str, near: list[str]) -> FileError:
        known = ", ".join(self.known) or "-"
        fields = {"file": self.cells.file, "where": where, "given": name, "known": known}
        if near:
            text = mark("{file}: {where} names {given}. Did you mean {near}? The constructs are {known}.")
            return FileError(text, near=near[0], **fields)
        return FileError(mark("{file}: {where} names {given}, which is none of the constructs ({known})."), **fields)

    def two(self, name: str, where: str) -> Pair:
        """The two constructs in `XY`, `X-Y`, `Trust ~~ Loyalty`."""
        cuts = [(found.start(), found.end()) for found in BETWEEN.finditer(name)] + [
            (k, k) for k in range(1, len(name))
        ]
        for start, end in cuts:
            a, b = name[:start].strip(), name[end:].strip()
            if a in self.labels and b in self.labels:
                return self.labels[a], self.labels[b]
        raise FileError(
            mark("{file}: {where} names {given}. Write two constructs, such as X-Y; the constructs are {known}."),
            file=self.cells.file, where=where, given=name, known=", ".join(self.known),
        )  # fmt: skip

    def _spread(self, name: str, row: Mapping[str, Any], entries: dict[str, Any]) -> None:
        for key, value in row.items():
            table = "items" if plain(key) == "n" else entry(key)
            if plain(key) in LABEL:
                self._label(name, value)
            elif table in _OF_A_CONSTRUCT:
                held = entries.setdefault(table, {})
                if isinstance(held, dict):
                    held[name] = value
            elif plain(key) not in ABOUT:
                self.cells.unread.append(f"{name}.{key}")

    def _label(self, name: str, given: Any) -> None:
        for label in given if isinstance(given, list) else [given]:
            if isinstance(label, str) and label.strip():
                self.labels[label.strip()] = name


def _of_tables(entries: Mapping[str, Any]) -> list[str]:
    """The constructs that tables by construct speak of."""
    names: list[str] = []
    for key in _TABLES:
        table = entries.get(key)
        if isinstance(table, list):
            names += [
                str(found) for row in table if isinstance(row, Mapping) and (found := first(fields(row), NAME[1:2]))
            ]
        elif isinstance(table, Mapping) and (key != "loadings" or any(map(_is_block, table.values()))):
            names += map(str, table)
    return names


def _is_block(value: object) -> bool:
    return isinstance(value, (Mapping, list))
