"""What tests of collect may ask for: an engine, and files written on the spot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from langganan.collect.layout import Layout
from langganan.collect.look import Look, look
from langganan.collect.orders import Reading, read
from langganan.storage.duckdb_engine import DuckDBEngine

settings.register_profile("collect", deadline=None)
settings.load_profile("collect")
HEADER = "Invoice,Date,Customer,SKU,Product,Quantity,Price"


@pytest.fixture
def engine() -> Iterator[DuckDBEngine]:
    with DuckDBEngine(threads=1) as opened:
        yield opened


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Write a file from text or bytes, and give its path."""

    def write(content: str | bytes, name: str = "orders.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def seen(written: Callable[..., Path], engine: DuckDBEngine) -> Callable[..., Look]:
    """Look at a file of this content."""
    return lambda content, **options: look(written(content), engine=engine, **options)


@pytest.fixture
def taken(written: Callable[..., Path], engine: DuckDBEngine) -> Callable[..., Reading]:
    """Look at a file of this content, or of these rows under the usual header, and read it."""

    def take(content: str | bytes, *, zone: str = "Asia/Jakarta", currency: str = "IDR", **changes: Any) -> Reading:
        if isinstance(content, str) and not content.startswith(HEADER[:4]):
            content = f"{HEADER}\n{content}"
        path = written(content)
        layout = look(path, engine=engine, currency=currency).layout
        return read(
            path, Layout.from_json({**layout.to_json(), **changes}), zone=zone, currency=currency, engine=engine
        )

    return take


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Write an Excel workbook: sheet name to rows of typed cells."""

    def write(**sheets: list[list[Any]]) -> Path:
        from openpyxl import Workbook

        book = Workbook()
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        del book["Sheet"]
        path = tmp_path / "orders.xlsx"
        book.save(path)
        return path

    return write
