"""Collect every sentence for people, and compile the catalogues. Needs no gettext programs.

`tools/messages.py` brings `src/langganan/locale/{en,id}/LC_MESSAGES/django.{po,mo}` up to date: new sentences
come without a translation, sentences that are gone are dropped. English is the sentences themselves, so its
catalogue holds the rule for plurals only.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings

PACKAGE = Path(__file__).parents[1] / "src" / "langganan"
LOCALE = PACKAGE / "locale"
ONE = {"mark", "Phrase", "_", "gettext", "gettext_lazy", "gettext_noop"}
MANY = {"ngettext", "ngettext_lazy"}
IN_CONTEXT = {"pgettext", "pgettext_lazy"}
RAISES = {"LanggananError", "TableError", "FileError", "ArgumentError", "ModelError", "BusyError", "SetupError"}
IN_TEMPLATES = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
PLURALS = {"en": "nplurals=2; plural=(n != 1);", "id": "nplurals=1; plural=0;"}
A_DAY = datetime(2026, 1, 1, tzinfo=UTC)
"""Written into the headers; a true time would change the files every time."""


class Message(NamedTuple):
    """A sentence, the one for other counts than one, the context, and where it stands."""

    one: str
    many: str
    context: str
    where: str


def main() -> int:
    """Update and compile both catalogues; say what is still to be translated."""
    messages = list(collect())
    for language in ("en", "id"):
        catalogue = updated(language, messages if language != "en" else [])
        folder = LOCALE / language / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "django.po").write_bytes(as_po(catalogue))
        (folder / "django.mo").write_bytes(as_mo(catalogue))
        missing = untranslated(catalogue)
        print(f"{language}: {len(catalogue)} sentences, {len(missing)} to translate")
    return 0


def collect() -> Iterator[Message]:
    """Every sentence in the Python files and templates of the package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield from in_python(path.read_text(encoding="utf-8"), _name(path))
    for path in sorted(PACKAGE.rglob("templates/**/*.*")):
        yield from in_template(path.read_text(encoding="utf-8"), _name(path))


def in_python(text: str, where: str) -> Iterator[Message]:
    """Sentences that are marked in a Python file; a marked one that is not written out is an error.

    A pair of marked sentences of which the second counts `{n}` is one sentence and its plural.
    """
    taken: set[ast.expr] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Tuple) and _is_plural(node.elts):
            yield _pair(node.elts[0], node.elts[1], f"{where}:{node.lineno}", taken)
        elif isinstance(node, ast.Call) and node not in taken:
            yield from _in_call(node, f"{where}:{node.lineno}", taken)


def in_template(text: str, where: str) -> Iterator[Message]:
    """Sentences of {% translate %}, {% blocktranslate %} and _("...") in a template."""
    if not settings.configured:
        settings.configure()
    from django.utils.translation.template import templatize

    code = "\n".join(line.strip() for line in templatize(text, origin=where).splitlines())
    found = extract("python", io.BytesIO(code.encode()), keywords=IN_TEMPLATES, options={"encoding": "utf-8"})
    for line, message, _, context in found:
        one, many = message if isinstance(message, tuple) else (message, "")
        yield Message(one, many, context or "", f"{where}:{line}")


def updated(language: str, messages: Iterable[Message]) -> Catalog:
    """The language's catalogue with these sentences, each with the translation it had."""
    before, path = Catalog(language), LOCALE / language / "LC_MESSAGES" / "django.po"
    if path.exists():
        before = read_po(io.BytesIO(path.read_bytes()), language)
    catalogue = Catalog(
        language, project="Langganan", version="0.1.0", header_comment=f"# Langganan: {language}", fuzzy=False,
        creation_date=A_DAY, revision_date=A_DAY, last_translator="Langganan", language_team="Langganan",
    )  # fmt: skip
    catalogue.mime_headers = [("Plural-Forms", PLURALS[language])]
    for message in messages:
        id_ = (message.one, message.many) if message.many else message.one
        known = before.get(message.one, message.context or None)
        same = known is not None and isinstance(known.id, str) == isinstance(id_, str)
        file = message.where.rpartition(":")[0]
        catalogue.add(id_, known.string if known and same else None, [(file, 0)], context=message.context or None)
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    """The catalogue as text for translators, in a stable order."""
    file = io.BytesIO()
    write_po(file, catalogue, width=100, sort_output=True, ignore_obsolete=True, include_lineno=False)
    return file.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """The catalogue as programs read it."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """Sentences that lack a translation, or one of its forms."""
    entries = [entry for entry in catalogue if entry.id]
    return [str(entry.id) for entry in entries if not all(_forms(entry.string)) or entry.fuzzy]


def _forms(string: str | Sequence[str] | None) -> list[str]:
    return [string or ""] if string is None or isinstance(string, str) else list(string) or [""]


def _in_call(call: ast.Call, where: str, taken: set[ast.expr]) -> Iterator[Message]:
    name, texts = _called(call), call.args
    if name == "Phrase":
        plural = [*texts[2:3], *(keyword.value for keyword in call.keywords if keyword.arg == "plural")]
        if plural and _text(plural[0]) is not None:
            yield _pair(texts[0], plural[0], where, taken)
        elif texts and isinstance(texts[0], ast.Constant) and texts[0].value:
            yield Message(str(texts[0].value), "", "", where)
    elif name in MANY:
        yield Message(_written(texts[0], where), _written(texts[1], where), "", where)
    elif name in IN_CONTEXT:
        yield Message(_written(texts[1], where), "", _written(texts[0], where), where)
    elif name in ONE or (name in RAISES and texts and isinstance(texts[0], ast.Constant)):
        yield Message(_written(texts[0], where), "", "", where)


def _called(call: ast.Call) -> str:
    """The function's name; a catalogue's own methods do not mark anything."""
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _pair(one: ast.expr, many: ast.expr, where: str, taken: set[ast.expr]) -> Message:
    taken |= {one, many}
    return Message(_written(one, where), _written(many, where), "", where)


def _is_plural(pair: list[ast.expr]) -> bool:
    marked = len(pair) == 2 and all(isinstance(node, ast.Call) and _called(node) == "mark" for node in pair)
    return marked and "{n}" in (_text(pair[1]) or "")


def _written(node: ast.expr, where: str) -> str:
    text = _text(node)
    if text is None:
        raise SystemExit(f"{where}: a sentence for people has to be written out here, so that it can be translated")
    return text


def _text(node: ast.expr) -> str | None:
    """The sentence where it is written out, as "..." or mark("..."); else None."""
    if isinstance(node, ast.Call) and _called(node) == "mark":
        node = node.args[0]
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE.parent).as_posix()


if __name__ == "__main__":
    sys.exit(main())
