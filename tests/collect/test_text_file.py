from __future__ import annotations

import pytest

from langganan.collect.text_file import detect_delimiter, detect_encoding, records
from langganan.errors import FileError

TEXT = "Tanggal;Produk;Harga\n01/02/2026;Café crème;12,50\n"


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TEXT.encode(), "utf-8"), (TEXT.encode("utf-8-sig"), "utf-8"), (TEXT.encode("utf-16"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"), (TEXT.encode("utf-16-be"), "utf-16-be"),
    ],
)  # fmt: skip
def test_unicode_is_told_by_its_mark_or_its_zero_bytes(written, raw, encoding):
    path = written(raw)
    assert detect_encoding(path) == encoding
    assert next(records(path, encoding, ";")) == (1, ["Tanggal", "Produk", "Harga"])


@pytest.mark.parametrize(("text", "wanted"), [(TEXT, "Café crème"), (TEXT.replace("crème", "€5"), "Café €5")])
def test_one_byte_text_keeps_its_accents(written, text, wanted):
    path = written(text.encode("cp1252"))
    rows = [cells for _, cells in records(path, detect_encoding(path), ";")]
    assert rows[1][1] == wanted


def test_an_accent_late_in_the_file_is_seen(written):
    path = written(b"a,b\n" * 40_000 + "é,b\n".encode("latin-1"))
    assert detect_encoding(path) in {"cp1252", "latin-1"}


@pytest.mark.parametrize("delimiter", list(",;\t|"))
def test_the_delimiter_is_found(written, delimiter):
    path = written(TEXT.replace(";", delimiter).replace("12,50", "1250"))
    assert detect_delimiter(path, "utf-8") == delimiter


def test_a_record_with_line_breaks_counts_once(written):
    path = written('a,b\n"x\ny",1\nz,2\n')
    assert list(records(path, "utf-8", ",")) == [(1, ["a", "b"]), (2, ["x\ny", "1"]), (3, ["z", "2"])]


def test_a_picture_is_no_table(written):
    with pytest.raises(FileError, match="is not a table"):
        detect_encoding(written(bytes([0, 1, 0, 0, 255, 0, 0, 7]) * 50))


def test_an_encoding_that_does_not_fit_says_so(written):
    with pytest.raises(FileError, match=r'orders.csv is not written in the encoding "utf-8"'):
        list(records(written("é".encode("latin-1")), "utf-8", ","))


def test_a_quotation_mark_never_closed_says_where(written):
    path = written('a,b\n1,2\n"' + "x" * 200_000)
    with pytest.raises(FileError, match=r"Row 3 of orders.csv cannot be read"):
        list(records(path, "utf-8", ","))
