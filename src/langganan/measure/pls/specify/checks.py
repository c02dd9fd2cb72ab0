"""Whether a path model can be estimated at all: each check names the construct, the line and the nearest name.

The same checks serve the syntax, which knows the line where each thing was said, and Python, which does not.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NoReturn

from langganan.errors import ModelError
from langganan.measure.pls.specify.model import Construct, Model, Path, Product
from langganan.words import Phrase, Value, mark

LIKE = 0.5
"""How alike (0 to 1) a name must be to be offered for one that is not there."""
SHOWN = 70
LONGEST = 300
_NOT_IN_NAMES = re.compile(r"[:`\x00-\x1f\x7f]")
_ARROW = " → "


@dataclass(frozen=True)
class Spot:
    """Where a construct or a path was said: the number of the line, and the line."""

    line: int
    written: str


Spots = Mapping[str | Path, Spot]


def refuse(spot: Spot | None, text: str, **fields: Value) -> NoReturn:
    """Raise a `ModelError` that says where, if that is known, and what."""
    if spot is None:
        raise ModelError(text, **fields)
    written = spot.written if len(spot.written) <= SHOWN else spot.written[: SHOWN - 1] + "…"
    where = mark("Line {line} ({written}): {problem}")
    raise ModelError(where, line=str(spot.line), written=written, problem=Phrase(text, fields))


def nearest(name: str, names: Iterable[str]) -> str:
    """This function will give the name most like `name`, capitals aside, the first of equals; or an empty text."""
    likeness = {other: difflib.SequenceMatcher(None, other.casefold(), name.casefold()).ratio() for other in names}
    best = max(likeness, key=likeness.__getitem__, default="")
    return best if likeness.get(best, 0.0) >= LIKE else ""


def check_columns(model: Model, columns: Collection[str], *, source: str = "", spots: Spots | None = None) -> None:
    """This function will raise a `ModelError` for the first item that is no column, with the nearest name.

    `source` is the file's name; columns that the model does not use are offered first.
    """
    there = {composed(name) for name in columns}
    for construct in model.constructs:
        for item in construct.indicators:
            if item in model.parts(construct) or composed(item) in there:
                continue
            spot = (spots or {}).get(construct.name)
            near = nearest(item, [n for n in columns if n not in model.items]) or nearest(item, columns)
            said: dict[str, Value] = {"item": item, "name": construct.name, "file": source or "-", "near": near}
            if not near:
                text = mark(
                    "There is no column {item}, which is to measure {name}. Call it {item}, or let its header begin"
                    " with it ({item}. …). There are: {names}."
                )
                refuse(spot, text, item=item, name=construct.name, names=_shortened(", ".join(columns)))
            if source:
                text = mark("{file} has no column {item}, which is to measure {name}. The nearest name is {near}.")
                refuse(spot, text, **said)
            refuse(
                spot, mark("There is no column {item}, which is to measure {name}. The nearest name is {near}."), **said
            )


def item_places(model: Model, columns: Iterable[str]) -> list[int]:
    """This function will say where the model's items stand among columns that `check_columns` let pass."""
    known = [composed(name) for name in columns]
    return [known.index(composed(item)) for item in model.items]


def composed(name: str) -> str:
    """This function will give a name as it is compared: letters composed (NFC), without spaces around it."""
    return unicodedata.normalize("NFC", name).strip()


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def check_name(name: str, spot: Spot | None) -> None:
    """This function will raise a `ModelError` for what cannot be a construct's or an item's name."""
    if not name or name != name.strip() or _NOT_IN_NAMES.search(name):
        text = mark('"{name}" cannot be a name: it is empty, begins or ends with a space, or holds : or `.')
        refuse(spot, text, name=name)


def check_model(model: Model, spots: Spots | None = None) -> None:
    """This function will raise a `ModelError` for the first thing that keeps a model from being estimated.

    Checked are names, definitions, indicators, constructs of constructs, paths, interactions (their main effects
    must lead to the same target), circles, and constructs that no path reaches.
    """
    said = spots or {}
    _check_names(model, said)
    for construct in model.constructs:
        _check_construct(construct, set(model.names), said.get(construct.name))
    _check_owners(model, said)
    _check_order(model, said)
    if not model.paths:
        raise ModelError(mark("The model has no path. Say what leads to what, such as Loyalty ~ Convenience."))
    for path in model.paths:
        _check_path(path, model, said.get(path))
    _check_repeated(model, said)
    _check_interactions(model, said)
    _check_circle(model.names, _edges(model), said)
    _check_connected(model, said)
    _check_settings(model)


def _check_settings(model: Model) -> None:
    """What cannot be combined: see docs/decisions/0008."""
    if model.consistent and model.higher:
        text = mark(
            "Consistent PLS cannot be asked for with constructs that measure constructs ({name}): how to correct"
            " them is not settled. Leave consistent out, or let the items measure {name}."
        )
        raise ModelError(text, name=model.higher[0].name)
    names = {construct.name for construct in model.higher}
    parts = [part for interaction in model.interactions for part in interaction.split(":") if part in names]
    if parts and model.product is not Product.TWO_STAGE:
        text = mark("{name} has no items of its own to multiply. Estimate its interactions with the two-stage method.")
        raise ModelError(text, name=parts[0])


def _check_names(model: Model, said: Spots) -> None:
    twice = [name for name, count in Counter(model.names).items() if count > 1]
    if twice:
        refuse(said.get(twice[0]), mark("{name} is defined twice. Give all its items at once."), name=twice[0])
    for construct in model.constructs:
        for name in (construct.name, *construct.indicators):
            check_name(name, said.get(construct.name))


def _check_construct(construct: Construct, names: set[str], spot: Spot | None) -> None:
    name, indicators = construct.name, construct.indicators
    if not indicators:
        text = mark("{name} has no items. Say which columns measure it: {name} =~ item1 + item2.")
        refuse(spot, text, name=name)
    twice = [item for item, count in Counter(indicators).items() if count > 1]
    if twice:
        refuse(spot, mark("{item} stands twice among the items of {name}. Name it once."), item=twice[0], name=name)
    inner = [item for item in indicators if item in names and item != name]
    if inner and len(inner) < len(indicators):
        outer = next(item for item in indicators if item not in inner)
        text = mark(
            "{name} is measured by the construct {inner} and by {outer}, which is none. Name only constructs,"
            " or only columns; for a column make a construct of one item: {outer}_ =~ {outer}."
        )
        refuse(spot, text, name=name, inner=inner[0], outer=outer)


def _check_owners(model: Model, said: Spots) -> None:
    """A column and a construct may have the same name (a construct of one item); they are told apart here."""
    owner: dict[tuple[str, bool], str] = {}
    for construct in model.constructs:
        parts = model.parts(construct)
        for item in construct.indicators:
            if (item, item in parts) in owner:
                text = mark("{item} measures {first} already. An item belongs to one construct: take it out of one.")
                refuse(said.get(construct.name), text, item=item, first=owner[item, item in parts])
            owner[item, item in parts] = construct.name


def _check_order(model: Model, said: Spots) -> None:
    """Constructs of constructs: none may, by way of others, measure itself."""
    higher = {c.name: model.parts(c) for c in model.higher}
    circle = _circle(list(higher), higher)
    if circle:
        text = mark("These constructs measure each other in a circle: {circle}. Take one of them out.")
        refuse(said.get(circle[0]), text, circle=_ARROW.join(circle))


def _check_path(path: Path, model: Model, spot: Spot | None) -> None:
    if ":" in path.target:
        text = mark("The interaction {name} is a target. Interactions lead to constructs; nothing leads to them.")
        refuse(spot, text, name=path.target)
    parts = path.source.split(":")
    for name in (*parts, path.target):
        if name not in model.names:
            _refuse_unknown(name, model, spot)
        _check_not_inner(name, model, spot)
    if len(parts) > 2:
        text = mark("{name} joins {n} constructs. Interactions of two can be estimated, such as {example}.")
        refuse(spot, text, name=path.source, n=len(parts), example=":".join(parts[:2]))
    if path.target in parts:
        refuse(spot, mark("{name} cannot lead to itself. Take that path out."), name=path.target)


def _refuse_unknown(name: str, model: Model, spot: Spot | None) -> NoReturn:
    owner = next((c.name for c in model.constructs if name in c.indicators), "")
    if owner:
        text = mark("{name} is an item of {owner}. Paths join constructs: write {owner}.")
        refuse(spot, text, name=name, owner=owner)
    near = nearest(name, model.names)
    if near:
        refuse(spot, mark("There is no construct {name}. The nearest name is {near}."), name=name, near=near)
    text = mark("There is no construct {name}. Define it ({name} =~ its items), or use one of: {names}.")
    refuse(spot, text, name=name, names=", ".join(model.names) or "-")


def _check_not_inner(name: str, model: Model, spot: Spot | None) -> None:
    """A construct that measures another is estimated inside it, and paths belong to the other."""
    outer = next((c.name for c in model.higher if name in model.parts(c)), "")
    if outer:
        refuse(spot, mark("{name} measures {outer}, so paths start and end at {outer}."), name=name, outer=outer)


def _check_repeated(model: Model, said: Spots) -> None:
    seen: dict[tuple[frozenset[str], str], Path] = {}
    for path in model.paths:
        key = frozenset(path.source.split(":")) if ":" in path.source else frozenset({path.source, ":"}), path.target
        if key in seen:
            text = mark("The path from {source} to {target} is there already. Name it once.")
            refuse(said.get(path), text, source=path.source, target=path.target)
        seen[key] = path
    spelled: dict[frozenset[str], str] = {}
    for path in model.paths:
        if ":" in path.source and spelled.setdefault(frozenset(path.source.split(":")), path.source) != path.source:
            first = spelled[frozenset(path.source.split(":"))]
            text = mark("{name} and {first} are the same interaction. Write {first} in both places.")
            refuse(said.get(path), text, name=path.source, first=first)


def _check_interactions(model: Model, said: Spots) -> None:
    """What two constructs do together is told apart only from what each does alone (Aiken & West 1991, ch. 3)."""
    for path in model.paths:
        lacking = [part for part in path.source.split(":") if part not in model.sources(path.target)]
        if ":" in path.source and lacking:
            text = mark(
                "The interaction {name} needs its parts beside it: {target} ~ {parts} + {name}. Missing: {lacking}."
            )
            parts = " + ".join(dict.fromkeys(path.source.split(":")))
            refuse(said.get(path), text, name=path.source, target=path.target, parts=parts, lacking=", ".join(lacking))


def _edges(model: Model) -> dict[str, tuple[str, ...]]:
    leads: dict[str, dict[str, None]] = {name: {} for name in model.names}
    for path in model.paths:
        for source in path.source.split(":"):
            leads[source][path.target] = None
    return {source: tuple(targets) for source, targets in leads.items()}


def _check_circle(names: Collection[str], edges: Mapping[str, tuple[str, ...]], said: Spots) -> None:
    circle = _circle(names, edges)
    if circle:
        text = mark("The paths run in a circle: {circle}. Take one of them out; cause and effect must have an order.")
        refuse(said.get(Path(circle[-2], circle[-1])), text, circle=_ARROW.join(circle))


def _circle(names: Collection[str], edges: Mapping[str, tuple[str, ...]]) -> list[str]:
    """A walk along the edges that comes back to where it began, or nothing."""
    done: set[str] = set()
    for start in names:
        walk, ahead = [start], [iter(edges.get(start, ()))]
        while walk:
            step = next(ahead[-1], None)
            if step is None:
                done.add(walk.pop())
                ahead.pop()
            elif step in walk:
                return [*walk[walk.index(step) :], step]
            elif step not in done:
                walk.append(step)
                ahead.append(iter(edges.get(step, ())))
    return []


def _check_connected(model: Model, said: Spots) -> None:
    inside = {part for c in model.higher for part in model.parts(c)}
    reached = {part for path in model.paths for part in (*path.source.split(":"), path.target)} | inside
    for name in model.names:
        if name not in reached:
            text = mark("No path leads to or from {name}. Join it to another construct, or take it out.")
            refuse(said.get(name), text, name=name)
