"""Numbers on the command line, with a decimal point or, as Indonesians write them, a decimal comma."""

from __future__ import annotations

import math
from collections.abc import Callable

import typer

from langganan import arguments


def number(least: float = -math.inf, most: float = math.inf) -> Callable[[str | float], float]:
    """This function will give what reads a number from `least` to `most`, or says what it should be."""

    def read(given: str | float) -> float:
        try:
            value = arguments.written(str(given))
        except ValueError as error:
            raise typer.BadParameter(f"{given!r} is not a valid float.") from error
        if not least <= value <= most:
            ends = f"{least:g}<=x" if most == math.inf else f"{least:g}<=x<={most:g}"
            raise typer.BadParameter(f"{given} is not in the range {ends}.")
        return value

    read.__name__ = "float"
    return read
