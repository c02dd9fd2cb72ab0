"""A real server with the small demo shop, and a real Chromium in front of it."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from a_home import home_at
from a_site import Site, log_in, serving

LEFT_OUT = "Invoice,Date,Customer,SKU,Product,Quantity,Price\nX1,2011-12-08,17850,A1,LANTERN,two,3.50\n,,,,,,\n"
ADD_IMPORTS = f"""
from langganan.web.actions import imports
for text, name in (({LEFT_OUT!r}, "doubtful.csv"), ("", "empty.csv")):
    try:
        imports.read_file(imports.receive([text.encode()], name=name, by=None).pk)
    except imports.LanggananError as error:
        pass
"""
NUMBERS = """
import json
from langganan.web.actions import audiences
from langganan.web.models import *
from langganan.words import Phrase
people = CustomerInsight.objects.order_by("pk").values_list("customer", flat=True)[:60]
states = {batch.state: batch.pk for batch in ImportBatch.objects.order_by("-pk")}
print(json.dumps({
    "customer": CustomerInsight.objects.order_by("-orders").first().customer_id,
    "product": ProductInsight.objects.order_by("rank").first().product_id,
    "audience": audiences.keep("Neighbours", list(people), how=Phrase("They live near."), by=None).pk,
    "imports": states,
}))
"""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium where there is one; nothing that calls home."""
    args = [
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    if os.geteuid() == 0:
        args.append("--no-sandbox")
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    own = os.environ.get("CHROMIUM") or next((path for path in found if path), None)
    return {**browser_type_launch_args, "args": args, **({"executable_path": own} if own else {})}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """`langganan demo --small`, then `langganan serve`, as a user would."""
    with home_at(tmp_path_factory.mktemp("site") / "shop") as home:
        made = home.run("demo", "--small", "--no-serve", "--home", str(home.path))
        password = re.search(r"with the password (\S+)", made.stdout)[1]
        home.ask(ADD_IMPORTS)
        with serving(home) as address:
            yield Site(address, password, home, json.loads(home.ask(NUMBERS)))


@pytest.fixture
def window(browser: Browser, site: Site) -> Iterator[Callable[..., BrowserContext]]:
    """Opens browser windows with settings of one's choice, logged in unless `stranger`."""
    opened = []

    def open_window(*, stranger: bool = False, language: str = "en", **settings: Any) -> BrowserContext:
        state = None if stranger else _logged_in(browser, site)
        context = browser.new_context(storage_state=state, base_url=site.address, **settings)
        context.add_cookies([{"name": "langganan_language", "value": language, "url": site.address}])
        context.set_default_timeout(20_000)
        opened.append(context)
        return context

    yield open_window
    for context in opened:
        context.close()


_STATES: dict[str, Any] = {}


def _logged_in(browser: Browser, site: Site) -> Any:
    """The cookies of somebody who logged in; logging in happens once for each server."""
    if site.address not in _STATES:
        context = browser.new_context(base_url=site.address)
        page = context.new_page()
        log_in(page, site)
        _STATES[site.address] = context.storage_state()
        context.close()
    return _STATES[site.address]
