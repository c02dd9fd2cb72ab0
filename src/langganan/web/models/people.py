"""The people who work in the shop."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """Somebody who may log in. Empty language: the shop's."""

    language = models.CharField(max_length=2, blank=True)
