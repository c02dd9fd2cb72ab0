-- Every product that is goods: whether it may be suggested (offered and, where counted, still there), how many
-- customers bought it, ever and since $recent_from, and how many orders it was in since it was new. `first_day` is
-- the day it was first in an order; $as_of where it never was. The shop's first day and its customers are the same
-- on every row; `orders_since` are all orders since the product's first day.
with seen as (
    select product_id, min(day) as first_day
    from order_lines
    where day <= $as_of
    group by product_id
),
bought as (
    select product_id, count(*) as customers,
        cast(sum(case when last_day > $recent_from then 1 else 0 end) as bigint) as customers_recent
    from customer_products
    group by product_id
),
in_orders as (
    select product_id, count(distinct order_id) as orders
    from purchases
    where day <= $as_of
    group by product_id
),
per_day as (
    select day, count(distinct order_id) as orders
    from purchases
    where day <= $as_of
    group by day
),
since as (
    select day, cast(sum(orders) over (order by day desc) as bigint) as orders_since
    from per_day
),
opened as (
    select min(day) as shop_first_day from order_lines where day <= $as_of
),
people as (
    select count(distinct customer_id) as shop_customers from customer_products
)
select h.product_id,
    h.offered and (h.on_hand is null or h.on_hand > 0) as allowed,
    coalesce(p.category, '') as category,
    coalesce(b.customers, 0) as customers,
    coalesce(b.customers_recent, 0) as customers_recent,
    coalesce(s.first_day, cast($as_of as date)) as first_day,
    coalesce(w.orders, 0) as orders,
    coalesce(d.orders_since, 0) as orders_since,
    coalesce(o.shop_first_day, cast($as_of as date)) as shop_first_day,
    e.shop_customers
from on_hand h
join products p on p.product_id = h.product_id
cross join opened o
cross join people e
left join seen s on s.product_id = h.product_id
left join bought b on b.product_id = h.product_id
left join in_orders w on w.product_id = h.product_id
left join since d on d.day = s.first_day
where h.is_goods
order by h.product_id
