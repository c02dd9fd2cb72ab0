"""Langganan's own tables on PostgreSQL in the lake's form, read where they are by Spark.

This is PostgreSQL's SQL, sent to it whole: days and minutes are made there, in the zone that the shop's row holds, as
`web/frames/lake.py` makes them. Names of customers, phones and addresses are not asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from langganan.tables import ORDER_LINES, PRODUCTS

if TYPE_CHECKING:
    from langganan.storage.spark_engine import SparkEngine

WHOSE = """(
    select to_regclass('order_lines') is null and to_regclass('langganan_orderline') is not null as is_ours
) as whose"""
"""Ours is what has our tables, and none called as the lake calls them."""

FORMS = {
    ORDER_LINES.name: """(
    select l.id as line_id, l.order_id, coalesce(o.customer_id, -1) as customer_id, l.product_id, o.day, l.quantity,
        l.amount, l.kind,
        case when o.day > o.day_before then -1
            else cast(extract(hour from o.at) * 60 + extract(minute from o.at) as bigint) end as minute,
        o.channel
    from langganan_orderline l
    join (
        select o.id, o.customer_id, o.channel, o.ordered_at at time zone s.zone as at,
            cast(o.ordered_at at time zone s.zone as date) as day,
            cast((o.ordered_at - interval '1 microsecond') at time zone s.zone as date) as day_before
        from langganan_order o
        cross join langganan_shop s
    ) o on o.id = l.order_id
) as order_lines""",
    PRODUCTS.name: """(
    select p.id as product_id, p.is_goods, p.offered, p.category, p.counted,
        cast(p.counted_at at time zone s.zone as date) as counted_on, cast(p.lead_days as float) as lead_days,
        cast(p.unit_cost as float) as unit_cost, p.sku, p.name as product_name
    from langganan_product p
    cross join langganan_shop s
) as products""",
}
"""What to read for each table of the lake."""


def tables_in(engine: SparkEngine, url: str) -> dict[str, str]:
    """Look which tables a database has. This function will give what to read for `order_lines` and `products`.

    Tables or views of those names come first; without them, Langganan's own. Raises `SetupError` where the database
    does not answer.
    """
    engine.attach_jdbc("whose_database", url, WHOSE)
    ours = bool(engine.run("select is_ours from whose_database")["is_ours"][0])
    return FORMS if ours else {name: name for name in FORMS}
