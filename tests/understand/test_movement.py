from __future__ import annotations

from datetime import date

import pytest

from langganan.errors import ArgumentError
from langganan.understand.movement import ORDER, said
from made_shop import TODAY, made, real


def test_everybody_of_either_day_is_counted_once() -> None:
    found = real().movements(TODAY, 90)
    assert found.customers.sum() == len(real()._segments(TODAY))
    assert len(found.moves) == found.customers.sum()
    assert set(found.before) <= set(ORDER)


def test_a_first_purchase_since_then_is_no_customer_before() -> None:
    shop = made([("1", "ani", "A", "2026-01-05", 1, 100), ("2", "budi", "A", "2026-03-01", 1, 50)])
    found = shop.movements(date(2026, 3, 2), 30)
    assert found.count(("none",), ORDER) == 1
    assert shop.names.refs(found.moves.who(before="none")).tolist() == ["budi"]


def test_who_gave_everything_back_is_no_customer_now() -> None:
    shop = made([
        ("1", "ani", "A", "2026-01-05", 1, 100), ("2", "budi", "A", "2026-01-06", 1, 50),
        ("C1", "ani", "A", "2026-02-20", -1, -100),
    ])  # fmt: skip
    moves = shop.movements(date(2026, 3, 1), 30).moves
    assert shop.names.refs(moves.who(now="none")).tolist() == ["ani"]


def test_moves_are_listed_and_said_with_how_sure() -> None:
    found = real().movements(TODAY, 90)
    for row in range(len(found)):
        assert len(found.moves.who(found.before[row], found.now[row])) == found.customers[row]
    words = " ".join(map(str, said(found)))
    assert "Of 188 best or loyal on 11 September 2011, 47 are slipping or gone quiet now: about 3 in 10" in words


def test_before_the_first_order_nobody_was_a_customer() -> None:
    found = made([("1", "ani", "A", "2026-01-05", 1, 100)]).movements(date(2026, 1, 5), 90)
    assert (found.before.tolist(), found.now.tolist()) == (["none"], ["loyal"])
    assert "1 customer bought for the first time" in str(said(found)[0])


def test_days_are_whole_and_not_too_many() -> None:
    with pytest.raises(ArgumentError, match="days is 0. It is a whole number from 1"):
        made([("1", "ani", "A", "2026-01-05", 1, 100)]).movement(0)
    with pytest.raises(ArgumentError, match="days is"):
        made([("1", "ani", "A", "2026-01-05", 1, 100)]).movement(10**9)
