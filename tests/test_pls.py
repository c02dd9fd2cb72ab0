from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

import langganan as lg
from langganan.errors import ArgumentError, FileError, ModelError, TableError
from langganan.measure.questionnaire import DATA, questionnaire

MODEL = "X =~ X1 + X2; Y =~ Y1 + Y2\nY ~ X"
EXAMPLE = DATA / "study_n100.csv"


@pytest.fixture
def frame():
    return pd.read_csv(EXAMPLE)


def test_the_example_is_the_ready_study():
    study = lg.pls.example()
    assert study.answers.values.shape == (100, 12)
    assert study.model == lg.pls.parse(questionnaire().model)
    assert lg.pls.doubts(study) == ()


@pytest.mark.parametrize("make", [str, lambda path: path])
def test_a_path_of_a_file(make):
    assert len(lg.pls.read(make(EXAMPLE), MODEL).answers) == 100


def test_file_frame_array_and_answers_say_the_same(frame):
    items = ["X1", "X2", "Y1", "Y2"]
    sources = [EXAMPLE, frame, frame[items].to_numpy(), frame.to_dict("list"), frame.to_dict("records")]
    sources.append(lg.pls.Answers(tuple(items), frame[items].to_numpy()))
    found = [lg.pls.read(source, MODEL).estimate().statistics.paths for source in sources]
    assert all(np.array_equal(found[0], other) for other in found[1:])


def test_correlations_give_the_same_paths(frame):
    written = lg.pls.read(frame, MODEL).estimate().statistics.paths
    table = frame[["X1", "X2", "Y1", "Y2"]].corr()
    found = lg.pls.read(table, MODEL, correlation=True, n=100)
    np.testing.assert_allclose(found.estimate().statistics.paths, written, atol=1e-7)
    covariances = frame[["X1", "X2", "Y1", "Y2"]].cov()
    scaled = lg.pls.read(covariances, MODEL, correlation=True, n=100, standardise=True)
    np.testing.assert_allclose(scaled.estimate().statistics.paths, written, atol=1e-7)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_model_may_stand_in_a_file(tmp_path, encoding, frame):
    (tmp_path / "shop.model").write_text(MODEL, encoding=encoding)
    assert lg.pls.read(frame, tmp_path / "shop.model").model == lg.pls.parse(MODEL)


def test_options_change_the_model(frame):
    study = lg.pls.read(frame, MODEL, consistent=True, scheme="factor", missing="casewise")
    assert (study.model.consistent, study.model.scheme, study.missing) == (True, "factor", "casewise")
    made = lg.pls.model(*lg.pls.parse(MODEL).constructs, ("X", "Y"), consistent=True)
    assert lg.pls.read(frame, made).model.consistent


def test_the_ready_questionnaire_comes_back_in_words(frame):
    labels = {value: label for label, value in questionnaire().scales.items()}
    wording = {item.name: item.wording["id"] for item in questionnaire().items}
    in_words = frame.map(labels.__getitem__).rename(columns=wording)
    assert np.array_equal(lg.pls.read(in_words).answers.values, lg.pls.example().answers.values)


def test_groups_of_a_form_are_taken_off(frame):
    grouped = frame.rename(columns=lambda name: f"page/{name}")
    assert len(lg.pls.read(grouped, MODEL).answers) == 100


def test_a_kobo_export_of_the_ready_form(tmp_path, frame):
    rows = frame.add_prefix("part/").assign(start="2026-01-01", consent="yes")
    rows.to_csv(tmp_path / "export.csv", sep=";", index=False)
    study = lg.pls.read(tmp_path / "export.csv")
    assert (len(study.answers), list(study.answers.groups)) == (100, ["start", "consent"])


REFUSED = [
    (MODEL.replace("X2", "X_2"), ModelError, "Line 1 (X =~ X1 + X_2; Y =~ Y1 + Y2): study_n100.csv has no column X_2, which is to measure X. The nearest name is X2."),
    ("nowhere.model", FileError, "There is no model file nowhere.model. Look at its name, or give the model itself, such as Y ~ X."),
    ("~/nowhere.model", FileError, None),
    ("X =~ X1\nY =~ Y1\nY ~ X\nX ~ Y", ModelError, "Line 4 (X ~ Y): The paths run in a circle: X → Y → X. Take one of them out; cause and effect must have an order."),
    (3, ArgumentError, "A model is text, the path of a file of text, or a Model. Given was 3."),
]  # fmt: skip


@pytest.mark.parametrize(("model", "kind", "sentence"), REFUSED)
def test_a_model_that_cannot_be_is_one_sentence(model, kind, sentence):
    with pytest.raises(kind) as caught:
        lg.pls.read(EXAMPLE, model)
    assert sentence is None or str(caught.value) == sentence


def test_a_model_file_that_is_no_text(tmp_path, frame):
    (tmp_path / "a.model").write_bytes(b"\x81\x00\xff\xfe" * 9)
    with pytest.raises((FileError, ModelError)):
        lg.pls.read(frame, tmp_path / "a.model")


@pytest.mark.parametrize(
    ("options", "kind", "sentence"),
    [
        ({"missing": "none"}, ArgumentError, "missing is 'none'. It is one of: mean, casewise, refuse."),
        ({"scheme": "paths"}, ArgumentError, "scheme is 'paths'. It is one of: path, factor, centroid."),
        ({"scale": "likert-9"}, ArgumentError, None),
        ({"correlation": True}, ArgumentError, "Correlations say nothing of their number. Give n, how many respondents there were."),
    ],
)  # fmt: skip
def test_an_option_that_cannot_be_is_one_sentence(options, kind, sentence):
    with pytest.raises(kind) as caught:
        lg.pls.read(EXAMPLE, MODEL, **options)
    assert sentence is None or str(caught.value) == sentence


def test_without_a_model_the_ready_items_must_be_there(frame):
    with pytest.raises(ArgumentError, match=r"^No model was given, and the columns are not those of the ready"):
        lg.pls.read(frame.drop(columns="Z4"))


def test_a_constant_column_is_told_at_the_door(frame):
    with pytest.raises(TableError, match=r"^Everybody answered X2 with 3"):
        lg.pls.read(frame.assign(X2=3), MODEL)


def test_a_paper_is_audited_from_file_and_mapping(tmp_path):
    form = {"n": 100, "constructs": [{"name": "X", "ave": 0.4}]}
    (tmp_path / "paper.json").write_text(json.dumps(form))
    found = lg.pls.audit(tmp_path / "paper.json")
    assert [finding.code for finding in found] == [finding.code for finding in lg.pls.audit(form)] != []


@pytest.mark.parametrize("name", lg.pls.__all__)
def test_public_names_are_there(name):
    assert getattr(lg.pls, name) is not None
    assert name in dir(lg.pls)


def test_a_name_that_is_not_there():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = lg.pls.nothing


def test_nothing_heavy_is_imported_before_it_is_used():
    code = (
        "import sys, langganan as lg; lg.pls; print(sorted({'numpy', 'scipy', 'duckdb', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
