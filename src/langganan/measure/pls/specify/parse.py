"""A path model as researchers write it (the syntax of lavaan and cSEM), read and written back."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from langganan.arguments import shown
from langganan.errors import ArgumentError
from langganan.measure.pls.specify.checks import Spot, Spots, check_model, nearest, refuse
from langganan.measure.pls.specify.model import Construct, Mode, Model, Path
from langganan.measure.pls.specify.syntax import (
    LEADS,
    MADE_OF,
    MEASURED_BY,
    NUMBER,
    PLAIN,
    SHORTHAND,
    Statement,
    statements,
)
from langganan.words import mark


def parse(text: str) -> Model:
    """Read a model from text. This function will give the `Model`, checked, in the order it was written.

        Personalisation =~ X1 + X2 + X3 + X4     # reflective: mode A
        Convenience     <~ Y1 + Y2 + Y3 + Y4     # composite: mode B
        Loyalty         =~ Z1 + Z2
        Convenience ~ Personalisation
        Loyalty     ~ Personalisation + Convenience + Personalisation:Convenience

    Lines may come in any order, and go on after `+`; `;` ends a statement as a line does. A construct measured by
    constructs is one of higher order (`W =~ X + Y`, `W <~ X + Y`; `W := X + Y` is read as `W =~ X + Y`). The parts
    of an interaction `X:M` must lead to the same target. Raises `ModelError` with the line, and the nearest name.
    """
    return parse_with_spots(text)[0]


def parse_with_spots(text: str) -> tuple[Model, Spots]:
    """This function will read a model, and say in which line each construct and path of it stands."""
    if not isinstance(text, str):
        raise ArgumentError(mark("A model is text such as Y ~ X. Given was {given}."), given=shown(text))
    constructs: list[Construct] = []
    paths: list[Path] = []
    spots: dict[str | Path, Spot] = {}
    found = list(statements(text))
    for statement in found:
        if statement.sign == LEADS:
            _add_paths(statement, paths, spots)
        else:
            constructs.append(_construct(statement, spots))
    model = Model(tuple(constructs), tuple(paths))
    _check_shorthand(found, model)
    check_model(model, spots)
    return model, spots


def to_text(model: Model) -> str:
    """Write a model. This function will give text that `parse` reads as the same constructs and paths.

    What the text cannot say (a composite in mode A, scheme, corrections) is left to the model's other fields.
    """
    width = max((len(_name(name)) for name in model.names), default=0)
    lines = [
        f"{_name(c.name):<{width}} {MEASURED_BY if c.reflective else MADE_OF} {_sum(c.indicators)}"
        for c in model.constructs
    ]
    for target, paths in groupby(model.paths, key=lambda path: path.target):
        lines.append(f"{_name(target):<{width}} {LEADS}  {_sum(path.source for path in paths)}")
    return "\n".join(lines) + "\n"


def _add_paths(statement: Statement, paths: list[Path], spots: dict[str | Path, Spot]) -> None:
    for target in statement.left:
        for source in statement.right:
            path = Path(source, target)
            paths.append(path)
            spots[path] = statement.spot


def _construct(statement: Statement, spots: dict[str | Path, Spot]) -> Construct:
    name, spot = statement.left[0], statement.spot
    if len(statement.left) > 1:
        text = mark("One construct stands before {sign}. Write a line for each of {names}.")
        refuse(spot, text, sign=statement.sign, names=", ".join(statement.left))
    product = next((term for term in (name, *statement.right) if ":" in term), "")
    if product:
        text = mark("The interaction {name} has no items and is none. It stands in a path: Target ~ X + M + X:M.")
        refuse(spot, text, name=product)
    if name in spots:
        text = mark("{name} is defined in line {line} already. Give all its items at once.")
        refuse(spot, text, name=name, line=str(spots[name].line))
    spots[name] = spot
    reflective = statement.sign != MADE_OF
    return Construct(name, statement.right, Mode.A if reflective else Mode.B, reflective)


def _check_shorthand(found: list[Statement], model: Model) -> None:
    """`:=` defines effects in lavaan; here it may only gather constructs."""
    for statement in found:
        unknown = [term for term in statement.right if term not in model.names]
        if statement.sign == SHORTHAND and unknown:
            near = nearest(unknown[0], model.names)
            text = mark(
                "W := X + Y makes one construct of others, and {name} is none. Indirect and total effects need no"
                " line: every one is worked out."
            )
            close = mark("W := X + Y makes one construct of others, and {name} is none. The nearest name is {near}.")
            refuse(statement.spot, close if near else text, name=unknown[0], near=near)


def _sum(terms: Iterable[str]) -> str:
    return " + ".join(":".join(_name(part) for part in term.split(":")) for term in terms)


def _name(name: str) -> str:
    """The name, in quotes where it holds what the syntax would read otherwise."""
    return name if PLAIN.fullmatch(name) and not NUMBER.fullmatch(name) else f"`{name}`"
