from __future__ import annotations

from dataclasses import replace

import pytest

from langganan.collect.layout import headers_sha256
from langganan.errors import FileError

ID = "No. Pesanan;Tanggal;Nama Produk;Jumlah;Harga\n"


def test_a_look_shows_layout_headers_and_first_rows(seen):
    found = seen(ID + "A1;25/12/2025;Teh;2;Rp85.000\n" * 30)
    assert (found.layout.delimiter, found.layout.decimal, found.layout.date_order) == (";", ",", "dmy")
    assert found.headers == ID.strip().split(";")
    assert found.rows == [["A1", "25/12/2025", "Teh", "2", "Rp85.000"]] * 10


def test_doubts_say_what_was_read_in_two_ways_and_how(seen):
    said = [str(doubt) for doubt in seen(ID + "A1;01/02/2025;Teh;2;85.000\nA2;25/12/2025;Teh;1;9.000\n").doubts]
    assert said[0] == 'Dates are read as day/month, because row 3 says "25/12/2025".'
    assert 'such as "85.000" could be read in two ways' in said[1]


def test_a_date_late_in_the_file_settles_the_order(seen):
    found = seen(ID + "A1;01/02/2025;Teh;2;5000\n" * 3000 + "A2;02/13/2025;Teh;1;5000\n")
    assert found.layout.date_order == "mdy"
    assert "row 3,002" in str(found.doubts[0])


def test_columns_not_recognised_are_asked_for(seen):
    said = [str(doubt) for doubt in seen("Nr;Dat;Ware\n1;x;y\n").doubts]
    assert any("No column holds the date of the order" in text and "Nr, Dat, Ware" in text for text in said)


def test_what_a_person_confirmed_is_remembered(seen):
    content = "Nr;When;What;Worth\n1;01/02/2025;Teh;5,5\n"
    known = replace(
        seen(content).layout,
        columns={"ordered_at": "When", "sku": "What", "amount": "Worth"},
        date_order="mdy",
        decimal=",",
        encoding="cp1252",
    )
    keys = {headers_sha256(["nr", "when", "what", "worth"]): known}
    found = seen(content, remembered=keys.get).layout
    assert (found.columns, found.date_order, found.encoding) == (known.columns, "mdy", "utf-8")


def test_a_correction_stands(seen):
    layout = seen(ID + "A1;25/12/2025;Teh;2;5000\n").layout
    corrected = replace(layout, date_order="mdy", columns={"sku": "Nama Produk"})
    found = seen(ID + "A1;25/12/2025;Teh;2;5000\n", corrected=corrected)
    assert found.layout == corrected
    assert len(found.doubts) == 2


def test_another_header_row_is_matched_anew(seen):
    content = "Laporan;2025;;;\n" + ID + "A1;25/12/2025;Teh;2;5000\n"
    wrong = replace(seen(content).layout, header_row=1)
    assert "Laporan" in seen(content, corrected=wrong).headers


def test_a_header_alone_is_refused(seen):
    with pytest.raises(FileError, match="has a header, but no rows below it"):
        seen(ID)


def test_a_workbook_is_looked_at(workbook, engine):
    from langganan.collect.look import look

    path = workbook(
        Info=[["x"]], Data=[["Laporan"], [], ["Invoice", "Date", "SKU", "Price"], ["A1", "25/12/2025", "T", 5]]
    )
    found = look(path, engine=engine)
    assert (found.layout.kind, found.layout.sheet, found.layout.header_row) == ("xlsx", "Data", 3)
    assert found.rows == [["A1", "25/12/2025", "T", "5"]]


def test_guessed_letters_are_doubted(seen):
    content = (ID + "A1;25/12/2025;奶茶;2;5000\n").encode("gbk")
    found = seen(content)
    assert f"They are read as {found.layout.encoding}. Look for strange letters" in str(found.doubts[0])
    assert "strange letters" in str(seen(content, remembered=lambda _: found.layout).doubts[0])
    assert not any("strange letters" in str(doubt) for doubt in seen(content, corrected=found.layout).doubts)


@pytest.mark.parametrize("encoding", ["ascii", "utf-8", "utf-16"])
def test_letters_that_are_sure_are_not_doubted(seen, encoding):
    assert seen((ID + "A1;25/12/2025;Teh;2;5000\n").encode(encoding)).doubts == []
