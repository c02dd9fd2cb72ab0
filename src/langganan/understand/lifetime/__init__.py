"""Lifetime: who is still a customer, how often each will order, when next, and what that is worth.

Which of the purchase models in `understand/btyd/` is used the shop's own past decides (see `backtest`).
"""

from __future__ import annotations

from langganan.understand.lifetime.foresee import lifetime
from langganan.understand.lifetime.read import of_shop
from langganan.understand.lifetime.result import Lifetime
from langganan.understand.lifetime.terms import Cut, Terms, cuts

__all__ = ["Cut", "Lifetime", "Terms", "cuts", "lifetime", "of_shop"]
