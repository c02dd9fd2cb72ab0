from __future__ import annotations

import sys

import pytest

from langganan.errors import SetupError
from langganan.measure.pls.report.pdf import pdf
from langganan.measure.pls.report.tokens import colour, settled


def test_colours_are_written_out_for_paper():
    assert settled(f'fill="{colour("ink")}" {colour("paper")}') == 'fill="#1d2433" #ffffff'


def test_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(SetupError, match=r"pip install langganan\[pdf\]"):
        pdf("<p>x</p>")


@pytest.mark.filterwarnings("default")
def test_a_page_becomes_a_pdf():
    pytest.importorskip("weasyprint")
    assert pdf("<!doctype html><html lang='en'><title>t</title><p>x</p></html>").startswith(b"%PDF")
