from __future__ import annotations

import pytest

from langganan.collect.layout import Layout, headers_sha256, missing
from langganan.errors import ArgumentError


def test_a_layout_survives_json():
    layout = Layout("csv", encoding="cp1252", delimiter=";", decimal=",", columns={"sku": "Kode"}, keep_repeats=True)
    assert Layout.from_json(layout.to_json()) == layout


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "pdf"},
        {"decimal": "'"},
        {"date_order": "ydm"},
        {"delimiter": ""},
        {"delimiter": "\n"},
        {"header_row": 0},
        {"columns": {"colour": "Colour"}},
        {"columns": ["sku"]},
    ],
)
def test_a_layout_refuses_what_it_cannot_use(wrong):
    with pytest.raises(ArgumentError):
        Layout.from_json({"kind": "csv", **wrong})


def test_the_error_lists_what_may_be_used():
    with pytest.raises(ArgumentError, match=r"date_order must be one of dmy, mdy, ymd. It is 'ydm'"):
        Layout("csv", date_order="ydm")


def test_missing_names_groups_without_any_column():
    assert missing({"ordered_at", "product_name"}) == [("unit_price", "amount")]
    assert missing({"ordered_at", "sku", "amount"}) == []


def test_headers_are_known_again_after_a_round_of_rejects():
    first = headers_sha256(["Invoice", "Qty "])
    assert first == headers_sha256(["invoice", "Qty", "langganan_file", "langganan_reason"])
    assert first != headers_sha256(["Qty", "Invoice"])
