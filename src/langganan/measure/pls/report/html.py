"""Tables as HTML: a caption, heads with their scope, a box of their own to scroll in."""

from __future__ import annotations

from langganan.measure.pls.report.figures import words
from langganan.measure.pls.report.markup import Markup, element, join
from langganan.measure.pls.report.table import Row, Table
from langganan.words import Phrase, Voice, mark

WIDEST, DENSE = 28, 13
"""Tables with more columns than these are printed across the page, or in small letters."""
SHORT = 14
"""Tables with at most this many rows are not parted by a page's end."""
MANY = 4
"""Tables with more columns than this are wider than a phone."""
SIDEWAYS = mark("Wider than the screen: move it sideways.")


def html(table: Table, number: int, voice: Voice) -> Markup:
    """This function will write one table, numbered and with its notes, as a figure."""
    caption_id = f"table-{number}"
    named = Phrase(mark("Table {number}"), {"number": str(number)}).say(voice)
    caption = element("caption", element("b", named), " ", table.title.say(voice), id=caption_id)
    body = element("tbody", *(_row(table, row, voice) for row in table.rows))
    grid = element("table", caption, element("thead", _head(table, voice)), body)
    box = element("div", grid, class_="scroll", role="region", aria_labelledby=caption_id, tabindex="0")
    notes = [element("p", note.say(voice), class_="note") for note in table.all_notes]
    hint = element("p", Phrase(SIDEWAYS).say(voice), class_="hint") if len(table.columns) > MANY else None
    return element("div", hint, box, *notes, class_=" ".join(_looks(table)))


def _looks(table: Table) -> list[str]:
    count = len(table.columns)
    size = ["across"] if count > WIDEST else ["dense"] if count > DENSE else []
    return ["table", *size, *(["short"] if len(table.rows) <= SHORT else [])]


def _head(table: Table, voice: Voice) -> Markup:
    cells = []
    for column in table.columns:
        said, kind = words(column.head, voice), "number" if column.is_number else None
        cells.append(element("th", said, scope="col", class_=kind) if said else element("td"))
    return element("tr", *cells)


def _row(table: Table, row: Row, voice: Voice) -> Markup:
    first = element("th", table.text(row, 0, voice), scope="row", class_="inner" if row.level else None)
    cells = [_cell(table, row, place, voice) for place in range(1, len(row.cells))]
    return element("tr", join(first, *cells), class_="strong" if row.strong else None)


def _cell(table: Table, row: Row, place: int, voice: Voice) -> Markup:
    looks = ["number"] * table.columns[place].is_number + ["doubted"] * (place in row.doubted)
    return element("td", table.text(row, place, voice), class_=" ".join(looks) or None)
