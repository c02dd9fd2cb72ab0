"""The report as PDF, by WeasyPrint, which is an extra: `pip install langganan[pdf]`."""

from __future__ import annotations

from langganan.errors import SetupError
from langganan.measure.pls.report import tokens
from langganan.words import mark


def pdf(page: str) -> bytes:
    """This function will print a report's HTML on A4. Raises `SetupError` where WeasyPrint cannot be used."""
    try:
        from weasyprint import HTML
    except ImportError as error:
        raise SetupError(
            mark("A report as PDF needs WeasyPrint. Install it with: pip install langganan[pdf]")
        ) from error
    except OSError as error:
        text = mark("WeasyPrint is installed, but a library that it needs is not (Pango). What it said: {reason}")
        raise SetupError(text, reason=str(error)) from error
    made = HTML(string=tokens.settled(page)).write_pdf(pdf_tags=True)
    assert made is not None
    return made
