from __future__ import annotations

import csv
import io

import pytest

from langganan.collect.layout import REST
from langganan.collect.rejects import OWN_COLUMNS, Reject, write_rejects
from langganan.errors import FileError
from langganan.words import Phrase, Voice

HEADERS = ["Invoice", "Note"]
SEMICOLONS = "Invoice;Date;Customer;SKU;Product;Quantity;Price"


def lines(*rejects, headers=HEADERS):
    text = io.StringIO()
    write_rejects(text, "orders.csv", headers, rejects, Voice())
    return list(csv.reader(io.StringIO(text.getvalue())))


def test_the_files_own_columns_come_first():
    found = lines(Reject(7, "Note", Phrase("It is {n}", {"n": 3}), ["A1", "x, y"]))
    assert found == [[*HEADERS, *OWN_COLUMNS], ["A1", "x, y", "orders.csv", "7", "Note", "It is 3", ""]]


def test_what_a_spreadsheet_would_run_is_quoted():
    assert lines(Reject(2, "", Phrase("no"), ["-5", "=HYPERLINK(1)"]))[1][:2] == ["-5", "'=HYPERLINK(1)"]


def test_what_does_not_fit_under_the_header_is_kept():
    found = lines(Reject(2, "", Phrase("no"), ["A1"]), Reject(3, "", Phrase("no"), ["A1", "x", "=y", "z"]))
    assert [len(row) for row in found] == [7, 7, 7]
    assert [found[1][-1], found[2][-1]] == ["", "'=y,z"]


def test_a_file_of_nothing_but_rests_says_what_to_do(taken):
    header = "Invoice,Date,Customer,SKU,Product,Quantity,Price,langganan_rest"
    with pytest.raises(FileError, match=r'still holds "500", which did not fit .* empty the cell'):
        taken(f"{header}\nA1,2026-01-02,x,T,Teh,1,12,500\n")


def test_a_row_with_cells_too_many_is_rejected_until_the_rest_is_put_back(taken, tmp_path):
    first = taken("A1,2026-01-02,x,T,Teh,1,12,500\nA2,2026-01-03,x,T,Teh,1,5000\n")
    write_rejects(tmp_path / "r.csv", "orders.csv", first.headers, first.rejects, Voice())
    sent = (tmp_path / "r.csv").read_text(encoding="utf-8-sig") + "A3,2026-01-04,x,T,Teh,1,7000,,,,,\n"
    unmended = taken(sent)
    assert unmended.orders["amount"].tolist() == [7000]
    assert str(unmended.rejects[0].reason).startswith('"500" did not fit under the header')
    again = lines(*unmended.rejects, headers=unmended.headers)
    assert again[1][-5:] == ["orders.csv", "2", REST, str(unmended.rejects[0].reason), "500"]
    mended = taken(sent.replace("1,12,", "1,12500,").replace(",500\n", ",\n"))
    assert mended.orders["amount"].tolist() == [12_500, 7000]


def test_the_files_own_delimiter_comes_back(taken, tmp_path):
    first = taken(f"{SEMICOLONS}\nA1;2026-01-02;x;T;Teh, hijau;1;12;500\nA2;2026-01-03;x;T;Teh;1;5,5\n", currency="GBP")
    path = tmp_path / "r.csv"
    write_rejects(path, "orders.csv", first.headers, first.rejects, Voice(), delimiter=";")
    text = path.read_text(encoding="utf-8-sig")
    assert "A1;2026-01-02;x;T;Teh, hijau;1;12;orders.csv;2;;" in text
    again = taken(text.replace(";500\n", ";\n").replace("1;12;", "1;12,5;"), currency="GBP")
    assert (again.orders["amount"].tolist(), again.orders["product_name"].tolist()) == ([1250], ["Teh, hijau"])


def test_what_does_not_fit_is_joined_by_the_delimiter():
    text = io.StringIO()
    write_rejects(text, "o.csv", HEADERS, [Reject(3, "", Phrase("no"), ["A1", "x", "y", "z"])], Voice(), delimiter=";")
    assert list(csv.reader(io.StringIO(text.getvalue()), delimiter=";"))[1][-1] == "y;z"


def test_a_second_round_replaces_the_first_ones_columns():
    found = lines(Reject(2, "", Phrase("no"), ["A1", "x", "old"]), headers=[*HEADERS, "langganan_file"])
    assert found[0] == [*HEADERS, *OWN_COLUMNS]
    assert found[1][2] == "orders.csv"


def test_a_path_is_written_with_its_mark(tmp_path):
    write_rejects(tmp_path / "r.csv", "orders.csv", HEADERS, [], Voice())
    assert (tmp_path / "r.csv").read_bytes().startswith(b"\xef\xbb\xbfInvoice")


def test_mended_and_sent_again_all_is_read(taken, tmp_path):
    first = taken("A1,2026-01-02,x,T,Teh,2,85.00.0\nA2,2026-01-03,x,=T,Teh,1,5000\nA3,never,y,=T,Teh,1,'=5\n")
    write_rejects(tmp_path / "r.csv", "orders.csv", first.headers, first.rejects, Voice())
    text = (tmp_path / "r.csv").read_text(encoding="utf-8-sig")
    again = taken(text.replace("85.00.0", "85000").replace("never", "2026-01-04").replace("'=5", "5"))
    assert [reject.row for reject in first.rejects] == [2, 4]
    assert again.orders["amount"].tolist() == [170_000, 5]
    assert again.orders["sku"].tolist() == ["T", "=T"]
