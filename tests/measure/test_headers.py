from __future__ import annotations

import pytest

from langganan.errors import TableError
from langganan.measure.headers import by_item


@pytest.mark.parametrize(
    "header", ["KP1. Karyawan ramah", "KP1: ramah", "KP1) ramah", "KP1 - ramah", "kp1 ramah", "[KP1] ramah", "Bagian A [KP1. ramah]"]
)  # fmt: skip
def test_a_header_names_its_item(header):
    assert by_item({header: 1, "KP10. lain": 2}, ["KP1"]) == {"KP1": 1, "KP10. lain": 2}


@pytest.mark.parametrize("header", ["KP10. ramah", "KP1a", "AKP1. ramah", "ramah (KP1)"])
def test_other_headers_do_not(header):
    assert by_item({header: 1}, ["KP1"]) == {header: 1}


def test_a_columns_own_name_goes_first():
    assert by_item({"X1": 1, "X1. again": 2}, ["X1"]) == {"X1": 1, "X1. again": 2}


def test_two_headers_of_one_item_are_refused():
    with pytest.raises(TableError, match="Two columns name X1: “X1. a” and “X1. b”"):
        by_item({"X1. a": 1, "X1. b": 2}, ["X1"])
