from __future__ import annotations

from datetime import datetime
from importlib import resources
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from langganan.collect.grid import grid_of_records
from langganan.collect.headers import match
from langganan.collect.layout import Layout
from langganan.collect.lines import Place
from langganan.collect.look import look
from langganan.collect.orders import read, read_grid
from langganan.collect.rules import RULES
from langganan.errors import FileError

GOOD = "A1,25/12/2025,x,T,Teh,2,5000\n"
PARTS = ("sales", "returns", "free", "adjustment", "cancelled", "repeats", "rejected")


@pytest.fixture
def demo(engine):
    with resources.as_file(resources.files("langganan") / "data" / "online_retail_600customers.parquet") as path:
        layout = look(path, engine=engine, currency="GBP").layout
        return read(path, layout, zone="Europe/London", currency="GBP", region="GB", engine=engine)


def test_the_demo_shop_is_read_whole(demo):
    assert demo.counts["read"] == 50_016
    assert demo.counts["customers"] == 600
    assert demo.counts["rejected"] == 0
    assert sum(demo.counts[part] for part in PARTS) == demo.counts["read"]


def test_the_demo_shop_keeps_its_pennies(demo):
    pounds = demo.orders["quantity"] * demo.orders["unit_price"]
    assert np.abs(demo.orders["amount"] - pounds * 100).max() <= 0.5 + 1e-6


def test_the_demo_shops_postage_is_no_goods(demo):
    assert {"POST", "M", "D", "C2"} <= {sku for sku, goods in demo.goods.items() if not goods}
    assert all(goods for sku, goods in demo.goods.items() if sku[:5].isdigit())


def test_every_count_has_its_rule(demo):
    assert list(demo.counts) == list(RULES)


def test_a_row_becomes_a_line(taken):
    orders = taken("A1,25/12/2025 14:30,x,t-1,Teh,2,Rp85.000\n").orders
    assert {name: values.tolist()[0] for name, values in orders.items() if name != "ordered_at"} == {
        "row": 2, "order_ref": "A1", "customer_ref": "x", "sku": "T-1", "product_name": "Teh", "category": None,
        "quantity": 2.0, "unit_price": 85_000.0, "amount": 170_000, "kind": "sale",
    }  # fmt: skip
    assert str(orders["ordered_at"][0]) == "2025-12-25T07:30:00.000000"


def test_rules_are_counted(taken):
    reading = taken(
        GOOD + GOOD + "C2,25/12/2025,x,T,Teh,-1,5000\nA3,25/12/2025,,T,Teh,1,0\nA4,25/12/2025,y,T,Teh,-3,0\n"
        "A5,25/12/2025,y,POST,Postage,1,900\nA6,25/12/2025,y,T,Teh,1,-7\nA7,25/12/2025,y,T,Teh,zero,5\n"
    )
    assert reading.counts == {
        "read": 8, "orders": 6, "customers": 2, "products": 2, "sales": 2, "returns": 1, "cancelled": 0,
        "no_customer": 1, "free": 1, "adjustment": 2, "negative_price": 1, "repeats": 1, "not_goods": 1, "rejected": 1,
    }  # fmt: skip


def test_repeats_stay_where_asked(taken):
    assert taken(GOOD * 3).counts["repeats"] == 2
    assert taken(GOOD * 3, keep_repeats=True).counts["sales"] == 3


def test_cancelled_orders_are_set_aside(taken):
    reading = taken(
        "Invoice,Date,SKU,Price,Quantity,Status\nA1,2026-01-01,T,5,1,Selesai\nA2,2026-01-01,T,5,1,Batal\n"
        "A3,2026-01-01,T,5,-1,Batal\n"
    )
    assert reading.orders["order_ref"].tolist() == ["A1", "A3"]
    assert (reading.counts["cancelled"], reading.counts["returns"]) == (1, 1)


def test_a_c_number_is_a_return_even_with_a_positive_quantity(taken):
    orders = taken(GOOD + "A2,25/12/2025,x,T,Teh,2,5000\nC3,26/12/2025,x,T,Teh,2,5000\n").orders
    assert orders["quantity"].tolist() == [2, 2, -2]
    assert orders["amount"].tolist() == [10_000, 10_000, -10_000]
    assert orders["kind"].tolist()[2] == "return"


def test_a_shop_that_numbers_all_orders_with_c_sells(taken):
    reading = taken("C1,25/12/2025,x,T,Teh,2,5000\nC2,26/12/2025,x,T,Teh,2,5000\n")
    assert reading.counts["sales"] == 2
    assert "Most order numbers are C and digits" in str(reading.doubts[0])


def test_impossible_dates_are_rejected_by_row(taken):
    reading = taken("A1,13/02/2011,x,T,Teh,1,5\nA2,14/02/2011,x,T,Teh,1,5\nA3,02/13/2011,x,T,Teh,1,5\n")
    assert [(reject.row, reject.column, reject.cells[0]) for reject in reading.rejects] == [(4, "Date", "A3")]
    assert '"02/13/2011" is not a date' in str(reading.rejects[0].reason)
    assert "1 row is rejected whose date would be right with day and month the other way" in str(reading.doubts[0])


def test_rows_too_wide_or_narrow_are_rejected_with_their_number(taken):
    reading = taken(GOOD + 'A2,25/12/2025,x,T,"Te\nh",1,5\nA3,25/12/2025,x\nA4,25/12/2025,x,T,Teh,1,5,extra\n')
    assert [reject.row for reject in reading.rejects] == [4, 5]
    assert str(reading.rejects[0].reason).startswith("The row has 3 cells, the header 7")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",25/12/2025,x,T,Teh,1,5", "no order number"), ("A2,,x,T,Teh,1,5", "The date is empty"),
        ("A2,25/12/2025,x,,,1,5", "names no product"), ("A2,25/12/2025,x,T,Teh,0,5", 'quantity is "0"'),
        ("A2,25/12/2025,x,T,Teh,1,", "has no price"), ("A2,25/12/2025,1.785E+04,T,Teh,1,5", "lost digits"),
        ("A2,25/12/2025,x,T,Te\0h,1,5", "zero byte"), ("A2,25/12/2025,x,T,Teh,1,=5+5", '"=5+5" cannot be read'),
        ("A2,25/12/2025,x,T,Teh,99999999,99999999", "more than can be right"),
        ("A2,25/12/2025,x,T,Teh,0.00000001,5", "cannot be right as a quantity"),
        ("A2,25/12/2025,x,T,Teh,2000000000,5", "between 0.000001 and 1,000,000,000"),
        ("A2,25/12/2025,x,T,Teh,1,10000000000000", "One piece would cost more"),
    ],
)  # fmt: skip
def test_a_row_is_rejected_with_its_reason(taken, row, said):
    reading = taken(GOOD + row + "\n")
    assert said in str(reading.rejects[0].reason)
    assert "\0" not in "".join(reading.rejects[0].cells)
    assert (reading.counts["rejected"], reading.counts["sales"]) == (1, 1)


def test_an_order_of_two_customers_is_doubted(taken):
    reading = taken(GOOD + "A1,25/12/2025,y,T,Teh,1,5000\n")
    assert reading.counts["orders"] == 2
    assert "1 order number stands for more than one customer: A1" in str(reading.doubts[0])


def test_wrong_columns_are_named_with_the_nearest(taken):
    with pytest.raises(
        FileError, match=r"No column holds the date of the order; perhaps Invoce Dat does.*Invoce Dat, SKU"
    ):
        taken("Invoce Dat,SKU,Price,Quantity\n2026-01-01,T,5,1\n")


def test_a_layout_with_a_column_that_is_gone_is_refused(taken):
    with pytest.raises(FileError, match=r"has no column Tanggal. Its columns are: Invoice"):
        taken(GOOD, columns={"ordered_at": "Tanggal", "sku": "SKU", "unit_price": "Price"})


def test_a_file_of_which_nothing_can_be_read_says_why(taken):
    with pytest.raises(FileError, match=r'No row of orders.csv can be read. In row 2 the column Date holds "soon"'):
        taken("A1,soon,x,T,Teh,1,5\nA2,later,x,T,Teh,1,5\n")


def test_without_order_numbers_a_day_is_an_order(taken):
    reading = taken("Invoice Date,Customer,Produk,Harga\n2026-01-01 09:00,x,Teh,5\n2026-01-01 17:00,x,Kopi,5\n")
    assert set(reading.orders["order_ref"]) == {"x 2026-01-01"}
    assert reading.orders["sku"].tolist() == ["TEH", "KOPI"]


def test_without_customer_numbers_the_phone_tells_people_apart(taken):
    reading = taken(
        "Invoice,Date,SKU,Price,No HP,Nama\nA1,2026-01-01,T,5,0812-3456-7890,Ani\nA2,2026-01-01,T,5,none,Budi\n"
    )
    assert reading.orders["customer_ref"].tolist() == ["+6281234567890", None]
    assert not any("628" in ref for ref in reading.orders["order_ref"])
    assert any("told apart by phone" in str(doubt) for doubt in reading.doubts)
    assert any("1 phone number cannot be read" in str(doubt) for doubt in reading.doubts)


def test_made_order_numbers_tell_no_name(taken):
    reading = taken("Invoice Date,SKU,Price,Nama Pelanggan\n2026-01-01,T,5,Ani\n2026-01-01,U,5,Ani\n")
    assert reading.orders["customer_ref"].tolist() == ["ANI", "ANI"]
    assert reading.counts["orders"] == 1
    assert "ANI" not in reading.orders["order_ref"][0]


def test_the_files_own_amount_wins(taken):
    orders = taken(
        "Invoice,Date,SKU,Quantity,Price,Subtotal\nA1,2026-01-01,T,3,5000,14000\nA2,2026-01-01,T,-1,5000,5000\n"
    ).orders
    assert orders["amount"].tolist() == [14_000, -5000]
    assert orders["unit_price"].tolist() == [5000, 5000]


def test_without_a_price_it_is_the_amount_by_piece(taken):
    orders = taken("Invoice,Date,SKU,Quantity,Subtotal\nA1,2026-01-01,T,4,10000\n").orders
    assert orders["unit_price"].tolist() == [2500]


@pytest.mark.parametrize(("price", "pence"), [("0.125", 12), ("0.135", 14), ("2.675", 268), ("1.005", 100)])
def test_halves_go_to_the_even_penny(taken, price, pence):
    amount = taken(f"Invoice,Date,SKU,Quantity,Price\nA1,2026-01-01,T,1,{price}\n", currency="GBP", decimal=".").orders[
        "amount"
    ]
    assert amount.tolist() == [pence]


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-16-le", "utf-8-sig"])
def test_encodings_keep_names(taken, encoding):
    content = f"Invoice,Date,Customer,SKU,Product,Quantity,Price\n{GOOD.replace('Teh', 'Café')}"
    assert taken(content.encode(encoding)).orders["product_name"].tolist() == ["Café"]


def test_a_row_that_explains_the_columns_is_left_out(taken):
    reading = taken("Order number,Date and time,Buyer,Code,Text,Pieces,Money\n" + GOOD)
    assert reading.counts["read"] == 1
    assert str(reading.doubts[0]) == "Row 2 explains the columns and is left out."


def test_a_workbook_is_read_with_its_types(workbook, engine):
    rows = [
        ["Toko Maju"], [],
        ["Invoice", "Date", "Customer ID", "SKU", "Product", "Qty", "Price"],
        [1001, datetime(2026, 1, 1, 9), 17850, "T", "=1+2", 2, 5000],
        [1002, 46023, 17850.0, "T", "Teh", "1", "Rp7.500"],
    ]  # fmt: skip
    path = workbook(Data=rows)
    layout = look(path, engine=engine).layout
    orders = read(path, layout, zone="Asia/Jakarta", currency="IDR", engine=engine).orders
    assert orders["row"].tolist() == [4, 5]
    assert orders["order_ref"].tolist() == ["1001", "1002"]
    assert orders["customer_ref"].tolist() == ["17850", "17850"]
    assert orders["amount"].tolist() == [10_000, 7500]
    assert orders["product_name"].tolist() == [None, "Teh"]


def test_reading_tells_how_far_it_is(written, engine, monkeypatch):
    monkeypatch.setattr("langganan.collect.text_file.CHUNK", 2)
    path: Path = written("Invoice,Date,SKU,Quantity,Price\n" + "A1,2026-01-01,T,1,5\n" * 9)
    shares: list[float] = []
    read(path, look(path, engine=engine).layout, zone="UTC", currency="IDR", engine=engine, progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert len(shares) > 3


def test_a_large_file_is_read_in_chunks_with_memory_by_difference(written, engine, monkeypatch):
    import tracemalloc

    path = written("Invoice,Date,SKU,Quantity,Price\n" + "A1,2026-01-01,T,1,5\n" * 60_000)
    monkeypatch.setattr("langganan.collect.grid.CHUNK", 1000)
    layout = look(path, engine=engine).layout
    tracemalloc.start()
    read(path, layout, zone="UTC", currency="IDR", engine=engine)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10 * path.stat().st_size


CELLS = st.one_of(
    st.text(max_size=12), st.sampled_from(["A1", "2026-01-01", "T", "5", "-1", "0", "Rp85.000", "", "Batal"])
)


@given(st.lists(st.lists(CELLS, min_size=6, max_size=8), min_size=1, max_size=8))
def test_no_rows_stop_the_reader_and_each_is_counted_once(rows):
    headers = ["Invoice", "Date", "Customer", "SKU", "Quantity", "Price", "Status"]
    grid = grid_of_records(headers, [(at, row) for at, row in enumerate(rows, 2)])
    layout = Layout("csv", columns=match(headers), date_order="dmy", decimal=",")
    try:
        counts = read_grid(grid, layout, Place("Asia/Jakarta", "IDR"), name="orders.csv").counts
    except FileError:
        return
    assert sum(counts[part] for part in PARTS) == counts["read"]


def test_a_price_that_only_the_division_makes_huge_is_rejected(taken):
    rows = "2026-01-02,T,1,5\n2026-01-02,U,1e-22,999999999999999\n2026-01-02,V,0.00001,999999999999\n"
    reading = taken("Invoice Date,SKU,Qty,Amount\n" + rows)
    assert [reject.row for reject in reading.rejects] == [3, 4]
    assert "One piece would cost more" in str(reading.rejects[1].reason)
    assert float(abs(reading.orders["unit_price"]).max()) == 5


def test_a_row_without_a_code_takes_the_one_its_name_has(taken):
    reading = taken(GOOD + "A2,25/12/2025,x,, teh,1,5000\nA3,25/12/2025,x,,Kopi,1,5000\n")
    assert reading.orders["sku"].tolist() == ["T", "T", "KOPI"]
    assert [str(doubt)[:47] for doubt in reading.doubts] == ["1 row has a product's name but no code. It is t"]


def test_a_name_of_two_codes_stays_its_own(taken):
    reading = taken(GOOD + "A2,25/12/2025,x,U,Teh,1,5000\nA3,25/12/2025,x,,Teh,1,5000\n")
    assert reading.orders["sku"].tolist() == ["T", "U", "TEH"]
    assert reading.doubts == []
