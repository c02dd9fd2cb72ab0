from __future__ import annotations

import pytest

from langganan.storage.spark_sql import parameters_of, spark_sql, steps


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("select a / 7.0", "SELECT a / CAST('7.0' AS DOUBLE)"),
        ("select a // 7", "SELECT a DIV 7"),
        ("select isodow(day)", "SELECT (WEEKDAY(day) + 1)"),
        ("select dayofweek(day)", "SELECT (DAYOFWEEK(day) - 1)"),
        ("select log(a), log10(a), ln(a)", "SELECT LOG(10, a), LOG(10, a), LN(a)"),
        ("select quantile_cont(a, 0.5)", "SELECT PERCENTILE(a, 0.5)"),
        ("select a from t order by a", "SELECT a FROM t ORDER BY a NULLS LAST"),
        ('select "it""s" -- why', 'SELECT `it"s`'),
        ("select a from t where day <= $as_of and b = '$not'", "SELECT a FROM t WHERE day <= :as_of AND b = '$not'"),
    ],
)
def test_statements_are_put_as_spark_understands_them(ours: str, theirs: str) -> None:
    assert spark_sql(ours) == theirs


def test_parameters_are_those_with_a_colon() -> None:
    asked = spark_sql("select $k from t where a > $least_k and b = $k")
    assert parameters_of(asked) == {"k", "least_k"}


def test_what_is_read_twice_is_a_step_of_its_own() -> None:
    sql = (
        "with a as (select 1 as x), b as (select x from a), c as (select x from b) select * from b join c on b.x = c.x"
    )
    answer = "SELECT * FROM b JOIN c ON b.x = c.x"
    assert steps(sql) == (
        ("shared_b", "WITH a AS (SELECT 1 AS x) SELECT x FROM a"),
        ("", f"WITH a AS (SELECT 1 AS x), b AS (SELECT * FROM shared_b), c AS (SELECT x FROM b) {answer}"),
    )  # fmt: skip
