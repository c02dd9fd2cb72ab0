from __future__ import annotations

import csv
import io

from langganan.collect.rejects import OWN_COLUMNS, Reject, write_rejects
from langganan.words import Phrase, Voice

HEADERS = ["Invoice", "Note"]


def lines(*rejects, headers=HEADERS):
    text = io.StringIO()
    write_rejects(text, "orders.csv", headers, rejects, Voice())
    return list(csv.reader(io.StringIO(text.getvalue())))


def test_the_files_own_columns_come_first():
    found = lines(Reject(7, "Note", Phrase("It is {n}", {"n": 3}), ["A1", "x, y"]))
    assert found == [[*HEADERS, *OWN_COLUMNS], ["A1", "x, y", "orders.csv", "7", "Note", "It is 3"]]


def test_what_a_spreadsheet_would_run_is_quoted():
    assert lines(Reject(2, "", Phrase("no"), ["-5", "=HYPERLINK(1)"]))[1][:2] == ["-5", "'=HYPERLINK(1)"]


def test_ragged_rows_fill_the_header_and_no_more():
    found = lines(Reject(2, "", Phrase("no"), ["A1"]), Reject(3, "", Phrase("no"), ["A1", "x", "y"]))
    assert [len(row) for row in found] == [6, 6, 6]


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
