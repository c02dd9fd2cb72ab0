"""Named SQL in Spark's dialect: sqlglot translates, and what it leaves meaning something else is mended here."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from langganan.errors import SetupError
from langganan.words import mark

NEEDS_EXTRA = mark("Spark needs {package}, which is not installed: pip install 'langganan[spark]'")


@cache
def spark_sql(sql: str) -> str:
    """Translate one statement from DuckDB's dialect. This function will give Spark SQL with `:name` parameters.

    Nulls keep their place (last), comments go. Raises `SetupError` where sqlglot is not installed.
    """
    return _said(_parsed(sql))


@cache
def steps(sql: str) -> tuple[tuple[str, str], ...]:
    """Take out of a statement what its WITH names and reads more than once. This function will give (view, SQL) pairs.

    Each is worked out and kept before the next; the last one, without a name, is the answer. DuckDB works such a part
    out once; Spark would do it anew wherever it is read, and plan ever larger trees.
    """
    tree, taken = _parsed(sql), list[tuple[str, str]]()
    for place, part in enumerate(tree.ctes):
        if sum(table.name == part.alias for table in _tables(tree)) > 1:
            view, body = f"shared_{part.alias}", part.this.copy()
            for earlier in tree.ctes[:place]:
                body = body.with_(earlier.alias, as_=earlier.this.copy())
            taken.append((view, _said(body)))
            part.this.replace(_parsed(f"select * from {view}"))  # noqa: S608 - a name out of our own SQL
    return (*taken, ("", _said(tree)))


def _parsed(sql: str) -> Any:
    try:
        import sqlglot
    except ImportError as error:
        raise SetupError(NEEDS_EXTRA, package="sqlglot") from error
    return sqlglot.parse_one(sql, read="duckdb").transform(_mended)


def _said(tree: Any) -> str:
    return tree.sql(dialect="spark", comments=False)


def _tables(tree: Any) -> Any:
    from sqlglot import exp

    return tree.find_all(exp.Table)


@cache
def parameters_of(sql: str) -> frozenset[str]:
    """The names of the parameters that stand in a Spark statement as `:name`."""
    return frozenset(re.findall(r":([A-Za-z_]\w*)", sql))


def _mended(node: Any) -> Any:
    """One part of a statement, put so that Spark gives what DuckDB gives.

    - `7.5` is a decimal in both, but divided it stays one in Spark (six places) and is a float in DuckDB;
    - `isodow` is 1 for Monday, `dayofweek` 0 for Sunday: Spark counts from other days;
    - `quantile_cont(x, p)` is `percentile(x, p)` there;
    - `log(x)` is to the base of ten in DuckDB and of e in Spark.
    """
    from sqlglot import exp

    if isinstance(node, exp.Literal) and not node.is_string and not node.is_int:
        return exp.cast(exp.Literal.string(node.name), "double")
    if isinstance(node, exp.DayOfWeekIso):
        return exp.paren(exp.func("weekday", node.this) + 1)
    if isinstance(node, exp.DayOfWeek):
        return exp.paren(exp.func("dayofweek", node.this) - 1)
    if isinstance(node, exp.PercentileCont):
        return exp.func("percentile", node.this, node.expression)
    if isinstance(node, exp.Log) and node.expression is None:
        return exp.Log(this=exp.Literal.number(10), expression=node.this)
    return node
