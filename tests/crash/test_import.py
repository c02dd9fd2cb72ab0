"""An import that dies changes nothing, wherever it dies, and can be done again."""

from __future__ import annotations

import os
import random
import signal

import a_shop
import pytest

SEED, TIMES, ROWS = 20_111_210, 5, 3_000


def _second_file() -> bytes:
    return a_shop.as_csv(a_shop.many_rows(ROWS))


def test_an_import_killed_anywhere_changes_nothing(workshop):
    statements = _statements_of_an_undone_apply(workshop)
    before = workshop.counts()
    number = workshop.receive(_second_file(), "second.csv")
    chosen = random.Random(SEED).sample(range(2, statements), TIMES)
    for moment in ["share:0.3", *(f"statement:{n}" for n in chosen), f"statement:{statements}"]:
        workshop.begin_apply(number)
        assert workshop.work("apply", number, moment).returncode == -signal.SIGKILL, moment
        assert workshop.counts() == before, moment
        assert workshop.recover() == 1, moment
        assert workshop.states()["batch"] == "preview", moment
    workshop.finish("apply", number)
    assert workshop.states()["batch"] == "applied"
    assert workshop.counts()[3] == before[3] + ROWS


def _statements_of_an_undone_apply(workshop) -> int:
    """How many statements such an import takes, counted on one that is taken out again."""
    number = workshop.receive(_second_file() + b"\n", "counted.csv")
    statements = workshop.finish("apply", number)
    workshop.home.run("import", str(workshop.home.path.parent / "counted.csv"), "--undo")
    return statements


def test_undo_after_all_that_restores_exactly(workshop):
    before = workshop.counts()
    number = workshop.receive(_second_file(), "second.csv")
    workshop.begin_apply(number)
    workshop.work("apply", number, "statement:12")
    workshop.recover()
    workshop.finish("apply", number)
    workshop.home.run("import", str(workshop.home.path.parent / "second.csv"), "--undo")
    assert workshop.counts() == before


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="PostgreSQL's disk is its server's")
def test_a_full_disk_while_applying_is_a_sentence(workshop):
    before = workshop.counts()
    number = workshop.receive(_second_file(), "second.csv")
    room = (workshop.home.path / "shop.sqlite3").stat().st_size // 4
    workshop.begin_apply(number)
    done = workshop.work("apply", number, f"bytes:{room}")
    assert done.returncode == 1
    assert "free some space and try again" in done.stderr
    assert (workshop.counts(), workshop.states()["batch"]) == (before, "preview")
    workshop.begin_apply(number)
    workshop.finish("apply", number)
    assert workshop.states()["batch"] == "applied"


def test_a_full_disk_while_receiving_is_a_sentence(workshop):
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "from langganan.web.actions import uploads\n"
        "from langganan.errors import FileError\n"
        "try: uploads.keep([b'x' * 5000], name='orders.csv', most=None)\n"
        "except FileError as error: print(error)"
    )
    assert "Free some disk space" in workshop.home.ask(code)
    assert list((workshop.home.path / "files").iterdir()) == []
