"""The report: one file that loads nothing, says the verdict first, and tells how it was made."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

import a_study
from a_report import NASTY, result
from langganan import pls
from langganan.errors import ArgumentError
from langganan.measure.pls.read.reading import Reading
from langganan.measure.pls.report.extras import complete
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


@pytest.mark.parametrize(
    ("consistent", "method", "told"), [(True, "bca", True), (True, "percentile", False), (False, "bca", False)]
)
def test_methods_say_where_loadings_share_their_bias_correction(consistent, method, told):
    boot = a_study.study(consistent=consistent).estimate().bootstrap(100).told(method=method)
    said = " ".join(sentence.say() for sentence in paragraph(gather(boot)))
    assert ("share the mean of their bias corrections" in said) is told


def test_a_recipe_gives_the_same_again():
    facts = gather(result())
    assert (
        command(facts)
        == "langganan study answers.csv --model study.model --bootstrap 100 --seed 1 --no-predict --report report.html"
    )
    assert ".bootstrap(100, seed=1)" in script(facts)
    compile(script(facts), "recipe", "exec")


def test_a_language_that_is_not_there_is_refused():
    with pytest.raises(ArgumentError, match="no language 'xx'"):
        report(result(), language="xx")


def _told(language="en", **changed):
    facts = gather(result())
    facts = replace(facts, run=replace(facts.run, **changed))
    return command(facts, language), script(facts, language)


def test_a_recipe_says_how_the_answers_were_read():
    asked, written = _told(
        "id", reading=Reading("likert-5-id", (-99,)), predicted={"folds": 10, "repeats": 10, "seed": 1}
    )
    for said in ("--scale likert-5-id", "--missing-code=-99", "--language id"):
        assert said in asked
    assert 'scale="likert-5-id", missing_codes=[-99])' in written
    assert 'language="id", prediction=prediction)' in written


def test_what_the_command_line_cannot_say_is_python_only():
    asked, written = _told(aligned=False, reading=Reading({"a;b": 1, "c": 2}))
    assert asked is None
    assert 'alignment="none"' in written
    assert 'scale={"a;b": 1, "c": 2}' in written
    assert "At the command line" not in report(replace(result(), alignment="none"))


def test_the_script_writes_the_same_page_again(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    study = pls.example()
    found, told = study.estimate().bootstrap(200, seed=3), study.estimate().predict(seed=3)
    page = report(found, prediction=told)
    exec(script(gather(found, complete(found, told))))
    assert (tmp_path / "report.html").read_text() == page


def test_conclusions_come_first_and_what_is_met_is_folded():
    page = report(result())
    heads = re.findall("<h3>(.*?)</h3>", page)
    assert heads[:3] == ["What may be concluded, and what not?", "What to do next?", "Is the sample enough?"]
    assert "<summary>" in page
    order = [each.part for each in gather(result(), complete(result())).verdict]
    assert order[0] == "sample"


def test_charts_have_a_twin_for_phones():
    page = report(result())
    assert page.count('class="phone"') == page.count('class="desk"') > 2
    assert 'width="294"' in page
