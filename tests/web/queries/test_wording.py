"""Every code of the analysts has its plain words."""

from __future__ import annotations

from langganan.understand.rfm import GROUPS as SEGMENTS
from langganan.web.queries.wording import GROUPS, segment_words


def test_every_segment_has_a_sentence():
    assert all(str(segment_words(code)).endswith(".") for code in SEGMENTS)


def test_every_group_has_a_name():
    assert set(SEGMENTS.values()) == set(GROUPS)


def test_an_unknown_segment_shows_its_name():
    assert str(segment_words("vip {x}")) == "vip {x}"
