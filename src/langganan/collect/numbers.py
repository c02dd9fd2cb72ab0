"""Reading numbers and money as people write them: `Rp85.000`, `Rp 85.000,00`, `65rb`, `£1,204.50`, `(12.50)`."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from langganan.collect.cells import Cell, given
from langganan.words import Phrase, decimals_of, mark

_SYMBOLS = {"rp": "IDR", "£": "GBP", "€": "EUR", "rm": "MYR", "s$": "SGD", "us$": "USD", "¥": "JPY", "a$": "AUD"}
_COMMA_DECIMAL = frozenset(
    {"IDR", "EUR", "VND", "BRL", "TRY", "DKK", "NOK", "SEK", "PLN", "CZK", "HUF", "RUB", "ARS", "CLP"}
)
_AROUND = re.compile(
    r"(?P<open>\(?)\s*(?P<sign>[-+\u2212]?)\s*(?P<before>rp\.?|[a-z]{0,2}\$|rm|[£€¥$]|[a-z]{3}(?=[\s\d-]))?\s*(?P<sign2>[-\u2212]?)"
    r"\s*(?P<digits>\d[\d.,' \u2019]*|[.,]\d+)\s*(?P<after>[£€$]|[a-z]{1,5})?\s*(?P<sign3>[-\u2212]?)\s*(?P<close>\)?)",
    re.IGNORECASE | re.ASCII,
)
_UNITS = frozenset(
    ["pcs", "pc", "x", "buah", "bh", "unit", "units", "kg", "pack", "pak", "set", "box", "dus", "botol", "lusin", "ea"]
)
_SCALES = {"rb": 3, "ribu": 3, "k": 3, "jt": 6, "juta": 6}
"""Thousands and millions of money, as powers of ten."""
_SCALED = re.compile(r"\d+(?:[.,]\d{1,2})?")
_FLAT_END = re.compile(r"[.,]\s*[-\u2013]{1,2}$")
_PLAIN = {mark_: re.compile(rf"\d*(?:{re.escape(mark_)}\d+)?") for mark_ in ".,"}
_GROUPED = {
    ".": re.compile(r"\d{1,3}(?:[,' \u2019]\d{3})+(?:\.\d+)?"),
    ",": re.compile(r"\d{1,3}(?:[.' \u2019]\d{3})+(?:,\d+)?"),
}
_LIMIT = 1e15
LEAST, MOST = 1e-6, 1e9
"""Between which a quantity lies, whatever its sign."""
LONGEST = 60
"""Characters a number may have."""
_GROUP, _BOTH, _CODE = 3, 2, 3


def parse_number(cell: Cell, decimal: str, currency: str = "") -> float | Phrase | None:
    """This function will read a number, or money where a currency (ISO 4217) is given.

    `decimal` is the column's decimal mark, "." or ","; the other one, spaces and apostrophes may part
    thousands, in groups of three. Parentheses or a minus make it negative. Money in another currency than
    the given one is refused, as is everything that is not wholly a number. Money may be in thousands or
    millions (`65rb`, `65k`, `1,5 jt`), where the number before the word is plain: at most two decimals, after
    either mark, and no grouping.
    """
    if cell is None:
        return None
    if isinstance(cell, int | float | Decimal):
        number = float(cell) if abs(cell) < _LIMIT else math.inf
        return number if math.isfinite(number) and abs(number) < _LIMIT else _unreadable(cell, decimal, currency)
    found = _AROUND.fullmatch(_FLAT_END.sub("", cell)) if isinstance(cell, str) and len(cell) <= LONGEST else None
    if not found or bool(found["open"]) != bool(found["close"]):
        return _unreadable(cell, decimal, currency)
    other = _other_words(found, currency)
    if other is not None:
        return other if isinstance(other, Phrase) else _unreadable(cell, decimal, currency)
    number = _amount(found, decimal)
    if number is None or number >= _LIMIT:
        return _unreadable(cell, decimal, currency)
    negative = found["open"] or (found["sign"] in "-\u2212" and found["sign"]) or found["sign2"] or found["sign3"]
    return -number if negative else number


def parse_quantity(cell: Cell, decimal: str) -> float | Phrase:
    """This function will read a quantity; none, 0, and what is no quantity of goods are refused."""
    number = parse_number(cell, decimal)
    if number is None:
        return Phrase(mark("The quantity is empty. Write a number such as 1."))
    if isinstance(number, Phrase):
        return number
    if number == 0:
        return Phrase(mark('The quantity is "{given}". Write how many were sold, or a negative number for a return.'),
                      {"given": given(cell)})  # fmt: skip
    if not LEAST <= abs(number) <= MOST:
        text = mark('"{given}" cannot be right as a quantity. Write how many were sold, between {least} and {most}.')
        return Phrase(text, {"given": given(cell), "least": "0.000001", "most": int(MOST)})
    return number


@dataclass
class Marks:
    """What a column's numbers show about its decimal mark: counts, and the first example, by mark.

    `sure` counts numbers that can only be read with that mark as the decimal one; `open` counts those like
    "1.234", by the mark they hold.
    """

    sure: dict[str, int] = field(default_factory=lambda: {".": 0, ",": 0})
    open: dict[str, int] = field(default_factory=lambda: {".": 0, ",": 0})
    example: str = ""

    def see(self, cells: Iterable[object]) -> None:
        """This function will add what these cells show; cells that are no text show nothing."""
        for cell in cells:
            found = (
                _AROUND.fullmatch(_FLAT_END.sub("", cell.strip()))
                if isinstance(cell, str) and len(cell) <= LONGEST
                else None
            )
            if found and _scale(found) is None:
                self._weigh(found["digits"].strip())

    def decide(self, currency: str) -> str:
        """This function will choose the mark: the surer one; else as the currency is written.

        In a currency without small units (rupiah), "1.234" and "1,234" both part thousands.
        """
        if self.sure["."] != self.sure[","]:
            return max(self.sure, key=self.sure.__getitem__)
        habit = "," if currency in _COMMA_DECIMAL else "."
        if decimals_of(currency) == 0 and self.open["."] != self.open[","]:
            return "," if self.open["."] > self.open[","] else "."
        return habit

    def doubt(self, currency: str) -> Phrase | None:
        """This function will say how open numbers are read, where the column itself does not settle it."""
        chosen = self.decide(currency)
        settled = self.sure[chosen] > 0 and not (decimals_of(currency) == 0 and self.open[chosen])
        if settled or not any(self.open.values()):
            return None
        number = _digits(self.example, chosen)
        text = mark(
            'Numbers such as "{given}" could be read in two ways. "{mark}" is taken as the decimal mark: {number}.'
        )
        return Phrase(text, {"given": self.example, "mark": chosen, "number": number or 0})

    def _weigh(self, digits: str) -> None:
        held = [c for c in digits if c in ".,"]
        if not held:
            return
        last = held[-1]
        if len(set(held)) == _BOTH:
            self.sure[last] += 1
        elif len(held) > 1:
            self.sure["," if last == "." else "."] += 1
        elif _is_open(*digits.split(last)):
            self.open[last] += 1
            self.example = self.example or digits
        else:
            self.sure[last] += 1


def _is_open(before: str, after: str) -> bool:
    return len(after) == _GROUP and 1 <= len(before) <= _GROUP and not before.startswith("0")


def _digits(text: str, decimal: str) -> float | None:
    if _PLAIN[decimal].fullmatch(text):
        return float(text.replace(decimal, "."))
    if _GROUPED[decimal].fullmatch(text):
        return float("".join("." if c == decimal else c for c in text if c.isdigit() or c == decimal))
    return None


def _amount(found: re.Match[str], decimal: str) -> float | None:
    """The number as it stands, or times the thousand or million after it."""
    digits, scale = found["digits"].strip(), _scale(found)
    if scale is None:
        return _digits(digits, decimal)
    return float(Decimal(digits.replace(",", ".")).scaleb(scale)) if _SCALED.fullmatch(digits) else None


def _scale(found: re.Match[str]) -> int | None:
    return _SCALES.get((found["after"] or "").lower())


def _other_words(found: re.Match[str], currency: str) -> Phrase | str | None:
    """None where the words around the digits are in order; "" where they are unknown; else the refusal."""
    for word in (found["before"], found["after"]):
        plain = (word or "").lower().rstrip(".")
        if not plain or plain == "$" or (plain in _UNITS and not currency):
            continue
        if currency and word == found["after"] and plain in _SCALES:
            continue
        named = _SYMBOLS.get(plain) or (plain.upper() if len(plain) == _CODE and currency else "")
        if not named or not currency:
            return ""
        if named != currency:
            text = mark('"{given}" is not in {currency}, the shop\'s currency. Write the amount in {currency}.')
            return Phrase(text, {"given": found[0], "currency": currency})
    return None


def _unreadable(cell: object, decimal: str, currency: str) -> Phrase:
    if currency:
        good = "85000" if decimals_of(currency) == 0 else f"1204{decimal}50"
        return Phrase(
            mark('"{given}" cannot be read as money. Write it like {good}.'), {"given": given(cell), "good": good}
        )
    return Phrase(
        mark('"{given}" cannot be read as a number. Write it like {good}.'), {"given": given(cell), "good": "12"}
    )
