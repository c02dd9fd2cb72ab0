"""The four figures, as an owner reads them."""

from __future__ import annotations

import pytest

from langganan.web.models import Figure
from langganan.web.queries.figures import shown_figures


@pytest.fixture
def only(shop):
    """A function that leaves one figure and gives it as shown."""

    def leave(code, value, before):
        Figure.objects.all().delete()
        Figure.objects.create(refresh=shop.current_refresh, code=code, value=value, before=before)
        return shown_figures(shop.current_refresh)[0]

    return leave


@pytest.mark.parametrize(
    ("code", "value", "before", "said", "tone"),
    [
        ("repeat_rate", 0.5, 0.46, "4 more than a month before", "good"),
        ("repeat_rate", 0.5, 0.5, "as a month before", ""),
        ("repeat_rate", 0.502, 0.498, "as a month before", ""),
        ("active", 10, 12, "2 fewer than a month before", "watch"),
        ("revenue_month", 110, 100, "10 % up on the 30 days before", "good"),
        ("revenue_month", 90, 100, "10 % down on the 30 days before", "watch"),
        ("revenue_month", 90, 0, "no month before to compare with", "good"),
        ("at_risk", 3, 5, "2 fewer than a month before", "good"),
        ("active", 3, None, "no month before to compare with", ""),
    ],
)
def test_change(only, code, value, before, said, tone):
    shown = only(code, value, before)
    assert (str(shown.change), shown.tone) == (said, tone)


def test_what_is_not_known_is_said(only):
    assert str(only("repeat_rate", None, None).value) == "Cannot tell yet"


def test_a_share_is_a_count_of_a_hundred(only):
    assert str(only("repeat_rate", 0.384, None).value) == "38 in 100"


def test_the_demo_shop_has_all_four_with_how_they_came_about(demo):
    shown = shown_figures(demo.current_refresh)
    assert [str(one.label) for one in shown] == [
        "Came back within 60 days", "Active customers", "Sales in 30 days", "Regulars running late",
    ]  # fmt: skip
    assert all(one.how for one in shown)


def test_none_before_the_first_refresh(empty_shop):
    assert shown_figures(None) == []


def test_only_what_does_not_say_itself_has_a_gloss(demo):
    assert [bool(one.gloss) for one in shown_figures(demo.current_refresh)] == [False, False, False, True]
