"""Answers in words ("Sangat setuju", "4 - Agree", "3,5") read as numbers."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from numbers import Real
from typing import Any

from langganan.arguments import shown
from langganan.errors import ArgumentError
from langganan.words import mark

Scale = Mapping[str, float]

_STEPS: dict[str, str] = {
    "likert-5-id": (
        "sangat tidak setuju,sts|tidak setuju,ts|"
        "netral,ragu-ragu,ragu ragu,kurang setuju,cukup setuju,biasa saja,n,r,rr,ks,cs|setuju,s|sangat setuju,ss"
    ),
    "likert-5-en": (
        "strongly disagree,sd|disagree,d|neutral,neither agree nor disagree,neither,undecided,not sure,n|agree,a|"
        "strongly agree,sa"
    ),
    "likert-4-id": "sangat tidak setuju,sts|tidak setuju,ts|setuju,s|sangat setuju,ss",
    "likert-4-en": "strongly disagree,sd|disagree,d|agree,a|strongly agree,sa",
    "likert-7-id": (
        "sangat tidak setuju,sts|tidak setuju,ts|agak tidak setuju,ats|netral,n|agak setuju,as|setuju,s|"
        "sangat setuju,ss"
    ),
    "likert-7-en": (
        "strongly disagree|disagree|somewhat disagree,slightly disagree|neutral,neither agree nor disagree|"
        "somewhat agree,slightly agree|agree|strongly agree"
    ),
    "satisfied-5-id": "sangat tidak puas|tidak puas|netral,cukup puas,kurang puas,biasa saja|puas|sangat puas",
    "satisfied-5-en": (
        "very dissatisfied|dissatisfied|neutral,neither satisfied nor dissatisfied|satisfied|very satisfied"
    ),
    "often-5-id": "tidak pernah|jarang|kadang-kadang,kadang kadang,kadang|sering|selalu,sangat sering",
    "often-5-en": "never|rarely,seldom|sometimes|often|always,very often",
}
READY: dict[str, Scale] = {
    name: {label: float(value) for value, step in enumerate(steps.split("|"), 1) for label in step.split(",")}
    for name, steps in _STEPS.items()
}
"""Scales that are known by name; the lowest step counts 1."""

_BLANK = frozenset({"", "-", "--", "—", ".", "na", "n/a", "#n/a", "#null!", "nan", "none", "null", "nat", "<na>"})
_NUMBER = re.compile(r"[-+\u2212]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[-+]?\d{1,3})?", re.IGNORECASE)
_GROUPED = re.compile(r"[-+\u2212]?[1-9]\d{0,2},\d{3}")
"""What may be thousands with a comma between, or three decimals after one."""
_NUMBER_FIRST = re.compile(r"(\d{1,2})\s*[-\u2013\u2014.:=)]\s*([^\W\d].*)")
_NUMBER_LAST = re.compile(r"([^\W\d].*?)\s*[(\[](\d{1,2})[)\]]")


def scale_of(given: str | Scale) -> Scale:
    """This function will give a scale: one that is ready, by its name; `"Yes=1, No=0"`; or a mapping as it is.

    Raises `ArgumentError` for an unknown name, or for a label without a number.
    """
    if isinstance(given, Mapping):
        return {plain(label): _value(label, value) for label, value in given.items()}
    if given in READY:
        return READY[given]
    pairs = [pair.rpartition("=") for pair in re.split(r"[;,]", given) if pair.strip()]
    if not pairs or not all(sign for _, sign, _ in pairs):
        text = mark('There is no scale {given}. Ready ones are {names}; or say what each answer counts: "Yes=1, No=0".')
        raise ArgumentError(text, given=shown(given), names=", ".join(READY))
    return {plain(label): _value(label, value) for label, _, value in pairs}


def fitting(labels: Iterable[str]) -> list[str]:
    """This function will name the ready scales that know every one of these labels."""
    told = {plain(label) for label in labels}
    return [name for name, scale in READY.items() if told and told <= scale.keys()]


def plain(label: object) -> str:
    """This function will give a label in small letters with single spaces, as scales are looked up."""
    return " ".join(str(label).split()).casefold()


@dataclass(frozen=True)
class Reader:
    """How cells become numbers: what counts as no answer, and what each label counts."""

    scale: Scale | None = None
    missing_numbers: frozenset[float] = frozenset()
    missing_labels: frozenset[str] = field(default=_BLANK)

    def read(self, cell: Any) -> float | None:
        """This function will give a cell's number, NaN for no answer, or None where it is no number."""
        if self.is_missing(cell):
            return math.nan
        if isinstance(cell, Real) and not hasattr(cell, "isoformat"):
            return self._kept(float(cell))
        label = plain(cell)
        if self.scale is not None and label in self.scale:
            return self._kept(float(self.scale[label]))
        if _NUMBER.fullmatch(label):
            return self._kept(float(label.replace(",", ".").replace("\u2212", "-")))
        if label in {"inf", "-inf", "+inf", "infinity", "-infinity"}:
            return float(label)
        return self._numbered(label)

    def is_missing(self, cell: Any) -> bool:
        """This function will tell whether a cell is empty, or holds one of the words for no answer."""
        return cell is None or type(cell).__name__ in {"NAType", "NaTType"} or plain(cell) in self.missing_labels

    def _kept(self, number: float) -> float:
        return math.nan if number in self.missing_numbers else number

    def _numbered(self, label: str) -> float | None:
        """`5 - Sangat setuju` and `Sangat setuju (5)` say their number themselves."""
        first, last = _NUMBER_FIRST.fullmatch(label), _NUMBER_LAST.fullmatch(label)
        if first:
            return self._kept(float(first[1]))
        return self._kept(float(last[2])) if last else None


def reader(*, missing_codes: Iterable[object] = (), scale: str | Scale | None = None) -> Reader:
    """This function will give the reader for codes that stand for no answer (-99, "Tidak tahu") and a scale."""
    codes = [missing_codes] if isinstance(missing_codes, str | Real) else list(missing_codes)
    read = {code: Reader().read(code) for code in codes}
    numbers = frozenset(number for number in read.values() if number is not None and not math.isnan(number))
    labels = frozenset(plain(code) for code in codes if read[code] is None)
    return Reader(None if scale is None else scale_of(scale), numbers, _BLANK | labels)


def open_to_doubt(cells: Iterable[Any]) -> str:
    """This function will give a cell such as `1,234` where nothing says if the comma parts thousands, else "".

    Another number with a comma in the column that has not three digits after it settles it: a decimal comma.
    """
    commas = [text for cell in cells if isinstance(cell, str) and "," in (text := cell.strip()) and _NUMBER.match(text)]
    return commas[0] if commas and all(_GROUPED.fullmatch(text) for text in commas) else ""


def _value(label: object, value: object) -> float:
    number = Reader().read(value)
    if number is None or not math.isfinite(number):
        text = mark('The scale says {value} for "{label}". It should say a number.')
        raise ArgumentError(text, value=shown(value), label=str(label))
    return number
