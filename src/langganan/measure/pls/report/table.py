"""A table as a journal prints it, before it becomes HTML, LaTeX, Markdown, a sheet or CSV."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from langganan.measure.pls.report.figures import Cell, Kind, Words, written
from langganan.words import Phrase, Voice, mark

DAGGER = "†"
NUMBERS_FROM = 7


@dataclass(frozen=True)
class Column:
    """One column: its heading, what it holds, and how many decimals it is printed with."""

    head: Words
    kind: Kind = Kind.SHARE
    decimals: int = 3

    @property
    def is_number(self) -> bool:
        """Numbers stand right, words left."""
        return self.kind not in {Kind.NAME, Kind.ANSWER}


@dataclass(frozen=True)
class Row:
    """One row; `level` indents its first cell, `doubted` are the places of cells outside the usual threshold."""

    cells: tuple[Cell, ...]
    level: int = 0
    strong: bool = False
    doubted: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Table:
    """A table: a short name for files and sheets, title, columns, rows and notes."""

    name: str
    title: Phrase
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[Phrase, ...] = ()

    @property
    def all_notes(self) -> tuple[Phrase, ...]:
        """The notes, with what the dagger means where a cell has one."""
        if not any(row.doubted for row in self.rows):
            return self.notes
        return (*self.notes, Phrase(mark("† outside the usual threshold.")))

    def text(self, row: Row, place: int, voice: Voice) -> str:
        """One cell as it is printed, with a dagger where it is doubted."""
        column = self.columns[place]
        shown = written(row.cells[place], column.kind, voice, column.decimals)
        return shown + DAGGER * (place in row.doubted)


def row(*cells: Cell, level: int = 0, strong: bool = False, doubted: Iterable[int] = ()) -> Row:
    """This function will put a row together from its cells."""
    return Row(cells, level, strong, frozenset(doubted))


def numbered(names: Sequence[str]) -> list[str]:
    """This function will give headings for constructs: their names, or numbers where there are many."""
    return [str(place) for place in range(1, len(names) + 1)] if len(names) >= NUMBERS_FROM else list(names)


def triangle(name: str, title: Phrase, names: tuple[str, ...], cells: Mapping[tuple[int, int], Cell], *notes: Phrase,
             doubted: Iterable[tuple[int, int]] = ()) -> Table:  # fmt: skip
    """This function will give a table of pairs (row, column); many names are numbered, as in APA style."""
    heads, many = numbered(names), len(names) >= NUMBERS_FROM
    firsts = [f"{i + 1}. {each}" if many else each for i, each in enumerate(names)]
    marked = set(doubted)
    rows = []
    for i, first in enumerate(firsts):
        doubts = [j + 1 for j in range(len(names)) if (i, j) in marked]
        rows.append(row(first, *(cells.get((i, j)) for j in range(len(names))), doubted=doubts))
    columns = (Column("", Kind.NAME), *(Column(head) for head in heads))
    return Table(name, title, columns, tuple(rows), notes)
