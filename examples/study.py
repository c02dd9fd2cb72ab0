# ruff: noqa: INP001, T201 - a script to run and to read; it talks to a terminal
"""A study from answers to report: 100 made-up answers to the ready questionnaire, analysed by PLS-SEM.

Run: python examples/study.py [RESAMPLES] [REPORT], such as python examples/study.py 10000 study.html
"""

from __future__ import annotations

import sys
from pathlib import Path

import langganan as lg

MODEL = """
    Personalisation =~ X1 + X2 + X3 + X4
    Convenience     =~ Y1 + Y2 + Y3 + Y4
    Loyalty         =~ Z1 + Z2 + Z3 + Z4
    Convenience ~ Personalisation
    Loyalty     ~ Personalisation + Convenience
"""
ANSWERS = Path(lg.__file__).parent / "data" / "study_n100.csv"


def main(resamples: str = "10000", report: str = "study.html") -> None:
    """Read, estimate, resample, judge, write."""
    study = lg.pls.read(ANSWERS, MODEL)
    for doubt in lg.pls.doubts(study):
        print("?", doubt)

    result = study.estimate().bootstrap(int(resamples), seed=1)
    for row in result.effects().rows():
        print(f"{row['source']} → {row['target']}: {row['estimate']:.3f} [{row['ci_low']:.3f}, {row['ci_high']:.3f}]")

    print(f"\n{result.verdict()}")
    result.report(report)
    print(f"\nWrote {report}")


if __name__ == "__main__":
    main(*sys.argv[1:])
