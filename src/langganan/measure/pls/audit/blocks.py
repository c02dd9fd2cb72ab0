"""A form as CSV: blocks of rows between empty lines, each with its own header."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

from langganan.errors import FileError
from langganan.measure.pls.audit.vocabulary import entry, fields, plain, statistic
from langganan.words import Phrase, mark

Row = dict[str, str]
Adder = Callable[[dict[str, Any], Row], None]


def read(text: str, file: str) -> dict[str, Any]:
    """Read blocks of `what,from,to,value`, of paths (`from,to,est,...`) or of constructs (`construct,AVE,...`)."""
    separator = max(",;\t|", key=text.lstrip().splitlines()[0].count)
    data: dict[str, Any] = {}
    header: list[str] = []
    add: Adder = _add_value
    rows = csv.reader(io.StringIO(text), delimiter=separator, skipinitialspace=True)
    for row in rows:
        cells = [cell.strip() for cell in row]
        if not any(cells):
            header = []
        elif not header and _is_fact(cells):
            data[cells[0]] = cells[1]
        elif not header:
            header = _named(cells)
            add = _adder(header, rows.line_num, file)
        else:
            add(data, _row(header, cells, separator))
    return data


def _is_fact(cells: list[str]) -> bool:
    """Whether a row is a fact by itself, such as `n,100`."""
    name, *values = [cell for cell in cells if cell] or [""]
    return entry(name) in {"n", "items", "resamples"} and len(values) == 1 and values[0].isdigit()


def _named(header: list[str]) -> list[str]:
    """A header whose corner is empty, as programs print it: rows are paths where it has statistics, else constructs."""
    if header[0] or len(header) < 2:
        return header
    return ["path" if any(map(statistic, header[1:])) else "construct", *header[1:]]


def _row(header: list[str], cells: list[str], separator: str) -> Row:
    """A row by its header; a column alone holds sentences, which may have commas of their own."""
    if len(header) == 1:
        cells = [f"{separator} ".join(filter(None, cells))]
    return {name: cell for name, cell in zip(header, cells, strict=False) if cell}


def _adder(header: list[str], line: int, file: str) -> Adder:
    names = {plain(name) for name in header}
    if {"what", "value"} <= names:
        return _add_value
    if names & {"from", "path"} and any(map(statistic, header)):
        return lambda data, row: data.setdefault("paths", []).append(row)
    if len(header) == 1 and entry(header[0]) == "claims":
        return lambda data, row: data.setdefault("claims", []).extend(row.values())
    if set(map(entry, header)) <= {"n", "items", "resamples"}:
        return lambda data, row: data.update(row)
    if names & {"construct", "name", "variable"}:
        return lambda data, row: data.setdefault("constructs", []).append(row)
    text = mark("line {line}: its header is {given}; it is what,from,to,value or from,to,est,... or construct,AVE,...")
    problem = Phrase(text, {"line": line, "given": ",".join(header)})
    raise FileError(mark("{file} cannot be read as a form: {problem}."), file=file, problem=problem)


def _add_value(data: dict[str, Any], row: Row) -> None:
    """One number: `AVE,X,,0.621`, `loading,X,X1,0.857`, `est,X,Y,0.969`, `HTMT,X,Y,0.9`, `n,,,100`, `claim,,,text`."""
    held = fields(row)
    what, value, source, target = (held.get(name, "") for name in ("what", "value", "from", "to"))
    key, (table, _, number) = entry(what), what.rpartition(" ")
    if source and target and statistic(number) and key in {None, "paths"}:
        _add_statistic(data.setdefault(entry(table) or "paths", []), (source, target), number, value)
    elif key == "claims":
        data.setdefault(key, []).append(value)
    elif key in {"htmt", "correlations", "f2", "vif"} and target:
        data.setdefault(key, []).append({"from": source, "to": target, "value": value})
    elif key == "loadings":
        data.setdefault(key, {}).setdefault(source, {})[target] = value
    elif source:
        data.setdefault(what, {})[source] = value
    else:
        data[what] = value


def _add_statistic(rows: list[Row], ends: tuple[str, str], name: str, value: str) -> None:
    known = next((row for row in rows if (row["from"], row["to"]) == ends), None)
    if known is None:
        known = {"from": ends[0], "to": ends[1]}
        rows.append(known)
    known[name] = value
