"""Every stored text is declared: about a person, and why it is kept, or not about a person."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models
from django_q.models import OrmQ

from langganan.protect.personal import NOT_PERSONAL, PERSONAL, QUEUES
from langganan.web.actions import imports

TEXT = (models.CharField, models.TextField, models.JSONField, models.GenericIPAddressField, models.BinaryField)


def _stored() -> set[str]:
    tables = [table for table in apps.get_models() if table._meta.app_label != "django_q"]
    return {
        f"{table.__name__}.{field.name}"
        for table in tables
        for field in table._meta.concrete_fields
        if isinstance(field, TEXT)
    }


def test_every_text_field_is_declared():
    assert _stored() == PERSONAL.keys() | NOT_PERSONAL


def test_no_field_is_on_both_lists():
    assert not PERSONAL.keys() & NOT_PERSONAL


def test_tables_of_the_queue_are_known():
    names = {table.__name__ for table in apps.get_app_config("django_q").get_models()}
    assert names <= set(QUEUES)


@pytest.mark.django_db
def test_jobs_are_given_numbers_only():
    imports.start_read(41)
    assert list(OrmQ.objects.get().task["args"]) == [41, None]
