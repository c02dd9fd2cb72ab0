"""Headers as form services write them: an item's name before its statement, or in brackets behind a section's."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import TypeVar

from langganan.errors import TableError
from langganan.words import mark

Cells = TypeVar("Cells")
_AFTER = r"(?:[.):\]\s-].*)?"


def names_item(header: str, item: str) -> bool:
    """This function will tell whether a header is `X1`, begins with it (`X1. …`, `X1) …`), or has it in brackets.

    Google Forms heads the columns of a grid `Part A [X1. …]`. Capitals do not matter.
    """
    name = re.escape(item)
    return re.fullmatch(rf"\W*{name}{_AFTER}|.*\[\W*{name}{_AFTER}", header, re.IGNORECASE | re.DOTALL) is not None


def by_item(columns: Mapping[str, Cells], items: Collection[str]) -> dict[str, Cells]:
    """This function will call columns by the items that their headers name, where no column has the item's own name.

    Raises `TableError` where two headers name one item; a header that names two items is left as it is.
    """
    there = {name.strip() for name in columns}
    lacking = [item for item in items if item not in there]
    free = [name for name in columns if name.strip() not in items]
    found = {item: [name for name in free if names_item(name, item)] for item in lacking}
    named = {names[0]: item for item, names in found.items() if len(names) == 1}
    claimed = [name for names in found.values() for name in names]
    for item, names in found.items():
        if len(names) > 1:
            text = mark("Two columns name {item}: “{first}” and “{second}”. Rename one of them.")
            raise TableError(text, item=item, first=names[0], second=names[1])
    return {named[name] if claimed.count(name) == 1 else name: cells for name, cells in columns.items()}
