"""Two at once: the second is told so, and nothing happens."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

import a_shop

HOLD = """
import sys
from langganan.web.home import use; use()
from langganan.web.locks import exclusive
with exclusive(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def _held(home, name: str) -> Iterator[subprocess.Popen[str]]:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", HOLD, name], env=home.env, text=True, **pipes) as holder:
        assert holder.stdout.readline() == "held\n"
        yield holder
        holder.communicate("")


def test_a_second_import_is_told_to_wait(workshop, tmp_path):
    before = workshop.look().counts
    file = tmp_path / "second.csv"
    file.write_bytes(a_shop.as_csv(a_shop.many_rows(8)))
    with _held(workshop.home, "import"):
        refused = workshop.home.run("import", str(file), "--yes", check=False)
    assert (refused.returncode, workshop.look().counts) == (1, before)
    assert "Another import is running" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_second_refresh_is_told_to_wait(workshop):
    with _held(workshop.home, "refresh"):
        refused = workshop.home.run("refresh", check=False)
    assert refused.returncode == 1
    assert "Another refresh is running" in refused.stderr


@pytest.mark.parametrize("name", ["import", "refresh"])
def test_a_lock_goes_with_its_holder(workshop, name):
    with _held(workshop.home, name) as holder:
        holder.kill()
    workshop.look()
    assert workshop.home.ask(f"from langganan.web.locks import is_free; print(is_free({name!r}))") == "True"


def test_whoever_reads_the_lake_waits_for_whoever_writes_it(workshop):
    reading = ["segments", "--json", "--home", str(workshop.home.path)]
    with _held(workshop.home, "lake") as writer:
        reader = workshop.home.start(*reading)
        with pytest.raises(subprocess.TimeoutExpired):
            reader.wait(timeout=4)
        writer.communicate("")
        assert '"customer"' in reader.communicate(timeout=60)[0]
    assert reader.returncode == 0
