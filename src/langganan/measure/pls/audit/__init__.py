"""The audit of a paper: which of its printed numbers and sentences contradict each other, and which tables are missing.

Every check allows for rounding: it speaks up only where no numbers that round to the printed ones could agree.
"""

from __future__ import annotations

from langganan.measure.pls.audit.arithmetic import contradictions
from langganan.measure.pls.audit.criteria import unmet
from langganan.measure.pls.audit.derive import Derived
from langganan.measure.pls.audit.doubts import doubts
from langganan.measure.pls.audit.finding import Finding, Severity
from langganan.measure.pls.audit.form import from_mapping, read
from langganan.measure.pls.audit.printed import Claim, ClaimKind, Number, Printed, PrintedEffect
from langganan.measure.pls.audit.reporting import missing
from langganan.measure.pls.audit.statements import unsupported

__all__ = [
    "Claim",
    "ClaimKind",
    "Finding",
    "Number",
    "Printed",
    "PrintedEffect",
    "Severity",
    "audit",
    "from_mapping",
    "read",
]


def audit(paper: Printed) -> tuple[Finding, ...]:
    """Audit what a paper prints. This function will give its findings, contradictions first, then notes.

    Within a severity they come in the order of a paper: sample, items, constructs, paths, claims, missing tables.
    """
    derived = Derived(paper)
    checks = (contradictions, unsupported, unmet, doubts, missing)
    found = [finding for check in checks for finding in check(paper, derived)]
    return tuple(sorted(found, key=lambda finding: list(Severity).index(finding.severity)))
