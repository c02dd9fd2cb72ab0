from __future__ import annotations

from collections.abc import Callable

import pytest

from langganan.errors import ArgumentError
from langganan.web.actions import audiences
from langganan.web.models import Audience, AuditLine, Customer
from langganan.words import Phrase

pytestmark = pytest.mark.django_db
HOW = Phrase("Their first order was between {a} and {b}.", {"a": "x", "b": "y"})


@pytest.fixture
def kept() -> Audience:
    people = [Customer.objects.create(ref=ref).pk for ref in ("K1", "K2")]
    return audiences.keep(" Spring ", [*people, people[0], 10**9], how=HOW, by=None)


def test_a_list_keeps_each_person_once_and_nobody_who_is_gone(kept: Audience) -> None:
    assert (kept.name, kept.customers.count()) == ("Spring", 2)
    assert Phrase.from_json(kept.how).say() == "Their first order was between x and y."


def test_every_change_leaves_a_line_without_the_name(kept: Audience) -> None:
    audiences.rename(kept.pk, "Autumn", by=None)
    audiences.remove(kept.pk, by=None)
    lines = AuditLine.objects.order_by("pk").values_list("verb", "subject_id", "detail")
    about = {"customers": 2}
    assert list(lines) == [
        ("list.keep", kept.pk, about), ("list.rename", kept.pk, {}), ("list.remove", kept.pk, about)
    ]  # fmt: skip


def test_its_people_stay_when_it_goes(kept: Audience) -> None:
    audiences.remove(kept.pk, by=None)
    assert (Audience.objects.count(), Customer.objects.count()) == (0, 2)


@pytest.mark.parametrize(("name", "sentence"), [(" ", "needs a name"), ("x" * 121, "120 characters")])
def test_a_name_that_cannot_be_is_refused(kept: Audience, name: str, sentence: str) -> None:
    with pytest.raises(ArgumentError, match=sentence):
        audiences.rename(kept.pk, name, by=None)


def test_a_name_is_one_line_without_what_cannot_be_seen(kept: Audience) -> None:
    assert audiences.rename(kept.pk, "Rumah\r\nbaru \u202e", by=None).name == "Rumah baru"


def test_nobody_is_no_list(db: None) -> None:
    with pytest.raises(ArgumentError, match="nobody to keep"):
        audiences.keep("Spring", [], how=HOW, by=None)


@pytest.mark.parametrize(
    "act", [lambda pk: audiences.remove(pk, by=None), lambda pk: audiences.rename(pk, "x", by=None)]
)
def test_a_list_that_is_gone_is_said(db: None, act: Callable[[int], object]) -> None:
    with pytest.raises(ArgumentError, match="gone already"):
        act(404)
