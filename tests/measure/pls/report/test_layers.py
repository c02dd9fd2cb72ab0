from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from langganan.measure.pls.report.layers import crossings, heights, layers

EDGES = st.lists(
    st.tuples(st.sampled_from("ABCDEFG"), st.sampled_from("ABCDEFG")).filter(lambda e: e[0] < e[1]), unique=True
)


@given(EDGES)
def test_every_piece_joins_next_columns(edges):
    found = layers("ABCDEFG", edges)
    column = {node: i for i, nodes in enumerate(found.columns) for node in nodes}
    assert all(column[b] == column[a] + 1 for a, b in found.pieces)
    assert sorted(n for n in column if isinstance(n, str)) == list("ABCDEFG")


@given(EDGES)
def test_heights_keep_the_order_and_the_room(edges):
    found = layers("ABCDEFG", edges)
    room = {node: (3.0, 5.0) for nodes in found.columns for node in nodes}
    y = heights(found, room)
    assert all(y[b] - y[a] >= 8 - 1e-6 for nodes in found.columns for a, b in pairwise(nodes))


def test_crossings_that_need_not_be_are_taken_away():
    found = layers("ABCD", [("A", "D"), ("B", "C")])
    assert crossings(found) == 0


def test_a_source_stands_just_before_what_it_leads_to():
    found = layers("ABCD", [("A", "B"), ("B", "C"), ("D", "C")])
    assert "D" in found.columns[1]
