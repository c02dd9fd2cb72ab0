from __future__ import annotations

from pathlib import Path

import pytest

from langganan.errors import SetupError
from langganan.storage.folder import DataFolder
from langganan.web import home as homes


def test_one_process_works_on_one_folder(db: None, tmp_path: Path, data_folder: DataFolder) -> None:
    assert homes.use(data_folder.path) == data_folder
    with pytest.raises(SetupError, match=r"open .* from another one"):
        homes.use(tmp_path / "other")


def test_a_folder_without_a_shop_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="langganan init --home"):
        homes.open_folder(tmp_path)


def test_styles_are_laid_out_once(db: None, data_folder: DataFolder) -> None:
    homes.lay_out_static()
    stamp = data_folder.static / "stamp"
    made = stamp.stat().st_mtime_ns
    homes.lay_out_static()
    assert stamp.stat().st_mtime_ns == made
