from __future__ import annotations

import struct
import zipfile
from datetime import date, datetime

import pytest

from langganan.collect import workbook as excel
from langganan.errors import FileError

ROWS = [["Invoice", "Date", "SKU", "Qty", "Price"], ["A1", datetime(2026, 1, 2), "X", 1, 5.5]]
CELLS = b'<worksheet><dimension ref="A1:B2"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'


def zipped(path, **parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(f"xl/worksheets/{name}.xml", content)
    return path


def test_rows_have_excels_numbers_and_types(workbook):
    path = workbook(Orders=[[], [], *ROWS])
    rows = list(excel.rows_of(excel.open_workbook(path), "Orders", path.name))
    assert rows[3] == (4, ["A1", date(2026, 1, 2), "X", 1.0, 5.5])


def test_the_sheet_with_orders_is_chosen(workbook):
    path = workbook(Info=[["Shop", "Toko Maju"]], Data=[["Laporan"], *ROWS])
    assert excel.choose_sheet(excel.open_workbook(path), path.name)[:2] == ("Data", 2)


def test_a_sheet_that_is_not_there_is_named(workbook):
    path = workbook(Data=ROWS)
    with pytest.raises(FileError, match=r'orders.xlsx has no sheet "Sales". It has: Data'):
        list(excel.rows_of(excel.open_workbook(path), "Sales", path.name))


def test_a_damaged_workbook_says_what_to_do(written):
    with pytest.raises(FileError, match=r"is damaged, or no Excel workbook. Open it in Excel"):
        excel.open_workbook(written(b"PK\x03\x04 and then nothing", "broken.xlsx"))


def test_an_old_or_locked_file_is_no_crash(written):
    with pytest.raises(FileError):
        excel.open_workbook(written(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "locked.xlsx"))


def test_a_bomb_that_tells_its_size_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(excel, "UNPACKED_LIMIT", 1000)
    with pytest.raises(FileError, match="far larger unpacked than packed"):
        excel.open_workbook(zipped(tmp_path / "bomb.xlsx", sheet1=bytes(2000)))


def test_a_bomb_that_lies_about_its_size_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(excel, "UNPACKED_LIMIT", 1000)
    path = zipped(tmp_path / "bomb.xlsx", sheet1=bytes(50_000))
    raw = path.read_bytes().replace(struct.pack("<I", 50_000), struct.pack("<I", 10))
    path.write_bytes(raw)
    with pytest.raises(FileError, match="far larger unpacked than packed"):
        excel.open_workbook(path)


def test_a_part_packed_beyond_reason_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(excel, "_RATIO_FROM", 10_000)
    with pytest.raises(FileError, match="far larger unpacked than packed"):
        excel.open_workbook(zipped(tmp_path / "bomb.xlsx", sheet1=bytes(1_000_000)))


@pytest.mark.parametrize("place", [b"XFD1048576", b"xfd1048576", b"B1048576"])
def test_a_cell_far_from_the_table_is_not_opened(tmp_path, place):
    far = b'<c r="%s"><v>1</v></c></row></sheetData>' % place
    content = CELLS.replace(b"</row></sheetData>", far)
    with pytest.raises(FileError, match=r"1,048,576 rows and .* columns. Delete what is not the table"):
        excel.open_workbook(zipped(tmp_path / "wide.xlsx", sheet1=content))


@pytest.mark.parametrize(
    ("old", "new"),
    [(b'c r="A1"', b'c r="ZZZZZZZZ99999999999999"'), (b'c r="A1"', b'c q=">" r="XFD1048576"'),
     (b'row r="1"', b"row spans='1:2' r='99999999'"), (b'ref="A1:B2"', b'ref="A1:xfe1"')],
)  # fmt: skip
def test_a_place_beyond_every_sheet_is_damage(tmp_path, old, new):
    with pytest.raises(FileError, match="is damaged"):
        excel.open_workbook(zipped(tmp_path / "odd.xlsx", sheet1=CELLS.replace(old, new)))


def test_sheets_have_room_together(tmp_path, monkeypatch):
    monkeypatch.setattr(excel, "CELL_LIMIT", 1)
    with pytest.raises(FileError, match="Delete what is not the table"):
        excel.open_workbook(zipped(tmp_path / "two.xlsx", sheet1=CELLS, sheet2=CELLS))


def test_a_panic_is_damage():
    panic = type("PanicException", (BaseException,), {})
    with pytest.raises(FileError, match="is damaged"), excel._opening("orders.xlsx"):
        raise panic


@pytest.mark.parametrize("part", ["xl/workbook.bin", "content.xml"])
def test_workbooks_of_other_kinds_are_refused(tmp_path, part):
    with zipfile.ZipFile(tmp_path / "other.xlsx", "w") as archive:
        archive.writestr(part, b"")
    with pytest.raises(FileError, match="workbook of another kind"):
        excel.open_workbook(tmp_path / "other.xlsx")


def test_too_many_parts_are_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(excel, "MEMBER_LIMIT", 2)
    with pytest.raises(FileError, match="far larger"):
        excel.open_workbook(zipped(tmp_path / "many.xlsx", a=b"", b=b"", c=b""))
