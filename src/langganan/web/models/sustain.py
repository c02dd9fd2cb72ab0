"""What a refresh found out about each product, and the list of what to order."""

from __future__ import annotations

from django.db import models

from langganan.web.models.collect import Product
from langganan.web.models.people import User
from langganan.web.models.shop import Refresh


class ProductInsight(models.Model):
    """One product as one refresh saw it. Quantities in the product's own unit, money in minor units."""

    refresh = models.ForeignKey(Refresh, on_delete=models.CASCADE)
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="insights")
    rank = models.PositiveIntegerField(help_text="By revenue over the last 365 days, 1 is the first.")
    units_month = models.FloatField(help_text="Sold in the last 28 days.")
    units_month_before = models.FloatField(help_text="Sold in the 28 days before those.")
    units_year = models.FloatField()
    revenue_year = models.BigIntegerField()
    customers = models.PositiveIntegerField(help_text="Different customers in the last 365 days.")
    trend = models.CharField(max_length=10, help_text="rising, steady, falling or unknown.")
    last_day = models.DateField()
    quiet_days = models.PositiveIntegerField()
    dead = models.BooleanField(help_text="Quiet for much longer than its own rhythm.")
    on_hand = models.FloatField(null=True, help_text="Last count less what was sold since; empty where never counted.")
    daily_mean = models.FloatField()
    order_up_to = models.FloatField(help_text="What should be on hand and on order after ordering today.")
    suggested = models.FloatField(
        null=True, help_text="Order-up-to level less what is on hand; empty where never counted."
    )
    cover_days = models.FloatField(null=True, help_text="Days until what is on hand is sold at the mean rate.")
    alike = models.JSONField(default=list, help_text="[product id, customers of both, of how many], most alike first.")
    together = models.JSONField(
        default=list, help_text="[product id, orders of both, of how many], most telling first."
    )
    weeks = models.JSONField(
        help_text="{start, sold: [...], mean: [...], low: [...], high: [...]}: past weeks and those ahead."
    )
    buyers = models.JSONField(default=list, help_text="[customer id, orders with it], most first.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("refresh", "product"), name="product_insight_once"),)
        indexes = (
            models.Index(fields=("refresh", "rank"), name="product_rank"),
            models.Index(fields=("refresh", "-units_month", "product"), name="product_month"),
            models.Index(fields=("refresh", "-suggested", "product"), name="product_suggested"),
            models.Index(fields=("refresh", "-quiet_days", "product"), name="product_quiet"),
        )


class ToOrder(models.Model):
    """A product on the list of what to order next."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="to_order")
    quantity = models.FloatField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL)
    ordered_at = models.DateTimeField(null=True, help_text="When it was marked as ordered.")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("product",), condition=models.Q(ordered_at=None), name="to_order_once"),
        )
