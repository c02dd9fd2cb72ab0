"""A table with one number in each cell, for spreadsheets and programs: interval ends stand in columns of their own."""

from __future__ import annotations

from langganan.measure.pls.report.figures import Cell, Kind, words
from langganan.measure.pls.report.table import Column, Row, Table
from langganan.words import Phrase, Voice, mark

ENDS = {Kind.RANGE, Kind.SPAN}


def flat_columns(table: Table) -> list[Column]:
    """This function will give the columns, those of intervals twice."""
    return [column for column in table.columns for _ in range(1 + (column.kind in ENDS))]


def flat_head(table: Table, voice: Voice) -> list[str]:
    """This function will give the headings; an interval's ends say which end they are."""
    heads: list[str] = []
    for column in table.columns:
        head = words(column.head, voice)
        ends = (Phrase(mark("low")).say(voice), Phrase(mark("high")).say(voice))
        heads += [f"{head}, {end}" for end in ends] if column.kind in ENDS else [head]
    return heads


def flat_row(table: Table, row: Row) -> list[Cell]:
    """This function will give a row's cells; an interval that is not known is two empty ones."""
    cells: list[Cell] = []
    for column, cell in zip(table.columns, row.cells, strict=True):
        if column.kind in ENDS:
            cells += cell if isinstance(cell, tuple) else (None, None)
        else:
            cells.append(cell)
    return cells
