"""What every result of a study can say of itself: the verdict, and the report in a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from langganan.errors import ArgumentError, FileError
from langganan.words import mark

if TYPE_CHECKING:
    from langganan.measure.pls.bootstrap import Bootstrap
    from langganan.measure.pls.estimate import Estimate
    from langganan.measure.pls.predict import Prediction
    from langganan.measure.pls.report.extras import Extras
    from langganan.measure.pls.verdict import Verdict

ENDINGS = (".html", ".pdf")


class Said:
    """The part that an estimate and its bootstrap share."""

    def verdict(self, prediction: Prediction | None = None) -> Verdict:
        """Judge the study. This function will give plain sentences, each with its number and rule, in a fixed order."""
        from langganan.measure.pls.verdict import verdict

        return verdict(cast("Estimate | Bootstrap", self), prediction=prediction)

    def report(
        self,
        path: str | Path,
        *,
        language: str = "en",
        title: str | None = None,
        prediction: Prediction | None = None,
        extras: Extras | None = None,
    ) -> Path:
        """Write the report: one HTML page that needs nothing else, or a PDF (extra `pdf`), as the path ends.

        `prediction` and `extras` are what else was worked out. Raises `FileError` where the file cannot be written.
        """
        path = Path(path).expanduser()
        if path.suffix.lower() not in ENDINGS:
            text = mark("{file} cannot be written. Its name should end in one of: {endings}.")
            raise ArgumentError(text, file=path.name, endings=", ".join(ENDINGS))
        from langganan.measure.pls.report.page import report
        from langganan.measure.pls.report.pdf import pdf

        result = cast("Estimate | Bootstrap", self)
        page = report(result, language=language, title=title, prediction=prediction, extras=extras)
        write(path, pdf(page) if path.suffix.lower() == ".pdf" else page.encode())
        return path


def write(path: Path, content: bytes) -> None:
    """Write a file, or say in one sentence why that cannot be."""
    try:
        path.write_bytes(content)
    except OSError as error:
        text = mark("{file} cannot be written ({reason}). Look at its folder.")
        raise FileError(text, file=str(path), reason=error.strerror or type(error).__name__) from error
