"""What a refresh found out about each customer, and about the shop as a whole."""

from __future__ import annotations

from django.db import models

from langganan.web.models.collect import Customer
from langganan.web.models.shop import Refresh


class CustomerInsight(models.Model):
    """One customer as one refresh saw them. Money in minor units, times in days."""

    refresh = models.ForeignKey(Refresh, on_delete=models.CASCADE)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="insights")
    orders = models.PositiveIntegerField()
    revenue = models.BigIntegerField()
    revenue_year = models.BigIntegerField()
    first_day = models.DateField()
    last_day = models.DateField()
    silent_days = models.PositiveIntegerField()
    r = models.PositiveSmallIntegerField()
    f = models.PositiveSmallIntegerField()
    m = models.PositiveSmallIntegerField()
    segment = models.CharField(max_length=24)
    group = models.CharField(max_length=12)
    interval_days = models.FloatField(null=True)
    own_intervals = models.PositiveIntegerField(help_text="How many of the customer's own intervals it rests on.")
    due_from = models.DateField(null=True)
    due_to = models.DateField(null=True)
    state = models.CharField(max_length=10)
    return_in_100 = models.FloatField(
        null=True, help_text="Of 100 like this, how many come back within 60 days by themselves."
    )
    return_cases = models.PositiveIntegerField(default=0, help_text="How many past silences that rests on.")
    likes = models.JSONField(default=list, help_text="[product id, orders with it], most first.")
    like_categories = models.JSONField(default=list, help_text="[category, orders with it], most first.")
    habits = models.JSONField(default=list, help_text="[aspect, phrase] of what others do less, clearest first.")
    group_before = models.CharField(max_length=12, blank=True, help_text="90 days before; empty: no customer yet.")
    shopify = models.CharField(max_length=20, blank=True, help_text="The group in Shopify's eleven.")
    alive = models.FloatField(null=True, help_text="The chance of still being a customer.")
    expected = models.FloatField(null=True, help_text="Orders expected in the next 90 days.")
    expected_low = models.PositiveSmallIntegerField(null=True, help_text="In 8 cases of 10 from this many,")
    expected_high = models.PositiveSmallIntegerField(null=True, help_text="to this many.")
    again = models.FloatField(null=True, help_text="The chance of ordering in the next 90 days.")
    again_low = models.FloatField(null=True, help_text="In the shop's past it lay between this,")
    again_high = models.FloatField(null=True, help_text="and this.")
    next_day = models.DateField(null=True, help_text="By when half of such customers have ordered again.")
    next_from = models.DateField(null=True)
    next_to = models.DateField(null=True)
    order_value = models.BigIntegerField(null=True, help_text="What an order is expected to come to, minor units.")
    value = models.BigIntegerField(null=True, help_text="Expected in the next 365 days, minor units, discounted.")
    value_low = models.BigIntegerField(null=True)
    value_high = models.BigIntegerField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("refresh", "customer"), name="insight_once"),)
        indexes = (
            models.Index(fields=("refresh", "group", "-revenue_year"), name="insight_group"),
            models.Index(fields=("refresh", "-revenue_year", "customer"), name="insight_value"),
            models.Index(fields=("refresh", "-last_day", "customer"), name="insight_last"),
            models.Index(fields=("refresh", "due_from", "customer"), name="insight_due"),
            models.Index(fields=("refresh", "-orders", "customer"), name="insight_orders"),
            models.Index(fields=("refresh", "group_before", "group"), name="insight_movement"),
            models.Index(fields=("refresh", "-value", "customer"), name="insight_ahead"),
            models.Index(fields=("refresh", "-again", "customer"), name="insight_again"),
        )


class CohortCell(models.Model):
    """Customers of one first month, `month_number` months later."""

    refresh = models.ForeignKey(Refresh, on_delete=models.CASCADE)
    month = models.DateField()
    month_number = models.PositiveSmallIntegerField()
    customers = models.PositiveIntegerField()
    active = models.PositiveIntegerField()
    returned = models.PositiveIntegerField(help_text="Who came back in month 1 or later, up to this one.")
    revenue = models.BigIntegerField()
    margin = models.BigIntegerField(null=True, help_text="What was left of it after the goods' cost; empty: unknown.")
    finished = models.BooleanField()

    class Meta:
        ordering = ("month", "month_number")


class Figure(models.Model):
    """One plain figure of the shop, now and one period earlier."""

    refresh = models.ForeignKey(Refresh, on_delete=models.CASCADE)
    code = models.CharField(max_length=20)
    value = models.FloatField(null=True)
    before = models.FloatField(null=True)
    facts = models.JSONField(default=dict)


class ShopInsight(models.Model):
    """What a refresh found out about the shop as a whole: which models were used, and how good they were."""

    refresh = models.ForeignKey(Refresh, on_delete=models.CASCADE)
    code = models.CharField(max_length=20, help_text="lifetime, recommend, movement_30 or movement_90.")
    facts = models.JSONField(help_text="Numbers and phrases.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("refresh", "code"), name="shop_insight_once"),)
