from __future__ import annotations

from langganan.errors import ArgumentError, LanggananError
from langganan.words import Voice


def test_an_error_is_its_sentence_with_the_gaps_filled() -> None:
    error = ArgumentError("{given} is not one of {allowed}.", given="x", allowed="en, id")
    assert str(error) == "x is not one of en, id."
    assert isinstance(error, LanggananError | ValueError)


def test_an_error_can_be_said_in_indonesian() -> None:
    error = ArgumentError("The note is empty. Write a line first.")
    assert error.say(Voice("id")) not in {"", str(error)}
