from __future__ import annotations

import pytest

from langganan.collect.layout import Layout
from langganan.collect.sources import detect_kind, load, open_file
from langganan.errors import FileError


@pytest.mark.parametrize(
    ("head", "kind"), [(b"PAR1....", "parquet"), (b"PK\x03\x04....", "xlsx"), (b"Invoice,Date", "csv")]
)
def test_the_content_tells_the_kind_whatever_the_name(written, head, kind):
    assert detect_kind(written(head, "orders.txt")) == kind


@pytest.mark.parametrize("nothing", [b"", b"\n \r\n", b"\xef\xbb\xbf"])
def test_an_empty_file_says_what_to_do(written, nothing):
    with pytest.raises(FileError, match=r"orders.csv is empty. Export it again"):
        detect_kind(written(nothing))


def test_a_pdf_is_named(written):
    with pytest.raises(FileError, match=r"orders.csv is a PDF file. Send a table: CSV, Excel or Parquet"):
        detect_kind(written(b"%PDF-1.7 ..."))


def test_a_damaged_parquet_file_says_what_to_do(written, engine):
    with pytest.raises(FileError, match="damaged, or no Parquet file"):
        load(written(b"PAR1" + bytes(20) + b"PAR1", "o.parquet"), Layout("parquet"), engine)


def test_a_header_without_rows_says_so(written, engine):
    with pytest.raises(FileError, match=r"orders.csv has a header, but no rows below it"):
        load(written("Invoice,Date,SKU,Price\n"), Layout("csv"), engine)


def test_a_layout_of_another_kind_is_refused(written, engine):
    with pytest.raises(FileError, match="not of the kind xlsx"):
        load(written("a,b\n1,2\n"), Layout("xlsx"), engine)


def test_a_line_that_names_the_delimiter_is_no_header(written):
    layout, _ = open_file(written("sep=;\nTanggal;Produk;Harga\n1/2/2026;Teh;5000\n"))
    assert (layout.delimiter, layout.header_row) == (";", 2)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FileError, match=r"There is no file .*gone\.csv"):
        detect_kind(tmp_path / "gone.csv")


@pytest.mark.parametrize(
    "head", [b"<html><table>", b"\xef\xbb\xbf\n<!DOCTYPE html>", "<TABLE border=1>".encode("utf-16"), b"<style>td{}"]
)
def test_a_web_page_is_named_whatever_it_is_called(written, head):
    with pytest.raises(FileError, match=r"orders.xls is a web page, whatever its name says. Open it in Excel"):
        detect_kind(written(head, "orders.xls"))


@pytest.mark.parametrize(
    ("head", "kind"), [(b'[{"no": 1}]', "JSON"), (b'{\n "a": 1', "JSON"), (b"<?xml ?><a/>", "XML")]
)
def test_json_and_xml_are_named(written, head, kind):
    with pytest.raises(FileError, match=f"orders.csv is a {kind} file. Export a table, as CSV or Excel"):
        detect_kind(written(head))


@pytest.mark.parametrize("head", [b"[No],[Tanggal]\n", b"<Order>,Date\n", b"{no},b\n"])
def test_brackets_in_a_header_are_no_sign_of_another_kind(written, head):
    assert detect_kind(written(head)) == "csv"


def test_a_path_that_can_be_none_is_no_file(tmp_path):
    for name in ("x" * 5000, "a\0b"):
        with pytest.raises(FileError, match=r"There is no file") as caught:
            detect_kind(tmp_path / name)
        assert len(str(caught.value)) < 300
