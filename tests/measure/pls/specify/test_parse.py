from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from langganan.errors import ArgumentError, ModelError
from langganan.measure.pls.specify.model import Construct, Mode, Model, composite, model, path, reflective
from langganan.measure.pls.specify.model import Path as Arrow
from langganan.measure.pls.specify.parse import parse, to_text

STUDY = """
    # what shops were asked
    Personalisation =~ X1 + X2 +
        X3
        + X4
    Loyalty ~ Personalisation + Convenience + Personalisation:Convenience   ! paths may come first
    Convenience <~ Y1 + Y2; Loyalty =~ "Z 1" + `Z2`
    Convenience
      ~ Personalisation
"""


def test_lines_may_come_in_any_order_and_go_on():
    found = parse(STUDY)
    assert found.constructs == (
        Construct("Personalisation", ("X1", "X2", "X3", "X4")),
        Construct("Convenience", ("Y1", "Y2"), Mode.B, reflective=False),
        Construct("Loyalty", ("Z 1", "Z2")),
    )
    assert found.paths[-1] == Arrow("Personalisation", "Convenience")
    assert found.interactions == ("Personalisation:Convenience",)


def test_python_says_the_same():
    written = model(
        reflective("Personalisation", "X1 X2, X3 X4"),
        composite("Convenience", ["Y1", "Y2"]),
        [reflective("Loyalty", ("Z 1", "Z2"))],
        path("Personalisation Convenience Personalisation:Convenience", "Loyalty"),
        ("Personalisation", "Convenience"),
    )
    assert written == parse(STUDY)


def test_several_targets_at_once():
    found = parse("X =~ a; Y =~ b; Z =~ c\nY + Z ~ X")
    assert found.paths == (Arrow("X", "Y"), Arrow("X", "Z"))


@pytest.mark.parametrize("sign", ["=~", "<~", ":="])
def test_constructs_may_measure_a_construct(sign):
    found = parse(f"W {sign} X + Y\nX =~ a + b\nY =~ c + d\nZ =~ e\nZ ~ W")
    assert [c.name for c in found.higher] == ["W"]
    assert found.construct("W").mode is (Mode.B if sign == "<~" else Mode.A)


def test_a_construct_of_one_item_may_have_its_name():
    assert parse("usia =~ usia\nY =~ b\nY ~ usia").items == ("usia", "b")


@pytest.mark.parametrize("name", ["Kepuasan", "満足", "Zufriedenheit_ä", "संतुष्टि", "q1.a", "été"])
def test_names_may_have_letters_of_any_language(name):
    found = parse(f"{name} =~ {name}1\nY =~ b\nY ~ {name}")
    assert found.names == (name, "Y")
    assert parse(to_text(found)) == found


def test_accents_are_the_same_however_they_are_composed():
    assert parse("e\u0301te\u0301 =~ a\nY =~ b\nY ~ \u00e9t\u00e9").names == ("\u00e9t\u00e9", "Y")


START = "X =~ a + b\nM =~ c\nY =~ d\n"
_TEXT = (Path(__file__).parent / "refused_models.txt").read_text(encoding="utf-8")
REFUSED = dict(block.rstrip("\n").split("\n>> ") for block in _TEXT.split("\n\n")[1:])


@pytest.mark.parametrize("lines", REFUSED)
def test_what_cannot_be_is_said_with_its_line(lines):
    with pytest.raises(ModelError) as caught:
        parse(START + lines)
    assert str(caught.value) == REFUSED[lines]


@pytest.mark.parametrize("text", ["", "# nothing", "X =~ a", "X =~ a; Y =~ b"])
def test_a_model_without_paths_is_none(text):
    with pytest.raises(ModelError, match=r"^The model has no path\. Say what leads to what"):
        parse(text)


def test_what_is_no_text_is_refused():
    with pytest.raises(ArgumentError, match=r"^A model is text such as Y ~ X\. Given was 3\.$"):
        parse(3)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ([reflective("X", "")], "X has no items. Say which columns measure it: X =~ item1 + item2."),
        ([reflective("X", "a"), reflective("X", "b")], "X is defined twice. Give all its items at once."),
        (
            [reflective("X", "a"), path("Y", "X")],
            "There is no construct Y. Define it (Y =~ its items), or use one of: X.",
        ),
        (
            [reflective("X", [" a"])],
            '" a" cannot be a name: it is empty, begins or ends with a space, or holds : or `.',
        ),
        (
            [reflective(n, n.lower()) for n in "XMY"] + [path("X M X:M", "Y"), path("X M:X", "M")],
            "M cannot lead to itself. Take that path out.",
        ),
        (
            [reflective(n, n.lower()) for n in "XMYZ"] + [path("X M X:M", "Y"), path("X M M:X", "Z")],
            "M:X and X:M are the same interaction. Write X:M in both places.",
        ),
    ],
)
def test_python_is_checked_alike(parts, sentence):
    with pytest.raises(ModelError) as caught:
        model(*parts)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: model(3), "A model is made of reflective(...), composite(...) and path(...). Given was 3."),
        (
            lambda: model("Y ~ X"),
            "A model is made of reflective(...), composite(...) and path(...). Given was 'Y ~ X'.",
        ),
        (lambda: reflective("X", [1]), "1 is no name. Give names as text."),
        (lambda: reflective("X", "a", mode="C"), "mode is 'C'. It is one of: A, B."),
        (lambda: model(scheme="paths"), "scheme is 'paths'. It is one of: path, factor, centroid."),
    ],
)
def test_what_is_no_part_of_a_model_is_refused(call, sentence):
    with pytest.raises(ArgumentError) as caught:
        call()
    assert str(caught.value) == sentence


NAMES = st.text("abcxyzßçñ満足01_. -+~=#!'\"()", min_size=1, max_size=6).filter(lambda name: name == name.strip())


@st.composite
def models(draw):
    names = draw(st.lists(NAMES, min_size=9, max_size=16, unique=True))
    count = draw(st.integers(2, 4))
    constructs, items = names[:count], names[count:]
    cuts = sorted(draw(st.lists(st.integers(1, len(items) - 1), min_size=count - 1, max_size=count - 1, unique=True)))
    blocks = [items[a:b] for a, b in zip([0, *cuts], [*cuts, None], strict=True)]
    kinds = draw(st.lists(st.booleans(), min_size=count, max_size=count))
    made = [reflective(n, b) if r else composite(n, b) for n, b, r in zip(constructs, blocks, kinds, strict=True)]
    paths = [Arrow(source, constructs[-1]) for source in constructs[:-1]]
    if count > 2 and draw(st.booleans()):
        paths.append(Arrow(f"{constructs[0]}:{constructs[1]}", constructs[-1]))
    return model(draw(st.permutations(made)), draw(st.permutations(paths)))


@given(models())
@settings(max_examples=200, deadline=None)
def test_what_is_written_is_read_as_the_same(made):
    assert parse(to_text(made)) == made


@given(st.text("XYab ~=<+:*;#\n\"'`|-1é", max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_is_a_model_or_one_sentence(text):
    with suppress(ModelError):
        assert isinstance(parse(text), Model)
