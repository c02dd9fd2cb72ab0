from __future__ import annotations

from datetime import datetime

import numpy as np
import pandas as pd
import polars as pl
import pytest

from langganan.collect.frame import read_frame
from langganan.errors import ArgumentError, FileError

COLUMNS = {
    "Invoice": ["A1", "A2"],
    "Date": [datetime(2026, 1, 1, 7), datetime(2026, 1, 2, 7)],
    "Customer ID": [17850.0, None],
    "SKU": ["t1", "T1"],
    "Qty": [2, 1],
    "Price": [5000.0, 5000.0],
}
HERE = {"zone": "Asia/Jakarta", "currency": "IDR"}


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, dict, lambda data: pd.DataFrame(data).convert_dtypes()])
def test_frames_of_every_make_read_alike(make):
    orders = read_frame(make(COLUMNS), **HERE).orders
    assert orders["customer_ref"].tolist() == ["17850", None]
    assert orders["sku"].tolist() == ["T1", "T1"]
    assert orders["amount"].tolist() == [10_000, 5000]
    assert str(orders["ordered_at"][0]) == "2026-01-01T00:00:00.000000"


def test_times_with_a_zone_keep_their_moment():
    aware = pd.DataFrame(COLUMNS).assign(Date=lambda frame: frame["Date"].dt.tz_localize("Asia/Tokyo"))
    polar = pl.DataFrame(COLUMNS).with_columns(pl.col("Date").dt.replace_time_zone("Asia/Tokyo"))
    for frame in (aware, polar):
        assert str(read_frame(frame, **HERE).orders["ordered_at"][0]) == "2025-12-31T22:00:00.000000"


def test_arrays_of_numpy_are_read():
    arrays = {
        "Date": np.array(["2026-01-01"], dtype="datetime64[D]"),
        "SKU": np.array(["a"]),
        "Amount": np.array([500]),
    }
    assert read_frame(arrays, **HERE).orders["quantity"].tolist() == [1.0]


def test_what_is_no_frame_is_refused():
    with pytest.raises(ArgumentError, match="Given was list"):
        read_frame([1, 2], **HERE)


def test_an_empty_frame_is_refused():
    with pytest.raises(FileError, match="The frame has no rows"):
        read_frame(pd.DataFrame(COLUMNS).head(0), **HERE)


def test_columns_of_two_lengths_are_refused():
    with pytest.raises(ArgumentError, match="differ in length: 1, 2"):
        read_frame({"Date": [1, 2], "SKU": ["a"]}, **HERE)
