"""Writing a simulated shop: as the tables that an engine takes, or as a file of orders."""

from __future__ import annotations

from dataclasses import dataclass, replace
from glob import escape
from pathlib import Path
from typing import Protocol

from langganan.engine import Engine, named_sql
from langganan.errors import ArgumentError, SetupError
from langganan.simulate.simulation import Simulation
from langganan.tables import Array
from langganan.words import Phrase, Progress, mark

FILES = (".csv", ".parquet")


class Writing(Engine, Protocol):
    """An engine that also writes CSV."""

    def write_csv(self, name: str, path: Path) -> None:
        """Write the table called `name` to one CSV file with a header."""


@dataclass(frozen=True)
class Written:
    """What was written: how many lines, orders, known customers and products, and the files."""

    lines: int
    orders: int
    customers: int
    products: int
    files: tuple[Path, ...]


def write_tables(shop: Simulation, folder: Path, engine: Engine, *, progress: Progress | None = None) -> Written:
    """Write `order_lines-0001.parquet` and so on, and `products.parquet`. This function will say what it wrote.

    The folder is made; one that holds anything, or cannot be written, raises `SetupError`. Takes memory for one part.
    """
    _empty_folder(folder)
    files = [_write(engine, shop.product_table(), folder / "products.parquet")]
    lines, orders, customers = 0, 0, 0
    for number, part in enumerate(shop.parts(), start=1):
        files.append(_write(engine, part, folder / f"order_lines-{number:04}.parquet"))
        lines, orders = lines + len(part["line_id"]), int(part["order_id"].max(initial=orders))
        customers = int(part["customer_id"].max(initial=customers))
        if progress is not None:
            progress(Phrase(mark("Making customers and what they buy")), min(customers / shop.customers, 1.0))
    return Written(lines, orders, customers, len(shop.catalogue.like), tuple(files))


def write_order_file(
    shop: Simulation, path: Path, engine: Writing, *, folder: Path, unit: int, progress: Progress | None = None
) -> Written:  # fmt: skip
    """Write one file of orders as a shop would export it, by day. This function will say what it wrote.

    `path` ends in .csv or .parquet; `folder`, empty, takes the parts it is put together from; `unit` is how many minor
    units make one of the currency. Raises `ArgumentError` for another kind of file, `SetupError` where the file is
    there already or cannot be written.
    """
    if path.suffix not in FILES:
        raise ArgumentError(mark("{path} is no file we write: those end in {kinds}. A folder's name has no ending."),
                            path=str(path), kinds=", ".join(FILES))  # fmt: skip
    _absent(path)
    made = write_tables(shop, folder, engine, progress=progress)
    for table in ("order_lines", "products"):
        engine.attach(table, f"{escape(str(folder))}/{table}*.parquet")
    engine.make("made_file", named_sql("langganan.simulate", "order_file"), unit=unit)
    (engine.write_csv if path.suffix == ".csv" else engine.write_parquet)("made_file", path)
    return replace(made, files=(path,))


def _write(engine: Engine, table: dict[str, Array], path: Path) -> Path:
    engine.load("made_part", table)
    engine.write_parquet("made_part", path)
    return path


def _empty_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        held = next(folder.iterdir(), None)
        _probe(folder / ".writable")
    except OSError as error:
        raise _cannot(folder, error) from error
    if held is not None:
        text = mark("The folder {path} is not empty: it holds {name}. Name one that is empty or not there yet.")
        raise SetupError(text, path=str(folder), name=held.name)


def _absent(path: Path) -> None:
    try:
        if path.exists():
            raise SetupError(mark("{path} is there already. Name a file that is not."), path=str(path))
        path.parent.mkdir(parents=True, exist_ok=True)
        _probe(path)
    except OSError as error:
        raise _cannot(path, error) from error


def _probe(path: Path) -> None:
    path.touch()
    path.unlink()


def _cannot(path: Path, error: OSError) -> SetupError:
    text = mark("{path} cannot be written ({problem}). Name another place with --out.")
    return SetupError(text, path=str(path), problem=error.strerror or str(error))
