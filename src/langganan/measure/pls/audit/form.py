"""The form of an audit, read from YAML, JSON or CSV. Numbers stay text, so that 0.450 keeps its three decimals.

The form itself is described in docs/reference/audit.md; which entry means what is in `entries`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from langganan.errors import FileError
from langganan.measure.pls.audit import blocks, entries
from langganan.measure.pls.audit.printed import Printed
from langganan.words import Phrase, mark

if TYPE_CHECKING:
    import yaml

LARGEST = 1_000_000
"""Bytes; a form is a page or two."""


def read(path: str | Path) -> Printed:
    """Read a form: `.json`, `.yaml`, `.yml`, `.csv` or `.tsv`. `FileError` says what is wrong and where."""
    path = Path(path)
    text = _text(path)
    match path.suffix.lower():
        case ".json":
            data = _from_json(text, path.name)
        case ".csv" | ".tsv":
            data = blocks.read(text, path.name)
        case ".yaml" | ".yml" | "":
            data = _from_yaml(text, path.name)
        case _:
            _refuse(path.name, Phrase(mark("a form is a .yaml, .json or .csv file")))
    return entries.printed(data, path.name)


def from_mapping(data: Mapping[str, Any]) -> Printed:
    """Read a form that is at hand as a mapping; floats count with the decimals that Python shows."""
    return entries.printed(data, "form")


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            _refuse(path.name, Phrase(mark("it is larger than 1 MB; a form is a page or two")))
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        _refuse(path.name, Phrase(mark("it is not text in UTF-8; save it as UTF-8")))
    except OSError as problem:
        _refuse(path.name, Phrase(problem.strerror or str(problem)))
    if not text.strip():
        _refuse(path.name, Phrase(mark("it is empty")))
    return text


def _refuse(file: str, problem: Phrase) -> NoReturn:
    raise FileError(mark("{file} cannot be read as a form: {problem}."), file=file, problem=problem)


# ------------------------------------------------------------------------------------------------ JSON


def _from_json(text: str, file: str) -> Any:
    try:
        return json.loads(
            text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=lambda pairs: _once(pairs, file)
        )
    except json.JSONDecodeError as problem:
        _refuse(file, _at(problem.lineno, problem.msg))
    except RecursionError:
        _refuse(file, Phrase(mark("it is nested too deeply")))


def _once(pairs: list[tuple[str, Any]], file: str) -> dict[str, Any]:
    """The entries of an object, none of them twice; the later would silently win."""
    answer: dict[str, Any] = {}
    for name, value in pairs:
        if name in answer:
            _refuse(file, Phrase(mark("the entry {name} is there twice"), {"name": name}))
        answer[name] = value
    return answer


def _at(line: int, problem: str) -> Phrase:
    return Phrase(mark("line {line}: {problem}"), {"line": line, "problem": problem})


# ------------------------------------------------------------------------------------------------ YAML


def _from_yaml(text: str, file: str) -> Any:
    """The document as plain data, every scalar as the text it is; nothing is ever constructed from a tag."""
    import yaml

    try:
        node = yaml.compose(text, Loader=yaml.BaseLoader)
        return _Plain(file).data(node)
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else 1
        _refuse(file, _at(line, problem.problem or problem.context or ""))
    except yaml.YAMLError:
        _refuse(file, Phrase(mark("it holds a character that may not stand in YAML")))
    except RecursionError:
        _refuse(file, Phrase(mark("it is nested too deeply")))


class _Plain:
    """Turns the nodes of one document into lists, mappings and text. Aliases are refused: they unfold without end."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.seen: set[int] = set()

    def data(self, node: yaml.Node | None) -> Any:
        import yaml

        if node is None:
            return None
        if id(node) in self.seen:
            text = mark("line {line}: write out what the alias stands for")
            _refuse(self.file, Phrase(text, {"line": node.start_mark.line + 1}))
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return _once([(str(key.value), self.data(value)) for key, value in node.value], self.file)
        if isinstance(node, yaml.SequenceNode):
            return [self.data(each) for each in node.value]
        assert isinstance(node, yaml.ScalarNode)
        return None if not node.style and node.value in {"", "~", "null"} else node.value
