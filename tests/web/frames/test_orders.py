from __future__ import annotations

from typing import Any

import pytest
from django.forms.models import model_to_dict

import a_shop
from langganan.errors import ArgumentError
from langganan.web.actions import customers, imports, products, tasks
from langganan.web.models import BeforeImage, Customer, ImportBatch, Order, OrderLine, Product, Shop

pytestmark = pytest.mark.django_db
STORED = (Customer, Product, Order, OrderLine)


def come(rows: list[a_shop.Row], name: str = "more.csv") -> ImportBatch:
    batch = imports.receive([a_shop.as_csv(rows)], name=name, by=None)
    imports.read_file(batch.pk)
    return imports.apply(batch.pk)


def everything() -> dict[str, list[dict[str, Any]]]:
    return {model.__name__: [model_to_dict(row) for row in model.objects.order_by("pk")] for model in STORED}


def line(order: str = "Z1", customer: str = "C1", **other: Any) -> a_shop.Row:
    row: dict[str, Any] = {
        "at": "2026-06-29 10:00:00",
        "name": "",
        "sku": "P1",
        "product": "Beras 5 kg",
        "quantity": 1,
        "price": 500,
        **other,
    }
    return (order, row["at"], customer, row["name"], row["sku"], row["product"], row["quantity"], row["price"])


def test_undo_restores_exactly(shop: Shop) -> None:
    before = everything()
    batch = come([line(), line("Z2", "C99", name="Baru", sku="P99", product="Baru")])
    assert everything() != before
    imports.undo(batch.pk)
    assert everything() == before


def test_undo_puts_a_filled_blank_back(empty_shop: Shop) -> None:
    come([line("Z1", name="")], "first.csv")
    second = come([line("Z2", name="Ibu Sri")], "second.csv")
    assert Customer.objects.get().name == "Ibu Sri"
    imports.undo(second.pk)
    assert Customer.objects.get().name == ""


def test_an_import_never_overwrites_what_is_there(empty_shop: Shop) -> None:
    come([line("Z1", name="Ibu Sri")], "first.csv")
    come([line("Z2", name="Sri Rahayu")], "second.csv")
    assert Customer.objects.get().name == "Ibu Sri"
    assert not BeforeImage.objects.exists()


def test_rows_that_are_here_already_are_left_out(empty_shop: Shop) -> None:
    first = come([line("Z1"), line("Z2")], "first.csv")
    second = come([line("Z2"), line("Z3")], "second.csv")
    assert first.summary["stored"]["lines"] == 2
    assert second.summary["stored"] == {"lines": 1, "already_here": 1, "orders": 1, "customers": 0, "products": 0}


def test_the_last_in_is_the_first_out(empty_shop: Shop) -> None:
    first, second = come([line("Z1"), line("Z2")], "first.csv"), come([line("Z2"), line("Z3")], "second.csv")
    with pytest.raises(ArgumentError, match=r"second\.csv was brought in after this"):
        imports.undo(first.pk)
    imports.undo(second.pk)
    imports.undo(first.pk)
    assert everything() == {model.__name__: [] for model in STORED}


def test_undo_keeps_what_people_did_since(empty_shop: Shop) -> None:
    come([line("Z1", "C1")], "first.csv")
    second = come([line("Z2", "C1", name="Ibu Sri"), line("Z3", "C2", sku="P2"), line("Z4", "C3")], "second.csv")
    correct = {"phone": "", "email": "", "by": None}
    customers.change_contact(Customer.objects.get(ref="C1").pk, name="Ibu Sri Rahayu", **correct)
    customers.change_contact(Customer.objects.get(ref="C2").pk, name="Pak Budi", **correct)
    products.count_stock(Product.objects.get(sku="P2").pk, 4, by=None)
    asked = {"outcome": "not_now", "reason": "not_interested", "by": None, "today": a_shop.TODAY}
    tasks.finish("talk", Customer.objects.get(ref="C3").pk, **asked)
    imports.undo(second.pk)
    assert dict(Customer.objects.values_list("ref", "name")) == {"C1": "Ibu Sri Rahayu", "C2": "Pak Budi", "C3": ""}
    assert Product.objects.get(sku="P2").counted == 4


def test_blanks_are_filled_from_lines_that_are_here_already(empty_shop: Shop) -> None:
    come([line("Z1", "")], "first.csv")
    second = come([line("Z1", "C1", name="Ibu Sri")], "second.csv")
    assert second.summary["stored"]["lines"] == 0
    assert str(Order.objects.get().customer) == "Ibu Sri"
    imports.undo(second.pk)
    assert Order.objects.get().customer is None


def test_long_order_numbers_of_two_customers_stay_apart(empty_shop: Shop) -> None:
    long = "Z" * 118
    for customer in ("C1", "C2", "C3"):
        come([line(long, customer)], f"{customer}.csv")
    assert sorted(Order.objects.values_list("customer__ref", flat=True)) == ["C1", "C2", "C3"]


def test_two_customers_under_one_order_number_stay_two_orders(empty_shop: Shop) -> None:
    come([line("Z1", "C1"), line("Z1", "C2")])
    assert dict(Order.objects.values_list("ref", "customer__ref")) == {"Z1": "C1", "Z1 / C2": "C2"}


def test_a_later_file_does_not_give_an_order_to_another_customer(empty_shop: Shop) -> None:
    come([line("Z1", "C1")], "first.csv")
    come([line("Z1", "C2")], "second.csv")
    assert dict(Order.objects.values_list("ref", "customer__ref")) == {"Z1": "C1", "Z1 / C2": "C2"}


def test_a_product_is_called_what_its_sales_call_it(empty_shop: Shop) -> None:
    come([line("Z1", product="damaged", quantity=-3, price=0), line("Z2", product="Kopi"), line("Z3", product="Kopi")])
    assert Product.objects.get().name == "Kopi"


def test_postage_is_not_goods(empty_shop: Shop) -> None:
    come([line("Z1"), line("Z1", sku="POST", product="Postage")])
    assert dict(Product.objects.values_list("sku", "is_goods")) == {"P1": True, "POST": False}
