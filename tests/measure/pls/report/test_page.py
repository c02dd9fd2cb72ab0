"""The report: one file that loads nothing, says the verdict first, and tells how it was made."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from a_report import NASTY, result
from langganan.measure.pls.report.gather import gather
from langganan.measure.pls.report.methods import paragraph, references
from langganan.measure.pls.report.page import report
from langganan.measure.pls.report.recipe import command, script


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.open, self.wrong = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.fixture(scope="module", params=["en", "id"])
def read(request):
    page = report(result(NASTY), language=request.param)
    tags = _Tags()
    tags.feed(page)
    return page, tags


def test_every_tag_is_closed(read):
    assert (read[1].wrong, read[1].open) == ([], [])


def test_nothing_is_loaded_and_nothing_runs(read):
    page, tags = read
    names = {tag for tag, _ in tags.tags}
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "base", "form"}
    given = [(name, value) for _, attrs in tags.tags for name, value in attrs.items()]
    assert [pair for pair in given if pair[0] in {"src", "srcset", "style"} or pair[0].startswith("on")] == []
    assert [value for name, value in given if name == "href" and not value.startswith("#")] == []
    assert "url(" not in page
    assert "@import" not in page


def test_the_page_allows_only_its_own_style(read):
    page, _ = read
    sheet = re.search("<style>(.*?)</style>", page, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    assert f"sha256-{digest}" in page
    assert page.count("<style") == 1


def test_names_are_escaped(read):
    page, _ = read
    assert '<b>&"' not in page
    assert "&lt;b&gt;&amp;&quot;" in page


def test_links_lead_somewhere_and_ids_are_unique(read):
    ids = [attrs["id"] for _, attrs in read[1].tags if "id" in attrs]
    links = [attrs["href"][1:] for tag, attrs in read[1].tags if tag == "a"]
    assert set(links) <= set(ids)
    assert len(ids) == len(set(ids))


def test_the_verdict_comes_first(read):
    heads = re.findall('<h2 id="(.*?)"', read[0])
    assert heads == ["verdict", "model", "measurement", "structure", "more", "answers", "methods", "again"]


def test_the_same_study_gives_the_same_page():
    assert report(result()) == report(result())


def test_an_estimate_alone_claims_nothing():
    page = report(result().estimate)
    assert "Not bootstrapped" in page
    assert "< .001" not in page


def test_methods_name_what_was_used():
    facts = gather(result())
    said = " ".join(sentence.say() for sentence in paragraph(facts))
    assert "100 bootstrap resamples (seed 1)" in said
    assert "less than 0.0000001" in said
    assert "answers of 80 respondents" in said
    for author in re.findall(r"\b([A-Z][\wö]+)(?: et al\.| & | and |, \d{4})", said):
        assert any(author in source for source in references(facts)), author


def test_a_recipe_gives_the_same_again():
    facts = gather(result())
    assert (
        command(facts)
        == "langganan study answers.csv --model study.model --bootstrap 100 --seed 1 --report report.html"
    )
    assert ".bootstrap(100, seed=1)" in script(facts)
    compile(script(facts), "recipe", "exec")
