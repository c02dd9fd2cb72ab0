from __future__ import annotations

import pytest

from langganan.collect.headers import find_header, match, name_columns, nearest, plain

UCI = ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"]
SHOPEE = [
    "No. Pesanan", "Status Pesanan", "Waktu Pesanan Dibuat", "SKU Induk", "Nama Produk", "Nomor Referensi SKU",
    "Harga Awal", "Jumlah", "Total Harga Produk", "Username (Pembeli)",
]  # fmt: skip
TOKOPEDIA = [
    "Nomor Invoice", "Tanggal Pembayaran", "Status Terakhir", "Nama Produk", "Nomor SKU", "Jumlah Produk Dibeli",
    "Harga Jual (IDR)", "Nama Penerima", "No Telp Penerima",
]  # fmt: skip


def test_uci_columns_are_known():
    assert list(match(UCI)) == [
        "order_ref",
        "ordered_at",
        "customer_ref",
        "sku",
        "product_name",
        "quantity",
        "unit_price",
    ]


def test_shopee_columns_are_known():
    found = match(SHOPEE)
    assert found["order_ref"] == "No. Pesanan"
    assert found["ordered_at"] == "Waktu Pesanan Dibuat"
    assert found["sku"] == "Nomor Referensi SKU"
    assert found["quantity"] == "Jumlah"
    assert found["amount"] == "Total Harga Produk"
    assert found["customer_ref"] == "Username (Pembeli)"


def test_tokopedia_columns_are_known():
    found = match(TOKOPEDIA)
    assert found["unit_price"] == "Harga Jual (IDR)"
    assert found["phone"] == "No Telp Penerima"
    assert found["customer_name"] == "Nama Penerima"


def test_a_total_is_an_amount_only_where_there_is_no_price():
    assert match(["Tanggal", "Produk", "Total"])["amount"] == "Total"
    assert "amount" not in match(["Tanggal", "Produk", "Harga", "Total"])


def test_name_is_the_customer_only_beside_a_product_name():
    assert match(["Invoice", "Date", "Name", "Product", "Price"])["customer_name"] == "Name"
    assert "customer_name" not in match(["Name", "Date", "SKU", "Price"])


@pytest.mark.parametrize("header", ["InvoiceNo", "invoice_no", " Invoice No. ", "INVOICE NO", "invoice-no"])
def test_plain_ignores_how_words_are_joined(header):
    assert plain(header) == "invoice no"


def test_the_header_is_found_below_titles():
    rows = [["Laporan Penjualan"], ["Periode", "2026"], [], ["", ""], TOKOPEDIA, ["INV/1", "2026-01-01"]]
    assert find_header(rows) == (4, len(match(TOKOPEDIA)))


def test_columns_get_names_of_their_own():
    assert name_columns(["Qty", "", "Qty", "Qty (2)", " "]) == ["Qty", "column 2", "Qty (2)", "Qty (2) (2)"]


def test_nearest_guesses_a_misspelt_header():
    assert nearest("ordered_at", ["Invoce Dat", "Foo"], ()) == "Invoce Dat"
    assert not nearest("ordered_at", ["Foo", "Bar"], ())


def test_jumlah_is_the_amount_beside_a_quantity():
    assert match(["Tgl", "Barang", "Qty", "Harga", "Jumlah"])["amount"] == "Jumlah"
    assert match(["Tgl", "Barang", "Jumlah", "Harga"])["quantity"] == "Jumlah"


def test_where_orders_came_from_is_known_in_both_languages():
    for header in ("Channel", "Sales Channel", "Marketplace", "Sumber Pesanan", "Kanal", "Sumber"):
        assert match(["Order ID", header, "SKU"])["channel"] == header
