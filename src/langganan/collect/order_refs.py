"""Which rows make up one order: numbers made where the file has none, and parted where two customers share one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from langganan.collect.cells import REF_LENGTH, name_to_ref
from langganan.collect.fields import Texts
from langganan.tables import Array


def make_refs(customers: Texts, day: Array, ordered_at: Array) -> Texts:
    """This function will number orders by customer and day in the shop's zone, such as "17850 2011-12-09".

    Rows without a customer are one order for each moment (UTC), so that the same file gives the same numbers.
    """
    moments, when = np.unique(ordered_at, return_inverse=True)
    days, which = np.unique(day, return_inverse=True)
    span = max(len(moments), len(days))
    key = np.where(customers.codes < 0, when, (customers.codes + 1) * np.int64(span) + which)
    keys, codes = np.unique(key, return_inverse=True)
    at, turn = np.divmod(keys, span)
    said = zip(at.tolist(), turn.tolist(), strict=True)
    values = [f"{customers.values[who - 1]} {days[nth]}" if who else f"{moments[nth]}Z" for who, nth in said]
    return Texts(codes.astype(np.int32), [fit_ref(value) for value in values])


def one_customer_each(refs: Texts, customers: Texts, shown: Sequence[str]) -> tuple[dict[str, Texts], int, str]:
    """This function will give every order one customer.

    What comes back: the columns order_ref and customer_ref anew, how many order numbers stood for several
    customers, and one of those. Rows of an order that name nobody belong to the first customer it names.
    Where it names several, the lines of each further customer become the order "number / customer", each customer
    as in `shown`.
    """
    named = np.flatnonzero((customers.codes >= 0) & (refs.codes >= 0))[::-1]
    owner = np.full(len(refs.values) + 1, -1, dtype=np.int32)
    owner[refs.codes[named]] = customers.codes[named]
    first = np.where(refs.codes >= 0, owner[refs.codes], -1)
    who = np.where(customers.codes < 0, first, customers.codes)
    other = np.flatnonzero((who != first) & (refs.codes >= 0))
    pairs, turn = np.unique(refs.codes[other] * np.int64(len(customers.values) + 1) + who[other], return_inverse=True)
    order, buyer = np.divmod(pairs, len(customers.values) + 1)
    codes = refs.codes.copy()
    codes[other] = len(refs.values) + turn
    parted = [fit_ref(f"{refs.values[o]} / {shown[c]}") for o, c in zip(order.tolist(), buyer.tolist(), strict=True)]
    example = refs.values[int(order[0])] if len(order) else ""
    columns = {"order_ref": Texts(codes, [*refs.values, *parted]), "customer_ref": Texts(who, customers.values)}
    return columns, len(np.unique(order)), example


def fit_ref(ref: str) -> str:
    """This function will shorten an order number that is too long to store, so that different ones stay different."""
    return ref if len(ref) <= REF_LENGTH else name_to_ref(ref)
