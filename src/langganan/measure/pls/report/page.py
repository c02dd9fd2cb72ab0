"""One self-contained page: the verdict first, then the evidence in the order in which a reviewer asks for it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count, groupby
from typing import TYPE_CHECKING

from langganan import arguments
from langganan.measure.pls.report import gather, methods, rules, slopes, style
from langganan.measure.pls.report.charts import Chart, Line, bars, distributions, intervals
from langganan.measure.pls.report.diagram import diagram
from langganan.measure.pls.report.extras import Extras, complete
from langganan.measure.pls.report.facts import Facts, Moderation, Sentence
from langganan.measure.pls.report.figures import Kind
from langganan.measure.pls.report.html import SIDEWAYS, html
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
    from langganan.measure.pls.predict.predict import Prediction

MOST_PAIRS, MOST_LOADINGS = 30, 60
LEAST_WIDE, SHRINK = 620.0, 0.72
FIRST = frozenset({"conclusions", "next"})
"""The parts of the verdict that a reader wants before anything else."""
SHOWN = FIRST | {"paths", "mediation", "groups"}
"""Parts whose sentences are findings and never folded away, even where they hold."""
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
    voice = Voice(arguments.language(language))
    said = extras or complete(result, prediction)
    return page(gather.gather(result, said, title=title or ""), voice)


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
        if run.used and run.used < run.resamples:
            told.append(self.say(mark("{used} of {asked} bootstrap resamples"), used=run.used, asked=run.resamples))
        elif run.used:
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
        """What may be concluded and what to do first; then question by question, what is met folded away."""
        for heading, sentences in groupby(sorted(self.facts.verdict, key=_turn), key=lambda each: each.heading):
            if heading is not None:
                yield element("h3", heading.say(self.voice))
            given = list(sentences)
            met = [each for each in given if each.holds and each.part not in SHOWN]
            shown = [each for each in given if each not in met]
            if shown:
                yield element("ul", *self.judgements(shown), class_="verdict")
            if met:
                yield self.folded(met, alone=not shown)

    def folded(self, met: list[Sentence], *, alone: bool) -> Markup:
        text = Phrase(mark("All met ({n})") if alone else mark("Met ({n})"), {"n": len(met)})
        sign = element("span", "✓", class_="sign", aria_hidden="true")
        line = element("summary", element("span", sign, " ", text.say(self.voice), class_="holds"))
        return element("details", line, element("ul", *self.judgements(met), class_="verdict"))

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
        caption = self.say(mark("Path model with standardised coefficients.")) + " " + self.say(note)
        yield self.figure(drawn, caption=caption)

    def measurement(self) -> Iterator[Markup]:
        facts = self.facts
        made = {table.name: table for table in of_measurement(facts)}
        yield self.table(made["measurement"])
        lines = [
            Line(f"{i.name}", i.loading, *i.loading_range, doubted=not RULES["loading"].holds(i.loading))
            for block in facts.blocks if not (block.inwards or block.single) for i in block.indicators
        ]  # fmt: skip
        if facts.run.used and 0 < len(lines) <= MOST_LOADINGS:
            limits = (RULES["loading"].limit,)
            yield self.figure(
                *self.both(mark("Loadings with intervals"), lambda chart: intervals(lines, chart, limits=limits)),
                caption=self.say(mark("Loadings with their {level} intervals."), level=percent(facts.run.level)),
            )
        yield from (self.table(made[name]) for name in ("htmt",) if name in made)
        if "htmt_intervals" in made:
            yield self.ratios()
        yield from (self.table(table) for name, table in made.items() if name not in {"measurement", "htmt"})

    def ratios(self) -> Markup:
        pairs = sorted(self.facts.pairs, key=lambda pair: -pair.value)[:MOST_PAIRS]
        limits = tuple(sorted(RULES["htmt"].values))
        lines = [Line(f"{p.first} – {p.second}", p.value, p.low, p.high, doubted=p.value > limits[-1]) for p in pairs]
        drawn = self.both(mark("HTMT with intervals"), lambda chart: intervals(lines, chart, limits=limits))
        caption = self.say(mark("HTMT with its intervals."))
        if len(pairs) < len(self.facts.pairs):
            text = mark("HTMT with its intervals, the {n} largest of {all}.")
            caption = self.say(text, n=len(pairs), all=len(self.facts.pairs))
        return self.figure(*drawn, caption=caption)

    def structure(self) -> Iterator[Markup]:
        made = {table.name: table for table in of_structure(self.facts)}
        yield from (self.table(made[name]) for name in ("paths",) if name in made)
        if self.facts.draws:
            yield self.spread()
        for table in made.values():
            if table.name != "paths":
                yield self.table(table)
            if table.name == "explained":
                yield self.shares()
            if table.name == "simple_slopes":
                yield from (self.bent(each) for each in self.facts.moderations)

    def spread(self) -> Markup:
        drawn = self.facts.draws
        lines = [
            Line(e.name, e.estimate, e.low, e.high, drawn[e.source, e.target], doubted=not leaves_zero_out(e))
            for e in self.facts.paths
        ]
        title = mark("Bootstrap distribution of each path")
        caption = mark("How the resamples are spread: the line below is the interval, the dot the estimate.")
        made = self.both(title, lambda chart: distributions(lines, chart), Kind.NUMBER)
        return self.figure(*made, caption=self.say(caption))

    def bent(self, found: Moderation) -> Markup:
        """The plot of one interaction."""
        fields = {"source": found.source, "moderator": found.moderator, "target": found.target}
        axes = (self.say(mark("{name} (standard deviations)"), name=found.source), found.target)
        caption = mark("How the path {source} → {target} changes with {moderator}; both axes in standard deviations.")
        if found.source == found.moderator:
            caption = mark("How the path {source} → {target} bends; both axes in standard deviations.")
        drawn = self.both(mark("Simple slopes"), lambda chart: slopes.plot(found, chart, *axes))
        return self.figure(*drawn, caption=self.say(caption, **fields))

    def shares(self) -> Markup:
        lines = [Line(b.name, b.r2, *b.r2_range) for b in self.facts.blocks if b.r2 == b.r2]
        drawn = self.both(mark("Explained variance"), lambda chart: bars(lines, chart))
        return self.figure(*drawn, caption=self.say(mark("Explained variance R² of each construct.")))

    def more(self) -> Iterator[Markup]:
        for table in self.facts.more:
            yield self.table(table)
            if table.name == "importance" and self.facts.spots:
                yield self.map()

    def map(self) -> Markup:
        axes = (self.say(mark("Importance (total effect)")), self.say(mark("Performance (0 to 100)")))
        title = mark("Importance-performance map")
        drawn = self.both(title, lambda chart: importance_map(self.facts.spots, chart, *axes))
        text = mark("Right of the upright line matters more than most; below the level one there is most to gain.")
        return self.figure(*drawn, caption=self.say(text))

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
        language = self.voice.language
        parts = (
            (self.say(mark("The model, for {file}"), file="study.model"), self.facts.model.rstrip()),
            (self.say(mark("At the command line")), command(self.facts, language)),
            (self.say(mark("In Python")), script(self.facts, language)),
        )
        for head, text in parts:
            if text is not None:
                yield element("h3", head)
                yield element("pre", element("code", text), tabindex="0")

    def both(self, title: str, draw: Callable[[Chart], Markup], kind: Kind = Kind.SHARE) -> tuple[Markup, Markup]:
        """A chart twice: for a desk or paper, and for a phone."""
        wide = Chart(Phrase(title).say(self.voice), "", self.voice, kind, alone=False)
        return draw(wide), draw(replace(wide, narrow=True))

    def table(self, table: Table) -> Markup:
        return html(table, next(self.tables), self.voice)

    def figure(self, drawn: Markup, narrow: Markup | None = None, *, caption: str) -> Markup:
        """A figure; on a narrow screen its twin is shown, or it scrolls rather than shrink past reading."""
        place, wide = next(self.figures), _width(drawn)
        named = self.say(mark("Figure {number}"), number=str(place))
        words = element("figcaption", element("b", named), " ", caption)
        if narrow is not None:
            self.rules.append(f"#figure-{place} .desk svg{{max-width:{number(wide)}px}}")
            twins = (element("div", drawn, class_="desk"), element("div", narrow, class_="phone"))
            return element("figure", *twins, words, id=f"figure-{place}")
        least = min(wide, max(LEAST_WIDE, SHRINK * wide))
        self.rules.append(f"#figure-{place} svg{{width:100%;min-width:{number(least)}px;max-width:{number(wide)}px}}")
        box = element("div", drawn, class_="scroll", tabindex="0", role="region", aria_label=named)
        hint = element("p", self.say(SIDEWAYS), class_="hint")
        return element("figure", hint, box, words, id=f"figure-{place}")


def _turn(given: Sentence) -> bool:
    """Conclusions and next steps come first; the others keep their order."""
    return given.part not in FIRST


def _width(drawn: Markup) -> float:
    return float(drawn.partition(' width="')[2].partition('"')[0])
