"""What a refresh found out, as Parquet files in a folder: for shops whose orders live in no data folder of ours."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np

from langganan.errors import FileError
from langganan.storage.duckdb_engine import DuckDBEngine
from langganan.tables import Array, Columns
from langganan.words import Phrase, mark


def write_results(tables: Mapping[str, Columns], folder: Path) -> None:
    """Write each table to `<its name>.parquet`. This function will fill a new or empty folder: all of it, or nothing.

    What is no number, text or day (facts, reasons) is written as JSON. Raises `FileError` where the folder holds
    something already or cannot be written.
    """
    check_free(folder)
    part = folder.parent / f".{folder.name}-{uuid4().hex}.part"
    try:
        part.mkdir(parents=True)
        for name, columns in tables.items():
            with DuckDBEngine() as engine:
                engine.load(name, {key: _storable(values) for key, values in columns.items()})
                engine.write_parquet(name, part / f"{name}.parquet")
        part.replace(folder)
    except OSError as error:
        said = mark("The folder {folder} cannot be written ({problem}).")
        raise FileError(said, folder=str(folder), problem=error.strerror or str(error)) from error


def check_free(folder: Path) -> None:
    """Raise `FileError` unless results can go to `folder`: it is not there, or is empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileError(mark("{folder} is there already and not empty. Name a new folder."), folder=str(folder))


def _storable(values: Array) -> Array:
    if values.dtype.kind != "O" or all(value is None or isinstance(value, str) for value in values.tolist()):
        return values
    return np.array([None if value is None else json.dumps(value, default=_plain) for value in values], object)


def _plain(value: Any) -> Any:
    if isinstance(value, Phrase):
        return value.to_json()
    return value.item() if isinstance(value, np.generic) else str(value)
