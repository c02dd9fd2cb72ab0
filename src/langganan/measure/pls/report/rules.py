"""The rules that the verdict went by, as a table and as a line under a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from langganan.measure.pls.report.figures import Kind
from langganan.measure.pls.report.table import Column, Table, row
from langganan.measure.pls.thresholds import Rule
from langganan.words import Phrase, mark


def line(rule: Rule) -> Phrase:
    """This function will say a rule and its source in one line."""
    return Phrase(mark("{rule} ({source})"), {"rule": rule.say(), "source": rule.cite()})


def rules(used: Iterable[Rule]) -> Table:
    """This function will give a table of rules, each once: what is compared, why, who says so, whether we looked."""
    heads = (mark("Rule"), mark("Meaning"), mark("Source"))
    columns = (*(Column(Phrase(head), Kind.NAME) for head in heads),
               Column(Phrase(mark("Checked at its source")), Kind.ANSWER))  # fmt: skip
    rows = [
        row(rule.say(), Phrase(rule.gloss), rule.cite(), rule.verified) for rule in {r.code: r for r in used}.values()
    ]
    return Table("rules", Phrase(mark("The rules that the verdict goes by")), columns, tuple(rows))
