from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import langganan as lg
from langganan.errors import ArgumentError, FileError
from langganan.words import Phrase, Voice
from made_shop import TODAY, Line, made, real

DAY = date(2026, 6, 30)
ODD: dict[str, list[Line]] = {
    "nothing": [],
    "nobody known": [("1", None, "A", "2026-06-01", 1, 5)],
    "one order": [("1", "ani", "A", "2026-06-01", 1, 5)],
    "one product": [(str(n), f"c{n % 9}", "A", f"2026-06-{1 + n % 28:02}", 1, 5) for n in range(60)],
    "one day": [(str(n), f"c{n}", f"P{n % 7}", "2026-06-30", 1, 5) for n in range(60)],
    "only returns": [("C1", "ani", "A", "2026-06-01", -1, -5)],
    "only fees": [("1", "ani", "POST", "2026-06-01", 1, 5)],
    "all later": [("1", "ani", "A", "2027-06-01", 1, 5)],
    "worth less than nothing": [("1", "ani", "A", "2026-06-01", 1, 5), ("C2", "ani", "B", "2026-06-02", -9, -900)],
    "a giant": [("1", "ani", "A", "2026-06-01", 1e6, 10**15), ("2", "budi", "A", "2026-06-09", 1, 5)],
}


@pytest.mark.parametrize("lines", ODD.values(), ids=ODD)
def test_odd_shops_are_refreshed(lines: list[Line]) -> None:
    shop = made(lines)
    insights = shop.refresh(as_of=DAY)
    assert len(insights.rhythm) == len(insights.segments)
    assert len(insights.figures) == 4
    assert np.isfinite(insights.stock.order_up_to).all()
    assert len(repr(shop.segments(as_of=DAY)) + repr(shop.stock(as_of=DAY)) + repr(insights.cohorts)) > 0


def test_progress_is_told_and_changes_nothing() -> None:
    told: list[float] = []

    def tell(doing: Phrase, share: float) -> None:
        assert str(doing)
        told.append(share)

    insights = made(ODD["one product"]).refresh(as_of=DAY, progress=tell)
    assert told == sorted(told)
    assert len(told) == len(insights.__dataclass_fields__) - 1
    assert insights.segments.rows() == made(ODD["one product"]).refresh(as_of=DAY).segments.rows()


def test_looking_back_and_forth_gives_the_same() -> None:
    first = real().segments(as_of=date(2011, 6, 1)).rows()
    real().segments(as_of=TODAY)
    assert real().segments(as_of=date(2011, 6, 1)).rows() == first


def test_the_last_day_in_the_data_is_the_shops_today() -> None:
    assert real().as_of == date(2011, 12, 9)
    with pytest.raises(ArgumentError, match="no orders yet"):
        made([]).segments()


def test_results_are_named_as_in_the_source_and_in_whole_money() -> None:
    listed = real().segments(as_of=TODAY)
    assert listed["customer"][0] == "14646"
    assert listed.rows()[0]["revenue"] == pytest.approx(278_778.02)
    assert "Customers and their segments, money in GBP" in repr(listed)


def test_an_unknown_customer_is_named_in_the_error() -> None:
    with pytest.raises(ArgumentError, match="no customer 99 here"):
        real().recommend("99")


@pytest.mark.parametrize("name", ["segments", "rhythm", "cohorts", "stock", "figures", "refresh"])
def test_what_is_no_day_is_refused_everywhere(name: str) -> None:
    for day in ("2011-12-09", date(1989, 12, 31), 0):
        with pytest.raises(ArgumentError, match="as_of is"):
            getattr(real(), name)(as_of=day)


@pytest.mark.parametrize("k", [0, -1, 101, 2.5, "5", True])
def test_how_many_to_suggest_is_a_small_whole_number(k: Any) -> None:
    with pytest.raises(ArgumentError, match=r"k is .*\. It is a whole number from 1 to 100"):
        real().recommend("14646", k)
    with pytest.raises(ArgumentError, match="as_of is"):
        real().recommendations("today", 5)  # type: ignore[arg-type]


ODD_TERMS = {
    "service": (95, 0, 1, np.nan, "0.9"),
    "lead_days": (-1, 366, np.nan, None),
    "review_days": (0, np.inf, "7"),
}


@pytest.mark.parametrize(("name", "given"), [(name, given) for name, values in ODD_TERMS.items() for given in values])
def test_terms_beyond_what_a_shop_can_mean_are_refused(name: str, given: Any) -> None:
    with pytest.raises(ArgumentError, match=rf"{name} is .*\. It is a number from"):
        real().stock(**{name: given})
    with pytest.raises(ArgumentError, match=rf"{name} is"):
        real().refresh(as_of=TODAY, **{name: given})


@pytest.mark.parametrize(
    ("named", "said"),
    [({"currency": "rupiah"}, "three letters"), ({"currency": 5}, "three letters"), ({"zone": "Jakarta"}, "time zone"),
     ({"zone": 7}, "time zone"), ({"as_of": "2026-01-01"}, "as_of is"), ({"as_of": date(2101, 1, 1)}, "as_of is")],
)  # fmt: skip
def test_a_shop_is_opened_with_what_can_be_used(named: dict[str, Any], said: str) -> None:
    with pytest.raises(ArgumentError, match=said):
        lg.open({"Date": ["2026-01-01"], "SKU": ["a"], "Price": [1]}, **named)


@pytest.mark.parametrize("path", ["x" * 5000, "a\0b", "~nobody-of-this-name/orders.csv"])
def test_what_is_no_path_is_no_file(path: str) -> None:
    with pytest.raises(FileError, match="There is no file"):
        lg.open(path)


def test_doubts_about_a_file_stand_in_the_shop(tmp_path: Path) -> None:
    (tmp_path / "orders.csv").write_bytes("Date,SKU,Product,Price\n01/02/2026,a,Caf\xe9,5000\n".encode("latin-1"))
    said = " ".join(map(str, lg.open(str(tmp_path / "orders.csv")).doubts))
    assert "strange letters" in said
    assert "day/month or month/day" in said


def test_days_are_the_shops_own() -> None:
    from langganan.storage.orders import local_days

    times = np.array(["2026-01-01T16:59", "2026-01-01T17:00", "1970-01-01T00:00"], "datetime64[us]")
    assert local_days(times, "Asia/Jakarta").tolist() == [date(2026, 1, 1), date(2026, 1, 2), date(1970, 1, 1)]


def test_a_frame_opens_like_a_file() -> None:
    import pandas as pd

    frame = pd.DataFrame(
        {"InvoiceNo": ["1", "2"], "CustomerID": [17.0, 18.0], "StockCode": ["A", "B"], "Description": ["Tea", "Rice"],
         "Quantity": [1, 2], "InvoiceDate": pd.to_datetime(["2026-01-01", "2026-01-02"]), "UnitPrice": [5000, 6000]}
    )  # fmt: skip
    assert lg.open(frame).segments()["customer"].tolist() == ["18", "17"]


def test_opening_the_package_is_light() -> None:
    heavy = "{'numpy', 'duckdb', 'django', 'scipy'} & set(sys.modules)"
    code = f"import sys, langganan; print(sorted({heavy}), langganan.Shop)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("[] ")


def test_habits_are_listed_in_words() -> None:
    listed = real().customer_habits(as_of=TODAY, voice=Voice("id"))
    assert set(listed["aspect"]) <= {"weekday", "part", "channel", "price", "category"}
    assert "on Sundays" in real().customer_habits(as_of=TODAY)["habit"]
    assert "on Thursdays" not in listed["habit"]


def test_figures_and_cohorts_are_in_the_shops_money() -> None:
    found = real().figures(as_of=TODAY)
    inside = real().refresh(as_of=TODAY)
    assert found["value"][2] == inside.figures.value[2] / 100
    assert "£" in found["how"][2]
    assert real().cohorts(as_of=TODAY)["revenue"].sum() == pytest.approx(inside.cohorts.revenue.sum() / 100)
