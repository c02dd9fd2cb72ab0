"""Every code of the analysts has its plain words."""

from __future__ import annotations

import pytest

from langganan.understand.rfm import GROUPS as SEGMENTS
from langganan.web.queries.wording import GROUPS, segment_words


def test_every_segment_has_a_sentence():
    assert all(str(segment_words(code)).endswith(".") for code in SEGMENTS)


def test_every_group_has_a_name():
    assert set(SEGMENTS.values()) == set(GROUPS)


def test_an_unknown_segment_shows_its_name():
    assert str(segment_words("vip {x}")) == "vip {x}"


@pytest.mark.parametrize("state", ["late", "quiet"])
def test_nobody_late_is_said_to_have_bought_lately(state):
    said = [str(segment_words(code, state=state)) for code in SEGMENTS]
    assert not any("lately" in words or "not long ago" in words for words in said)
    assert "lately" in str(segment_words("loyal", state="due"))
