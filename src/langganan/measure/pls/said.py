"""What every result of a study can say of itself: the verdict, and the report in a file."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING, cast

from langganan import arguments
from langganan.errors import ArgumentError, FileError
from langganan.words import Voice, mark

if TYPE_CHECKING:
    from langganan.measure.pls.bootstrap import Bootstrap
    from langganan.measure.pls.estimate import Estimate
    from langganan.measure.pls.predict.predict import Prediction
    from langganan.measure.pls.report.extras import Extras
    from langganan.measure.pls.verdict import Verdict
    from langganan.tables import Listing

ENDINGS, TABLES = (".html", ".pdf"), (".xlsx", ".tex", ".md", ".csv")


class Said:
    """The part that an estimate and its bootstrap share.

    The tables have one row for each item, construct or pair, with columns by name; those of a bootstrap hold mean,
    sd, t, p, ci_low and ci_high too, unless they are matrices.
    """

    def loadings(self) -> Listing:
        """The loading of every item."""
        from langganan.measure.pls import labelled

        return labelled.by_indicator(self._result, "loadings")

    def weights(self) -> Listing:
        """The outer weight of every item."""
        from langganan.measure.pls import labelled

        return labelled.by_indicator(self._result, "weights")

    def cross_loadings(self) -> Listing:
        """The correlation of every item with every construct, a matrix."""
        from langganan.measure.pls import labelled

        return labelled.cross_loadings(self._result)

    def reliability(self) -> Listing:
        """alpha, rho_a, rho_c and ave of every construct of several items that reflect it."""
        from langganan.measure.pls import labelled

        return labelled.reliability(self._result)

    def htmt(self) -> Listing:
        """The heterotrait-monotrait ratio of every pair of constructs that their items reflect."""
        from langganan.measure.pls import labelled

        return labelled.htmt(self._result)

    def fornell_larcker(self) -> Listing:
        """Correlations between constructs with √AVE on the diagonal, a matrix."""
        from langganan.measure.pls import labelled

        return labelled.fornell_larcker(self._result)

    def r2(self) -> Listing:
        """R² and adjusted R² of every construct that something leads to."""
        from langganan.measure.pls import labelled

        return labelled.r2(self._result)

    @property
    def _result(self) -> Estimate | Bootstrap:
        return cast("Estimate | Bootstrap", self)

    def verdict(self, prediction: Prediction | None = None) -> Verdict:
        """Judge the study. This function will give plain sentences, each with its number and rule, in a fixed order."""
        from langganan.measure.pls.verdict import verdict

        return verdict(self._result, prediction=prediction)

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
        path = to_write(path, ENDINGS)
        from langganan.measure.pls.report.page import report
        from langganan.measure.pls.report.pdf import pdf

        page = report(self._result, language=language, title=title, prediction=prediction, extras=extras)
        write(path, pdf(page) if path.suffix.lower() == ".pdf" else page.encode())
        return path

    def tables(
        self,
        path: str | Path,
        *,
        language: str = "en",
        prediction: Prediction | None = None,
        extras: Extras | None = None,
    ) -> Path:
        """Write the report's tables: .xlsx, .tex, .md, or .csv (one file after the other, a line between them).

        `prediction` and `extras` are what else was worked out. Raises `FileError` where the file cannot be written.
        """
        path = to_write(path, TABLES)
        from langganan.measure.pls.report.extras import complete
        from langganan.measure.pls.report.files import tables_as

        voice = Voice(arguments.language(language))
        said = extras or complete(self._result, prediction)
        write(path, tables_as(path.suffix.lower(), self._result, said, voice))
        return path


def to_write(path: str | Path, endings: tuple[str, ...]) -> Path:
    """Refuse a file that could not be written before the work is done, not after. This function will give its path."""
    path = Path(path).expanduser()
    if path.suffix.lower() not in endings:
        text = mark("{file} cannot be written. Its name should end in one of: {endings}.")
        raise ArgumentError(text, file=str(path) or "-", endings=", ".join(endings))
    if path.is_dir():
        raise _unwritable(path, os.strerror(errno.EISDIR))
    if not path.parent.is_dir():
        raise _unwritable(path, os.strerror(errno.ENOTDIR if path.parent.exists() else errno.ENOENT))
    return path


def write(path: Path, content: bytes) -> None:
    """Write a file, or say in one sentence why that cannot be."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise _unwritable(path, error.strerror or type(error).__name__) from error


def _unwritable(path: Path, reason: str) -> FileError:
    return FileError(mark("{file} cannot be written ({reason}). Look at its folder."), file=str(path), reason=reason)
