"""What the entries of a form mean: many names and shapes in, one `Printed` out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from langganan.measure.pls.audit.cells import Cells
from langganan.measure.pls.audit.claimed import Claims
from langganan.measure.pls.audit.grids import Grids
from langganan.measure.pls.audit.names import Names
from langganan.measure.pls.audit.printed import Printed
from langganan.measure.pls.audit.rows import Rows
from langganan.measure.pls.audit.vocabulary import ABOUT, WRAPPERS, entry, fields, plain
from langganan.words import mark

_NO = frozenset({"false", "no", "0", "tidak"})
_SECTIONS = frozenset({"constructs", "paths"})
_T = frozenset({"t", "normal", "z", "student"})


def printed(data: Any, file: str) -> Printed:
    """Make a `Printed` of a form's data; `FileError` names the entry, what it holds and what it should."""
    cells = Cells(file)
    entries = _gathered(cells, cells.mapping(data, "the form"))
    names = Names(cells)
    names.take(entries)
    rows = Rows(cells, names)
    paths = rows.listed(entries.get("paths"), "paths")
    names.complete([end for row in paths for end in rows.ends(row, "paths")])
    claims = Claims(cells, names, rows).read(entries.get("claims"), paths)
    effects: dict[str, Any] = {
        key: rows.effects(entries.get(key), key, direct=key == "paths") for key in ("paths", "indirect", "total")
    }
    tables = _tables(entries, Grids(cells, names, rows), paths)
    tests = _tests(cells, entries)
    return Printed(
        constructs=names.known, n=cells.whole(entries.get("n"), "n"), srmr=cells.number(entries.get("srmr"), "srmr"),
        claims=claims, unread=tuple(cells.unread), **effects, **tables, **tests,
    )  # fmt: skip


def _gathered(cells: Cells, data: Mapping[str, Any]) -> dict[str, Any]:
    """The entries under their own names; those of a form inside the form among them."""
    found: dict[str, Any] = {}
    for name, value in data.items():
        key = entry(name)
        if plain(name) in WRAPPERS or (key in _SECTIONS and _holds_tables(value)):
            key = None
        if key is not None and value is not None:
            found[key] = _together(cells, found.get(key), value, name)
        elif isinstance(value, Mapping) and (plain(name) in WRAPPERS or _holds_tables(value)):
            found |= _gathered(cells, cells.mapping(value, name))
        elif key is None and plain(name) not in ABOUT:
            cells.unread.append(name)
    return found


def _holds_tables(value: Any) -> bool:
    """Whether a section such as `measurement: {AVE: {...}, CR: {...}}` holds tables, not constructs or paths."""
    return isinstance(value, Mapping) and bool(value) and all(map(entry, value)) and any(map(_is_table, value.values()))


def _is_table(value: object) -> bool:
    return isinstance(value, (Mapping, list))


def _together(cells: Cells, before: Any, value: Any, name: str) -> Any:
    """Two entries under names of one meaning: lists and mappings are put together."""
    if isinstance(before, list) and isinstance(value, list):
        return [*before, *value]
    if isinstance(before, Mapping) and isinstance(value, Mapping):
        return {**before, **value}
    if before is not None:
        cells.refuse(mark("{file}: the entry {where} is there twice under different names."), where=name)
    return dict(value) if isinstance(value, Mapping) else value


def _tables(entries: Mapping[str, Any], grids: Grids, paths: list[Mapping[str, Any]]) -> dict[str, Any]:
    kinds = ("ave", "cr", "alpha", "rho_a", "r2", "r2_adjusted", "q2predict")
    loadings, counts = grids.loadings(entries.get("loadings")), grids.counts(entries.get("items"))
    correlations, roots = grids.pairs(entries.get("correlations"), "correlations")
    return {
        "items": {name: len(block) for name, block in loadings.items()} | counts,
        "loadings": loadings,
        "htmt": grids.pairs(entries.get("htmt"), "htmt")[0],
        "correlations": correlations,
        "roots": roots,
        **{kind: grids.by_construct(entries.get(kind), kind) for kind in kinds},
        **{kind: grids.on_targets(entries.get(kind), kind, paths) for kind in ("f2", "vif")},
    }


def _tests(cells: Cells, entries: Mapping[str, Any]) -> dict[str, Any]:
    """How the paper tested: resamples, level, tails; also where they stand together under bootstrap."""
    given = entries.get("resamples")
    inner = fields(given) if isinstance(given, Mapping) else {"resamples": given}
    held = {entry(name): value for name, value in inner.items()}
    held |= {key: entries[key] for key in ("level", "ci_level", "tails", "p_from") if key in entries}
    level = cells.share(held.get("level"), "level", 0.05)
    return {
        "resamples": cells.whole(held.get("resamples"), "resamples"),
        "level": 1 - level if level > 0.5 else level,
        "ci_level": cells.share(held.get("ci_level"), "ci_level", 0.95),
        "tails": cells.tails(held.get("tails")),
        "p_from": "t" if plain(held.get("p_from", "t")) in _T else "resamples",
        "consistent": plain(entries.get("method", "")) in {"plsc", "consistentpls", "consistent"},
        "standardised": plain(entries.get("standardised", "true")) not in _NO,
    }
