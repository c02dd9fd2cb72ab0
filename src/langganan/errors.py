"""The errors Langganan raises on purpose. Each can be said in English and Indonesian.

LanggananError
├── TableError      a table is not what its schema asks for
├── FileError       a file cannot be read as what it should be
├── ArgumentError   a call was made with a value that cannot be used
├── ModelError      a path model contradicts itself, or names what is not there
├── BusyError       somebody else is doing this just now
└── SetupError      the installation or its settings need mending
"""

from __future__ import annotations

from langganan.words import Phrase, Value, Voice


class LanggananError(Exception):
    """What was wrong, where, what was given and what to do, in one translatable sentence or two."""

    def __init__(self, text: str, **fields: Value) -> None:
        self.phrase = Phrase(text, fields)
        super().__init__(str(self.phrase))

    def say(self, voice: Voice) -> str:
        """The sentence in the reader's language."""
        return self.phrase.say(voice)


class TableError(LanggananError):
    """A table lacks a column, or a column holds what it may not."""


class FileError(LanggananError):
    """A file is empty, damaged, too large, or not of a kind we read."""


class ArgumentError(LanggananError, ValueError):
    """A value that cannot be used; the sentence lists those that can."""


class ModelError(LanggananError, ValueError):
    """A path model that cannot be estimated as it is written; the sentence names the construct and the line."""


class BusyError(LanggananError):
    """Another import or refresh is running."""


class SetupError(LanggananError):
    """Something about the installation or the data folder; the sentence says how to mend it."""
