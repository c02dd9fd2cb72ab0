"""Whether a model can be estimated from these answers, and what a careful reader would ask about them.

What makes estimation impossible, or certainly wrong, is an error. What may be in order is a doubt.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NoReturn

import numpy as np

from langganan.errors import TableError
from langganan.measure.pls.read.answers import Answers, Correlations
from langganan.measure.pls.read.mistyped import doubt_mistyped
from langganan.measure.pls.specify.checks import check_columns, item_places
from langganan.measure.pls.specify.model import Mode, Model
from langganan.tables import Array
from langganan.words import Phrase, Value, mark

FEWEST = 3
"""Fewer respondents have no correlations to speak of."""
MUCH_MISSING = 0.05
"""Share of missing answers in an item from which mean replacement is doubtful (Hair et al. 2022, ch. 2)."""
ENOUGH_ITEMS, ENOUGH_TO_COMPARE = 6, 10
"""From this many items on, one answer to all of them, or the same row twice, is unlikely by chance."""
COPIED_SHARE, MOST_COMPARED = 0.01, 2_000
"""Rows that are the same are doubtful from this share on, up to this many rows; among more, chance makes them too."""
MISSING_CODES = (-999.0, -99.0, -98.0, -97.0, -9.0, -1.0, 97.0, 98.0, 99.0, 999.0, 9999.0)
WIDEST_SCALE = 11.0
SAME = 1e-10


def check_answers(model: Model, answers: Answers | Correlations, *, missing: str = "mean") -> None:
    """This function will raise `TableError` for the first thing that keeps the model from being estimated.

    Checked are the columns, how many respondents there are, missing answers (`missing`: mean, casewise or
    refuse), infinite values, columns without variance, and columns that are copies of each other.
    """
    if isinstance(answers, Correlations):
        check_columns(model, answers.items)
        _check_count(model, answers.n)
        return
    values, items = answers_to(model, answers), model.items
    _check_infinite(values, items)
    _check_count(model, len(values))
    _check_empty(values, items)
    if missing != "mean":
        values = _complete(values, items, missing)
        _check_count(model, len(values))
    _check_constant(values, items)
    _check_copies(values, items)


def doubts(model: Model, answers: Answers | Correlations) -> tuple[Phrase, ...]:
    """This function will say what is doubtful about the answers, the gravest first; nothing where all is well."""
    if isinstance(answers, Correlations):
        return tuple(_doubt_count(model, answers.n))
    values = answers_to(model, answers)
    return (
        *_doubt_count(model, len(values)),
        *_doubt_codes(values, model.items),
        *doubt_mistyped(model, answers, values, frozenset(MISSING_CODES)),
        *_doubt_missing(values, model.items),
        *_doubt_blank(answers),
        *_doubt_two(values, model.items),
        *_doubt_straight(values),
        *_doubt_copied(values),
    )


def answers_to(model: Model, answers: Answers) -> Array:
    """This function will give the answers (n, p) to the model's items, in the model's order."""
    if answers.items == model.items:
        return answers.values
    check_columns(model, answers.items)
    return answers.values[:, item_places(model, answers.items)]


def _check_infinite(values: Array, items: tuple[str, ...]) -> None:
    if np.isinf(values).any():
        row, column = np.argwhere(np.isinf(values))[0]
        text = mark("Answer {row} in column {column} is infinite. Leave the cell empty if nothing was answered.")
        raise TableError(text, row=str(row + 1), column=items[column])


def _check_count(model: Model, n: int) -> None:
    if n < FEWEST:
        raise TableError(mark("There are {n} respondents. A model needs {fewest} at the very least."),
                         n=n, fewest=FEWEST)  # fmt: skip
    for name in model.targets:
        sources = len(model.sources(name))
        if n <= sources + 1:
            text = mark("{n} respondents are too few for the {sources} paths that lead to {name}: {least} are needed.")
            raise TableError(text, n=n, sources=sources, name=name, least=sources + 2)
    for construct in model.constructs:
        size = len(construct.indicators)
        if construct.mode is Mode.B and n <= size + 1:
            text = mark("{n} respondents are too few for the {size} items of {name}: {least} are needed for mode B.")
            raise TableError(text, n=n, size=size, name=construct.name, least=size + 2)


def _check_empty(values: Array, items: tuple[str, ...]) -> None:
    empty = np.flatnonzero(np.isnan(values).all(axis=0))
    if len(empty):
        text = mark("Nobody answered {item}: its column is empty. Take it out of the model, or mend the file.")
        raise TableError(text, item=items[empty[0]])


def _complete(values: Array, items: tuple[str, ...], missing: str) -> Array:
    """The rows without a missing answer; where none may be missing, an error."""
    lacking = np.isnan(values)
    rows = lacking.any(axis=1)
    if missing == "refuse" and rows.any():
        most = int(lacking.sum(axis=0).argmax())
        text = mark(
            "{rows} of {n} respondents left an answer out, most often {item} ({times}), and missing answers are to be"
            " refused. Complete them, or say missing=mean or missing=casewise."
        )
        times = int(lacking[:, most].sum())
        raise TableError(text, rows=int(rows.sum()), n=len(values), item=items[most], times=times)
    kept = values[~rows]
    if len(kept) < FEWEST:
        text = mark(
            "Only {kept} of {n} respondents answered every item, too few to estimate from. Say missing=mean, or look"
            " at the item that most left out: {item}."
        )
        item = items[int(lacking.sum(axis=0).argmax())]
        raise TableError(text, kept=len(kept), n=len(values), item=item)
    return kept


def _check_constant(values: Array, items: tuple[str, ...]) -> None:
    low, high = np.nanmin(values, axis=0), np.nanmax(values, axis=0)
    constant = np.flatnonzero(low == high)
    if len(constant):
        at = constant[0]
        text = mark(
            "Everybody answered {item} with {value}, so it cannot tell anybody from anybody else. Take it out of the"
            " model."
        )
        raise TableError(text, item=items[at], value=f"{low[at]:g}")


def _check_copies(values: Array, items: tuple[str, ...]) -> None:
    """Two columns that are the same, or the same but for unit and direction, would count one answer twice."""
    centred = values - np.nanmean(values, axis=0)
    lacking = np.isnan(values)
    centred[lacking] = 0.0
    centred /= np.abs(centred).max(axis=0)
    lengths = np.sqrt(np.einsum("ij,ij->j", centred, centred))
    together = centred.T @ centred / np.outer(lengths, lengths)
    for i, j in np.argwhere(np.triu(np.abs(together) > 1 - SAME, 1)):
        if (lacking[:, i] == lacking[:, j]).all():
            _refuse_copy(np.array_equal(values[:, i], values[:, j], equal_nan=True), items[i], items[j])


def _refuse_copy(equal: bool, first: str, second: str) -> NoReturn:  # noqa: FBT001 - which of two sentences
    if equal:
        text = mark("{first} and {second} hold the same answer in every row: one is a copy. Take one out of the model.")
    else:
        text = mark(
            "{second} follows from {first} in every row (they correlate perfectly). Take one of them out of the model."
        )
    raise TableError(text, first=first, second=second)


def _doubt_count(model: Model, n: int) -> Iterator[Phrase]:
    p = len(model.items)
    if n < p:
        text = mark("There are fewer respondents ({n}) than items ({items}). Little can be learned from so few.")
        yield Phrase(text, {"n": n, "items": p})


def _doubt_codes(values: Array, items: tuple[str, ...]) -> Iterator[Phrase]:
    """A number such as -99 among answers from 1 to 5 mostly stands for no answer; one sentence for each such number."""
    found: dict[str, list[tuple[str, float, float]]] = {}
    for item, column in zip(items, values.T, strict=True):
        rest, far = _codes(column[~np.isnan(column)])
        if far:
            named = ", ".join(f"{code:g}" for code in far)
            found.setdefault(named, []).append((item, float(rest.min()), float(rest.max())))
    for code, there in found.items():
        text = mark(
            "{items} holds {code} beside answers from {low} to {high}. If that stands for no answer, say so"
            " (missing_codes, --missing-code)."
        )
        if len(there) > 1:
            text = mark(
                "{n} items ({items}) hold {code} beside answers from {low} to {high}. If that stands for no answer, say"
                " so (missing_codes, --missing-code)."
            )
        low, high = min(each[1] for each in there), max(each[2] for each in there)
        fields = {
            "n": len(there),
            "items": ", ".join(each[0] for each in there),
            "code": code,
            "low": low,
            "high": high,
        }
        yield Phrase(text, fields)


def _codes(column: Array) -> tuple[Array, list[float]]:
    """The answers of an item, and the numbers among them that look as if they stood for no answer."""
    codes = np.isin(column, MISSING_CODES)
    rest = column[~codes]
    if not codes.any() or not len(rest) or rest.min() < 0 or rest.max() > WIDEST_SCALE:
        return rest, []
    return rest, sorted({c for c in column[codes].tolist() if c < rest.min() - 1 or c > rest.max() + 1})


def _doubt_missing(values: Array, items: tuple[str, ...]) -> Iterator[Phrase]:
    lacking = np.isnan(values)
    if not lacking.any():
        return
    shares = lacking.mean(axis=0)
    worst = int(shares.argmax())
    fields: dict[str, Value] = {
        "share": _percent(float(lacking.mean())),
        "item": items[worst],
        "worst": _percent(float(shares[worst])),
    }
    if shares[worst] > MUCH_MISSING:
        text = mark(
            "{share} % of all answers are missing, most in {item} ({worst} %, more than 5 %). Ask why; the mean in"
            " their place makes relations look weaker."
        )
    else:
        text = mark("{share} % of all answers are missing, most in {item} ({worst} %).")
    yield Phrase(text, fields)


def _doubt_blank(answers: Answers) -> Iterator[Phrase]:
    if answers.blank:
        yield Phrase(
            mark("{n} row answers none of the items and was left out."), {"n": answers.blank},
            mark("{n} rows answer none of the items and were left out."),
        )  # fmt: skip


def _doubt_two(values: Array, items: tuple[str, ...]) -> Iterator[Phrase]:
    two = [item for item, column in zip(items, values.T, strict=True) if _is_two_valued(column)]
    if two:
        text = mark(
            "Two different answers only: {items}. Correlations of such items are limited; answers on a scale of five"
            " steps or more say more."
        )
        yield Phrase(text, {"items": ", ".join(two)})


def _is_two_valued(column: Array) -> bool:
    given = column[~np.isnan(column)]
    low, high = given.min(initial=np.inf), given.max(initial=-np.inf)
    return bool(low < high and ((given == low) | (given == high)).all())


def _doubt_straight(values: Array) -> Iterator[Phrase]:
    if values.shape[1] < ENOUGH_ITEMS:
        return
    n = int((values == values[:, :1]).all(axis=1).sum())
    if n:
        yield Phrase(
            mark(
                "{n} respondent ({share} %) gave the same answer to every item. Look whether the questions were read."
            ),
            {"n": n, "share": _percent(n / len(values))},
            mark(
                "{n} respondents ({share} %) gave the same answer to every item. Look whether the questions were read."
            ),
        )


def _doubt_copied(values: Array) -> Iterator[Phrase]:
    """Rows that say the same throughout; who gave one answer to everything is told of apart."""
    values = values[(values != values[:, :1]).any(axis=1)]
    if values.shape[1] < ENOUGH_TO_COMPARE or not 0 < len(values) <= MOST_COMPARED:
        return
    _, counts = np.unique(_fingerprints(values), return_counts=True)
    n = int((counts - 1).sum())
    if n > COPIED_SHARE * len(values):
        yield Phrase(
            mark("{n} row says the same as an earlier one in every item. Look whether somebody answered twice."),
            {"n": n},
            mark("{n} rows say the same as an earlier one in every item. Look whether somebody answered twice."),
        )


def _fingerprints(values: Array) -> Array:
    """(n,) a number for each row, the same for rows that are the same."""
    bits = np.ascontiguousarray(values + 0.0).view(np.uint64)
    mixed = np.zeros(len(bits), np.uint64)
    for column in bits.T:
        mixed = (mixed ^ (column >> np.uint64(29)) ^ column) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(32)
    return mixed


def _percent(share: float) -> Decimal:
    """A share in per cent, with a decimal where it has one."""
    found = Decimal(f"{100 * share:.1f}")
    return found.quantize(Decimal(1)) if found == found.to_integral_value() else found
