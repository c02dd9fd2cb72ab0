"""An import that dies changes nothing, wherever it dies, and can be done again."""

from __future__ import annotations

import os
import random
import signal

import pytest

import a_shop

SEED, TIMES, ROWS = 20_111_210, 4, 3_000
SECOND = a_shop.as_csv(a_shop.many_rows(ROWS))


def test_an_import_killed_anywhere_changes_nothing(workshop):
    before = workshop.look().counts
    counted = workshop.receive(SECOND + b"\n", "counted.csv")
    statements = workshop.finish("apply")
    workshop.undo(counted)
    workshop.receive(SECOND, "second.csv")
    chosen = random.Random(SEED).sample(range(2, statements), TIMES)
    for moment in ["share:0.3", *(f"statement:{n}" for n in chosen), f"statement:{statements}"]:
        assert workshop.work("apply", moment).returncode == -signal.SIGKILL, moment
        found = workshop.look()
        assert (found.counts, found.recovered, found.batch) == (before, 1, "preview"), moment
    workshop.finish("apply")
    found = workshop.look()
    assert (found.batch, found.counts["OrderLine"]) == ("applied", before["OrderLine"] + ROWS)


def test_undo_after_all_that_restores_exactly(workshop):
    before = workshop.look().counts
    number = workshop.receive(SECOND, "second.csv")
    workshop.work("apply", "statement:12")
    assert workshop.look().recovered == 1
    workshop.finish("apply")
    workshop.undo(number)
    assert workshop.look().counts == before


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="PostgreSQL's disk is its server's")
def test_a_full_disk_while_applying_is_a_sentence(workshop):
    before = workshop.look().counts
    workshop.receive(SECOND, "second.csv")
    room = (workshop.home.path / "shop.sqlite3").stat().st_size // 4
    done = workshop.work("apply", f"bytes:{room}")
    assert "free some space and try again" in done.stderr
    found = workshop.look()
    assert (done.returncode, found.counts, found.batch) == (1, before, "preview")
    workshop.finish("apply")
    assert workshop.look().batch == "applied"


def test_a_full_disk_while_receiving_is_a_sentence(workshop):
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "from langganan.web.actions import uploads\n"
        "from langganan.errors import FileError\n"
        "try: uploads.keep([b'x' * 5000], name='orders.csv', most=None)\n"
        "except FileError as error: print(error)"
    )
    assert "Free some" in workshop.home.ask(code)
    assert list((workshop.home.path / "files").iterdir()) == []
