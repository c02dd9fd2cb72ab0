from __future__ import annotations

from datetime import date

import pytest

from langganan.errors import ArgumentError
from langganan.web.actions import customers
from langganan.web.models import AuditLine, Customer, Shop, TaskOutcome

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 30)


def change(**told: str) -> Customer:
    values = {"name": "Ibu Sri", "phone": "", "email": "", **told}
    return customers.change_contact(Customer.objects.get(ref="C1").pk, by=None, **values)


def test_a_phone_is_kept_in_one_form(shop: Shop) -> None:
    assert change(phone="0812-3456-7890").phone == "+6281234567890"


@pytest.mark.parametrize("phone", ["(+62) 812****7890", "6.28E+11", "12", "0812 3456"])
def test_a_phone_that_is_not_certain_is_refused(shop: Shop, phone: str) -> None:
    with pytest.raises(ArgumentError, match="is not a phone number we can use"):
        change(phone=phone)


def test_an_address_without_a_domain_is_refused(shop: Shop) -> None:
    with pytest.raises(ArgumentError, match="sri@ is not an e-mail address"):
        change(email="sri@")


def test_the_audit_says_which_fields_changed_and_not_to_what(shop: Shop) -> None:
    change(phone="081234567890")
    detail = AuditLine.objects.filter(verb="customer.change").latest("pk").detail
    assert detail == {"fields": ["name", "phone"]}


def test_saying_something_gives_an_address_and_ends_the_task(shop: Shop) -> None:
    customer = change(phone="081234567890")
    address = customers.say(customer.pk, "Halo Bu", by=None, today=TODAY)
    assert address == "https://wa.me/6281234567890?text=Halo%20Bu"
    assert TaskOutcome.objects.get().subject_id == customer.pk


def test_without_a_phone_nothing_is_said(shop: Shop) -> None:
    with pytest.raises(ArgumentError, match="no phone number"):
        customers.say(change().pk, "Halo", by=None, today=TODAY)
