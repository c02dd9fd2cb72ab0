"""What a storage engine must do. A new engine is finished when it is in `ENGINES` and these pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from glob import escape
from pathlib import Path

import numpy as np
import pytest

from langganan.engine import Engine, named_sql
from langganan.storage.duckdb_engine import DuckDBEngine
from small_spark import on_spark

ENGINES: dict[str, Callable[[], AbstractContextManager[Engine]]] = {"duckdb": DuckDBEngine, "spark": on_spark}
DAYS = np.array(["2026-01-01", "2026-01-02", "2026-01-03"], "datetime64[D]")
LINES = {
    "line_id": np.arange(3), "order_id": np.array([1, 2, 3]), "customer_id": np.array([7, 7, -1]),
    "product_id": np.array([0, 0, 1]), "day": DAYS, "quantity": np.array([2.0, -2.0, 1.0]),
    "amount": np.array([200, -200, 90]), "kind": np.array(["sale", "return", "sale"], object),
}  # fmt: skip
PRODUCTS = {
    "product_id": np.arange(2), "is_goods": np.array([True, True]), "offered": np.array([True, False]),
    "category": np.array(["tea", None], object), "counted": np.array([5.0, np.nan]),
    "counted_on": np.array(["2026-01-01", "NaT"], "datetime64[D]"), "lead_days": np.array([np.nan, 3.0]),
}  # fmt: skip


@pytest.fixture(params=["duckdb", pytest.param("spark", marks=pytest.mark.spark)])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    with ENGINES[request.param]() as made:
        yield made


@pytest.fixture
def shop(engine: Engine) -> Engine:
    engine.load("order_lines", LINES)
    engine.load("products", PRODUCTS)
    return engine


def test_columns_come_back_as_they_went_in(shop: Engine) -> None:
    back = shop.run("select * from order_lines order by line_id")
    assert list(back) == list(LINES)
    for name, values in LINES.items():
        assert back[name].tolist() == values.tolist()
        assert back[name].dtype.kind == values.dtype.kind


def test_days_stay_days(shop: Engine) -> None:
    assert shop.run("select max(day) as day from order_lines")["day"].dtype == "datetime64[D]"
    later = shop.run("select day from order_lines where day > $after order by day", after=date(2026, 1, 1))
    assert later["day"].tolist() == [date(2026, 1, 2), date(2026, 1, 3)]


def test_nothing_known_is_nan_nat_or_none(shop: Engine) -> None:
    back = shop.run(
        "select category, counted_on, lead_days, case when offered then 1 end as n from products order by product_id"
    )
    assert back["category"].tolist() == ["tea", None]
    assert np.isnat(back["counted_on"]).tolist() == [False, True]
    assert np.isnan(back["lead_days"]).tolist() == [True, False]
    assert np.isnan(back["n"]).tolist() == [False, True]


def test_text_of_which_nothing_is_known_is_text(engine: Engine, tmp_path: Path) -> None:
    engine.load("unknown", {"text": np.array([None, None], object)})
    engine.write_parquet("unknown", tmp_path / "unknown.parquet")
    engine.attach("again", str(tmp_path / "unknown.parquet"))
    assert engine.run("select * from again where text is null limit 0")["text"].dtype == object


def test_an_empty_answer_keeps_its_columns(shop: Engine) -> None:
    back = shop.run("select day, quantity, kind from order_lines where line_id > 99")
    assert {name: (len(values), values.dtype.kind) for name, values in back.items()} == {
        "day": (0, "M"), "quantity": (0, "f"), "kind": (0, "O")
    }  # fmt: skip


def test_loading_again_replaces(engine: Engine) -> None:
    engine.load("few", {"a": np.arange(3)})
    engine.load("few", {"b": np.arange(2)})
    assert {name: values.tolist() for name, values in engine.run("select * from few order by b").items()} == {
        "b": [0, 1]
    }


def test_parquet_there_and_back(shop: Engine, tmp_path: Path) -> None:
    shop.write_parquet("products", tmp_path / "it's.parquet")
    back = shop.read_parquet(tmp_path / "it's.parquet")
    assert back["category"].tolist() == ["tea", None]
    assert back["counted_on"].dtype == "datetime64[D]"


def test_parquet_files_are_read_as_one_table(shop: Engine, tmp_path: Path) -> None:
    for part in "ab":
        shop.write_parquet("order_lines", tmp_path / f"{part}.parquet")
    shop.attach("all_lines", str(tmp_path / "*.parquet"))
    assert shop.run("select count(*) as n from all_lines")["n"].tolist() == [6]


def test_made_tables_can_be_made_again(shop: Engine) -> None:
    for after, left in ((date(2026, 1, 1), 2), (date(2026, 1, 2), 1)):
        shop.make("recent", "select * from order_lines where day > $after", after=after)
        assert shop.run("select count(*) as n from recent")["n"].tolist() == [left]


def test_parameters_that_a_statement_does_not_name_are_left_out(shop: Engine) -> None:
    back = shop.run(
        "select count(*) as n from order_lines where day <= $day_to", day_to=date(2026, 1, 1), day=date(2026, 1, 1)
    )
    assert back["n"].tolist() == [1]


def test_takings_are_there_once_their_tables_are(shop: Engine) -> None:
    assert shop.run("select cast(sum(amount) as bigint) as amount from takings")["amount"].tolist() == [90]


def test_purchases_are_those_of_the_day(shop: Engine) -> None:
    for as_of, kept in ((date(2026, 1, 1), [0]), (date(2026, 1, 3), [2])):
        for table in ("undone", "purchases"):
            shop.make(table, named_sql("langganan", table), as_of=as_of)
        assert shop.run("select line_id from purchases order by line_id")["line_id"].tolist() == kept


def test_on_hand_is_the_count_less_what_went(shop: Engine) -> None:
    shop.make("on_hand", named_sql("langganan", "on_hand"), as_of=date(2026, 1, 3))
    assert shop.run("select on_hand from on_hand order by product_id")["on_hand"].tolist()[0] == 7


def test_views_are_worked_out_when_asked(shop: Engine) -> None:
    shop.view("gone", "select line_id, -1 as minute, cast(null as double) as cost from order_lines where quantity < 0")
    assert shop.run("select * from gone")["line_id"].tolist() == [1]
    assert np.isnan(shop.run("select cost from gone")["cost"]).all()


def test_made_tables_may_be_made_from_themselves(shop: Engine) -> None:
    shop.make("few", "select line_id from order_lines")
    shop.make("few", "select line_id from few where line_id > 0")
    assert shop.run("select count(*) as n from few")["n"].tolist() == [2]


def test_names_and_texts_may_hold_anything(engine: Engine, tmp_path: Path) -> None:
    odd = {'it\'s "so"': np.array(["a'b", 'c"d', "${x}", ":as_of", "é 日本"], object), "n": np.arange(5)}
    engine.load("odd", odd)
    found = engine.run('select * from odd where "it\'s ""so""" = $text', text="a'b")
    assert {name: values.tolist() for name, values in found.items()} == {'it\'s "so"': ["a'b"], "n": [0]}
    engine.write_parquet("odd", tmp_path / "odd [1] {a}.parquet")
    engine.attach("again", f"{escape(str(tmp_path))}/odd [[]1[]] {{a}}.parquet")
    assert engine.run("select count(*) as n from again")["n"].tolist() == [5]


SAME = {
    "7 // 2": 3, "-7 // 2": -3, "7 % 3": 1, "7 / 2": 3.5, "1 / 3.0": 1 / 3, "ln(10)": np.log(10), "log10(1000)": 3,
    "pow(2, 0.5)": 2**0.5, "date_diff('day', date '2026-01-31', date '2026-02-01')": 1, "year(date '2026-02-01')": 2026,
    "isodow(date '2026-02-01')": 7, "dayofweek(date '2026-02-01')": 0, "isodow(date '2026-02-02')": 1,
    "cast(floor(-0.5) as bigint)": -1, "round(2.5)": 3, "greatest(1, 2)": 2, "coalesce(null, 4)": 4,
    "date_diff('day', cast(date_trunc('month', date '2026-02-21') as date), date '2026-02-21')": 20,
}  # fmt: skip


def test_expressions_mean_the_same(engine: Engine) -> None:
    back = engine.run("select " + ", ".join(f"{asked} as e{n}" for n, asked in enumerate(SAME)))
    assert {asked: values.tolist()[0] for asked, values in zip(SAME, back.values(), strict=True)} == pytest.approx(SAME)
