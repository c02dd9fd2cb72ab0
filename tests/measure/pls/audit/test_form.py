from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langganan.errors import FileError
from langganan.measure.pls.audit import Number, audit, from_mapping, read
from langganan.measure.pls.audit.vocabulary import ENTRIES

PATH = {"from": "X", "to": "Y", "est": 0.3}


def written(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def refusal(form):
    with pytest.raises(FileError) as caught:
        from_mapping(form)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "value", "half"),
    [
        ("0.969", 0.969, 0.0005), (".97", 0.97, 0.005), ("0,969", 0.969, 0.0005), ("164.130", 164.13, 0.0005),
        ("\u22120.2", -0.2, 0.05), ("1e-3", 0.001, 0.0005), ("62.1%", 0.621, 0.0005), ("0.42***", 0.42, 0.005), ("1", 1, 0.5),
        ("(0.050)", 0.05, 0.0005),
    ],
)  # fmt: skip
def test_a_number_keeps_the_decimals_it_was_printed_with(text, value, half):
    number = Number.read(text)
    assert number.value == pytest.approx(value)
    assert number.bounds.high - number.value == pytest.approx(half)


def test_a_bound_is_a_bound():
    assert Number.read("< .001").bounds.high == pytest.approx(0.001)
    assert not Number.read("<0.001").is_exact


@pytest.mark.parametrize("text", ["abc", "1.2.3", "0.9 0.8", "--1"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match="."):
        Number.read(text)


# ------------------------------------------------------------------------------------------------ files


YAML = "n: 100\nAVE: {X: 0.620, Y: 0.50}\npaths:\n- {from: X, to: Y, est: 0.450, p: < .001}\n"
JSON = '{"n": 100, "AVE": {"X": 0.620, "Y": 0.50}, "paths": [{"from": "X", "to": "Y", "est": 0.450, "p": "< .001"}]}'
LONG = "what,from,to,value\nn,,,100\nAVE,X,,0.620\nAVE,Y,,0.50\nest,X,Y,0.450\np,X,Y,< .001\n"
BLOCKS = "construct;AVE\nX;0,620\nY;0,50\n\nfrom;to;est;p\nX;Y;0,450;< ,001\n\nwhat;value\nn;100\n"


@pytest.mark.parametrize(("name", "text"), [("a.yaml", YAML), ("a.json", JSON), ("a.csv", LONG), ("b.csv", BLOCKS)])
def test_every_kind_of_file_says_the_same(tmp_path, name, text):
    found = read(written(tmp_path, name, text))
    assert (found.n, found.constructs) == (100, ("X", "Y"))
    assert found.ave["X"].bounds.high == pytest.approx(0.6205)
    path = found.path("X", "Y")
    assert path.estimate.bounds.high == pytest.approx(0.4505)
    assert not path.p.is_exact


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.yaml", "n: 1\nm: [1", "line 2"), ("a.json", '{"n": 1,}', "line 1"), ("a.yaml", "", "empty"),
        ("a.json", '{"AVE": {"X": 1}, "AVE": {}}', "AVE is there twice"), ("a.yaml", "n: 1\nn: 2", "n is there twice"),
        ("a.yaml", "a: &x [1]\nb: *x\n", "line 1: write out"), ("a.txt", "n: 1", ".yaml, .json or .csv"),
        ("a.csv", "one,two\n1,2\n", "line 1: its header is one,two"), ("a.json", "[" * 20_000, "deeply"),
        ("a.yaml", "!!python/object/apply:os.system ['echo no']", "list of names and values"),
        ("a.json", "[1]", "list of names and values"), ("a.yaml", "\x01", "character"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(tmp_path, name, text, said):
    with pytest.raises(FileError, match="^" + name) as caught:
        read(written(tmp_path, name, text))
    assert said in str(caught.value)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(FileError, match="No such file"):
        read(tmp_path / "none.yaml")


def test_a_file_that_is_no_text(tmp_path):
    (tmp_path / "a.yaml").write_bytes(b"\xff\xfe\x00n")
    with pytest.raises(FileError, match="UTF-8"):
        read(tmp_path / "a.yaml")


def test_a_file_that_is_too_large(tmp_path):
    with pytest.raises(FileError, match="1 MB"):
        read(written(tmp_path, "a.yaml", "#" * 1_000_001))


# ------------------------------------------------------------------------------------------------ shapes


@pytest.mark.parametrize(
    "table",
    [
        {"XY": 0.9}, {"X-Y": 0.9}, {"Y ~~ X": 0.9}, {"X": {"Y": 0.9}}, {"Y": {"X": 0.9}}, [["X", "Y", 0.9]],
        [{"from": "X", "to": "Y", "htmt": 0.9}], [{"pair": "X and Y", "value": 0.9}], [[None], [0.9, None]],
    ],
)  # fmt: skip
def test_pairs_come_in_many_shapes(table):
    found = from_mapping({"constructs": ["X", "Y"], "htmt": table})
    assert {pair: number.value for pair, number in found.htmt.items()} == {("X", "Y"): 0.9}


@pytest.mark.parametrize(
    "paths",
    [
        [{"from": "X", "to": "Y", "est": 0.3, "sd": 0.1}], [{"path": "X -> Y", "original sample": 0.3, "STDEV": 0.1}],
        {"X->Y": {"beta": 0.3, "SE": 0.1}}, [{"source": "X", "target": "Y", "Original Sample (O)": 0.3, "sd": "0,1"}],
        [{"dari": "X", "ke": "Y", "koefisien": 0.3, "std. error": 0.1}],
    ],
)  # fmt: skip
def test_paths_come_in_many_shapes(paths):
    (path,) = from_mapping({"paths": paths}).paths
    assert (path.source, path.target, path.estimate.value, path.sd.value) == ("X", "Y", 0.3, 0.1)


@pytest.mark.parametrize("ci", ["[0.1; 0.5]", "0.1, 0.5", "0.1 to 0.5", [0.1, 0.5], {"low": 0.1, "high": 0.5}])
def test_intervals_come_in_many_shapes(ci):
    (path,) = from_mapping({"paths": [PATH | {"ci": ci}]}).paths
    assert (path.low.value, path.high.value) == (0.1, 0.5)


def test_constructs_may_hold_their_own_statistics():
    form = {
        "constructs": {"X": {"label": "Trust", "AVE": 0.6, "items": 4}, "Y": "Loyalty"},
        "paths": {"Trust -> Loyalty": 0.3},
    }
    found = from_mapping(form)
    assert (found.ave["X"].value, found.items["X"], found.paths[0].name) == (0.6, 4, "X->Y")


def test_loadings_come_with_or_without_their_construct():
    flat = from_mapping({"constructs": ["X", "XY"], "loadings": {"X1": 0.8, "XY1": 0.7}})
    listed = from_mapping({"loadings": [{"construct": "X", "item": "X1", "loading": 0.8}]})
    assert {c: list(block) for c, block in flat.loadings.items()} == {"X": ["X1"], "XY": ["XY1"]}
    assert listed.loadings["X"]["X1"].value == 0.8


@pytest.mark.parametrize(
    "table", [{"Y": {"X": 2.0}}, {"X": {"Y": 2.0}}, {"X -> Y": 2.0}, [{"from": "X", "to": "Y", "vif": 2.0}]]
)
def test_vif_comes_in_many_shapes(table):
    assert from_mapping({"paths": [PATH], "vif": table}).vif["X", "Y"].value == 2.0


def test_bootstrap_settings_may_stand_together():
    found = from_mapping({"bootstrap": {"subsamples": "5,000", "tails": "one-tailed", "significance level": "10%"}})
    assert (found.resamples, found.tails, found.level) == (5_000, 1, 0.1)


def test_thousands_are_whole_numbers_in_both_languages():
    assert [from_mapping({"n": text}).n for text in ("1,204", "1.204", "1204", 1204)] == [1204] * 4


def test_what_is_not_printed_is_not_there():
    found = from_mapping(
        {"AVE": {"X": "-", "Y": None, "Z": "n.a."}, "HTMT": None, "paths": [PATH | {"p": "ns", "t": ""}]}
    )
    assert (found.ave, found.paths[0].t) == ({}, None)
    assert found.paths[0].p.bounds.low == 0.05


# ------------------------------------------------------------------------------------------------ refusals


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"AVE": {"X": "high"}}, "AVE X is 'high'"),
        ({"n": "many"}, "n is 'many'"),
        ({"n": 0}, "whole number"),
        ({"paths": [{"from": "X", "est": 0.3}]}, "without from and to"),
        ({"paths": [PATH, PATH]}, "X->Y twice"),
        ({"paths": [PATH | {"to": "X"}]}, "from X to itself"),
        ({"paths": [{"path": "X -> M -> Y", "est": 0.1}]}, "a table of their own"),
        ({"paths": [PATH | {"ci": [0.1]}]}, "Write an interval"),
        ({"paths": 3}, "paths is 3"),
        ({"constructs": ["Loyalty", "Trust"], "AVE": {"Loyality": 0.5}}, "Did you mean Loyalty?"),
        ({"constructs": ["X", "Y"], "htmt": {"QQ": 0.5}}, "Write two constructs"),
        ({"AVE": {"X": 0.5}, "loadings": {"A1": 0.8}}, "which construct does A1 belong to"),
        ({"tails": "three"}, "It is 1 or 2"),
        ({"claims": [{"kind": "wonderful"}]}, "no kind of claim"),
        ({"claims": [{"kind": "significant", "from": "X"}]}, "needs from and to"),
        ({"R2": {"X": 0.5}, "r_square": 0.4}, "twice under different names"),
    ],
)
def test_a_refusal_says_where_what_and_what_to_do(form, said):
    assert said.lower() in refusal(form).lower()


def test_an_interaction_is_made_of_constructs():
    form = {"constructs": ["X", "M", "Y"], "paths": [PATH, {"from": "X * M", "to": "Y", "est": 0.1}]}
    assert from_mapping(form).paths[1].source == "X:M"
    assert "names Q" in refusal(form | {"paths": [{"from": "X:Q", "to": "Y"}]})


def test_an_entry_nobody_knows_is_kept_to_be_told():
    assert from_mapping({"AVEE": {"X": 1}, "paths": [PATH | {"zeta": 3}]}).unread == ("AVEE", "paths X->Y.zeta")


def test_json_of_python_is_read_as_it_stands(tmp_path):
    path = written(tmp_path, "a.json", json.dumps({"paths": [PATH]}))
    assert read(path).paths == from_mapping({"paths": [PATH]}).paths


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 200)
    | st.floats()
    | st.sampled_from(["X", "X->Y", "<0.1", "ns", "1e999", "{}"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["X", "Y", "est", "to"]), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(sorted(ENTRIES)), JUNK, max_size=3))
def test_whatever_is_in_a_form_it_is_read_or_refused(junk):
    with contextlib.suppress(FileError):
        paper = from_mapping({"n": 50, "AVE": {"X": 0.6, "Y": 0.5}, "paths": [PATH]} | junk)
        assert json.dumps([finding.to_json() for finding in audit(paper)], allow_nan=False)


# ------------------------------------------------------------------------------------------------ other shapes


ROW = {"est": 0.45, "p": 0.001}
SHAPES = {
    "sections": {"measurement": {"AVE": {"X": 0.62, "Y": 0.5}}, "structural": {"paths": [{"path": "X -> Y", **ROW}]}},
    "targets in sources": {"AVE": {"X": 0.62, "Y": 0.5}, "paths": {"X": {"Y": ROW}}},
    "other words": {"AVE": {"X": 0.62, "Y": 0.5}, "paths": [{"predictor": "X", "outcome": "Y", "coef": 0.45, "p": 0.001}]},
    "a name with an arrow": {"AVE": {"X": 0.62, "Y": 0.5}, "paths": [{"name": "X -> Y", **ROW}]},
}  # fmt: skip


@pytest.mark.parametrize("form", SHAPES.values(), ids=SHAPES)
def test_tables_may_have_other_shapes(form):
    printed = from_mapping(form)
    assert (printed.paths[0].name, printed.paths[0].estimate.value, printed.ave["X"].value) == ("X->Y", 0.45, 0.62)


def test_csv_may_hold_facts_tables_as_programs_print_them_and_sentences(tmp_path):
    text = (
        "n,100\nresamples,500\n\n,AVE,CR\nX,0.62,0.8\nY,0.5,0.8\n\n,Original Sample (O),P Values\nX -> Y,0.45,0.2\n\n"
    )
    printed = read(written(tmp_path, "paper.csv", f"{text}claims\nX, it is said, significantly influences Y.\n"))
    assert (printed.n, printed.resamples, printed.paths[0].p.value) == (100, 500, 0.2)
    assert [claim.kind.value for claim in printed.claims] == ["significant"]
