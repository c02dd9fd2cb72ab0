"""Reading phone numbers and e-mail addresses; what cannot be read is left out, never guessed."""

from __future__ import annotations

import re

from langganan.collect.cells import Cell
from langganan.collect.phone import to_e164

_EMAIL = re.compile(r"[^\s@<>,;\"]{1,64}@[^\s@<>,;\"]{1,185}\.[^\s@<>,;\"\d.]{2,}")
_DIGITS = re.compile(r"[\d\s()+.\-/']{7,24}")
NAME_LENGTH = 200


def parse_phone(cell: Cell, region: str) -> str | None:
    """This function will give a phone number in E.164 form (+62812...), or None where it is none; see `to_e164`."""
    text = str(int(cell)) if isinstance(cell, int | float) and cell == cell // 1 else str(cell or "")
    return to_e164(text, region=region) if _DIGITS.fullmatch(text) else None


def parse_email(cell: Cell) -> str | None:
    """This function will give an e-mail address in lower case, or None where it is none."""
    text = str(cell or "").removeprefix("mailto:").lower()
    return text if _EMAIL.fullmatch(text) else None
