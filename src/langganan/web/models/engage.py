"""What was done about the people on the Today page, and what staff noted about customers."""

from __future__ import annotations

from django.db import models

from langganan.web.models.collect import Customer
from langganan.web.models.people import User


class TaskOutcome(models.Model):
    """What became of one task of the Today page; it does not come back before `until`."""

    class Outcome(models.TextChoices):
        DONE = "done"
        NOT_NOW = "not_now"

    kind = models.CharField(max_length=12, help_text="talk, slipping, order or dead.")
    subject_id = models.BigIntegerField(help_text="The customer's or product's number.")
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    reason = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField()
    until = models.DateField()
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL)

    class Meta:
        indexes = (models.Index(fields=("kind", "subject_id", "-until"), name="task_outcome"),)


class Note(models.Model):
    """What a member of staff wrote about a customer."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL)

    class Meta:
        ordering = ("-at",)


class Task(models.Model):
    """One thing a refresh suggests doing today, the more valuable ones first."""

    refresh = models.ForeignKey("Refresh", on_delete=models.CASCADE)
    kind = models.CharField(max_length=12, help_text="talk, slipping, order or dead.")
    subject_id = models.BigIntegerField(help_text="The customer's or product's number.")
    rank = models.PositiveIntegerField()
    why = models.JSONField(help_text="A phrase.")
    message = models.JSONField(null=True, help_text="Draft words to the customer, a phrase.")
    value = models.BigIntegerField(default=0, help_text="What is at stake, minor units.")
    minutes = models.PositiveSmallIntegerField(default=3)

    class Meta:
        ordering = ("rank",)
        indexes = (models.Index(fields=("refresh", "kind", "rank"), name="task_rank"),)


class Audience(models.Model):
    """A list of customers kept under a name, with how it came about."""

    name = models.CharField(max_length=120)
    how = models.JSONField(help_text="A phrase.")
    made_at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL)
    customers = models.ManyToManyField(Customer, related_name="audiences")

    class Meta:
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return self.name
