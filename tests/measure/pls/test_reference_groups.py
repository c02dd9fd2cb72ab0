"""Two groups compared, beside seminr on R's own resamples and SmartPLS on its own."""

from __future__ import annotations

import json

import numpy as np

import r_random
from langganan.measure.pls.bootstrap import Bootstrap
from langganan.measure.pls.compare.groups import divide
from langganan.measure.pls.compare.multigroup import henseler
from langganan.measure.pls.engine.draws import collect
from langganan.measure.pls.engine.resample import from_indices
from langganan.tables import Array
from pls_cases import FOLDER, answers_of, cases


def test_henseler_with_rs_resamples():
    (case,) = cases("groups")
    division = divide(case.study(answers_of(case)), "servicetype")
    places, draws = division.pooled.effect_places("paths"), []
    for number, group in enumerate(division.groups, start=1):
        names = _named(division.pooled.constructs, places)
        paths = dict(zip(names, group.estimate.statistics.paths[places], strict=True))
        for name, expected in case.expected[f"group{number}"].items():
            assert abs(paths[name] - expected) < (0.51e-3 if number == 1 else case.within)
        study = group.estimate.study
        drawn = [r_random.sample(case.options["seed"] + i, study.n) for i in range(case.options["resamples"])]
        draws.append(collect(study.procedure, study.moments, [from_indices(np.array(drawn))]).statistics.paths[places])
    p = dict(zip(names, henseler(*draws), strict=True))
    np.testing.assert_allclose(
        [p[name] for name in case.expected["p"]], list(case.expected["p"].values()), atol=case.within
    )


def test_smartpls_finds_the_same_differences():
    """SmartPLS centres the draws on the estimates, where Henseler et al. (2009) and seminr leave them at their mean."""
    table = json.loads((FOLDER / "smartpls4.json").read_text("utf-8"))
    case = next(case for case in cases("published") if case.name == "corp_extended")
    division = divide(case.study(answers_of(case)), "servicetype")
    places = division.pooled.effect_places("paths")
    prepaid, contract = (group.estimate.bootstrap(table["resamples"]) for group in division.groups)
    p = henseler(_centred(contract)[places], _centred(prepaid)[places])
    difference = (contract.value("paths") - prepaid.value("paths"))[places]
    expected = np.array([table["differences"][name] for name in _named(division.pooled.constructs, places)])
    np.testing.assert_allclose(difference, expected[:, 0], atol=0.51e-3)
    ours = np.column_stack([p, 2 * np.minimum(p, 1 - p)])
    np.testing.assert_allclose(ours, expected[:, 1:], atol=0.02, err_msg="beyond what two bootstraps differ by")


def _centred(boot: Bootstrap) -> Array:
    return boot.drawn("paths") + (boot.value("paths") - boot.mean("paths"))[..., None]


def _named(constructs: tuple[str, ...], places: tuple[Array, Array]) -> list[str]:
    return [f"{constructs[a]} -> {constructs[b]}" for a, b in zip(*places, strict=True)]
