from __future__ import annotations

import json
from datetime import date
from itertools import product
from pathlib import Path

import numpy as np

import langganan.understand.rfm
from langganan.understand.rfm import GROUPS
from langganan.understand.segment_words import SEGMENTS, said
from langganan.understand.shopify_groups import SHOPIFY, shopify_groups
from made_shop import TODAY, made, real


def test_all_eleven_of_shopifys_groups_have_words_and_all_but_prospects_cells() -> None:
    cells = np.array(list(product(range(1, 6), repeat=3)))
    assert set(shopify_groups(*cells.T)) == set(SHOPIFY) - {"prospects"}
    assert len(SHOPIFY) == 11


def test_shopifys_groups_go_by_recency_and_the_mean_of_the_other_two() -> None:
    wanted = {
        "champions": (5, 4, 3), "loyal": (4, 5, 5), "active": (4, 2, 3), "new": (5, 1, 1), "promising": (4, 1, 1),
        "needs_attention": (3, 3, 3), "almost_lost": (3, 2, 1), "at_risk": (2, 4, 4), "previously_loyal": (1, 5, 4),
        "dormant": (2, 2, 2),
    }  # fmt: skip
    found = shopify_groups(*np.array(list(wanted.values())).T)
    assert dict(zip(wanted, found.tolist(), strict=True)) == {name: name for name in wanted}


def test_every_segment_has_words_and_something_to_do() -> None:
    assert set(SEGMENTS) == set(GROUPS)
    assert all(len(words) == 2 for words in SEGMENTS.values())


def test_the_cells_are_written_once_each() -> None:
    text = (Path(langganan.understand.rfm.__file__).parent / "rfm_cells.json").read_text(encoding="utf-8")
    cells = [cell for own in json.loads(text)["segments"].values() for cell in own]
    assert sorted(cells) == ["".join(map(str, cell)) for cell in product(range(1, 6), repeat=3)]


def test_of_one_order_it_is_said_that_no_habit_shows() -> None:
    found = made([("1", "ani", "A", "2026-01-01", 2, 200)])._segments(TODAY.replace(year=2026))
    words = " ".join(map(str, said(found, 0)))
    assert "1 order, the last" in words
    assert "cannot be told yet" in words
    assert "cannot be told yet" not in " ".join(map(str, said(real()._segments(TODAY), 0)))


def test_days_are_counted_as_people_do() -> None:
    lines = [("1", "ani", "A", "2026-01-01", 2, 200), ("2", "ani", "A", "2026-01-02", 2, 200)]
    facts = [" ".join(map(str, said(made(lines)._segments(date(2026, 1, day)), 0))) for day in (2, 3, 5)]
    assert [word in text for word, text in zip(("today", "1 day ago", "3 days ago"), facts, strict=True)] == [True] * 3
