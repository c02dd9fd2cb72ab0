from __future__ import annotations

import pytest

from langganan.collect.goods import is_stock_correction, not_goods


@pytest.mark.parametrize(
    ("sku", "name"),
    [
        ("POST", "POSTAGE"), ("DOT", "DOTCOM POSTAGE"), ("M", "Manual"), ("C2", "CARRIAGE"), ("D", "Discount"),
        ("S", "SAMPLES"), ("BANK CHARGES", "Bank Charges"), ("AMAZONFEE", "AMAZON FEE"), ("CRUK", "CRUK Commission"),
        ("B", "Adjust bad debt"), ("POST", None), ("C2", None), ("M", "?"), ("X1", "Ongkos Kirim JNE REG"),
        ("ONGKIR", None), ("X2", "Biaya Admin"), ("X3", "Diskon toko"), ("X4", "Next Day Carriage"),
        ("10001", "ongkir"),
    ],
)  # fmt: skip
def test_postage_fees_and_discounts_are_no_goods(sku, name):
    assert not_goods(sku, name)


@pytest.mark.parametrize(
    ("sku", "name"),
    [
        ("K1", "COFFEE"), ("71477", "BLACK BAROQUE CARRIAGE CLOCK"), ("23444", "Next Day Carriage"),
        ("M", "Kaos M"),
        ("K2", "Kopi Toffee"), ("K3", "Kaos gratis ongkir"), ("P1", "Postage stamps book"), ("22138", "samples"),
        ("K4", "Manual brew coffee"), ("K5", "BANK ACCOUNT GREETING CARD"), ("85123A", None), ("K6", None),
    ],
)  # fmt: skip
def test_goods_are_goods(sku, name):
    assert not not_goods(sku, name)


def test_a_stock_correction_has_a_code_of_its_own():
    assert is_stock_correction("ADJUST2")
    assert is_stock_correction("STOCK OPNAME")
    assert not is_stock_correction("STOCKING")
