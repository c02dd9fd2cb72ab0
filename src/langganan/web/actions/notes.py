"""What staff note about customers."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from langganan.errors import ArgumentError
from langganan.web.actions.audit import Actor, leave
from langganan.web.models import Customer, Note, User
from langganan.words import mark

LONGEST = 2000


@transaction.atomic
def add(customer_id: int, text: str, *, by: Actor) -> Note:
    """Keep a note on a customer's page."""
    text = text.strip()
    if not text:
        raise ArgumentError(mark("The note is empty. Write a line first."))
    if len(text) > LONGEST:
        raise ArgumentError(mark("The note has {n} characters; it may have {most}."), n=len(text), most=LONGEST)
    if not Customer.objects.filter(pk=customer_id).exists():
        raise ArgumentError(mark("This customer is gone, perhaps with an import that was undone."))
    author = by if isinstance(by, User) else None
    note = Note.objects.create(customer_id=customer_id, text=text, at=timezone.now(), by=author)
    leave("note.add", by=by, subject="customer", subject_id=customer_id, note=note.pk)
    return note


@transaction.atomic
def remove(note_id: int, *, by: Actor) -> None:
    """Take a note away."""
    note = Note.objects.filter(pk=note_id).first()
    if note is None:
        raise ArgumentError(mark("That note is gone already."))
    leave("note.remove", by=by, subject="customer", subject_id=note.customer_id, note=note_id)
    note.delete()
