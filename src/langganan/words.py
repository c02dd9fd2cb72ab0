"""Sentences that can be spoken in more than one language.

A result of the product that a person will read (a reason, a doubt about a file, an error) is a
`Phrase`: the English sentence with named gaps, and what fills them. It is kept as data and put into
words at the last moment, for one reader's `Voice`.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

LOCALE = Path(__file__).parent / "locale"
LANGUAGES = ("en", "id")
_DECIMALS = {"IDR": 0, "JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "BHD": 3, "KWD": 3, "TND": 3}
_SYMBOLS = {"IDR": "Rp", "GBP": "£", "EUR": "€", "USD": "$", "MYR": "RM", "SGD": "S$", "JPY": "¥"}
_MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "id": [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ],
}
_SHORT = {"en": ((9, "bn"), (6, "m"), (3, "k")), "id": ((9, " M"), (6, " jt"), (3, " rb"))}


@dataclass(frozen=True)
class Money:
    """An amount in minor units (pence, cents, whole rupiah) of `currency`; empty: the reader's shop's."""

    minor: int
    currency: str = ""


@dataclass(frozen=True)
class Voice:
    """How one reader is spoken to: language (`en`, `id`) and the shop's currency (ISO 4217)."""

    language: str = "en"
    currency: str = "IDR"


@dataclass(frozen=True)
class Phrase:
    """A sentence with named gaps, such as `Phrase("{n} rows have no customer", {"n": 3})`.

    `plural` is the sentence for every count but one; the gap called `n` is what is counted. A gap may be filled
    by a phrase of its own.
    """

    text: str
    fields: Mapping[str, Value] = field(default_factory=dict)
    plural: str = ""

    def say(self, voice: Voice = Voice()) -> str:
        """This sentence in the reader's language, numbers, dates and money as people there write them."""
        catalogue = _catalogue(voice.language)
        if self.plural:
            text = catalogue.ngettext(self.text, self.plural, int(self.fields.get("n", 0)))  # type: ignore[arg-type]
        else:
            text = catalogue.gettext(self.text) if self.text else ""
        return text.format(**{name: say_value(value, voice) for name, value in self.fields.items()})

    def __str__(self) -> str:
        return self.say()

    def to_json(self) -> dict[str, Any]:
        """A form that survives JSON; `Phrase.from_json` is the way back."""
        return {"text": self.text, "plural": self.plural, "fields": {k: _pack(v) for k, v in self.fields.items()}}

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> Phrase:
        return Phrase(data["text"], {k: _unpack(v) for k, v in data["fields"].items()}, data.get("plural", ""))


Value = str | int | float | Decimal | date | Money | Phrase
"""What a gap may be filled with; a `Decimal` is said with the decimals it has."""
Progress = Callable[[Phrase, float], None]
"""Who is told, during long work, what is being done and what share of it is behind (0 to 1)."""


def mark(text: str) -> str:
    """Mark a sentence for translation where it is written, without translating it yet."""
    return text


def say_value(value: Value, voice: Voice) -> str:
    """One gap's content in the reader's habits: `1,204` or `1.204`, `10 December 2011`, `£41.20`."""
    if isinstance(value, Phrase):
        return value.say(voice)
    if isinstance(value, Money):
        return say_money(value.minor, replace(voice, currency=value.currency or voice.currency))
    if isinstance(value, date):
        return say_day(value, voice)
    if isinstance(value, bool | str):
        return str(value)
    if isinstance(value, Decimal):
        return say_number(float(value), voice, max(0, -int(value.as_tuple().exponent))).replace("-", "−")
    return say_number(value, voice)


def say_number(value: float, voice: Voice, decimals: int | None = None) -> str:
    """A number with the language's separators; whole numbers without decimals unless asked for."""
    if decimals is None:
        decimals = 0 if float(value).is_integer() else 1
    text = f"{value:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,")) if voice.language == "id" else text


def say_money(minor: int, voice: Voice, *, short: bool = False) -> str:
    """Money as the shop writes it: `£1,204.50`, `Rp 85.000`; short: `£41.2k`, `Rp 41,2 jt`."""
    decimals = decimals_of(voice.currency)
    symbol = _SYMBOLS.get(voice.currency, voice.currency)
    gap = " " if len(symbol) > 1 else ""
    sign, amount = ("-" if minor < 0 else ""), abs(minor) / 10**decimals
    rounded = amount * 1.00005
    unit = next(((size, word) for size, word in _SHORT[voice.language] if rounded >= 10**size), None)
    if short and unit and amount >= 10_000:
        return f"{sign}{symbol}{gap}{say_number(round(amount / 10 ** unit[0], 1), voice)}{unit[1]}"
    return f"{sign}{symbol}{gap}{say_number(amount, voice, 0 if short else decimals)}"


def say_day(day: date, voice: Voice) -> str:
    """A date as people say it: `10 December 2011`, `10 Desember 2011`."""
    return f"{day.day} {_MONTHS[voice.language][day.month - 1]} {day.year}"


def decimals_of(currency: str) -> int:
    """How many decimals the currency's minor unit has in daily use (rupiah: none)."""
    return _DECIMALS.get(currency, 2)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("django", LOCALE, [language], fallback=True)


def _pack(value: Value) -> Any:
    if isinstance(value, Phrase):
        return {"phrase": value.to_json()}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, Money):
        return {"money": value.minor, "currency": value.currency}
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _unpack(value: Any) -> Value:
    if isinstance(value, dict):
        if "phrase" in value:
            return Phrase.from_json(value["phrase"])
        if "decimal" in value:
            return Decimal(value["decimal"])
        return (
            Money(value["money"], value.get("currency", "")) if "money" in value else date.fromisoformat(value["day"])
        )
    return value
