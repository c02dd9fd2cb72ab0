"""Tables as LaTeX with booktabs; for pdfLaTeX, XeLaTeX and LuaLaTeX."""

from __future__ import annotations

from collections.abc import Iterable

from langganan.measure.pls.report.figures import words
from langganan.measure.pls.report.table import Row, Table
from langganan.words import Voice

_SAID = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"$<$",
    ">": r"$>$",
    "−": "$-$",
    "–": "--",
    "→": r"$\to$",
    "×": r"$\times$",
    "†": r"\textsuperscript{\textdagger}",
    "α": r"$\alpha$",
    "ρ": r"$\rho$",
    "²": r"\textsuperscript{2}",
    "√": r"$\surd$",
    "∞": r"$\infty$",
    "≥": r"$\ge$",
    "≤": r"$\le$",
    "Δ": r"$\Delta$",
    "’": "'",
    "|": r"$|$",
    '"': "''",
    "[": "{[}",
    "]": "{]}",
}
PREAMBLE = (
    "% \\usepackage[T1]{fontenc}\n% \\usepackage[utf8]{inputenc}\n% \\usepackage{booktabs}\n% \\usepackage{textcomp}\n"
)


def latex(tables: Iterable[Table], voice: Voice = Voice()) -> str:
    """This function will write each table as a `table` environment; the packages it needs stand in comments above."""
    return "\n".join([PREAMBLE, *(_table(table, voice) for table in tables)])


def safe(text: str) -> str:
    """This function will escape text so that LaTeX prints it as it stands."""
    return "".join(_SAID.get(letter, letter if letter.isprintable() else " ") for letter in text)


def _table(table: Table, voice: Voice) -> str:
    columns = "".join("r" if column.is_number else "l" for column in table.columns)
    head = " & ".join(safe(words(column.head, voice)) for column in table.columns)
    notes = [rf"\\[2pt] {{\footnotesize {safe(note.say(voice))}}}" for note in table.all_notes]
    return "\n".join([
        r"\begin{table}[htbp]", r"\centering\small", rf"\caption{{{safe(table.title.say(voice))}}}",
        rf"\label{{tab:{table.name.replace('_', '-')}}}", rf"\begin{{tabular}}{{{columns}}}", r"\toprule",
        rf"{head} \\", r"\midrule", *(_row(table, row, voice) for row in table.rows), r"\bottomrule", r"\end{tabular}",
        *notes, r"\end{table}", "",
    ])  # fmt: skip


def _row(table: Table, row: Row, voice: Voice) -> str:
    cells = [safe(table.text(row, place, voice)) for place in range(len(row.cells))]
    first = rf"\textbf{{{cells[0]}}}" if row.strong and cells[0] else cells[0]
    indent = r"\quad " * row.level
    return rf"{indent}{' & '.join([first, *cells[1:]])} \\"
