"""The demo shop: UCI Online Retail, a real British gift shop from December 2010 to December 2011."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from langganan.web.actions import imports, refresh
from langganan.web.actions.progress import Report
from langganan.web.actions.shop import open_shop
from langganan.web.models import ImportBatch, Shop
from langganan.web.queries.shop import the_shop
from langganan.words import Phrase, mark

AS_OF = date(2011, 12, 10)
SOURCE = (
    "Online Retail (Daqing Chen, 2015), UCI Machine Learning Repository, doi 10.24432/C5BW33, CC BY 4.0; "
    "by way of the R package onlineretail. Customers are numbers in the source and stay numbers here."
)


def load(*, small: bool, language: str, report: Report) -> Shop:
    """Make the demo shop in this (empty or half-made) data folder; what is there already is kept."""
    shop = the_shop() or open_shop(
        name="Online Retail",
        zone="Europe/London",
        currency="GBP",
        language=language,
        fixed_today=AS_OF,
        source_note=SOURCE,
    )
    imports.recover(only_silent=False)
    refresh.recover(only_silent=False)
    if not ImportBatch.objects.filter(state=ImportBatch.State.APPLIED).exists():
        _import(packaged(small=small), report)
    if shop.current_refresh is None:
        refresh.run(report=lambda doing, share: report(doing, 0.7 + 0.3 * share))
    report(Phrase(mark("Done.")), 1.0)
    return Shop.objects.get(pk=1)


def packaged(*, small: bool) -> Path:
    """Where the package keeps the demo shop's orders: whole, or a cut of 600 customers."""
    name = "online_retail_600customers.parquet" if small else "online_retail.parquet"
    return Path(__file__).parent.parent / "data" / name


def _import(file: Path, report: Report) -> None:
    batch = imports.receive(chunks(file), name=file.name, by=None)
    imports.read_file(batch.pk, report=lambda doing, share: report(doing, 0.25 * share))
    imports.apply(batch.pk, report=lambda doing, share: report(doing, 0.25 + 0.45 * share))


def chunks(file: Path, size: int = 1 << 20) -> Iterator[bytes]:
    """A file's bytes, a megabyte at a time."""
    with file.open("rb") as source:
        while block := source.read(size):
            yield block
