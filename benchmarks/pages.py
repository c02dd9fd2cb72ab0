"""Server time and weight of every page, on the shop in LANGGANAN_HOME; printed as JSON."""

from __future__ import annotations

import gzip
import json
import re
import time
from typing import Any

import numpy as np

ROUNDS = 20


def main() -> None:
    """Sign in as a new user and ask for every page that takes no more than a number."""
    from langganan.web.home import lay_out_static, prepare, use

    use()
    prepare()
    lay_out_static()
    from django.conf import settings

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    client = _client()
    print(json.dumps({address: _measure(client, address) for address in _addresses()}))


def _client() -> Any:
    from django.test import Client

    from langganan.web.models import User

    user, _ = User.objects.get_or_create(username="bench", defaults={"language": "en"})
    client = Client()
    client.force_login(user)
    return client


def _addresses() -> list[str]:
    from django.urls import reverse

    from langganan.web.models import CustomerInsight, ImportBatch, ProductInsight

    customer = CustomerInsight.objects.order_by("-orders").values_list("customer_id", flat=True)[0]
    product = ProductInsight.objects.order_by("rank").values_list("product_id", flat=True)[0]
    batch = ImportBatch.objects.values_list("pk", flat=True)[0]
    plain = ("today", "customers", "products", "cohorts", "to_order", "imports", "settings", "more")
    lists = (
        "customers?q=18",
        "customers?page=40",
        "customers?group=slipping&sort=value",
        "products?q=heart",
        "products?page=40",
    )
    found = [reverse(name) for name in plain]
    found += [reverse(name.split("?")[0]) + "?" + name.split("?")[1] for name in lists]
    one = (("customer", customer), ("product", product), ("import_one", batch))
    return found + [reverse(name, args=[pk]) for name, pk in one]


def _measure(client: Any, address: str) -> dict[str, float]:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        response = client.get(address)
        times.append(time.perf_counter() - start)
        if response.status_code != 200:
            raise SystemExit(f"{address} gave {response.status_code}")
    page = response.content.decode()
    return {"p95": float(np.percentile(times, 95) * 1000), "gzip": len(gzip.compress(page.encode())) + _loaded(page)}


def _loaded(page: str) -> int:
    """Compressed bytes of what the page loads: scripts, styles, pictures, and the fonts the styles name."""
    from django.conf import settings

    total, waiting, seen = 0, re.findall(r'(?:src|href)="/static/([^"]+)"', page), set()
    while waiting:
        name = waiting.pop().split("?")[0]
        if name in seen:
            continue
        seen.add(name)
        body = (settings.FOLDER.static / name).read_bytes()
        total += len(body) if name.endswith(".woff2") else len(gzip.compress(body))
        if name.endswith(".css"):
            folder = name.rsplit("/", 1)[0]
            waiting += [_beside(folder, link) for link in re.findall(r'url\("?([^")]+\.woff2)"?\)', body.decode())]
    return total


def _beside(folder: str, link: str) -> str:
    import posixpath

    return posixpath.normpath(posixpath.join(folder, link))


if __name__ == "__main__":
    main()
