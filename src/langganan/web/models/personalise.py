"""What each customer would like, and why."""

from __future__ import annotations

from django.db import models

from langganan.web.models.collect import Customer, Product
from langganan.web.models.shop import Refresh


class Recommendation(models.Model):
    """One product suggested to one customer by one refresh."""

    refresh = models.ForeignKey(Refresh, on_delete=models.CASCADE)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    product = models.ForeignKey(Product, on_delete=models.CASCADE)
    rank = models.PositiveSmallIntegerField()
    repeat = models.BooleanField(help_text="The customer bought it before.")
    reason = models.JSONField(help_text="A phrase.")

    class Meta:
        ordering = ("rank",)
        indexes = (models.Index(fields=("refresh", "customer", "rank"), name="recommendation_for"),)
