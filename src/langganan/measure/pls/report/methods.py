"""The methods paragraph, ready to cite, and the sources of what was really used."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from langganan.measure.pls.intervals import INTERVALS, TAILS
from langganan.measure.pls.report.facts import Facts, Run
from langganan.measure.pls.report.measurement import percent
from langganan.measure.pls.report.sources import SOURCES
from langganan.words import Phrase, mark

_SCHEMES = {"path": mark("path weighting"), "factor": mark("factor weighting"), "centroid": mark("centroid weighting")}
_PRODUCTS = {
    "two-stage": mark("the two-stage approach"), "orthogonal": mark("orthogonalised product indicators"),
    "product-indicator": mark("product indicators"),
}  # fmt: skip
_LEVELS = {"disjoint": mark("the disjoint two-stage approach"), "embedded": mark("the embedded two-stage approach")}
_EXTRAS = {
    "predict": mark("Out-of-sample prediction was assessed by PLSpredict (Shmueli et al., 2019)."),
    "cvpat": mark("Predictive ability was tested by CVPAT (Liengaard et al., 2021; Sharma et al., 2023)."),
    "micom": mark("Measurement invariance between groups was assessed by MICOM (Henseler et al., 2016)."),
    "permutation": mark("Groups were compared by permutation (Chin & Dibbern, 2010)."),
    "henseler": mark("Groups were compared by bootstrap (Henseler et al., 2009)."),
    "importance": mark("Importance and performance were mapped as Ringle and Sarstedt (2016) describe."),
    "fimix": mark("Unobserved groups were looked for by FIMIX-PLS (Hahn et al., 2002)."),
    "srmr": mark("Model fit was assessed by SRMR, dULS and dG (Henseler et al., 2014; Dijkstra & Henseler, 2015)."),
}


def paragraph(facts: Facts) -> tuple[Phrase, ...]:
    """This function will give the sentences that say how the numbers were worked out, in the order of the work."""
    run = facts.run
    return (*_estimation(run), *_data(run), *_measurement(facts), *_specials(run), *_inference(facts), *_extras(run))


def _estimation(run: Run) -> Iterator[Phrase]:
    yield Phrase(
        mark(
            "The model was estimated by partial least squares path modelling (PLS-SEM; Lohmöller, 1989; Wold,"
            " 1982) with Langganan {langganan} (NumPy {numpy}, Harris et al., 2020; Python {python})."
        ),
        {name: run.versions.get(name, "?") for name in ("langganan", "numpy", "python")},
    )
    fields = {"scheme": Phrase(_SCHEMES[run.scheme]), "tolerance": Decimal(f"{run.tolerance:.15f}".rstrip("0")),
              "limit": run.max_iterations, "n": run.iterations}  # fmt: skip
    yield Phrase(
        mark(
            "Items were standardised; the inner weighting scheme was {scheme}; iterations were to stop when "
            "the absolute changes of the outer weights summed to less than {tolerance}, after {limit} at the "
            "latest, and did so after {n}."
        )
        if run.converged else
        mark(
            "Items were standardised; the inner weighting scheme was {scheme}; the absolute changes of the "
            "outer weights did not fall below {tolerance} within {limit} iterations ({n} were made), so the "
            "estimate did not converge."
        ),
        fields,
    )  # fmt: skip


def _data(run: Run) -> Iterator[Phrase]:
    if run.from_correlations:
        yield Phrase(
            mark("The data were the correlations between the items, worked out from {n} respondents."), {"n": run.n}
        )
        return
    yield Phrase(mark("The data were the answers of {n} respondents."), {"n": run.n})
    if run.left_out:
        yield Phrase(mark("Respondents with missing answers were left out ({n})."), {"n": run.left_out})
    elif run.missing_cells:
        yield Phrase(
            mark("Missing answers ({n}) were replaced by the item's mean, in each resample anew."),
            {"n": run.missing_cells},
        )
    else:
        yield Phrase(mark("No answers were missing."))


def _measurement(facts: Facts) -> Iterator[Phrase]:
    yield from _weights(facts.run)
    yield Phrase(
        mark(
            "Reliability was assessed by Cronbach's alpha (Cronbach, 1951), ρA (Dijkstra & Henseler, 2015) "
            "and ρC (Jöreskog, 1971), convergent validity by the average variance extracted (Fornell & "
            "Larcker, 1981)."
        )
    )
    if facts.pairs:
        yield Phrase(
            mark(
                "Discriminant validity was assessed by the heterotrait-monotrait ratio (Henseler et al., 2015) "
                "and the criterion of Fornell and Larcker (1981)."
            )
        )


def _weights(run: Run) -> Iterator[Phrase]:
    if run.mode_b:
        text = mark(
            "Outer weights were estimated by regression (mode B) for {names} and by correlation (mode A) otherwise."
        )
        yield Phrase(text, {"names": ", ".join(run.mode_b)})
    else:
        yield Phrase(mark("Outer weights were estimated by correlation (mode A)."))
    if run.consistent:
        yield Phrase(
            mark(
                "Correlations of reflective constructs were corrected for unreliability (consistent PLS; Dijkstra"
                " & Henseler, 2015)."
            )
        )


def _specials(run: Run) -> Iterator[Phrase]:
    if run.product:
        yield Phrase(
            mark("Interactions were estimated by {approach} (Henseler & Chin, 2010)."),
            {"approach": Phrase(_PRODUCTS[run.product])},
        )
    if run.higher_order:
        yield Phrase(mark("Higher-order constructs were estimated by {approach} (Sarstedt et al., 2019)."),
                     {"approach": Phrase(_LEVELS[run.higher_order])})  # fmt: skip


def _inference(facts: Facts) -> Iterator[Phrase]:
    run = facts.run
    yield Phrase(mark("Effect sizes are f² (Cohen, 1988)."))
    if not run.used:
        yield Phrase(mark("Nothing was bootstrapped, so no statement about significance is made."))
        return
    yield Phrase(
        mark(
            "Inference rests on {resamples} bootstrap resamples (seed {seed}), with {method} intervals at "
            "{level} (Efron & Tibshirani, 1993) and {tails} p values of Student's t with {df} degrees of "
            "freedom (Hair et al., 2022)."
        ),
        {
            "resamples": run.resamples,
            "seed": "–" if run.seed is None else str(run.seed),
            "level": percent(run.level),
            "df": run.used - 1,
            "method": Phrase(INTERVALS[run.interval]),
            "tails": Phrase(TAILS[run.tails]),
        },
    )
    if run.consistent and run.interval == "bca":
        yield Phrase(mark("The loadings of a corrected construct share the mean of their bias corrections."))
    yield from _resamples(run)
    if facts.indirect:
        yield Phrase(mark("Mediation was classified as Zhao et al. (2010) propose."))


def _resamples(run: Run) -> Iterator[Phrase]:
    """How signs were aligned, and what became of the resamples."""
    turned = mark(
        "In each resample, a construct whose loadings came out turned was turned back as a whole; single "
        "coefficients were never turned."
    )
    yield Phrase(turned if run.aligned else mark("Signs were left as each resample gave them."))
    if run.used < run.resamples:
        text = mark(
            "{lost} resamples could not be used: {dropped} had an item without variance, {failed} did not converge."
        )
        lost = {"lost": run.resamples - run.used, "dropped": run.dropped, "failed": run.not_converged}
        yield Phrase(text, lost)
    if run.inadmissible:
        text = mark("{count} resamples had results that cannot be (a loading or correlation beyond 1); they were kept.")
        yield Phrase(text, {"count": run.inadmissible})


def _extras(run: Run) -> Iterator[Phrase]:
    for name, sentence in _EXTRAS.items():
        if name in run.used_extras:
            yield Phrase(sentence)


def references(facts: Facts) -> tuple[str, ...]:
    """This function will give the sources that the paragraph names, in alphabetical order."""
    run = facts.run
    keys = {"pls", "wold", "numpy", "alpha", "rho_c", "ave", "consistent", "f2", *(run.used_extras & SOURCES.keys())}
    keys |= {"htmt"} if facts.pairs else set()
    keys |= {"bootstrap", "hair"} if run.used else set()
    keys |= {"moderation"} if run.product else set()
    keys |= {"higher_order"} if run.higher_order else set()
    keys |= {"cvpat_benchmarks"} if "cvpat" in run.used_extras else set()
    keys |= {"mediation"} if run.used and facts.indirect else set()
    return tuple(sorted(SOURCES[key] for key in keys))


def about(facts: Facts) -> tuple[tuple[Phrase, str], ...]:
    """This function will give what a file of numbers must say about itself: versions, seed, data, settings."""
    run = facts.run
    lines = {
        mark("Langganan"): run.versions.get("langganan", ""), mark("NumPy"): run.versions.get("numpy", ""),
        mark("Python"): run.versions.get("python", ""), mark("Answers"): run.source, mark("Respondents"): str(run.n),
        mark("Missing answers"): f"{run.missing} ({run.missing_cells})", mark("Weighting scheme"): run.scheme,
        mark("Consistent PLS"): str(run.consistent).lower(), mark("Stop criterion"): f"{run.tolerance:g}",
        mark("Iterations"): str(run.iterations), mark("Resamples"): f"{run.used} / {run.resamples}",
        mark("Seed"): "" if run.seed is None else str(run.seed), mark("Level of intervals"): percent(run.level),
        mark("Model"): facts.model.strip(),
    }  # fmt: skip
    return tuple((Phrase(head), text) for head, text in lines.items() if text)
