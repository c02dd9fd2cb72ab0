"""The types of mediation (Zhao, Lynch & Chen 2010, figure 2), decided here for tables and verdict alike."""

from __future__ import annotations

from enum import StrEnum
from math import isnan


class Type(StrEnum):
    """The types of Zhao, Lynch & Chen 2010.

    COMPLEMENTARY, COMPETITIVE: both effects, of equal or opposite sign (partial mediation); INDIRECT_ONLY: full
    mediation; DIRECT_ONLY, NO_EFFECT: no mediation. Where the model has no direct path none was tested, so nothing is
    full or partial: INDIRECT or INDIRECT_NOT_SHOWN.
    """

    COMPLEMENTARY = "complementary"
    COMPETITIVE = "competitive"
    INDIRECT_ONLY = "indirect-only"
    DIRECT_ONLY = "direct-only"
    NO_EFFECT = "no-effect"
    INDIRECT = "indirect, no direct path in the model"
    INDIRECT_NOT_SHOWN = "indirect not shown, no direct path in the model"


def type_of(indirect: float, direct: float, *, indirect_shown: bool, direct_shown: bool) -> Type:
    """Name the type from both estimates and whether each was shown. `direct` is NaN without a direct path.

    Shown is what the caller asks for: an interval without zero in the tables; in the verdict p and constructs that
    are distinct as well.
    """
    if isnan(direct):
        return Type.INDIRECT if indirect_shown else Type.INDIRECT_NOT_SHOWN
    if indirect_shown and direct_shown:
        return Type.COMPLEMENTARY if indirect * direct > 0 else Type.COMPETITIVE
    if indirect_shown:
        return Type.INDIRECT_ONLY
    return Type.DIRECT_ONLY if direct_shown else Type.NO_EFFECT
