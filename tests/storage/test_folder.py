from __future__ import annotations

import stat
from pathlib import Path

import pytest

from langganan.errors import SetupError
from langganan.storage.folder import DataFolder


def test_a_data_folder_is_its_owners_alone(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "shop")
    folder.create()
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder.path / "key").stat().st_mode) == 0o600


def test_making_it_again_keeps_the_key(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    folder.create()
    key = folder.key()
    folder.create()
    assert folder.key() == key
    assert len(key) > 60


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SetupError, match=r"cannot be written.*--home"):
        DataFolder(tmp_path / "file" / "shop").create()


def test_home_comes_before_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LANGGANAN_HOME", str(tmp_path / "environment"))
    assert DataFolder.chosen(tmp_path / "given").path == tmp_path / "given"
    assert DataFolder.chosen().path == tmp_path / "environment"
