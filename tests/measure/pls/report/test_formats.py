"""The same tables as Excel, LaTeX, Markdown, CSV."""

from __future__ import annotations

import csv as delimited
import io
import re
import shutil
import subprocess
import warnings

import pytest
from python_calamine import CalamineWorkbook

from a_report import NASTY, result
from langganan.errors import SetupError
from langganan.measure.pls.report import methods
from langganan.measure.pls.report.csv import csv
from langganan.measure.pls.report.excel import excel
from langganan.measure.pls.report.gather import gather
from langganan.measure.pls.report.latex import latex, safe
from langganan.measure.pls.report.markdown import markdown
from langganan.measure.pls.report.tables import tables


@pytest.fixture(scope="module")
def facts():
    return gather(result(NASTY))


def _sheets(data):
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_excel_holds_numbers_and_where_they_come_from(facts):
    sheets = _sheets(excel(tables(facts), methods.about(facts)))
    assert next(iter(sheets)) == "README"
    assert ["Seed", "1"] in sheets["README"]
    head, *rows = sheets["paths"][2:]
    path = facts.paths[0]
    assert rows[0][:3] == [path.name, pytest.approx(path.estimate), pytest.approx(path.mean)]
    assert rows[0][head.index("95 % interval, low")] == pytest.approx(path.low)


def test_excel_never_holds_a_formula(facts):
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(excel(tables(facts))))
    assert [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    assert book["paths"]["B4"].number_format == "0.000"


def test_excel_is_the_same_each_time(facts):
    assert excel(tables(facts)) == excel(tables(facts))


def test_excel_says_what_to_install(facts, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with pytest.raises(SetupError, match="pip install xlsxwriter"):
        excel(tables(facts))


def test_csv_has_full_precision_and_no_formula(facts):
    files = csv(tables(facts))
    rows = list(delimited.reader(io.StringIO(files["paths.csv"])))
    assert float(rows[1][1]) == facts.paths[0].estimate
    cells = [cell for text in files.values() for row in delimited.reader(io.StringIO(text)) for cell in row]
    assert [cell for cell in cells if cell.startswith("=")] == []


def test_latex_escapes_what_it_would_take_for_commands(facts):
    assert safe("a_b & 5 % {x}\\") == r"a\_b \& 5 \% \{x\}\textbackslash{}"
    text = latex(tables(facts))
    assert text.count(r"\begin{tabular}") == text.count(r"\end{tabular}") == len(tables(facts))
    for line in text.splitlines():
        assert line.startswith("%") or not re.search(r"(?<!\\)[#%]", line), line


def test_every_latex_row_has_as_many_cells_as_columns(facts):
    for block in latex(tables(facts)).split(r"\begin{tabular}{")[1:]:
        columns, body = block.split("}", 1)
        rows = [row for row in body.split(r"\end{tabular}")[0].splitlines() if row.endswith(r"\\")]
        assert {len(re.findall(r"(?<!\\)&", row)) for row in rows} == {len(columns) - 1}


@pytest.mark.skipif(not shutil.which("pdflatex"), reason="there is no LaTeX here")
def test_latex_compiles(tmp_path):
    packages = r"\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{booktabs,textcomp}"
    text = latex(tables(gather(result())))
    (tmp_path / "t.tex").write_text(rf"\documentclass{{article}}{packages}\begin{{document}}{text}\end{{document}}")
    done = subprocess.run(["pdflatex", "-interaction=batchmode", "t.tex"], cwd=tmp_path, check=False)
    assert done.returncode == 0


def test_markdown_rows_all_have_the_columns_of_their_head(facts):
    for block in markdown(tables(facts)).split("### ")[1:]:
        counts = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines() if line.startswith("|")}
        assert len(counts) == 1
    assert "<b>" not in markdown(tables(facts)).replace(r"\<b\>", "")
