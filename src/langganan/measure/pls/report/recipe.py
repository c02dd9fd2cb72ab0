"""How somebody else gets the same numbers: one command, or a few lines of Python."""

from __future__ import annotations

import json
import shlex

from langganan.measure.pls.report.facts import Facts

ANSWERS = "answers.csv"


def command(facts: Facts) -> str:
    """This function will write the command that makes the report anew; the model stands in `study.model`."""
    run = facts.run
    options = {"--model": "study.model", "--bootstrap": str(run.resamples)}
    options |= {"--seed": str(run.seed)} if run.seed is not None else {}
    options |= {"--missing": run.missing} if run.missing != "mean" else {}
    options |= {"--scheme": run.scheme} if run.scheme != "path" else {}
    words = ["langganan", "study", run.source or ANSWERS, *(word for pair in options.items() for word in pair)]
    words += ["--consistent"] * run.consistent + ["--report", "report.html"]
    return shlex.join(words)


def script(facts: Facts) -> str:
    """This function will write the same in Python."""
    run = facts.run
    options = {"model": _quoted("study.model")}
    options |= {"missing": _quoted(run.missing)} if run.missing != "mean" else {}
    options |= {"scheme": _quoted(run.scheme)} if run.scheme != "path" else {}
    options |= {"consistent": "True"} if run.consistent else {}
    options |= {"product": _quoted(run.product)} if run.product else {}
    options |= {"higher_order": _quoted(run.higher_order)} if run.higher_order else {}
    options |= {"correlation": "True", "n": str(run.n)} if run.from_correlations else {}
    given = ", ".join(f"{name}={value}" for name, value in options.items())
    lines = [
        "import langganan as lg",
        "",
        f"study = lg.pls.read({_quoted(run.source or ANSWERS)}, {given})",
        "result = study.estimate()",
    ]
    if run.resamples:
        seed = "" if run.seed is None else f", seed={run.seed}"
        lines[-1] += f".bootstrap({run.resamples:_}{seed})"
    return "\n".join([*lines, 'result.report("report.html")'])


def _quoted(text: str) -> str:
    """Text as Python writes it, in double quotes."""
    return json.dumps(text, ensure_ascii=False)
