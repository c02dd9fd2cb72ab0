"""What a study starts from: each respondent's answers, or the correlations between the items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

import numpy as np

from langganan.errors import TableError
from langganan.measure.pls.read.columns import Coded, Column, code, columns_of, length
from langganan.measure.pls.read.scales import READY, Reader, Scale, fitting, open_to_doubt, reader
from langganan.measure.pls.specify.checks import composed, nearest
from langganan.tables import Array
from langganan.words import Phrase, mark

MOST_GROUPS = 50
"""A column with more different values than this names no groups, and is not kept."""
SHOWN = 60


@dataclass(frozen=True, eq=False)
class Answers:
    """One row per respondent: `values` (n, p) as float64, NaN where an answer is missing.

    `groups` holds the other columns, as text, that have at most 50 different values. `blank` counts the rows that
    were left out because they answer none of the items; `rows` (n) are the rows' numbers in the file.
    """

    items: tuple[str, ...]
    values: Array
    source: str = ""
    groups: Mapping[str, Array] = field(default_factory=dict)
    blank: int = 0
    rows: Array | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "items", tuple(self.items))
        object.__setattr__(self, "values", np.asarray(self.values, dtype=float))
        if self.values.ndim != 2 or self.values.shape[1] != len(self.items):
            text = mark("There are answers of the shape {shape} for {n} items. Give one column for each item.")
            raise TableError(text, shape=" × ".join(map(str, self.values.shape)), n=len(self.items))

    def __repr__(self) -> str:
        return f"Answers of {len(self):,} respondents to {len(self.items)} items"

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, rows: Array) -> Self:
        """The answers of the respondents that `rows` (booleans, or places) picks."""
        groups = {name: column[rows] for name, column in self.groups.items()}
        numbers = (np.arange(1, len(self) + 1) if self.rows is None else self.rows)[rows]
        return type(self)(self.items, self.values[rows], self.source, groups, self.blank, numbers)

    def group(self, name: str) -> Array:
        """The column `name` of the other columns, as text; `TableError` where there is none."""
        if name not in self.groups:
            if not self.groups:
                text = mark(
                    "There is no column {name} to form groups by: no column beside the items has at most {most}"
                    " different values."
                )
                raise TableError(text, name=name, most=MOST_GROUPS)
            near = nearest(name, self.groups)
            text = mark(
                "There is no column {name} to form groups by (one with at most {most} different values)."
                " There are: {names}."
            )
            if near:
                text = mark(
                    "There is no column {name} to form groups by (one with at most {most} different values)."
                    " There are: {names}. Nearest: {near}."
                )
            raise TableError(text, name=name, most=MOST_GROUPS, names=", ".join(self.groups), near=near)
        return self.groups[name]


@dataclass(frozen=True, eq=False)
class Correlations:
    """The correlations (p, p) between items, worked out from `n` respondents."""

    items: tuple[str, ...]
    matrix: Array
    n: int
    source: str = ""


def read_answers(
    table: Any,
    items: Iterable[str],
    *,
    missing_codes: Iterable[object] = (),
    scale: str | Scale | None = None,
    source: str = "",
    rows: Array | None = None,
) -> Answers:
    """Read the answers to `items` from a table of any make. This function will give `Answers`.

    `table`: see `columns_of`; an array has one column for each item, in their order. `missing_codes` stand for no
    answer, beside empty cells and NA. `scale` says what words count: one that is ready (`likert-5-id`), or a
    mapping (`{"Sangat setuju": 5, ...}`). Without one, "4", "4,5" and "5 - Sangat setuju" are numbers, and other
    words an error that names the ready scale which fits. Columns that the items do not name are kept as `groups`.
    `source` (a file's name) and `rows` (its rows' numbers) serve the errors. Raises `TableError`.
    """
    items = tuple(items)
    columns = columns_of(table, items)
    place = Place(source, rows)
    found = {item: _find(item, columns, source) for item in items}
    how = reader(missing_codes=missing_codes, scale=scale)
    values = np.empty((length(columns), len(items)))
    for at, item in enumerate(items):
        values[:, at] = _numbers(columns[found[item]], found[item], how, place)
    others = {name: column for name, column in columns.items() if name not in found.values()}
    groups = {name: texts for name, column in others.items() if (texts := _texts(column)) is not None}
    answers = Answers(items, values, source, groups, rows=rows)
    blank = np.isnan(values).all(axis=1)
    return replace(answers[np.flatnonzero(~blank)], blank=int(blank.sum())) if blank.any() else answers


@dataclass(frozen=True, eq=False)
class Place:
    """How a row is called in a sentence: by the file's own numbers, or counted from 1."""

    source: str = ""
    rows: Array | None = None

    def say(self, at: int, column: str) -> Phrase:
        """This function will name the cell in the row at index `at`."""
        row = str(at + 1 if self.rows is None else int(self.rows[at]))
        if self.source:
            return Phrase(
                mark("{file}, row {row}, column {column}"), {"file": self.source, "row": row, "column": column}
            )
        return Phrase(mark("Row {row}, column {column}"), {"row": row, "column": column})


def _find(item: str, columns: Mapping[str, Column], source: str) -> str:
    """The column that an item names: exactly, or but for spaces around it and how its letters are composed."""
    if item in columns:
        return item
    same = [name for name in columns if composed(name) == composed(item)]
    if len(same) == 1:
        return same[0]
    table, near = source or "-", nearest(item, columns)
    if near:
        text = (
            mark("{file} has no column {item}. The nearest name is {near}.")
            if source
            else mark("There is no column {item}. The nearest name is {near}.")
        )
        raise TableError(text, file=table, item=item, near=near)
    text = mark("There is no column {item} among the answers. There are: {names}.")
    raise TableError(text, item=item, names=_shortened(", ".join(columns)))


def _shortened(text: str, longest: int = 300) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _numbers(column: Column, name: str, how: Reader, place: Place) -> Array:
    if not isinstance(column, Coded):
        if column.dtype.kind in "biuf":
            values = column.astype(float)
            if how.missing_numbers:
                values[np.isin(values, list(how.missing_numbers))] = np.nan
            return values
        column = code(column)
    read = [how.read(cell) for cell in column.cells]
    if None in read:
        _refuse_words(column, read, name, how, place)
    _check_labels(column, read, name, how)
    _check_thousands(column, name, place)
    return np.array(read, dtype=float)[column.codes]


def _refuse_words(column: Coded, read: list[float | None], name: str, how: Reader, place: Place) -> None:
    bad = np.flatnonzero([value is None for value in read])
    at = int(np.flatnonzero(np.isin(column.codes, bad))[0])
    cell = str(column.cells[column.codes[at]])
    where = place.say(at, name)
    given = cell if len(cell) <= SHOWN else cell[: SHOWN - 1] + "…"
    if how.scale is not None:
        labels = _shortened(", ".join(how.scale))
        text = mark('{where}: "{given}" is no number and no answer of the scale, which has: {labels}.')
        raise TableError(text, where=where, given=given, labels=labels)
    ready = fitting(str(cell) for cell, value in zip(column.cells, read, strict=True) if value is None)
    if ready:
        text = mark(
            '{where}: "{given}" is no number. The ready scale {ready} fits: give scale="{ready}" (--scale {ready}).'
        )
        raise TableError(text, where=where, given=given, ready=ready[0])
    text = mark(
        '{where}: "{given}" is no number. Give a scale that says what each answer counts, such as'
        ' scale="Yes=1, No=0", or name it in missing_codes if it stands for no answer.'
    )
    raise TableError(text, where=where, given=given)


def _check_labels(column: Coded, read: list[float | None], name: str, how: Reader) -> None:
    """Two answers that a ready scale takes for one show that another scale was used."""
    if how.scale is None or not any(how.scale is ready for ready in READY.values()):
        return
    seen: dict[float, str] = {}
    for cell, value in zip(column.cells, read, strict=True):
        label = " ".join(str(cell).split()).casefold()
        if value is None or label not in how.scale:
            continue
        if seen.setdefault(value, label) != label:
            text = mark(
                "Column {column} holds both “{first}” and “{second}”, which the ready scale counts as {value}."
                " Give a scale of your own."
            )
            raise TableError(text, column=name, first=seen[value], second=label, value=value)


def _check_thousands(column: Coded, name: str, place: Place) -> None:
    example = open_to_doubt(column.cells)
    if example:
        at = next(i for i, k in enumerate(column.codes) if str(column.cells[k]).strip() == example)
        text = mark(
            '{where}: "{given}" may have a decimal comma, or one between thousands. Write the numbers of this column'
            " without marks between thousands, and with a decimal point."
        )
        raise TableError(text, where=place.say(at, name), given=example)


def _texts(column: Column) -> Array | None:
    """The column as text, or None where it has too many different values to name groups."""
    if not isinstance(column, Coded):
        if column.dtype.kind in "biufM":
            cells, codes = np.unique(column, return_inverse=True)
            shown = [f"{cell:g}" if isinstance(cell, float) else str(cell) for cell in cells.tolist()]
            return np.array(shown, dtype=object)[codes] if len(cells) <= MOST_GROUPS else None
        column = code(column)
    if len(column.cells) > MOST_GROUPS:
        return None
    shown = ["" if Reader().is_missing(cell) else " ".join(str(cell).split()) for cell in column.cells]
    return np.array(shown, dtype=object)[column.codes]
