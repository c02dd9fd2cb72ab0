"""The data folder: one shop's database, lake, kept files and key, readable by its owner only."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from langganan.errors import SetupError
from langganan.words import mark

SHORTEST_KEY = 40
_BAD_KEY = mark(
    "The key {path} cannot be read or is damaged. Remove it and a new one is made; everybody logs in again."
)


@dataclass(frozen=True)
class DataFolder:
    """Where one shop's data lives. Copying the folder is moving the shop."""

    path: Path

    @staticmethod
    def chosen(home: Path | None = None) -> DataFolder:
        """`home`, else the environment's LANGGANAN_HOME, else the user's data folder of this platform."""
        named = home or os.environ.get("LANGGANAN_HOME")
        return DataFolder(Path(named).expanduser().resolve() if named else user_data_path("langganan"))

    @property
    def database(self) -> Path:
        return self.path / "shop.sqlite3"

    @property
    def lake(self) -> Path:
        return self.path / "lake"

    @property
    def files(self) -> Path:
        """Files as they were imported, and spill space while they are read."""
        return self.path / "files"

    @property
    def cache(self) -> Path:
        return self.path / "cache"

    @property
    def static(self) -> Path:
        return self.path / "static"

    @property
    def locks(self) -> Path:
        return self.path / "locks"

    def exists(self) -> bool:
        """True once `create` has been here."""
        return (self.path / "key").is_file()

    def create(self) -> None:
        """Make the folder, its parts and its key; harmless where they are there already."""
        try:
            for part in (self.path, self.lake, self.files, self.cache, self.static, self.locks):
                part.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.path.chmod(0o700)
            self._make_key()
        except OSError as error:
            raise SetupError(
                mark("The data folder {path} cannot be written ({problem}). Choose another with --home."),
                path=str(self.path), problem=error.strerror or str(error),
            ) from error  # fmt: skip

    def key(self) -> str:
        """The secret that signs sessions; made once, kept in the folder."""
        try:
            key = (self.path / "key").read_text(encoding="ascii").strip()
        except (OSError, ValueError) as error:
            raise SetupError(_BAD_KEY, path=str(self.path / "key")) from error
        if len(key) < SHORTEST_KEY:
            raise SetupError(_BAD_KEY, path=str(self.path / "key"))
        return key

    def _make_key(self) -> None:
        try:
            handle = os.open(self.path / "key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
