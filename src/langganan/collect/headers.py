"""Finding the header among a file's first rows, and what each column means by its name."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Sequence

from langganan.collect.layout import FIELDS, OWN_PREFIX

WITHIN = 20
"""The header is looked for among this many first rows; shop exports put titles above it."""

FEWEST = 2
"""Known columns that make a row a header."""
_SHORT = 3
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_OTHER = re.compile(r"[\W_]+")
_CURRENCY = re.compile(r"\((?:idr|rp|gbp|usd|eur|£|\$|€)\)", re.IGNORECASE)

SYNONYMS: dict[str, str] = {
    "order_ref": (
        "order ref|order id|order number|order no|invoice no|invoice number|invoice|no pesanan|nomor pesanan|"
        "nomor invoice|no invoice|no faktur|nomor faktur|no order|nomor order|id pesanan|no transaksi|"
        "nomor transaksi|id transaksi|kode transaksi|no nota|nomor nota|nota|no struk|receipt no|receipt number|"
        "receipt|transaction id|bill no|faktur|order"
    ),
    "ordered_at": (
        "ordered at|order date|order time|invoice date|order creation date|waktu pesanan dibuat|"
        "tanggal pesanan dibuat|tanggal pesanan|tanggal order|tanggal transaksi|waktu transaksi|waktu pesanan|"
        "tgl transaksi|tgl pesanan|tgl order|created at|created time|transaction date|purchase date|sale date|"
        "date of order|timestamp|datetime|date time|date|tanggal|tgl|waktu|paid at|paid time|payment time|"
        "tanggal pembayaran|waktu pembayaran dilakukan|time"
    ),
    "customer_ref": (
        "customer ref|customer id|customer no|customer number|customer code|id pelanggan|kode pelanggan|"
        "no pelanggan|nomor pelanggan|id customer|kode customer|member id|id member|no member|buyer username|"
        "username pembeli|username|buyer id|client id|user id|customer"
    ),
    "sku": (
        "sku|stock code|product code|item code|kode produk|kode barang|nomor referensi sku|sku reference no|"
        "seller sku|nomor sku|lineitem sku|product id|item id|id produk|id barang|sku induk|sku id|kode|barcode"
    ),
    "product_name": (
        "product name|nama produk|nama barang|item name|description|product|item|produk|barang|lineitem name|"
        "product title|nama item|deskripsi|product description|menu|title"
    ),
    "category": "category|kategori|product category|kategori produk|kategori barang|department|jenis",
    "quantity": (
        "quantity|qty|jumlah|kuantitas|jumlah produk dibeli|jumlah barang|jumlah produk|jumlah beli|jml|banyaknya|"
        "banyak|lineitem quantity|pcs|units|total qty"
    ),
    "unit_price": (
        "unit price|price|harga satuan|harga jual|harga|harga per unit|item price|selling price|price per unit|"
        "lineitem price|harga barang|harga produk|harga awal|sku unit original price|price each"
    ),
    "amount": (
        "amount|line total|line amount|total harga produk|subtotal produk|product subtotal|"
        "sku subtotal after discount|subtotal|sub total|total harga|jumlah harga|nilai"
    ),
    "status": "status|order status|status pesanan|status terakhir|status order|status transaksi|financial status",
    "customer_name": (
        "customer name|nama pelanggan|nama pembeli|buyer name|nama customer|nama konsumen|client name|billing name|"
        "nama penerima|recipient|pelanggan|pembeli|konsumen"
    ),
    "phone": (
        "phone|phone number|phone no|mobile|mobile number|no hp|nomor hp|no telp|nomor telp|no telepon|"
        "nomor telepon|telepon|telp|hp|no wa|nomor wa|whatsapp|no whatsapp|customer phone|no telp penerima"
    ),
    "email": "email|e mail|email address|alamat email|surel|customer email|buyer email",
    "channel": (
        "channel|sales channel|order channel|marketplace|nama marketplace|kanal|kanal penjualan|saluran|"
        "saluran penjualan|order source|sales source|sumber pesanan|sumber order|sumber penjualan|nama channel|"
        "platform|sumber|source"
    ),
}
"""Names a column may have, best first, as `plain` writes them."""

TOTALS = "total|total amount|jumlah total|grand total|total pembayaran"
"""The amount, but only where no price was found: a column so named often holds the whole order's total."""

NAMES = "name|nama"
"""The customer's name, but only where the product has a name of its own and orders are numbered."""


def plain(header: str) -> str:
    """This function will give a header as lower-case words: `InvoiceNo` and `invoice_no` become `invoice no`."""
    return _OTHER.sub(" ", _CAMEL.sub(" ", _CURRENCY.sub("", header.strip()))).strip().lower()


def match(headers: Sequence[str]) -> dict[str, str]:
    """This function will map each field to the header that names it best; each header is used once.

    `Jumlah` is the quantity, but beside another column for that (`Qty, Harga, Jumlah`) it is the amount.
    """
    names: dict[str, str] = {}
    for header in headers:
        if not header.startswith(OWN_PREFIX):
            names.setdefault(plain(header), header)
    found = {name: names[hit] for name, words in SYNONYMS.items() if (hit := _first(words, names))}
    if "unit_price" not in found and "amount" not in found and (hit := _first(TOTALS, names)):
        found["amount"] = names[hit]
    if "amount" not in found and found.get("quantity") != names.get("jumlah") and "jumlah" in names:
        found["amount"] = names["jumlah"]
    if {"product_name", "order_ref"} <= set(found) and "customer_name" not in found and (hit := _first(NAMES, names)):
        found["customer_name"] = names[hit]
    return found


def find_header(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """This function will give the header's index among the first rows, and how many of its columns are known.

    Where no row has two known columns, the first row with at least two filled cells is taken, with 0 or 1.
    """
    hits = [len(match(row)) for row in rows[:WITHIN]]
    best = max(hits, default=0)
    if best >= FEWEST:
        return hits.index(best), best
    filled = (at for at, row in enumerate(rows[:WITHIN]) if sum(1 for cell in row if cell.strip()) >= FEWEST)
    return next(filled, 0), best


def name_columns(cells: Sequence[str]) -> list[str]:
    """This function will give each column a name of its own: `Qty`, `Qty (2)`; a nameless one is `column 3`.

    Empty cells at the end are no columns.
    """
    names: list[str] = []
    last = max((at for at, cell in enumerate(cells, 1) if cell.strip()), default=0)
    for at, cell in enumerate(cells[:last], 1):
        base = name = cell.strip().lstrip("\ufeff") or f"column {at}"
        turn = 1
        while name in names:
            turn += 1
            name = f"{base} ({turn})"
        names.append(name)
    return names


def nearest(field: str, headers: Sequence[str], taken: Collection[str]) -> str:
    """This function will give the untaken header most like a name of the field, or an empty text."""
    free = {plain(header): header for header in headers if header not in taken and plain(header)}
    words = [*SYNONYMS[field].split("|"), FIELDS[field]]
    close = (difflib.get_close_matches(word, free, n=1, cutoff=0.75) for word in words)
    return next((free[names[0]] for names in close if names), "") or _sharing(words, free)


def _sharing(words: Sequence[str], free: dict[str, str]) -> str:
    parts = {part for word in words for part in word.split() if len(part) > _SHORT}
    return next((header for name, header in free.items() if any(part in name.split() for part in parts)), "")


def _first(words: str, names: Collection[str]) -> str:
    return next((word for word in words.split("|") if word in names), "")
