"""The ready questionnaire of twelve items, in English and Indonesian, as text, table and form to import.

The constructs and what each item is about are those of the study that Langganan grew from; the wording is ours. The
form is an XLSForm (xlsform.org), which KoboToolbox, ODK and Enketo import.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from langganan import arguments
from langganan.errors import ArgumentError, SetupError
from langganan.measure.headers import names_item
from langganan.words import LANGUAGES, mark

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

DATA = Path(__file__).parents[1] / "data"
NAMES = {"en": "English (en)", "id": "Bahasa Indonesia (id)"}
A_DAY = datetime(2026, 1, 1, tzinfo=UTC)
"""Written into workbooks as their day; the true time would make every copy differ."""

Text = Mapping[str, str]
Row = list[str | int]


@dataclass(frozen=True)
class Item:
    """One statement: its name in the model, what it is about, and its wording by language."""

    name: str
    about: Text
    wording: Text


@dataclass(frozen=True)
class Block:
    """The items of one construct; `heading` is what respondents see above them, which does not name it."""

    construct: str
    title: Text
    definition: Text
    heading: Text
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Questionnaire:
    """Statements to agree or disagree with; every text by language (`en`, `id`)."""

    title: Text
    introduction: Text
    consent: Text
    thanks: Text
    scale: tuple[Text, ...]
    blocks: tuple[Block, ...]
    model: str

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in their order."""
        return tuple(item for block in self.blocks for item in block.items)

    @property
    def scales(self) -> dict[str, float]:
        """What each answer counts, in every language."""
        return {label: float(value) for value, step in enumerate(self.scale, 1) for label in step.values()}

    def recognise(self, columns: Iterable[str]) -> dict[str, str]:
        """This function will map items to columns of a table, where all twelve are there; else nothing.

        A column is known by the item's name, by a name before its wording ("X1. ...") or in brackets, or its wording.
        """
        names = {item.name for item in self.items}
        said = {_plain(text): item.name for item in self.items for text in item.wording.values()}
        found: dict[str, str] = {}
        for column in columns:
            name = said.get(_plain(column)) or next((item for item in names if names_item(column, item)), "")
            if name:
                found.setdefault(name, column)
        return found if found.keys() == names else {}

    def to_markdown(self, language: str = "en") -> str:
        """This function will give the questionnaire as text to print: a table for each construct's items."""
        language = arguments.language(language)
        steps = [step[language] for step in self.scale]
        lines = [f"# {self.title[language]}", "", self.introduction[language], "", f"☐ {self.consent[language]}", ""]
        for block in self.blocks:
            head = f"| {block.heading[language]} | {' | '.join(steps)} |"
            lines += [head, f"|---|{':-:|' * len(steps)}"]
            lines += [f"| {i.name}. {i.wording[language]} |{' ☐ |' * len(steps)}" for i in block.items] + [""]
        return "\n".join([*lines, self.thanks[language], ""])

    def to_csv(self, language: str = "en") -> str:
        """This function will give one row per item: its name, construct, what it is about, its wording, the scale."""
        language = arguments.language(language)
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        steps = [f"{value} = {step[language]}" for value, step in enumerate(self.scale, 1)]
        writer.writerow(["item", "construct", "about", "statement", "answers"])
        for block in self.blocks:
            for item in block.items:
                about, wording = item.about[language], item.wording[language]
                writer.writerow([item.name, block.title[language], about, wording, "; ".join(steps)])
        return out.getvalue()

    def to_xlsform(self, language: str = "id") -> bytes:
        """This function will give a form (.xlsx) that KoboToolbox, ODK and Enketo import; both languages are in it.

        `language` is the one it opens in. Answers come back as numbers 1 to 5 under the items' names. Without
        consent no statement is shown.
        """
        sheets = {
            "survey": list(self._survey()),
            "choices": list(self._choices()),
            "settings": list(self._settings(arguments.language(language))),
        }
        try:
            from xlsxwriter import Workbook
        except ImportError as error:
            raise SetupError(mark("This needs {package}: pip install {package}"), package="xlsxwriter") from error
        file = io.BytesIO()
        with Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
            book.set_properties({"title": self.title["en"], "created": A_DAY.replace(tzinfo=None)})
            bold = book.add_format({"bold": True})
            for name, rows in sheets.items():
                _fill(book.add_worksheet(name), rows, bold)
        return file.getvalue()

    def _survey(self) -> Iterator[Row]:
        labels = [f"label::{NAMES[language]}" for language in LANGUAGES]
        yield ["type", "name", *labels, "required", "relevant", "appearance"]
        yield ["note", "introduction", *_both(self.introduction), "", "", ""]
        yield ["select_one consent", "consent", *_both(self.consent), "yes", "", ""]
        agreed = "${consent} = 'yes'"
        for block in self.blocks:
            yield ["begin_group", block.construct.lower(), *_both(block.heading), "", agreed, "field-list"]
            for item in block.items:
                yield ["select_one agreement", item.name, *_both(item.wording), "yes", "", "likert"]
            yield ["end_group", "", "", "", "", "", ""]
        yield ["note", "thanks", *_both(self.thanks), "", "", ""]

    def _choices(self) -> Iterator[Row]:
        yield ["list_name", "name", *(f"label::{NAMES[language]}" for language in LANGUAGES)]
        yield ["consent", "yes", "Yes, I agree", "Ya, saya setuju"]
        yield ["consent", "no", "No", "Tidak"]
        for value, step in enumerate(self.scale, 1):
            yield ["agreement", value, *_both(step)]

    def _settings(self, language: str) -> Iterator[Row]:
        yield ["form_title", "form_id", "version", "default_language", "style"]
        yield [self.title[language], "langganan_loyalty", "2026010101", NAMES[language], "pages"]


@cache
def questionnaire() -> Questionnaire:
    """This function will give the ready questionnaire, with the model that belongs to it."""
    read = json.loads((DATA / "questionnaire.json").read_text(encoding="utf-8"))
    blocks = tuple(
        Block(
            construct=block["name"],
            title=block["title"],
            definition=block["definition"],
            heading=block["heading"],
            items=tuple(Item(i["name"], i["about"], {code: i[code] for code in LANGUAGES}) for i in block["items"]),
        )
        for block in read["constructs"]
    )
    model = (DATA / "study.model").read_text(encoding="utf-8")
    texts = {name: read[name] for name in ("title", "introduction", "consent", "thanks")}
    return Questionnaire(**texts, scale=tuple(read["scale"]), blocks=blocks, model=model)


def written(kind: str, language: str) -> bytes:
    """This function will give the questionnaire as the bytes of a file that ends in .xlsx (a form), .csv or .md."""
    ready = questionnaire()
    texts: dict[str, Callable[[str], str]] = {".csv": ready.to_csv, ".md": ready.to_markdown}
    if kind == ".xlsx":
        return ready.to_xlsform(language)
    if kind in texts:
        return texts[kind](language).encode()
    text = mark("A questionnaire cannot be written as {kind}. Name the file .xlsx (a form to import), .csv or .md.")
    raise ArgumentError(text, kind=kind or "-")


def _fill(sheet: Worksheet, rows: list[Row], bold: Format) -> None:
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row, bold if at == 0 else None)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, 1, 22)
    sheet.set_column(2, 3, 60)


def _both(text: Text) -> list[str]:
    return [text[language] for language in LANGUAGES]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
