from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from langganan.words import Money, Phrase, Voice, decimals_of, say_money, say_number

RUPIAH, POUNDS = Voice("id", "IDR"), Voice("en", "GBP")


@pytest.mark.parametrize(
    ("minor", "voice", "short", "said"),
    [
        (85_000, RUPIAH, False, "Rp 85.000"),
        (41_200_000, RUPIAH, True, "Rp 41,2 jt"),
        (4_120_000, POUNDS, True, "£41.2k"),
        (120_450, POUNDS, False, "£1,204.50"),
        (-1_250, POUNDS, False, "-£12.50"),
        (950_000, POUNDS, True, "£9,500"),
    ],
)
def test_money_is_said_as_people_there_write_it(minor: int, voice: Voice, *, short: bool, said: str) -> None:
    assert say_money(minor, voice, short=short) == said


def test_rupiah_have_no_minor_unit() -> None:
    assert (decimals_of("IDR"), decimals_of("GBP")) == (0, 2)


def test_numbers_take_the_languages_separators() -> None:
    assert (say_number(1204.5, POUNDS), say_number(1204.5, RUPIAH)) == ("1,204.5", "1.204,5")


def test_a_phrase_survives_json_with_money_and_days() -> None:
    phrase = Phrase("{amount} on {day}, {n} times", {"amount": Money(1250), "day": date(2011, 12, 10), "n": 3})
    again = Phrase.from_json(phrase.to_json())
    assert again == phrase
    assert again.say(POUNDS) == "£12.50 on 10 December 2011, 3 times"


def test_money_that_names_its_currency_keeps_it_whoever_reads() -> None:
    phrase = Phrase("{price}", {"price": Money(129, "GBP")})
    assert Phrase.from_json(phrase.to_json()).say(RUPIAH) == "£1,29"


def test_short_money_changes_its_unit_where_rounding_does() -> None:
    assert say_money(99_999_600, POUNDS, short=True) == "£1m"


def test_a_phrase_counts_one_and_many() -> None:
    sentence = {n: Phrase("{n} row", {"n": n}, "{n} rows").say(POUNDS) for n in (1, 2)}
    assert sentence == {1: "1 row", 2: "2 rows"}


def test_a_phrase_may_stand_in_another() -> None:
    phrase = Phrase("Line {line}: {problem}", {"line": 3, "problem": Phrase("{n} items", {"n": 1204})})
    assert Phrase.from_json(phrase.to_json()) == phrase
    assert phrase.say(RUPIAH) == "Line 3: 1.204 items"


def test_a_decimal_is_said_with_the_decimals_it_has() -> None:
    phrase = Phrase("r = {r}", {"r": Decimal("0.850")})
    assert Phrase.from_json(phrase.to_json()) == phrase
    assert (phrase.say(POUNDS), phrase.say(RUPIAH)) == ("r = 0.850", "r = 0,850")
