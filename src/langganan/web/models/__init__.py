"""Rows. One file per stage of the loop, one history of migrations."""

from __future__ import annotations

from langganan.web.models.collect import (
    BeforeImage,
    Customer,
    ImportBatch,
    Order,
    OrderLine,
    Product,
    RejectedRow,
    RememberedLayout,
)
from langganan.web.models.engage import Audience, Note, Task, TaskOutcome
from langganan.web.models.people import User
from langganan.web.models.personalise import NotThis, Recommendation
from langganan.web.models.protect import AuditLine
from langganan.web.models.shop import Refresh, Shop
from langganan.web.models.sustain import ProductInsight, ToOrder
from langganan.web.models.understand import CohortCell, CustomerInsight, Figure, ShopInsight

__all__ = [
    "Audience",
    "AuditLine",
    "BeforeImage",
    "CohortCell",
    "Customer",
    "CustomerInsight",
    "Figure",
    "ImportBatch",
    "NotThis",
    "Note",
    "Order",
    "OrderLine",
    "Product",
    "ProductInsight",
    "Recommendation",
    "Refresh",
    "RejectedRow",
    "RememberedLayout",
    "Shop",
    "ShopInsight",
    "Task",
    "TaskOutcome",
    "ToOrder",
    "User",
]
