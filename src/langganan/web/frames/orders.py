"""Checked order rows into customers, products, orders and lines; and back out again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
from django.db import models

from langganan.collect.goods import not_goods
from langganan.collect.order_refs import fit_ref
from langganan.tables import Array, Columns
from langganan.web.frames import bulk
from langganan.web.models import AuditLine, BeforeImage, Customer, ImportBatch, Order, OrderLine, Product

CONTACTS = {"customer_name": "name", "phone": "phone", "email": "email"}
Rows = models.QuerySet[Any, Any]


@dataclass(frozen=True)
class Stored:
    """How many rows one import added, and how many of its lines were here already."""

    lines: int
    already_here: int
    orders: int
    customers: int
    products: int


def store(orders: Columns, batch: ImportBatch) -> Stored:
    """Store checked rows (`tables.ORDER_ROWS`) as part of `batch`; the caller holds the transaction.

    What is stored already is never overwritten: blanks are filled (with a before-image), also from lines that are
    here already; those lines themselves are left out.
    """
    refs = order_refs(orders)
    fingerprints = fingerprints_of(orders, refs)
    new = ~np.isin(fingerprints, _known(list(dict.fromkeys(refs.tolist()))))
    customers, made_customers = _customers(orders, batch)
    products, made_products = _products(orders, batch)
    order_ids, made_orders = _orders(orders, refs, customers, batch)
    kept = {name: values[new] for name, values in orders.items()}
    _lines(kept, fingerprints[new], [order_ids[ref] for ref in refs[new].tolist()], products, batch)
    return Stored(int(new.sum()), int((~new).sum()), made_orders, made_customers, made_products)


def already_here(orders: Columns) -> int:
    """How many of these rows are stored already."""
    refs = order_refs(orders)
    known = _known(list(dict.fromkeys(refs.tolist())))
    return int(np.isin(fingerprints_of(orders, refs), known).sum()) if len(known) else 0


def order_refs(orders: Columns) -> Array:
    """The order number of each row; a number that two customers share is told apart by the customer's."""
    refs, customers = orders["order_ref"], orders["customer_ref"]
    first: dict[str, str | None] = {}
    for ref, customer in zip(refs.tolist(), customers.tolist(), strict=True):
        if customer is not None or ref not in first:
            first[ref] = first.get(ref) or customer
    first.update(_stored_customers(list(first)))
    told = [
        ref if customer is None or first[ref] in {None, customer} else fit_ref(f"{ref} / {customer}")
        for ref, customer in zip(refs.tolist(), customers.tolist(), strict=True)
    ]
    return np.array(told, dtype=object)


def fingerprints_of(orders: Columns, refs: Array) -> Array:
    """A 63-bit number per row from its order, product, time, quantity, amount and how often it occurred before."""
    seen: dict[tuple[object, ...], int] = {}
    made = np.empty(len(refs), dtype=np.int64)
    fields = (refs, orders["sku"], orders["ordered_at"].astype(np.int64), orders["quantity"], orders["amount"])
    for index, row in enumerate(zip(*(values.tolist() for values in fields), strict=True)):
        turn = seen[row] = seen.get(row, -1) + 1
        made[index] = int.from_bytes(blake2b(repr((row, turn)).encode(), digest_size=8).digest(), "big") >> 1
    return made


def remove(batch: ImportBatch) -> int:
    """Take out everything `batch` brought, and put back what it filled in; gives how many lines went.

    `batch` must be the newest that is applied: then everything is as it was before it. Only what people did since
    stays: a field they corrected, a customer they wrote a note about, a product they counted.
    """
    lines = bulk.delete_all(OrderLine.objects.filter(batch=batch))
    _restore(batch)
    Order.objects.filter(batch=batch).delete()
    Product.objects.filter(batch=batch).exclude(pk__in=_worked_on("product", "order", "dead")).delete()
    Customer.objects.filter(batch=batch).exclude(pk__in=_worked_on("customer", "talk", "slipping")).delete()
    return lines


def _worked_on(*subjects: str) -> Rows:
    """The customers or products that somebody did something about, or a task about them, as the audit lines tell."""
    return AuditLine.objects.filter(subject__in=subjects).exclude(subject_id=None).values("subject_id")


def _restore(batch: ImportBatch) -> None:
    """Put before-images back wherever the field still holds what the import wrote."""
    tables: Mapping[str, type[models.Model]] = {"customer": Customer, "product": Product, "order": Order}
    for table, field in batch.before.order_by().values_list("table", "field").distinct():
        images = batch.before.filter(table=table, field=field).order_by("pk")
        for start in range(0, images.count(), 500):
            _put_back(tables[table], field, {image.row_id: image for image in images[start : start + 500]})


def _put_back(model: type[models.Model], field: str, images: Mapping[int, BeforeImage]) -> None:
    rows = model._default_manager.filter(pk__in=list(images))
    ours = [row for row in rows if getattr(row, field) == images[row.pk].written]
    for row in ours:
        setattr(row, field, images[row.pk].value)
    if ours:
        model._default_manager.bulk_update(ours, [field.removesuffix("_id")])


def _known(refs: list[str]) -> Array:
    """Fingerprints of the stored lines of these orders."""
    ids = list(bulk.keyed_ids(Order, "ref", refs).values())
    found: list[int] = []
    for start in range(0, len(ids), 5000):
        lines = OrderLine.objects.filter(order_id__in=ids[start : start + 5000])
        found.extend(lines.values_list("fingerprint", flat=True))
    return np.array(found, dtype=np.int64)


def _stored_customers(refs: list[str]) -> dict[str, str]:
    """Whose orders these are, where they are stored and their customer is known."""
    found: dict[str, str] = {}
    for start in range(0, len(refs), 5000):
        stored = Order.objects.filter(ref__in=refs[start : start + 5000]).exclude(customer=None)
        found.update(stored.values_list("ref", "customer__ref"))
    return found


def _customers(orders: Columns, batch: ImportBatch) -> tuple[dict[str, int], int]:
    contacts = [name for name in CONTACTS if name in orders]
    fields = [CONTACTS[name] for name in contacts]
    about = _first_known(orders, "customer_ref", contacts)
    return _fill_or_make(Customer, "ref", about, fields, batch)


def _products(orders: Columns, batch: ImportBatch) -> tuple[dict[str, int], int]:
    about = _first_known(orders, "sku", ["category"])
    names = _usual_names(orders)
    known = {sku: [names.get(sku, ""), *values] for sku, values in about.items()}
    ids, made = _fill_or_make(Product, "sku", known, ["name", "category"], batch)
    fees = [ids[sku] for sku, (name, _) in known.items() if not_goods(sku, name)]
    Product.objects.filter(pk__in=fees, batch=batch).update(is_goods=False)
    return ids, made


def _fill_or_make(
    model: type[models.Model], key: str, about: Mapping[str, list[str]], fields: list[str], batch: ImportBatch
) -> tuple[dict[str, int], int]:
    """Make the rows that are missing, fill the blanks of those that are there; ids by key, and how many are new."""
    ids = bulk.keyed_ids(model, key, list(about))
    _fill_blanks(model, key, {k: about[k] for k in ids}, fields, batch)
    missing = [k for k in about if k not in ids]
    columns = [key, "batch_id", *fields, *(f.attname for f in _left_out(model, key, fields))]
    rest = [f.get_default() for f in _left_out(model, key, fields)]
    bulk.insert(model, columns, ([k, batch.pk, *about[k], *rest] for k in missing))
    return {**ids, **bulk.keyed_ids(model, key, missing)}, len(missing)


def _left_out(model: type[models.Model], key: str, fields: list[str]) -> list[models.Field[Any, Any]]:
    given = {"id", "batch", key, *fields}
    return [f for f in model._meta.concrete_fields if f.name not in given]


def _fill_blanks(
    model: type[models.Model], key: str, about: Mapping[str, list[Any]], fields: list[str], batch: ImportBatch
) -> None:
    table = model._meta.model_name or ""
    changed: list[models.Model] = []
    images: list[BeforeImage] = []
    for start in range(0, len(about), 5000):
        for row in model._default_manager.filter(**{f"{key}__in": list(about)[start : start + 5000]}):
            blank = [(f, v) for f, v in zip(fields, about[getattr(row, key)], strict=True) if v and not getattr(row, f)]
            for field, value in blank:
                was = getattr(row, field)
                setattr(row, field, value)
                images.append(
                    BeforeImage(batch=batch, table=table, row_id=row.pk, field=field, value=was, written=value)
                )
            if blank:
                changed.append(row)
    if changed:
        BeforeImage.objects.bulk_create(images, batch_size=1000)
        model._default_manager.bulk_update(changed, [field.removesuffix("_id") for field in fields], batch_size=500)


def _first_known(orders: Columns, key: str, fields: list[str]) -> dict[str, list[str]]:
    """For each key, the first value of each field that is not empty."""
    about: dict[str, list[str]] = {}
    columns = [orders[name].tolist() for name in fields]
    for index, ref in enumerate(orders[key].tolist()):
        if ref is None:
            continue
        known = about.setdefault(ref, [""] * len(fields))
        for place, column in enumerate(columns):
            known[place] = known[place] or column[index] or ""
    return about


def _usual_names(orders: Columns) -> dict[str, str]:
    """Each product's most frequent name among its sales: stock corrections carry remarks in its place."""
    counts: dict[tuple[str, str], int] = {}
    for sku, name, kind in zip(
        orders["sku"].tolist(), orders["product_name"].tolist(), orders["kind"].tolist(), strict=True
    ):
        if name:
            counts[sku, name] = counts.get((sku, name), 0) + (1000 if kind == "sale" else 1)
    usual: dict[str, str] = {}
    for (sku, name), _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        usual.setdefault(sku, name[:300])
    return usual


def _orders(
    orders: Columns, refs: Array, customers: Mapping[str, int], batch: ImportBatch
) -> tuple[dict[str, int], int]:
    """Orders start at their earliest line and belong to the first customer named on one.

    A stored order keeps its time; where it named nobody, or no channel, it has now what this file says.
    """
    start: dict[str, int] = {}
    for ref, at in zip(refs.tolist(), orders["ordered_at"].astype(np.int64).tolist(), strict=True):
        start[ref] = min(at, start.get(ref, at))
    owner: dict[str, str] = {}
    for ref, customer in zip(refs.tolist(), orders["customer_ref"].tolist(), strict=True):
        if customer is not None:
            owner.setdefault(ref, customer)
    keys = list(start)
    ids = bulk.keyed_ids(Order, "ref", keys)
    named = {key: [customers[owner[key]]] for key in ids if key in owner}
    _fill_blanks(Order, "ref", named, ["customer_id"], batch)
    channels = _channels(orders, refs)
    _fill_blanks(Order, "ref", {key: [channels[key]] for key in ids if key in channels}, ["channel"], batch)
    at = bulk.times(np.array(list(start.values()), dtype="datetime64[us]").astype("datetime64[s]"))
    rows = [
        (key, customers[owner[key]] if key in owner else None, time, channels.get(key, ""), batch.pk)
        for key, time in zip(keys, at, strict=True)
        if key not in ids
    ]
    bulk.insert(Order, ["ref", "customer_id", "ordered_at", "channel", "batch_id"], rows)
    return {**ids, **bulk.keyed_ids(Order, "ref", [row[0] for row in rows])}, len(rows)


def _channels(orders: Columns, refs: Array) -> dict[str, str]:
    """The first channel that a line of each order names."""
    found: dict[str, str] = {}
    if "channel" in orders:
        for ref, channel in zip(refs.tolist(), orders["channel"].tolist(), strict=True):
            if channel:
                found.setdefault(ref, channel)
    return found


def _lines(
    orders: Columns, marks: Array, order_ids: list[int], products: Mapping[str, int], batch: ImportBatch
) -> None:
    prices = {price: f"{price:.4f}" for price in np.unique(orders["unit_price"]).tolist()}
    rows = zip(
        order_ids, [products[sku] for sku in orders["sku"].tolist()], orders["quantity"].tolist(),
        [prices[price] for price in orders["unit_price"].tolist()], orders["amount"].tolist(),
        orders["kind"].tolist(), marks.tolist(), [batch.pk] * len(marks), strict=True,
    )  # fmt: skip
    fields = ["order_id", "product_id", "quantity", "unit_price", "amount", "kind", "fingerprint", "batch_id"]
    bulk.insert(OrderLine, fields, rows)
