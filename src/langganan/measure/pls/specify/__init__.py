"""The model: how it is written, what it is made of, and whether it can be estimated at all."""

from __future__ import annotations
