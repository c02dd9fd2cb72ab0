from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

import langganan.measure.pls as package
from langganan.measure.pls.thresholds import RULES, Comparison, Rule
from langganan.words import Phrase


def rule(comparison, *values):
    return Rule("code", "what", comparison, values, "source", True, "gloss")


@pytest.mark.parametrize(
    ("comparison", "meeting", "failing"),
    [
        (Comparison.AT_LEAST, 0.7, 0.69), (Comparison.AT_MOST, 0.7, 0.71),
        (Comparison.ABOVE, 0.71, 0.7), (Comparison.BELOW, 0.69, 0.7),
    ],
)  # fmt: skip
def test_a_rule_holds_up_to_its_limit(comparison, meeting, failing):
    assert rule(comparison, 0.7).holds(meeting)
    assert not rule(comparison, 0.7).holds(failing)
    assert not rule(comparison, 0.7).holds(math.nan)


def test_every_rule_says_what_why_and_by_whom():
    for code, each in RULES.items():
        assert each.code == code
        assert each.what
        assert each.gloss
        assert each.source
        assert each.values


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("loading", (0.708, 0.70)), ("reliability", (0.70,)), ("ave", (0.50,)), ("htmt", (0.90, 0.85)),
        ("vif", (5.0, 3.0)), ("full_collinearity", (3.3,)), ("r2", (0.25, 0.50, 0.75)), ("f2", (0.02, 0.15)),
        ("bootstrap", (10_000, 5_000, 500)), ("inverse_square_root", (2.802, 2.486)), ("srmr", (0.08,)),
    ],
)  # fmt: skip
def test_the_limits_are_the_literature_s(code, values):
    assert RULES[code].values == values


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("loading", "The loading of an item is 0.708 or more"), ("vif", "is no higher than 5"),
        ("interval", "The 95 % bootstrap interval leaves zero out"), ("reliability", "rho C are 0.70 or more"),
        ("bootstrap", "10,000 bootstrap resamples or more are drawn"), ("full_collinearity", "no higher than 3.3"),
        ("inverse_square_root", "√n times the smallest path is 2.802 or more"),
    ],
)  # fmt: skip
def test_a_rule_is_a_sentence_with_its_limit(code, sentence):
    assert sentence in str(RULES[code].say())


def test_a_source_that_is_more_than_names_is_said_in_the_reader_s_language():
    assert str(RULES["bootstrap_lost"].cite()) == "our own convention"
    assert Phrase(RULES["ave"].source) == RULES["ave"].cite()


def test_what_we_only_remember_is_said_to_be_unverified():
    remembered = {"loading_drop", "reliability_exploratory", "reliability_redundant", "f2_large", "q2predict", "srmr"}
    remembered |= {"bootstrap_least"}
    assert not any(RULES[code].verified for code in remembered)


def test_limits_stand_in_one_place():
    """No limit of a construct's quality is written into the verdict or the audit."""
    folder = Path(package.__file__).parent
    files = [*folder.glob("verdict/*.py"), *folder.glob("audit/*.py")]
    code = {path.name: re.sub(r'"""(?s:.*?)"""|"[^"\n]*"', "", path.read_text(encoding="utf-8")) for path in files}
    assert [
        n for n, text in code.items() if re.search(r"\b0\.(?:708|85|90|70)\b|\b3\.3\b|\b2\.(?:486|802)\b", text)
    ] == []
