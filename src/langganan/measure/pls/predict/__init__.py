"""How well a model predicts respondents it has not seen: PLSpredict and CVPAT."""

from __future__ import annotations
