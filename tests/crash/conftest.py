"""A shop in a data folder of its own, with work begun that a process can die of."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import a_shop
import pytest
from a_home import Home, home_at

KILLED = Path(__file__).with_name("killed.py")
COUNTS = """
import json
from langganan.web.models import *
tables = (Customer, Product, Order, OrderLine, BeforeImage, CustomerInsight, ProductInsight, Recommendation, Task)
print(json.dumps([table.objects.count() for table in tables]))
"""
STATES = """
import json
from langganan.web.models import *
batch, shop = ImportBatch.objects.last(), Shop.objects.get(pk=1)
print(json.dumps({
    "batch": batch.state, "problem": (batch.problem or {}).get("text", ""), "current": shop.current_refresh_id,
    "refreshes": list(Refresh.objects.order_by("pk").values_list("state", flat=True)), "audit": AuditLine.objects.count(),
}))
"""
RECOVER = """
from time import sleep
from langganan.web.actions import imports, refresh
from langganan.web.locks import is_free
while not (is_free("import") and is_free("refresh")):
    sleep(0.05)  # PostgreSQL takes a moment to see that a client is gone
print(imports.recover(only_silent=False) + refresh.recover(only_silent=False))
"""


class Workshop:
    """What a test does to the shop, each in a process of its own."""

    def __init__(self, home: Home) -> None:
        self.home = home

    def counts(self) -> list[int]:
        return json.loads(self.home.ask(COUNTS))

    def states(self) -> dict[str, Any]:
        return json.loads(self.home.ask(STATES))

    def recover(self) -> int:
        return int(self.home.ask(RECOVER))

    def receive(self, content: bytes, name: str) -> int:
        """Give a file in and read it; its number."""
        file = self.home.path.parent / name
        file.write_bytes(content)
        read = "from langganan.web import terminal; from pathlib import Path\n"
        return int(self.home.ask(f"{read}print(terminal.preview_import(Path({str(file)!r}), lambda *_: None).batch.pk)"))

    def begin_apply(self, number: int) -> None:
        self.home.ask(f"from langganan.web.actions import imports; imports.start_apply({number}, by=None)")

    def begin_refresh(self) -> int:
        return int(self.home.ask("from langganan.web.actions import refresh; print(refresh.start(by=None).pk)"))

    def work(self, work: str, number: int, moment: str = "never") -> subprocess.CompletedProcess[str]:
        """Do the work in a process that dies at that moment."""
        command = [sys.executable, str(KILLED), work, str(number), moment]
        return subprocess.run(command, env=self.home.env, capture_output=True, text=True, check=False)

    def finish(self, work: str, number: int) -> int:
        """Do the work to its end; how many statements it took."""
        done = self.work(work, number)
        assert done.returncode == 0, done.stderr
        return int(done.stdout)


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    """The shop of a_shop.py, imported and refreshed, with a second and larger file read and ready to apply."""
    with home_at(tmp_path / "shop") as home:
        home.run("init", "--name", "Warung Sari", "--language", "en")
        shop = Workshop(home)
        file = tmp_path / "orders.csv"
        file.write_bytes(a_shop.as_csv())
        home.run("import", str(file), "--yes")
        home.run("refresh", "--as-of", str(a_shop.TODAY))
        yield shop
