"""The one Django app; its label `langganan` names the tables for ever."""

from __future__ import annotations

from django.apps import AppConfig


class LanggananConfig(AppConfig):
    name = "langganan.web"
    label = "langganan"
    default_auto_field = "django.db.models.BigAutoField"
