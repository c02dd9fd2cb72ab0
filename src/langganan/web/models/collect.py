"""What the shop has collected: customers, products, orders, and the batches they came in."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower


class ImportBatch(models.Model):
    """One file on its way in: previewed, applied, perhaps undone."""

    class State(models.TextChoices):
        READING = "reading"
        PREVIEW = "preview"
        APPLYING = "applying"
        APPLIED = "applied"
        UNDOING = "undoing"
        UNDONE = "undone"
        FAILED = "failed"
        DISCARDED = "discarded"

    file_name = models.CharField(max_length=255)
    stored_as = models.CharField(max_length=255, help_text="Path of the kept copy, relative to the data folder.")
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.READING)
    by = models.ForeignKey("User", null=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    layout = models.JSONField(default=dict, help_text="How the file is read; see collect.layout.Layout.")
    summary = models.JSONField(
        default=dict, help_text="Counts by rule, doubts and the first rows, as shown in the preview."
    )
    problem = models.JSONField(null=True, help_text="The error as a phrase, where it failed.")

    def __str__(self) -> str:
        return f"import {self.pk}: {self.file_name}"


class RejectedRow(models.Model):
    """A row that could not be taken, kept whole so that it can be mended and sent again."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rejects")
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=120, blank=True)
    reason = models.JSONField(help_text="A phrase.")
    cells = models.JSONField(help_text="The row's cells as read, in the file's order of columns.")

    class Meta:
        ordering = ("row",)


class RememberedLayout(models.Model):
    """How files with these headers are read, as a person last confirmed it."""

    headers_sha256 = models.CharField(max_length=64, unique=True)
    layout = models.JSONField()
    used_at = models.DateTimeField()


class Customer(models.Model):
    """A customer as the source numbers them; names and contacts only where the source has them."""

    ref = models.CharField(max_length=120, unique=True)
    name = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True, help_text="E.164.")
    email = models.EmailField(blank=True)
    batch = models.ForeignKey(ImportBatch, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = (models.Index(Lower("name"), name="customer_name"),)

    def __str__(self) -> str:
        return self.name or self.ref


class Product(models.Model):
    """Something the shop sells, or (not `is_goods`) a fee, postage or discount on its bills."""

    sku = models.CharField(max_length=120, unique=True)
    name = models.CharField(max_length=300, blank=True)
    category = models.CharField(max_length=120, blank=True)
    is_goods = models.BooleanField(default=True)
    offered = models.BooleanField(default=True, help_text="False: sold no more, or not to be suggested.")
    counted = models.FloatField(null=True, help_text="On the shelf at the last count.")
    counted_at = models.DateTimeField(null=True)
    lead_days = models.PositiveSmallIntegerField(null=True, help_text="Empty: the shop's usual.")
    unit_cost = models.BigIntegerField(null=True, help_text="What one costs the shop, minor units; empty: not told.")
    batch = models.ForeignKey(ImportBatch, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = (models.Index(Lower("name"), name="product_name"),)

    def __str__(self) -> str:
        return self.name or self.sku


class Order(models.Model):
    """One order: who and when. Times are UTC."""

    ref = models.CharField(max_length=120, unique=True)
    customer = models.ForeignKey(Customer, null=True, on_delete=models.PROTECT, related_name="orders")
    ordered_at = models.DateTimeField(db_index=True)
    channel = models.CharField(max_length=60, blank=True, help_text="Where it came from; empty: not told.")
    batch = models.ForeignKey(ImportBatch, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return self.ref


class OrderLine(models.Model):
    """One line of an order. `amount` is what it came to, in minor units; returns are negative."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="lines")
    quantity = models.FloatField()
    unit_price = models.DecimalField(max_digits=18, decimal_places=4)
    amount = models.BigIntegerField()
    kind = models.CharField(max_length=10)
    fingerprint = models.BigIntegerField(
        unique=True, help_text="Of the row's content: the same row is never stored twice."
    )
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="lines")


class BeforeImage(models.Model):
    """A field's value before an import changed it, so that undo restores exactly."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="before")
    table = models.CharField(max_length=20)
    row_id = models.BigIntegerField()
    field = models.CharField(max_length=40)
    value = models.JSONField(null=True, help_text="Before the import.")
    written = models.JSONField(null=True, help_text="By the import; another value now is a person's, and stays.")

    class Meta:
        indexes = (models.Index(fields=("table", "row_id", "field"), name="before_row"),)
