"""How somebody else gets the same numbers: one command where the command line can say it, and a few lines of Python."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping

from langganan.measure.pls.bootstrap import LEVELS
from langganan.measure.pls.report.facts import Facts, Run

ANSWERS = "answers.csv"
EXAMPLE = "study_n100.csv"
"""The answers that come with the product."""
QUICK = 20_000
"""Respondents up to which the command line predicts answers unasked."""
USUAL = {"product": "two-stage", "higher_order": "disjoint"}
"""What the command line takes where a model has interactions, or constructs made of constructs."""
_AMBIGUOUS = set(",;=")


def command(facts: Facts, language: str = "en") -> str | None:
    """This function will write the command that makes the report anew, or None where the command line cannot say it.

    The model stands in `study.model`.
    """
    run = facts.run
    if not _sayable(run):
        return None
    words = ["langganan", "study", *_answers(run), "--bootstrap", str(run.resamples)]
    words += ["--seed", str(_seed(run))] * (_seed(run) != 1 or run.resamples > 0)
    words += [word for pair in _options(run).items() for word in pair]
    words += [f"--missing-code={code}" for code in run.reading.missing_codes]
    words += ["--consistent"] * run.consistent + _predicting(run)
    words += ["--language", language] * (language != "en") + ["--report", "report.html"]
    return shlex.join(words)


def _sayable(run: Run) -> bool:
    plain = not (run.from_correlations or run.reading.standardise) and run.aligned
    return plain and run.usual_stop and _one_seed(run) and _scale_said(run) is not None


def _one_seed(run: Run) -> bool:
    """The command has one seed for everything, ten folds ten times, and as many resamples for groups as elsewhere."""
    seed, groups = _seed(run), run.compared
    usual = not run.predicted or run.predicted == {"folds": 10, "repeats": 10, "seed": seed}
    alike = groups.get("resamples") == max(run.resamples, 99) and groups.get("permutations") == 5_000
    return usual and (not groups or (alike and groups["seed"] == seed and groups["column"] in run.columns))


def _seed(run: Run) -> int:
    given = (run.seed, run.predicted.get("seed"), run.compared.get("seed"))
    return next((seed for seed in given if isinstance(seed, int)), 1)


def _answers(run: Run) -> list[str]:
    if run.reading.ready:
        return ["--example"] if run.source == EXAMPLE else [run.source or ANSWERS]
    return [run.source or ANSWERS, "--model", "study.model"]


def _options(run: Run) -> dict[str, str]:
    options = {"--scale": _scale_said(run) or "", "--missing": run.missing if run.missing != "mean" else ""}
    options |= {"--scheme": run.scheme if run.scheme != "path" else "", "--group": str(run.compared.get("column", ""))}
    options |= {f"--{name.replace('_', '-')}": value for name, value in _unusual(run).items()}
    options |= {f"--{name}": str(value) for name, value in _inference(run).items()}
    return {name: value for name, value in options.items() if value}


def _unusual(run: Run) -> dict[str, str]:
    """How interactions and constructs of constructs are estimated, where that is not as usual."""
    return {name: getattr(run, name) for name, said in USUAL.items() if getattr(run, name) not in {"", said}}


def _inference(run: Run) -> dict[str, str | float | int]:
    """How the bootstrap is told, where that is not as usual."""
    found = dict[str, str | float | int]()
    if run.interval != "percentile":
        found["interval"] = run.interval
    if run.level != LEVELS[run.tails]:
        found["level"] = run.level
    if run.tails != 2:
        found["tails"] = run.tails
    return found


def _scale_said(run: Run) -> str | None:
    """The scale as one text, empty where there was none; None where its labels hold marks that part labels."""
    scale = run.reading.scale
    if not isinstance(scale, Mapping):
        return scale or ""
    if any(_AMBIGUOUS & set(str(label)) for label in scale):
        return None
    return ", ".join(f"{label}={value:g}" for label, value in scale.items())


def _predicting(run: Run) -> list[str]:
    if run.predicted:
        return ["--predict"] * (run.n > QUICK)
    return ["--no-predict"] * (run.n <= QUICK)


def script(facts: Facts, language: str = "en") -> str:
    """This function will write the same in Python."""
    run = facts.run
    imports = ["import langganan as lg", *_imports(run), ""]
    found = "result = study.estimate()"
    if run.resamples:
        alignment = "" if run.aligned else ', alignment="none"'
        seed = "" if run.seed is None else f", seed={run.seed}"
        found += f".bootstrap({run.resamples:_}{seed}{alignment})"
        told = {"method" if name == "interval" else name: value for name, value in _inference(run).items()}
        found += f".told({', '.join(f'{name}={_written(value)}' for name, value in told.items())})" if told else ""
    return "\n".join([*imports, f"study = {_read(run)}", found, *_told(run, language)])


def _imports(run: Run) -> Iterator[str]:
    if run.compared or not run.predicted:
        yield "from langganan.measure.pls.report.extras import complete"
    if run.compared:
        yield "from langganan.measure.pls.report.groups import of_groups"


def _read(run: Run) -> str:
    """The call that reads; what is as usual is left out."""
    how = run.reading
    options: dict[str, object] = {} if how.ready else {"model": "study.model"}
    options |= {"scale": how.scale} if how.scale is not None else {}
    options |= {"missing_codes": list(how.missing_codes)} if how.missing_codes else {}
    options |= {"missing": run.missing} if run.missing != "mean" else {}
    options |= {"scheme": run.scheme} if run.scheme != "path" else {}
    options |= {"consistent": True} if run.consistent else {}
    options |= _unusual(run)
    options |= {"correlation": True, "n": run.n} if run.from_correlations else {}
    options |= {"standardise": True} if how.standardise else {}
    if how.ready and run.source == EXAMPLE and not options:
        return "lg.pls.example()"
    given = "".join(f", {name}={_written(value)}" for name, value in options.items())
    return f"lg.pls.read({_written(run.source or ANSWERS)}{given})"


def _told(run: Run, language: str) -> Iterator[str]:
    """The prediction, the groups and the report."""
    spoken = f', language="{language}"' if language != "en" else ""
    if run.predicted:
        folds, repeats, seed = (run.predicted[name] for name in ("folds", "repeats", "seed"))
        shape = "" if (folds, repeats) == (10, 10) else f"{folds}, {repeats}, "
        yield f"prediction = study.estimate().predict({shape}seed={seed})"
    given = "prediction, " if run.predicted else ""
    if run.compared:
        asked = ", ".join(f"{name}={run.compared[name]}" for name in ("permutations", "resamples", "seed"))
        yield f"groups = study.compare({_written(run.compared['column'])}, {asked})"
        yield f"extras = complete(result, {given}predict=False) + of_groups(groups)"
    elif not run.predicted:
        yield "extras = complete(result, predict=False)"
    name = "prediction" if run.predicted and not run.compared else "extras"
    yield f'result.report("report.html"{spoken}, {name}={name})'


def _written(value: object) -> str:
    """A value as Python writes it, text in double quotes."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_written(str(key))}: {each:g}" for key, each in value.items()) + "}"
    return f"[{', '.join(map(_written, value))}]" if isinstance(value, list) else repr(value)
