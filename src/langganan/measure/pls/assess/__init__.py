"""What a reviewer asks of an estimate: fit, mediation, moderation, importance, endogeneity, necessity, segments."""

from __future__ import annotations
