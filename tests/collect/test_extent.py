from __future__ import annotations

import pytest

from langganan.collect.extent import Extent

SHEET = (
    b'<x:sheetData><x:row r="2" spans="1:3"><x:c r="B2" t="s"><x:v>0</x:v></x:c><x:c s="4" r="AA2"/></x:row>'
    b"<row r='900'><c r='c900' s='1'></c><c r='c899'><v>1</v></c></row></x:sheetData>"
)


def seen(content, step=10_000):
    extent = Extent()
    for start in range(0, len(content), step):
        extent.see(content[start : start + step])
    extent.finish()
    return extent


@pytest.mark.parametrize("step", [1, 7, 50, 10_000])
def test_filled_cells_count_however_the_file_is_cut(step):
    extent = seen(SHEET, step)
    assert (extent.rows, extent.columns, extent.filled, extent.wrong) == (899, 3, 2, False)


def test_cells_without_a_place_follow_the_one_before():
    extent = seen(b'<row><c><v>1</v></c></row><row r="7"><c r="D7"/><c><v>1</v></c></row>')
    assert (extent.rows, extent.columns, extent.filled, extent.wrong) == (7, 5, 2, False)


@pytest.mark.parametrize(
    "tag",
    [b'<c r="XFE1">', b'<c r="A1048577">', b'<c r="1">', b'<c r="A1" r="A2">', b'<c r="&#65;1">', b"<c r=A1>",
     b'<c q=">" r="A1">', b'<row r="A1">', b'<row r="0"/>', b'<c r="$A$1">', b'<dimension ref="A1:XFE2"/>',
     b'<dimension ref=""/>', b"<c " + b" " * 2_000_000],
)  # fmt: skip
def test_a_place_that_cannot_be_is_wrong(tag):
    assert seen(tag + b"<v>", 1_000_000).wrong


def test_what_only_looks_like_a_cell_is_none():
    assert not seen(b'<col r="ZZZZ1"/><t> r="ZZZZ1" </t><c:chart r="?"/><dimension measure="1"/><cols/>').wrong
