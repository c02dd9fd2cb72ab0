"""Arguments that people write, checked in one way: each gives the value back, or says what is allowed."""

from __future__ import annotations

import re
from datetime import date, datetime
from enum import StrEnum
from numbers import Integral, Real
from typing import NoReturn, TypeVar, cast

from langganan.errors import ArgumentError
from langganan.words import LANGUAGES, mark

FIRST_YEAR, LAST_YEAR = 1990, 2100
MOST_SUGGESTED = 100
LONGEST = 60
Kind = TypeVar("Kind", bound=StrEnum)
_CURRENCY = re.compile(r"[A-Za-z]{3}")


def day(given: object) -> date:
    """This function will give an `as_of` as a date (of a moment its day); it lies in 1990 to 2100."""
    if not isinstance(given, date) or not FIRST_YEAR <= given.year <= LAST_YEAR:
        text = mark("as_of is {given}. It is a date in the years {first} to {last}, such as date(2026, 6, 30).")
        raise ArgumentError(text, given=shown(given), first=str(FIRST_YEAR), last=str(LAST_YEAR))
    return given.date() if isinstance(given, datetime) else given


def number(name: str, given: object, *, least: float, most: float) -> float:
    """This function will give a number from `least` to `most`, both allowed; NaN is none."""
    if not isinstance(given, Real) or isinstance(given, bool) or not least <= cast("float", given) <= most:
        _refuse(mark("{name} is {given}. It is a number from {least} to {most}."), name, given, (least, most))
    return float(given)


def written(text: str) -> float:
    """This function will read a number that somebody wrote, with a decimal point or comma; `ValueError` for others."""
    return float(re.sub(r"^(\s*[-+]?\d*),(\d+\s*)$", r"\1.\2", text))


def whole(name: str, given: object, *, least: int, most: int) -> int:
    """This function will give a whole number from `least` to `most`, both allowed."""
    if not isinstance(given, Integral) or isinstance(given, bool) or not least <= cast("int", given) <= most:
        _refuse(mark("{name} is {given}. It is a whole number from {least} to {most}."), name, given, (least, most))
    return int(given)


def seed(given: object) -> int:
    """This function will give where a stream of chance starts: a whole number from 0 to 2⁶³ - 1."""
    return whole("seed", given, least=0, most=2**63 - 1)


def choice(name: str, given: object, kinds: type[Kind]) -> Kind:
    """This function will give the one of an enumeration's kinds that is called `given`."""
    try:
        return kinds(given)
    except ValueError as error:
        text = mark("{name} is {given}. It is one of: {kinds}.")
        raise ArgumentError(text, name=name, given=shown(given), kinds=", ".join(kinds)) from error


def language(given: object) -> str:
    """This function will give a language's code; English and Indonesian are there."""
    if given not in LANGUAGES:
        raise ArgumentError(mark("There is no language {given}. There are: {known}."),
                            given=shown(given), known=", ".join(LANGUAGES))  # fmt: skip
    return str(given)


def currency(given: object) -> str:
    """This function will give a currency's code (ISO 4217) in capital letters."""
    if not isinstance(given, str) or not _CURRENCY.fullmatch(given):
        text = mark("currency is {given}. It is a code of three letters, such as IDR or GBP.")
        raise ArgumentError(text, given=shown(given))
    return given.upper()


def shown(given: object) -> str:
    """This function will write a value for a sentence as Python writes it, at most 60 characters of it."""
    text = " ".join(repr(given).split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _refuse(text: str, name: str, given: object, ends: tuple[float, float]) -> NoReturn:
    raise ArgumentError(text, name=name, given=shown(given), least=str(ends[0]), most=str(ends[1]))
