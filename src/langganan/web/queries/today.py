"""What to do today and why, what was done, and how the shop is doing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from django.db.models import Count, Q
from django.utils import timezone

from langganan.engage.wording import addressed
from langganan.understand.shares import wilson
from langganan.web.models import (
    Customer,
    CustomerInsight,
    Product,
    ProductInsight,
    Refresh,
    Shop,
    Task,
    TaskOutcome,
    ToOrder,
)
from langganan.web.queries.shop import today_of
from langganan.words import Phrase

MOST = {"talk": 5, "slipping": 2, "order": 3, "dead": 1}
PEOPLE = ("talk", "slipping")
STILL_SHOWN = timedelta(hours=12)
"""How long a finished task stays on the page, folded to a line with Undo."""


@dataclass(frozen=True)
class Card:
    """One thing to do: the task and whom or what it is about."""

    task: Task
    customer: Customer | None
    product: Product | None
    quantity: float | None

    @property
    def name(self) -> str:
        return name_of(self.customer or self.product)

    @property
    def message(self) -> Phrase | None:
        """The words to send to the customer, by name where it is known: drafts are stored without it."""
        if self.customer is None or not self.task.message:
            return None
        return addressed(self.task.kind, Phrase.from_json(self.task.message), self.customer.name)

    @property
    def initials(self) -> str:
        words = self.name.split()
        return "".join(word[0] for word in words[:2]).upper() if len(words) > 1 else self.name[:2].upper()


@dataclass(frozen=True)
class Finished:
    """A task that was finished lately."""

    outcome: TaskOutcome
    name: str


@dataclass(frozen=True)
class Today:
    """The cards in the order of their value, what was finished, and the counts the headline is made of."""

    cards: list[Card]
    finished: list[Finished]

    @property
    def without_phone(self) -> Card | None:
        """The first card whose customer has no phone number yet; the hint to add one stands there only."""
        return next((card for card in self.cards if card.customer and not card.customer.phone), None)

    @property
    def minutes(self) -> int:
        return sum(card.task.minutes for card in self.cards)

    def count(self, *kinds: str) -> int:
        return sum(card.task.kind in kinds for card in self.cards)


def today(shop: Shop) -> Today:
    """The tasks of the current refresh that nobody finished or put off, a handful of each kind."""
    lately = list(TaskOutcome.objects.filter(at__gte=timezone.now() - STILL_SHOWN).order_by("-at"))
    tasks = _open_tasks(shop, Counter(one.kind for one in lately))
    people = {each.subject_id for each in (*tasks, *lately) if each.kind in PEOPLE}
    goods = {each.subject_id for each in (*tasks, *lately) if each.kind not in PEOPLE}
    customers, products = Customer.objects.in_bulk(people), Product.objects.in_bulk(goods)
    suggested = _suggested(shop, goods)
    cards = [
        Card(task, customers.get(task.subject_id), None, None)
        if task.kind in PEOPLE
        else Card(task, None, products.get(task.subject_id), suggested.get(task.subject_id))
        for task in tasks
    ]
    return Today([card for card in cards if card.customer or card.product], _finished(lately, customers, products))


def finished_one(outcome: TaskOutcome) -> Finished:
    """One finished task, for the line it folds to."""
    model = Customer if outcome.kind in PEOPLE else Product
    return Finished(outcome, name_of(model._default_manager.filter(pk=outcome.subject_id).first()))


def name_of(subject: Customer | Product | None) -> str:
    """What to call a customer or product; the source's own number where it has no name."""
    return str(subject) if subject else ""


def _open_tasks(shop: Shop, finished: Counter[str]) -> list[Task]:
    """What is finished keeps its place in the handful, so that a day's work comes to an end."""
    off = set(TaskOutcome.objects.filter(until__gt=today_of(shop)).values_list("kind", "subject_id"))
    off |= {("order", pk) for pk in ToOrder.objects.filter(ordered_at=None).values_list("product", flat=True)}
    room = {kind: most - finished[kind] for kind, most in MOST.items()}
    chosen = []
    for task in Task.objects.filter(refresh=shop.current_refresh_id).order_by("rank"):
        if (task.kind, task.subject_id) not in off and room.get(task.kind, 0) > 0:
            room[task.kind] -= 1
            chosen.append(task)
    return chosen


def _suggested(shop: Shop, products: Iterable[int]) -> dict[int, float | None]:
    found = ProductInsight.objects.filter(refresh=shop.current_refresh_id, product__in=products)
    return dict(found.values_list("product", "suggested"))


def _finished(
    outcomes: list[TaskOutcome], customers: dict[int, Customer], products: dict[int, Product]
) -> list[Finished]:
    named = [
        Finished(one, name_of(customers.get(one.subject_id) if one.kind in PEOPLE else products.get(one.subject_id)))
        for one in outcomes
    ]
    return [one for one in named if one.name]


@dataclass(frozen=True)
class Finding:
    """How many of those with one order came a second time, and of those a third, with what is sure about each."""

    second: int
    third: int
    second_low: int
    second_high: int
    third_low: int
    third_high: int
    first_customers: int
    second_customers: int
    clear: bool

    @property
    def second_share(self) -> float:
        return self.second / 100

    @property
    def third_share(self) -> float:
        return self.third / 100


def finding(refresh: Refresh | None, *, ripe_days: int = 180, enough: int = 40) -> Finding | None:
    """Is the second order the hard one? Counted over customers who have been here long enough to have ordered thrice.

    None where fewer than `enough` customers came a second time. Intervals are Wilson's at 95 %
    (Wilson 1927, JASA 22:209), the difference is called clear where they do not overlap.
    """
    if refresh is None:
        return None
    ripe = CustomerInsight.objects.filter(refresh=refresh, first_day__lte=refresh.as_of - timedelta(days=ripe_days))
    got = ripe.aggregate(one=Count("pk"), two=Count("pk", Q(orders__gte=2)), three=Count("pk", Q(orders__gte=3)))
    if got["two"] < enough:
        return None
    second, third = _percent(got["two"], got["one"]), _percent(got["three"], got["two"])
    return Finding(
        second=round(100 * got["two"] / got["one"]), third=round(100 * got["three"] / got["two"]),
        second_low=second[0], second_high=second[1], third_low=third[0], third_high=third[1],
        first_customers=got["one"], second_customers=got["two"], clear=second[1] < third[0],
    )  # fmt: skip


def _percent(hits: int, cases: int) -> tuple[int, int]:
    """Wilson's interval for `hits` of `cases`, in whole percent."""
    low, high = wilson(np.array([hits]), np.array([cases]))
    return round(100 * low[0]), round(100 * high[0])
