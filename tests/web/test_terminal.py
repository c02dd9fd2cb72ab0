from __future__ import annotations

from pathlib import Path

import pytest

import a_shop
from langganan.errors import ArgumentError, FileError
from langganan.web import terminal
from langganan.web.models import OrderLine, Shop, User

pytestmark = pytest.mark.django_db
BAD = b"Z9,2026-13-45,C1,,P1,=Beras,1,500\n"


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    file = tmp_path / "orders.csv"
    file.write_bytes(a_shop.as_csv() + BAD)
    return file


def quiet(*_: object) -> None:
    return None


def test_a_file_is_shown_then_stored_then_taken_out(empty_shop: Shop, orders: Path) -> None:
    preview = terminal.preview_import(orders, quiet)
    assert "1  Rows that could not be read" in preview.text()
    stored = terminal.apply_import(preview, quiet)["stored"]["lines"]
    assert stored == OrderLine.objects.count() == len(a_shop.rows())
    terminal.undo_import(orders)
    assert not OrderLine.objects.exists()


def test_rejects_mended_and_sent_again_are_taken(empty_shop: Shop, orders: Path, tmp_path: Path) -> None:
    preview = terminal.preview_import(orders, quiet)
    terminal.apply_import(preview, quiet)
    rejects = tmp_path / "rejects.csv"
    terminal.write_rejects(preview.batch, rejects)
    rejects.write_text(rejects.read_text("utf-8-sig").replace("2026-13-45", "2026-06-28"), "utf-8")
    again = terminal.apply_import(terminal.preview_import(rejects, quiet), quiet)
    assert (again["rejects"], again["stored"]["lines"]) == (0, 1)


def test_a_file_that_is_not_there_is_named(empty_shop: Shop, tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"There is no file .*nothing\.csv"):
        terminal.preview_import(tmp_path / "nothing.csv", quiet)


def test_undo_of_what_was_never_imported(empty_shop: Shop) -> None:
    with pytest.raises(ArgumentError, match=r"No applied import of a file named x\.csv"):
        terminal.undo_import(Path("x.csv"))


def test_the_first_login_is_made_once(empty_shop: Shop) -> None:
    name, password = terminal.first_login() or ("", "")
    assert User.objects.get(username=name).check_password(password)
    assert terminal.first_login() is None


def test_a_new_password_replaces_the_old_one(owner: User) -> None:
    password = terminal.new_password(owner.username)
    owner.refresh_from_db()
    assert owner.check_password(password)
