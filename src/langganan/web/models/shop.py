"""The shop itself: its name, clock, money and language, and which refresh is current."""

from __future__ import annotations

from django.db import models


class Shop(models.Model):
    """The one shop that lives in this database (primary key 1)."""

    name = models.CharField(max_length=120)
    zone = models.CharField(max_length=64, default="Asia/Jakarta")
    currency = models.CharField(max_length=3, default="IDR")
    language = models.CharField(max_length=2, default="id")
    fixed_today = models.DateField(
        null=True, help_text="A demo shop lives in its data's time; others leave this empty."
    )
    source_note = models.TextField(
        blank=True, help_text="Where the data comes from and under what licence, shown in the app."
    )
    service_level = models.FloatField(
        default=0.95, help_text="Share of order cycles without a stock-out that is aimed at."
    )
    lead_days = models.PositiveSmallIntegerField(default=7, help_text="Usual days from order to delivery.")
    review_days = models.PositiveSmallIntegerField(default=7, help_text="Days between two rounds of ordering.")
    margin = models.FloatField(null=True, help_text="Share of the price left after the goods' cost; empty: not told.")
    explore = models.FloatField(null=True, help_text="Share of suggestions that are new; empty: as learned.")
    lake_generation = models.PositiveIntegerField(default=1, help_text="Raised when stored lines changed or went away.")
    current_refresh = models.ForeignKey("Refresh", null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return self.name


class Refresh(models.Model):
    """One run of the whole loop; its results count once `Shop.current_refresh` points at it."""

    class State(models.TextChoices):
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    as_of = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.RUNNING)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    problem = models.JSONField(null=True, help_text="The error as a phrase, where it failed.")
    facts = models.JSONField(default=dict, help_text="What was worked on: counts of lines, customers, products.")

    def __str__(self) -> str:
        return f"refresh {self.pk} as of {self.as_of}"
