"""Claims of a form: sentences, kinds with their constructs, and the decisions beside the paths."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from langganan.measure.pls.audit import sentences
from langganan.measure.pls.audit.cells import Cells
from langganan.measure.pls.audit.names import Names
from langganan.measure.pls.audit.printed import Claim, ClaimKind, Pair
from langganan.measure.pls.audit.rows import Row, Rows
from langganan.measure.pls.audit.vocabulary import (
    ARROW,
    DECISION,
    FROM,
    KINDS,
    TO,
    WRITTEN,
    fields,
    first,
    is_arrow,
    kind,
    plain,
)
from langganan.words import mark

_OF_A_PATH = frozenset({ClaimKind.SIGNIFICANT, ClaimKind.NOT_SIGNIFICANT, ClaimKind.NO_EFFECT})
_TEXT = ("text", "sentence", "stated", "claim", "statement", "quote", "rule")
_SAID = ("kind", "type", "decision", "result", "status", "conclusion")
_YES = frozenset({"true", "yes", "1", "ya"})
_NO = frozenset({"false", "no", "0", "tidak"})


class Claims:
    """Reads the claims of one form."""

    def __init__(self, cells: Cells, names: Names, rows: Rows) -> None:
        self.cells, self.names, self.rows = cells, names, rows

    def read(self, given: Any, paths: list[Row]) -> tuple[Claim, ...] | None:
        """All claims, each once; None where the form says nothing about the text."""
        ends = [self.rows.ends(row, "paths") for row in paths]
        decided = [claim for row, end in zip(paths, ends, strict=True) for claim in _decision(row, end)]
        if given is None:
            return tuple(decided) or None
        steps = {(end[0], end[-1]) for end in ends}
        rows = _by_name(given) if isinstance(given, Mapping) else given if isinstance(given, list) else [given]
        found = [claim for row in rows for claim in self._claim(row, steps)]
        return tuple(dict.fromkeys((*decided, *found)))

    def _claim(self, row: Any, steps: Collection[Pair]) -> Iterator[Claim]:
        if not isinstance(row, Mapping):
            yield from sentences.read(str(row), self.names.labels, steps)
            return
        held = fields(row)
        text = str(first(held, _TEXT) or "")
        said = _said(held, text)
        found = None if said is None else kind(said)
        if said is None and text:
            yield from sentences.read(text, self.names.labels, steps)
        elif found is None:
            self.cells.refuse(
                mark("{file}: claims: {given} is no kind of claim. Kinds are {known}."),
                given=str(said), known=", ".join(each.value for each in KINDS),
            )  # fmt: skip
        elif found is ClaimKind.AVE_RULE:
            wrong = not text or sentences.misstates_ave(f"AVE discriminant: {text}")
            yield Claim(found if wrong else ClaimKind.DISCRIMINANT_VALIDITY, text=text)
        else:
            if found is ClaimKind.DISCRIMINANT_VALIDITY and sentences.misstates_ave(f"discriminant: {text}"):
                yield Claim(ClaimKind.AVE_RULE, text=text)
            yield from self._structured(found, held, text)

    def _structured(self, found: ClaimKind, held: Mapping[str, Any], text: str) -> Iterator[Claim]:
        """One claim for each of the sources on each of the targets."""
        written = next((held[name] for name in WRITTEN if is_arrow(held.get(name))), None)
        ends = [first(held, FROM), first(held, TO)] if written is None else ARROW.split(written.strip())
        if found in _OF_A_PATH and (ends[0] is None or ends[-1] is None):
            self.cells.refuse(mark("{file}: a claim of kind {kind} needs from and to."), kind=found.value)
        sources, targets = (end if isinstance(end, list) else [end] for end in (ends[0], ends[-1]))
        for source in sources:
            for target in targets:
                a, b = (self.names.find(end, "claims") if end else "" for end in (source, target))
                said = text or " ".join(filter(None, (f"{a} → {b}" if a and b else "", found.value)))
                yield Claim(found, a, b, said)


def _by_name(given: Mapping[str, Any]) -> list[Any]:
    """The claims of a mapping: itself, or one for each name, which is a path, a kind or a hypothesis."""
    held = fields(given)
    if first(held, (*_TEXT, *_SAID, *FROM)) is not None or any(is_arrow(held.get(name)) for name in WRITTEN):
        return [given]
    return [
        {"path": name, "kind": value} if is_arrow(name) else _of_kind(name, each) if kind(name) else each
        for name, value in given.items()
        for each in (value if isinstance(value, list) else [value])
    ]


def _of_kind(name: str, given: Any) -> dict[str, Any]:
    if isinstance(given, Mapping):
        return {**given, "kind": name}
    return {"kind": name, "path" if is_arrow(given) else "text": given}


def _said(held: Mapping[str, Any], text: str) -> Any:
    """The kind that a claim names: outright, as `significant: true`, or as a word where a sentence may stand."""
    told = first(held, _SAID)
    if told is not None:
        return told
    for name in ("significant", "supported"):
        if plain(held.get(name, "")) in _YES | _NO:
            return name if plain(held[name]) in _YES else f"not {name}"
    return text if kind(text) is not None else None


def _decision(row: Row, ends: tuple[str, ...]) -> Iterator[Claim]:
    """What a column such as `decision: accepted` says of a path."""
    for name, value in row.items():
        if plain(name) in DECISION and value is not None:
            found, text = kind(value), f"{ends[0]} → {ends[-1]}: {value}"
            yield Claim(found, ends[0], ends[-1], text) if found else Claim(ClaimKind.NOT_UNDERSTOOD, text=text)
