"""The path model a study is about: constructs, what measures them, and which leads to which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from langganan import arguments
from langganan.errors import ArgumentError
from langganan.words import mark


class Mode(StrEnum):
    """How outer weights are found (Lohmöller 1989): A by correlation, B by regression."""

    A = "A"
    B = "B"


class Scheme(StrEnum):
    """How neighbouring constructs inform each other while weights are found (inner weighting)."""

    PATH = "path"
    FACTOR = "factor"
    CENTROID = "centroid"


class Product(StrEnum):
    """How an interaction `X:M` becomes an indicator (Henseler & Chin 2010)."""

    TWO_STAGE = "two-stage"
    ORTHOGONAL = "orthogonal"
    PRODUCT_INDICATOR = "product-indicator"


class HigherOrder(StrEnum):
    """How a construct measured by constructs is estimated (Sarstedt et al. 2019)."""

    DISJOINT = "disjoint"
    EMBEDDED = "embedded"


@dataclass(frozen=True)
class Construct:
    """A construct and its indicators: items, or the names of other constructs (higher order).

    `reflective` is what `=~` says: a common factor stands behind the indicators, which is what consistent PLS
    corrects for. `mode` is how weights are found; `=~` means A and `<~` means B unless told otherwise.
    """

    name: str
    indicators: tuple[str, ...]
    mode: Mode = Mode.A
    reflective: bool = True


class Path(NamedTuple):
    """A hypothesised effect; `source` may be an interaction, `X:M`."""

    source: str
    target: str


@dataclass(frozen=True)
class Model:
    """Constructs in their order, paths in theirs, and how the model is to be estimated."""

    constructs: tuple[Construct, ...]
    paths: tuple[Path, ...]
    scheme: Scheme = Scheme.PATH
    consistent: bool = False
    product: Product = Product.TWO_STAGE
    higher_order: HigherOrder = HigherOrder.DISJOINT

    @property
    def names(self) -> tuple[str, ...]:
        """The constructs' names, interactions not among them."""
        return tuple(construct.name for construct in self.constructs)

    @property
    def interactions(self) -> tuple[str, ...]:
        """The interactions that paths start from, such as `X:M`, each once."""
        return tuple(dict.fromkeys(path.source for path in self.paths if ":" in path.source))

    @property
    def items(self) -> tuple[str, ...]:
        """The columns of the answers that the model needs, each once, in the order of the constructs."""
        return tuple(dict.fromkeys(i for c in self.constructs for i in c.indicators if i not in self.parts(c)))

    @property
    def higher(self) -> tuple[Construct, ...]:
        """The constructs whose indicators are constructs."""
        return tuple(c for c in self.constructs if self.parts(c))

    def parts(self, construct: Construct) -> tuple[str, ...]:
        """The constructs that measure this one; none where items do, even an item of the construct's own name."""
        return tuple(i for i in construct.indicators if i in self.names and i != construct.name)

    def construct(self, name: str) -> Construct:
        """The construct called `name`; `KeyError` where there is none."""
        for construct in self.constructs:
            if construct.name == name:
                return construct
        raise KeyError(name)

    def sources(self, target: str) -> tuple[str, ...]:
        """What leads to `target`, in the order of the paths."""
        return tuple(path.source for path in self.paths if path.target == target)

    @property
    def targets(self) -> tuple[str, ...]:
        """The constructs that something leads to (endogenous), in the order of the constructs."""
        led_to = {path.target for path in self.paths}
        return tuple(name for name in self.names if name in led_to)


Part = Construct | tuple[str, str] | Iterable[Any]


def reflective(name: str, items: str | Iterable[str], *, mode: Mode | str = Mode.A) -> Construct:
    """Say that items reflect a construct (`=~`). This function will give the construct, its weights by mode A.

    `items` are names with spaces or commas between them, or a list: of columns, or of constructs (higher order).
    """
    return Construct(name, _names(items), arguments.choice("mode", mode, Mode), reflective=True)


def composite(name: str, items: str | Iterable[str], *, mode: Mode | str = Mode.B) -> Construct:
    """Say that items make up a construct (`<~`). This function will give the construct, its weights by mode B."""
    return Construct(name, _names(items), arguments.choice("mode", mode, Mode), reflective=False)


def path(sources: str | Iterable[str], targets: str | Iterable[str]) -> tuple[Path, ...]:
    """Say that each source, such as `X` or `X:M`, leads to each target. This function will give one path a pair."""
    return tuple(Path(source, target) for target in _names(targets) for source in _names(sources))


def model(
    *parts: Part,
    scheme: Scheme | str = Scheme.PATH,
    consistent: bool = False,
    product: Product | str = Product.TWO_STAGE,
    higher_order: HigherOrder | str = HigherOrder.DISJOINT,
) -> Model:
    """Put a model together from Python. This function will give the same `Model` that the syntax gives, checked.

        model(
            reflective("Personalisation", "X1 X2 X3 X4"),
            composite("Convenience", "Y1 Y2 Y3 Y4"),
            path("Personalisation", "Convenience"),
        )

    `parts` are constructs and paths in any order, also in lists; a pair of names is a path from the first to the
    second. Raises `ModelError` for what cannot be estimated, `ArgumentError` for what is no construct or path.
    """
    from langganan.measure.pls.specify.checks import check_model

    flat = list(_flat(parts))
    made = Model(
        tuple(part for part in flat if isinstance(part, Construct)),
        tuple(part for part in flat if isinstance(part, Path)),
        arguments.choice("scheme", scheme, Scheme),
        consistent,
        arguments.choice("product", product, Product),
        arguments.choice("higher_order", higher_order, HigherOrder),
    )
    check_model(made)
    return made


def _flat(parts: Iterable[Any]) -> Iterator[Construct | Path]:
    for part in parts:
        if isinstance(part, Construct | Path):
            yield part
        elif isinstance(part, tuple) and len(part) == 2 and all(isinstance(name, str) for name in part):
            yield Path(*part)
        elif isinstance(part, Iterable) and not isinstance(part, str | bytes) and not hasattr(part, "keys"):
            yield from _flat(part)
        else:
            text = mark("A model is made of reflective(...), composite(...) and path(...). Given was {given}.")
            raise ArgumentError(text, given=arguments.shown(part))


def _names(given: str | Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str):
        return tuple(given.replace(",", " ").split())
    names = tuple(given) if isinstance(given, Iterable) else (given,)
    for name in names:
        if not isinstance(name, str):
            raise ArgumentError(mark("{given} is no name. Give names as text."), given=arguments.shown(name))
    return names
