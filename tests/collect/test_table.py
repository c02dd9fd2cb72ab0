from __future__ import annotations

import pytest
from openpyxl import Workbook

from langganan.collect.table import read_table
from langganan.errors import FileError
from langganan.storage.duckdb_engine import DuckDBEngine

ITEMS = ["X1", "X2"]


def no_engine():
    raise AssertionError


def written(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "answers.csv"
    path.write_bytes(text.encode(encoding))
    return path


def column(grid, name):
    found = grid.columns[name]
    return [found.cells[code] for code in found.codes]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_delimiter_and_encoding_are_found(tmp_path, mark, encoding):
    path = written(tmp_path, f"kota{mark}X1{mark}X2\nCafé{mark}1{mark}2\nBatu{mark}3{mark}4\n", encoding)
    grid = read_table(path, ITEMS, no_engine)
    assert (column(grid, "kota"), column(grid, "X2"), grid.rows.tolist()) == (["Café", "Batu"], ["2", "4"], [2, 3])


def test_the_header_is_the_row_that_names_the_items(tmp_path):
    path = written(tmp_path, "Hasil survei,,\nOrder Date,Customer,\nid,X1,X2\n1,4,5\n")
    grid = read_table(path, ITEMS, no_engine)
    assert (column(grid, "X1"), grid.rows.tolist()) == (["4"], [4])


def test_the_sheet_is_the_one_with_the_items(tmp_path):
    book = Workbook()
    book.active.append(["Order ID", "Order Date", "Quantity"])
    book.create_sheet("answers").append(["X1", "X2"])
    book["answers"].append([4, 5])
    book.save(tmp_path / "answers.xlsx")
    assert column(read_table(tmp_path / "answers.xlsx", ITEMS, no_engine), "X2") == [5.0]


def test_parquet_is_read_by_the_engine(tmp_path):
    with DuckDBEngine() as engine:
        engine.make("t", "select 4 as X1, null::integer as X2 union all select 5, 1 order by 1")
        engine.write_parquet("t", tmp_path / "a.parquet")
        assert column(read_table(tmp_path / "a.parquet", ITEMS, lambda: engine), "X1") == [4, 5]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("X1,X2\n1,2\n3\n", "answers.csv, row 3 has 1 cells; the header has 2. Mend the row and read again."),
        ("X1,X2\n", "answers.csv has a header, but no rows below it."),
        ("", "answers.csv is empty. Export it again and send that file."),
    ],
)
def test_what_is_no_whole_table_is_refused(tmp_path, text, sentence):
    with pytest.raises(FileError) as caught:
        read_table(written(tmp_path, text), ITEMS, no_engine)
    assert str(caught.value) == sentence


def test_a_file_that_only_says_it_is_parquet_is_refused(tmp_path):
    (tmp_path / "a.parquet").write_bytes(b"PAR1 and no more")
    with DuckDBEngine() as engine, pytest.raises(FileError, match=r"a\.parquet is damaged, or no Parquet file"):
        read_table(tmp_path / "a.parquet", ITEMS, lambda: engine)


def test_two_columns_of_a_wanted_name_are_refused(tmp_path):
    with pytest.raises(FileError, match="has 2 columns called X1"):
        read_table(written(tmp_path, "X1,X1,X2\n1,2,3\n"), ITEMS, no_engine)
    assert read_table(written(tmp_path, "z,z,X1,X2\n1,2,3,4\n"), ITEMS, no_engine).headers[:2] == ["z", "z (2)"]
