"""Reading dates and times as shops write them, and turning the shop's clock into UTC."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np

from langganan.collect.cells import Cell, given
from langganan.errors import ArgumentError
from langganan.tables import Array
from langganan.words import Phrase, mark

FIRST_YEAR, LAST_YEAR = 1990, 2100
LONGEST = 60
"""Characters a date may have."""
_TAIL = r"(?:(?:\s*[T,]\s*|\s+)(?P<clock>\S.*))?"
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?", re.ASCII)
_NUMERIC = re.compile(rf"(?P<a>\d{{1,4}})\s?([/.\-])\s?(?P<b>\d{{1,2}})\s?\2\s?(?P<c>\d{{1,4}}){_TAIL}", re.ASCII)
_DAY_MONTH = re.compile(
    rf"(?:[A-Za-z']+,?\s+)?(?P<d>\d{{1,2}})[ \-/]+(?P<m>[A-Za-z]{{3,9}})\.?,?[ \-/]+(?P<y>\d{{4}}|\d\d){_TAIL}"
)
_MONTH_DAY = re.compile(rf"(?:[A-Za-z]+,\s+)?(?P<m>[A-Za-z]{{3,9}})\.?\s+(?P<d>\d{{1,2}}),?\s+(?P<y>\d{{4}}){_TAIL}")
_SOLID = re.compile(rf"(?P<y>\d{{4}})(?P<m>\d\d)(?P<d>\d\d){_TAIL}")
_CLOCK = re.compile(
    r"(?:pukul\s+|jam\s+)?(?P<h>\d{1,2})[:.](?P<m>\d\d)(?:[:.](?P<s>\d\d)(?:[.,](?P<f>\d{1,9}))?)?\s*(?P<half>[ap]\.?m\.?)?"
    r"\s*(?P<zone>z|utc|gmt|wib|wita|wit|[+-]\d\d:?\d\d|[+-]\d\d)?",
    re.IGNORECASE | re.ASCII,
)
_ZONES = {"z": 0, "utc": 0, "gmt": 0, "wib": 7, "wita": 8, "wit": 9}
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ALSO = {"mei": 5, "agu": 8, "ags": 8, "agt": 8, "okt": 10, "nop": 11, "des": 12, "peb": 2}
_EXCEL_EPOCH = datetime.combine(date(1899, 12, 30), time())
_EXCEL_DAYS = (32_874, 73_416)  # 1990 to 2100
_SOLID_DAYS = (19_900_101, 21_001_231)
_LAST_DAY, _LAST_MONTH, _YEAR_WIDTH, _NOON = 31, 12, 4, 12
_CENTURY_TURNS = 70
_PATTERN = {"dmy": "25/12/2011", "mdy": "12/25/2011", "ymd": "2011-12-25"}


def parse_time(cell: Cell, order: str) -> datetime | Phrase:
    """This function will read a date, with or without a time of day; a bare date is its first moment.

    A date that begins with a four-digit year is read year-month-day whatever `order` ("dmy", "mdy",
    "ymd") says. Months may be named in English or Indonesian. Two-digit years are 1970 to 2069. A time
    with Z, an offset or WIB, WITA, WIT comes back with that zone, any other without one. A number in a
    cell is Excel's count of days. Years before 1990 or after 2100 are refused.
    """
    found = _typed(cell) if not isinstance(cell, str) else _text(cell, order) if len(cell) <= LONGEST else None
    if cell is None:
        return Phrase(mark("The date is empty. Write it like {good}."), {"good": _PATTERN[order]})
    if found is None:
        text = mark('"{given}" is not a date that can be read here. Write it like {good} or {other}.')
        return Phrase(text, {"given": given(cell), "good": _PATTERN[order], "other": "2011-12-25 08:26"})
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        text = mark('"{given}" is in the year {year}. Orders from {first} to {last} can be read.')
        years = {"year": str(found.year), "first": str(FIRST_YEAR), "last": str(LAST_YEAR)}
        return Phrase(text, {"given": given(cell), **years})
    return found


def zone_named(zone: str) -> ZoneInfo:
    """This function will find a time zone by its name, or raise `ArgumentError` with examples of good ones."""
    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError, TypeError, AttributeError) as error:
        text = mark('There is no time zone called "{given}". Write one such as Asia/Jakarta or Europe/London.')
        raise ArgumentError(text, given=given(str(zone))) from error


def to_utc(local: Array, zone: ZoneInfo) -> Array:
    """This function will turn the shop's local times (datetime64[us]) into UTC.

    Where clocks go back, an hour happens twice: the first is meant. Where they go forward, an hour is
    missing: a time in it is read as if the clock had not yet been moved. Offsets are looked up once a minute.
    """
    minutes, at = np.unique(local.astype("datetime64[m]"), return_inverse=True)
    offsets = [datetime.replace(minute, tzinfo=zone).utcoffset() or timedelta(0) for minute in minutes.tolist()]
    return local - np.array(offsets, dtype="timedelta64[us]")[at]


@dataclass
class Orders:
    """What a column's dates show about the order of day and month: counts, and the first row that proves it."""

    proof: dict[str, tuple[int, str]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=lambda: {"dmy": 0, "mdy": 0, "ymd": 0, "open": 0})
    example: str = ""

    def see(self, cells: Iterable[tuple[int, object]]) -> None:
        """This function will add what these (row, cell) pairs show."""
        for row, cell in cells:
            text = cell.strip() if isinstance(cell, str) else ""
            found = _NUMERIC.fullmatch(text) if len(text) <= LONGEST else None
            if not found:
                continue
            shown = _order_of(int(found["a"]), int(found["b"]), len(found["a"]))
            self.counts[shown] += 1
            self.proof.setdefault(shown, (row, text))

    def decide(self) -> str:
        """This function will choose the order most dates prove; day before month where none does."""
        sure = {name: count for name, count in self.counts.items() if name != "open" and count}
        return max(sure, key=sure.__getitem__) if sure else "dmy"

    def settled(self) -> bool:
        """Whether some date proves an order, or none needs one."""
        return self.counts["open"] == 0 or self.counts["dmy"] + self.counts["mdy"] > 0

    def doubt(self) -> Phrase | None:
        """This function will say how the dates are read and why, where they could be read in two ways."""
        chosen = self.decide()
        if chosen == "ymd" or not (self.counts["open"] or (self.counts["dmy"] and self.counts["mdy"])):
            return None
        if chosen in self.proof:
            text = _BECAUSE[chosen]
            row, example = self.proof[chosen]
            return Phrase(text, {"row": row, "given": example})
        row, example = self.proof["open"]
        text = mark('Every date could be day/month or month/day, such as "{given}" in row {row}. Read as day/month.')
        return Phrase(text, {"row": row, "given": example})


_BECAUSE = {
    "dmy": mark('Dates are read as day/month, because row {row} says "{given}".'),
    "mdy": mark('Dates are read as month/day, because row {row} says "{given}".'),
}


def _order_of(a: int, b: int, width: int) -> str:
    if width == _YEAR_WIDTH or a > _LAST_DAY:
        return "ymd"
    if a > _LAST_MONTH:
        return "dmy"
    return "mdy" if b > _LAST_MONTH else "open"


def _typed(cell: Cell) -> datetime | None:
    if isinstance(cell, datetime):
        return cell
    if isinstance(cell, date):
        return datetime.combine(cell, time())
    if isinstance(cell, int | float | Decimal):
        if cell == cell // 1 and _SOLID_DAYS[0] <= cell <= _SOLID_DAYS[1]:
            return _text(str(int(cell)), "ymd")
        if _EXCEL_DAYS[0] <= cell < _EXCEL_DAYS[1]:
            return _EXCEL_EPOCH + timedelta(microseconds=round(float(cell) * 86_400_000) * 1000)
    return None


def _text(text: str, order: str) -> datetime | None:
    if _ISO.fullmatch(text):
        return _plain_iso(text)
    for pattern in (_NUMERIC, _SOLID, _DAY_MONTH, _MONTH_DAY):
        found = pattern.fullmatch(text)
        if found:
            day = _numeric_day(found, order) if pattern is _NUMERIC else _named_day(found)
            return _with_clock(day, found["clock"]) if day else None
    return None


def _plain_iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _numeric_day(found: re.Match[str], order: str) -> date | None:
    a, b, c = found["a"], found["b"], found["c"]
    if len(a) == _YEAR_WIDTH or (order == "ymd" and len(c) < _YEAR_WIDTH - 1):
        return _day(a, b, c)
    return _day(c, a, b) if order == "mdy" else _day(c, b, a)


def _named_day(found: re.Match[str]) -> date | None:
    month = found["m"]
    if not month.isdigit():
        short = month[:3].lower()
        number = _ALSO.get(short) or (_MONTHS.index(short) + 1 if short in _MONTHS else 0)
        return _day(found["y"], str(number), found["d"])
    return _day(found["y"], month, found["d"])


@cache
def _day(year: str, month: str, day: str) -> date | None:
    if len(year) not in {2, _YEAR_WIDTH}:
        return None
    full = int(year) if len(year) == _YEAR_WIDTH else 1900 + int(year) + (100 if int(year) < _CENTURY_TURNS else 0)
    try:
        return date(full, int(month), int(day))
    except ValueError:
        return None


def _with_clock(day: date, clock: str | None) -> datetime | None:
    if not clock:
        return datetime.combine(day, time())
    found = _CLOCK.fullmatch(clock.strip())
    if not found:
        return None
    hour, half = int(found["h"]), (found["half"] or "").lower()[:1]
    if half and not 1 <= hour <= _NOON:
        return None
    hour = hour % _NOON + (_NOON if half == "p" else 0) if half else hour
    micro = int((found["f"] or "0")[:6].ljust(6, "0"))
    try:
        at = time(hour, int(found["m"]), int(found["s"] or 0), micro, _offset(found["zone"]))
        return datetime.combine(day, at)
    except ValueError:
        return None


def _offset(zone: str | None) -> timezone | None:
    if not zone:
        return None
    if zone.lower() in _ZONES:
        return timezone(timedelta(hours=_ZONES[zone.lower()])) if _ZONES[zone.lower()] else UTC
    digits = zone[1:].replace(":", "").ljust(4, "0")
    shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-shift if zone[0] == "-" else shift)
