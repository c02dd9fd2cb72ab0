"""Groups of respondents compared: MICOM, permutation and the other tests between groups."""

from __future__ import annotations
