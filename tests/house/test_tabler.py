from __future__ import annotations

import importlib.util
from pathlib import Path

TOOL = Path(__file__).parents[2] / "tools" / "tabler.py"


def test_the_style_sheet_fits_the_pages() -> None:
    """When this fails a page uses a class that was cut away, or none uses one that stayed: run make tabler."""
    spec = importlib.util.spec_from_file_location("tabler", TOOL)
    assert spec is not None
    assert spec.loader is not None
    tabler = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tabler)
    assert tabler.CUT.read_text(encoding="utf-8") == tabler.made()
