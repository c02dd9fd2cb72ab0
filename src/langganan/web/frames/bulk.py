"""Many rows in at once: COPY on PostgreSQL, one prepared statement on SQLite."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from math import isnan
from typing import Any, cast

import numpy as np
from django.db import connection, models

from langganan.tables import Array

Row = Sequence[Any]


def insert(model: type[models.Model], fields: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert `rows`, each holding values for `fields` (attribute names, so `order_id` for a foreign key).

    Values are plain: numbers, text, None; times and days as text (see `times` and `days`), JSON as
    text (see `as_json`). Primary keys are the database's to give.
    """
    names = {field.attname: field.column for field in model._meta.concrete_fields}
    columns = [names[name] for name in fields]
    if connection.vendor == "postgresql":
        _copy(model._meta.db_table, columns, rows)
        return
    listed = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        statement = f'INSERT INTO "{model._meta.db_table}" ({listed}) VALUES ({marks})'  # noqa: S608 - our models' names
        cursor.executemany(statement, cast("Sequence[Any]", rows))  # SQLite takes an iterator; no copy is made


def _copy(table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    statement = f'COPY "{table}" ({names}) FROM STDIN'
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def times(values: Array) -> list[str | None]:
    """UTC times as the database's text: microseconds only where there are any, as Django writes them."""
    zone = "+00" if connection.vendor == "postgresql" else ""
    return [None if value is None else f"{value}{zone}" for value in (v and str(v) for v in values.tolist())]


def days(values: Array) -> list[str | None]:
    """Calendar days as text."""
    return [None if np.isnat(value) else str(value) for value in values.astype("datetime64[D]")]


def as_json(value: Any) -> str:
    """JSON as text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def numbers(values: Array) -> list[float | None]:
    """Floats with NaN as None."""
    return [None if isnan(value) else value for value in values.tolist()]


def keyed_ids(model: type[models.Model], key: str, keys: Sequence[str], size: int = 5000) -> dict[str, int]:
    """The primary keys of the rows whose `key` is among `keys`, by key."""
    found: dict[str, int] = {}
    for start in range(0, len(keys), size):
        some = model._default_manager.filter(**{f"{key}__in": keys[start : start + size]})
        found.update(some.values_list(key, "pk"))
    return found


def delete_all(rows: models.QuerySet[Any]) -> int:
    """Delete rows that nothing refers to, in one statement, without loading them."""
    return int(rows._raw_delete(rows.db))
