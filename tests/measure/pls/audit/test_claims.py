from __future__ import annotations

import pytest

from langganan.measure.pls.audit import ClaimKind, Severity, audit, from_mapping
from langganan.measure.pls.audit.sentences import misstates_ave, read

LABELS = {"X": "X", "Y": "Y", "Z": "Z", "Customer loyalty": "Z", "personalised marketing": "X"}
STEPS = {("X", "Y"), ("Y", "Z"), ("X", "Z")}
S, N, NO = ClaimKind.SIGNIFICANT, ClaimKind.NOT_SIGNIFICANT, ClaimKind.NO_EFFECT
PATHS = [{"path": "X -> Y", "est": "0.5", "p": "0.001"}, {"path": "Y -> Z", "est": "0.2", "p": "0.129"}]


def claims(text):
    return [(claim.kind, claim.source, claim.target) for claim in read(text, LABELS, STEPS)]


def found(form):
    return {finding.code: finding for finding in audit(from_mapping(form))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("X significantly influences Z.", [(S, "X", "Z")]),
        ("X has a positive and significant effect on Z", [(S, "X", "Z")]),
        ("The effect of X on Z is significant.", [(S, "X", "Z")]),
        ("Z is significantly influenced by X", [(S, "X", "Z")]),
        ("X and Y significantly influence Z", [(S, "X", "Z"), (S, "Y", "Z")]),
        ("Personalised Marketing affects customer loyalty.", [(S, "X", "Z")]),
        ("X berpengaruh signifikan terhadap Z.", [(S, "X", "Z")]),
        ("Pengaruh X terhadap Z adalah signifikan", [(S, "X", "Z")]),
        ("Z dipengaruhi secara signifikan oleh X", [(S, "X", "Z")]),
        ("X does not significantly influence Z", [(N, "X", "Z")]),
        ("X tidak berpengaruh signifikan terhadap Z", [(N, "X", "Z")]),
        ("The effect of X on Z is insignificant.", [(N, "X", "Z")]),
        ("X has no effect on Z", [(NO, "X", "Z")]),
        ("X tidak berpengaruh terhadap Z", [(NO, "X", "Z")]),
        ("X significantly influences Y, but X does not significantly influence Z",
         [(S, "X", "Y"), (N, "X", "Z")]),
        ("Y mediates the effect of X on Z", [(ClaimKind.MEDIATION, "X", "Z")]),
        ("X berpengaruh tidak langsung terhadap Z melalui Y", [(ClaimKind.MEDIATION, "X", "Z")]),
        ("Discriminant validity is established.", [(ClaimKind.DISCRIMINANT_VALIDITY, "", "")]),
        ("Validitas konvergen terpenuhi.", [(ClaimKind.CONVERGENT_VALIDITY, "", "")]),
        ("The instrument is reliable and good.", [(ClaimKind.RELIABILITY, "", "")]),
        ("The original sample is close to 1 so the influence is significant", [(ClaimKind.COEFFICIENT_RULE, "", "")]),
        ("A value of -1 means there is no influence", [(ClaimKind.COEFFICIENT_RULE, "", "")]),
    ],
)  # fmt: skip
def test_a_sentence_of_a_known_shape(text, expected):
    assert claims(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "H1: X significantly influences Z.", "We expect that X influences Z.", "Diduga X berpengaruh terhadap Z.",
        "The shop is in Bandung.", "W significantly influences V.", "Discriminant validity was not established.",
        "If X influences Z, shops gain.",
    ],
)  # fmt: skip
def test_a_sentence_of_another_shape_is_not_guessed_at(text):
    assert [kind for kind, *_ in claims(text)] == [ClaimKind.NOT_UNDERSTOOD]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("square root/ square of AVE > 0.5 shows discriminant validity", True),
        ("Nilai kuadrat AVE lebih besar dari 0,5", True),
        ("Discriminant validity holds as AVE is above 0.5", True),
        ("Discriminant validity: AVE is greater than the correlation", True),
        ("The square root of AVE exceeds the correlations, so discriminant validity holds", False),
        ("Akar kuadrat AVE lebih besar dari korelasi, validitas diskriminan terpenuhi", False),
        ("AVE exceeds the squared correlations, so discriminant validity holds", False),
        ("Convergent validity holds as AVE is above 0.5", False),
    ],
)
def test_rules_about_ave(text, wrong):
    assert misstates_ave(text) is wrong


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        ("Y significantly influences Z", "claim_contradicts_p_value"),
        ("X does not significantly influence Y", "claim_contradicts_p_value"),
        ({"kind": "significant", "from": "Y", "to": "Z"}, "claim_contradicts_p_value"),
        ({"kind": "significant", "path": "Y -> Z"}, "claim_contradicts_p_value"),
        ({"kind": "no_effect", "from": "Y", "to": "Z"}, "no_effect_not_shown"),
        ("X significantly influences Z", "claim_without_test"),
        ("Y mediates the effect of X on Z", "claim_mediation_not_tested"),
        ({"kind": "discriminant_validity"}, "claim_without_test"),
        ({"kind": "ave_rule", "stated": "square of AVE"}, "ave_rule_misstated"),
        ("Rain fell.", "claim_not_understood"),
    ],
)
def test_a_claim_is_held_against_the_numbers(claim, code):
    constructs = ["X", "Y", "Z"]
    form = {"paths": PATHS, "constructs": constructs, "claims": [claim]}
    if code == "claim_without_test" and isinstance(claim, dict):
        form = {"AVE": {"X": 0.6, "Y": 0.6}, "claims": [claim]}
    assert code in found(form)


@pytest.mark.parametrize(
    "claim",
    [
        "X significantly influences Y",
        "Y does not significantly influence Z",
        {"kind": "ave_rule", "stated": "√AVE > correlations"},
    ],
)
def test_a_true_claim_is_left_alone(claim):
    findings = found({"paths": PATHS, "claims": [claim]})
    assert not [code for code, finding in findings.items() if finding.severity is Severity.ERROR]


def test_decisions_beside_paths_are_claims():
    rows = [row | {"decision": "accepted"} for row in PATHS]
    codes = found({"paths": rows})
    assert codes["claim_contradicts_p_value"].numbers["from"] == "Y"


def test_distinct_constructs_are_not_claimed_against_htmt():
    form = {"htmt": {"XY": "0.95"}, "constructs": ["X", "Y"], "claims": ["Discriminant validity is met."]}
    assert "claim_contradicts_discriminant_validity" in found(form)
    assert "claim_contradicts_discriminant_validity" not in found(form | {"htmt": {"XY": "0.50"}})


def test_soundness_is_not_claimed_against_reliability():
    form = {"CR": {"X": "0.60"}, "claims": ["All constructs are reliable and valid."]}
    assert found(form)["claim_contradicts_reliability"].numbers["constructs"] == "X"


SAYS = {
    "a flag": [{"from": "Y", "to": "Z", "significant": True}],
    "a word": [{"path": "Y -> Z", "claim": "significant"}],
    "a decision": [{"hypothesis": "Y -> Z", "decision": "supported"}],
    "a hypothesis with its result": "H2: Y -> Z is supported",
    "a list under a kind": {"significant": ["Y -> Z"]},
    "a word under a path": {"Y -> Z": "significant"},
    "a sentence under a hypothesis": {"H2": "Y significantly influences Z"},
}


@pytest.mark.parametrize("said", SAYS.values(), ids=SAYS)
def test_a_claim_may_be_written_in_many_ways(said):
    assert "claim_contradicts_p_value" in found({"paths": PATHS, "claims": said})


@pytest.mark.parametrize("said", ["H2: Y -> Z is rejected", "H2: Y influences Z", {"Y -> Z": "not supported"}])
def test_a_hypothesis_is_no_claim_before_it_is_decided(said):
    assert "claim_contradicts_p_value" not in found({"paths": PATHS, "claims": said})


@pytest.mark.parametrize(
    "said",
    [
        "AVE should be greater than 0.5 for discriminant validity.",
        "An AVE above .50 establishes discriminant validity.",
        {"discriminant_validity": "AVE > 0.5"},
    ],
)
def test_a_wrong_rule_for_discriminant_validity_is_seen(said):
    assert "ave_rule_misstated" in found({"paths": PATHS, "claims": said})
