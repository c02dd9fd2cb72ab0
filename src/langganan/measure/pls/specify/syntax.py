"""The syntax of lavaan and cSEM as statements: what stands before the sign, the sign, and what stands after it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from langganan.measure.pls.specify.checks import Spot, check_name, refuse
from langganan.words import mark

MEASURED_BY, MADE_OF, LEADS, SHORTHAND = "=~", "<~", "~", ":="
RELATIONS = (MEASURED_BY, MADE_OF, LEADS, SHORTHAND)
_NAMELESS = r"""\s~=<>+*:;,()\[\]{}#!"'`“”|@%^&/\\?$-"""
_TOKEN = re.compile(
    rf"""(?P<comment>[#!][^\n]*)|(?P<end>[\n;])|(?P<space>\s+)"""
    r"""|(?P<quoted>"[^"\n]*"|'[^'\n]*'|`[^`\n]*`|“[^”\n]*”)"""
    r"""|(?P<sign>=~|<~|~~|:=|==|<-+>?|-+>|[~+*:=<>|])"""
    rf"""|(?P<word>[^{_NAMELESS}]+)|(?P<other>.)""",
)
PLAIN = re.compile(rf"[^{_NAMELESS}]+")
"""Names that need no quotes."""
NUMBER = re.compile(r"\d+(?:\.\d+)?")
_UNSEEN = {ord(c): None for c in "\u200b\u2060\ufeff"} | {ord("\r"): "\n"}

_REFUSED = {
    "~~": mark(
        "PLS-SEM gives no covariances between items or constructs (~~); the correlations of all constructs"
        " are in the results. Take the line out."
    ),
    "*": mark(
        "Fixed values, starting values and labels (1*x, a*x) have no place in PLS-SEM: every weight is estimated."
        " Take away the * and what stands before it. An interaction is written X:M."
    ),
    "==": mark("PLS-SEM knows no constraints between parameters. Take the line out."),
    "|": mark("Thresholds (|) have no place here: answers are read as numbers. Take the line out."),
}
_ARROWS = mark("Paths are written from the target: for an arrow from A to B write B ~ A.")


@dataclass(frozen=True)
class Token:
    """A name (quoted or not) or a sign, and the number of its line."""

    text: str
    line: int
    kind: str

    @property
    def is_name(self) -> bool:
        """Whether it is a name, in quotes or without."""
        return self.kind in {"word", "quoted"}

    @property
    def is_number(self) -> bool:
        """Whether it is a number that no quotes make a name."""
        return self.kind == "word" and NUMBER.fullmatch(self.text) is not None


@dataclass(frozen=True)
class Statement:
    """One statement: terms (a name, or names joined by `:`), the sign between them, and where it stands."""

    left: tuple[str, ...]
    sign: str
    right: tuple[str, ...]
    spot: Spot


def statements(text: str) -> Iterator[Statement]:
    """This function will read a text's statements; they end with a line or `;`.

    A statement goes on over lines while a line ends, or the next begins, with a sign such as `+` or `~`. What
    follows `#` or `!` is a remark. Names with other characters stand in quotes. Raises `ModelError`.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).translate(_UNSEEN)
    lines = text.split("\n")
    current: list[Token] = []
    for token in _tokens(text, lines):
        if token.kind == "end":
            yield from _close(current, lines)
            current = []
            continue
        if current and token.line > current[-1].line and not (_joins(token) or _joins(current[-1])):
            yield from _close(current, lines)
            current = []
        current.append(token)
    yield from _close(current, lines)


def _tokens(text: str, lines: list[str]) -> Iterator[Token]:
    line = 1
    for found in _TOKEN.finditer(text):
        kind, what = str(found.lastgroup), found[0]
        if what == "\n":
            line += 1
        elif kind == "other":
            _refuse_character(what, Spot(line, lines[line - 1].strip()))
        elif kind == "quoted":
            yield Token(what[1:-1].strip(), line, kind)
        elif kind not in {"comment", "space"}:
            yield Token(what, line, kind)


def _refuse_character(what: str, spot: Spot) -> NoReturn:
    if what in "\"'`“”":
        refuse(spot, mark("The quotation mark {mark} is not closed in this line."), mark=what)
    text = mark('"{given}" cannot be read here. Where it belongs to a name, put the name in quotes: "a {given} b".')
    refuse(spot, text, given=what)


def _joins(token: Token) -> bool:
    return not token.is_name


def _close(tokens: list[Token], lines: list[str]) -> Iterator[Statement]:
    if not tokens:
        return
    written = " ".join(lines[at - 1].strip() for at in dict.fromkeys(token.line for token in tokens))
    yield _statement(tokens, Spot(tokens[0].line, written))


def _statement(tokens: list[Token], spot: Spot) -> Statement:
    for token in tokens:
        if not token.is_name:
            _check_sign(token.text, spot)
    at = [i for i, token in enumerate(tokens) if token.text in RELATIONS and not token.is_name]
    if not at:
        text = mark("There is no =~, <~ or ~ in this line. Write Construct =~ items, or Target ~ sources.")
        refuse(spot, text)
    if len(at) > 1:
        _refuse_second(tokens, at, spot)
    sign = tokens[at[0]].text
    _check_numbers(tokens, sign, spot)
    left, right = tokens[: at[0]], tokens[at[0] + 1 :]
    if not left:
        refuse(spot, mark("Nothing stands before {sign}. Name what the line is about there."), sign=sign)
    if not right:
        refuse(spot, mark("Nothing stands after {sign}. Name the items or sources there."), sign=sign)
    return Statement(_terms(left, spot), sign, _terms(right, spot), spot)


def _check_sign(sign: str, spot: Spot) -> None:
    if sign in _REFUSED:
        refuse(spot, _REFUSED[sign])
    if sign in {"<", ">"}:
        refuse(spot, _REFUSED["=="])
    if sign.endswith("->") or sign.startswith("<-"):
        refuse(spot, _ARROWS)
    if sign == "=":
        refuse(spot, mark("A single = says nothing here. Items are given by =~ or <~, paths by ~."))


def _refuse_second(tokens: list[Token], at: list[int], spot: Spot) -> NoReturn:
    """Two signs: mostly a line that was left unfinished, and the next one read as its end."""
    first, second = tokens[at[0]], tokens[at[1]]
    if at[1] - at[0] == 2 and tokens[at[0] + 1].line > first.line:
        here = " ".join(token.text for token in tokens if token.line == first.line)
        refuse(
            Spot(spot.line, here),
            mark("Nothing stands after {sign}. Name the items or sources there."),
            sign=first.text,
        )
    text = mark("{first} and {second} stand in one statement. Write one statement a line.")
    refuse(spot, text, first=first.text, second=second.text)


def _check_numbers(tokens: list[Token], sign: str, spot: Spot) -> None:
    for token in tokens:
        if token.is_number:
            if sign == LEADS:
                text = mark("PLS-SEM works with standardised answers, so there are no intercepts (~ 1). Take it out.")
                refuse(spot, text)
            text = mark('{given} is a number. Where a column is called so, put it in quotes: "{given}".')
            refuse(spot, text, given=token.text)


def _terms(tokens: list[Token], spot: Spot) -> tuple[str, ...]:
    """Names with `+` between them; `:` joins two names into one term."""
    terms: list[str] = []
    waiting = "+"
    for token in tokens:
        if token.is_name and not waiting:
            text = mark("{first} and {second} stand side by side. Put + between them, or quotes around one name.")
            refuse(spot, text, first=terms[-1], second=token.text)
        if not token.is_name and waiting:
            refuse(spot, mark("A name is missing before {sign}."), sign=token.text)
        if token.is_name:
            check_name(token.text, spot)
            terms = [*terms[:-1], f"{terms[-1]}:{token.text}"] if waiting == ":" else [*terms, token.text]
        waiting = "" if token.is_name else token.text
    if waiting:
        refuse(spot, mark("A name is missing after {sign}."), sign=waiting)
    return tuple(terms)
