from __future__ import annotations

import pytest

from langganan.measure.pls.decimals import decimal, p_said
from langganan.words import Voice


@pytest.mark.parametrize(
    ("number", "said"), [(0.96949, "0.969"), (-0.0001, "0.000"), (12.0, "12.000"), (1e-12, "0.000")]
)
def test_numbers_are_rounded_and_zero_has_no_sign(number, said):
    assert str(decimal(number)) == said


@pytest.mark.parametrize(("p", "said"), [(0.1615, "p = 0.162"), (0.0004, "p < 0.001"), (0.0006, "p = 0.001")])
def test_p_is_said_as_journals_print_it(p, said):
    assert p_said(p).say(Voice("en")) == said
