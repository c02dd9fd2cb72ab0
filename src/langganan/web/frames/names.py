"""What customers and products are called, for results that people read."""

from __future__ import annotations

import numpy as np

from langganan.shop import Names
from langganan.web.models import Customer, Product


def names_of() -> Names:
    """Customer refs and product codes and names, by number."""
    customers = list(Customer.objects.order_by("pk").values_list("pk", "ref"))
    products = list(Product.objects.order_by("pk").values_list("pk", "sku", "name"))
    return Names(
        customer_ids=np.array([row[0] for row in customers], dtype=np.int64),
        customer_refs=np.array([row[1] for row in customers], dtype=object),
        product_ids=np.array([row[0] for row in products], dtype=np.int64),
        skus=np.array([row[1] for row in products], dtype=object),
        product_names=np.array([row[2] for row in products], dtype=object),
    )
