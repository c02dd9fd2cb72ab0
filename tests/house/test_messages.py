"""Every sentence for people exists in English and Indonesian, with the same gaps."""

from __future__ import annotations

import importlib.util
import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from langganan.words import Phrase, Voice

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "src/langganan/web/templates").rglob("*.html"))
GAP = re.compile(r"%\((\w+)\)s|\{(\w+)(?:![rs])?(?::[^}]*)?\}")
NAMES = {
    "Langganan",
    "WhatsApp",
    "RFM",
    "CSV",
    "TSV",
    "Excel",
    "Parquet",
    "MB",
    "kB",
    "UTF-8",
    "langganan",
    "English",
    "Bahasa",
    "Indonesia",
}
"""Words that are the same in every language."""


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("messages", ROOT / "tools" / "messages.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def indonesian(tool):
    return read_po(io.BytesIO((tool.LOCALE / "id/LC_MESSAGES/django.po").read_bytes()), "id")


def _gaps(texts):
    return {name for text in texts for pair in GAP.findall(text) for name in pair if name}


def _texts(value):
    return [value] if isinstance(value, str) else list(value)


def test_the_catalogue_holds_the_sentences_there_are(tool, indonesian):
    there = {(message.one, message.context) for message in tool.collect()}
    kept = {(_texts(entry.id)[0], entry.context or "") for entry in indonesian if entry.id}
    assert there == kept, "run: make messages"


def test_every_sentence_is_translated(tool, indonesian):
    assert tool.untranslated(indonesian) == []


def test_a_translation_has_the_gaps_of_its_sentence(indonesian):
    translated = [entry for entry in indonesian if entry.id and all(_texts(entry.string or ""))]
    assert [e.id for e in translated if not _gaps(_texts(e.string)) <= _gaps(_texts(e.id))] == []
    singles = [entry for entry in translated if isinstance(entry.id, str)]
    assert [e.id for e in singles if _gaps(_texts(e.string)) != _gaps(_texts(e.id))] == []


@pytest.mark.parametrize("language", ["en", "id"])
def test_compiled_catalogue_is_the_written_one(tool, language):
    folder = tool.LOCALE / language / "LC_MESSAGES"
    written = read_po(io.BytesIO((folder / "django.po").read_bytes()), language)
    assert (folder / "django.mo").read_bytes() == tool.as_mo(written), "run: make messages"


class _Words(HTMLParser):
    """Gathers the words that a page shows or says."""

    def __init__(self):
        super().__init__()
        self.words = []

    def handle_starttag(self, tag, attrs):
        self.words += [value or "" for name, value in attrs if name in {"aria-label", "placeholder", "title", "alt"}]

    def handle_data(self, data):
        self.words.append(data)


@pytest.mark.parametrize(
    "template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "src/langganan/web/templates"))
)
def test_template_has_no_bare_words(template):
    text = template.read_text(encoding="utf-8")
    text = re.sub(r"(?s)\{% blocktranslate.*?endblocktranslate %\}|\{% comment.*?endcomment %\}", "", text)
    page = _Words()
    page.feed(re.sub(r"\bdata-[\w-]+=\"\"", "", re.sub(r"(?s)\{[%{#].*?[%}#]\}", "", text)))
    assert [word for word in re.findall(r"[^\W\d_]{2,}", " ".join(page.words)) if word not in NAMES] == []


def test_python_finds_pairs_and_contexts(tool):
    code = 'A = mark("a")\nB = (mark("{n} b"), mark("{n} bs"))\n'
    code += 'C = Phrase(mark("c"), {}, mark("cs"))\nD = pgettext("x", "d")'
    found = {(message.one, message.many, message.context) for message in tool.in_python(code, "here")}
    assert found == {("a", "", ""), ("{n} b", "{n} bs", ""), ("c", "cs", ""), ("d", "", "x")}


def test_a_sentence_that_is_put_together_is_refused(tool):
    with pytest.raises(SystemExit, match=r"here:1: .* written out"):
        list(tool.in_python('mark(f"{n} rows")', "here"))


def test_template_finds_blocks_and_plurals(tool):
    text = '{% translate "a" %}\n  {% blocktranslate trimmed count n=x %}{{ n }} b'
    text += "{% plural %}\n {{ n }} bs{% endblocktranslate %}"
    found = {(message.one, message.many) for message in tool.in_template(text, "here")}
    assert found == {("a", ""), ("%(n)s b", "%(n)s bs")}


def test_a_phrase_is_said_in_indonesian(indonesian):
    entry = next(entry for entry in indonesian if isinstance(entry.id, str) and entry.id and not _gaps([entry.id]))
    assert Phrase(entry.id).say(Voice("id")) == (entry.string or entry.id)
