from __future__ import annotations

import numpy as np

from langganan.collect.grid import code, grid_of_records


def test_cells_are_kept_once_and_rows_point_at_them():
    grid = grid_of_records(["a", "b"], [(2, ["x", "1"]), (3, ["y", "1"]), (4, ["x", "2"])])
    assert grid.columns["a"].codes.tolist() == [0, 1, 0]
    assert grid.columns["b"].cells == ["1", "2"]
    assert grid.cells(2, ".") == ["x", "2"]


def test_empty_records_are_passed_over_and_numbers_stay_right():
    grid = grid_of_records(["a", "b"], [(2, []), (3, ["x", "1"]), (4, ["", " "]), (9, ["y", "2", "", ""])])
    assert grid.rows.tolist() == [3, 9]
    assert grid.ragged == []


def test_records_of_another_width_are_set_aside():
    grid = grid_of_records(["a", "b"], [(2, ["x"]), (3, ["x", "1", "!"]), (4, ["x", "1"])])
    assert [(ragged.row, ragged.cells) for ragged in grid.ragged] == [(2, ["x"]), (3, ["x", "1", "!"])]


def test_chunks_join(monkeypatch):
    monkeypatch.setattr("langganan.collect.grid.CHUNK", 3)
    grid = grid_of_records(["a"], ((at, [str(at % 4)]) for at in range(2, 12)))
    assert [grid.cells(at, ".")[0] for at in range(10)] == [str(at % 4) for at in range(2, 12)]


def test_arrays_are_coded_whatever_they_hold():
    assert code(np.array([2.5, np.nan, np.nan])).codes.tolist() == [0, 1, 1]
    nested = code(np.array([[1], None], dtype=object)[:1])
    assert nested.cells == ["[1]"]
