"""Who did what, when."""

from __future__ import annotations

from django.db import models

from langganan.web.models.people import User


class AuditLine(models.Model):
    """One write. `detail` holds numbers and field names, never personal data."""

    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(
        User, null=True, on_delete=models.SET_NULL, help_text="Empty: the shop itself (nightly work, command line)."
    )
    verb = models.CharField(max_length=40)
    subject = models.CharField(max_length=40, blank=True)
    subject_id = models.BigIntegerField(null=True)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ("-at", "-pk")
