"""What each customer would like, and why."""

from __future__ import annotations

from django.db import models

from langganan.web.models.collect import Customer, Product
from langganan.web.models.people import User
from langganan.web.models.shop import Refresh


class Recommendation(models.Model):
    """One product suggested to one customer by one refresh."""

    refresh = models.ForeignKey(Refresh, on_delete=models.CASCADE)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    product = models.ForeignKey(Product, on_delete=models.CASCADE)
    rank = models.PositiveSmallIntegerField()
    repeat = models.BooleanField(help_text="The customer bought it before.")
    kind = models.CharField(max_length=8, default="repeat", help_text="repeat, explore or trial (new in the shop).")
    reason = models.JSONField(help_text="A phrase.")

    class Meta:
        ordering = ("rank",)
        indexes = (models.Index(fields=("refresh", "customer", "rank"), name="recommendation_for"),)


class NotThis(models.Model):
    """A product that is not to be suggested to one customer."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="not_these")
    product = models.ForeignKey(Product, on_delete=models.CASCADE)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("customer", "product"), name="not_this_once"),)
