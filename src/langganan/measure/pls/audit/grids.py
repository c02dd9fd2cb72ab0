"""Tables by construct, by item, by pair and by source and target, in the shapes that people write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from langganan.measure.pls.audit.cells import Cells
from langganan.measure.pls.audit.names import Names
from langganan.measure.pls.audit.printed import Number, Pair
from langganan.measure.pls.audit.rows import Row, Rows
from langganan.measure.pls.audit.vocabulary import ARROW, FIRST, SECOND, entry, fields, first, plain
from langganan.words import mark


class Grids:
    """Reads tables of numbers of one form."""

    def __init__(self, cells: Cells, names: Names, rows: Rows) -> None:
        self.cells, self.names, self.rows = cells, names, rows

    # ---------------------------------------------------------------------------------------- constructs, items

    def by_construct(self, given: Any, key: str) -> dict[str, Number]:
        """A number for each construct: `{X: 0.621}`, or rows with a name and a number."""
        if given is None:
            return {}
        table = dict(map(self.names.named, given)) if isinstance(given, list) else self.cells.mapping(given, key)
        found = {self.names.find(name, key): self.cells.number(value, f"{key} {name}") for name, value in table.items()}
        return {name: number for name, number in found.items() if number is not None}

    def counts(self, given: Any) -> dict[str, int]:
        """Items per construct: one count for all, a count for each, or their names."""
        if isinstance(given, Mapping):
            counts = {self.names.find(name, "items"): self._count(value, name) for name, value in given.items()}
        else:
            count = self.cells.whole(given, "items")
            counts = {name: count for name in self.names.known if ":" not in name}
        return {name: count for name, count in counts.items() if count is not None}

    def _count(self, given: Any, name: str) -> int | None:
        return len(given) if isinstance(given, list) else self.cells.whole(given, f"items {name}")

    def loadings(self, given: Any) -> dict[str, dict[str, Number]]:
        """Loadings by construct and item; an item alone belongs to the construct that its name begins with."""
        found: dict[str, dict[str, Number]] = {}
        for construct, item, value in self._each_loading(given):
            owner = self.names.find(construct, f"loadings {item}") if construct else self._owner(item)
            number = self.cells.number(value, f"loadings {item}")
            if number is not None:
                found.setdefault(owner, {})[item] = number
        return found

    def _each_loading(self, given: Any) -> Iterator[tuple[str, str, Any]]:
        """Construct (empty where it is to be seen from the item), item, loading."""
        if given is None:
            return
        if isinstance(given, list):
            for row in given:
                held = fields(self.cells.mapping(row, "loadings"))
                item = first(held, ("item", "indicator", "name"))
                yield str(held.get("construct", "")), str(item or ""), first(held, ("loading", "value"))
            return
        for name, block in self.cells.mapping(given, "loadings").items():
            if isinstance(block, Mapping):
                yield from ((name, str(item), value) for item, value in block.items())
            elif isinstance(block, list):
                yield from ((name, f"{name}{place}", value) for place, value in enumerate(block, 1))
            else:
                yield "", name, block

    def _owner(self, item: str) -> str:
        owners = [name for name in self.names.known if item.lower().startswith(name.lower())]
        if not owners:
            text = mark("{file}: loadings: which construct does {item} belong to? Write loadings: (X: (X1: 0.857)).")
            self.cells.refuse(text, item=item)
        return max(owners, key=len)

    # ---------------------------------------------------------------------------------------- pairs

    def pairs(self, given: Any, key: str) -> tuple[dict[Pair, Number], dict[str, Number]]:
        """Numbers by pair in the order of the constructs, and the diagonal."""
        pairs: dict[Pair, Number] = {}
        diagonal: dict[str, Number] = {}
        order = {name: place for place, name in enumerate(self.names.known)}
        for a, b, value in self._each_pair(given, key):
            number = self.cells.number(value, f"{key} {a} {b}")
            if number is not None and a == b:
                diagonal[a] = number
            elif number is not None:
                pairs.setdefault((a, b) if order[a] < order[b] else (b, a), number)
        return pairs, diagonal

    def _each_pair(self, given: Any, key: str) -> Iterator[tuple[str, str, Any]]:
        if isinstance(given, list):
            for place, row in enumerate(given):
                yield from self._listed_pairs(place, row, key)
            return
        for name, value in self.cells.mapping(given, key).items() if given is not None else ():
            if isinstance(value, Mapping):
                a = self.names.find(name, key)
                yield from ((a, self.names.find(b, key), number) for b, number in value.items())
            elif name in self.names.labels:
                yield (*(2 * (self.names.labels[name],)), value)
            else:
                yield (*self.names.two(name, key), value)

    def _listed_pairs(self, place: int, row: Any, key: str) -> Iterator[tuple[str, str, Any]]:
        """A row of a (lower) matrix, `[X, Y, 0.9]`, or `{from: X, to: Y, value: 0.9}`."""
        known = self.names.known
        if isinstance(row, list) and row and str(row[0]) in self.names.labels and len(row) == 3:
            yield self.names.find(row[0], key), self.names.find(row[1], key), row[2]
        elif isinstance(row, list) and place < len(known):
            yield from ((known[place], known[other], value) for other, value in enumerate(row[: len(known)]))
        else:
            held = fields(self.cells.mapping(row, key))
            ends = [next((held.pop(name) for name in names if name in held), "") for names in (FIRST, SECOND)]
            a, b = (
                self.names.two(str(held.pop("pair")), key)
                if "pair" in held
                else (self.names.find(e, key) for e in ends)
            )
            yield a, b, next(iter(held.values()), None)

    # ---------------------------------------------------------------------------------------- sources and targets

    def on_targets(self, given: Any, key: str, paths: list[Row]) -> dict[Pair, Number]:
        """f² or VIF by (from, to), of the rows of paths and of a table of its own; (X, "") where it names one only."""
        found: dict[Pair, Number] = {}
        for source, target, value in (*self._in_rows(paths, key), *self._each_on_target(given, key, paths)):
            number = self.cells.number(value, f"{key} {source} {target}")
            if number is not None:
                found[source, target] = number
        return found

    def _in_rows(self, rows: list[Row], key: str) -> Iterator[tuple[str, str, Any]]:
        for row in rows:
            source, *_, target = self.rows.ends(row, key)
            value = next((v for name, v in row.items() if entry(name) == key or plain(name) == "value"), None)
            yield source, target, value

    def _each_on_target(self, given: Any, key: str, paths: list[Row]) -> Iterator[tuple[str, str, Any]]:
        if isinstance(given, list):
            yield from self._in_rows([self.cells.mapping(row, key) for row in given], key)
            return
        for name, value in self.cells.mapping(given, key).items() if given is not None else ():
            if isinstance(value, Mapping):
                yield from ((*self._direction(name, other, key, paths), number) for other, number in value.items())
            elif ARROW.search(name):
                source, *_, target = (self.names.find(part, key) for part in ARROW.split(name))
                yield source, target, value
            else:
                yield self.names.find(name, key), "", value

    def _direction(self, outer: str, inner: Any, key: str, paths: list[Row]) -> Pair:
        """`VIF: {Z: {X: 16.4}}` and `{X: {Z: 16.4}}`: whichever is a path."""
        a, b = self.names.find(outer, key), self.names.find(inner, key)
        return (
            (a, b)
            if (a, b) in {(*self.rows.ends(row, "paths")[:1], *self.rows.ends(row, "paths")[-1:]) for row in paths}
            else (b, a)
        )
