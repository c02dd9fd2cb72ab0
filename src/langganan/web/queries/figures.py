"""The shop's four plain figures, put the way an owner reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from langganan.web.models import Figure, Refresh
from langganan.words import Money, Phrase, mark

LABELS = {
    "repeat_rate": Phrase(mark("Came back within 60 days")),
    "active": Phrase(mark("Active customers")),
    "revenue_month": Phrase(mark("Sales in 30 days")),
    "at_risk": Phrase(mark("Regulars running late")),
}
GLOSSES = {"at_risk": Phrase(mark("of the better half by sales, past their own usual time"))}
CANNOT_TELL = Phrase(mark("Cannot tell yet"))
FALLING_IS_GOOD = {"at_risk"}
AS_A_MONTH_BEFORE, AS_BEFORE = mark("as a month before"), mark("as the 30 days before")


@dataclass(frozen=True)
class Shown:
    """One figure: its label, value and change as they are read, `good`, `watch` or nothing, and how it came about."""

    label: Phrase
    gloss: Phrase | None
    """What the label means, where it does not say so itself."""
    value: Phrase
    change: Phrase
    tone: str
    how: Phrase | None
    short: int | None
    """Where the value is money: minor units, for writing it short."""
    of: int | None
    """Of how many customers, where that helps."""
    worth: int | None
    """What they brought in the last year, minor units, where that helps."""


def shown_figures(refresh: Refresh | None) -> list[Shown]:
    """The figures of this refresh, in their fixed order."""
    stored = {one.code: one for one in Figure.objects.filter(refresh=refresh)} if refresh else {}
    return [_shown(stored[code]) for code in LABELS if code in stored]


def _shown(figure: Figure) -> Shown:
    how: dict[str, Any] | None = figure.facts.get("how")
    change = _change(figure)
    return Shown(
        label=LABELS[figure.code],
        gloss=GLOSSES.get(figure.code),
        value=CANNOT_TELL if figure.value is None else _value(figure.code, figure.value),
        change=change,
        tone="" if change.text in {AS_A_MONTH_BEFORE, AS_BEFORE} else _tone(figure),
        how=Phrase.from_json(how) if how else None,
        short=int(figure.value) if figure.code == "revenue_month" and figure.value is not None else None,
        of=figure.facts.get("customers"),
        worth=figure.facts.get("revenue") if figure.code == "at_risk" else None,
    )


def _value(code: str, value: float) -> Phrase:
    if code == "repeat_rate":
        return Phrase(mark("{k} in 100"), {"k": round(100 * value)})
    return Phrase("{value}", {"value": Money(int(value)) if code == "revenue_month" else int(value)})


def _change(figure: Figure) -> Phrase:
    """Against thirty days earlier, in the unit people think in."""
    if figure.value is None or figure.before is None:
        return Phrase(mark("no month before to compare with"))
    if figure.code == "repeat_rate":
        return _points(round(100 * figure.value) - round(100 * figure.before))
    if figure.code == "revenue_month":
        return _share(figure.value, figure.before)
    return _points(int(figure.value - figure.before))


def _points(change: int) -> Phrase:
    if change == 0:
        return Phrase(AS_A_MONTH_BEFORE)
    text = mark("{n} more than a month before") if change > 0 else mark("{n} fewer than a month before")
    return Phrase(text, {"n": abs(change)})


def _share(value: float, before: float) -> Phrase:
    if before <= 0:
        return Phrase(mark("no month before to compare with"))
    change = round(100 * (value - before) / before)
    if change == 0:
        return Phrase(AS_BEFORE)
    text = mark("{k} % up on the 30 days before") if change > 0 else mark("{k} % down on the 30 days before")
    return Phrase(text, {"k": abs(change)})


def _tone(figure: Figure) -> str:
    if figure.value is None or figure.before is None or figure.value == figure.before:
        return ""
    better = (figure.value > figure.before) != (figure.code in FALLING_IS_GOOD)
    return "good" if better else "watch"
