"""Files on their way in: kept in the data folder until they are applied or put aside."""

from __future__ import annotations

import hashlib
import os
import shutil
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from langganan.errors import FileError
from langganan.words import mark

LONGEST_NAME = 150
"""Bytes of a file's name that are kept; file systems take 255."""


@dataclass(frozen=True)
class Kept:
    """A file that was put into the data folder."""

    stored_as: str
    sha256: str
    size: int


def keep(chunks: Iterable[bytes], *, name: str, most: int | None) -> Kept:
    """Write the chunks to a new file in the data folder; refuse more than `most` bytes, and a full disk."""
    stored_as = f"{uuid.uuid4().hex}/{plain(name)}"
    path = kept_path(stored_as)
    digest, size = hashlib.sha256(), 0
    try:
        path.parent.mkdir(mode=0o700)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for chunk in chunks:
                size += len(chunk)
                _must_fit(size, most, name)
                digest.update(chunk)
                file.write(chunk)
    except OSError as error:
        drop(stored_as)
        raise FileError(
            mark("The file {file} could not be kept ({problem}). Free some space and try again; nothing was changed."),
            file=name, problem=error.strerror or str(error),
        ) from error  # fmt: skip
    except FileError:
        drop(stored_as)
        raise
    return Kept(stored_as, digest.hexdigest(), size)


def _must_fit(size: int, most: int | None, name: str) -> None:
    if most is not None and size > most:
        raise FileError(
            mark("The file {file} is larger than {most} MB. Import it with: langganan import FILE"),
            file=name,
            most=most // 1_000_000,
        )


def kept_path(stored_as: str) -> Path:
    """Where a kept file lies: in a folder of its own, under the name it came with."""
    return Path(settings.FOLDER.files) / stored_as


def drop(stored_as: str) -> None:
    """Remove a kept file and its folder; harmless where they are gone."""
    if stored_as:
        shutil.rmtree(kept_path(stored_as).parent, ignore_errors=True)


def plain(name: str) -> str:
    """The name without folders and unprintable characters, short enough for any file system."""
    plain = "".join(letter for letter in name.replace("\\", "/").split("/")[-1] if letter.isprintable())
    return (plain.strip(". ") or "file").encode()[-LONGEST_NAME:].decode(errors="ignore")
