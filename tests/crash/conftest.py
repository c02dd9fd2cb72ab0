"""A shop in a data folder of its own, with work begun that a process can die of."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from a_home import Home, home_at

KILLED = Path(__file__).with_name("killed.py")
OPEN = """
import json, sys
from pathlib import Path
import a_shop
from langganan.web.actions import imports, refresh
from langganan.web.actions.shop import open_shop
from langganan.web.home import prepare
prepare()
open_shop(name="Warung Sari", zone="Asia/Jakarta", currency="IDR", language="en", fixed_today=a_shop.TODAY)
batch = imports.receive([a_shop.as_csv()], name="orders.csv", by=None)
imports.read_file(batch.pk)
imports.apply(batch.pk)
refresh.run()
"""
LOOK = """
import json
from time import sleep
from langganan.web.actions import imports, refresh
from langganan.web.locks import is_free
from langganan.web.models import *
while not (is_free("import") and is_free("refresh")):
    sleep(0.05)  # PostgreSQL takes a moment to see that a client is gone
tables = (Customer, Product, Order, OrderLine, BeforeImage, CustomerInsight, ProductInsight, Recommendation, Task)
counts = {table.__name__: table.objects.count() for table in tables}
recovered = imports.recover(only_silent=False) + refresh.recover(only_silent=False)
print(json.dumps({
    "counts": counts, "recovered": recovered, "batch": ImportBatch.objects.last().state,
    "current": Shop.objects.get(pk=1).current_refresh_id, "refresh": Refresh.objects.order_by("pk").last().state,
    "refreshes_kept": CustomerInsight.objects.values("refresh").distinct().count(),
}))
"""


class Workshop:
    """What a test does to the shop, each in a process of its own."""

    def __init__(self, home: Home) -> None:
        self.home = home

    def look(self) -> SimpleNamespace:
        """How things stand: rows of each table as they were found; then what was cut off is put right."""
        return SimpleNamespace(**json.loads(self.home.ask(LOOK)))

    def receive(self, content: bytes, name: str) -> int:
        """Give a file in and read it; its number."""
        file = self.home.path.parent / name
        file.write_bytes(content)
        read = "from langganan.web import terminal; from pathlib import Path\n"
        return int(
            self.home.ask(f"{read}print(terminal.preview_import(Path({str(file)!r}), lambda *_: None).batch.pk)")
        )

    def undo(self, number: int) -> None:
        self.home.ask(f"from langganan.web.actions import imports; imports.undo({number})")

    def work(self, work: str, moment: str = "never") -> subprocess.CompletedProcess[str]:
        """Apply the last file, or refresh, in a process that dies at that moment."""
        command = [sys.executable, str(KILLED), work, moment]
        return subprocess.run(command, env=self.home.env, capture_output=True, text=True, check=False)

    def finish(self, work: str) -> int:
        """Do the work to its end; how many statements it took until all was stored."""
        done = self.work(work)
        assert done.returncode == 0, done.stderr
        return int(done.stdout)


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    """The shop of a_shop.py, imported and refreshed."""
    with home_at(tmp_path / "shop") as home:
        home.env["PYTHONPATH"] = str(KILLED.parents[1])
        home.ask(OPEN)
        yield Workshop(home)
