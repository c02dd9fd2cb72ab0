"""Movement: which customers changed group between two days, from where to where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from langganan.tables import Array, Result
from langganan.understand.rfm import Segments
from langganan.understand.shares import said_range, said_share, wilson
from langganan.words import Phrase, mark

NOBODY = "none"
ORDER = ("best", "loyal", "new", "slipping", "quiet", NOBODY)
GOOD, GOING = ("best", "loyal"), ("slipping", "quiet")
DAYS = (30, 90)
"""How far back a refresh looks."""


@dataclass(frozen=True, eq=False, repr=False)
class Moves(Result):
    """One row per customer of either day: the group `before` and `now`; `none` is no purchase by that day."""

    customer_id: Array
    before: Array
    now: Array

    def who(self, before: str | None = None, now: str | None = None) -> Array:
        """The customers who went from one group to another; None is any group."""
        wanted = np.ones(len(self.customer_id), bool)
        for column, group in ((self.before, before), (self.now, now)):
            if group is not None:
                wanted &= column == group
        return self.customer_id[wanted]


@dataclass(frozen=True, eq=False, repr=False)
class Movement(Result):
    """One row per pair of groups that anybody went between: `customers` of the `of` who were `before` there.

    `low` and `high` are the ends of their share's interval. `moves` tells who they are; `since` and `until` are
    the two days.
    """

    before: Array
    now: Array
    customers: Array
    of: Array
    low: Array
    high: Array
    moves: Moves
    since: date
    until: date

    def count(self, before: tuple[str, ...], now: tuple[str, ...]) -> int:
        """How many went from any of the groups `before` to any of the groups `now`."""
        return int(self.customers[np.isin(self.before, before) & np.isin(self.now, now)].sum())


def movement(before: Segments, now: Segments, *, since: date, until: date) -> Movement:
    """Compare the segments of two days. This function will count who went from which group to which.

    Groups are relative to the shop's other customers of the same day: somebody can also move because others did.
    """
    people, start, end = _groups(before, now)
    pairs, counts = np.unique(start * len(ORDER) + end, return_counts=True)
    first, second = np.divmod(pairs, len(ORDER))
    of = np.bincount(first, weights=counts, minlength=len(ORDER)).astype(np.int64)[first]
    low, high = wilson(counts, of)
    names = np.array(ORDER, object)
    return Movement(
        before=names[first], now=names[second], customers=counts, of=of, low=low, high=high,
        moves=Moves(people, names[start], names[end]), since=since, until=until,
    )  # fmt: skip


def said(found: Movement) -> tuple[Phrase, ...]:
    """Say what changed. This function will give whom the shop may be losing, who came back, and who is new."""
    good, going = found.count(GOOD, ORDER), found.count(GOING, ORDER)
    newcomers = found.count((NOBODY,), ORDER)
    sentences = []
    if good:
        text = mark("Of {of} best or loyal on {day}, {n} are slipping or gone quiet now: {share} ({range}).")
        sentences.append(_share(text, found.count(GOOD, GOING), good, found.since))
    if going:
        back = tuple(group for group in ORDER if group not in GOING and group != NOBODY)
        text = mark("Of {of} slipping or gone quiet on {day}, {n} are best, loyal or new again: {share} ({range}).")
        sentences.append(_share(text, found.count(GOING, back), going, found.since))
    new = mark("{n} customer bought for the first time since {day}: where they will settle shows with time.")
    many = mark("{n} customers bought for the first time since {day}: where they will settle shows with time.")
    return (*sentences, Phrase(new, {"n": newcomers, "day": found.since}, many))


def _share(text: str, count: int, of: int, day: date) -> Phrase:
    about = {"share": said_share(count, of), "range": said_range(count, of)}
    return Phrase(text, {"of": of, "n": count, "day": day, **about})


def _groups(before: Segments, now: Segments) -> tuple[Array, Array, Array]:
    """Everybody of either day, and the place of their group in `ORDER` on each."""
    people = np.union1d(before.customer_id, now.customer_id)
    places = []
    for found in (before, now):
        place = np.full(len(people), ORDER.index(NOBODY))
        codes = [ORDER.index(group) for group in found.group.tolist()]
        place[np.searchsorted(people, found.customer_id)] = np.array(codes, np.int64)
        places.append(place)
    return people, places[0], places[1]
