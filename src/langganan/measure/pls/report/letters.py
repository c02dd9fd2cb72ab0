"""How wide text will be at most, whichever of the usual sans-serif fonts the reader has."""

from __future__ import annotations

import re
import unicodedata

FAMILY = "'Plus Jakarta Sans','Segoe UI',Roboto,'Helvetica Neue',Arial,'DejaVu Sans',sans-serif"
_NARROW, _WIDE = set("ijlI.,:;'|!()[]ftr "), set("mwMW@%—…")
_PIECES = re.compile(r"[^\s_\-]+[\s_\-]*|[\s_\-]+")
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")


def width(text: str, size: float, *, bold: bool = False) -> float:
    """This function will give an upper bound of a text's width in pixels at a font size in pixels."""
    return sum(_em(letter) for letter in text) * size * (1.07 if bold else 1.0)


def _em(letter: str) -> float:
    if letter in _NARROW:
        return 0.42
    if letter in _WIDE or unicodedata.east_asian_width(letter) in "WF":
        return 1.03
    if unicodedata.combining(letter):
        return 0.0
    return 0.74 if letter.isupper() or letter in "−+=<>" else 0.63


def cut(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """This function will shorten text with an ellipsis until it fits into `room` pixels."""
    if width(text, size, bold=bold) <= room:
        return text
    kept = text
    while kept and width(kept + "…", size, bold=bold) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def lines(text: str, size: float, room: float, most: int = 3) -> tuple[str, ...]:
    """This function will break a name into at most `most` lines of `room` pixels (bold), at spaces, `_`, `-` or humps.

    What still does not fit is cut, so the drawing must carry the full name elsewhere (a `<title>`).
    """
    broken = [""]
    for piece in _pieces(text):
        joined = broken[-1] + piece
        if broken[-1] and width(joined.strip(" _"), size, bold=True) > room:
            broken.append(piece)
        else:
            broken[-1] = joined
    if len(broken) > most:
        broken = [*broken[: most - 1], "".join(broken[most - 1 :])]
    return tuple(cut(line.strip(" _"), size, room, bold=True) for line in broken)


def longest_word(text: str, size: float) -> float:
    """This function will give the width (bold) of the longest piece that `lines` cannot break."""
    return max((width(piece.strip(" _"), size, bold=True) for piece in _pieces(text)), default=0.0)


def _pieces(text: str) -> list[str]:
    return [part for word in _PIECES.findall(text) for part in _HUMPS.split(word)]
