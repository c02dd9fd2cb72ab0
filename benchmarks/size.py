"""What `pip install` of the locked core puts on a disk. Needs a package index; makes and removes a venv."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Install into a fresh environment and add up what is there."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "venv"
        venv.create(home, with_pip=True)
        bare = _weight(home)
        pip = [str(home / "bin/python"), "-m", "pip", "install", "--quiet", "--no-compile"]
        subprocess.run([*pip, "--require-hashes", "-r", str(ROOT / "requirements.lock")], check=True, stdout=sys.stderr)
        subprocess.run([*pip, "--no-deps", "--no-build-isolation", str(ROOT)], check=True, stdout=sys.stderr)
        print("| what | budget | measured |\n|---|---|---|")
        print(f"| lean install, without Python and pip | 350 MB | {(_weight(home) - bare) / 1e6:.0f} MB |")


def _weight(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


if __name__ == "__main__":
    main()
