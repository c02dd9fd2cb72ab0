"""Changes to one customer, and the words sent to them by hand."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.db import transaction

from langganan.channels.click_to_chat import chat_address
from langganan.collect.phone import examples, region_of_zone, to_e164
from langganan.errors import ArgumentError
from langganan.web.actions import tasks
from langganan.web.actions.audit import Actor, leave
from langganan.web.models import Customer, Shop
from langganan.words import mark

validate_length = MaxLengthValidator(254)


@transaction.atomic
def change_contact(customer_id: int, *, name: str, phone: str, email: str, by: Actor) -> Customer:
    """Correct a customer's name, phone or e-mail address; empty means none is known."""
    customer = Customer.objects.select_for_update().get(pk=customer_id)
    new = {
        "name": name.strip()[:200],
        "phone": _phone(phone, region_of_zone(Shop.objects.get(pk=1).zone)),
        "email": _email(email),
    }
    changed = [field for field, value in new.items() if getattr(customer, field) != value]
    for field in changed:
        setattr(customer, field, new[field])
    if changed:
        customer.save(update_fields=changed)
        leave("customer.change", by=by, subject="customer", subject_id=customer_id, fields=changed)
    return customer


@transaction.atomic
def say(customer_id: int, text: str, *, by: Actor, today: date, kind: str = "talk") -> str:
    """Give the address that opens WhatsApp with these words, and count the conversation as had.

    `kind` is the task that led to it: talk or slipping.
    """
    customer = Customer.objects.get(pk=customer_id)
    if not customer.phone:
        raise ArgumentError(mark("There is no phone number for this customer yet. Add one first."))
    if not text.strip():
        raise ArgumentError(mark("The message is empty. Write a line first."))
    tasks.finish(kind, customer_id, outcome="done", reason="", by=by, today=today)
    leave("customer.say", by=by, subject="customer", subject_id=customer_id, channel="click_to_chat")
    return chat_address(customer.phone, text.strip())


def _phone(given: str, region: str) -> str:
    if not given.strip():
        return ""
    phone = to_e164(given, region=region)
    if phone is None:
        local, whole = examples(region)
        raise ArgumentError(
            mark("{given} is not a phone number we can use. Write it like {local} or {whole}."),
            given=given.strip(), local=local, whole=whole,
        )  # fmt: skip
    return phone


def _email(given: str) -> str:
    given = given.strip()
    try:
        if given:
            validate_email(given)
            validate_length(given)
    except ValidationError as error:
        raise ArgumentError(
            mark("{given} is not an e-mail address. Write it like name@example.com."), given=given
        ) from error
    return given
