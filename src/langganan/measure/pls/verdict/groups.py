"""What a comparison of groups shows: which constructs mean the same in them, and which paths differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from langganan.measure.pls.thresholds import RULES
from langganan.measure.pls.verdict.judgement import Judge, Judgement, Part
from langganan.words import mark

if TYPE_CHECKING:
    from langganan.measure.pls.compare.multigroup import MultiGroup

Pair = tuple[str, str]
MOST_NAMED = 12


def compared(found: MultiGroup) -> tuple[Judgement, ...]:
    """Judge a comparison (Henseler, Ringle & Sarstedt 2016). This function will say whether paths differ, and where.

    A path is compared where both its constructs are at least partially invariant; p of the permutation is adjusted
    for the number of pairs of groups.
    """
    say = Judge(Part.GROUPS)
    unlike = {(row["construct"], (row["group_a"], row["group_b"])) for row in found.micom.rows()
              if row["invariance"] == "none"}  # fmt: skip
    return (_same(say, unlike), _differ(say, found, unlike))


def _same(say: Judge, unlike: set[tuple[str, Pair]]) -> Judgement:
    if not unlike:
        text = mark("Every construct means the same in the groups (MICOM), so their paths may be compared.")
        return say("groups_invariance", True, text, numbers={"unlike": 0})
    text = mark("{names} do not mean the same in the groups (MICOM): paths to and from them cannot be compared there.")
    names = _listed([f"{construct} ({a} – {b})" for construct, (a, b) in sorted(unlike)])
    return say("groups_invariance", False, text, numbers={"unlike": len(unlike)}, names=names)


def _differ(say: Judge, found: MultiGroup, unlike: set[tuple[str, Pair]]) -> Judgement:
    rows = [
        row for row in found.effects().rows()
        if not any((name, (row["group_a"], row["group_b"])) in unlike
                   for end in (row["source"], row["target"]) for name in end.split(":"))
    ]  # fmt: skip
    differ = [row for row in rows if RULES["significance"].holds(row["p_holm"])]
    numbers = {"compared": len(rows), "differ": len(differ)}
    if not rows:
        return say("groups_differ", None, mark("No path can be compared between these groups."), numbers=numbers)
    if not differ:
        text = mark("No path is shown to differ between the groups. That does not show that they are alike.")
        return say("groups_differ", False, text, numbers=numbers)
    names = _listed([f"{row['source']} → {row['target']} ({row['group_a']} – {row['group_b']})" for row in differ])
    text = mark("Shown to differ between groups: {names}.")
    return say("groups_differ", True, text, numbers=numbers, names=names)


def _listed(names: list[str]) -> str:
    return ", ".join(names[:MOST_NAMED]) + (", …" if len(names) > MOST_NAMED else "")
