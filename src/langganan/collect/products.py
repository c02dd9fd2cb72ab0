"""Products of rows without a code: the code that their name has elsewhere in the file, else the name itself."""

from __future__ import annotations

import numpy as np

from langganan.collect.cells import name_to_ref
from langganan.collect.fields import Texts, texts
from langganan.tables import Array


def join_codes(sku: Texts, names: Texts) -> tuple[Texts, Array]:
    """This function will give each row's product code, and a mask of the rows that got theirs by name.

    A row without a code gets the one code that rows of its name (case and spaces aside) have; where these have
    none, or several, its name is its code. A row without code and name has none.
    """
    refs = [name_to_ref(name) for name in names.values]
    known = _only_codes(sku, names, refs)
    values = [*sku.values, *(known.get(ref, ref) for ref in refs), None]
    named = np.where(names.codes < 0, len(values) - 1, names.codes + len(sku.values))
    found = np.array([*(ref in known for ref in refs), False], dtype=bool)[names.codes]
    return texts(np.where(sku.codes < 0, named, sku.codes), values), found & (sku.codes < 0)


def _only_codes(sku: Texts, names: Texts, refs: list[str]) -> dict[str, str]:
    """Of each name that stands beside one code only, that code."""
    both = (sku.codes >= 0) & (names.codes >= 0)
    pairs = np.unique(names.codes[both].astype(np.int64) * len(sku.values) + sku.codes[both])
    held: dict[str, set[str]] = {}
    for pair in pairs.tolist():
        name, code = divmod(pair, len(sku.values))
        held.setdefault(refs[name], set()).add(sku.values[code])
    return {ref: next(iter(codes)) for ref, codes in held.items() if len(codes) == 1}
