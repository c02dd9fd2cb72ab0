"""Claims read from sentences, English or Indonesian.

Only sentences of a known shape are read; what is not understood is said to be so, and never guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import permutations

from langganan.measure.pls.audit.printed import Claim, ClaimKind, Pair

_I = re.IGNORECASE
_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=\S)|\n+")
_CLAUSE = re.compile(
    r",?\s*\b(?:but|while|whereas|however|although|sedangkan|namun|tetapi|tapi|sementara|meskipun)\b,?", _I
)
_UNSURE = re.compile(
    r"\b(?:hypothesi[sz]e[sd]?|expect(?:s|ed)?|whether|suppos\w+|if|should|may|might|could|would"
    r"|diduga|apakah|jika|mungkin|seharusnya|diharapkan|kalau)\b|^\s*H\d+\w?\s*[:.]",
    _I,
)
_HYPOTHESIS = re.compile(r"^\s*H\d+\w?\s*[:.]\s*", _I)
_DECIDED = re.compile(r"\b(?:(?:un)?supported|accepted|rejected|confirmed|diterima|ditolak|didukung|terbukti)\b", _I)
_AGAINST = re.compile(r"\b(?:unsupported|rejected|ditolak)\b", _I)
_SIGNIFICANT = re.compile(r"\b(?:non-?|in)?signifi[ck]an\w*", _I)
_RELATION = re.compile(
    r"\b(?:influenc\w*|affect\w*|effects?|impact\w*|determin\w*|improv\w*|increas\w*|ber?pengaruh|pengaruh|me(?:m)?pengaruhi"
    r"|memengaruhi|dipengaruhi|meningkatkan|berdampak|signifi[ck]an\w*)\b",
    _I,
)
_NOT = re.compile(
    r"\b(?:not|no|nor|never|cannot|doesn't|isn't|without|tidak|tak|bukan|belum|tanpa|(?:non-?|in)signifi[ck]an\w*)\b",
    _I,
)
_TO = re.compile(r"\b(?:on|upon|to|towards?|terhadap|pada|kepada|atas)\b|->|→", _I)
_BY = re.compile(r"\b(?:by|oleh)\b", _I)
_INDIRECT = re.compile(
    r"\b(?:mediat\w+|memediasi|dimediasi|mediasi|through|via|melalui|indirect\w*|tidak\s+langsung)\b", _I
)
_AVE = re.compile(r"\bAVE\b|average variance extracted", _I)
_SQUARE_OF_AVE = re.compile(
    r"\bsquared?\s+(?:values?\s+)?(?:of\s+)?(?:the\s+)?(?:AVE|average variance)|\bAVE\s+squared"
    r"|(?<!akar\s)\bkuadrat\s+(?:dari\s+)?(?:nilai\s+)?AVE",
    _I,
)
_ROOT = re.compile(r"\b(?:square[\s-]*roots?|akar)\b|√|sqrt", _I)
_HALF = re.compile(r"(?<![\d.,])0?[.,]50{0,2}\b")
_CORRELATION = re.compile(r"\b(?:correlat\w+|korelasi)\b", _I)
_SQUARED_CORRELATION = re.compile(r"\bsquared\s+(?:\w+\s+){0,2}correlat|kuadrat\s+korelasi|korelasi\s+kuadrat", _I)
_DISCRIMINANT = re.compile(r"\bdis[ck]riminant?\b|\bdiskriminan\b", _I)
_CONVERGENT = re.compile(r"\b[ck]onvergent?\b", _I)
_RELIABLE = re.compile(r"\breliab\w+|\breliabel\b", _I)
_GOOD = re.compile(
    r"\b(?:establish\w+|met|meets?|fulfil\w*|satisf\w+|good|valid|shows?|shown|pass\w*|achiev\w+|confirm\w+|adequate|reliable"
    r"|acceptable|terpenuhi|memenuhi|baik|tercapai|reliabel|terbukti|dinyatakan|menunjukkan)\b",
    _I,
)
_NEAR_ONE = re.compile(r"\b(?:close[rs]?|near\w*|approach\w*|mendekati|dekat)\b[^.;]{0,25}?[+]?\s?\b1\b(?![.,]\d)", _I)
_MINUS_ONE = re.compile(
    r"[-\u2212]\s?1\b(?![.,]\d)[^.;]{0,60}\b(?:no|not|without|tidak|tanpa)\b[^.;]{0,20}(?:effect|influen|pengaruh)", _I
)


def read(text: str, labels: Mapping[str, str], steps: Collection[Pair]) -> tuple[Claim, ...]:
    """Read the claims of a text.

    `labels` says which construct a name in the text stands for; `steps` are the model's paths. This function will
    give one claim per path and statement, and a claim `not_understood` for every sentence of another shape.
    """
    claims: list[Claim] = []
    for sentence in filter(None, (part.strip() for part in _SENTENCE.split(text))):
        found = [claim for clause in _CLAUSE.split(sentence) for claim in _clause(clause.strip(), labels, steps)]
        claims += found or [Claim(ClaimKind.NOT_UNDERSTOOD, text=sentence)]
    return tuple(dict.fromkeys(claims))


def misstates_ave(text: str) -> bool:
    """Whether a sentence gives a wrong rule for discriminant validity: AVE squared, AVE above .5, AVE above r."""
    if not _AVE.search(text):
        return False
    if _SQUARE_OF_AVE.search(text) and not _SQUARED_CORRELATION.search(text):
        return True
    if _CORRELATION.search(text):
        return bool(_DISCRIMINANT.search(text) and not _ROOT.search(text) and not _SQUARED_CORRELATION.search(text))
    return bool(_DISCRIMINANT.search(text) and _HALF.search(text) and not _CONVERGENT.search(text))


def _clause(text: str, labels: Mapping[str, str], steps: Collection[Pair]) -> Iterator[Claim]:
    decided = bool(_DECIDED.search(text))
    if _UNSURE.search(_HYPOTHESIS.sub("", text) if decided else text):
        if misstates_ave(text):
            yield Claim(ClaimKind.AVE_RULE, text=text)
        return
    yield from _quality(text)
    if (_NEAR_ONE.search(text) and _SIGNIFICANT.search(text)) or _MINUS_ONE.search(text):
        yield Claim(ClaimKind.COEFFICIENT_RULE, text=text)
    names = _names(text, labels)
    if _INDIRECT.search(text):
        yield from _mediation(text, names, steps)
    elif decided or _RELATION.search(text):
        kind = _kind(text)
        yield from (Claim(kind, source, target, text) for source, target in _directed(text, names))


def _quality(text: str) -> Iterator[Claim]:
    if misstates_ave(text):
        yield Claim(ClaimKind.AVE_RULE, text=text)
    if _NOT.search(text) or not _GOOD.search(text):
        return
    kinds = {
        ClaimKind.DISCRIMINANT_VALIDITY: _DISCRIMINANT,
        ClaimKind.CONVERGENT_VALIDITY: _CONVERGENT,
        ClaimKind.RELIABILITY: _RELIABLE,
    }
    yield from (Claim(kind, text=text) for kind, pattern in kinds.items() if pattern.search(text))


def _kind(text: str) -> ClaimKind:
    against = bool(_AGAINST.search(text))
    if bool(_NOT.search(text)) is against:
        return ClaimKind.SIGNIFICANT
    if _DECIDED.search(text):
        return ClaimKind.NOT_SIGNIFICANT
    return ClaimKind.NOT_SIGNIFICANT if _SIGNIFICANT.search(text) else ClaimKind.NO_EFFECT


def _names(text: str, labels: Mapping[str, str]) -> list[tuple[int, str]]:
    """Where constructs are named, in the order of the text; longer names first, short ones in their own case."""
    found: list[tuple[int, str]] = []
    left = text
    for label in sorted(labels, key=len, reverse=True):
        pattern = re.compile(rf"(?<!\w){re.escape(label)}(?!\w)", _I if len(label) > 3 else 0)
        found += [(match.start(), labels[label]) for match in pattern.finditer(left)]
        left = pattern.sub(lambda match: "\0" * len(match[0]), left)
    return sorted(found)


def _directed(text: str, names: list[tuple[int, str]]) -> list[Pair]:
    """Who is said to act on whom: split at `by`, else at a preposition between names, else at the verb."""
    for pattern, passive in ((_BY, True), (_TO, False), (_RELATION, False)):
        for match in pattern.finditer(text):
            before = [name for place, name in names if place < match.start()]
            after = [name for place, name in names if place >= match.end()]
            if before and after:
                sources, targets = (after, before) if passive else (before, after)
                return [(s, t) for s in dict.fromkeys(sources) for t in dict.fromkeys(targets) if s != t]
    return []


def _mediation(text: str, names: list[tuple[int, str]], steps: Collection[Pair]) -> Iterator[Claim]:
    """Of three names, the order in which the model has a path from each to the next."""
    named = list(dict.fromkeys(name for _, name in names))
    chains = [c for c in permutations(named, 3) if (c[0], c[1]) in steps and (c[1], c[2]) in steps]
    if len(chains) == 1 and not _NOT.search(_INDIRECT.sub("", text)):
        yield Claim(ClaimKind.MEDIATION, chains[0][0], chains[0][2], text)
