"""One cell: made clean, read as a reference or a number, and written where a spreadsheet will open it.

Parsers return the value, or a `Phrase` that says what is wrong with what was given.
"""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal

from langganan.words import Phrase, mark

Cell = str | int | float | Decimal | date | datetime | None

BLANKS = frozenset(
    {"", "-", "--", "—", "nan", "NaN", "NAN", "None", "NULL", "null", "N/A", "n/a", "#N/A", "NaT", "<NA>"}
)
REF_LENGTH = 120
_SHOWN = 60
_ODD = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_CONTROL = {c: None for c in range(0xA0) if unicodedata.category(chr(c)) == "Cc"} | {ord(c): None for c in _ODD}
_TABLE = (
    _CONTROL
    | {ord(c): " " for c in "\t\n\r\x0b\x0c\u2028\u2029\xa0\u202f\u2007"}
    | dict.fromkeys(range(0xD800, 0xE000))
)
_GUARDED = re.compile(r"'[=+\-@\t\r]")
_RISKY = re.compile(r"[=+\-@\t\r]")
_QUOTED_DIGITS = re.compile(r"'(?=\+?\d)")
_NUMBER = re.compile(r"[+-]?\d[\d.,]*")
_WHOLE_FLOAT = re.compile(r"(\d+)\.0+")
_SCIENTIFIC = re.compile(r"\d+(?:[.,]\d+)?[eE]\+\d+")
_DIGITS_KEPT = 10**15


def clean(value: object) -> Cell:
    """This function will give a cell without control characters or spaces around it; an empty one is None.

    Empty are: nothing, NaN, "-", "--", "N/A" and the like. The quote that `guard` put before a text which a
    spreadsheet would run is taken off again. Text beginning with "=" is text: nothing is ever evaluated.
    """
    if isinstance(value, str):
        text = value[1:] if _GUARDED.match(value) else value
        text = (text if text.isprintable() else text.translate(_TABLE)).strip()
        return None if text in BLANKS else text
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return None
    if isinstance(value, int | float | Decimal | date):
        return None if _is_nan(value) else value
    return clean(str(value))


def show(value: object, decimal: str = ".") -> str:
    """This function will write a cell as text that is read back as the same, with the file's decimal mark.

    A zero byte, which no database takes, becomes the sign for what cannot be shown.
    """
    if value is None or type(value).__name__ == "NAType" or _is_nan(value):
        return ""
    if isinstance(value, str):
        return value.replace("\0", "\ufffd")
    if isinstance(value, float) and value.is_integer() and abs(value) < _DIGITS_KEPT:
        return str(int(value))
    if isinstance(value, float | Decimal):
        return str(value).replace(".", decimal)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return str(value)


def given(value: object) -> str:
    """This function will write a cell for a sentence: at most 60 characters."""
    text = show(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def guard(text: str) -> str:
    """This function will put a quote before text that a spreadsheet would run; numbers stay as they are."""
    return "'" + text if _RISKY.match(text) and not _NUMBER.fullmatch(text) else text


def parse_ref(cell: Cell) -> str | Phrase | None:
    """This function will read an order's, customer's or product's reference as text.

    17850.0 (a number in Excel, or text that pandas wrote) becomes "17850". Digits that are already lost
    (1.785E+04 in text, or a number of 16 digits or more in a cell) are refused, never guessed.
    """
    if cell is None:
        return None
    if isinstance(cell, str):
        return _text_ref(_QUOTED_DIGITS.sub("", cell, count=1))
    if isinstance(cell, int | float | Decimal):
        if not math.isfinite(cell) or (abs(cell) >= _DIGITS_KEPT and not isinstance(cell, int)):
            return _lost(cell)
        return str(int(cell)) if cell == int(cell) else str(cell)
    return cell.isoformat()


def name_to_ref(name: str) -> str:
    """This function will make a product code of a product's name: upper case, single spaces, at most 120 characters."""
    text = " ".join(unicodedata.normalize("NFKC", name).upper().split())
    return text if len(text) <= REF_LENGTH else f"{text[: REF_LENGTH - 9].rstrip()} {mark_of(text)}"


def _is_nan(value: object) -> bool:
    return isinstance(value, float | Decimal) and math.isnan(value)


def mark_of(text: str) -> str:
    """This function will give eight letters and digits that stand for a text without saying it."""
    return hashlib.sha256(text.encode()).hexdigest()[:8].upper()


def _text_ref(text: str) -> str | Phrase | None:
    if _SCIENTIFIC.fullmatch(text):
        return _lost(text)
    if len(text) > REF_LENGTH:
        return Phrase(
            mark('"{given}" is longer than {n} characters. Shorten it.'), {"given": given(text), "n": REF_LENGTH}
        )
    whole = _WHOLE_FLOAT.fullmatch(text)
    return (whole[1] if whole else text) or None


def _lost(cell: object) -> Phrase:
    text = mark('"{given}" has lost digits, as spreadsheets do with long numbers. Write all digits, as text.')
    return Phrase(text, {"given": str(cell)[:_SHOWN]})
