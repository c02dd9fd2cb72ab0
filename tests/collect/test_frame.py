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


def test_a_lazy_frame_is_collected():
    assert read_frame(pl.LazyFrame(COLUMNS), **HERE).orders["amount"].tolist() == [10_000, 5000]


@pytest.mark.parametrize("given", [1, "1", {1: 2}, (n for n in (1, 2))])
def test_a_column_that_is_no_list_is_refused(given):
    with pytest.raises(ArgumentError, match=r"The column Qty is no list with one value for each row. Given was"):
        read_frame({**COLUMNS, "Qty": given}, **HERE)


STRUCT = pl.DataFrame(COLUMNS).with_columns(pl.struct("SKU", "Qty").alias("SKU"))


@pytest.mark.parametrize(
    "frame", [STRUCT, {**COLUMNS, "SKU": np.ones((2, 2))}, {**COLUMNS, "SKU": [["a"], ["b", "c"]]},
              {**COLUMNS, "SKU": [("a", 1), ("b", 2)]}, pd.DataFrame({**COLUMNS, "SKU": [{"a": 1}, {"a": 2}]})]
)  # fmt: skip
def test_a_column_of_lists_or_records_is_refused(frame):
    with pytest.raises(ArgumentError, match=r"The column SKU of frame holds \w+. It needs one text"):
        read_frame(frame, **HERE)


def test_such_a_column_may_stand_beside():
    beside = pl.DataFrame(COLUMNS).with_columns(pl.struct("SKU", "Qty").alias("tags"), pl.Series("x", np.ones((2, 2))))
    assert len(read_frame(beside, **HERE).orders["sku"]) == 2


@pytest.mark.parametrize("names", [["Date", "SKU", "Price", "Price"], [1, "1", "SKU", "Date"]])
def test_two_columns_of_one_name_are_refused(names):
    with pytest.raises(ArgumentError, match="Two columns are called (Price|1). Give each a name of its own"):
        read_frame(pd.DataFrame([[1, 2, 3, 4]], columns=names), **HERE)


def test_channels_are_taken_where_a_frame_has_them():
    lines = {"Order": ["1", "2"], "Date": ["2026-01-01"] * 2, "SKU": ["A", "B"], "Price": [10, 20]}
    told = read_frame({**lines, "Marketplace": ["Tokopedia", ""]}, zone="Asia/Jakarta", currency="IDR").orders
    assert told["channel"].tolist() == ["Tokopedia", None]
    assert "channel" not in read_frame(lines, zone="Asia/Jakarta", currency="IDR").orders
