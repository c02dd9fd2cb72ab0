"""One self-contained page: the verdict first, then the evidence in the order in which a reviewer asks for it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import count, groupby
from typing import TYPE_CHECKING

from langganan.measure.pls.report import gather, methods, rules, style
from langganan.measure.pls.report.charts import Chart, Line, bars, distributions, intervals
from langganan.measure.pls.report.diagram import diagram
from langganan.measure.pls.report.extras import Extras, complete
from langganan.measure.pls.report.facts import Facts, Sentence
from langganan.measure.pls.report.figures import Kind
from langganan.measure.pls.report.html import html
from langganan.measure.pls.report.maps import importance_map
from langganan.measure.pls.report.markup import Markup, element, number
from langganan.measure.pls.report.measurement import percent
from langganan.measure.pls.report.recipe import command, script
from langganan.measure.pls.report.structural import leaves_zero_out
from langganan.measure.pls.report.table import Table
from langganan.measure.pls.report.tables import MOST_ITEMS, of_answers, of_measurement, of_structure
from langganan.measure.pls.thresholds import RULES, Rule
from langganan.words import Phrase, Voice, mark

if TYPE_CHECKING:
    from langganan.measure.pls.bootstrap import Bootstrap
    from langganan.measure.pls.estimate import Estimate
    from langganan.measure.pls.predict import Prediction

MOST_PAIRS, MOST_LOADINGS = 30, 60
LEAST_WIDE, SHRINK = 620.0, 0.72
ACROSS = 1000.0
"""A wider diagram is printed across the page (landscape)."""


def report(
    result: Bootstrap | Estimate,
    *,
    language: str = "en",
    title: str | None = None,
    prediction: Prediction | None = None,
    extras: Extras | None = None,
) -> str:
    """This function will give a whole report as one HTML page that needs nothing else, in English or Indonesian.

    `extras` are what it holds beside the estimate; without them, everything that can be worked out
    (`extras.complete`).
    """
    said = extras or complete(result, prediction)
    return page(gather.gather(result, said, title=title or ""), Voice(language))


def page(facts: Facts, voice: Voice) -> str:
    """This function will give the page for facts that have been gathered."""
    return "<!doctype html>\n" + _Page(facts, voice).whole()


class _Page:
    """One report being written, with its tables and figures numbered as they come."""

    def __init__(self, facts: Facts, voice: Voice) -> None:
        self.facts, self.voice = facts, voice
        self.tables, self.figures = count(1), count(1)
        self.rules: list[str] = []
        self.across: set[str] = set()

    def say(self, text: str, **fields: str | float) -> str:
        return Phrase(text, fields).say(self.voice)

    def whole(self) -> Markup:
        title = self.facts.title or self.say(mark("PLS-SEM report"))
        made = [(name, head, list(parts)) for name, head, parts in self.sections()]
        shown = [(name, head, parts) for name, head, parts in made if parts]
        links = [element("li", element("a", head, href=f"#{name}")) for name, head, _ in shown]
        top = element(
            "header", element("h1", title), element("p", self.line(), class_="soft"),
            element("nav", element("ul", *links), aria_label=self.say(mark("Contents"))),
        )  # fmt: skip
        sections = [
            element("section", element("h2", head, id=name), *parts, class_="across" if name in self.across else None)
            for name, head, parts in shown
        ]
        foot = element(
            "footer",
            self.say(mark("Made by Langganan {version}."), version=self.facts.run.versions.get("langganan", "")),
        )
        return element(
            "html", self.head(title), element("body", top, element("main", *sections), foot), lang=self.voice.language
        )

    def head(self, title: str) -> Markup:
        sheet = style.sheet(*self.rules)
        digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
        policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        return element(
            "head", element("meta", charset="utf-8"),
            element("meta", http_equiv="Content-Security-Policy", content=policy),
            element("meta", name="viewport", content="width=device-width,initial-scale=1"),
            element("meta", name="color-scheme", content="light dark"), element("title", title),
            element("style", Markup(sheet)),
        )  # fmt: skip

    def line(self) -> str:
        run = self.facts.run
        told = [self.say(mark("{n} respondents"), n=run.n)] + [run.source] * bool(run.source)
        if run.used:
            told.append(self.say(mark("{n} bootstrap resamples"), n=run.used))
        return " · ".join(told)

    def sections(self) -> Iterator[tuple[str, str, Iterator[Markup]]]:
        yield "verdict", self.say(mark("Verdict")), self.verdict()
        yield "model", self.say(mark("The model")), self.model()
        yield "measurement", self.say(mark("Are the items sound and the constructs distinct?")), self.measurement()
        yield "structure", self.say(mark("Which paths are supported?")), self.structure()
        yield "more", self.say(mark("Prediction, groups and importance")), self.more()
        yield "answers", self.say(mark("The answers")), self.answers()
        yield "methods", self.say(mark("Methods, ready to cite")), self.methods()
        yield "again", self.say(mark("How to get the same numbers")), self.again()

    def verdict(self) -> Iterator[Markup]:
        for heading, sentences in groupby(self.facts.verdict, key=lambda each: each.heading):
            if heading is not None:
                yield element("h3", heading.say(self.voice))
            yield element("ul", *self.judgements(list(sentences)), class_="verdict")

    def judgements(self, given: list[Sentence]) -> Iterator[Markup]:
        """The sentences under one question; each rule is said once."""
        said: set[str] = set()
        for sentence in given:
            new = sentence.rule is not None and sentence.rule.code not in said
            said |= {sentence.rule.code} if sentence.rule else set()
            yield self.judgement(sentence, sentence.rule if new else None)

    def judgement(self, given: Sentence, rule: Rule | None) -> Markup:
        look, sign, said = {
            True: ("holds", "✓", mark("Yes:")), False: ("fails", "✗", mark("No:")),
            None: ("open", "?", mark("Cannot tell:")),
        }[given.holds]  # fmt: skip
        look, sign, said = ("open", "→", mark("To do:")) if given.advice else (look, sign, said)
        spoken = element("span", Phrase(said).say(self.voice) + " ", class_="unseen")
        words = element("p", spoken, given.phrase.say(self.voice))
        below = element("p", rules.line(rule).say(self.voice), class_="rule") if rule else None
        return element("li", element("span", sign, class_="sign", aria_hidden="true"), words, below, class_=look)

    def model(self) -> Iterator[Markup]:
        facts, tested = self.facts, self.facts.run.used > 0
        note = (
            mark(
                "* p < .05, ** p < .01, *** p < .001; dashed: not significant. In ellipses R², in boxes loadings,"
                " or weights where arrows point to the construct."
            )
            if tested
            else mark(
                "Not bootstrapped. In ellipses R², in boxes loadings, or weights where arrows point to the construct."
            )
        )
        drawing = replace(facts.drawing, title=self.say(mark("Path diagram")))
        drawn = diagram(drawing, comma=self.voice.language == "id", alone=False)
        if _width(drawn) > ACROSS:
            self.across.add("model")
        yield self.figure(drawn, self.say(mark("Path model with standardised coefficients.")) + " " + self.say(note))

    def measurement(self) -> Iterator[Markup]:
        facts = self.facts
        made = {table.name: table for table in of_measurement(facts)}
        yield self.table(made["measurement"])
        lines = [
            Line(f"{i.name}", i.loading, *i.loading_range, doubted=not RULES["loading"].holds(i.loading))
            for block in facts.blocks if not (block.inwards or block.single) for i in block.indicators
        ]  # fmt: skip
        if facts.run.used and 0 < len(lines) <= MOST_LOADINGS:
            yield self.figure(
                intervals(lines, self.chart(mark("Loadings with intervals")), limits=(RULES["loading"].limit,)),
                self.say(mark("Loadings with their {level} intervals."), level=percent(facts.run.level)),
            )
        yield from (self.table(made[name]) for name in ("htmt",) if name in made)
        if "htmt_intervals" in made:
            yield self.figure(*self.ratios())
        yield from (self.table(table) for name, table in made.items() if name not in {"measurement", "htmt"})

    def ratios(self) -> tuple[Markup, str]:
        pairs = sorted(self.facts.pairs, key=lambda pair: -pair.value)[:MOST_PAIRS]
        limits = sorted(RULES["htmt"].values)
        lines = [Line(f"{p.first} – {p.second}", p.value, p.low, p.high, doubted=p.value > limits[-1]) for p in pairs]
        drawn = intervals(lines, self.chart(mark("HTMT with intervals")), limits=tuple(limits))
        if len(pairs) < len(self.facts.pairs):
            text = mark("HTMT with its intervals, the {n} largest of {all}.")
            return drawn, self.say(text, n=len(pairs), all=len(self.facts.pairs))
        return drawn, self.say(mark("HTMT with its intervals."))

    def structure(self) -> Iterator[Markup]:
        made = {table.name: table for table in of_structure(self.facts)}
        yield from (self.table(made[name]) for name in ("paths",) if name in made)
        if self.facts.draws:
            lines = [
                Line(
                    e.name,
                    e.estimate,
                    e.low,
                    e.high,
                    self.facts.draws[e.source, e.target],
                    doubted=not leaves_zero_out(e),
                )
                for e in self.facts.paths
            ]
            drawn = distributions(lines, self.chart(mark("Bootstrap distribution of each path"), Kind.NUMBER))
            yield self.figure(
                drawn,
                self.say(mark("How the resamples are spread: the line below is the interval, the dot the estimate.")),
            )
        for table in made.values():
            if table.name != "paths":
                yield self.table(table)
            if table.name == "explained":
                yield self.figure(*self.shares())

    def shares(self) -> tuple[Markup, str]:
        lines = [Line(b.name, b.r2, *b.r2_range) for b in self.facts.blocks if b.r2 == b.r2]
        return bars(lines, self.chart(mark("Explained variance"))), self.say(
            mark("Explained variance R² of each construct.")
        )

    def more(self) -> Iterator[Markup]:
        yield from (self.table(table) for table in self.facts.more)
        if self.facts.spots:
            axes = (self.say(mark("Importance (total effect)")), self.say(mark("Performance (0 to 100)")))
            drawn = importance_map(self.facts.spots, self.chart(mark("Importance-performance map")), *axes)
            yield self.figure(
                drawn,
                self.say(
                    mark("Right of the upright line matters more than most; below the level one there is most to gain.")
                ),
            )

    def answers(self) -> Iterator[Markup]:
        if self.facts.doubts:
            yield element("ul", *(element("li", doubt.say(self.voice)) for doubt in self.facts.doubts))
        yield from (self.table(table) for table in of_answers(self.facts) if len(table.columns) <= MOST_ITEMS + 1)

    def methods(self) -> Iterator[Markup]:
        sentences = " ".join(sentence.say(self.voice) for sentence in methods.paragraph(self.facts))
        yield element("p", sentences)
        used = [sentence.rule for sentence in self.facts.verdict if sentence.rule]
        if used:
            yield self.table(rules.rules(used))
        yield element("h3", self.say(mark("References")))
        yield element("ul", *(element("li", source) for source in methods.references(self.facts)), class_="references")

    def again(self) -> Iterator[Markup]:
        heads = (
            self.say(mark("The model, for {file}"), file="study.model"),
            self.say(mark("At the command line")),
            self.say(mark("In Python")),
        )
        texts = (self.facts.model.rstrip(), command(self.facts), script(self.facts))
        for head, text in zip(heads, texts, strict=True):
            yield element("h3", head)
            yield element("pre", element("code", text), tabindex="0")

    def chart(self, title: str, kind: Kind = Kind.SHARE) -> Chart:
        return Chart(Phrase(title).say(self.voice), "", self.voice, kind, alone=False)

    def table(self, table: Table) -> Markup:
        return html(table, next(self.tables), self.voice)

    def figure(self, drawn: Markup, caption: str) -> Markup:
        """A figure; a wide one scrolls on a narrow screen rather than shrink past reading, and prints across."""
        place = next(self.figures)
        wide = _width(drawn)
        least = min(wide, max(LEAST_WIDE, SHRINK * wide))
        self.rules.append(f"#figure-{place} svg{{width:100%;min-width:{number(least)}px;max-width:{number(wide)}px}}")
        named = self.say(mark("Figure {number}"), number=str(place))
        box = element("div", drawn, class_="scroll", tabindex="0", role="region", aria_label=named)
        words = element("figcaption", element("b", named), " ", caption)
        return element("figure", box, words, id=f"figure-{place}")


def _width(drawn: Markup) -> float:
    return float(drawn.partition(' width="')[2].partition('"')[0])
