"""Single values of a form, each read or refused with a sentence that says where it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NoReturn

from langganan.arguments import shown
from langganan.errors import FileError
from langganan.measure.pls.audit.printed import Number
from langganan.measure.pls.audit.vocabulary import NOTHING, plain
from langganan.words import Value, mark

_STARS = {"n.s.": ">0.05", "ns": ">0.05", "***": "<0.001", "**": "<0.01", "*": "<0.05"}
_TAILS = ((1, ("1", "one", "satu")), (2, ("2", "two", "dua")))


class Cells:
    """Reads the values of one form; `file` is named in every refusal, `unread` gathers what nobody asked for."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.unread: list[str] = []

    def refuse(self, text: str, **fields: Value) -> NoReturn:
        """Raise a `FileError` that names the file."""
        raise FileError(text, file=self.file, **fields)

    def number(self, given: Any, where: str) -> Number | None:
        """A number as printed; None where nothing is."""
        if given is None or str(given).strip().lower() in NOTHING:
            return None
        if isinstance(given, Mapping) and len(given) == 1:
            return self.number(next(iter(given.values())), where)
        text = "" if isinstance(given, bool) else str(given)
        try:
            return Number.read(_STARS.get(text.strip().lower(), text))
        except ValueError:
            self.refuse(
                mark("{file}: {where} is {given}. Write a number as the paper prints it, such as 0.969 or <0.001."),
                where=where, given=shown(given),
            )  # fmt: skip

    def whole(self, given: Any, where: str) -> int | None:
        """A count of at least one, thousands set off or not."""
        if given is None:
            return None
        text = re.sub(r"(?<=\d)[.,\s](?=\d{3}\b)", "", str(given).strip())
        if not re.fullmatch(r"\d{1,12}(?:\.0+)?", text) or int(float(text)) < 1:
            self.refuse(
                mark("{file}: {where} is {given}. It is a whole number, such as 100."), where=where, given=shown(given)
            )
        return int(float(text))

    def share(self, given: Any, where: str, usual: float) -> float:
        """A share such as 0.05 or 5 %."""
        number = self.number(given, where)
        share = usual if number is None else number.value / 100 if number.value >= 1 else number.value
        if not 0 < share < 1:
            self.refuse(
                mark("{file}: {where} is {given}. It is a share, such as 0.05."), where=where, given=shown(given)
            )
        return share

    def tails(self, given: Any) -> int | None:
        """One or two."""
        found = next((tails for tails, words in _TAILS if plain(given).startswith(words)), None)
        if found is None and given is not None:
            self.refuse(mark("{file}: {where} is {given}. It is 1 or 2."), where="tails", given=shown(given))
        return found

    def mapping(self, given: Any, where: str) -> Mapping[str, Any]:
        """Names and values."""
        if not isinstance(given, Mapping):
            self.refuse(
                mark("{file}: {where} is {given}. It is a list of names and values, such as AVE: (X: 0.621)."),
                where=where, given=shown(given),
            )  # fmt: skip
        return {str(name): value for name, value in given.items()}

    def rows(self, given: Any, where: str) -> list[Any]:
        """A list."""
        if not isinstance(given, (list, tuple)):
            self.refuse(mark("{file}: {where} is {given}. It is a list."), where=where, given=shown(given))
        return list(given)
