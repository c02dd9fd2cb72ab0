"""Columns as Arrow and back, so that Spark takes and gives them without pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from langganan.tables import Array, Columns

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-not-found]


def arrow_of(columns: Columns) -> pa.Table:
    """The columns as an Arrow table; NaN, NaT and None become null, whole numbers 64 bits wide."""
    import pyarrow as pa  # type: ignore[import-not-found]

    return pa.table({name: _arrow(values) for name, values in columns.items()})


def columns_of(table: pa.Table) -> dict[str, Array]:
    """The Arrow table as columns: null becomes NaN in numbers, NaT in times and None in text.

    Whole numbers are int64, decimals and fractions float64, days datetime64[D], times datetime64[us].
    """
    return {
        name: _plain(column.combine_chunks()) for name, column in zip(table.column_names, table.columns, strict=True)
    }


def _arrow(values: Array) -> Any:
    import pyarrow as pa  # type: ignore[import-not-found]

    if values.dtype.kind in "iu":
        return pa.array(values.astype(np.int64))
    made = pa.array(values.astype(object) if values.dtype.kind == "U" else values, from_pandas=True)
    return made.cast(pa.string()) if pa.types.is_null(made.type) else made


def _plain(column: Any) -> Array:
    import pyarrow as pa  # type: ignore[import-not-found]

    kind = column.type
    if pa.types.is_date(kind):
        return column.to_numpy(zero_copy_only=False).astype("datetime64[D]")
    if pa.types.is_timestamp(kind):
        return column.cast(pa.timestamp("us")).to_numpy(zero_copy_only=False)
    number = pa.types.is_floating(kind) or pa.types.is_decimal(kind)
    whole = pa.types.is_integer(kind) or pa.types.is_boolean(kind)
    if number or (whole and column.null_count):
        return column.cast(pa.float64()).to_numpy(zero_copy_only=False)
    if pa.types.is_integer(kind):
        return column.cast(pa.int64()).to_numpy(zero_copy_only=False)
    return column.to_numpy(zero_copy_only=False)
